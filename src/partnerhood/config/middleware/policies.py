"""What a browser may do with an answer, said in its headers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from partnerhood.ground.look import context, style

YEAR = 365 * 24 * 3600
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data:; media-src 'self'; connect-src 'self';"
    " manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none';"
    " require-trusted-types-for 'script'"
)
SCRIPT_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
KEEPS = "keeps"
ALLOWED = "microphone=(self), camera=(self), geolocation=(), payment=(), usb=()"


def headers(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Every answer says what it may do; one that says 'unchanged' stays short, for the browser kept the rest."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        if answer.status_code == 304:
            return answer
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            _guard_page(request, answer)
        else:
            is_script = "javascript" in answer.headers.get("Content-Type", "")
            answer.headers.setdefault("Content-Security-Policy", SCRIPT_POLICY if is_script else FILE_POLICY)
        if answer.headers.get("Content-Type", "").startswith("application/json"):
            answer.headers.setdefault("Cache-Control", "private, no-store")
        answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _is_kept_here(request, answer) and "public" not in answer.headers.get("Cache-Control", ""):
            answer.headers["Cache-Control"] = "private, no-store"
        if settings.BEHIND_TLS:
            answer.headers.setdefault("Strict-Transport-Security", f"max-age={2 * YEAR}; includeSubDomains")
        return answer

    return middleware


def _is_kept_here(request: HttpRequest, answer: HttpResponseBase) -> bool:
    """Whether somebody reads on a device that keeps pages under keys of its own: then none may lie in the browser's cache,
    where the next person finds it. What did not change is still answered shortly: the device says what it holds."""
    leads_away = answer.status_code in (301, 302, 303)
    return KEEPS in request.COOKIES and (leads_away or getattr(request, "person", None) is not None)


def _guard_page(request: HttpRequest, answer: HttpResponseBase) -> None:
    """The policy of a page; where the style goes along, its proof, and the cookie that says the browser has it now."""
    fresh = not context.has_style(request)
    answer.headers.setdefault("Content-Security-Policy", PAGE_POLICY.format(style=f" {style.proof()}" if fresh else ""))
    answer.headers.setdefault("Referrer-Policy", "same-origin")
    answer.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    answer.headers.setdefault("Permissions-Policy", ALLOWED)
    answer.headers.setdefault("Cache-Control", _keeping(request))
    patch_vary_headers(answer, ["Cookie"])
    if fresh and answer.status_code == 200:
        answer.set_cookie(
            style.COOKIE, style.name(), max_age=YEAR, samesite="Lax", secure=settings.BEHIND_TLS, httponly=True
        )


def _keeping(request: HttpRequest) -> str:
    """A page may be kept if the browser asks again each time; a signed-in person's page by that browser only."""
    return "no-cache" if getattr(request, "person", None) is None else "private, no-cache"
