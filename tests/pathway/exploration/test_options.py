"""Options held open side by side; weights and scores apart, then together; and the page that says what would turn them."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.operations import registry
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import standing
from partnerhood.ground.records import clock
from partnerhood.pathway.exploration import actions, choices, queries, rules
from partnerhood.pathway.exploration.models import Decision, Option, Scoring, Statement, Weighing
from tests.cast import Cast, by
from tests.pathway.exploration import story
from tests.pathway.exploration.story import Told
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
NOWHERE = uuid4()
A = (2, 2, 5)
B = (4, 3, 4)
C = (3, 5, 2)


@pytest.fixture(autouse=True)
def in_april() -> Iterator[None]:
    """The fourteenth week."""
    with clock.at(story.MIDDLE):
        yield


@pytest.fixture
def told(who: Cast) -> Told:
    return story.begun(who)


def page(who: Person | None, name: str, *keys: object) -> str:
    answer = browser(who).get(reverse(f"exploration:{name}", args=keys))
    assert answer.status_code == 200
    return story.plain(answer)


def sight(told: Told, person: Person) -> queries.Sight:
    found = queries.sight(standing(person.id), pk=told.exploration.id)
    assert found is not None
    return found


def everybody(told: Told) -> dict[str, Person | None]:
    who = told.who
    return {"secretary": who.lotte, "chair": who.mireille, "stranger": who.rekia, "nobody": None}


@pytest.mark.once
def test_each_side_says_for_itself_what_an_option_does_and_the_newest_of_each_is_read_by_everybody(told: Told) -> None:
    option = story.option(told, "B", "Une équipe sur deux sites")
    address = reverse("exploration:say_effect", args=[option.id, "patients"])
    client = browser(told.who.lotte)
    sent = {"words": "Moins de route", "why": "212 nuits", "language": "fr", "on_behalf_of": told.who.wilgenbeke.id}
    sent["base"] = base_on(client.get(address))

    assert client.post(address, {**sent, "words": ""}).status_code == 200
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    said = rules.Effect(language="fr", aspect="patients", words="Plus loin pour cent familles")
    actions.say_effect(option=option, on_behalf_of=told.who.lukanga, content=said, deed=by(told.who.albertine))

    side_by_side, one = page(None, "options", told.exploration.id), page(None, "option", option.id)
    for words in ("Moins de route", "Plus loin pour cent familles"):
        assert words in side_by_side
        assert words in one
    assert "212 nuits" in one
    assert option.effects.count() == 2
    with pytest.raises(NotThere):
        actions.say_effect(option=option, on_behalf_of=told.who.lukanga, content=said, deed=by(told.who.lotte))
    assert seen_by(address, {"chair": told.who.mireille, "nobody": None}, _effect_nowhere()) == {
        "chair": 404,
        "nobody": 404,
    }


def _effect_nowhere() -> str:
    return reverse("exploration:say_effect", args=[NOWHERE, "patients"])


def test_a_withdrawn_option_stays_readable_with_its_reason_is_scored_no_more_and_can_be_opened_again(
    told: Told,
) -> None:
    options, criteria = story.compared(told, "A", "B", "C")
    address = reverse("exploration:decide", args=[told.exploration.id])
    client = browser(told.who.lotte)
    sent = {"kind": "withdrawn", "option": options[2].id, "words": "Plus de C", "why": "Hors mandat", "language": "fr"}
    sent |= {"decided_date": "2026-04-14", "base": base_on(client.get(address))}

    assert client.post(address, {**sent, "option": ""}).status_code == 200
    assert client.post(address, {**sent, "decided_date": "2026-05-01"}).status_code == 200
    assert client.post(address, {**sent, "why": ""}).status_code == 200
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Decision.objects.count() == 1

    said = page(None, "option", options[2].id)
    assert "Withdrawn on 14 April 2026" in said
    assert "Hors mandat" in said
    assert "Hors mandat" in page(None, "decisions", told.exploration.id)
    assert [one.letter for one in queries.open_options(told.exploration)] == ["A", "B"]
    with pytest.raises(Refused):
        story.score(told, told.who.lukanga, told.who.albertine, story.cells(options, criteria, A, B, C))
    again = {"words": "On la reprend", "why": "Nouveau fait", "language": "fr", "decided_date": date(2026, 4, 15)}
    with clock.at(story.MIDDLE + timedelta(hours=1)):
        kept = {"exploration": told.exploration, "kind": "reopened", "option": options[2]}
        actions.decide(**kept, **again, deed=by(told.who.albertine))
    assert len(queries.open_options(told.exploration)) == 3
    with pytest.raises(Refused):
        actions.decide(
            exploration=told.exploration, kind="reopened", option=options[2], **again, deed=by(told.who.albertine)
        )


@pytest.mark.once
def test_a_confidential_option_is_nowhere_for_who_may_not_read_it_neither_are_its_decisions(told: Told) -> None:
    story.option(told, "A")
    hidden = story.option(told, "D", "Fusion", closing=story.closed(told))
    said = {
        "words": "Examiner la fusion",
        "why": "Rien n'est exclu",
        "language": "fr",
        "decided_date": date(2026, 4, 1),
    }
    actions.decide(exploration=told.exploration, kind="noted", option=hidden, **said, deed=by(told.who.lotte))

    address, missing = (reverse("exploration:option", args=[key]) for key in (hidden.id, NOWHERE))
    assert seen_by(address, everybody(told), missing) == {
        "secretary": 200,
        "chair": 404,
        "stranger": 404,
        "nobody": 404,
    }
    for name in ("options", "decisions"):
        for reader in (None, told.who.mireille):
            assert "usion" not in page(reader, name, told.exploration.id)
        assert "usion" in page(told.who.lotte, name, told.exploration.id)


def test_nobody_reads_the_weights_of_another_body_before_its_own_are_in(told: Told) -> None:
    story.compared(told)
    who = told.who
    story.weigh(told, told.group, who.mireille, 70, 20, 10)

    mine = {who.mireille: {told.group.id}, who.katrien: set(), who.lotte: set(), who.makiese: set()}
    for person, seen in mine.items():
        assert set(queries.weighings(sight(told, person)).shown) == seen, person.name
        assert '<td class="number">70</td>' not in page(who.katrien, "compared", told.exploration.id)
    assert "in; you read it once your own are in" in page(who.katrien, "scores", told.exploration.id)

    story.weigh(told, told.board, who.katrien, 20, 30, 50)
    for person in mine:
        assert set(queries.weighings(sight(told, person)).shown) == {told.group.id, told.board.id}, person.name


def test_nobody_reads_the_scores_of_the_other_side_before_its_own_are_in(told: Told) -> None:
    options, criteria = story.compared(told)
    who = told.who
    story.score(told, who.lukanga, who.albertine, story.cells(options, criteria, A, B))

    seen = {
        person: set(queries.apart(sight(told, person)).shown) for person in (who.albertine, who.mireille, who.lotte)
    }
    assert seen == {who.albertine: {who.lukanga.id}, who.mireille: {who.lukanga.id}, who.lotte: set()}
    assert "2 / –" in page(who.albertine, "scores", told.exploration.id)
    assert "2 / –" not in page(who.lotte, "scores", told.exploration.id)
    early = story.cells(options, criteria, A, B)
    with pytest.raises(Refused):
        content = rules.Scores(language="fr", scores=early)
        actions.propose_scores(exploration=told.exploration, content=content, deed=by(who.albertine))

    story.score(told, who.wilgenbeke, who.lotte, story.cells(options, criteria, (2, 5, 5), B))
    assert set(queries.apart(sight(told, who.lotte)).shown) == {who.lukanga.id, who.wilgenbeke.id}
    assert '<b class="wait">2 / 5</b>' in page(who.lotte, "scores", told.exploration.id)
    for kind in ("exploration.score", "exploration.weigh"):
        assert not registry.kinds[kind].travels


@pytest.mark.once
def test_weights_and_scores_are_of_boards_and_groups_and_everybody_else_finds_no_such_page(told: Told) -> None:
    options, criteria = story.compared(told)
    story.score(told, told.who.lukanga, told.who.albertine, story.cells(options, criteria, A, B))

    for name in ("scores", "compared"):
        address, missing = (reverse(f"exploration:{name}", args=[key]) for key in (told.exploration.id, NOWHERE))
        expected = {"secretary": 200, "chair": 200, "stranger": 404, "nobody": 404}
        assert seen_by(address, everybody(told), missing) == expected, name


@pytest.mark.once
def test_weights_are_a_hundred_together_given_by_who_chairs_and_counted_once_by_double_click(told: Told) -> None:
    _options, criteria = story.compared(told)
    address = reverse("exploration:weigh", args=[told.exploration.id, told.group.id])
    missing = reverse("exploration:weigh", args=[told.exploration.id, NOWHERE])
    client = browser(told.who.mireille)
    sent = {f"w_{one.id}": weight for one, weight in zip(criteria, (50, 30, 20), strict=True)}
    sent |= {"language": "fr", "base": base_on(client.get(address))}

    wrong = client.post(address, {**sent, f"w_{criteria[0].id}": 60})
    assert "Together they are 110 now" in story.plain(wrong)
    assert client.post(address, {**sent, f"w_{criteria[0].id}": "-50"}).status_code == 200
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Weighing.objects.count() == 1
    assert seen_by(address, {"secretary": told.who.lotte, "nobody": None}, missing) == {"secretary": 404, "nobody": 404}
    with pytest.raises(NotThere):
        story.weigh(told, told.group, told.who.lotte, 100, 0, 0)
    with pytest.raises(Refused):
        story.weigh(told, told.group, told.who.mireille, 100, 1, 0)
    with pytest.raises(Refused):
        kept = {"exploration": told.exploration, "ready": list(story.CRITERIA), "own": ["autre"], "language": "fr"}
        actions.set_criteria(**kept, weighers=[told.board], deed=by(told.who.lotte))


@pytest.mark.once
def test_scores_are_given_on_one_page_by_each_side_for_itself_and_asked_whole(told: Told) -> None:
    options, criteria = story.compared(told)
    address = reverse("exploration:score", args=[told.exploration.id])
    client = browser(told.who.lotte)
    sent = {f"s_{one.option}_{one.criterion}": one.score for one in story.cells(options, criteria, A, B)}
    sent |= {"language": "fr", "on_behalf_of": told.who.wilgenbeke.id, "base": base_on(client.get(address))}

    assert client.post(address, {**sent, f"s_{options[0].id}_{criteria[0].id}": ""}).status_code == 200
    assert client.post(address, {**sent, f"s_{options[0].id}_{criteria[0].id}": "9"}).status_code == 200
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]

    assert Scoring.objects.count() == 1
    with pytest.raises(NotThere):
        story.score(told, told.who.lukanga, told.who.lotte, story.cells(options, criteria, A, B))
    with pytest.raises(NotThere):
        story.score(told, told.who.lukanga, told.who.mireille, story.cells(options, criteria, A, B))


def test_two_boards_read_that_the_order_of_their_options_turns_when_one_weight_changes(told: Told) -> None:
    options, criteria = story.compared(told, "A", "B", "C")
    who = told.who
    for house, person in ((who.lukanga, who.albertine), (who.wilgenbeke, who.lotte)):
        story.score(told, house, person, story.cells(options, criteria, A, B, C))
    together = reverse("exploration:together", args=[told.exploration.id])
    client = browser(who.lotte)
    shown = client.get(together)
    sent = {f"s_{one.option}_{one.criterion}": one.score for one in story.cells(options, criteria, A, B, C)}
    assert client.post(together, {**sent, "language": "fr", "base": base_on(shown)}).status_code == 302
    story.sign(told, Statement.objects.get(kind="scores"))
    story.weigh(told, told.group, who.mireille, 40, 40, 20)
    story.weigh(told, told.board, who.katrien, 50, 30, 20)

    for reader in (who.makiese, who.katrien):
        said = page(reader, "compared", told.exploration.id)
        assert (
            "B comes first. With one weight changed it turns: Acute care stays in the region, from 35 to 39.6, puts C first."
            in said
        )
    by_letter = {one.letter: str(one.id) for one in options}
    found = queries.comparison(sight(told, who.lotte))
    assert found.is_agreed
    changed = {key: {str(criteria[0].id): 39, str(criteria[1].id): 50, str(criteria[2].id): 11} for key in found.given}
    totals = rules.appraisal.totals(next(iter(changed.values())), found.scores)
    assert rules.appraisal.order(totals)[0] == by_letter["C"]


@pytest.mark.once
def test_other_numbers_ask_both_keys_again(told: Told) -> None:
    options, criteria = story.compared(told)
    who = told.who
    for house, person in ((who.lukanga, who.albertine), (who.wilgenbeke, who.lotte)):
        story.score(told, house, person, story.cells(options, criteria, A, B))
    first = rules.Scores(language="fr", scores=story.cells(options, criteria, A, B))
    kept = actions.propose_scores(exploration=told.exploration, content=first, deed=by(who.lotte))
    story.sign(told, kept)

    other = rules.Scores(language="fr", scores=story.cells(options, criteria, A, (4, 4, 4)))
    again = actions.propose_scores(exploration=told.exploration, content=other, deed=by(who.albertine))

    assert again.id == kept.id
    assert not queries.comparison(sight(told, who.lotte)).is_agreed
    assert "not under both keys yet" in page(who.lotte, "compared", told.exploration.id)


@pytest.mark.once
def test_options_are_written_by_the_boards_each_with_a_letter_of_its_own(told: Told) -> None:
    address = reverse("exploration:add_option", args=[told.exploration.id])
    client = browser(told.who.lotte)
    sent = {"letter": "A", "name": "Accords", "about": "Plus d'accords", "language": "fr"}
    sent["base"] = base_on(client.get(address))

    assert client.post(address, {**sent, "letter": "?"}).status_code == 200
    assert client.post(address, sent).status_code == 302
    assert "Another option has this letter" in client.post(address, {**sent, "base": ""}).content.decode()
    assert Option.objects.count() == 1
    with pytest.raises(NotThere):
        story_option = rules.Option(language="fr", letter="B", name="b", about="b")
        actions.write_option(exploration=told.exploration, content=story_option, deed=by(told.who.mireille))
    assert queries.options(sight(told, told.who.lotte))[0].state == choices.OptionState.OPEN


@pytest.mark.once
def test_the_pages_of_the_options_ask_as_much_for_many_as_for_two(told: Told) -> None:
    options, criteria = story.compared(told)
    there = [reverse("exploration:option", args=[options[0].id])]
    there += [reverse(f"exploration:{name}", args=[told.exploration.id]) for name in ("options", "decisions", "scores")]
    client = browser(told.who.lotte)
    few = [queries_of(client, one) for one in there]

    for letter in "CDEFGH":
        story.option(told, letter)

    assert [queries_of(client, one) for one in there] == few
    assert max(few) <= AT_MOST
    who = told.who
    every = queries.open_options(told.exploration)
    for house, person in ((who.lukanga, who.albertine), (who.wilgenbeke, who.lotte)):
        story.score(told, house, person, story.cells(every, criteria, *[B] * 8))
    content = rules.Scores(language="fr", scores=story.cells(every, criteria, *[B] * 8))
    kept = actions.propose_scores(exploration=told.exploration, content=content, deed=by(who.lotte))
    more = [reverse("exploration:compared", args=[told.exploration.id])]
    more += [reverse("exploration:statement", args=[kept.id])]
    assert max(queries_of(client, one) for one in more) <= AT_MOST
