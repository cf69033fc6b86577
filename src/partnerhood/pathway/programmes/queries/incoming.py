"""What has to be known before an activity comes in: is it here, and is it the same; who of those it names is here."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.records import rows
from partnerhood.pathway.programmes.models import Programme, Result
from partnerhood.pathway.programmes.rules import parties, promises
from partnerhood.pathway.programmes.rules.activity import Activity


def fingerprints(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The version of each of these activities that is here."""
    return dict(Programme.objects.filter(pk__in=list(keys)).values_list("pk", "fingerprint"))


def kept(activity: Activity) -> Programme | None:
    """The programme that an activity is here, if it is."""
    return rows.find(Programme, parties.activity_id(activity.identifier))


def book_of(activity: Activity) -> BookOf:
    """An activity is written in the book of the organisation that reports it, which stays the same."""
    programme = kept(activity)
    reporter = parties.cast(activity).reporter
    return organisations.book_of(
        programme.reporter_id if programme else _known([reporter]).get(reporter.id, reporter.id)
    )


def here(activity: Activity, named: Sequence[parties.Party]) -> dict[str, Any]:
    """What an action finds when it looks around: whether the programme is here, and who of these organisations."""
    found = _known(named)
    return {
        "programme": kept(activity) is not None,
        "known_as": {str(one): str(known) for one, known in found.items() if one != known},
        "new": [str(one.id) for one in named if one.id not in found],
    }


def _known(named: Sequence[parties.Party]) -> dict[UUID, UUID]:
    """Under which id each of these is here: its own, or that of an organisation with the same identifier."""
    found = {one.id: one.id for one in named if rows.find(Organisation, one.id)}
    others = {one.identifier: one.id for one in named if one.identifier and one.id not in found}
    if others:
        same = Organisation.objects.filter(identifier__in=others).order_by("id").values_list("identifier", "pk")
        for identifier, key in same:
            found.setdefault(others[identifier], key)
    return found


def are_here(keys: Iterable[UUID]) -> bool:
    """Whether each of these organisations is on this node."""
    wanted = set(keys)
    return Organisation.objects.filter(pk__in=wanted).count() == len(wanted)


def pairs(
    programme: UUID, identifier: str, results: Sequence[promises.Told], signers: Sequence[UUID]
) -> dict[str, Any]:
    """Which results of a new version continue which of those that are here."""
    before = Result.objects.filter(programme=programme).select_related("wording").order_by("place")
    found = promises.paired([_kept(one) for one in before], identifier, results, signers)
    return {
        "continues": [str(one) if one else None for one in found.continues],
        "reworded": list(found.reworded),
        "gone": [str(one) for one in found.gone],
    }


def _kept(row: Result) -> promises.Kept:
    stands = promises.signed(row.wording.parties, row.wording.content)
    return promises.Kept(row.id, row.place, promises.name(row.told), stands, row.gone_at is not None)


def network(said: str) -> list[Network]:
    """The networks that somebody means by a name or an id."""
    try:
        return list(Network.objects.filter(pk=UUID(said)))
    except ValueError:
        return list(Network.objects.filter(name__iexact=said.strip()).order_by("name"))
