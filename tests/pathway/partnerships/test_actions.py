"""A partnership begins under a charter, stands still under two keys, and begins again."""

from datetime import date

import pytest

from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.pathway.partnerships import actions
from partnerhood.pathway.partnerships.models import Partnership, Suspension
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


def proposed_suspension(who: Cast, **more: object) -> Suspension:
    """Lotte proposes to stand still."""
    said = {"words": "Les routes ne sont pas sûres", "language": "fr", "goes_on": "le téléphone", **more}
    return actions.propose_suspension(
        partnership=who.partnership, reason="security", since_date=date(2025, 2, 14), deed=by(who.lotte), **said
    )


def suspended(who: Cast) -> Suspension:
    """Both partners turned their key: the partnership stands still."""
    proposed = proposed_suspension(who)
    read = proposed.wording.fingerprint
    actions.sign_suspension(suspension=proposed, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    actions.sign_suspension(suspension=proposed, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))
    return proposed


def test_a_partnership_begins_under_a_signed_charter_or_with_a_reason(who: Cast) -> None:
    with pytest.raises(actions.CharterNotSigned):
        actions.move(partnership=who.partnership, state="active", deed=by(who.lotte))
    charter = actions.write_charter(
        partnership=who.partnership, headings={"purpose": {"fr": "Se soutenir"}}, deed=by(who.lotte)
    )
    for person, partner in ((who.katrien, who.wilgenbeke), (who.makiese, who.lukanga)):
        actions.sign_charter(
            charter=charter, wording=charter.wording.fingerprint, on_behalf_of=partner, deed=by(person)
        )

    moved = actions.move(partnership=who.partnership, state="active", deed=by(who.lotte))

    assert moved.state == "active"


def test_one_key_lets_nothing_stand_still(who: Cast) -> None:
    proposed = proposed_suspension(who)

    actions.sign_suspension(
        suspension=proposed,
        wording=proposed.wording.fingerprint,
        on_behalf_of=who.wilgenbeke,
        deed=by(who.katrien),
    )

    assert Partnership.objects.get().state == "prospecting"


def test_with_both_keys_it_stands_still_and_a_look_can_end_that(who: Cast) -> None:
    paused = suspended(who)
    still = Partnership.objects.get().state

    actions.review_suspension(
        suspension=paused, words="La route est ouverte", language="fr", lift=True, deed=by(who.makiese)
    )

    assert still == "suspended"
    assert Partnership.objects.get().state == "active"
    assert Suspension.objects.get().lifted_at is not None


def test_a_move_out_of_a_standstill_lets_the_clocks_run_again(who: Cast) -> None:
    suspended(who)

    actions.move(partnership=Partnership.objects.get(), state="phasing-out", reason="convenu", deed=by(who.lotte))

    assert Suspension.objects.get().lifted_at is not None


def test_strangers_prepare_nothing(who: Cast) -> None:
    for stranger in (who.rekia, who.mireille, who.suspended, None):
        with pytest.raises(NotThere):
            actions.move(partnership=who.partnership, state="ended", reason="x", deed=by(stranger))
        with pytest.raises(NotThere):
            actions.write_charter(partnership=who.partnership, headings={"purpose": {"fr": "x"}}, deed=by(stranger))


def test_a_body_is_opened_and_seats_are_given_for_a_term(who: Cast) -> None:
    body = actions.open_body(name="Groupe RD Congo", kind="working-group", network=who.network, deed=by(who.lotte))

    seat = actions.seat(body=body, person=who.makiese, kind="chair", from_date=date(2024, 1, 1), deed=by(who.lotte))

    with pytest.raises(Refused):
        actions.seat(
            body=body, person=who.makiese, from_date=date(2024, 1, 1), to_date=date(2024, 1, 1), deed=by(who.lotte)
        )
    with pytest.raises(NotThere):
        actions.seat(body=body, person=who.rekia, from_date=date(2024, 1, 1), deed=by(who.rekia))
    assert (seat.body, seat.kind) == (body, "chair")
