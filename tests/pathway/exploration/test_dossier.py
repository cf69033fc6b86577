"""The dossier: both boards sign one question, the time runs, what exists stands first, and what is confidential opens by itself."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock
from partnerhood.pathway.exploration import actions, queries, rules
from partnerhood.pathway.exploration.models import Area, Exploration, Statement
from tests.cast import Cast, by
from tests.pathway.exploration import story
from tests.pathway.exploration.story import Told
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
NOWHERE = uuid4()
AFTER = datetime(2026, 9, 18, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_april() -> Iterator[None]:
    """The fourteenth week."""
    with clock.at(story.MIDDLE):
        yield


@pytest.fixture
def told(who: Cast) -> Told:
    return story.begun(who)


def page(who: Person | None, name: str, key: object) -> str:
    answer = browser(who).get(reverse(f"exploration:{name}", args=[key]))
    assert answer.status_code == 200
    return story.plain(answer)


def everybody(told: Told) -> dict[str, Person | None]:
    who = told.who
    board = {"secretary": who.lotte, "signatory": who.makiese}
    return {**board, "chair": who.mireille, "stranger": who.rekia, "nobody": None, "suspended": who.suspended}


def test_before_both_keys_are_turned_the_dossier_is_of_boards_and_groups_alone_then_of_everybody(who: Cast) -> None:
    told = story.begun(who, signed=False)
    address = reverse("exploration:dossier", args=[told.exploration.id])
    missing = reverse("exploration:dossier", args=[NOWHERE])
    inside = {"secretary": who.lotte, "chair": who.mireille}
    outside = {"stranger": who.rekia, "nobody": None}
    closed_to = dict.fromkeys(outside, 404)

    assert seen_by(address, {**inside, **outside}, missing) == {**dict.fromkeys(inside, 200), **closed_to}
    story.turn(told.mandate, who.lukanga, who.makiese)
    assert seen_by(address, outside, missing) == closed_to
    story.turn(told.mandate, who.wilgenbeke, who.katrien)
    assert set(seen_by(address, outside, missing).values()) == {200}


@pytest.mark.once
def test_one_changed_word_of_the_mandate_asks_both_keys_again_and_shows_what_changed(told: Told) -> None:
    read = told.mandate.wording.fingerprint
    again = story.MANDATE.model_copy(update={"question": "Faut-il fusionner ?"})

    actions.word_mandate(exploration=told.exploration, mandate=again, deed=by(told.who.albertine))

    assert not queries.signed([told.mandate])[0].is_agreed
    client = browser(told.who.makiese)
    sent = {"wording": read, "on_behalf_of": told.who.lukanga.id, "base": ""}
    answer = client.post(reverse("exploration:sign", args=[told.mandate.id]), sent)
    assert answer.status_code == 409
    assert "Faut-il fusionner" in answer.content.decode()
    with pytest.raises(Refused):
        actions.word_mandate(exploration=told.exploration, mandate=again, deed=by(told.who.albertine))


@pytest.mark.once
def test_a_key_is_turned_on_the_page_once_by_double_click_and_by_the_partners_own_signatory_alone(who: Cast) -> None:
    told = story.begun(who, signed=False)
    address = reverse("exploration:sign", args=[told.mandate.id])
    missing = reverse("exploration:sign", args=[NOWHERE])
    client = browser(who.makiese)
    shown = client.get(address)
    sent = {"base": base_on(shown), "wording": told.mandate.wording.fingerprint, "on_behalf_of": who.lukanga.id}

    both = [client.post(address, sent).status_code for _ in range(2)]

    assert both[0] == 302
    assert len(queries.signed([told.mandate])[0].signatures) == 1
    asked = seen_by(address, {"signatory": who.katrien, "secretary": who.lotte, "chair": who.mireille}, missing)
    assert asked == {"signatory": 200, "secretary": 404, "chair": 404}
    with pytest.raises(NotThere):
        story.turn(told.mandate, who.wilgenbeke, who.makiese)


def test_the_clock_says_the_week_the_days_left_and_what_is_late() -> None:
    first, last = date(2026, 1, 12), date(2026, 7, 13)

    assert rules.clock(first, last, date(2026, 4, 15)) == rules.Clock(14, 26, 89, has_begun=True, is_over=False)
    assert rules.clock(first, last, date(2026, 1, 11)) == rules.Clock(0, 26, 183, has_begun=False, is_over=False)
    assert rules.clock(first, last, last) == rules.Clock(26, 26, 0, has_begun=True, is_over=True)
    assert rules.is_late(date(2026, 3, 6), None, date(2026, 3, 7))
    assert rules.is_late(date(2026, 3, 6), date(2026, 3, 9), date(2026, 4, 1))
    assert not rules.is_late(date(2026, 3, 6), date(2026, 3, 6), date(2026, 4, 1))
    assert not rules.is_late(None, None, date(2026, 4, 1))


@pytest.mark.once
def test_the_page_says_the_week_names_who_owes_a_paper_and_shows_what_exists_before_what_is_new(told: Told) -> None:
    story.area(told, "Naissances", kind="new", strength=None)
    story.area(told, "Gériatrie", strength=2)
    story.area(told, "Cancer", strength=4)

    with clock.at(story.MIDDLE):
        said = page(told.who.mireille, "dossier", told.exploration.id)

    assert "Week 14 of 26" in said
    assert "86 days left" in said
    assert "A paper is late: Soins aigus." in said
    assert said.index("Cancer") < said.index("Gériatrie") < said.index("Naissances")


@pytest.mark.once
def test_a_group_brings_its_paper_by_who_chairs_it_and_the_page_says_that_it_came_late(told: Told) -> None:
    area = story.area(told)
    address = reverse("exploration:deliver", args=[area.id])
    with clock.at(story.MIDDLE):
        client = browser(told.who.mireille)
        sent = {"delivered_date": "2026-04-14", "words": "La nuit, deux portes à moitié ouvertes.", "language": "fr"}
        sent["base"] = base_on(client.get(address))
        assert client.post(address, {**sent, "words": ""}).status_code == 200
        assert client.post(address, {**sent, "delivered_date": "2026-04-20"}).status_code == 200
        assert client.post(address, sent).status_code == 302

        said = page(None, "area", area.id)

    assert "deux portes à moitié ouvertes" in said
    assert "came late, on 14 April 2026" in said
    assert told.who.mireille.name not in said
    stijn = seen_by(address, {"no chair": told.who.rekia}, reverse("exploration:deliver", args=[NOWHERE]))
    assert stijn == {"no chair": 404}


def test_what_is_confidential_is_of_the_boards_and_named_groups_until_its_day_and_then_opens_by_itself(
    told: Told,
) -> None:
    other = story._body(told.partnership, "Femmes enceintes", "working-group", told.who)
    hidden = story.area(told, "Fermeture d'une salle", closing=story.closed(told))
    shown = story.area(told, "Fermeture d'un site", closing=story.closed(told, told.group))
    assert other.id not in shown.readers

    with clock.at(story.MIDDLE):
        address, missing = (reverse("exploration:area", args=[key]) for key in (hidden.id, NOWHERE))
        assert seen_by(address, everybody(told), missing) == {
            "secretary": 200,
            "signatory": 200,
            "chair": 404,
            "stranger": 404,
            "nobody": 404,
            "suspended": 404,
        }
        assert browser(told.who.mireille).get(reverse("exploration:area", args=[shown.id])).status_code == 200
        assert "avis juridique" in page(told.who.mireille, "dossier", told.exploration.id)
        assert "Fermeture" not in page(None, "dossier", told.exploration.id)
        with pytest.raises(NotThere):
            actions.deliver(
                area=hidden, delivered_date=date(2026, 4, 1), words="a", language="fr", deed=by(told.who.mireille)
            )
    with clock.at(AFTER):
        change = browser(told.who.lotte).get(reverse("exploration:change_area", args=[hidden.id]))
        assert "avis juridique" not in change.content.decode()
        said = page(None, "dossier", told.exploration.id)
        assert "Fermeture d&#x27;une salle" in said
        assert "avis juridique" not in said
        assert set(seen_by(address, everybody(told), missing).values()) == {200}


@pytest.mark.once
def test_a_closed_figure_stays_with_the_boards_and_every_figure_says_its_source_and_its_day(told: Told) -> None:
    area = story.area(told)
    for what, closing in (("Nuits", None), ("Pertes", story.closed(told))):
        content = rules.Figure(
            language="fr", what=what, value="182000.5", unit="EUR", source="comptes", on_date=date(2025, 12, 31)
        )
        actions.write_figure(area=area, content=content, closing=closing, deed=by(told.who.lotte))

    with clock.at(story.MIDDLE):
        public, board = page(None, "area", area.id), page(told.who.lotte, "area", area.id)

    assert "comptes, 31 December 2025" in public
    assert "182,000.50 EUR" in public
    assert "Pertes" not in public
    assert "Pertes" in board


@pytest.mark.once
def test_areas_and_figures_are_written_by_the_boards_alone_and_say_a_strength_only_of_what_exists(told: Told) -> None:
    add = reverse("exploration:add_area", args=[told.exploration.id])
    missing = reverse("exploration:add_area", args=[NOWHERE])
    client = browser(told.who.lotte)
    sent = {"name": "Cœur", "kind": "new", "strength": "2", "language": "fr", "base": base_on(client.get(add))}

    wrong = client.post(add, sent)
    assert "what is new has none yet" in wrong.content.decode()
    assert client.post(add, {**sent, "strength": "", "closed_until": "2020-01-01"}).status_code == 200
    past = client.post(add, {**sent, "strength": "", "closed_until": "2020-01-01", "closed_why": "secret"})
    assert "Choose a day to come" in past.content.decode()
    twice = [client.post(add, {**sent, "strength": ""}).status_code for _ in range(2)]

    assert twice == [302, 302]
    assert Area.objects.count() == 1
    assert seen_by(add, {"chair": told.who.mireille, "nobody": None}, missing) == {"chair": 404, "nobody": 404}
    with pytest.raises(NotThere):
        actions.write_area(
            exploration=told.exploration,
            content=rules.Area(language="fr", name="a", kind="new"),
            deed=by(told.who.mireille),
        )


def test_two_people_who_write_one_area_at_once_do_not_overwrite_each_other(told: Told) -> None:
    area = story.area(told)
    address = reverse("exploration:change_area", args=[area.id])
    one, other = browser(told.who.lotte), browser(told.who.albertine)
    fields = {"kind": "existing", "language": "fr", "body": told.group.id, "due_date": "2026-04-01"}
    sent = {"base": base_on(one.get(address)), "name": "Urgences", "strength": "3", **fields}

    first = one.post(address, {**sent, "strength": "4"})
    second = other.post(address, {**sent, "strength": "1"})

    assert first.status_code == 302
    assert second.status_code == 200
    assert Area.objects.get(pk=area.id).strength == 4


@pytest.mark.once
def test_a_dossier_is_opened_once_in_a_partnership_that_explores_and_its_days_are_in_order(who: Cast) -> None:
    partnership = story.partnership_of(who)
    address = reverse("exploration:open", args=[partnership.id])
    client = browser(who.lotte)
    sent = {**story.MANDATE.model_dump(mode="json"), "phases": "2026-03-06 ce qui existe", "base": ""}
    sent["base"] = base_on(client.get(address))

    assert "Begin each line with a day" in client.post(address, {**sent, "phases": "en mars"}).content.decode()
    assert client.post(address, {**sent, "to_date": "2026-01-01"}).status_code == 200
    assert client.post(address, {**sent, "decide_by": "2026-02-01"}).status_code == 200
    assert client.post(address, {**sent, "phases": "2027-03-06 trop tard"}).status_code == 200
    assert not Exploration.objects.exists()
    assert client.post(address, sent).status_code == 302
    assert client.get(address).status_code == 404

    assert Statement.objects.count() == 1
    other = reverse("exploration:open", args=[who.partnership.id])
    assert client.get(other).status_code == 404
    for wrong in (partnership, who.partnership):
        with pytest.raises(Refused):
            actions.open(partnership=wrong, mandate=story.MANDATE, phases=[], deed=by(who.lotte))


@pytest.mark.once
def test_a_part_of_the_time_is_called_done_once(told: Told) -> None:
    phase = queries.phases(told.exploration.id)[0]
    address = reverse("exploration:end_phase", args=[phase.id])
    with clock.at(story.MIDDLE):
        client = browser(told.who.lotte)
        sent = {"done_date": "2026-03-10", "base": base_on(client.get(address))}
        assert client.post(address, {**sent, "done_date": "2026-12-01"}).status_code == 200
        assert client.post(address, sent).status_code == 302
        assert "done late, 10 March 2026" in page(None, "dossier", told.exploration.id)
        with pytest.raises(Refused):
            actions.end_phase(phase=phase, done_date=date(2026, 3, 11), deed=by(told.who.lotte))


@pytest.mark.once
def test_the_dossier_asks_as_much_for_thirty_areas_as_for_one(told: Told) -> None:
    area = story.area(told)
    there = [reverse("exploration:dossier", args=[told.exploration.id]), reverse("exploration:area", args=[area.id])]
    client = browser(told.who.lotte)
    few = [queries_of(client, one) for one in there]

    for number in range(29):
        story.area(told, f"Domaine {number}")

    assert [queries_of(client, one) for one in there] == few
    assert max(few) <= AT_MOST
