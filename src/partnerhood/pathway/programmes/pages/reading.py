"""The list of programmes, and one programme."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.people.access import anyone, opens_to
from partnerhood.ground.records import paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.queries.order import alphabetical
from partnerhood.pathway.programmes import access, forms, queries
from partnerhood.pathway.programmes.choices import State, TraitKind
from partnerhood.pathway.programmes.pages import adding, measuring, shown

INDICATORS_SHOWN, PERIODS_SHOWN = 3, 2
DAC = "1"
MARKED = ("1", "2", "3", "4")


@require_GET
@opens_to(anyone)
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme that came in, to be found by country, sector and who takes part."""
    form = _search(request)
    asked = _asked(form)
    found = queries.listed(request.person, asked)
    page = paging.page(
        request.GET.get("page"), queries.count(found), **{name: request.GET.get(name, "") for name in form.fields}
    )
    rows = found[page.start : page.start + paging.ROWS]
    told = {
        "form": form,
        "rows": [_line(one) for one in rows],
        "page": page,
        "organisation": _organisation(asked.organisation),
        "is_asked": asked != queries.Asked(),
        "empty": _nothing_yet(),
        "crumbs": [Crumb(_("Programmes"))],
    }
    return render(request, "programmes/programmes.html", told)


def _search(request: HttpRequest) -> forms.Search:
    countries = [(code, vocabulary.name("countries", code)) for code, _number in queries.codes(TraitKind.COUNTRY)]
    sectors = [(code, _sector(code)) for code, _number in queries.codes(TraitKind.SECTOR)]
    return forms.Search(request.GET, countries=_by_name(countries), sectors=_by_name(sectors))


def _by_name(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: alphabetical(pair[1]))


def _asked(form: forms.Search) -> queries.Asked:
    form.is_valid()
    said = form.cleaned_data
    return queries.Asked(
        words=said.get("q", ""),
        country=said.get("country", ""),
        sector=said.get("sector", ""),
        organisation=said.get("organisation"),
    )


def _organisation(key: UUID | None):
    return queries.organisations([key]).get(key) if key else None


def _line(one) -> dict[str, object]:
    title, language = shown.said(one.title, one.language)
    countries = [shown.country(place, one.language) for place in one.places.get("countries", ())]
    return {
        "programme": one,
        "title": title,
        "language": language,
        "countries": countries[:4],
        "more": max(0, len(countries) - 4),
        "status": shown.name("ActivityStatus", one.status) if one.status else "",
    }


def _nothing_yet() -> Empty:
    return Empty(
        _(
            "Here is what funders and their partners publish about programmes: who, where, with what money, and what for."
        ),
        "{} {}".format(
            _("None came in yet."),
            _("Results come in as proposals: they count here when everybody who takes part has signed."),
        ),
    )


@require_GET
@opens_to(access.programme)
def programme(request: HttpRequest, which) -> HttpResponse:
    """One programme, for a person who wants to read it."""
    own = which.language
    title, language = shown.said(which.title, own)
    found = queries.of_programme(which.id)
    page = paging.page(request.GET.get("page"), queries.count(found))
    rows = queries.rows(found[page.start : page.start + paging.ROWS])
    names = queries.organisations(_named(which, rows))
    told = {
        "programme": which,
        "title": title,
        "language": language,
        "status": shown.name("ActivityStatus", which.status) if which.status else "",
        "descriptions": [_description(one, own) for one in which.descriptions],
        "results": [_result(row, own, names) for row in rows],
        "page": page,
        "has_figures": bool(queries.goals_counted(which.id, request.person)[1]),
        "purses": adding.purses(which, queries.totals(which.id)),
        "map": shown.worldmap(which.places, own),
        "countries": [_country(one, own) for one in which.places.get("countries", ())],
        "regions": [
            shown.said(one.get("name"), own)[0] or one.get("code", "") for one in which.places.get("regions", ())
        ],
        "parties": _parties(which, names),
        "dates": _dates(which, own),
        "sectors": _sectors(which, own),
        "markers": _markers(which, own),
        "documents": shown.documents(which.documents, own),
        "related": _related(which),
        "crumbs": trail(which, here=True),
    }
    return render(request, "programmes/programme.html", told)


def trail(which, *more: Crumb, here: bool = False) -> list[Crumb]:
    """The way back from a programme, and from there on."""
    title = shown.said(which.title, which.language)[0]
    own = Crumb(title, "" if here else reverse("programmes:programme", args=[which.id]))
    return [Crumb(_("Programmes"), reverse("programmes:programmes")), own, *more]


def _named(which, rows) -> set[UUID]:
    taking_part = {UUID(one["organisation"]) for one in which.participants if one["organisation"]}
    return taking_part.union(*(row.keyring.parties for row in rows))


def _description(one: Mapping, own: str) -> dict[str, object]:
    kind = one.get("type", "1")
    return {"kind": shown.name("DescriptionType", kind) if kind != "1" else "", "words": shown.words(one["text"], own)}


def _result(row: queries.Row, own: str, names: Mapping) -> dict[str, object]:
    told = row.result.told
    title, language = shown.said(told.get("title"), own)
    return {
        "id": row.result.id,
        "kind": shown.name("ResultType", told.get("type", "")),
        "title": title or _("A result without a title"),
        "language": language,
        "state": State(row.state).label,
        "is_agreed": row.state == State.AGREED,
        "waits_for": [names[key].known_as for key in row.missing if key in names],
        "signed": len(row.keyring.signed),
        "keys": len(row.keyring.parties),
        "indicators": measuring.indicators(told, own, most=INDICATORS_SHOWN, most_periods=PERIODS_SHOWN),
        "more": max(0, len(told.get("indicators", ())) - INDICATORS_SHOWN),
    }


def _country(one: Mapping, own: str) -> dict[str, str]:
    return {"name": shown.country(one, own), "code": one.get("code", ""), "share": shown.share(one.get("percentage"))}


def _parties(which, names: Mapping) -> list[dict[str, object]]:
    found = []
    for one in which.participants:
        organisation = names.get(UUID(one["organisation"])) if one["organisation"] else None
        found.append(
            {
                "organisation": organisation,
                "name": organisation.name if organisation else one["name"],
                "roles": [shown.name("OrganisationRole", role) for role in one["roles"]],
                "kind": shown.name("OrganisationType", one["type"]) if one["type"] else "",
            }
        )
    return found


def _dates(which, own: str) -> list[tuple[str, object]]:
    told = sorted(which.dates, key=lambda one: one["day"])
    return [(shown.name("ActivityDateType", one["type"]), shown.day(one["day"])) for one in told]


def _sectors(which, own: str) -> list[dict[str, str]]:
    found = []
    for one in which.themes.get("sectors", ()):
        is_dac = one.get("vocabulary", DAC) == DAC
        called = _sector(one["code"]) if is_dac else shown.said(one.get("name"), own)[0] or one["code"]
        found.append(
            {"name": called, "code": one["code"] if is_dac else "", "share": shown.share(one.get("percentage"))}
        )
    return found


def _sector(code: str) -> str:
    called = shown.name("Sector", code)
    return called if called != code else _("sector %(code)s of OECD DAC") % {"code": code}


def _markers(which, own: str) -> list[tuple[str, str]]:
    found = []
    for one in which.themes.get("policy_markers", ()):
        if one.get("significance") in MARKED:
            is_dac = one.get("vocabulary", DAC) == DAC
            called = shown.name("PolicyMarker", one["code"]) if is_dac else shown.said(one.get("name"), own)[0]
            found.append((called or one["code"], shown.name("PolicySignificance", one["significance"])))
    return found


def _related(which) -> list[dict[str, object]]:
    here = queries.of_identifiers(one["identifier"] for one in which.related) if which.related else {}
    return [
        {
            "identifier": one["identifier"],
            "kind": shown.name("RelatedActivityType", one["type"]) if one.get("type") else "",
            "here": here.get(one["identifier"]),
        }
        for one in which.related[: paging.ROWS]
    ]
