"""What programs read of things that a page shows in part: the same part, and what nobody decided about stays inside."""

from typing import Any

import pytest
from django.test import Client

from partnerhood.ground.people import queries as people
from partnerhood.ground.people.models import Person
from partnerhood.interfaces.api import queries
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.reciprocity import actions as ledger
from tests.cast import Cast, agreed_goal, by
from tests.interfaces.website.test_pages import begun, stand_still
from tests.pathway.reciprocity import story as reciprocity

pytestmark = pytest.mark.django_db


def _read(person: Person | None, row: Any) -> dict[str, Any]:
    readable = queries.READABLE[row.label]
    standing = person and people.standing(person.id)
    (found,) = queries.rows(standing, readable, [row.id])
    return queries.plain(standing, readable, found)


def _spoken(who: Cast) -> Need:
    kept = needs.voice(hospital=who.lukanga, words="De l'eau", language="fr", ward=who.newborn, deed=by(who.mireille))
    needs.offer(need=kept, partners=[who.wilgenbeke], deed=by(who.makiese))
    return needs.release(need=kept, deed=by(who.makiese))


def test_a_voice_and_a_photo_are_told_to_who_is_close_alone(who: Cast) -> None:
    kept = _spoken(who)

    def told(person: Person | None) -> frozenset[str]:
        readable = queries.READABLE["needs.need"]
        standing = person and people.standing(person.id)
        (found,) = queries.rows(standing, readable, [kept.id])
        return readable.tells(standing, found)

    assert told(None) & queries.HEARD == told(who.rekia) & queries.HEARD == frozenset()
    assert told(who.lotte) >= queries.HEARD and told(who.mireille) >= queries.HEARD
    assert "voiced_by_id" not in told(who.lotte) and "voiced_by_id" in told(who.mireille)


def test_who_telephoned_is_told_to_the_hospital_and_to_who_noted_it(who: Cast) -> None:
    noted = needs.note(
        hospital=who.lukanga, words="De l'eau", language="fr", noted_from="Sr Albertine, 3 mars", deed=by(who.lotte)
    )
    needs.confirm(need=noted, deed=by(who.makiese))
    needs.release(need=noted, deed=by(who.makiese))

    assert _read(who.makiese, noted)["noted_from"] == _read(who.lotte, noted)["noted_from"] == "Sr Albertine, 3 mars"
    for person in (None, who.rekia, who.katrien):
        assert "Albertine" not in str(_read(person, noted))


def test_while_work_stands_still_programs_read_no_place_of_it(who: Cast) -> None:
    begun(who)
    agreed, kept = agreed_goal(who), _spoken(who)
    before = _read(None, agreed), _read(None, kept)
    agreed.refresh_from_db()

    stand_still(who)

    hidden = [str(key) for key in (who.lukanga.id, who.newborn.id, who.partnership.id, agreed.wording_id)]
    assert str(who.lukanga.id) in str(before[0]) and str(who.newborn.id) in str(before[1])
    for person in (None, who.rekia):
        told = str([_read(person, agreed), _read(person, kept)])
        assert [key for key in hidden if key in told] == []
    for person in (who.lotte, who.mireille):
        assert _read(person, agreed)["hospital_id"] == _read(person, kept)["hospital_id"] == str(who.lukanga.id)


def test_the_ledger_is_told_to_the_partners_own_people_alone(who: Cast) -> None:
    entry = reciprocity.said(who)
    taken_back = ledger.take_back(entry=entry, reason="mal compté", deed=by(who.albertine))

    for person in (who.mireille, who.lotte):
        assert (_read(person, entry)["amount"], _read(person, taken_back)["reason"]) == ("610", "mal compté")
    for outside in (None, people.standing(who.rekia.id), people.standing(who.suspended.id)):
        for row in (entry, taken_back):
            assert not queries.rows(outside, queries.READABLE[row.label], [row.id])


def test_every_column_that_programs_are_told_is_there(who: Cast) -> None:
    """A column that is renamed must not silently go, and a new one must not silently come."""
    for label, told in {
        "organisations.organisation": queries.ORGANISATION,
        "partnerships.partnership": queries.PARTNERSHIP,
        "needs.need": queries.NEED | queries.HEARD | queries.NOTED | queries.BACK | {"voiced_by_id"},
        "goals.goal": queries.GOAL,
        "programmes.programme": queries.PROGRAMME,
        "programmes.result": queries.RESULT,
        "reciprocity.entry": queries.ENTRY,
        "reciprocity.withdrawal": queries.TAKEN_BACK,
    }.items():
        columns = {one.attname for one in queries.READABLE[label].visible(None).model._meta.concrete_fields}
        assert told == columns, label


def test_a_list_of_needs_takes_as_many_questions_for_one_as_for_many(
    who: Cast, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        _spoken(who)

    with django_assert_max_num_queries(8):
        rows = Client().get("/api/1/read/needs.need").json()["rows"]

    assert len(rows) == 5
