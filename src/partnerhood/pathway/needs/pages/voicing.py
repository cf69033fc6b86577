"""Pages where a need is voiced, noted for somebody, or said in other words."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations import papers
from partnerhood.ground.operations.refusals import Conflicting
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import files, languages, sounds
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.needs import access, actions, forms, queries
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.pages.asking import ask, square

ON_A_PAGE = 3


@opens_to(access.hospital_to_ask_for, offline=True)
def voice(request: HttpRequest, hospital) -> HttpResponse:
    """Say what one needs: one field first, everything else if one likes."""
    wards = [(one.id, one.name) for one in queries.wards(hospital.id)]
    form = forms.Voice.of(request, hospital.base, wards=wards)
    form.carry(partial(files.keep, who=request.person.id))
    readers = queries.first_readers(hospital.id)
    if form.did(lambda said: actions.voice(hospital=hospital, **_voiced(said), deed=request.deed)):
        messages.success(
            request,
            _("Your need is kept in your own words. %(readers)s will read it first.") % {"readers": _names(readers)},
        )
        return redirect("needs:need", need_id=form.result.id)
    told = {"form": form, "hospital": hospital, "readers": _names(readers), "trail": to_needs(hospital)}
    told["paper"] = papers.read(request.GET.get(papers.NAME, ""))
    return render(request, "needs/voice.html", told)


@require_GET
@opens_to(access.hospital_to_ask_for)
def paper(request: HttpRequest, hospital) -> HttpResponse:
    """Sheets on which needs are written by hand; each has a number and a square that bring it back, so that it counts once."""
    numbers = [papers.fresh() for _each in range(ON_A_PAGE)]
    address = reverse("needs:voice")
    sheets = [(number, square(f"{address}?{papers.NAME}={number}")) for number in numbers]
    answer = render(request, "needs/paper.html", {"sheets": sheets, "hospital": hospital, "trail": to_needs(hospital)})
    answer["Cache-Control"] = "private, no-store"  # a number is printed once
    return answer


def _voiced(said: dict[str, Any]) -> dict[str, Any]:
    """What a form brought in, as the action asks for it; how long a recording lasts is read from the recording."""
    spoken = files.read(said["voice_name"]) if said["voice_name"] else None
    return {
        "words": said["words"],
        "language": said["language"],
        "hospital_only": said["hospital_only"],
        "ward": said["ward"] or None,
        "voice": said["voice_name"],
        "voice_seconds": (sounds.seconds(spoken) or 0) if spoken else 0,
        "photo": said["photo_name"],
    }


def _names(readers: list[str]) -> str:
    """Who reads first: some by name, for a long list tells nothing."""
    if not readers:
        return _("The coordinator of your hospital")
    return get_text_list(readers[:4], _("and"))


def to_needs(hospital) -> list[Crumb]:
    """The way back to a hospital's needs."""
    address = reverse("needs:of_hospital", args=[hospital.id])
    return [Crumb(_("Needs of %(hospital)s") % {"hospital": hospital.known_as}, address)]


@opens_to(access.hospital_of_colleague, offline=True)
def note(request: HttpRequest, hospital) -> HttpResponse:
    """Write down what a partner's people said; it waits until they confirm it."""
    form = forms.Note.of(request, hospital.base)
    if form.did(lambda said: actions.note(hospital=hospital, **said, deed=request.deed)):
        messages.success(
            request,
            _("Noted. %(hospital)s is asked to confirm it; until then it is not counted.")
            % {"hospital": hospital.known_as},
        )
        return redirect("needs:need", need_id=form.result.id)
    return ask(
        request,
        form,
        title=_("A need of %(hospital)s, heard on the telephone") % {"hospital": hospital.known_as},
        button=_("Send it for confirmation"),
        trail=to_needs(hospital),
        sentences=[
            _(
                "It is theirs once they confirm it. It is shown with who told you, and nobody ranks it or takes it up before."
            )
        ],
    )


@opens_to(access.need_to_reword, offline=True)
def reword(request: HttpRequest, need) -> HttpResponse:
    """Say a need in other words; where somebody did so meanwhile, both versions stand side by side."""
    said_now = languages.original(need.words)
    initial = {"words": said_now, "language": need.words.get(languages.ORIGINAL), "hospital_only": need.hospital_only}
    form = forms.Words.of(request, need.base, initial=initial)
    theirs, versions = None, queries.versions(need) if need.has_conflict else []
    try:
        if form.did(lambda said: actions.reword(need=need, **said, deed=request.deed), shows_both=True):
            return redirect("needs:need", need_id=need.id)
    except Conflicting:
        theirs = partnerships.fresh(need)
        form.on(queries.hospital(need.hospital_id).base)
    told = {"form": form, "need": need, "theirs": theirs, "versions": versions, "trail": to_needs(need.hospital)}
    return render(request, "needs/wording.html", told, status=409 if theirs else 200)
