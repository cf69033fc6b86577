"""What both boards say as people read and compare it, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Difference
from partnerhood.ground.look.templatetags import look
from partnerhood.pathway.exploration import choices, queries
from partnerhood.pathway.exploration.pages import shared


@dataclass(frozen=True)
class Section:
    """A part of a wording: what it is about in the reader's language, and the words in the language of signing."""

    title: str
    lines: Sequence[str]
    is_ours: bool = False
    """Written by the house in the reader's language."""

    @property
    def is_list(self) -> bool:
        """Whether the words stand as a list."""
        return len(self.lines) > 1


def sections(sight, kind: str, content: dict) -> list[Section]:
    """Everything that is signed, in the order in which it is read."""
    found = PARTS[choices.StatementKind(kind)](sight, content)
    return [one for one in found if any(one.lines)]


def _mandate(sight, content: dict) -> list[Section]:
    first, last = date.fromisoformat(content["from_date"]), date.fromisoformat(content["to_date"])
    return [
        Section(_("The question"), [content["question"]]),
        Section(_("The mandate"), [content["mandate"]]),
        Section(_("From when until when"), [f"{look.written(first)} – {look.written(last)}"], is_ours=True),
        Section(_("The boards decide by"), [_day(content["decide_by"])], is_ours=True),
    ]


def _day(value: str) -> str:
    return look.written(date.fromisoformat(value))


def _scores(sight, content: dict) -> list[Section]:
    """One part for each option: its criteria with what both agree on."""
    table: dict[str, list[tuple[str, dict]]] = {}
    criteria = {str(one.id): shared.criterion(one) for one in queries.criteria(sight.exploration)}
    options = queries.named_options(sight)
    for one in content["scores"]:
        table.setdefault(one["option"], []).append((criteria.get(one["criterion"], ""), one))
    order = list(criteria.values())
    return [
        Section(
            f"{options[key].letter} · {shared.called(options[key].name)}",
            [_line(name, one) for name, one in sorted(found, key=lambda pair: order.index(pair[0]))],
        )
        for key, found in sorted(table.items(), key=lambda pair: options[pair[0]].letter if pair[0] in options else "")
        if key in options
    ]


def _line(name: str, one: dict) -> str:
    said = f"{name}{look.colon()} {one['score']}"
    return f"{said} ({one['words']})" if one.get("words") else said


def _communique(sight, content: dict) -> list[Section]:
    told = [
        f"{choices.Audience(one['audience']).label}{look.colon()} {_moment(one['at'])}" for one in content["audiences"]
    ]
    return [
        Section(content["title"], [content["words"]]),
        Section(_("Who is told, in this order"), told, is_ours=True),
    ]


def _outcome(sight, content: dict) -> list[Section]:
    chosen = queries.named_options(sight).get(content["option"])
    name = f"{chosen.letter} · {shared.called(chosen.name)}" if chosen else "–"
    return [
        Section(_("The option that both boards choose"), [name], is_ours=True),
        Section(_("What they decide"), [content["words"]]),
        Section(_("With this clause"), [content["clause"]]),
        Section(_("Why"), [content["why"]]),
        Section(_("Why not the others, now"), content["why_not"]),
    ]


def _moment(value: str) -> str:
    at = timezone.localtime(datetime.fromisoformat(value))
    return f"{look.written(at.date())}, {at:%H:%M}"


PARTS = {
    choices.StatementKind.MANDATE: _mandate,
    choices.StatementKind.SCORES: _scores,
    choices.StatementKind.COMMUNIQUE: _communique,
    choices.StatementKind.OUTCOME: _outcome,
}


def differences(sight, kind: str, old: dict, new: dict) -> list[tuple[str, Difference]]:
    """What changed between two wordings, part by part; parts that stayed are left out."""
    was = {one.title: "\n".join(one.lines) for one in sections(sight, kind, old)}
    now = {one.title: "\n".join(one.lines) for one in sections(sight, kind, new)}
    titles = [*now, *(title for title in was if title not in now)]
    changed = [title for title in titles if was.get(title, "") != now.get(title, "")]
    return [(title, Difference(was.get(title, ""), now.get(title, ""), str(new["language"]))) for title in changed]
