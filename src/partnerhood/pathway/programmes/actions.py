"""What people do with programmes: bring one in, sign a result, take a key back, lay a result beside a goal."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.records import ids
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature, Withdrawal, Wording
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships.actions import book_of as partnership_book
from partnerhood.pathway.programmes import access, queries
from partnerhood.pathway.programmes.models import GoalLink, Programme, Result
from partnerhood.pathway.programmes.rules import parties, promises, telling
from partnerhood.pathway.programmes.rules.activity import Activity

PROVENANCE = 200


class OtherReporter(Refused):
    """One activity is reported by one organisation."""

    sentence = _("This activity is here already, and another organisation reports it. The first one counts.")
    field = "activity"


class OtherNetwork(Refused):
    """A programme belongs to one network."""

    sentence = _("This activity is here already for another network.")
    field = "network"


@operation(
    "programmes.bring_in",
    version=1,
    who=access.may_bring_in,
    book=lambda activity, **_: queries.book_of(activity),
    says=_("brought in a programme"),
)
def bring_in(*, activity: Activity, source: str, network: Network | None = None, deed: Deed) -> Programme:
    """Bring in an activity with those who take part, its money and its results; or the parts of it that changed."""
    payload, who = activity.payload(), parties.cast(activity)
    around = deed.look("here", lambda: queries.here(activity, who.organisations))
    kept = _kept(activity) if around["programme"] else None
    here = _organisations(who, around, payload["reporter"], deed)
    who = parties.known_as(who, here)
    if kept:
        _judge(kept, who, network, deed)
    told = {
        **telling.fields(activity, payload, who),
        "source": source[:300],
        "fingerprint": promises.version(payload),
        "told_at": deed.recorded_at,
        **({"network": network} if network else {}),
    }
    if kept:
        programme = deed.change(kept, **told)
    else:
        key = parties.activity_id(activity.identifier)
        programme = deed.add(Programme(id=key, reporter_id=who.reporter.id, **told))
    _results(programme, payload.get("results", ()), parties.signers(who), kept is not None, deed)
    return programme


def _kept(activity: Activity) -> Programme:
    found = queries.kept(activity)
    if found is None:
        raise NotThere
    return found


def _organisations(
    who: parties.Cast, around: Mapping[str, Any], reporter: Mapping[str, Any], deed: Deed
) -> dict[UUID, UUID]:
    """Make the organisations that are not here, and leave those that are as they describe themselves."""
    provenance = f"IATI {reporter.get('identifier') or who.reporter.name}"[:PROVENANCE]
    for one in who.organisations:
        if str(one.id) in around["new"]:
            deed.add(
                Organisation(
                    id=one.id,
                    name=one.name,
                    kind=one.kind,
                    country=one.country,
                    identifier=one.identifier[:PROVENANCE],
                    provenance=provenance,
                )
            )
    here = {UUID(own): UUID(known) for own, known in around["known_as"].items()}
    if deed.told and not queries.are_here(here.get(one.id, one.id) for one in who.organisations):
        raise NotThere
    return here


def _judge(kept: Programme, who: parties.Cast, network: Network | None, deed: Deed) -> None:
    deed.refuse_if(kept.reporter_id != who.reporter.id, OtherReporter())
    deed.refuse_if(network and kept.network_id not in (None, network.id), OtherNetwork())


def _results(
    programme: Programme, results: list[dict[str, Any]], signers: list[UUID], was_here: bool, deed: Deed
) -> None:
    """Keep each result as a proposal whose words wait for the keys of everybody who takes part."""
    found: dict[str, Any] = {"continues": [None] * len(results), "reworded": [True] * len(results), "gone": []}
    if was_here:
        found = deed.look("results", lambda: queries.pairs(programme.id, programme.identifier, results, signers))
    for place, told in enumerate(results):
        key = UUID(found["continues"][place] or str(promises.new_id(programme.id, told, results, place)))
        fields: dict[str, Any] = {"place": place, "told": told, "gone_at": None}
        if found["reworded"][place]:
            content = promises.promise(programme.identifier, told)
            fields["wording"] = signatures.word(subject=key, kind="result", parties=signers, content=content, deed=deed)
        if found["continues"][place]:
            deed.change(_result(key), **fields)
        else:
            deed.add(Result(id=key, programme=programme, **fields))
    for gone in found["gone"]:
        deed.change(_result(UUID(gone)), gone_at=deed.recorded_at)


def _result(key: UUID) -> Result:
    found = Result.objects.filter(pk=key).first()
    if found is None:
        raise NotThere
    return found


class NoLongerPublished(Refused):
    """The publisher took the result out of its programme."""

    sentence = _("The publisher no longer names this result, so no key can be turned under it.")


class NoKeyTurned(Refused):
    """There is no key to take back."""

    sentence = _("This partner has not turned its key under these words.")


@operation(
    "programmes.sign_result",
    version=1,
    who=access.may_sign,
    book=lambda result, **_: book_of(result.programme.reporter_id),
    says=_("signed a programme's result"),
    offline=True,
)
def sign_result(*, result: Result, wording: Fingerprint, on_behalf_of: Organisation, deed: Deed) -> Signature:
    """Turn one partner's key under the result that was in front of the signer."""
    deed.refuse_if(result.gone_at, NoLongerPublished())
    signed = _signed_wording(result, wording) if deed.told else result.wording
    return signatures.turn(wording=signed, read=wording, organisation=on_behalf_of, deed=deed)


def _signed_wording(result: Result, fingerprint: Fingerprint) -> Wording:
    """The wording that was signed on another node, which may not be the one that stands here."""
    return keys.history(result.id).filter(fingerprint=fingerprint).first() or result.wording


@operation(
    "programmes.withdraw_result",
    version=1,
    who=access.may_sign,
    book=lambda result, **_: book_of(result.programme.reporter_id),
    says=_("took a key back from a programme's result"),
    offline=True,
)
def withdraw_result(*, result: Result, on_behalf_of: Organisation, reason: str, deed: Deed) -> Withdrawal:
    """Take a partner's key back, with a reason; what was signed stays readable."""
    deed.refuse_if(not reason.strip(), Refused(_("Say why, so that your partner understands."), field="reason"))
    signature = keys.standing_signature(result.wording, on_behalf_of.id)
    if signature is None:
        raise NoKeyTurned
    return signatures.withdraw(signature=signature, reason=reason, deed=deed)


@operation(
    "programmes.link_goal",
    version=1,
    who=access.may_link,
    book=lambda goal, **_: partnership_book(goal.partnership_id),
    says=_("laid a programme's result beside a goal"),
)
def link_goal(*, result: Result, goal: Goal, deed: Deed) -> GoalLink:
    """Say that a funder's result and a partnership's goal are about the same; neither becomes the other."""
    key = ids.derived(result.id, f"goal:{goal.id}")
    kept = deed.look_up("link", GoalLink.objects.filter(pk=key))
    if kept:
        return kept
    return deed.add(GoalLink(id=key, result=result, goal=goal, person_id=deed.author, linked_at=deed.recorded_at))


@operation(
    "programmes.unlink_goal",
    version=1,
    who=access.may_unlink,
    book=lambda link, **_: partnership_book(link.goal.partnership_id),
    says=_("took a programme's result away from a goal"),
)
def unlink_goal(*, link: GoalLink, deed: Deed) -> Goal:
    """Say that a result and a goal are not about the same after all."""
    goal = link.goal
    deed.remove(link)
    return goal
