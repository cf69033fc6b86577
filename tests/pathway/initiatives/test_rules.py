"""What is read off a pasted mail, how lately something was heard of, and what the finder says: plain values."""

from datetime import date, timedelta

import pytest

from bench import finder as labelled
from partnerhood.pathway.initiatives.queries.finding import Spoken, pearl
from partnerhood.pathway.initiatives.queries.lexicon import lexicon
from partnerhood.pathway.initiatives.rules import finder, hearing, meaning, pasting, picture

MAIL = """---------- Forwarded message ---------
From: Jan Peeters <jan@koor.example>
Date: 3 Sep 2026 11:20
Subject: Fwd: RE: Geheugenkoor zoekt vervoer
To: elke@lindemeer.example

Dag Elke,

Wij zingen elke woensdag om 14.30 in de Oeverwijk.
Voor wie: mensen met dementie en hun partner
We zoeken: een busje op woensdag.
Sinds 2016. Rekening BE68 5390 0754 7034.
Bel 0470 12 34 56 of kijk op www.koor.example/lied.
"""


def test_a_forwarded_mail_fills_in_what_can_be_known_by_its_shape() -> None:
    read = pasting.read(MAIL)

    assert (read.name, read.phone, read.email) == ("Geheugenkoor zoekt vervoer", "0470 12 34 56", "jan@koor.example")
    assert (read.website, read.since_year) == ("https://www.koor.example/lied", 2016)
    assert (read.audience, read.looks_for) == ("mensen met dementie en hun partner", "een busje op woensdag")
    assert "Dag Elke" not in read.what and "Subject" not in read.what and "Wij zingen" in read.what
    assert read.source == "Jan Peeters <jan@koor.example> · Geheugenkoor zoekt vervoer"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("Appelez le +243 81 234 56 78.", "+243 81 234 56 78"),
        ("tel. 011/55.03.10", "011/55.03.10"),
        ("Le 12.10.2026 à 14 h 30, 250 000 francs", ""),
        ("Rekening BE68 5390 0754 7034", ""),
        ("https://example.org/0470123456", ""),
        ("1 234 567 890 stuks", ""),
    ],
)
def test_a_day_an_amount_and_an_account_are_no_telephone(text: str, phone: str) -> None:
    assert pasting.read(text).phone == phone


@pytest.mark.parametrize("text", ["", "\n\n", "From: x\n", ">>>", "https://example.org/a", "é" * 30_000, "\u0000x"])
def test_whatever_is_pasted_is_read_without_guessing(text: str) -> None:
    read = pasting.read(text)

    assert len(read.name) <= 130 and len(read.what) <= 4000
    assert read.phone == ""


def test_places_and_themes_are_known_by_their_own_words() -> None:
    names = {"o": ("Oeverwijk", "den Oever"), "c": ("Centrum", ""), "t": ("Ter Heide",)}
    known = {"T4": frozenset({"dementie", "vergeten", "geheugen"}), "T5": frozenset({"mantelzorg", "adempauze"})}

    assert pasting.places_in("in de OEVERWIJK en aan ter  heide", names) == ["o", "t"]
    assert pasting.places_in("het centrumplein", names) == []
    assert pasting.themes_in(frozenset({"dementie", "vergeten"}), known) == ["T4"]
    assert pasting.themes_in(frozenset({"koor"}), known) == []


def test_what_was_not_confirmed_for_a_year_says_so_and_is_at_last_not_heard_of() -> None:
    today = date(2026, 11, 20)
    days = {0: "lately", 366: "lately", 367: "long", 732: "long", 733: "silent"}

    assert {ago: hearing.heard(today - timedelta(days=ago), today) for ago in days} == days
    assert hearing.missing(hearing.Told(name=True, what=True, where=True)) == [
        *("audience", "since", "owner", "contact", "themes", "aims", "kind"),
    ]


@pytest.mark.parametrize(
    ("text", "tongue", "codes"),
    [
        ("75+, die alleen wonen", "nl", {"alone"}),
        ("jeunes mères", "fr", {"young_parents"}),
        ("jeunes", "fr", {"young_people"}),
        ("genç anneler", "tr", {"young_parents"}),
        ("een mooie belasting", "nl", set()),
        ("wie een appel eet", "nl", set()),
        ("thuisverpleegkundigen", "nl", {"home_care_staff"}),
        ("la salle de répit, des plats", "fr", {"room", "respite", "cooking"}),
    ],
)
def test_a_text_is_about_what_its_words_say_in_its_own_language(text: str, tongue: str, codes: set[str]) -> None:
    assert lexicon().found(text, tongue) == codes


def test_ages_are_read_as_people_write_them() -> None:
    said = {"75+": (75, 120), "plus de 70 ans": (70, 120), "16–25 jaar": (16, 25), "6 tot 12": (6, 12), "in 2026": None}

    assert {text: meaning.ages(text) for text in said} == said
    assert meaning.of_ages((75, 120)) == {"older_people"}


def _one(key: str, tongue: str = "nl", **more: object) -> finder.Pearl:
    return pearl(Spoken(key, tongue, **more), {})  # type: ignore[arg-type]


def test_the_same_thing_in_two_languages_is_found_and_says_why() -> None:
    dutch = _one(
        "a", name="Moeders", what="Samen met de baby.", audience="jonge moeders", places=("Terheide",), themes=("T1",)
    )
    french = _one(
        "b",
        "fr",
        name="Mamans",
        what="On vient avec bébé.",
        audience="jeunes mères",
        places=("Oeverwijk",),
        themes=("T1",),
    )

    (found,) = finder.alike([dutch, french])

    assert [(one.code, one.what or one.themes or one.places) for one in found.reasons] == [
        ("audience", ("young_parents",)),
        ("activity", ("parenting",)),
        ("theme", ("T1",)),
        ("two_places", ("Terheide",)),
        ("tongues", ()),
    ]


def test_the_same_people_and_another_deed_or_the_same_deed_for_others_is_not_the_same() -> None:
    choir = _one("a", name="Koor", what="zingen", audience="mensen met dementie")
    shops = _one("b", name="Winkels", what="winkeliers leren", audience="mensen met dementie")
    youth = _one("c", name="Koor", what="zingen", audience="12–18 jaar")
    old = _one("d", name="Koor", what="zingen", audience="75+")

    assert finder.alike([choir, shops]) == []
    assert finder.alike([youth, old]) == []
    assert [
        (one.one, one.other) for one in finder.alike([old, _one("e", name="Zang", what="zingen", audience="70+")])
    ] == [("d", "e")]


def test_one_that_lacks_and_one_that_has_are_brought_together_in_either_order() -> None:
    choir = _one("a", name="Koor", what="zingen", audience="mensen met dementie", looks_for="vervoer")
    bus = _one("b", name="Buurtbus", what="een busje brengt u", audience="wie geen auto heeft")
    callers = _one("c", name="Bellijn", what="bellen", audience="75+", looks_for="12 bellers")
    students = _one("d", name="Stage", what="stage in de wijk", audience="studenten")

    found = {
        (one.one, one.other): one.reasons[0] for one in finder.strengthening([choir, bus, students, callers], lexicon())
    }

    assert found[("a", "b")] == finder.Reason("has", ("transport",))
    assert found[("d", "c")] == finder.Reason("reaches", ("volunteers",), ("students",), turned=True)
    assert len(found) == 2


def test_what_is_for_everywhere_fills_no_gap_of_a_part_of_the_place() -> None:
    own = _one("a", name="x", places=("A",), themes=("T1",))
    wide = _one("b", name="y", places=("B",), themes=("T1",), everywhere=True)

    told = {(one.place, one.own, one.everywhere, one.is_gap) for one in finder.cells([own, wide], ["T1"], ["A", "B"])}

    assert told == {("A", 1, 1, False), ("B", 0, 1, True)}


def test_people_whom_a_theme_names_and_nobody_reaches_are_said() -> None:
    own = _one("a", name="Respijt", audience="mantelzorgers", themes=("T5",))
    named = {"T5": frozenset({"carers", "home_care_staff", "everybody"}), "T6": frozenset()}

    assert finder.unreached([own], named) == [("T5", "home_care_staff")]


def test_the_finder_is_right_on_pairs_that_were_labelled_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    sets = labelled.labelled()
    told = {(name, kind): labelled.judged(one, kind) for name, one in sets.items() for kind in labelled.KINDS}
    named = sum(labelled.number_of_pairs(one) for one in sets.values())

    with capsys.disabled():
        print(f"\n{named} pairs labelled by name, of {sum(map(labelled.every_pair, sets.values()))}, by us:")
        for (name, kind), said in told.items():
            print(f"  {name:7}{kind:11} precision {said['precision']:.2f}  recall {said['recall']:.2f}")

    assert named >= 60
    assert min(told[name, "alike"]["precision"] for name in sets) >= 0.9
    assert min(told[name, "alike"]["recall"] for name in sets) >= 0.75
    assert min(told[name, "strengthen"]["precision"] for name in sets) >= 0.8
    assert min(told[name, "strengthen"]["recall"] for name in sets) >= 0.9


def test_a_house_is_a_bridge_where_others_would_not_be_connected_without_it() -> None:
    houses = {"a": ["T1"], "b": ["T1", "T2"], "c": ["T2"], "d": ["T3"], "e": []}
    tie = picture.Tie("d", "e", "x")

    assert picture.bridges(houses, []) == {"b"}
    assert picture.bridges(houses, [tie]) == {"b"}
    assert picture.bridges({**houses, "e": ["T1"]}, [tie]) == {"b", "e"}
    assert picture.bridges({"a": ["T1"], "b": ["T1"], "c": ["T1"]}, []) == set()
    assert picture.ordered(houses, ["T2", "T1", "T3"]) == ["b", "c", "a", "d", "e"]


def test_a_picture_holds_every_house_once_and_every_line_that_has_two_ends() -> None:
    houses = {"a": ["T1"], "b": ["T1", "gone"]}

    drawn = picture.drawn(houses, {"T1": "T1", "T2": "T2"}, [picture.Tie("a", "b", "x"), picture.Tie("a", "z", "x")])

    assert [one.label for one in drawn.spots] == ["1", "2", "T1", "T2"]
    assert [one.is_tie for one in drawn.lines] == [False, False, True]
    assert all(0 <= one.x <= 1000 and 0 <= one.y <= 1000 for one in drawn.spots)
    assert picture.drawn({}, {}, []).spots == []
