"""Forms that were filled in on a device without a line: each is handed to its own page, as if its author sat there now.

So what a room's page can do with a line it can do without one, in the same words, with the same rights and the same
refusals. The page makes one call of one action; the id of its deed is the device and the running number.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, DataError
from django.http import Http404, HttpRequest, QueryDict
from django.urls import ResolverMatch
from django.utils.datastructures import MultiValueDict

from partnerhood.ground.operations import door, papers
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.operations.refusals import Broken, Conflicting, NotThere, Refused, SameIdOtherWords, Waiting
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import canonical, files, ids
from partnerhood.interfaces.api import asking, rules

log = logging.getLogger(__name__)


@dataclass
class Told:
    """What came of one form: what the door said, where the page went on, and what it said to its reader."""

    outcomes: list[door.Outcome] = field(default_factory=list)
    to: str = ""
    sentences: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    refusal: Refused | None = None


def fill(outer: HttpRequest, person: Standing, claim: Claim, one: rules.Filled) -> Told:
    """Hand one form to its page as its author's; a page that does not take forms from afar is not there."""
    told = Told()
    match = asking.page_at(one.page)
    if match is None or not getattr(match.func, "offline", False):
        told.refusal = NotThere()
        return told
    inner = _request(outer, person, one, match)
    inner.deed = _claim(claim, inner, told)  # type: ignore[attr-defined]
    try:
        answer = match.func(inner, *match.args, **match.kwargs)
        told.to = answer.headers.get("Location", "")
    except Http404:
        told.refusal = NotThere()
    except Refused as why:
        told.refusal = why
    except DataError as trouble:
        told.refusal = Broken(trouble)
    except (DatabaseError, OSError):  # the node itself is not well: no form is to blame, and all are offered again
        raise
    except Exception as trouble:  # one form that cannot be taken must not keep the others of its batch from being taken
        log.error("%s could not be taken from afar", one.page, exc_info=trouble)
        told.refusal = Broken(trouble)
    told.sentences = inner._messages.sentences  # type: ignore[attr-defined]
    form = getattr(inner, "filled", None)
    if form is not None and form.is_bound:
        told.faults = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    return told


def _claim(claim: Claim, inner: HttpRequest, told: Told) -> Claim:
    """The claim of the form: on the base that the author had seen, which stands in the form unless it is a deed of their
    own that was not sent when they wrote."""
    base = claim.base or ids.read(inner.POST.get("base", ""))
    made = replace(claim, base=base, told=told.outcomes.append)
    return papers.claimed(made, inner.GET.get(papers.NAME, ""), inner.path)


def _request(outer: HttpRequest, person: Standing, one: rules.Filled, match: ResolverMatch) -> HttpRequest:
    """The form as the author's own browser would have sent it."""
    inner = asking.inside(outer, person, one.page, match, "POST")
    post = QueryDict(mutable=True)
    for name, values in one.fields.items():
        post.setlist(name, values)
    inner.POST = post  # type: ignore[assignment]
    inner.FILES = MultiValueDict({name: list(_uploads(names)) for name, names in one.files.items()})
    return inner


def _uploads(names: list[str]) -> Iterator[SimpleUploadedFile]:
    for name in names:
        content = files.read(name)
        if content is not None:
            yield SimpleUploadedFile(name, content, content_type=files.kind_of(content) or "")


def result(outer: HttpRequest, person: Standing, claim: Claim, one: rules.Filled) -> rules.Result:
    """Hand a form to its page, and say what came of it for the device that kept it."""
    if any(not files.is_brought(name, person.id) for names in one.files.values() for name in names):
        return rules.Result(one.number, "waiting", refusal(Waiting()))
    told = fill(outer, person, claim, one)
    outcome = told.outcomes[-1] if told.outcomes else None
    said: dict[str, Any] = {"to": told.to} if told.to else {}
    if told.sentences:
        said["sentence"] = " ".join(told.sentences)
    if outcome is not None and outcome.refusal is None:
        said |= {"answer": outcome.answer} if outcome.state == "conflict" else {}
        return rules.Result(one.number, outcome.state, said)
    why = told.refusal or (outcome.refusal if outcome else None)
    is_other = outcome is not None and isinstance(outcome.refusal, SameIdOtherWords)
    if not is_other and journal.was_done(ids.expand(claim.device, one.number), person.id):
        return rules.Result(one.number, "duplicate", said)
    if why:
        said |= refusal(why)
    else:
        errors = " ".join(error for errors in told.faults.values() for error in errors)
        said |= {
            "code": "faults" if told.faults else "no-deed",
            "sentence": errors or said.get("sentence") or str(Refused.sentence),
        }
    if told.faults:
        said["faults"] = told.faults
    return rules.Result(one.number, "waiting" if isinstance(why, Waiting) else "refused", said)


def refusal(why: Refused) -> dict[str, Any]:
    """A refusal as a program reads it: a stable code, the sentence, the field, and both versions of a conflict."""
    said: dict[str, Any] = {"code": why.code, "sentence": str(why.sentence)}
    if why.field:
        said["field"] = why.field
    if isinstance(why, Conflicting):
        said |= {"theirs": canonical.plain(why.theirs), "yours": canonical.plain(why.yours)}
    if getattr(why, "faults", None):
        said["faults"] = why.faults  # type: ignore[attr-defined]
    return said
