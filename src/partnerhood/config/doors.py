"""What a refusal looks like: not there is 404 with one body, any other refusal is a page that says why and loses nothing."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from partnerhood.ground.operations.refusals import NotThere, Refused

Answer = Callable[[HttpRequest], HttpResponse]


class doors:
    """Turn what an operation refused into an answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """A refusal that the page itself did not show beside a field."""
        if isinstance(trouble, NotThere | Http404):
            return not_there(request)
        if isinstance(trouble, Refused):
            return render(request, "look/refused.html", {"refusal": trouble}, status=409)
        return None


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one answer for what is missing and for what is not for this person."""
    return render(request, "404.html", status=404)
