"""Pages where a hospital decides on its needs, its people second one, and a partner takes one on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import Conflicting
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.needs import access, actions, forms, queries
from partnerhood.pathway.needs.pages.voicing import to_needs
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.forms import DeedForm
from partnerhood.pathway.partnerships.pages.asking import ask, press

AT_ONCE = 100


@opens_to(access.hospital_to_rank, offline=True)
def rank(request: HttpRequest, hospital) -> HttpResponse:
    """Put the needs of a hospital in order: by number, or one step at a time; with two at it, both orders are shown."""
    keys = queries.ids_in_order(hospital.id, queries.rankable(queries.of_hospital(hospital.id)))[:AT_ONCE]
    shown = [key for key in request.POST.getlist("shown") if key in keys] or keys
    form = forms.Order.of(request, hospital.base, shown=shown)
    try:
        if form.did(
            lambda said: actions.rank(hospital=hospital, order=_needs(said["order"]), deed=request.deed),
            shows_both=True,
        ):
            if not form.cleaned_data["moved"]:
                messages.success(request, _("The order is kept."))
            return redirect(reverse("needs:rank", args=[hospital.id]) + _there(form))
    except Conflicting as conflict:
        return _two_orders(request, hospital, conflict)
    rows = queries.rows(shown, request.person, {})
    lines = [(row, form[f"place-{row.need.id}"]) for row in rows]
    return render(
        request, "needs/order.html", {"hospital": hospital, "form": form, "lines": lines, "trail": to_needs(hospital)}
    )


def _needs(keys: list[str]) -> list:
    return queries.by_ids(keys)


def _there(form: forms.Order) -> str:
    """Back to the line that was moved, so that the next press is under the same finger."""
    moved = form.cleaned_data.get("moved")
    return f"#need-{moved}" if moved else ""


def _two_orders(request: HttpRequest, hospital, conflict: Conflicting) -> HttpResponse:
    both = [list(conflict.theirs or []), list(conflict.yours or [])]
    rows = {str(row.need.id): row for row in queries.rows([key for order in both for key in order], request.person, {})}
    told = {
        "hospital": hospital,
        "base": queries.hospital(hospital.id).base,
        "orders": [
            (_("As a colleague put them"), [rows[key] for key in both[0] if key in rows]),
            (_("As you put them"), [rows[key] for key in both[1] if key in rows]),
        ],
        "trail": to_needs(hospital),
    }
    return render(request, "needs/two_orders.html", told, status=409)


@require_POST
def _button(request: HttpRequest, need, act, happened: str) -> HttpResponse:
    return press(request, DeedForm.of(request, None), act, happened, reverse("needs:need", args=[need.id]))


@opens_to(access.need_to_decide, offline=True)
def confirm(request: HttpRequest, need) -> HttpResponse:
    """Say as the hospital: yes, this is what we ask."""
    happened = _("Confirmed: it is a need of your hospital now. It can be ranked and laid before a partner.")
    return _button(request, need, lambda said: actions.confirm(need=need, deed=request.deed), happened)


@opens_to(access.own_need, offline=True)
@require_POST
def second(request: HttpRequest, need) -> HttpResponse:
    """Say: we too."""
    form = forms.Second.of(request, None)
    happened = _("Counted. Whoever decides sees that this is asked by more than one.")
    to = reverse("needs:need", args=[need.id])
    return press(request, form, lambda said: actions.second(need=need, **said, deed=request.deed), happened, to)


@opens_to(access.need_to_decide, offline=True)
@require_POST
def release(request: HttpRequest, need) -> HttpResponse:
    """Let everybody read a need, or take that back."""
    form = forms.Release.of(request, None)
    public = request.POST.get("public") == "True"
    happened = _("Everybody can read it now.") if public else _("It is no longer public.")
    to = reverse("needs:need", args=[need.id])
    return press(request, form, lambda said: actions.release(need=need, **said, deed=request.deed), happened, to)


@opens_to(access.offer_to_take, offline=True)
@require_POST
def take(request: HttpRequest, offer) -> HttpResponse:
    """Say as a partner: this one we take on."""
    happened = _("%(hospital)s and its other partners read that you take this on.") % {
        "hospital": offer.need.hospital.known_as
    }
    to = reverse("needs:need", args=[offer.need_id])
    return press(
        request, DeedForm.of(request, None), lambda said: actions.take(offer=offer, deed=request.deed), happened, to
    )


@opens_to(access.offer_to_take, offline=True)
def leave(request: HttpRequest, offer) -> HttpResponse:
    """Say as a partner: not us, and why."""
    form = forms.Leave.of(request, last_in_book(offer.need.hospital_id))
    if form.did(lambda said: actions.leave(offer=offer, **said, deed=request.deed)):
        messages.success(request, _("Kept. The hospital reads why, and can ask somebody else."))
        return redirect("needs:need", need_id=offer.need_id)
    title = _("%(partner)s: not us") % {"partner": offer.partner.known_as}
    return ask(request, form, title=title, button=_("Say so"), trail=_to(offer.need), words=offer.need.words)


@opens_to(access.need_to_decide, offline=True)
def offer(request: HttpRequest, need) -> HttpResponse:
    """Lay a need before partners."""
    known = {one.partner_id for one in need.offers.all()}
    partners = [(one.id, one.name) for one in partnerships.partners_of(need.hospital_id) if one.id not in known]
    if not partners:
        messages.info(request, _("Every partner of your hospital reads this need already."))
        return redirect("needs:need", need_id=need.id)
    form = forms.Offer.of(request, need.base, partners=partners)

    def lay(said: dict) -> object:
        chosen = [one for one in partnerships.partners_of(need.hospital_id) if str(one.id) in said["partners"]]
        return actions.offer(need=need, partners=chosen, deed=request.deed)

    if form.did(lay):
        return redirect("needs:need", need_id=need.id)
    return ask(
        request,
        form,
        title=_("Lay this need before a partner"),
        button=_("Lay it before them"),
        trail=_to(need),
        words=need.words,
    )


@opens_to(access.need_to_decide, offline=True)
def answer(request: HttpRequest, need) -> HttpResponse:
    """Answer a need, or set it aside, with a reason."""
    form = forms.Answer.of(request, need.base)
    if form.did(lambda said: actions.answer(need=need, **said, deed=request.deed)):
        messages.success(request, _("Kept. Print the sheet for the wall, so that the ward reads it too."))
        return redirect("needs:need", need_id=need.id)
    return ask(
        request, form, title=_("Answer this need"), button=_("Give this answer"), trail=_to(need), words=need.words
    )


@opens_to(access.answer_to_read, offline=True)
@require_POST
def read_answer(request: HttpRequest, answer) -> HttpResponse:
    """Say as the asker: I have read it."""
    happened, to = _("Good. It no longer waits on your page."), reverse("needs:need", args=[answer.need_id])
    form = DeedForm.of(request, None)
    return press(request, form, lambda said: actions.read_answer(answer=answer, deed=request.deed), happened, to)


@opens_to(access.own_need, offline=True)
def again(request: HttpRequest, need) -> HttpResponse:
    """Ask again for what was answered or set aside."""
    form = forms.Again.of(request, need.base)
    if form.did(lambda said: actions.reopen(need=need, **said, deed=request.deed)):
        return redirect("needs:need", need_id=need.id)
    return ask(request, form, title=_("Ask again"), button=_("Ask again"), trail=_to(need), words=need.words)


def _to(need) -> list[Crumb]:
    """The way back to a need."""
    start = languages.original(need.words) or _("A spoken need")
    short = start if len(start) <= 40 else f"{start[:38].rstrip()} …"
    return [*to_needs(need.hospital), Crumb(short, reverse("needs:need", args=[need.id]))]
