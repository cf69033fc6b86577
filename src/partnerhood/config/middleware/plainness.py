"""Pages for a thin line, on devices that asked for text only."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

from partnerhood.ground.look import thin


def text_only(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Leave the drawings of a page away where the device asked for that."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        if thin.is_wanted(request) and isinstance(answer, HttpResponse) and _is_page(answer):
            answer.content = thin.without_drawings(answer.content)
        return answer

    return middleware


def _is_page(answer: HttpResponse) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")
