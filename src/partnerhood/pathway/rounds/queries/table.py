"""A round as one reader sees it, domain by domain, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature
from partnerhood.ground.vocabulary.rules import Answer
from partnerhood.pathway.rounds import rules
from partnerhood.pathway.rounds.models import Proposal, Remark, Round, Score
from partnerhood.pathway.rounds.queries.agreed import Agreed, agreed_steps, baseline, dated, latest
from partnerhood.pathway.rounds.queries.apart import answers_of_all, remarks_visible_to, scores_read, who_is_in
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
    start: Agreed | None
    """Where the domain began, in any round of this partnership."""
    agreed: Agreed | None
    """What was agreed in this round."""
    last: Agreed | None
    """The last step that was agreed, in any round."""


@dataclass(frozen=True)
class _Read:
    """Everything of a round that one reader may know."""

    person: Standing
    inside: dict[tuple[UUID, str], set[UUID]]
    scores: dict[tuple[str, UUID], list[Score]]
    remarks: dict[tuple[str, UUID], list[Remark]]


def table(which: Round, person: Standing, domains: Sequence[str] = (), *, with_words: bool = False) -> list[DomainRow]:
    """Every domain of a round, the widest difference first, then the lowest step; with what was said of them if asked."""
    read = _read(which, person, with_words=with_words)
    everybody = sides(which)
    on_table = laid(which)
    steps = agreed_steps(partnerships=[which.partnership_id], hospital=which.hospital_id, instrument=which.instrument)
    rows = {
        domain: _row(which, domain, [_voice(which, side, domain, read) for side in everybody], on_table, steps)
        for domain in domains or which.domains
    }
    return [rows[domain] for domain in rules.in_order(_talk(row.domain, row.voices) for row in rows.values())]


def domain_row(which: Round, domain: str, person: Standing) -> DomainRow:
    """One domain of a round as one reader sees it."""
    return table(which, person, [domain], with_words=True)[0]


def _read(which: Round, person: Standing, *, with_words: bool) -> _Read:
    scores: dict[tuple[str, UUID], list[Score]] = defaultdict(list)
    for score in scores_read([which.id], person):
        scores[score.domain, score.organisation_id].append(score)
    remarks: dict[tuple[str, UUID], list[Remark]] = defaultdict(list)
    for remark in remarks_visible_to(person).filter(round=which) if with_words else []:
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
        answer=rules.counted(last) if last else None,
        corrections=max(0, len(given) - 1),
        seen=said.get("seen"),
        reason=said.get("no-step"),
    )


def _row(
    which: Round, domain: str, voices: Sequence[Voice], on_table: dict[str, Laid], steps: Sequence[Agreed]
) -> DomainRow:
    answers = [voice.answer for voice in voices if voice.answer is not None]
    all_in = all(voice.is_in for voice in voices)
    lies = on_table.get(domain)
    stage = rules.stage(
        own_in=all(voice.is_in for voice in voices if voice.is_mine),
        all_in=all_in,
        proposed=lies is not None,
        settled=bool(lies and lies.agreed_at) or rules.nobody_chose(answers, len(voices)),
    )
    return DomainRow(
        domain=domain,
        voices=voices,
        difference=rules.widest(_talk(domain, voices)),
        laid=lies,
        stage=stage,
        all_in=all_in,
        start=baseline(steps, domain),
        agreed=next((one for one in steps if one.domain == domain and one.round == which.id), None),
        last=latest(steps, domain),
    )


def _talk(domain: str, voices: Sequence[Voice]) -> rules.Talk:
    first, *others = [voice.answer for voice in voices]
    return rules.Talk(domain, first, tuple(one for one in others if one is not None))


def laid(which: Round) -> dict[str, Laid]:
    """What lies under the keys per domain: what is agreed, or else the newest proposal."""
    standing: dict[str, Proposal] = {}
    for one in _proposals(which.id):
        kept = standing.get(one.domain)
        if kept is None or not _agreed_at(kept) or _agreed_at(one):
            standing[one.domain] = one
    turned: dict[UUID, list[Signature]] = defaultdict(list)
    for signature in keys.signatures([one.wording_id for one in standing.values()]):
        turned[signature.wording_id].append(signature)
    return {domain: _laid(one, turned[one.wording_id]) for domain, one in standing.items()}


@plans.planned
def _proposals(which: UUID) -> QuerySet[Proposal]:
    return dated(Proposal.objects.filter(round=which))


def _agreed_at(one: Proposal) -> datetime | None:
    return one.agreed_at  # type: ignore[attr-defined,no-any-return]


def _laid(one: Proposal, turned: Sequence[Signature]) -> Laid:
    said = one.wording.content
    signed = {key.organisation_id for key in turned if not hasattr(key, "withdrawal")}
    return Laid(
        proposal=one,
        content=rules.Agreement(**{name: said[name] for name in rules.Agreement.model_fields if name in said}),
        reasons=dict(said.get("reasons") or {}),
        signatures=turned,
        missing=frozenset(map(UUID, one.wording.parties)) - signed,
        agreed_at=_agreed_at(one),
    )


def reasons(which: Round, domain: str) -> dict[str, object]:
    """The newest reason of each side why there is no agreed step: for the wording that quotes them."""
    kept = Remark.objects.filter(round=which, domain=domain, kind="no-step").order_by("said_at", "id")
    return {str(one.organisation_id): one.words for one in kept}


def unscored(which: Round) -> list[tuple[Organisation, list[str]]]:
    """The sides that have not scored every domain of a round, each with the domains that it has not scored."""
    inside = who_is_in([which.id])
    left = [(side, [one for one in which.domains if side.id not in inside[which.id, one]]) for side in sides(which)]
    return [(side, domains) for side, domains in left if domains]


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
