"""Nobody is made a partner by somebody else: who is asked says yes first, and until then nothing counts and nothing opens."""

import pytest
from django.urls import reverse

from partnerhood.ground.operations.models import Operation
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.people import queries as people
from partnerhood.ground.records import ids
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.rules import missing_keys
from partnerhood.pathway.partnerships import actions, queries
from partnerhood.pathway.partnerships.models import Invited, Partnership
from partnerhood.pathway.partnerships.rules import Paper
from tests.cast import Cast, by
from tests.visits import browser

pytestmark = pytest.mark.django_db
PAPER = Paper(title="Invented", signed_date="2019-01-01", signers=["Lotte", "Rékia"])


def proposed(who: Cast) -> Partnership:
    """Lotte wants to work with La Source."""
    return actions.propose(
        key=ids.named("asked"),
        name="La Source – Wilgenbeke",
        kind="twinning",
        network=who.network,
        partners=[who.wilgenbeke, who.sonwerou],
        works_at=[who.sonwerou],
        deed=by(who.lotte),
    )


def asked(who: Cast) -> Invited:
    """What La Source is asked."""
    return Invited.objects.get(partnership=proposed(who))


def test_a_proposal_makes_nobody_else_a_partner(who: Cast) -> None:
    partnership = proposed(who)

    assert queries.party_ids(partnership) == [who.wilgenbeke.id]
    assert partnership not in queries.visible_to(people.standing(who.rekia.id))
    for alone in (
        lambda: actions.bring_in_agreement(
            partnership=partnership, paper=PAPER, signed_by=[who.wilgenbeke], deed=by(who.lotte)
        ),
        lambda: actions.write_charter(partnership=partnership, headings={"purpose": {"nl": "x"}}, deed=by(who.lotte)),
        lambda: actions.move(partnership=partnership, state="active", reason="zomaar", deed=by(who.lotte)),
    ):
        with pytest.raises(actions.StillAlone):
            alone()


def test_the_house_itself_says_yes_once_and_is_a_partner(who: Cast) -> None:
    invited = asked(who)
    for stranger in (who.lotte, who.katrien, who.makiese, who.albertine, who.suspended, None):
        with pytest.raises(NotThere):
            actions.answer(invited=invited, answer="joins", deed=by(stranger))

    actions.answer(invited=invited, answer="joins", deed=by(who.rekia))

    assert set(queries.party_ids(invited.partnership)) == {who.wilgenbeke.id, who.sonwerou.id}
    assert invited.partnership.partners.get(works_here=True).organisation == who.sonwerou
    with pytest.raises(Refused, match="answered already"):
        actions.answer(invited=Invited.objects.get(), answer="declines", deed=by(who.rekia))


def test_a_no_is_kept_and_opens_nothing(who: Cast) -> None:
    invited = asked(who)

    actions.answer(invited=invited, answer="declines", deed=by(who.rekia))

    assert queries.party_ids(invited.partnership) == [who.wilgenbeke.id]
    page = browser(who.lotte, "en").get(reverse("partnerships:partnership", args=[invited.partnership_id]))
    assert "said no on" in page.content.decode()


def test_who_joins_later_is_asked_for_its_key_too(who: Cast) -> None:
    third = actions.propose(
        key=ids.named("three"),
        name="Three",
        kind="twinning",
        network=None,
        partners=[who.wilgenbeke, who.lukanga, who.sonwerou],
        works_at=[],
        deed=by(who.lotte),
    )
    first, second = (Invited.objects.get(partnership=third, organisation=one) for one in (who.lukanga, who.sonwerou))
    actions.answer(invited=first, answer="joins", deed=by(who.albertine))
    charter = actions.write_charter(partnership=third, headings={"purpose": {"fr": "Ensemble"}}, deed=by(who.lotte))
    read = charter.wording.fingerprint
    actions.sign_charter(charter=charter, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))

    actions.answer(invited=second, answer="joins", deed=by(who.rekia))

    charter.refresh_from_db()
    assert len(charter.wording.parties) == 3
    assert len(missing_keys(keys.keyring(charter.wording))) == 3


def test_nobody_writes_into_a_partnership_of_others_under_its_id(who: Cast) -> None:
    before = Operation.objects.count()

    with pytest.raises(NotThere):
        actions.propose(
            key=who.partnership.id,
            name="x",
            kind="twinning",
            partners=[who.sonwerou, who.lukanga],
            works_at=[],
            deed=by(who.rekia),
        )

    assert Operation.objects.count() == before


def test_it_waits_on_the_page_of_who_is_asked_and_is_answered_there(who: Cast) -> None:
    invited = asked(who)
    address = reverse("partnerships:answer", args=[invited.id])
    rekia = browser(who.rekia, "en")

    assert address in rekia.get("/my/").content.decode()
    page = rekia.get(address).content.decode()
    assert "UZ Wilgenbeke" in page and "Until you say yes" in page
    unsaid = rekia.post(address, {})
    assert (unsaid.status_code, Invited.objects.get().answer) == (200, "")
    assert rekia.post(address, {"answer": "joins"}).status_code == 302
    assert rekia.post(address, {"answer": "joins"}).status_code == 302
    assert address not in rekia.get("/my/").content.decode()
    assert Invited.objects.get().answer == "joins"
    assert [browser(one).get(address).status_code for one in (who.lotte, who.mireille, who.suspended)] == [404] * 3
