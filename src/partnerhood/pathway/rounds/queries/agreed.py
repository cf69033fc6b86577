"""Agreed steps: derived from wordings and keys, never kept. The first one of a domain is its baseline and never moves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.rules import is_agreed
from partnerhood.pathway.rounds.models import Proposal

Results = Callable[[UUID, str], list[bool]]
_providers: list[Results] = []


@dataclass(frozen=True)
class Agreed:
    """A step that every side signed for one domain of one hospital, or that there was none this time."""

    partnership: UUID
    hospital: UUID
    domain: str
    round: UUID
    proposal: UUID
    step: int | None
    target: int | None
    target_date: date | None
    agreed_at: datetime


def agreed_steps(
    *, partnerships: Iterable[UUID] = (), rounds: Iterable[UUID] = (), hospital: UUID | None = None
) -> list[Agreed]:
    """What was agreed in these partnerships or rounds, the oldest first; three queries whatever their number."""
    kept = Proposal.objects.select_related("wording", "round").order_by("proposed_at", "id")
    kept = kept.filter(round__in=list(rounds)) if rounds else kept.filter(round__partnership__in=list(partnerships))
    found = list(kept.filter(round__hospital=hospital) if hospital else kept)
    rings = keys.keyrings([one.wording for one in found])
    signed = {one.wording_id: one.signed_at for one in keys.signatures([one.wording_id for one in found])}
    agreed = {
        (one.round_id, one.domain): _agreed(one, signed[one.wording_id])
        for one in found
        if is_agreed(rings[one.wording_id])
    }
    return sorted(agreed.values(), key=lambda one: (one.agreed_at, one.proposal))


def _agreed(one: Proposal, at: datetime) -> Agreed:
    said = one.wording.content
    until = date.fromisoformat(said["target_date"]) if said.get("target_date") else None
    return Agreed(
        partnership=one.round.partnership_id,
        hospital=one.round.hospital_id,
        domain=one.domain,
        round=one.round_id,
        proposal=one.id,
        step=said.get("step"),
        target=said.get("target"),
        target_date=until,
        agreed_at=at,
    )


def baseline(steps: Iterable[Agreed], domain: str) -> Agreed | None:
    """Where a domain began: the first step that was ever agreed on it."""
    return next((one for one in steps if one.domain == domain and one.step is not None), None)


def latest(steps: Iterable[Agreed], domain: str) -> Agreed | None:
    """Where a domain stands: the last step that was agreed on it."""
    found = [one for one in steps if one.domain == domain and one.step is not None]
    return found[-1] if found else None


def ask_results(provider: Results) -> None:
    """Register who knows whether the goals of a hospital and domain were reached, newest period first."""
    _providers[:] = [provider]


def results(hospital: UUID, domain: str) -> list[bool]:
    """Whether the goals of a hospital and domain were reached in its last periods, newest first; empty where nobody knows."""
    return _providers[0](hospital, domain) if _providers else []


def reached_lately(hospital: UUID, domain: str) -> bool | None:
    """Whether the measure was reached in the last two periods; None where there are not two to look at."""
    found = results(hospital, domain)
    return all(found[:2]) if len(found) >= 2 else None
