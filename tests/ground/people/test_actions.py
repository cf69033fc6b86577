"""What people do about people: each deed with who may, who belongs but may not, and who is a stranger."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from partnerhood.ground.operations.refusals import NotThere, Refused, Unreadable
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.people import accounts, actions, queries
from partnerhood.ground.people.models import Account, Person, Role
from partnerhood.ground.records import clock
from tests.cast import OPERATOR, Cast, by, take_on


def held(person: Person) -> set[str]:
    return {role.kind for role in queries.roles(person.id) if role.ended_at is None}


def role_of(person: Person) -> Role:
    return Role.objects.get(person=person, ended_at=None)


def coordinators_of_others(who: Cast) -> list[Person | None]:
    return [who.mireille, who.lotte, who.rekia, who.suspended, None]


def test_a_coordinator_adds_people_to_her_own_organisation_only(who: Cast) -> None:
    for nobody in coordinators_of_others(who):
        with pytest.raises(NotThere):
            actions.welcome(organisation=who.lukanga, name="Jean", deed=by(nobody))

    added = actions.welcome(organisation=who.lukanga, name="Jean Mbala", deed=by(who.albertine))

    assert (added.organisation, held(added)) == (who.lukanga, {"member"})


def test_nobody_is_added_without_a_name(who: Cast) -> None:
    for name in ("", "   ", "x" * 201):
        with pytest.raises(Unreadable):
            actions.welcome(organisation=who.lukanga, name=name, deed=by(who.albertine))


def test_roles_are_given_by_the_organisations_own_coordinator(who: Cast) -> None:
    for nobody in coordinators_of_others(who):
        with pytest.raises(NotThere):
            actions.give_role(organisation=who.lukanga, person=who.mireille, kind="head", deed=by(nobody))

    actions.give_role(organisation=who.lukanga, person=who.mireille, kind="head", deed=by(who.albertine))
    actions.give_role(organisation=who.lukanga, person=who.mireille, kind="head", deed=by(who.albertine))

    assert held(who.mireille) == {"member", "head"}
    assert Role.objects.filter(person=who.mireille, kind="head").count() == 1


def test_a_deputy_stands_in_for_who_holds_the_same_role(who: Cast) -> None:
    key = role_of(who.makiese)
    said = {"organisation": who.lukanga, "person": who.mireille, "deed": by(who.albertine)}
    with pytest.raises(Refused, match="deputy"):
        actions.give_role(**said, kind="head", deputy_for=key)
    with pytest.raises(Refused, match="deputy"):
        actions.give_role(**said, kind="signatory", deputy_for=role_of(who.katrien))

    deputy = actions.give_role(**said, kind="signatory", deputy_for=key)

    assert deputy.deputy_for == key


def test_a_role_is_ended_by_the_coordinator_or_by_its_holder(who: Cast) -> None:
    for nobody in (who.mireille, who.lotte, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.end_role(role=role_of(who.makiese), deed=by(nobody))

    actions.end_role(role=role_of(who.makiese), deed=by(who.albertine))
    actions.end_role(role=role_of(who.mireille), deed=by(who.mireille))

    assert held(who.makiese) == held(who.mireille) == set()


def test_the_last_coordinator_who_takes_part_stays(who: Cast) -> None:
    """There is another coordinator of Lukanga, but she is suspended."""
    with pytest.raises(actions.NoCoordinatorLeft):
        actions.end_role(role=role_of(who.albertine), deed=by(who.albertine))
    with pytest.raises(actions.NoCoordinatorLeft):
        actions.suspend(person=who.albertine, suspended=True, deed=by(who.albertine))

    actions.give_role(organisation=who.lukanga, person=who.mireille, kind="coordinator", deed=by(who.albertine))
    actions.end_role(role=role_of(who.albertine), deed=by(who.albertine))

    assert held(who.albertine) == set()


def test_a_suspended_person_does_nothing_in_the_name_of_the_organisation(who: Cast) -> None:
    for nobody in coordinators_of_others(who):
        with pytest.raises(NotThere):
            actions.suspend(person=who.mireille, suspended=True, deed=by(nobody))

    actions.suspend(person=who.mireille, suspended=True, deed=by(who.albertine))

    suspended = queries.standing(who.mireille.id)
    assert suspended and not suspended.is_of(who.lukanga.id)
    again = actions.suspend(person=who.mireille, suspended=False, deed=by(who.albertine))
    assert queries.standing(again.id).is_of(who.lukanga.id)


def test_an_invitation_is_kept_by_a_coordinator_and_mailed(who: Cast, mailoutbox: list) -> None:
    for nobody in coordinators_of_others(who):
        with pytest.raises(NotThere):
            actions.invite(organisation=who.lukanga, name="Jean", email="jean@example.org", deed=by(nobody))

    invited = actions.invite(organisation=who.lukanga, name="Jean", email="jean@example.org", deed=by(who.albertine))

    assert list(queries.open_invitations(who.lukanga.id)) == [invited]
    assert invited.invited_by_id == who.albertine.id


def test_one_comes_in_with_the_link_and_with_nothing_else(who: Cast) -> None:
    said = {"name": "Jean Mbala", "language": "fr"}
    invited = actions.invite(organisation=who.lukanga, name="Jean", email="jean@example.org", deed=by(who.albertine))
    other = actions.invite(organisation=who.lukanga, name="Autre", email="autre@example.org", deed=by(who.albertine))
    for wrong in ("", "nonsense", accounts.invitation_token(other.id)):
        for somebody in (None, who.albertine, who.rekia):
            with pytest.raises(NotThere):
                actions.accept(invitation=invited, token=wrong, **said, deed=by(somebody))

    came = actions.accept(invitation=invited, token=accounts.invitation_token(invited.id), **said, deed=by(None))

    assert (came.name, came.organisation, held(came)) == ("Jean Mbala", who.lukanga, {"member"})
    with pytest.raises(actions.LinkIsOver):
        actions.accept(invitation=invited, token=accounts.invitation_token(invited.id), **said, deed=by(None))


def test_an_invitation_is_over_after_fourteen_days(who: Cast, client: Client) -> None:
    invited = actions.invite(organisation=who.lukanga, name="Jean", email="jean@example.org", deed=by(who.albertine))
    token = accounts.invitation_token(invited.id)

    assert client.get(f"/invitation/{token}/").status_code == 200
    with clock.at(clock.now() + timedelta(days=15)), pytest.raises(actions.LinkIsOver):
        actions.accept(invitation=invited, token=token, name="Jean", language="fr", deed=by(None))
    with clock.at(clock.now() + timedelta(days=15)):
        assert client.get(f"/invitation/{token}/").status_code == 410


def test_somebody_who_is_here_already_accepts_only_as_themselves(who: Cast) -> None:
    invited = actions.invite(
        organisation=who.lukanga, name="Rékia", email="rekia@example.org", kind="head", deed=by(who.albertine)
    )
    said = {"token": accounts.invitation_token(invited.id), "name": "x", "language": "fr", "person": who.rekia}
    with pytest.raises(NotThere):
        actions.accept(invitation=invited, **said, deed=by(who.lotte))

    came = actions.accept(invitation=invited, **said, deed=by(who.rekia))

    assert (came, came.name, held(came)) == (who.rekia, who.rekia.name, {"signatory", "head"})


def test_a_card_is_issued_by_the_persons_own_coordinator(who: Cast) -> None:
    for nobody in coordinators_of_others(who):
        with pytest.raises(NotThere):
            actions.issue_card(person=who.mireille, deed=by(nobody))
    assert not Account.objects.exists()

    issued = actions.issue_card(person=who.mireille, deed=by(who.albertine))

    account = Account.objects.get(person=who.mireille)
    assert (account.card, account.check_password(issued.pin)) == (issued.card, True)  # type: ignore[attr-defined]


def test_a_card_never_takes_the_place_of_somebodys_own_password(who: Cast) -> None:
    accounts.open_account(who.makiese, "makiese@example.org", "a long enough sentence")

    with pytest.raises(actions.SignsInByMail):
        actions.issue_card(person=who.makiese, deed=by(who.albertine))

    assert Account.objects.get(person=who.makiese).check_password("a long enough sentence")


def test_everybody_corrects_their_own_data_and_nobody_elses(who: Cast) -> None:
    for nobody in (who.albertine, who.lotte, who.rekia, None):
        with pytest.raises(NotThere):
            actions.correct(person=who.mireille, name="Autre nom", deed=by(nobody))

    corrected = actions.correct(person=who.mireille, name="Mireille L. Nsenga", phone="+243 1", deed=by(who.mireille))

    assert (corrected.name, corrected.phone, corrected.language) == ("Mireille L. Nsenga", "+243 1", "fr")


def test_only_oneself_erases_oneself(who: Cast) -> None:
    for nobody in (who.albertine, who.lotte, who.rekia, None):
        with pytest.raises(NotThere):
            actions.erase(person=who.mireille, deed=by(nobody))


def test_who_erased_themselves_gets_no_role_and_no_card(who: Cast) -> None:
    gone = actions.erase(person=who.mireille, deed=by(who.mireille))

    with pytest.raises(Refused):
        actions.give_role(organisation=who.lukanga, person=gone, kind="head", deed=by(who.albertine))
    with pytest.raises(Refused):
        actions.issue_card(person=gone, deed=by(who.albertine))
    with pytest.raises(Refused):
        actions.suspend(person=gone, suspended=False, deed=OPERATOR)


def test_who_runs_the_node_gives_the_first_key_of_a_house_and_no_other(who: Cast) -> None:
    fresh = organisations.found(key=uuid4(), name="Hôpital de Test", kind="hospital", country="CD", deed=OPERATOR)
    first = actions.welcome(organisation=fresh, name="Dr First", kind="coordinator", deed=OPERATOR)
    actions.give_role(organisation=fresh, person=first, kind="signatory", deed=OPERATOR)
    second = actions.welcome(organisation=fresh, name="Second", deed=OPERATOR)

    with pytest.raises(NotThere):
        actions.give_role(organisation=fresh, person=second, kind="signatory", deed=OPERATOR)
    with pytest.raises(NotThere):
        actions.welcome(organisation=fresh, name="Third", kind="signatory", deed=OPERATOR)
    with pytest.raises(NotThere):
        actions.invite(organisation=fresh, name="Fourth", email="fourth@example.org", kind="signatory", deed=OPERATOR)

    actions.give_role(organisation=fresh, person=second, kind="head", deed=OPERATOR)
    actions.give_role(organisation=fresh, person=second, kind="signatory", deed=by(first))
    assert sorted(role.kind for role in second.roles.all()) == ["head", "member", "signatory"]


def test_somebody_of_another_house_takes_on_a_role_by_accepting_an_invitation_alone(who: Cast) -> None:
    for kind in ("member", "head", "signatory"):
        with pytest.raises(actions.ComesByInvitation):
            actions.give_role(organisation=who.lukanga, person=who.rekia, kind=kind, deed=by(who.albertine))
    assert held(who.rekia) == {"signatory"}

    take_on(who.lukanga, who.rekia, "head", who.albertine)

    assert held(who.rekia) == {"signatory", "head"}
    with pytest.raises(actions.ComesByInvitation):  # she said yes to that role, and to no other
        actions.give_role(organisation=who.lukanga, person=who.rekia, kind="signatory", deed=by(who.albertine))
    actions.give_role(organisation=who.sonwerou, person=who.lotte, kind="coordinator", deed=OPERATOR)
    assert queries.standing(who.lotte.id).has(who.sonwerou.id, "coordinator")  # type: ignore[union-attr]


def test_somebody_of_another_house_stands_in_for_who_holds_the_same_role(who: Cast) -> None:
    with pytest.raises(actions.OtherRole):
        take_on(who.lukanga, who.rekia, "head", who.albertine, deputy_for=role_of(who.makiese))
    key = role_of(who.makiese)

    take_on(who.lukanga, who.rekia, "signatory", who.albertine, deputy_for=key)

    taken = Role.objects.get(person=who.rekia, organisation=who.lukanga)
    assert (taken.kind, taken.deputy_for) == ("signatory", key)


def test_nobody_gives_themselves_the_key_while_somebody_else_can(who: Cast) -> None:
    own = {"organisation": who.wilgenbeke, "person": who.lotte}
    with pytest.raises(actions.OwnKey):
        actions.give_role(**own, kind="signatory", deed=by(who.lotte))
    with pytest.raises(actions.OwnKey):
        take_on(who.wilgenbeke, who.lotte, "signatory", who.lotte)
    assert held(who.lotte) == {"coordinator"}
    actions.give_role(**own, kind="head", deed=by(who.lotte))

    for nobody in (who.makiese, who.rekia, who.mireille):
        with pytest.raises(NotThere):
            actions.give_role(**own, kind="signatory", deed=by(nobody))
    actions.give_role(**own, kind="signatory", deed=by(who.katrien))

    assert held(who.lotte) == {"coordinator", "head", "signatory"}


def test_who_signs_gives_the_key_to_a_coordinator_and_nothing_else(who: Cast) -> None:
    member = actions.welcome(organisation=who.wilgenbeke, name="Stijn", deed=by(who.lotte))
    for person, kind in ((who.lotte, "head"), (member, "signatory"), (member, "member")):
        with pytest.raises(NotThere):
            actions.give_role(organisation=who.wilgenbeke, person=person, kind=kind, deed=by(who.katrien))


def test_who_is_alone_in_a_house_takes_its_first_key(who: Cast) -> None:
    fresh = organisations.found(key=uuid4(), name="Poste de santé", kind="hospital", country="CD", deed=OPERATOR)
    alone = actions.welcome(organisation=fresh, name="Dr Alone", kind="coordinator", deed=OPERATOR)

    actions.give_role(organisation=fresh, person=alone, kind="signatory", deed=by(alone))

    assert held(alone) == {"coordinator", "signatory"}
