"""What IATI's official rule set would say about an activity that may come in: numbered as there, never a reason to refuse.

Source: github.com/IATI/IATI-Rulesets, MIT; only the rules that a coordinator can do something about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.sentences import Sentence, say
from partnerhood.pathway.programmes.rules.activity import Activity
from partnerhood.pathway.programmes.rules.finances import Budget, Party, PlannedDisbursement, Transaction
from partnerhood.pathway.programmes.rules.places import Country, Region, Sector
from partnerhood.pathway.programmes.rules.words import LANGUAGE_UNKNOWN

DAC = "1"
OWN_VOCABULARIES = ("98", "99")
LONGEST_BUDGET = timedelta(days=366)
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that the activity does not keep, in a sentence."""

    rule: str
    sentence: Sentence


def of(activity: Activity, today: date) -> list[Finding]:
    """Every finding about an activity, as the world stands today."""
    return [
        *_about_identifiers(activity),
        *_about_dates(activity, today),
        *_about_places(activity),
        *_about_sectors(activity),
        *_about_markers(activity),
        *_about_organisations(activity),
        *_about_money(activity, today),
        *_about_results(activity),
    ]


def _about_identifiers(activity: Activity) -> Iterator[Finding]:
    reporter = activity.reporter.identifier
    earlier = [other.identifier for other in activity.other_identifiers if other.type == "B1"]
    if reporter and activity.identifier == reporter:
        yield Finding("1.1.3", say(_("The activity has the identifier of the organisation that reports it.")))
    elif reporter and not activity.identifier.startswith(tuple(f"{one}-" for one in (reporter, *earlier) if one)):
        wording = _("The activity's identifier does not begin with that of its reporter, %(reporter)s.")
        yield Finding("1.1.21", say(wording, reporter=reporter))
    if set(activity.identifier) & set("/&|?"):
        yield Finding("1.3.13", say(_("The activity's identifier holds one of the signs / & | ?.")))
    if LANGUAGE_UNKNOWN in activity.title:
        yield Finding("4.1.1", say(_("The activity does not say in which language its texts are.")))


def _about_dates(activity: Activity, today: date) -> Iterator[Finding]:
    days = {one.type: one.day for one in activity.dates}
    if PLANNED_START not in days and ACTUAL_START not in days:
        yield Finding("6.11.1", say(_("The activity has no planned and no actual start.")))
    for rule, start, end in (("11.1.2", PLANNED_START, PLANNED_END), ("11.1.3", ACTUAL_START, ACTUAL_END)):
        if start in days and end in days and days[start] > days[end]:
            yield Finding(rule, say(_("The activity ends before it starts.")))
    if ACTUAL_START in days and days[ACTUAL_START] > today:
        yield Finding("11.1.4", say(_("The actual start of the activity is still to come.")))
    if ACTUAL_END in days and days[ACTUAL_END] > today:
        yield Finding("11.1.5", say(_("The actual end of the activity is still to come.")))


def _about_places(activity: Activity) -> Iterator[Finding]:
    declared: list[Country | Region] = [*activity.countries, *activity.regions]
    in_transactions = [bool(one.country or one.region) for one in activity.transactions]
    if declared and any(in_transactions):
        yield Finding("3.6.2", say(_("Countries are named for the activity and again for its transactions.")))
    if not declared and not (in_transactions and all(in_transactions)):
        yield Finding("3.7.1", say(_("The activity does not say in which country or region it happens.")))
    main = [one for one in declared if isinstance(one, Country) or one.vocabulary == DAC] or declared
    if _some_missing(main):
        yield Finding("3.4.1", say(_("Some countries have a share in percent and others have none.")))
    if (total := _wrong_total(main)) is not None:
        yield Finding(
            "3.4.4" if len(main) == 1 else "3.4.2",
            say(_("The shares of the countries add up to %(total)s, not to 100."), total=total),
        )


def _about_sectors(activity: Activity) -> Iterator[Finding]:
    in_transactions = [bool(one.sectors) for one in activity.transactions]
    if activity.sectors and any(in_transactions):
        yield Finding("6.6.2", say(_("Sectors are named for the activity and again for its transactions.")))
    elif any(in_transactions) and not all(in_transactions):
        yield Finding("6.7.2", say(_("Some transactions have a sector and others have none.")))
    elif not activity.sectors and not any(in_transactions):
        yield Finding("6.2.2", say(_("The activity does not say in which sector it works.")))
    by_vocabulary: dict[str, list[Sector]] = defaultdict(list)
    for sector in activity.sectors:
        by_vocabulary[sector.vocabulary].append(sector)
        if sector.vocabulary in OWN_VOCABULARIES and not sector.name:
            wording = _("The sector “%(code)s” is the reporter's own and has no name.")
            yield Finding("2.2.1", say(wording, code=sector.code))
    if by_vocabulary and not by_vocabulary.keys() & {DAC, "2"}:
        yield Finding("102.1.1", say(_("No sector is from the list of OECD DAC, which everybody reads.")))
    for sectors in by_vocabulary.values():
        if _some_missing(sectors):
            yield Finding("2.1.1", say(_("Some sectors have a share in percent and others have none.")))
        if (total := _wrong_total(sectors)) is not None:
            yield Finding(
                "2.1.4" if len(sectors) == 1 else "2.1.2",
                say(_("The shares of the sectors add up to %(total)s, not to 100."), total=total),
            )


def _some_missing(parts: Sequence[Country | Region | Sector]) -> bool:
    return len(parts) > 1 and any(part.percentage is None for part in parts)


def _wrong_total(parts: Sequence[Country | Region | Sector]) -> str | None:
    """What the shares add up to, where all are given and it is not a hundred; a third is 33.33 and may be so."""
    shares = [part.percentage for part in parts if part.percentage is not None]
    total = sum(shares, Decimal())
    if not shares or len(shares) < len(parts) or abs(total - 100) <= Decimal("0.01") * len(shares):
        return None
    return f"{total:f}"


def _about_markers(activity: Activity) -> Iterator[Finding]:
    for marker in activity.policy_markers:
        if marker.vocabulary == DAC and not marker.significance:
            wording = _("The policy marker “%(code)s” does not say how much it matters here.")
            yield Finding("6.14.1", say(wording, code=marker.code))
        if marker.vocabulary in OWN_VOCABULARIES and not marker.name:
            wording = _("The policy marker “%(code)s” is the reporter's own and has no name.")
            yield Finding("6.13.1", say(wording, code=marker.code))


def _about_organisations(activity: Activity) -> Iterator[Finding]:
    if any(not one.identifier and not one.name for one in activity.participants):
        yield Finding("6.10.1", say(_("A participating organisation has neither an identifier nor a name.")))
    exchanges: list[Transaction | PlannedDisbursement] = [*activity.transactions, *activity.planned_disbursements]
    if any(_is_nobody(one.provider) for one in exchanges):
        yield Finding("6.9.1", say(_("An organisation that gives money has neither an identifier nor a name.")))
    if any(_is_nobody(one.receiver) for one in exchanges):
        yield Finding("6.9.2", say(_("An organisation that receives money has neither an identifier nor a name.")))


def _is_nobody(party: Party | None) -> bool:
    return party is not None and not party.identifier and not party.name


def _about_money(activity: Activity, today: date) -> Iterator[Finding]:
    periods: list[Budget | PlannedDisbursement] = [*activity.budgets, *activity.planned_disbursements]
    if any(one.last_day is not None and one.last_day < one.first_day for one in periods):
        yield Finding("8.6.3", say(_("The period of a budget or a planned disbursement ends before it begins.")))
    if any(one.last_day - one.first_day > LONGEST_BUDGET for one in activity.budgets):
        yield Finding("7.5.3", say(_("A budget is for longer than a year, so it cannot be told year by year.")))
    if any(one.day > today for one in activity.transactions):
        yield Finding("11.2.1", say(_("A transaction is dated in the future.")))
    if any((one.money.value_date or today) > today for one in activity.transactions):
        yield Finding("11.2.2", say(_("The rate of exchange of a transaction is of a day in the future.")))


def _about_results(activity: Activity) -> Iterator[Finding]:
    indicators = [indicator for result in activity.results for indicator in result.indicators]
    periods = [period for indicator in indicators for period in indicator.periods]
    if any(one.first_day and one.last_day and one.last_day < one.first_day for one in periods):
        yield Finding("8.6.1", say(_("A period of an indicator ends before it begins.")))
    if any(result.references and one.references for result in activity.results for one in result.indicators):
        yield Finding("8.11.1", say(_("A result and one of its indicators are both tied to a list; only one may be.")))
