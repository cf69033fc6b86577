"""The words that templates use to draw things."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template import defaulttags
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaultfilters import filesizeformat
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import NoReverseMatch
from django.utils import formats, timezone, translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from partnerhood.ground.look import choices, controls, difference, icons, style
from partnerhood.ground.look import context as looks
from partnerhood.ground.look import made as files
from partnerhood.ground.look.drawing import chart as charts
from partnerhood.ground.look.drawing import maps, ribbons, stairs
from partnerhood.ground.operations import links
from partnerhood.ground.records import clock, languages
from partnerhood.ground.records import files as kept
from partnerhood.ground.records.addresses import reverse

register = template.Library()
PARTS = "look/parts/"


@register.simple_tag(takes_context=True)
def again(context: Context, block: str) -> str:
    """The same block once more, so that a page writes its title once."""
    node = context.render_context[BLOCK_CONTEXT_KEY].get_block(block)
    return str(node.render(context))


@register.simple_tag
def address(*names: str) -> str:
    """The first of these named addresses that this node has; empty where it has none."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


class Address(defaulttags.URLNode):
    """`{% url %}` as Django has it, with addresses that are worked out once."""

    def render(self, context: Context) -> str:
        """The address of a page by its name."""
        if self.kwargs or self.asvar:
            return super().render(context)
        return conditional_escape(reverse(self.view_name.resolve(context), [arg.resolve(context) for arg in self.args]))


@register.tag
def url(parser: Parser, token: Token) -> Address:
    """The address of a page by its name."""
    as_django = defaulttags.url(parser, token)
    return Address(as_django.view_name, as_django.args, as_django.kwargs, as_django.asvar)


@register.simple_tag
def made(name: str) -> str:
    """The address of a file that this room makes: 'style', 'world' or 'mark.svg'."""
    if name == "style":
        return looks.made_address(f"style.{style.name()}.css")
    return looks.made_address(files.world_name() if name == "world" else name)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon beside words; with a label where it stands alone."""
    said = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    drawn = mark_safe(icons.shape(name))  # noqa: S308 - from the installed package, never from people
    return format_html('<svg class="icon" viewBox="0 0 24 24"{}>{}</svg>', said, drawn)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One question of a form."""
    needed = bound.field.required
    return controls.question(bound, "" if needed else getattr(bound.field, "needed_when", gettext("if you like")))


@register.inclusion_tag(PARTS + "problems.html")
def problems(form: Any) -> dict[str, object]:
    """What still has to be changed before the form can be kept, with a link to each place."""
    return {"form": form, "places": [bound for bound in form if bound.errors] if form.errors else []}


@register.inclusion_tag(PARTS + "words.html")
def words(text: Mapping[str, object] | None, shape: str = "line") -> dict[str, object]:
    """Somebody's words in the reader's language, or as they were said, with a note in which language that is."""
    reader = translation.get_language() or settings.LANGUAGE_CODE
    said, language = languages.best(text or {}, reader)
    is_foreign = bool(said) and language != reader
    first_language = str((text or {}).get(languages.ORIGINAL, ""))
    first = languages.original(text or {}) if language != first_language else ""
    return {
        "said": said,
        "language": language,
        "is_foreign": is_foreign,
        "tongue": tongue(language) if is_foreign else "",
        "first": first,
        "first_language": first_language,
        "first_tongue": tongue(first_language) if first else "",
        "is_block": shape == "block",
    }


def tongue(code: str) -> str:
    """A language's name as the reader says it, without a capital where the reader's language has none."""
    if code in choices.TONGUES:
        return str(choices.TONGUES[code])
    try:
        name = str(translation.get_language_info(code)["name_translated"])
    except KeyError:
        return code
    return name.lower() if translation.get_language() == "fr" else name


@register.simple_tag
def day(value: date | datetime | None) -> str:
    """A day, as the reader writes it."""
    if value is None:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), written(local))


@register.simple_tag
def moment(value: datetime | None) -> str:
    """A day and an hour, as the reader writes them."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    said = f"{written(local.date())}, {formats.date_format(local, 'H:i')}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), said)


def written(value: date) -> str:
    """Day, month, year; Django's English would put the month first, and its French forgets that the first is "1er"."""
    return _written(value, translation.get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)  # a list tells forty days, and most of them on every page
def _written(value: date, language: str) -> str:
    said = formats.date_format(value, "j F Y" if language == "en" else "DATE_FORMAT")
    return said.replace("1 ", "1er ", 1) if language == "fr" and value.day == 1 else said


@register.simple_tag
def colon() -> str:
    """A colon as the reader's language sets it: French keeps a space before it, and no line breaks there."""
    return "\N{NO-BREAK SPACE}:" if translation.get_language() == "fr" else ":"


@register.simple_tag
def since(value: date | datetime | None) -> str:
    """Since when, in days; whole days only, so that a page changes once a day."""
    if value is None:
        return ""
    then = value.date() if isinstance(value, datetime) else value
    days = max((clock.today() - then).days, 0)
    said = (
        gettext("since today")
        if not days
        else ngettext("for %(days)s day", "for %(days)s days", days)
        % {"days": formats.number_format(days, force_grouping=True)}
    )
    return format_html('<time datetime="{}">{}</time>', then.isoformat(), said)


@register.inclusion_tag(PARTS + "lead.html")
def lead(step: Any) -> dict[str, object]:
    """The next thing to do: one sentence, one button."""
    return {"step": step}


@register.inclusion_tag(PARTS + "stations.html")
def stations(line: Any) -> dict[str, object]:
    """The pathway of a partnership as one line of stations, with what waits at each."""
    rows = [{"station": one, "name": choices.STATIONS[one.kind], "state": choices.STATES[one.state]} for one in line]
    return {"rows": rows}


@register.inclusion_tag(PARTS + "keys.html")
def keys(keyring: Any) -> dict[str, object]:
    """The keys of everybody who must sign, side by side."""
    return {"keyring": keyring}


@register.inclusion_tag(PARTS + "staircase.html")
def staircase(one: Any) -> dict[str, object]:
    """One staircase, and the same in words."""
    return {"stairs": one, "picture": stairs.picture(one), "said": stairs.said(one)}


@register.inclusion_tag(PARTS + "staircase_key.html")
def staircase_key() -> dict[str, object]:
    """What the marks on a staircase mean."""
    return {}


@register.inclusion_tag(PARTS + "chart.html")
def chart(line: Any) -> dict[str, object]:
    """Readings over time against beginning and target, and the same as a table."""
    return {"chart": line, "drawn": charts.drawn(line)}


@register.inclusion_tag(PARTS + "photo.html")
def photo(address: str, name: str, alt: str) -> dict[str, object]:
    """A photo of a kept file, which travels only when somebody asks for it; says first how large it is."""
    is_here = weight(name)
    return {"address": address, "weight": is_here, "alt": alt, "keeper": "" if is_here else links.keeper(name)}


@register.filter
def weight(name: str) -> str:
    """How large a kept file is, before anybody fetches it; empty where it has not arrived here."""
    size = kept.size(name)
    return "" if size is None else filesizeformat(size)


@register.simple_tag
def away(name: str) -> str:
    """Why a file is not here: kept at home by another node, or on its way; empty where it is here."""
    if kept.size(name) is not None:
        return ""
    keeper = links.keeper(name)
    return (
        gettext("It is kept at home by %(node)s.") % {"node": keeper}
        if keeper
        else gettext("It has not arrived here yet.")
    )


@register.inclusion_tag(PARTS + "kept_at_home.html")
def kept_at_home(what: str, nodes: Any) -> dict[str, object]:
    """A sentence in the place of what another node keeps to itself; nothing where none does."""
    return {"what": what, "nodes": list(nodes)}


@register.simple_tag
def about_size(lines: int, least: int, each: int) -> str:
    """How large a sheet will be that is made when somebody asks for it, as it travels: an estimate, and said so."""
    guess = least + lines * each
    coarse = 10 ** max(len(str(guess)) - 2, 0)
    return gettext("about %(size)s") % {"size": filesizeformat(-(-guess // coarse) * coarse)}


@register.inclusion_tag(PARTS + "text_only.html", takes_context=True)
def text_only(context: Any) -> Any:
    """The switch between pages with drawings and pages of text alone."""
    return context


@register.inclusion_tag(PARTS + "figure.html")
def figure(number: Any) -> dict[str, object]:
    """A number that opens."""
    return {"figure": number}


@register.inclusion_tag(PARTS + "worldmap.html")
def worldmap(one: Any) -> dict[str, object]:
    """Places and partnerships on a map, and the same as a list."""
    return {"map": one, "drawn": maps.drawn(one)}


@register.inclusion_tag(PARTS + "ribbon.html")
def ribbon(one: Any) -> dict[str, object]:
    """What flows in both directions between two partners, and the same as a table."""
    return {"ribbon": one, "drawn": ribbons.drawn(one)}


@register.inclusion_tag(PARTS + "difference.html", name="difference")
def difference_tag(two: Any) -> dict[str, object]:
    """Two wordings, word by word."""
    return {"two": two, "parts": difference.parts(two.before, two.after)}


@register.inclusion_tag(PARTS + "waiting.html")
def waiting(rows: Any) -> dict[str, object]:
    """What waits, on whom, since when, and where to do it."""
    return {"rows": rows}


@register.inclusion_tag(PARTS + "empty.html")
def empty(one: Any) -> dict[str, object]:
    """An empty page that teaches."""
    return {"empty": one}


@register.inclusion_tag(PARTS + "progress.html")
def progress(one: Any) -> dict[str, object]:
    """How far a long job is, with its counts."""
    return {"progress": one}


@register.inclusion_tag(PARTS + "pager.html")
def pager(one: Any) -> dict[str, object]:
    """Which rows are shown, and the way to the others."""
    return {"pager": one}


@register.inclusion_tag(PARTS + "crumbs.html")
def crumbs(trail: Any) -> dict[str, object]:
    """The way back."""
    return {"trail": trail}
