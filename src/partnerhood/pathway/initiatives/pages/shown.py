"""How pages of this room say what an initiative is and why two are laid beside each other, in the reader's words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.initiatives import choices, queries
from partnerhood.pathway.initiatives.queries import lexicon
from partnerhood.pathway.initiatives.rules.finder import Reason


@dataclass(frozen=True)
class Named:
    """What stands on an agenda, by id as it is kept with an initiative, in the reader's words."""

    themes: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """One initiative in a list."""

    one: Any
    title: str
    language: str
    owner: str
    audience: str
    audience_language: str
    where: str
    themes: str
    first_theme: str
    """Under which theme it stands in a list; nothing where it stands under none."""
    seeks: str
    seeks_language: str
    heard: str
    """What is said of it where it was not heard of for a year."""
    is_silent: bool


def named(themes: Iterable[Any], places: Iterable[Any]) -> Named:
    """The themes and the parts of the place in the reader's words."""
    return Named({str(one.id): theme(one) for one in themes}, {str(one.id): one.name for one in places})


def theme(one: Any) -> str:
    """A theme in the reader's words."""
    return languages.best(one.name, _reader())[0]


def _reader() -> str:
    return get_language() or "en"


def said(words: Mapping[str, object]) -> tuple[str, str]:
    """Words for the reader, and in which language they are where it is not the reader's."""
    found, tongue = languages.best(words, _reader())
    return found, "" if tongue == _reader() else tongue


def title(one: Any) -> str:
    """What an initiative is called; one that has no name yet says so."""
    return said(one.name)[0] or _("An initiative without a name")


def owner(one: Any) -> str:
    """Whose it is."""
    return one.organisation.known_as if one.organisation else one.owner


def where(one: Any, there: Named) -> str:
    """Where it is."""
    places = [there.places[key] for key in one.neighbourhoods if key in there.places]
    everywhere = [_("everywhere")] if one.everywhere else []
    return ", ".join([*everywhere, *places, *([one.place] if one.place else [])])


def row(one: Any, there: Named, today: date) -> Row:
    """An initiative as a line of a list."""
    called, tongue = said(one.name)
    audience, audience_tongue = said(one.audience)
    seeks, seeks_tongue = said(one.looks_for)
    heard = queries.heard(one, today)
    under = [name for key, name in there.themes.items() if key in one.themes]
    return Row(
        one,
        called or title(one),
        tongue,
        owner(one),
        audience,
        audience_tongue,
        where(one, there),
        ", ".join(under),
        next(iter(under), ""),
        seeks,
        seeks_tongue,
        "" if heard == "lately" else str(choices.Heard(heard).label),
        heard == "silent",
    )


def aims(codes: Iterable[str]) -> str:
    """Aims in the reader's words, as they stand in a sentence."""
    names = (vocabulary.name("aims", code) for code in codes)
    return "; ".join(name[:1].lower() + name[1:] for name in names)


def things(codes: Iterable[str]) -> str:
    """What the finder found in a text, in the reader's words; words of the text itself as they stand."""
    return ", ".join(lexicon.name(code) for code in codes)


def reasons(found: Sequence[Reason], one: Any, other: Any, there: Named) -> list[str]:
    """Why two initiatives are laid beside each other, a sentence for each reason that we know."""
    return [sentence(reason, one, other, there) for reason in found if reason.code in choices.REASONS]


def sentence(reason: Reason, one: Any, other: Any, there: Named) -> str:
    """One reason in the reader's words."""
    first, second = (other, one) if reason.turned else (one, other)
    told = {
        "one": title(first),
        "other": title(second),
        "what": things(reason.what),
        "among": things(reason.among),
        "themes": ", ".join(there.themes.get(key, "…") for key in reason.themes),
        "aims": aims(reason.aims),
        "places": _places(reason.places, there),
        "one_places": _places(reason.places, there),
        "other_places": _places(reason.other_places, there),
    }
    return str(choices.REASONS[reason.code]) % told


def _places(keys: Iterable[str], there: Named) -> str:
    return ", ".join(there.places.get(key, "…") for key in keys)


def missing(one: Any) -> list[Any]:
    """What a record lacks, in words."""
    return [choices.MISSING[code] for code in queries.missing(one)]


def crumbs(network: Any, *rest: Crumb) -> list[Crumb]:
    """The way back to what is done in a network, and from there on."""
    there = reverse("initiatives:initiatives", args=[network.id]) if rest else ""
    return [
        Crumb(network.name, reverse("partnerships:network", args=[network.id])),
        Crumb(_("What is being done"), there),
        *rest,
    ]


def dials(phone: str) -> str:
    """The number as a telephone takes it."""
    return "".join(one for one in phone if one.isdigit() or one == "+")
