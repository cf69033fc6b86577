"""Answers in the words of FHIR, over HTTP."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils.http import http_date

from partnerhood.interfaces.exchange.mcsd import answering, writing
from partnerhood.pathway.services.queries import following

FHIR = "application/fhir+json"


def said(body: dict[str, Any], status: int = 200) -> HttpResponse:
    """An answer in the words of FHIR; a browser may keep it and asks again each time."""
    answer = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=f"{FHIR}; charset=utf-8", status=status)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def refused(status: int, code: str, words: str, where: str = "") -> HttpResponse:
    """Why something was not done."""
    return said(answering.outcome(code, words, where), status)


def version(found: following.Edition, status: int = 200) -> HttpResponse:
    """A version of a resource, with its mark and its moment."""
    answer = said(writing.resource(found), status)
    answer.headers["ETag"] = writing.mark(found)
    answer.headers["Last-Modified"] = http_date(found.at.timestamp())
    return answer
