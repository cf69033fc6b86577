"""What comes in is held against its shape; what another node did is done here; what is erased is gone and still counts."""

import uuid
from decimal import Decimal

import pytest

from partnerhood.ground.operations import chain, door, erasing, models, payloads, travelling, verifying, witness
from partnerhood.ground.operations.deed import Claim, Deed
from partnerhood.ground.operations.refusals import Broken, Refused, TooMuch, Unreadable, Waiting
from partnerhood.ground.operations.registry import kinds, operation
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids
from partnerhood.pathway.goals.models import Measure
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Partnership
from tests.cast import OPERATOR, Cast, by, goal, need
from tests.files import sound_of
from tests.ground.operations import told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        ({}, "hospital"),
        ({"hospital": "x"}, "hospital"),
        ({"hospital": str(uuid.UUID(int=1)), "unheard_of": 1}, "unheard_of"),
        ({"hospital": str(uuid.UUID(int=1)), "words": ["list"]}, "words"),
        ({"hospital": str(uuid.UUID(int=1)), "voice_seconds": "long"}, "voice_seconds"),
        ({"hospital": None}, "hospital"),
    ],
)
def test_a_payload_of_another_shape_is_refused_with_the_field(payload: dict[str, object], field: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        kinds["needs.voice"].shape.read(payload)

    assert field in refusal.value.faults


@pytest.mark.parametrize("words", ["a\0b", "\ud800", "\\\0"])
def test_letters_that_no_database_keeps_are_refused(who: Cast, words: str) -> None:
    with pytest.raises(Unreadable):
        needs.voice(hospital=who.lukanga, words=words, deed=by(who.mireille))

    assert needs.voice(hospital=who.lukanga, words="C:\\u0000", deed=by(who.mireille))


@pytest.mark.parametrize("seconds", [-1, 2**15, 2**70])
def test_a_number_that_is_not_kept_on_postgresql_is_refused_on_sqlite_too(who: Cast, seconds: int) -> None:
    with pytest.raises(Refused):
        needs.voice(hospital=who.lukanga, voice=sound_of(who.mireille), voice_seconds=seconds, deed=by(who.mireille))


def test_a_text_that_is_too_long_is_refused_with_its_field(who: Cast) -> None:
    with pytest.raises(TooMuch) as refusal:
        needs.note(hospital=who.lukanga, words="eau", language="fr", noted_from="x" * 201, deed=by(who.lotte))

    assert refusal.value.field == "noted_from"


def test_a_number_is_kept_as_it_is_remembered(who: Cast) -> None:
    agreed = goal(who)
    agreed.refresh_from_db()

    assert Measure.objects.get().target == Decimal(60)
    assert list(verifying.faults(witness.Noted())) == []


def test_an_operation_without_a_policy_cannot_be_declared() -> None:
    with pytest.raises(TypeError):
        operation("tests.open", version=1, who=None, book=lambda **_: None, says="x")  # type: ignore[arg-type]


def test_a_fault_of_ours_is_one_deeds_and_not_its_batchs(who: Cast) -> None:
    @operation("tests.fall", version=1, who=lambda deed, **_: True, book=kinds["needs.voice"].book, says="fell")
    def fall(*, hospital: Organisation, deed: Deed) -> None:
        raise ZeroDivisionError

    hospital = {"hospital": str(who.lukanga.id)}
    said = [("tests.fall", hospital), ("needs.voice", {**hospital, "words": "eau"})]
    outcomes = list(door.perform_many(door.Said(kinds[name], payload, by(who.mireille)) for name, payload in said))
    with pytest.raises(ZeroDivisionError):
        fall(hospital=who.lukanga, deed=by(who.mireille))
    del kinds["tests.fall"]

    assert [one.state for one in outcomes] == ["refused", "applied"]
    assert isinstance(outcomes[0].refusal, Broken)


def test_a_deed_on_a_base_that_has_not_arrived_waits(who: Cast) -> None:
    with pytest.raises(Waiting):
        needs.voice(hospital=who.lukanga, words="eau", deed=by(who.mireille, uuid.uuid4()))

    assert not Need.objects.exists()


def test_a_field_left_as_it_was_is_no_edit(who: Cast) -> None:
    voiced = need(who, "un")
    before = models.FieldWrite.objects.count()
    base = models.Touch.objects.get(row=voiced.id, latest=True).operation_id

    needs.reword(need=voiced, words="un", language="fr", domain="newborn_care", deed=by(who.mireille, base))

    assert models.FieldWrite.objects.count() == before + 1


def test_what_another_node_did_is_done_here_and_not_judged_again(who: Cast) -> None:
    said = next(one for one in told.everything() if one["kind"] == "organisations.open_site")
    fresh = {"id": str(uuid.uuid4()), "author": str(who.rekia.id)}

    arrivals = list(travelling.arrive([told.as_told_elsewhere(said, **fresh)]))

    assert [arrival.state for arrival in arrivals] == ["applied"]
    assert list(verifying.faults(witness.Noted())) == []


def test_what_builds_on_something_missing_waits_and_leaves_no_trace(who: Cast) -> None:
    said = next(one for one in told.everything() if one["kind"] == "organisations.open_site")
    orphan = told.as_told_elsewhere(said, id=str(uuid.uuid4()), number=2, previous="0" * 64)
    before = (models.Operation.objects.count(), models.Chain.objects.count(), models.Book.objects.count())

    arrivals = list(travelling.arrive([orphan]))

    assert [(one.state, one.why) for one in arrivals] == [("waiting", "earlier deeds of this chain are missing")]
    assert before == (models.Operation.objects.count(), models.Chain.objects.count(), models.Book.objects.count())


def test_an_operation_that_this_node_does_not_know_waits_for_a_newer_version(who: Cast) -> None:
    said = told.everything()[0]
    newer = told.as_told_elsewhere(said, id=str(uuid.uuid4()), kind="needs.dream")

    arrival = next(iter(travelling.arrive([newer])))

    assert (arrival.state, "needs.dream" in arrival.why) == ("waiting", True)


def test_what_is_erased_is_gone_and_its_header_still_counts(who: Cast) -> None:
    people.correct(person=who.katrien, phone="+32 470 11 22 33", deed=by(who.katrien))
    people.erase(person=who.katrien, deed=by(who.katrien))
    erased = models.Operation.objects.get(kind="people.erase").id

    gone = erasing.erase(who.katrien.id, by=erased, keep={erased})

    everything = [*models.Payload.objects.values_list("text", flat=True), *map(str, models.FieldWrite.objects.values())]
    assert gone >= 2
    assert not [text for text in everything if "470 11" in text or "Overhaege" in text]
    assert "Overhaege" not in str(Person.objects.filter(pk=who.katrien.id).values())
    assert list(verifying.faults(witness.Noted())) == []


def test_what_was_erased_travels_as_a_header_alone(who: Cast) -> None:
    people.erase(person=who.katrien, deed=by(who.katrien))
    erased = models.Operation.objects.get(kind="people.erase").id
    erasing.erase(who.katrien.id, by=erased, keep={erased})

    said = [one for one in told.everything() if one["kind"] == "people.welcome" and one["payload"] is None]

    assert len(said) == 1


def test_a_card_is_issued_here_and_told_to_nobody(who: Cast) -> None:
    people.issue_card(person=who.mireille, deed=by(who.albertine))

    said = next(one for one in told.everything() if one["kind"] == "people.issue_card")

    assert said["payload"] is None


def test_what_is_known_by_name_is_not_doubled_when_it_is_founded_again(who: Cast) -> None:
    before = Organisation.objects.count(), Partnership.objects.count()

    again = organisations.found(
        key=ids.named("HGR Lukanga"), name="HGR Lukanga", kind="hospital", country="CD", deed=OPERATOR
    )
    partners = {"partners": [who.lukanga, who.wilgenbeke], "works_at": [who.lukanga], "network": who.network}
    name = {"key": ids.named("partnership"), "name": "Lukanga – Wilgenbeke", "kind": "twinning"}
    once_more = partnerships.propose(**name, **partners, deed=OPERATOR)

    assert (again.id, once_more.id) == (who.lukanga.id, who.partnership.id)
    assert (Organisation.objects.count(), Partnership.objects.count()) == before


def test_a_shape_says_itself_as_json_schema() -> None:
    schema = kinds["goals.propose"].shape.schema()

    assert set(schema["required"]) == {"partnership", "hospital", "domain", "content", "needs", "on_behalf_of"}
    assert payloads.shape_of("tests.nothing", lambda deed: None).schema()["properties"] == {}


def test_this_node_has_one_id_and_keeps_it() -> None:
    assert chain.open_node().id == chain.open_node().id
    assert OPERATOR.operator and Claim(None, uuid.uuid4()).operator is False
