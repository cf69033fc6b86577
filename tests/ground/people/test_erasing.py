"""Whoever erases themselves is nowhere to be read any more, and the books still fit together."""

from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from partnerhood.ground.operations import jobs, verifying, witness
from partnerhood.ground.operations.models import Operation, Payload
from partnerhood.ground.people import accounts, actions, queries
from partnerhood.ground.people.models import Account, Invitation, Person
from tests.cast import Cast, by, need

NAME, EMAIL, PHONE = "Zéphyrine Unique", "zephyrine@unique.example", "+243 777 777"


def every_value() -> Iterator[str]:
    """Everything that stands in any table, in words; sessions unpacked."""
    for model in apps.get_models():
        for row in model._default_manager.all():
            for column in model._meta.concrete_fields:
                yield f"{model._meta.label}.{column.name}: {getattr(row, column.attname)}"
    for session in Session.objects.all():
        yield f"session: {session.get_decoded()}"


def places(*words: str) -> list[str]:
    return [value for value in every_value() if any(word.lower() in value.lower() for word in words)]


def came_in(who: Cast, client: Client) -> Person:
    """Somebody who was invited, came in, corrected herself, voiced a need and signed in."""
    invited = actions.invite(organisation=who.lukanga, name=NAME, email=EMAIL, deed=by(who.albertine))
    said = {"name": NAME, "language": "fr", "token": accounts.invitation_token(invited.id)}
    person = actions.accept(invitation=invited, **said, deed=by(None))
    actions.correct(person=person, phone=PHONE, function=f"Infirmière ({NAME})", deed=by(person))
    actions.suspend(person=person, suspended=True, deed=by(who.albertine))
    actions.suspend(person=person, suspended=False, deed=by(who.albertine))
    accounts.open_account(person, EMAIL, "une phrase assez longue")
    client.post("/accounts/login/", {"login": EMAIL, "password": "une phrase assez longue"})
    return person


def test_no_payload_no_earlier_value_and_no_row_names_who_erased_themselves(client: Client, who: Cast) -> None:
    person = came_in(who, client)
    who.mireille = person
    voiced = need(who)
    assert len(places(NAME, EMAIL, PHONE)) >= 8  # there is something to find

    actions.erase(person=person, deed=by(person))
    jobs.work_off()

    assert places(NAME, EMAIL, PHONE, "Infirmière") == []
    assert list(verifying.faults(witness.Noted())) == []
    voiced.refresh_from_db()
    assert voiced.voiced_by_id == person.id
    assert Person.objects.get(pk=person.id).name.startswith("— ")
    assert Invitation.objects.get(person=person).email == ""


def test_the_erasing_deed_itself_is_kept_and_forgetting_twice_changes_nothing(client: Client, who: Cast) -> None:
    person = came_in(who, client)

    actions.erase(person=person, deed=by(person))
    jobs.work_off()
    erasing = Operation.objects.get(kind="people.erase")
    before = list(Payload.objects.order_by("pk").values())
    from partnerhood.ground.people.tasks import forget

    forget(erasing.job_set.get())

    assert Payload.objects.get(operation=erasing).text != ""
    assert list(Payload.objects.order_by("pk").values()) == before
    assert list(verifying.faults(witness.Noted())) == []


def test_other_peoples_words_stay(client: Client, who: Cast) -> None:
    person = came_in(who, client)

    actions.erase(person=person, deed=by(person))
    jobs.work_off()

    assert Payload.objects.filter(erased_by=None, operation__kind="people.welcome").count() == 7
    assert queries.person(who.albertine.id).name == "Sr Albertine Nsimba"


def test_who_erased_themselves_is_signed_out_everywhere_and_cannot_come_back(client: Client, who: Cast) -> None:
    person = came_in(who, client)

    client.post("/me/erasure/", {"base": _base(person.id), "sure": "on"})

    assert client.get("/me/").status_code == 302
    assert not Account.objects.filter(person=person).exists()
    answer = client.post("/accounts/login/", {"login": EMAIL, "password": "une phrase assez longue"})
    assert answer.status_code == 200


def _base(person: UUID) -> UUID | None:
    from partnerhood.ground.operations import queries as operations

    return operations.last_touch(person)
