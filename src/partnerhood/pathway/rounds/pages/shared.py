"""What several pages of this room show in the same way."""

from datetime import datetime
from uuid import UUID

from django.urls import NoReverseMatch
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Key, Keyring, Level, Staircase
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.choices import Outside
from partnerhood.ground.vocabulary.rules import Answer
from partnerhood.pathway.rounds import access, queries, rules

MANY = 3


def base(which) -> UUID | None:
    """The last deed that a reader of this round has seen: what they send next stands on it."""
    return which.base if hasattr(which, "base") else base_in(which.partnership_id)


def base_in(partnership: UUID) -> UUID | None:
    """The last deed that a reader of this partnership has seen."""
    return operations.last_in_book(partnership)


def sides(person: Standing, which, everybody=None) -> list[tuple[UUID, str]]:
    """The sides somebody speaks for in a round, for a form."""
    mine = access.sides_of(person, which)
    return [(one.id, one.known_as) for one in everybody or queries.sides(which) if one.id in mine]


def partnership_address(partnership: UUID) -> str:
    """Where the page of a partnership is, on nodes that have one."""
    try:
        return reverse("partnerships:partnership", args=[partnership])
    except NoReverseMatch:
        return ""


def crumbs(which, *rest: Crumb) -> list[Crumb]:
    """The way back from a page of a round."""
    here = reverse("rounds:round", args=[which.id]) if rest else ""
    return crumbs_in(which.partnership, Crumb(month(which.opened_at), here), *rest)


def crumbs_in(partnership, *rest: Crumb) -> list[Crumb]:
    """The way back to the rounds of a partnership."""
    rounds = Crumb(_("Rounds"), reverse("rounds:rounds", args=[partnership.id]))
    return [Crumb(partnership.name, partnership_address(partnership.id)), rounds, *rest]


def crumbs_to_points(partnership, last: Crumb) -> list[Crumb]:
    """The way back to the open points of a partnership."""
    points = Crumb(_("Open points"), reverse("rounds:open_points", args=[partnership.id]))
    return crumbs_in(partnership, points, last)


def month(moment: datetime) -> str:
    """A month and a year, as the reader writes them: how people call a round."""
    return formats.date_format(timezone.localtime(moment), "F Y")


def minutes_left(which, asks: queries.Instrument, number: int) -> int:
    """About how many minutes so many domains or questions of a round ask of somebody."""
    whole = which.minutes or asks.minutes(len(which.domains))
    return -(-whole * number // len(which.domains))


def title(which, asks: queries.Instrument) -> str:
    """A round as its page is called."""
    named = {
        "month": month(which.opened_at),
        "hospital": queries.looked_at(which),
        "instrument": vocabulary.say(asks.name),
    }
    if asks.is_ladder:
        return _("Round of %(month)s: %(hospital)s") % named
    if which.hospital_id:
        return _("%(instrument)s, %(month)s: %(hospital)s") % named
    return _("%(instrument)s, %(month)s") % named


def level(answer: Answer | None) -> Level:
    """An answer as a staircase draws it."""
    if answer is None or isinstance(answer, int):
        return answer
    return "unknown" if answer == Outside.DO_NOT_KNOW else None


def keyring(signatures, parties, missing, waits_since, href="", mine=()) -> Keyring:
    """The keys of all sides, as a page draws them; the reader's own comes with the way to turn it."""
    turned = {one.organisation_id: one for one in signatures}
    keys = []
    for one in parties:
        key = turned.get(one.id)
        if key:
            keys.append(Key(one.known_as, key.signer, key.signed_at, key.get_assurance_display()))
            continue
        own = one.id in mine and one.id in missing
        said = _("Read and sign") if own else ""
        keys.append(Key(one.known_as, waits_since=waits_since, href=href if own else "", action=said))
    return Keyring(tuple(keys))


def staircase(row, which) -> Staircase:
    """One domain of a round: the marks of both sides, what is agreed, and where they want to be."""
    first, *others = row.voices
    agreed = row.agreed
    steps = [voice.answer for voice in others if voice.answer is not None]
    whole = [answer for answer in steps if isinstance(answer, int)]
    partner = min(whole) if whole else next(iter(steps), None)
    return Staircase(
        title=vocabulary.name("domains", row.domain),
        start=row.start.step if row.start else None,
        own=level(first.answer),
        partner=level(partner),
        agreed=agreed.step if agreed else None,
        target=agreed.target if agreed else None,
        target_when=formats.date_format(agreed.target_date, "F Y") if agreed and agreed.target_date else "",
        own_name=first.organisation.known_as,
        partner_name=", ".join(voice.organisation.known_as for voice in others),
        is_chosen=first.answer != Outside.NOT_CHOSEN,
        href=reverse("rounds:domain", args=[which.id, row.domain]),
    )


def is_readable(row) -> bool:
    """Whether this reader may know every score that is in."""
    return all(voice.score is not None or not voice.is_in for voice in row.voices)


def spoken(asks: queries.Instrument, row) -> list[tuple[str, str]]:
    """What each side says of a question, in the words of the level and never as a number alone, for who may know it."""
    told = [(one.organisation.known_as, one.answer) for one in row.voices if one.answer is not None]
    return [(name, in_words(asks, row.domain, answer)) for name, answer in told]


def in_words(asks: queries.Instrument, domain: str, answer: Answer) -> str:
    """A level with its number and what one sees at it, or an answer outside the levels by its name."""
    seen = asks.seen_at(domain, answer)
    return f"{answer} · {seen}" if isinstance(answer, int) else seen


def middle(asks: queries.Instrument, row) -> str:
    """Where many take part: the middle of what the others say beside the first, who coordinates."""
    others = [one.answer for one in row.voices[1:]]
    found = rules.middle(others) if len(others) >= MANY else None
    return in_words(asks, row.domain, found) if found else ""


def counted(asks: queries.Instrument, domain: str) -> str:
    """What can be counted about a question, beside what anybody says."""
    item = asks.items.get(domain)
    return vocabulary.say(item.counted) if item and item.counted else ""
