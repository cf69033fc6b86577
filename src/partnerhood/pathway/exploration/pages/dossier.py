"""The dossier: the question, the time, what exists already, and what comes next; and how it is opened and worded."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Crumb, NextStep
from partnerhood.ground.look.templatetags.look import written
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.exploration import access, actions, choices, forms, queries, rules
from partnerhood.pathway.exploration.pages import shared
from partnerhood.pathway.partnerships.pages.asking import ask


@require_GET
@opens_to(access.dossier)
def dossier(request: HttpRequest, sight) -> HttpResponse:
    """One dossier: the question under its keys, where the time stands, the areas with their groups, what exists already first."""
    (mandate,) = queries.signed([queries.mandate(sight.exploration.id)])
    content = queries.read(rules.Mandate, mandate)
    today = clock.today()
    phases = [_phase(one, today) for one in queries.phases(sight.exploration.id)]
    areas = queries.areas(sight)
    groups = queries.groups(areas)
    lines = [_area(one, groups, sight) for one in areas]
    told = {
        "sight": sight,
        "mandate": mandate,
        "content": content,
        "time": rules.clock(content.from_date, content.to_date, today),
        "is_still": sight.partnership.state == "suspended",
        "keyring": shared.keyring(sight, mandate),
        "phases": phases,
        "existing": [one for one in lines if one["area"].kind == choices.AreaKind.EXISTING],
        "new": [one for one in lines if one["area"].kind == choices.AreaKind.NEW],
        "step": _next_step(sight, mandate, phases, lines),
        "trail": shared.crumbs(sight),
    }
    return render(request, "exploration/dossier.html", told)


def _phase(one, today) -> dict[str, object]:
    late = rules.is_late(one.due_date, one.done_date, today)
    return {"phase": one, "is_late": late, "left": max(0, (one.due_date - today).days), "is_now": not one.done_date}


def _area(one, groups, sight) -> dict[str, Any]:
    group = groups.get(one.body_id)
    chairs = [(seat.person.name, seat.person.organisation.known_as) for seat in group.chairs] if group else []
    return {
        "area": one,
        "strength": shared.strength(one.strength),
        "group": group.body.name if group else "",
        "chairs": chairs if sight.is_of else [],
        "is_late": queries.is_late(one),
        "closing": shared.closing(one),
    }


def _next_step(sight, mandate, phases, lines) -> NextStep | None:
    """The next thing to do: a key of the reader's first, then a paper that is owed, then a part of the time that is over."""
    if shared.may_turn(sight, mandate):
        href = reverse("exploration:sign", args=[mandate.statement.id])
        return NextStep(_("The question to both boards waits for your key."), _("Read and sign"), href)
    for line in lines:
        owes = line["is_late"] and not line["area"].delivered_date
        if owes and (sight.writes or line["area"].body_id in sight.chairs):
            href = reverse("exploration:deliver", args=[line["area"].id])
            said = _("A paper is late: %(group)s.") % {"group": line["group"] or _("no group yet")}
            return NextStep(said, _("Bring the paper"), href)
    return _from_the_secretary(sight, phases) if sight.writes else None


def _from_the_secretary(sight, phases) -> NextStep | None:
    """What waits for who keeps the dossier: words for a key, a question that is due, a part that is over, who is heard next."""
    waits, here = queries.waits(sight), [sight.exploration.id]
    if waits.statement and shared.holds_key(sight):
        href = reverse("exploration:sign", args=[waits.statement])
        return NextStep(_("Words of both boards wait for your key."), _("Read and sign"), href)
    if waits.goals and sight.outcome:
        said = ngettext(
            "Decided. %(number)s goal waits for a key.", "Decided. %(number)s goals wait for a key.", waits.goals
        )
        href = reverse("exploration:statement", args=[sight.outcome])
        return NextStep(said % {"number": waits.goals}, _("Look at them"), href)
    if waits.questions:
        said = ngettext(
            "%(number)s question waits for an answer, by %(day)s.",
            "%(number)s questions wait for an answer, the first by %(day)s.",
            waits.questions,
        )
        told = {"number": waits.questions, "day": written(waits.question_by)}
        return NextStep(said % told, _("Answer"), reverse("exploration:questions", args=here))
    late = next((one["phase"] for one in phases if one["is_late"] and one["is_now"]), None)
    if late:
        href = reverse("exploration:end_phase", args=[late.id])
        return NextStep(_("A part of the time is over."), _("Call it done"), href)
    if waits.heard:
        told = {"who": choices.Heard(waits.heard).label, "day": written(waits.heard_by)}
        said = _("Heard next: %(who)s, by %(day)s.") % told
        return NextStep(said, _("Look at it"), reverse("exploration:heard", args=here), waits=False)
    return None


@opens_to(access.partnership_to_explore)
def open(request: HttpRequest, partnership) -> HttpResponse:
    """Lay the question before both boards, and open the dossier."""
    form = forms.Opening.of(request, partnership.base, initial={"language": get_language()})
    if form.did(lambda said: actions.open(partnership=partnership, **said, deed=request.deed)):
        messages.success(request, _("Written. It counts, and opens to everybody, once both boards turned their key."))
        return redirect("exploration:dossier", exploration_id=form.result.id)
    trail = [Crumb(partnership.name, reverse("partnerships:partnership", args=[partnership.id]))]
    sentences = [_("Both boards sign these very words before anything else is public.")]
    return ask(
        request,
        form,
        title=_("What do we want to know together?"),
        button=_("Lay it before both boards"),
        trail=trail,
        sentences=sentences,
    )


@opens_to(access.dossier_to_write)
def word_mandate(request: HttpRequest, sight) -> HttpResponse:
    """Put the question in other words; both boards sign again."""
    standing = queries.mandate(sight.exploration.id)
    form = forms.Mandate.of(request, sight.base, initial=standing.wording.content)
    if form.did(lambda said: actions.word_mandate(exploration=sight.exploration, **said, deed=request.deed)):
        return redirect("exploration:dossier", exploration_id=sight.exploration.id)
    title = _("Put the question in other words")
    sentences = [_("With one changed word the keys that are turned fall; what was signed stays readable.")]
    return ask(
        request,
        form,
        title=title,
        button=_("Propose these words"),
        trail=shared.crumbs(sight, Crumb(title)),
        sentences=sentences,
    )


@opens_to(access.phase_to_end)
def end_phase(request: HttpRequest, found) -> HttpResponse:
    """Say that a part of the time is done."""
    sight, phase = found
    form = forms.EndPhase.of(request, sight.base, initial={"done_date": clock.today()})
    if form.did(lambda said: actions.end_phase(phase=phase, **said, deed=request.deed)):
        return redirect("exploration:dossier", exploration_id=sight.exploration.id)
    title = _("This part is done")
    return ask(request, form, title=title, button=title, trail=shared.crumbs(sight, Crumb(title)), words=phase.name)
