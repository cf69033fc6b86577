"""What a national system counts at a hospital under its own codes: how it is called, its last number, and where it counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from partnerhood.ground.records import rows
from partnerhood.pathway.reporting import models, rules
from partnerhood.pathway.reporting.models import National, Report
from partnerhood.pathway.reporting.queries.keeping import Days, of_national, on
from partnerhood.pathway.reporting.rules import WHOLE, Key, Said, national


@dataclass(frozen=True)
class Element:
    """Something that a national system counts at a hospital: its code, its name, the last number and of which days, its parts
    by their names, and where it counts."""

    code: str
    name: str
    days: Days | None
    number: Decimal | None
    parts: Mapping[str, str]
    mappings: Sequence[models.Mapping]


def note(report: Report) -> None:
    """Remember what a report of a national system calls things, and the last number of each."""
    said = {key for key in rules.keys(report.cells) if national.is_national(key.indicator)}
    if not said:
        return
    there = _there(report.hospital_id)
    now = of_national(on(report.hospital_id, (report.from_date, report.to_date)))
    fresh: list[Sequence[object]] = []
    lost = {}
    for key in sorted(said):
        known = there.get(key) or National(hospital=report.hospital_id, element=key.indicator, part=key.split)
        before = (known.name, known.part_name, known.from_date, known.to_date, known.number)
        _call(known, report.names)
        if _is_lost(known, now[key], report):
            lost[key] = known
        after = (known.name, known.part_name, known.from_date, known.to_date, known.number)
        if known.pk is None:
            fresh.append([known.hospital, known.element, known.part, *after])
        elif after != before:
            rows.update(known, ["name", "part_name", "from_date", "to_date", "number"])
    rows.insert_values(National, fresh)
    _find_again(report, lost)


def _there(hospital: UUID) -> dict[Key, National]:
    return {Key(one.element, WHOLE, one.part): one for one in rows.where(National, hospital=hospital)}


def _call(known: National, names: Mapping[str, str]) -> None:
    known.name = names.get(known.element, known.name)
    known.part_name = part_name(known.part, names) or known.part_name


def part_name(part: str, names: Mapping[str, str]) -> str:
    """What a national system calls a part; empty where it did not say."""
    said = part.split("|") if part else []
    return ", ".join(names.get(one, one.partition(":")[2]) for one in said) if names.keys() & set(said) else ""


def _is_lost(known: National, said: Said, report: Report) -> bool:
    """Take a number over where it is of the last days; whether the last number was taken back."""
    then = (report.to_date, report.from_date)
    last = (known.to_date, known.from_date) if known.to_date and known.from_date else None
    if said.figure is None:
        return last == then
    if last is None or last <= then:
        known.from_date, known.to_date, known.number = report.from_date, report.to_date, _kept(said.figure.numerator)
    return False


def _kept(number: Decimal) -> int:
    return rules.scaled(number) or 0


def _find_again(report: Report, lost: Mapping[Key, National]) -> None:
    """Look for the number that stood before one that was taken back."""
    waiting = dict(lost)
    earlier = Report.objects.filter(hospital=report.hospital_id, origin__in=national.ORIGINS)
    days = earlier.order_by("-to_date", "-from_date").values_list("from_date", "to_date").distinct()
    for then in days if waiting else ():
        for key, said in of_national(on(report.hospital_id, then)).items() if waiting else ():
            if said.figure is not None and (known := waiting.pop(key, None)):
                _write(known, then, _kept(said.figure.numerator))
    for known in waiting.values():
        _write(known, None, None)


def _write(known: National, days: Days | None, number: int | None) -> None:
    known.from_date, known.to_date = days or (None, None)
    known.number = number
    rows.update(known, ["from_date", "to_date", "number"])


def has_new_names(hospital: UUID, keys: Iterable[Key], names: Mapping[str, str]) -> bool:
    """Whether names come with these cells that we did not know."""
    return bool(newly_named(hospital, keys, names))


def newly_named(hospital: UUID, keys: Iterable[Key], names: Mapping[str, str]) -> set[Key]:
    """The cells that are called otherwise than before."""
    if not names:
        return set()
    there = _there(hospital)
    return {key for key in keys if _is_renamed(key, there.get(key), names)}


def _is_renamed(key: Key, known: National | None, names: Mapping[str, str]) -> bool:
    name, part = names.get(key.indicator, ""), part_name(key.split, names)
    return bool((name and (not known or known.name != name)) or (part and (not known or known.part_name != part)))


def elements(hospital: UUID, words: str = "") -> QuerySet[National, Any]:
    """What a national system counts at a hospital, by name: each once, or those whose name or code has these words."""
    found = National.objects.filter(hospital=hospital)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(element__icontains=word))
    return found.values("element").annotate(called=Max("name")).order_by("called", "element")


def told(hospital: UUID, codes: Sequence[str]) -> list[Element]:
    """These codes of a national system with all that is known of them, in this order: two queries."""
    known: dict[str, list[National]] = defaultdict(list)
    for one in National.objects.filter(hospital=hospital, element__in=codes).order_by("part"):
        known[one.element].append(one)
    where: dict[str, list[models.Mapping]] = defaultdict(list)
    for mapping in mappings(hospital).filter(element__in=codes):
        where[mapping.element].append(mapping)
    return [_element(code, known[code], where[code]) for code in codes if code in known]


def _element(code: str, known: Sequence[National], where: Sequence[models.Mapping]) -> Element:
    counted = [one for one in known if one.to_date and one.from_date]
    last = max(((one.to_date, one.from_date) for one in counted), default=None)
    number = sum(one.number or 0 for one in counted if (one.to_date, one.from_date) == last)
    days = (last[1], last[0]) if last else None
    parts = {one.part: one.part_name or part_said(one.part) for one in known if one.part}
    name = max((one.name for one in known), default="")
    return Element(code, name or national.bare(code), days, rules.unscaled(number) if last else None, parts, where)  # type: ignore[arg-type]


def part_said(part: str) -> str:
    """A part by its code, where nobody gave it a name."""
    return ", ".join(
        one.partition(":")[2].replace("%3A", ":").replace("%7C", "|").replace("%25", "%") for one in part.split("|")
    )


def mapping(key: UUID) -> models.Mapping | None:
    """Where one national number counts or did, whoever asks."""
    return models.Mapping.objects.filter(pk=key).first()


def mappings(hospital: UUID) -> QuerySet[models.Mapping]:
    """Where the national numbers of a hospital count, the first ones first."""
    found = models.Mapping.objects.filter(hospital=hospital, ended_at=None)
    return found.select_related("mapped_by").order_by("mapped_at", "id")


def names(hospital: UUID, codes: Iterable[str]) -> dict[Key, tuple[str, str]]:
    """What is called how: each national number by the names of its element and its part."""
    found = National.objects.filter(hospital=hospital, element__in=set(codes))
    return {
        Key(one.element, WHOLE, one.part): (
            one.name or national.bare(one.element),
            one.part_name or (part_said(one.part) if one.part else ""),
        )
        for one in found
    }
