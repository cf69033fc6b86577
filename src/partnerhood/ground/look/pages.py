"""Pages of the look itself: the plain page that says what happened, the choice of language, files we make, the gallery."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from partnerhood.ground.look import gallery as examples
from partnerhood.ground.look import made as files
from partnerhood.ground.look import thin

YEAR = 365 * 24 * 3600


def plain(
    request: HttpRequest, status: int, *, happened: str, now: str = "", href: str = "", action: str = ""
) -> HttpResponse:
    """One sentence on what happened, one on what can be done next, and where to do it."""
    told = {"happened": happened, "now": now, "href": href, "action": action}
    return render(request, "look/plain.html", told, status=status)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language on this device, and go back to the page the reader was on."""
    chosen = request.POST.get("language", "")
    answer = redirect(_back(request))
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            samesite="Lax",
            secure=settings.BEHIND_TLS,
            httponly=True,
        )
    return answer


@require_POST
def text_only(request: HttpRequest) -> HttpResponse:
    """Leave drawings away on this device, or show them again, and go back to the page the reader was on."""
    answer = redirect(_back(request))
    if request.POST.get("text") == "only":
        answer.set_cookie(thin.COOKIE, "only", max_age=YEAR, samesite="Lax", secure=settings.BEHIND_TLS, httponly=True)
    else:
        answer.delete_cookie(thin.COOKIE, samesite="Lax")
    return answer


def _back(request: HttpRequest) -> str:
    back = request.POST.get("next", "/")
    here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if here else "/"


@require_GET
def made(request: HttpRequest, name: str) -> HttpResponse:
    """A file that never changes under its name, in the smallest way the browser takes."""
    file = files.file(name)
    if file is None:
        raise Http404
    accepted = request.headers.get("Accept-Encoding", "")
    way = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
    answer = HttpResponse({"br": file.brotli, "gzip": file.gzip, "": file.plain}[way], content_type=file.kind)
    if way:
        answer["Content-Encoding"] = way
    answer["Vary"] = "Accept-Encoding"
    answer["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, to look at."""
    return render(request, "look/gallery.html", {"examples": examples.all_examples()})
