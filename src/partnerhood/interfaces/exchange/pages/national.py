"""Pages where a hospital brings in what a national system counts: a trial run, a yes, and what became of the values.

As with spreadsheets, this one page does many deeds: one for each period, under an id that follows from what it says. So a
double click, or the same file again, changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.interfaces.exchange import access, arriving, forms
from partnerhood.interfaces.exchange.dhis2 import bringing, metadata, reading
from partnerhood.interfaces.exchange.dhis2.bringing import Brought, Desk
from partnerhood.interfaces.exchange.dhis2.metadata import Metadata
from partnerhood.interfaces.exchange.dhis2.opening import MEGABYTE, Limits
from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.pathway.reporting import queries

LIMITS = Limits(
    file_bytes=arriving.LARGEST, unpacked_bytes=32 * MEGABYTE, packing_ratio_from=MEGABYTE, values=5_000, answers=100
)
MOST_SHOWN = 30
MOST_NAMED = 10


@opens_to(access.national)
def national(request: HttpRequest, sight) -> HttpResponse:
    """Bring a file, and see what would become of its values: everything is tried and undone."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.National(*sent)
    if not form.is_valid():
        return render(request, "exchange/national.html", _told(sight, form=form))
    said = form.cleaned_data
    person = request.person.id  # type: ignore[attr-defined]
    kept = arriving.keep(person, said["file"].chunks())
    names = arriving.keep(person, said["names"].chunks()) if said["names"] else ""
    told = {"kept": kept, "names": names, "unit": said["unit"].strip(), "source": said["file"].name[:200]}
    try:
        brought = _bring_in(request, sight, told, dry_run=True)
    except FileRefused as refused:
        arriving.forget(person, kept)
        arriving.forget(person, names)
        form.add_error(
            "file", f"{_('Line %(line)s') % {'line': refused.line}}. {refused}" if refused.line else str(refused)
        )
        return render(request, "exchange/national.html", _told(sight, form=form))
    yes = forms.NationalYes(initial=told)
    return render(request, "exchange/national_trial.html", _told(sight, brought=brought, form=yes))


@require_POST
@opens_to(access.national)
def coming_in(request: HttpRequest, sight) -> HttpResponse:
    """Say yes: the file that was looked at comes in."""
    yes = forms.NationalYes(request.POST)
    brought = None
    sentence = _("This file is not here any more. Bring it once more; what came in stays.")
    if yes.is_valid():
        try:
            brought = _bring_in(request, sight, yes.cleaned_data, dry_run=False)
        except FileRefused as refused:
            sentence = str(refused)
    if brought is None:
        return render(
            request, "exchange/national.html", _told(sight, form=forms.National(), sentence=sentence), status=409
        )
    for name in ("kept", "names"):
        arriving.forget(request.person.id, yes.cleaned_data[name])  # type: ignore[attr-defined]
    return render(request, "exchange/national_brought.html", _told(sight, brought=brought))


def _bring_in(request: HttpRequest, sight, said: dict[str, str], *, dry_run: bool) -> Brought | None:
    """Bring in the file that somebody left here; None where it is gone."""
    person = request.person.id  # type: ignore[attr-defined]
    path = arriving.kept(person, said["kept"])
    called = arriving.kept(person, said["names"]) if said["names"] else None
    if path is None or (said["names"] and called is None):
        return None
    names = metadata.read(called.read_bytes(), limits=LIMITS) if called else Metadata()
    read = reading.read(path.read_bytes(), said["source"], limits=LIMITS)
    units = (one.key.org_unit for one in read.values)
    places = bringing.places(units, [sight.hospital], names=names, chosen=sight.hospital, unit=said["unit"])
    desk = Desk(request.deed, places, said["source"], names)  # type: ignore[attr-defined]
    return bringing.bring_in(read, desk, dry_run=dry_run)


def _told(sight, *, brought: Brought | None = None, **more: object) -> dict[str, object]:
    hospital = sight.hospital
    told = {
        "sight": sight,
        "trail": [
            Crumb(hospital.known_as, reverse("website:hospital", args=[hospital.id])),
            Crumb(_("Figures"), reverse("reporting:figures", args=[hospital.id])),
            Crumb(_("National numbers"), reverse("reporting:mapping", args=[hospital.id])),
            Crumb(_("Bring a file in")),
        ],
        **more,
    }
    if brought is None:
        return told
    counts = {state: brought.counts[state] for state in bringing.STATES}
    periods = [(queries.days_said(*days), counted) for (_hospital, days), counted in brought.periods.items()]
    return {
        **told,
        "brought": brought,
        "counts": counts,
        "comes": counts[bringing.NEW] + counts[bringing.CHANGED],
        "periods": periods[:MOST_SHOWN],
        "more_periods": max(0, len(periods) - MOST_SHOWN),
        "strangers": list(brought.strangers.items())[:MOST_SHOWN],
        "refused": brought.refused[:MOST_SHOWN],
        "more_refused": max(0, counts[bringing.REFUSED] - len(brought.refused[:MOST_SHOWN])),
        "unmapped": len(brought.unmapped),
        "unmapped_names": _first(sorted(brought.unmapped.values())),
    }


def _first(names: list[str]) -> list[str]:
    """As many names as one reads, each once."""
    return list(dict.fromkeys(names))[:MOST_NAMED]
