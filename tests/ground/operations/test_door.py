"""The one write door: once is once, a refusal leaves nothing behind, and nobody writes around it."""

import uuid
from dataclasses import replace

import pytest
from django.db import transaction

from partnerhood.ground.operations import door, models
from partnerhood.ground.operations.guard import WriteOutsideTheDoor
from partnerhood.ground.operations.refusals import Conflicting, NotThere, SameIdOtherWords, Unreadable
from partnerhood.ground.organisations.models import Organisation
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need, Offer
from tests.cast import Cast, by, need

pytestmark = pytest.mark.django_db


def test_the_same_operation_sent_eight_times_is_one_deed_with_one_answer(who: Cast) -> None:
    claim = replace(by(who.mireille), number=7)
    payload = {"hospital": str(who.lukanga.id), "words": "De l'eau", "language": "fr"}

    answers = [door.perform("needs.voice", payload, claim) for _ in range(8)]

    assert [one.state for one in answers] == ["applied"] + ["duplicate"] * 7
    assert len({str(one.answer) for one in answers}) == 1
    assert Need.objects.count() == 1


def test_a_double_click_on_the_same_base_is_one_deed(who: Cast) -> None:
    base = models.Operation.objects.order_by("-applied").first().id
    said = {"hospital": who.lukanga, "words": "De l'eau", "language": "fr"}

    first = needs.voice(**said, deed=by(who.mireille, base))
    second = needs.voice(**said, deed=by(who.mireille, base))

    assert first.id == second.id


def test_the_same_id_with_other_words_is_refused(who: Cast) -> None:
    claim = replace(by(who.mireille), id=uuid.uuid4())
    door.perform("needs.voice", {"hospital": str(who.lukanga.id), "words": "eau"}, claim)

    with pytest.raises(SameIdOtherWords):
        door.perform("needs.voice", {"hospital": str(who.lukanga.id), "words": "feu"}, claim)


def test_a_refused_deed_leaves_nothing_behind(who: Cast) -> None:
    before = models.Operation.objects.count(), models.Touch.objects.count(), Need.objects.count()

    with pytest.raises(needs.NothingSaid):
        needs.voice(hospital=who.lukanga, words="  ", deed=by(who.mireille))

    assert (models.Operation.objects.count(), models.Touch.objects.count(), Need.objects.count()) == before


def test_a_payload_of_another_shape_names_the_field(who: Cast) -> None:
    with pytest.raises(Unreadable) as refusal:
        door.perform("needs.voice", {"hospital": str(who.lukanga.id), "word": "eau"}, by(who.mireille))

    assert "word" in refusal.value.faults


def test_what_a_stranger_may_not_do_looks_like_what_is_not_there(who: Cast) -> None:
    with pytest.raises(NotThere) as forbidden:
        needs.voice(hospital=who.lukanga, words="eau", deed=by(who.rekia))
    with pytest.raises(NotThere) as missing:
        door.perform("needs.voice", {"hospital": str(uuid.uuid4()), "words": "eau"}, by(who.rekia))

    assert forbidden.value.sentence == missing.value.sentence


def test_nobody_writes_around_the_door(who: Cast) -> None:
    need(who)
    with pytest.raises(WriteOutsideTheDoor), transaction.atomic():
        Organisation.objects.filter(pk=who.lukanga.id).update(name="Other")
    with pytest.raises(WriteOutsideTheDoor), transaction.atomic():
        Organisation(id=uuid.uuid4(), name="Other").save()
    with pytest.raises(WriteOutsideTheDoor), transaction.atomic():
        Offer.objects.all().delete()


def test_a_stale_base_is_refused_and_shows_both_versions(who: Cast) -> None:
    voiced = need(who, "un")
    base = models.Touch.objects.get(row=voiced.id, latest=True).operation_id
    needs.reword(need=voiced, words="deux", language="fr", deed=by(who.mireille, base))
    elsewhere = replace(by(who.mireille, base), device=uuid.uuid4())

    with pytest.raises(Conflicting) as conflict:
        needs.reword(need=Need.objects.get(pk=voiced.id), words="trois", language="fr", deed=elsewhere)

    assert conflict.value.theirs["fr"] == {"words": "deux"}
    assert conflict.value.yours["fr"] == {"words": "trois"}
    assert Need.objects.get(pk=voiced.id).words["fr"] == {"words": "deux"}


def test_different_fields_of_one_record_merge(who: Cast) -> None:
    voiced = need(who, "un")
    base = models.Touch.objects.get(row=voiced.id, latest=True).operation_id
    needs.reword(need=voiced, words="deux", language="fr", deed=by(who.mireille, base))
    elsewhere = replace(by(who.mireille, base), device=uuid.uuid4())

    needs.reword(need=Need.objects.get(pk=voiced.id), hospital_only=True, deed=elsewhere)

    kept = Need.objects.get(pk=voiced.id)
    assert (kept.words["fr"]["words"], kept.hospital_only) == ("deux", True)


def test_a_conflict_kept_offline_shows_both_until_a_person_chooses(who: Cast) -> None:
    voiced = need(who, "un")
    base = models.Touch.objects.get(row=voiced.id, latest=True).operation_id
    needs.reword(need=voiced, words="deux", language="fr", deed=by(who.mireille, base))
    tablet = replace(by(who.mireille, base), device=uuid.uuid4(), keeps_both=True)
    kept = door.perform("needs.reword", {"need": str(voiced.id), "words": "trois", "language": "fr"}, tablet)

    assert kept.state == "conflict"
    assert [one["value"]["fr"]["words"] for one in kept.answer["conflicts"][0]["versions"]] == ["deux", "trois"]

    latest = models.Touch.objects.get(row=voiced.id, latest=True).operation_id
    reader = replace(by(who.mireille, latest), device=uuid.uuid4())
    needs.reword(need=Need.objects.get(pk=voiced.id), words="trois et deux", language="fr", deed=reader)

    assert not models.Conflict.objects.exists()
    assert Need.objects.get(pk=voiced.id).words["fr"]["words"] == "trois et deux"
