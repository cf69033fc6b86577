"""How pages of the pathway put a question, do a deed that is one button, and hand out a file."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.records import files, photos
from partnerhood.pathway.partnerships.forms import DeedForm

QUIET = 4
"""How many modules stay white around a QR code, as its standard asks."""


def ask(
    request: HttpRequest,
    form: DeedForm,
    *,
    title: object,
    button: object,
    trail: Sequence[Crumb],
    words: Mapping[str, object] | None = None,
    sentences: Sequence[object] = (),
) -> HttpResponse:
    """A page that asks one thing: what it is about, the form, one button, and the way back."""
    back = next((crumb.href for crumb in reversed(trail) if crumb.href), "/")
    told = {"form": form, "title": title, "button": button, "trail": trail, "words": words, "sentences": sentences}
    return render(request, "partnerships/form.html", {**told, "back": back})


def press(
    request: HttpRequest, form: DeedForm, act: Callable[[dict[str, Any]], object], happened: object, to: str
) -> HttpResponse:
    """A deed that is one button: say what happened, or why it was not done, on the page where it was pressed."""
    if form.did(act):
        messages.success(request, happened)
    else:
        messages.warning(request, form.trouble)
    return redirect(to)


def file(name: str, title: str, *, number: UUID, part: str = "") -> HttpResponse:
    """A kept file for somebody who proved that they may have it; photos leave without where they were taken. `part` is
    the piece that a player asks for in its Range header: some telephones play nothing otherwise."""
    content = files.read(name)
    kind = files.kind_of(content) if content else None
    if content is None or kind is None:
        raise Http404
    try:
        content = photos.without_secrets(content)
    except photos.UnreadablePhoto as trouble:
        raise Http404 from trouble
    answer = _whole_or_part(content, part, kind)
    ending = kind.rsplit("/", maxsplit=1)[-1]
    shown = "attachment" if kind == "application/pdf" else "inline"
    answer["Content-Disposition"] = f'{shown}; filename="{title}-{str(number)[:8]}.{ending}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _whole_or_part(content: bytes, part: str, kind: str) -> HttpResponse:
    asked = re.fullmatch(r"bytes=(\d{1,9})-(\d{0,9})", part)
    start, end = (int(asked[1]), int(asked[2] or len(content) - 1)) if asked else (0, len(content) - 1)
    if not asked or not start <= end or start >= len(content):
        answer = HttpResponse(content, content_type=kind)
    else:
        answer = HttpResponse(content[start : end + 1], content_type=kind, status=206)
        answer["Content-Range"] = f"bytes {start}-{min(end, len(content) - 1)}/{len(content)}"
    answer["Accept-Ranges"] = "bytes"
    return answer


@lru_cache(256)
def _drawn(text: str) -> str:
    code = segno.make(text, error="m")
    return str(code.svg_data_uri(scale=3, border=QUIET, dark="#000", light="#fff"))


def square(path: str) -> str:
    """A QR code that brings a printed page back: an address of this node as a picture inside the page, dark on white with
    its quiet edge, so that a telephone reads it from a dark screen too."""
    return _drawn(f"{settings.ADDRESS}{path}")
