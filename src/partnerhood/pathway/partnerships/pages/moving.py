"""Pages where a partnership is proposed, moves on, stands still and begins again."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.look.templatetags import look
from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import ids
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.records.languages import Words
from partnerhood.ground.signatures import queries as signatures
from partnerhood.pathway.partnerships import access, actions, choices, forms, queries, rules
from partnerhood.pathway.partnerships.pages import keys
from partnerhood.pathway.partnerships.pages.asking import ask
from partnerhood.pathway.partnerships.pages.charter import key_form, names, organisation, show_again
from partnerhood.pathway.partnerships.pages.reading import going_on, here


@opens_to(access.coordinator)
def propose(request: HttpRequest) -> HttpResponse:
    """Propose that organisations decide together."""
    known = list(queries.to_work_with(request.person))
    networks = list(queries.networks_of(request.person))
    choice = [(one.id, one.name) for one in known]
    initial = {"key": ids.fresh(), "partners": [str(one.id) for one in known if request.person.is_of(one.id)]}
    form = forms.Proposal.of(
        request, None, initial=initial, organisations=choice, networks=[(one.id, one.name) for one in networks]
    )

    def act(said: dict) -> object:
        chosen = {**said, "network": next((one for one in networks if str(one.id) == said["network"]), None)}
        for name in ("partners", "works_at"):
            chosen[name] = [one for one in known if str(one.id) in said[name]]
        return actions.propose(**chosen, deed=request.deed)

    if form.did(act):
        messages.success(
            request,
            _("The others are asked. When they say yes, write the charter together; it begins under every key."),
        )
        return redirect("partnerships:partnership", partnership_id=form.result.id)
    trail = [Crumb(_("Partnerships"), reverse("partnerships:mine"))]
    return ask(request, form, title=_("Propose a partnership"), button=_("Propose it"), trail=trail)


@opens_to(access.invited)
def answer(request: HttpRequest, invited) -> HttpResponse:
    """Say whether one's house joins a partnership that others proposed."""
    partnership, house = invited.partnership, invited.organisation
    form = forms.Answer.of(request, last_in_book(partnership.id))
    if not invited.answer and form.did(
        lambda said: actions.answer(invited=invited, answer=said["answer"], deed=request.deed)
    ):
        if form.result.answer == choices.Answer.DECLINES:
            messages.success(request, _("Your no is kept. They can read it."))
            return redirect("partnerships:mine")
        messages.success(request, _("You are partners now. Write the charter together."))
        return redirect("partnerships:partnership", partnership_id=partnership.id)
    if invited.answer == choices.Answer.JOINS:
        return redirect("partnerships:partnership", partnership_id=partnership.id)
    who = ", ".join(one.organisation.name for one in partnership.partners.all())
    told = {"who": who, "name": partnership.name, "kind": choices.Kind(partnership.kind).label}
    works = _("The work would be done with you: your needs and your levels.")
    sentences = [
        _("%(who)s asks whether you decide together in “%(name)s” (%(kind)s).") % told,
        *([works] if invited.works_here else []),
        _("Until you say yes they read nothing of yours. Afterwards nothing is agreed without your key."),
    ]
    return ask(
        request,
        form,
        title=_("%(house)s: do you join?") % {"house": house.known_as},
        button=_("Keep this"),
        trail=[Crumb(_("Partnerships"), reverse("partnerships:mine"))],
        words=partnership.about or None,
        sentences=sentences,
    )


@opens_to(access.partnership_to_prepare)
def move(request: HttpRequest, partnership) -> HttpResponse:
    """Let a partnership go on to another state."""
    states = [(state.value, state.label) for state in choices.State if rules.may_move(partnership.state, state)]
    form = forms.Move.of(request, partnership.base, states=states)
    if form.did(lambda said: actions.move(partnership=partnership, **said, deed=request.deed)):
        return redirect("partnerships:partnership", partnership_id=partnership.id)
    now = choices.State(partnership.state).label
    return ask(
        request,
        form,
        title=_("How does it go on?"),
        button=_("Keep this"),
        trail=here(partnership),
        sentences=[
            _("Now: %(state)s. To stand still takes the key of every partner and has a page of its own.")
            % {"state": now}
        ],
    )


@opens_to(access.partnership_to_prepare, offline=True)
def propose_suspension(request: HttpRequest, partnership) -> HttpResponse:
    """Propose to stand still; it counts with every key."""
    form = forms.Suspension.of(request, partnership.base)
    if form.did(lambda said: actions.propose_suspension(partnership=partnership, **said, deed=request.deed)):
        return redirect("partnerships:suspension", suspension_id=form.result.id)
    return ask(
        request,
        form,
        title=_("Let this partnership stand still"),
        button=_("Propose it"),
        trail=here(partnership),
        sentences=[
            _(
                "It counts when every partner has turned its key. Then clocks stop, nobody travels, no goal and no level is agreed."
            ),
            _("Needs, own scores and help at a distance go on. You look at it again every three months."),
        ],
    )


@opens_to(access.suspension)
def suspension(request: HttpRequest, found) -> HttpResponse:
    """A standstill: why, what goes on, whose key is missing, and how it was looked at since."""
    partnership, pause = found
    turned = list(signatures.signatures([pause.wording_id]))
    ring = signatures.ring(pause.wording, turned)
    held = access.keys_held(request.person, list(keys.missing_keys(ring)))
    address = reverse("partnerships:sign_suspension", args=[pause.id])
    reviews = list(queries.reviews(pause.id))
    stands = partnership.state == choices.State.SUSPENDED and pause.lifted_at is None
    told = {
        "partnership": partnership,
        "pause": pause,
        "words": pause.wording.content["words"],
        "goes_on": going_on(pause),
        "reason": choices.Reason(pause.reason).label,
        "keyring": keys.keyring(pause.wording, turned, names(partnership), is_inside=True, href=address, mine=held),
        "stands": stands,
        "review": rules.next_review(pause.since_date, [one.reviewed_at.date() for one in reviews]) if stands else None,
        "reviews": reviews,
        "prepares": access.prepares(request.person, partnership),
        "trail": here(partnership),
    }
    return render(request, "partnerships/suspension.html", told)


@opens_to(access.suspension_to_sign, offline=True)
def sign_suspension(request: HttpRequest, found) -> HttpResponse:
    """Read why, and turn one's key: with the last one the partnership stands still."""
    partnership, pause = found
    form = key_form(request, partnership, pause.wording, partnership.base)

    def act(said: dict) -> object:
        by = organisation(partnership, said["on_behalf_of"])
        return actions.sign_suspension(suspension=pause, wording=said["wording"], on_behalf_of=by, deed=request.deed)

    if form.did(act):
        messages.success(request, _("Your key is turned. With every key the partnership stands still."))
        return redirect("partnerships:suspension", suspension_id=pause.id)
    if form.is_bound:
        show_again(form, pause.wording, partnership.base)
    told = {
        "form": form,
        "title": _("Let this partnership stand still"),
        "headings": _parts(pause),
        "code": keys.short(pause.wording.fingerprint),
        "trail": here(partnership),
        "back": reverse("partnerships:suspension", args=[pause.id]),
    }
    return render(request, "partnerships/signature.html", told)


def _parts(pause) -> list[tuple[object, list[tuple[str, str, str]]]]:
    """What is signed: the reason, the words, and what goes on, each in the language it was written in."""
    content = pause.wording.content
    day = look.written(date.fromisoformat(str(content["since_date"])))
    parts = [(_("Because of"), "", choices.Reason(pause.reason).label), (pgettext("day", "From"), "", day)]
    found: list = [(title, [(code, "", words)]) for title, code, words in parts]
    for title, words in (
        (_("In their own words"), content["words"]),
        (_("What goes on"), content.get("goes_on") or {}),
    ):
        code, said = _first(words)
        found += [(title, [(code, "", said)])] if said else []
    return found


def _first(words: Words) -> tuple[str, str]:
    code = str(words.get("_", ""))
    reading = words.get(code)
    return code, str(reading.get("words", "")) if isinstance(reading, dict) else ""


@opens_to(access.suspension_to_review, offline=True)
def review(request: HttpRequest, found) -> HttpResponse:
    """Look at a standstill again: still so, or over."""
    partnership, pause = found
    form = forms.Review.of(request, partnership.base)
    if form.did(lambda said: actions.review_suspension(suspension=pause, **said, deed=request.deed)):
        return redirect("partnerships:suspension", suspension_id=pause.id)
    crumb = Crumb(_("The standstill"), reverse("partnerships:suspension", args=[pause.id]))
    return ask(
        request,
        form,
        title=_("Look at the standstill again"),
        button=_("Keep this"),
        trail=here(partnership, crumb),
        words=pause.wording.content["words"],
    )
