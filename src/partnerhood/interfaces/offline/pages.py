"""What a device needs: the scripts, the manifest, the pages that need no line, the pages somebody keeps, half of the key."""

import base64
import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from partnerhood.ground.operations import queries as journal
from partnerhood.ground.people import accounts
from partnerhood.ground.people.access import Request, opens_to
from partnerhood.ground.records import sealing
from partnerhood.ground.records.addresses import reverse
from partnerhood.interfaces.offline import access, bundles, keeping, queries, receipts, rules, scripts, words

YEAR = 365 * 24 * 3600
AT_ONCE = 400_000
"""How many letters of pages one answer carries, before the device asks again: some 25 KB on the line."""
SCRIPT = "text/javascript; charset=utf-8"


@opens_to(access.anyone)
@require_GET
def worker(request: Request) -> HttpResponse:
    """The service worker: asked for anew each time, so that a device is never older than its node."""
    return HttpResponse(scripts.text("worker"), content_type=SCRIPT, headers={"Cache-Control": "public, no-cache"})


@opens_to(access.page_script)
@require_GET
def script(request: Request, text: str) -> HttpResponse:
    """The script of pages; it never changes under its name."""
    keep = f"public, max-age={YEAR}, immutable"
    return HttpResponse(text, content_type=SCRIPT, headers={"Cache-Control": keep})


@opens_to(access.anyone)
@require_GET
def manifest(request: Request) -> HttpResponse:
    """What a telephone shows of Partnerhood when it is put on the home screen."""
    mark = {"src": reverse("look:made", args=["mark.svg"]), "sizes": "any", "type": "image/svg+xml"}
    said = {
        "name": "Partnerhood",
        "short_name": "Partnerhood",
        "start_url": reverse("offline:ward"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1c7a80",
        "icons": [mark],
    }
    return HttpResponse(
        json.dumps(said), content_type="application/manifest+json", headers={"Cache-Control": "public, no-cache"}
    )


@opens_to(access.tongue)
@require_GET
def locked(request: Request, language: str) -> HttpResponse:
    """Where somebody opens what this device keeps for them, with or without a line. It names nobody."""
    return _shell(request, language, "offline/locked.html")


@opens_to(access.tongue)
@require_GET
def outbox(request: Request, language: str) -> HttpResponse:
    """What waits on this device, filled in by the device itself."""
    return _shell(request, language, "offline/outbox.html", hand_in=f"{settings.ADDRESS}{reverse('offline:bundle')}")


@opens_to(access.tongue)
@require_GET
def sentences(request: Request, language: str) -> HttpResponse:
    """What the device says by itself, and what it needs to know before there is a line."""
    with translation.override(language):
        said = {"words": words.all_words(), "language": language, **queries.shell(language)}
    return JsonResponse(said, headers={"Cache-Control": "public, no-cache"})


def _shell(request: Request, language: str, template: str, **told: str) -> HttpResponse:
    """A page that a device keeps for everybody: as a stranger reads it, in one language."""
    request.person = None
    request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
    translation.activate(language)
    return render(request, template, {"is_shell": True, **told})


@opens_to(access.signed_in)
@require_GET
def device(request: Request) -> HttpResponse:
    """Keep one's pages on this device, or take them off it."""
    card = request.user.card if not request.user.email else ""
    told = {"outbox": reverse("offline:outbox", args=[_language()]), "card": card or ""}
    return render(request, "offline/device.html", told)


@opens_to(access.ward)
@require_GET
def ward(request: Request, organisation: UUID) -> HttpResponse:
    """The first screen of a ward: four large buttons."""
    return render(request, "offline/ward.html", {"doors": queries.doors(request.person, organisation)})


def _language() -> str:
    return translation.get_language() or "en"


@opens_to(access.signed_in)
def bundle(request: Request) -> HttpResponse:
    """Hand in what was written elsewhere without a line: the file that a device made of its outbox."""
    before = receipts.Arrived.read(request.session.get(receipts.NAME))
    told = {"sentence": "", "receipts": before.number}
    if request.method != "POST":
        return render(request, "offline/bundle.html", told)
    try:
        came = _handed_in(request)
    except bundles.NoBundle as trouble:
        return render(request, "offline/bundle.html", {**told, "sentence": str(trouble)}, status=422)
    for sentence in bundles.told(came.states):
        messages.info(request, sentence)
    request.session[receipts.NAME] = came.arrived.after(before).plain()
    return redirect("offline:bundle")


@opens_to(access.signed_in, kept=False)
@require_GET
def receipt(request: Request) -> HttpResponse:
    """What arrived of what somebody handed in since they signed in, signed: for the device that wrote it."""
    arrived = receipts.Arrived.read(request.session.get(receipts.NAME))
    if not arrived.number:
        raise Http404
    answer = HttpResponse(receipts.written(arrived), content_type="application/octet-stream")
    answer["Content-Disposition"] = 'attachment; filename="partnerhood.receipts"'
    return answer


def _handed_in(request: Request) -> bundles.Came:
    """What came of what was handed in; what is too large is not even looked at."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > bundles.MOST_BYTES:
        raise bundles.NoBundle(_("This file is larger than any that a device makes. Nothing was taken."))
    file, code = request.FILES.get("file"), request.POST.get("code", "")
    if file is not None:
        return bundles.take(file.file, request, request.person.id)
    if not code.strip():
        raise bundles.NoBundle(_("Choose the file that the device made."))
    return bundles.take_codes(code, request, request.person.id)


@opens_to(access.signed_in)
@require_POST
def share(request: Request) -> HttpResponse:
    """This node's half of the key under which a device keeps somebody's pages: given only to who signed in, and kept
    nowhere, so that a device that was stolen while locked opens with its owner's words or not at all."""
    try:
        said = json.loads(request.body)
        which, enrols = UUID(said["device"]), said.get("enrol") is True
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"sentence": _("This does not say which device.")}, status=400)
    if not accounts.devices.is_allowed(request, request.person.id, which, enrols=enrols):
        return JsonResponse({"sentence": _("Everything was to be taken off this device.")}, status=410)
    half = salted_hmac("offline.share", f"{request.person.id}:{which}", algorithm="sha256").digest()
    answer = JsonResponse({"person": str(request.person.id), "share": base64.b64encode(half).decode()})
    if enrols:
        answer["Clear-Site-Data"] = '"cache"'  # what was read here before lies in the browser's own cache
    return answer


@opens_to(access.signed_in)
@require_POST
def left(request: Request) -> HttpResponse:
    """Somebody took their pages off this device."""
    try:
        accounts.devices.left(request.person.id, UUID(json.loads(request.body)["device"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"sentence": _("This does not say which device.")}, status=400)
    return JsonResponse({})


@opens_to(access.anyone)
@require_POST
def orders(request: Request) -> HttpResponse:
    """What was asked of a device from afar; it says its own random id, and who makes one up is told of nothing."""
    try:
        which = UUID(json.loads(request.body)["device"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"off": []})
    return JsonResponse({"off": accounts.devices.orders(which)})


@opens_to(access.signed_in)
@require_POST
def signer(request: Request) -> HttpResponse:
    """Know the hand with which somebody signs on a device, and tell the point for which it seals what it keeps."""
    try:
        said = json.loads(request.body)
        which, public = UUID(said["device"]), base64.b64decode(said["key"], validate=True)
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"sentence": _("This does not say which device.")}, status=400)
    if not sealing.is_hand(public):
        return JsonResponse({"sentence": _("With this key nobody can sign.")}, status=400)
    accounts.know_hand(request.person.id, which, base64.b64encode(public).decode())
    points = {"node": sealing.public(), "voice": sealing.voice()}
    said = {name: base64.b64encode(point).decode() for name, point in points.items()}
    return JsonResponse({"person": str(request.person.id), **said})


@opens_to(access.signed_in)
@require_POST
def pages(request: Request) -> HttpResponse:
    """The pages that somebody keeps and that changed since. `have` says what the device holds: sixteen letters a page, eight
    of the SHA-256 of its address and eight of its mark."""
    try:
        said = json.loads(request.body)
        held, version = rules.held(said.get("have") or ""), str(said.get("version") or "")
        which, waiting = UUID(said["device"]) if "device" in said else None, int(said.get("waiting") or 0)
    except (ValueError, TypeError, AttributeError):
        return JsonResponse({"sentence": _("This does not say what the device holds.")}, status=400)
    if which and not accounts.devices.was_here(request, request.person.id, which, waiting):
        return JsonResponse({"sentence": _("Everything was to be taken off this device.")}, status=410)
    now = keeping.version(request, request.person)
    answer: dict[str, Any] = {"person": str(request.person.id), "version": now, **journal.covering()}
    if version == now:
        return JsonResponse(answer)
    found = keeping.pages(request, request.person)
    there = {rules.short(page.path): page.made for page in found.pages}
    fresh = all(not page.made.is_stale for page in found.pages)
    changed, size, more = [], 0, not found.is_whole
    for page in found.pages:
        name, made = rules.short(page.path), page.made
        if made.is_stale:  # what the device holds may stand a while longer; what it does not hold is made first
            more = more or name not in held
        elif held.get(name) != made.mark[: rules.HALF]:
            html = made.html
            if changed and size + len(html) > AT_ONCE:
                more = True
                continue
            size += len(html)
            changed.append([page.path, made.mark, html])
    gone = [name for name in held if name not in there] if found.is_whole else []
    answer["version"] = now if found.is_whole and fresh else ""
    return JsonResponse({**answer, "pages": changed, "gone": gone, "more": more})
