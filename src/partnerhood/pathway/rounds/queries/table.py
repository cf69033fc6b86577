"""A round as one reader sees it, domain by domain, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature
from partnerhood.ground.signatures.rules import Keyring, is_agreed, missing_keys
from partnerhood.ground.vocabulary.rules import Answer
from partnerhood.pathway.rounds import rules
from partnerhood.pathway.rounds.models import Proposal, Remark, Round, Score
from partnerhood.pathway.rounds.queries.apart import answers_of_all, remarks_visible_to, scores_visible_to, who_is_in
from partnerhood.pathway.rounds.queries.lists import sides


@dataclass(frozen=True)
class Voice:
    """One side in one domain: whether it is in, and what it says where the reader may know."""

    organisation: Organisation
    is_mine: bool
    is_in: bool
    score: Score | None
    answer: Answer | None
    corrections: int
    seen: Remark | None
    reason: Remark | None


@dataclass(frozen=True)
class Laid:
    """What lies under the keys for one domain."""

    proposal: Proposal
    content: rules.Agreement
    reasons: dict[str, object]
    keyring: Keyring
    signatures: Sequence[Signature]
    missing: frozenset[UUID]
    agreed_at: datetime | None


@dataclass(frozen=True)
class DomainRow:
    """One domain of a round as one reader sees it."""

    domain: str
    voices: Sequence[Voice]
    difference: int
    laid: Laid | None
    stage: str
    all_in: bool


@dataclass(frozen=True)
class _Read:
    """Everything of a round that one reader may know."""

    person: Standing
    inside: dict[tuple[UUID, str], set[UUID]]
    scores: dict[tuple[str, UUID], list[Score]]
    remarks: dict[tuple[str, UUID], list[Remark]]


def table(which: Round, person: Standing) -> list[DomainRow]:
    """Every domain of a round, the widest difference first, then the lowest step."""
    read = _read(which, person)
    everybody, on_table = sides(which), laid(which)
    rows = {
        domain: _row(domain, [_voice(which, side, domain, read) for side in everybody], on_table.get(domain))
        for domain in which.domains
    }
    return [rows[domain] for domain in rules.in_order(_talk(row.domain, row.voices) for row in rows.values())]


def domain_row(which: Round, domain: str, person: Standing) -> DomainRow:
    """One domain of a round as one reader sees it."""
    return next(row for row in table(which, person) if row.domain == domain)


def _read(which: Round, person: Standing) -> _Read:
    scores: dict[tuple[str, UUID], list[Score]] = defaultdict(list)
    for score in scores_visible_to(person).filter(round=which):
        scores[score.domain, score.organisation_id].append(score)
    remarks: dict[tuple[str, UUID], list[Remark]] = defaultdict(list)
    for remark in remarks_visible_to(person).filter(round=which):
        remarks[remark.domain, remark.organisation_id].append(remark)
    return _Read(person, who_is_in([which.id]), scores, remarks)


def _voice(which: Round, side: Organisation, domain: str, read: _Read) -> Voice:
    given = read.scores[domain, side.id]
    said = {one.kind: one for one in read.remarks[domain, side.id]}
    last = given[-1] if given else None
    return Voice(
        organisation=side,
        is_mine=read.person.is_of(side.id),
        is_in=side.id in read.inside[which.id, domain],
        score=last,
        answer=rules.lower(last.keeps_it_going, last.as_agreed) if last else None,
        corrections=max(0, len(given) - 1),
        seen=said.get("seen"),
        reason=said.get("no-step"),
    )


def _row(domain: str, voices: Sequence[Voice], on_table: Laid | None) -> DomainRow:
    answers = [voice.answer for voice in voices if voice.answer is not None]
    all_in = all(voice.is_in for voice in voices)
    stage = rules.stage(
        own_in=all(voice.is_in for voice in voices if voice.is_mine),
        all_in=all_in,
        proposed=on_table is not None,
        settled=bool(on_table and on_table.agreed_at) or rules.nobody_chose(answers, len(voices)),
    )
    return DomainRow(domain, voices, rules.widest(_talk(domain, voices)), on_table, stage, all_in)


def _talk(domain: str, voices: Sequence[Voice]) -> rules.Talk:
    first, *others = [voice.answer for voice in voices]
    return rules.Talk(domain, first, tuple(one for one in others if one is not None))


def laid(which: Round) -> dict[str, Laid]:
    """What lies under the keys per domain: what is agreed, or else the newest proposal."""
    found = list(Proposal.objects.filter(round=which).select_related("wording").order_by("proposed_at", "id"))
    rings = keys.keyrings([one.wording for one in found])
    turned: dict[UUID, list[Signature]] = defaultdict(list)
    for signature in keys.signatures([one.wording_id for one in found]):
        turned[signature.wording_id].append(signature)
    standing: dict[str, Laid] = {}
    for one in found:
        kept = standing.get(one.domain)
        if kept is None or kept.agreed_at is None or is_agreed(rings[one.wording_id]):
            standing[one.domain] = _laid(one, rings[one.wording_id], turned[one.wording_id])
    return standing


def _laid(one: Proposal, ring: Keyring, turned: Sequence[Signature]) -> Laid:
    said = one.wording.content
    return Laid(
        proposal=one,
        content=rules.Agreement(**{name: said[name] for name in rules.Agreement.model_fields if name in said}),
        reasons=dict(said.get("reasons") or {}),
        keyring=ring,
        signatures=turned,
        missing=missing_keys(ring),
        agreed_at=max(key.signed_at for key in turned) if is_agreed(ring) else None,
    )


def reasons(which: Round, domain: str) -> dict[str, object]:
    """The newest reason of each side why there is no agreed step: for the wording that quotes them."""
    kept = Remark.objects.filter(round=which, domain=domain, kind="no-step").order_by("said_at", "id")
    return {str(one.organisation_id): one.words for one in kept}


def unsettled(which: Round) -> list[str]:
    """The domains that every side scored and that neither carry a signed step nor a signed "none this time"."""
    standing, inside = laid(which), who_is_in([which.id])
    left = []
    for domain in which.domains:
        agreed = domain in standing and standing[domain].agreed_at is not None
        silent = rules.silent_sides(which.sides, inside[which.id, domain])
        nobody = rules.nobody_chose(list(answers_of_all(which, domain).values()), len(which.sides))
        if not (agreed or silent or nobody):
            left.append(domain)
    return left
