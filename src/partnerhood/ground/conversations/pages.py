"""Pages on which people talk; elsewhere the same stands as a panel under what it is about."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from partnerhood.ground.conversations import access, actions, choices, forms, queries
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people.access import Request, opens_to


@opens_to(access.subject, offline=True)
def conversation(request: Request, subject) -> HttpResponse:
    """What was said about one thing; and where one says something oneself, or answers. What waits for an answer of the
    reader's own house stands first, with the form to answer it."""
    question = _question(request, subject)
    lines = queries.conversation(subject.id, request.person)
    asks = question is None and request.method == "GET" and "say" not in request.GET
    waits = queries.first_to_answer(lines, request.person) if asks else None
    base = operations.last_in_book(subject.book.id)
    form = forms.Say.of(request, base, subject=subject, answering=bool(question or waits))

    def act(said):
        reply = {"in_reply_to": question} if question else {}
        return actions.say(about=subject.about, subject=subject.id, deed=request.deed, **reply, **said)

    if form.did(act):
        return redirect(f"{subject.url}#conversation")
    others = [line for line in lines if line is not waits]
    told = {"subject": subject, "form": form, "question": question, "waits": waits, "lines": others}
    return render(
        request, "conversations/conversation.html", {**told, "moderates": access.moderates(request.person, subject)}
    )


def _question(request: Request, subject):
    """The question that is answered here, if any."""
    try:
        found = queries.said(UUID(request.GET.get("answers", "")))
    except ValueError:
        return None
    return found if found and (found.subject, found.kind) == (subject.id, choices.RemarkKind.QUESTION) else None


@opens_to(access.remark_to_hide, offline=True)
def hiding(request: Request, remark) -> HttpResponse:
    """Hide a remark, with a reason."""
    subject = access.subject(request.person, remark.about, remark.subject)
    form = forms.Hiding.of(request, operations.last_touch(remark.id))
    if form.did(lambda said: actions.hide(remark=remark, deed=request.deed, **said)):
        return redirect(f"{subject.url}#conversation")
    return render(request, "conversations/hiding.html", {"subject": subject, "remark": remark, "form": form})


@opens_to(access.remark_to_show, offline=True)
def showing(request: Request, remark) -> HttpResponse:
    """Show a hidden remark again."""
    subject = access.subject(request.person, remark.about, remark.subject)
    form = forms.Showing.of(request, operations.last_touch(remark.id))
    if form.did(lambda said: actions.show(remark=remark, deed=request.deed)):
        return redirect(f"{subject.url}#conversation")
    return render(request, "conversations/showing.html", {"subject": subject, "remark": remark, "form": form})
