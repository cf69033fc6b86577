"""Bring in an activity as its publisher tells it, with everybody and everything in it: one deed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.signatures import actions as signatures
from partnerhood.pathway.programmes import access, queries
from partnerhood.pathway.programmes.models import Programme, Result
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
    found = {"continues": [None] * len(results), "reworded": [True] * len(results), "gone": []}
    if was_here:
        found = deed.look("results", lambda: queries.pairs(programme.id, programme.identifier, results, signers))
    for place, told in enumerate(results):
        key = found["continues"][place] or promises.new_id(programme.id, told, results, place)
        fields: dict[str, Any] = {"place": place, "told": told, "gone_at": None}
        if found["reworded"][place]:
            content = promises.promise(programme.identifier, told)
            subject = UUID(str(key))
            fields["wording"] = signatures.word(
                subject=subject, kind="result", parties=signers, content=content, deed=deed
            )
        if found["continues"][place]:
            deed.change(_result(key), **fields)
        else:
            deed.add(Result(id=key, programme=programme, **fields))
    for key in found["gone"]:
        deed.change(_result(key), gone_at=deed.recorded_at)


def _result(key: str) -> Result:
    found = Result.objects.filter(pk=key).first()
    if found is None:
        raise NotThere
    return found
