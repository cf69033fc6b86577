"""Pages of indicators: the definitions that stand ready, and what organisations count in their own way."""

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import anyone, opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.queries import UnknownCode
from partnerhood.pathway.indicators import access, actions, forms, queries
from partnerhood.pathway.indicators.choices import Level
from partnerhood.pathway.partnerships.pages.asking import ask


@opens_to(anyone)
def indicators(request: HttpRequest) -> HttpResponse:
    """The definitions that stand ready, one level at a time, and what organisations near the reader count themselves."""
    asked = request.GET.get("level", "")
    level = Level(asked) if asked in list(Level) else Level.CURATIVE
    known = queries.definitions()
    counted = Counter(one.level for one in known)
    told = {
        "level": level,
        "levels": [(one, queries.word("levels", one), counted[one]) for one in Level],
        "name": queries.word("levels", level),
        "rows": [(one.code, _said(one.name), _said(one.why)) for one in known if one.level == level],
        "own": [_named(one) for one in queries.defined(queries.visible_to(request.person))],
        "may_define": bool(access.houses_of(request.person)),
    }
    return render(request, "indicators/indicators.html", told)


@opens_to(access.definition)
def definition(request: HttpRequest, found: queries.Definition) -> HttpResponse:
    """One definition that stands ready: why, what, out of what, and how it misleads."""
    about = f"?level={found.level.value}"
    told = {
        **_told(found),
        "about": found.about,
        "adapt": reverse("indicators:define") + f"?based_on={found.code}" if access.houses_of(request.person) else "",
        "trail": [Crumb(_("Indicators"), reverse("indicators:indicators") + about), Crumb(_said(found.name))],
    }
    return render(request, "indicators/definition.html", told)


@opens_to(access.indicator)
def own(request: HttpRequest, indicator) -> HttpResponse:
    """What an organisation counts in its own way: how now, and how before."""
    found = _own(indicator)
    versions = list(indicator.versions.all())
    told = {
        **_told(found),
        "indicator": indicator,
        "versions": versions,
        "spoken": queries.spoken(found),
        "may_change": access.defines(request.person, indicator),
        "tongues": [
            (tongue, vocabulary.name("languages", tongue), bool(queries.words_in(indicator.version, tongue)))
            for tongue in queries.other_languages(indicator.version)
        ],
        "based_on": queries.name(indicator.based_on) if indicator.based_on else "",
        "trail": [Crumb(_("Indicators"), reverse("indicators:indicators")), Crumb(_said(found.name))],
    }
    return render(request, "indicators/definition.html", told)


def _named(indicator) -> tuple[object, str, str]:
    """An indicator with its name as the reader gets it, and the language of that where it is another one."""
    found = _own(indicator)
    return indicator, _said(found.name), queries.spoken(found)


def _own(indicator) -> queries.Definition:
    return queries.own_definition(indicator, indicator.version)


def _ready(code: str) -> queries.Definition | None:
    """The definition that stands ready under this code, where we know it."""
    try:
        return queries.definition(code) if code else None
    except UnknownCode:
        return None


def _told(found: queries.Definition) -> dict[str, object]:
    language = get_language() or "en"
    said = {
        name: getattr(found, name).in_language(language)
        for name in ("name", "why", "numerator", "denominator", "source", "beware")
    }
    return {
        "definition": found,
        "said": said,
        "unit": queries.word("units", found.unit),
        "direction": queries.word("directions", found.direction),
        "period": queries.word("periods", found.period),
        "over_time": queries.word("roll_ups", found.over_time),
        "over_places": queries.word("roll_ups", found.over_places),
        "kind": queries.word("kinds", found.kind),
        "level": queries.word("levels", found.level),
        "splits": [queries.word("splits", one) for one in found.split],
        "aims": [vocabulary.name("aims", one) for one in found.aims],
        "domains": [vocabulary.name("domains", one) for one in found.domains],
    }


def _said(text) -> str:
    return text.in_language(get_language() or "en")


@opens_to(access.own_houses, offline=True)
def define(request: HttpRequest, houses) -> HttpResponse:
    """Define what one's own organisation counts, from nothing or after a definition that stands ready."""
    ready = _ready(request.GET.get("based_on", ""))
    language = get_language() or "en"
    base = operations.last_in_book(houses[0].id)
    form = forms.Definition.of(request, base, initial=forms.after(ready, language) if ready else None, houses=houses)
    by_id = {str(one.id): one for one in houses}

    def act(said: dict) -> object:
        house = by_id[said["organisation"]]
        based_on = ready.code if ready else ""
        return actions.define(organisation=house, content=said["content"], based_on=based_on, deed=request.deed)

    if form.did(act):
        messages.success(request, _("It is defined. Whoever works with you can read how you count it."))
        return redirect("indicators:own", form.result.id)
    title = _("Describe what you count")
    return render(
        request,
        "indicators/define.html",
        {
            "form": form,
            "title": title,
            "button": _("Keep this definition"),
            "trail": [Crumb(_("Indicators"), reverse("indicators:indicators")), Crumb(title)],
        },
    )


@opens_to(access.indicator_to_change, offline=True)
def redefine(request: HttpRequest, indicator) -> HttpResponse:
    """Say how it is counted from now on."""
    base = operations.last_in_book(indicator.organisation_id)
    form = forms.Change.of(request, base, initial=forms.filled(indicator.version.content))

    def act(said: dict) -> object:
        return actions.redefine(indicator=indicator, content=said["content"], why=said["why_now"], deed=request.deed)

    if form.did(act):
        messages.success(request, _("From now on it is counted so. What was counted before keeps the old words."))
        return redirect("indicators:own", indicator.id)
    title = _("Count it otherwise from now on")
    told = {"form": form, "title": title, "button": _("Keep this change"), "trail": _inside(indicator, title)}
    return render(request, "indicators/define.html", told)


@opens_to(access.indicator_to_translate, offline=True)
def translate(request: HttpRequest, found) -> HttpResponse:
    """Say it in another language of the house, each sentence beside its own."""
    indicator, tongue = found
    said = indicator.version
    form = forms.Translation.of(
        request,
        operations.last_in_book(indicator.organisation_id),
        initial=queries.said_before(indicator, tongue),
        content=queries.content_of(said),
    )

    def act(given: dict) -> object:
        return actions.translate(version=said, language=tongue, words=given["words"], deed=request.deed)

    if form.did(act):
        messages.success(request, _("Whoever reads in this language reads your words from now on."))
        return redirect("indicators:own", indicator.id)
    title = _("In another language: %(language)s") % {"language": vocabulary.name("languages", tongue)}
    told = {
        "form": form,
        "title": title,
        "first": said.content.get("language", ""),
        "tongue": tongue,
        "trail": _inside(indicator, title),
    }
    return render(request, "indicators/translate.html", told)


@opens_to(access.indicator_to_change, offline=True)
def end(request: HttpRequest, indicator) -> HttpResponse:
    """Stop counting it."""
    form = forms.End.of(request, operations.last_in_book(indicator.organisation_id))
    if form.did(lambda said: actions.end(indicator=indicator, **said, deed=request.deed)):
        messages.success(request, _("It is not counted any more. What was counted stays readable."))
        return redirect("indicators:own", indicator.id)
    title = _("Stop counting it")
    return ask(request, form, title=title, button=title, trail=_inside(indicator, title))


def _inside(indicator, title: str) -> list[Crumb]:
    name = _said(_own(indicator).name)
    here = reverse("indicators:own", args=[indicator.id])
    return [Crumb(_("Indicators"), reverse("indicators:indicators")), Crumb(name, here), Crumb(title)]
