"""Indicators that organisations count in their own way: which somebody may read, and what each says now and said before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.ground.vocabulary.queries import About, Text
from partnerhood.pathway.indicators import rules
from partnerhood.pathway.indicators.choices import Direction, Kind, Level, RollUp
from partnerhood.pathway.indicators.models import Indicator, Version
from partnerhood.pathway.indicators.queries.ready import Definition, definitions
from partnerhood.pathway.partnerships import queries as partnerships

A_YEAR = timedelta(days=365)
TONGUES = ("en", "nl", "fr")
"""The languages of the house, as a text has them."""


def visible_to(person: Standing | None) -> QuerySet[Indicator]:
    """The indicators that somebody may read: of their own organisations, and of those they work with."""
    if person is None or not person.is_active:
        return Indicator.objects.none()
    return Indicator.objects.filter(organisation__in=partnerships.near(person).values("pk"))


def versions_visible_to(person: Standing | None) -> QuerySet[Version]:
    """What the indicators that somebody may read say now."""
    return Version.objects.filter(pk__in=visible_to(person).values("version"))


def defined(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Indicators with their organisation and what they say now; those in use first, each by its day."""
    return indicators.select_related("organisation", "version").order_by(
        F("ended_at").asc(nulls_first=True), "defined_at", "id"
    )


def row(key: UUID) -> Indicator | None:
    """One indicator, whoever asks, with everything that it ever said; the newest first."""
    return next(iter(_row(key)), None)


@plans.planned
def _row(key: UUID) -> QuerySet[Indicator]:
    said = Version.objects.select_related("person").order_by("-defined_at", "-id")
    found = Indicator.objects.filter(pk=key).select_related("organisation", "version")
    return found.prefetch_related(Prefetch("versions", said))


def version(code: str) -> Version | None:
    """The version that a measure names by its id, whoever asks; nothing where it names a definition that stands ready."""
    key = _id(code)
    return next(iter(_versions([key])), None) if key else None


@plans.planned
def _versions(keys: list[UUID]) -> QuerySet[Version]:
    return Version.objects.filter(pk__in=keys).select_related("indicator__organisation")


def followed(codes: Iterable[str]) -> dict[str, Definition]:
    """The definitions that readings and reports name, whoever asks, by what they are named with and in that order: those that stand
    ready, and the very versions of a house's own. A code from a newer release than ours is left out."""
    wanted = list(dict.fromkeys(codes))
    found = {one.code: one for one in definitions() if one.code in wanted}
    keys = [key for key in map(_id, wanted) if key]
    said = _versions(keys) if keys else []
    found |= {str(one.pk): own_definition(one.indicator, one) for one in said}
    return {code: found[code] for code in wanted if code in found}


@dataclass(frozen=True)
class Own:
    """What an organisation ever defined itself: each version by its id, the ids of those in use, and what stands now in the
    place of each; nothing where it ended."""

    defined: Mapping[str, Definition]
    in_use: Sequence[str]
    now: Mapping[str, str]


def own_of(organisation: UUID) -> Own:
    """What an organisation defined itself, in one query."""
    versions = _said_by(organisation)
    now = {str(one.pk): "" if one.indicator.ended_at else str(one.indicator.version_id) for one in versions}
    defined = {str(one.pk): own_definition(one.indicator, one) for one in versions}
    return Own(defined, [code for code in dict.fromkeys(now.values()) if code], now)


@plans.planned
def _said_by(organisation: UUID) -> QuerySet[Version]:
    told = Version.objects.filter(indicator__organisation=organisation).select_related("indicator__organisation")
    return told.order_by("defined_at", "id")


def of_houses(organisations: Iterable[UUID]) -> list[Definition]:
    """What these organisations count in their own way now, in one query."""
    return [own_definition(one, one.version) for one in _of_houses(list(organisations))]


@plans.planned
def _of_houses(organisations: list[UUID]) -> QuerySet[Indicator]:
    return defined(Indicator.objects.filter(organisation__in=organisations, ended_at=None))


def replaced(codes: Iterable[str]) -> dict[str, str]:
    """Of the versions that these codes name, those that do not count any more, with what counts in their place; nothing where it
    ended. One query, and none where every code stands ready."""
    keys = [key for key in map(_id, codes) if key]
    told = _versions(keys) if keys else []
    now = {str(one.pk): "" if one.indicator.ended_at else str(one.indicator.version_id) for one in told}
    return {code: other for code, other in now.items() if code != other}


def _id(code: str) -> UUID | None:
    try:
        return UUID(code)
    except ValueError:
        return None


def to_choose(person: Standing | None, domain: str) -> list[Definition]:
    """The definitions that somebody may take for a goal in a care domain: what organisations near them count in their own
    way now, then what stands ready."""
    known = [*(own_definition(one, one.version) for one in _in_use(person)), *definitions()]
    return [one for one in known if domain in one.domains]


@plans.planned
def _in_use(person: Standing | None) -> QuerySet[Indicator]:
    return defined(visible_to(person).filter(ended_at=None))


def own_definition(indicator: Indicator, said: Version) -> Definition:
    """A version as the definitions that stand ready are shown: its words are in the language of who wrote them, and in those in
    which they were said too."""
    content = content_of(said)
    day = said.defined_at.date()
    words = {name: _text(said, name, getattr(content, name)) for name in rules.Words.model_fields}
    return Definition(
        code=str(said.id),
        **words,
        number=0,
        said_in=Text(**{tongue: tongue if words_in(said, tongue) else content.language for tongue in TONGUES}),
        level=Level(content.level),
        domains=tuple(content.domains),
        theme="",
        unit=content.unit,
        direction=Direction(content.direction),
        band=(content.low, content.high) if content.low is not None and content.high is not None else None,
        over_time=RollUp(content.over_time),
        over_places=RollUp(content.over_places),
        period=content.period,
        split=tuple(content.split),
        aims=tuple(content.aims),
        kind=Kind(content.kind),
        dac="",
        iati=rules.iati_measure(content.unit),
        computed=False,
        counts_people=content.counts_people,
        may_exceed_all=content.may_exceed_all,
        about=About(
            title=words["name"],
            author=indicator.organisation.name,
            source=content.source,
            licence="",
            reviewed=day,
            review_due=day + A_YEAR,
        ),
    )


def content_of(said: Version) -> rules.Content:
    """What a version says, as far as we know to read it: a newer node may say more of an indicator than this one does."""
    known = {name: value for name, value in said.content.items() if name in rules.Content.model_fields}
    return rules.Content.model_validate(known)


def words_in(said: Version, tongue: str) -> dict[str, str]:
    """The words of a version in another language than its own; nothing where nobody said them."""
    found: dict[str, str] = getattr(said, f"in_{tongue}")
    return found


def other_languages(said: Version) -> list[str]:
    """The languages of the house in which a version can be said besides its own."""
    return [tongue for tongue in TONGUES if tongue != said.content.get("language")]


def said_before(indicator: Indicator, tongue: str) -> dict[str, str]:
    """The words in another language as they stand, or as the definition before this one had them."""
    return next((words for one in indicator.versions.all() if (words := words_in(one, tongue))), {})


def _text(said: Version, name: str, words: str) -> Text:
    return Text(**{tongue: words_in(said, tongue).get(name) or words for tongue in TONGUES})
