"""A DHIS2 server is asked: what it says comes in, and what it does not say is one sentence that repeats no token."""

import socket
from pathlib import Path

import pytest

from partnerhood.config import command
from partnerhood.config.commands import Trouble, import_dhis2
from partnerhood.interfaces.exchange.dhis2 import metadata, reading, server
from partnerhood.interfaces.exchange.dhis2.server import Bounds
from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.pathway.reporting.models import National, Report
from tests.cast import Cast
from tests.interfaces.exchange.dhis2 import fake_server as fake
from tests.interfaces.exchange.dhis2.fake_server import NAMES, TOKEN, VALUES, serving

UNIT, DATA_SET = "O6uvpzGd5pu", "VEM58nY22sO"
QUICK = Bounds(silence_seconds=0.3, seconds=0.5, most_bytes=10_000)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask this machine itself, whatever stands between it and the world."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_the_recorded_answers_are_read_whole_with_the_token_and_the_question() -> None:
    with serving(fake.recorded()) as (address, asked):
        there = server.at(f"{address}/", f"{TOKEN}\n")
        values = reading.read(there.values(DATA_SET, UNIT, ["2018", "201912"]))
        names = metadata.read(there.metadata(DATA_SET, UNIT))

    assert len(values.values) == 231 and len(names.data_elements) == 75
    (path, words, token), (other, *_rest) = asked.said
    assert (path, other, token) == (VALUES, NAMES, f"ApiToken {TOKEN}")
    assert words == {"dataSet": [DATA_SET], "orgUnit": [UNIT], "period": ["2018", "201912"]}


ANSWERS = [
    (fake.status(401), "The server does not let us in."),
    (fake.status(403), "The server does not let us read this."),
    (fake.status(404), "The server does not know this address"),
    (fake.status(409), "The server cannot answer this question."),
    (fake.status(429), "The server asks us to wait."),
    (fake.status(503), "The server cannot answer now (503)."),
    (fake.status(302, Location="/dhis-web-login"), "The server sends us elsewhere"),
    (fake.slow(1), "The server takes too long to answer."),
    (fake.dripping(1.5), "The server takes too long to answer."),
    (fake.cut(b'{"dataValues": []}'), "The answer of the server broke off in the middle."),
    (fake.cut_in_pieces(b'{"dataValues": []}'), "The answer of the server broke off in the middle."),
    (fake.content(b" " * 20_000), "The answer of the server is larger than"),
    (fake.no_http, "The server answers with something that is no answer."),
]


@pytest.mark.parametrize(("answer", "sentence"), ANSWERS)
def test_every_bad_answer_is_one_sentence_without_the_token(answer: fake.Answer, sentence: str) -> None:
    with serving({VALUES: answer}) as (address, _asked), pytest.raises(FileRefused) as refused:
        server.at(address, TOKEN, QUICK).values(DATA_SET, UNIT, ["2018"])

    assert str(refused.value).startswith(sentence)
    assert TOKEN not in str(refused.value) and refused.value.__cause__ is None


def test_the_token_never_follows_to_another_server() -> None:
    with serving({VALUES: fake.content(b"{}")}) as (other, asked_there):
        elsewhere = fake.status(307, Location=f"{other}{VALUES}")
        with serving({VALUES: elsewhere}) as (address, _asked), pytest.raises(FileRefused):
            server.at(address, TOKEN).values(DATA_SET, UNIT, ["2018"])

    assert asked_there.said == []


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(FileRefused) as refused:
            server.at(address, TOKEN, QUICK).values(DATA_SET, UNIT, ["2018"])

    assert str(refused.value).startswith("The server cannot be reached")


@pytest.mark.parametrize(
    ("address", "token"),
    [
        ("ftp://dhis.example.org", ""),
        ("file:///etc/passwd", ""),
        ("dhis.example.org", ""),
        ("https://", ""),
        ("https://admin:district@dhis.example.org", ""),
        ("https://dhis.example.org/?x=1", ""),
        ("https://dhis.example.org:port", ""),
        ("http://dhis.example.org", TOKEN),
        ("https://dhis.example.org", "a\nb"),
        ("https://dhis.example.org", "é"),
        ("https://dhis.example.org", "x" * 5_000),
    ],
)
def test_other_addresses_and_tokens_are_refused_before_anything_is_asked(address: str, token: str) -> None:
    with pytest.raises(FileRefused) as refused:
        server.at(address, token)

    assert not token or token not in str(refused.value)


def run(*words: object) -> int:
    """The command as it was typed."""
    return import_dhis2.run(command._parser().parse_args(["import-dhis2", *map(str, words)]))


def asked_for(address: str, tmp_path: Path, token: str = TOKEN) -> list[object]:
    file = tmp_path / "token"
    file.write_text(token)
    question = ["--dataset", DATA_SET, "--org-unit", UNIT, "--period", "2018", "--period", "201912"]
    return ["--from", address, *question, "--token-file", file, "--hospital", "Lukanga"]


@pytest.mark.django_db
def test_the_231_values_come_from_a_server_twice_once(
    who: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(fake.recorded()) as (address, _asked):
        codes = [run(*asked_for(address, tmp_path)) for _time in range(2)]

    told = capsys.readouterr()
    assert codes == [0, 0] and told.err == ""
    assert [line for line in told.out.splitlines() if " new" in line] == [
        "231 new, 0 changed, 0 unchanged, 0 refused.",
        "0 new, 0 changed, 231 unchanged, 0 refused.",
    ]
    assert {one.source for one in Report.objects.all()} == {"127.0.0.1"}
    assert not National.objects.filter(name="").exists()


@pytest.mark.django_db
def test_values_come_in_with_their_codes_where_the_names_stay_away(
    who: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {**fake.recorded(), NAMES: fake.status(403)}
    with serving(answers) as (address, _asked):
        code = run(*asked_for(address, tmp_path))

    assert code == 0 and capsys.readouterr().err.startswith("The names stay away, and codes stand in their place.")
    assert Report.objects.count() == 2 and set(National.objects.values_list("name", flat=True)) == {""}


@pytest.mark.django_db
def test_what_a_server_does_not_give_changes_nothing_and_names_no_token(who: Cast, tmp_path: Path) -> None:
    page = fake.content(b"<!doctype html><html>Sign in</html>", "text/html")
    with serving({VALUES: page}) as (address, _asked):
        for words, sentence in [
            (asked_for(address, tmp_path), "Line 1: This is a web page, not a file with values."),
            (["--from", address], "Say what to ask the server for: --dataset, --org-unit and --period."),
            (["file.json", "--from", address], "Say which file to bring in, or with --from which server to ask."),
        ]:
            with pytest.raises(Trouble) as trouble:
                run(*words)
            assert str(trouble.value).startswith(sentence) and TOKEN not in str(trouble.value)
    assert not Report.objects.exists()
