"""Pages for a thin line, on devices that asked for text only."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

from partnerhood.ground.look import thin


def text_only(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Leave the drawings of a page away where the device asked for that."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        is_page = isinstance(answer, HttpResponse) and answer.headers.get("Content-Type", "").startswith("text/html")
        if is_page and thin.is_wanted(request):
            answer.content = thin.without_drawings(answer.content)
        return answer

    return middleware
