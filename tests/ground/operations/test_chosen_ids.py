"""An id that somebody chooses is never that of somebody else's row, and what is not there is told to nobody."""

import uuid
from dataclasses import replace

import pytest

from partnerhood.ground.operations import door, models, verifying
from partnerhood.ground.operations.refusals import NotThere, SameIdOtherWords, Waiting
from partnerhood.ground.organisations import actions as organisations
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Offer
from tests.cast import OPERATOR, Cast, by, content, need

pytestmark = pytest.mark.django_db


def _goal(who: Cast) -> dict[str, object]:
    return {
        "partnership": str(who.partnership.id),
        "hospital": str(who.lukanga.id),
        "domain": "newborn_care",
        "content": content().model_dump(mode="json", exclude_unset=True),
        "needs": [str(need(who).id)],
        "on_behalf_of": str(who.wilgenbeke.id),
    }


def test_a_deed_cannot_take_the_id_of_a_row_that_is_there(who: Cast) -> None:
    said = _goal(who)

    with pytest.raises(SameIdOtherWords):
        door.perform("goals.propose", said, replace(by(who.lotte), id=who.partnership.id))

    assert not Goal.objects.exists()


def test_a_key_cannot_be_the_id_of_a_row_of_another_kind(who: Cast) -> None:
    with pytest.raises(SameIdOtherWords):
        organisations.found(key=who.partnership.id, name="Elders", kind="hospital", country="BE", deed=OPERATOR)


def test_an_id_that_nothing_has_is_taken(who: Cast) -> None:
    key = uuid.uuid4()

    door.perform("goals.propose", _goal(who), replace(by(who.lotte), id=key))

    assert Goal.objects.get().id == key


def test_rows_of_two_kinds_with_one_id_keep_a_last_touch_each(who: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another node may have accepted such a deed; here it must not make the books look tampered with."""
    monkeypatch.setattr("partnerhood.ground.operations.merging.is_taken", lambda row, made_here: False)
    asked = need(who)
    door.perform("goals.propose", _goal(who), replace(by(who.lotte), id=asked.id))

    needs.reword(need=asked, words="De l'eau", language="fr", deed=by(who.mireille))

    latest = models.Touch.objects.filter(row=asked.id, latest=True)
    assert sorted(latest.values_list("label", flat=True)) == ["goals.goal", "needs.need"]
    assert list(verifying.faults(verifying.noted())) == []


@pytest.mark.parametrize("partner", ["wilgenbeke", "sonwerou"])
def test_a_stranger_hears_the_same_of_what_is_there_and_what_is_not(who: Cast, partner: str) -> None:
    asked = need(who)
    offer = Offer.objects.filter(need=asked, partner=getattr(who, partner)).first()
    payload = {"offer": str(offer.id if offer else uuid.uuid4())}

    with pytest.raises(NotThere):
        door.perform("needs.take", payload, by(who.rekia, uuid.uuid4()))


def test_who_may_act_still_hears_that_a_base_has_not_arrived(who: Cast) -> None:
    need(who)

    with pytest.raises(Waiting):
        door.perform("needs.take", {"offer": str(Offer.objects.get().id)}, by(who.lotte, uuid.uuid4()))
