"""Pages where needs are read: one, a hospital's, those met by nobody, and the sheet for the wall."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.access import anyone, opens_to
from partnerhood.ground.records import clock, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.needs import access, choices, forms, queries
from partnerhood.pathway.needs.pages.voicing import to_needs
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.pages import asking, naming
from partnerhood.pathway.partnerships.pages.naming import nameless, somewhere
from partnerhood.pathway.partnerships.pages.reading import organisation_address

ON_THE_WALL = 12


@opens_to(access.need)
def need(request: HttpRequest, need) -> HttpResponse:
    """One need: its own words, what was done with it, and what the reader may do."""
    person = request.person
    close = queries.is_close_to(person, need)
    order = queries.order_of(need.hospital_id)
    rank = order.index(str(need.id)) + 1 if str(need.id) in order else None
    row = queries.row(need, person, rank, {} if close else nameless([need.hospital]))
    panels = [*queries.panels.beside(need, person), *queries.who_could_help.beside(need, person)]
    told = {
        "row": row,
        "state": choices.State(row.state),
        "stands": stands(row, close),
        "is_close": close,
        "trail": to_needs(need.hospital) if close else _to_public(),
        "panels": panels,
        "typed": _typed(person, need),
        "next": next((panel for panel in panels if panel.next_step), None),
        **_rights(person, need, row),
    }
    return render(request, "needs/need.html", told)


def _typed(person, need) -> dict[str, str]:
    """From which sheet of paper a need was typed in, and by whom: for its own house alone."""
    number = operations.paper_in(need.made_in) if person and person.is_of(need.hospital_id) else ""
    return {"paper": number, "who": people.names({need.voiced_by_id}).get(need.voiced_by_id, "")} if number else {}


def stands(row: queries.Row, close: bool) -> str:
    """Where a need stands, in one sentence."""
    sentences = {
        choices.State.UNCONFIRMED: _("Noted from a call: it counts once %(hospital)s says that it asks this."),
        choices.State.TAKEN_UP: _("A goal takes this need up."),
        choices.State.ANSWERED: _("This need has its answer."),
        choices.State.SET_ASIDE: _("This need is set aside, with the reason."),
    }
    state = choices.State(row.state)
    if state in sentences:
        return sentences[state] % {"hospital": row.hospital}
    if row.taken_by:
        return _taken_on(row, close)
    waits = [one.partner.known_as for one in row.offers if not one.left_at]
    if close and waits:
        return _("Laid before %(partners)s; there is no word yet.") % {"partners": ", ".join(waits)}
    return _("Nobody has answered this need yet.")


def _taken_on(row: queries.Row, close: bool) -> str:
    """The public reads that somebody takes a need on, and in short who: a name is told where names are."""
    if close:
        return _("%(partners)s takes this on. No goal answers it yet.") % {"partners": ", ".join(row.taken_by)}
    return _("A partner takes this on. No goal answers it yet.")


def _rights(person, need, row) -> dict[str, object]:
    """What this reader may do here: each of them one button or one short page."""
    own = person is not None and person.is_of(need.hospital_id)
    decides = access.decides(person, need)
    is_open = row.state == choices.State.OPEN
    return {
        "may_confirm": decides and row.state == choices.State.UNCONFIRMED,
        "may_answer": decides and row.state in (choices.State.OPEN, choices.State.TAKEN_UP),
        "may_offer": decides and row.state != choices.State.UNCONFIRMED,
        "may_release": decides and row.state != choices.State.UNCONFIRMED,
        "may_second": own and need.voiced_by_id != person.id and is_open,
        "may_ask_again": own and row.state in (choices.State.ANSWERED, choices.State.SET_ASIDE),
        "unread": row.last_answer if own and need.voiced_by_id == person.id else None,
        "may_reword": person is not None and access.rewords(person, need),
        "to_take": [
            one
            for one in row.offers
            if is_open and person and not (one.taken_at or one.left_at) and access.takes_on(person, one)
        ],
        "second": forms.Second(initial={"base": need.base}),
    }


def _to_public() -> list[Crumb]:
    return [Crumb(_("Needs met by nobody"), reverse("needs:met_by_nobody"))]


@opens_to(access.hospital_to_read)
def of_hospital(request: HttpRequest, hospital) -> HttpResponse:
    """The needs of a hospital in its own order: first what is open, and on another page what was answered."""
    person, answered = request.person, request.GET.get("answered", "") == "yes"
    keys, places = queries.in_own_order(hospital.id, person, answered=answered)
    page = paging.page(request.GET.get("page"), len(keys), answered="yes" if answered else "")
    inside = person is not None and person.is_of(hospital.id)
    partner = not inside and hospital.is_partner
    is_hidden = hospital.stands_still and not (inside or partner)
    other_words = {hospital.id: somewhere(hospital.country)} if is_hidden else {}
    address = "" if is_hidden else organisation_address(hospital.id)
    told = {
        "trail": [Crumb(hospital.known_as, address)] if address else [],
        "hospital": hospital,
        "known_as": somewhere(hospital.country) if is_hidden else hospital.known_as,
        "rows": [
            (row, choices.State(row.state)) for row in queries.rows(list(page.rows(keys)), person, places, other_words)
        ],
        "page": page,
        "answered": answered,
        "may_voice": inside,
        "may_note": partner,
        "may_rank": person is not None and person.has(hospital.id, *access.RANKERS),
        "empty": _nothing_yet(inside),
    }
    return render(request, "needs/of_hospital.html", told)


@opens_to(partnerships.partnership)
def of_partnership(request: HttpRequest, partnership) -> HttpResponse:
    """Whose needs are asked in a partnership: one goes on to the list of each partner that voiced any."""
    numbers = queries.counts([one.organisation_id for one in partnership.partners.all()], request.person)
    names = naming.names(partnership, naming.unnamed(partnership, partnership.is_inside))
    partners = [(key, names[key], numbers.get(key, 0)) for key in names]
    heard = [one for one in partners if one[2]]
    if len(heard) == 1:
        return redirect("needs:of_hospital", hospital_id=heard[0][0])
    told = {
        "partners": partners,
        "title": naming.title(partnership, partnership.is_inside),
        "is_inside": partnership.is_inside,
        "trail": [
            Crumb(
                naming.title(partnership, partnership.is_inside),
                reverse("partnerships:partnership", args=[partnership.id]),
            )
        ],
    }
    return render(request, "needs/of_partnership.html", told)


def _nothing_yet(inside: bool) -> Empty:
    return Empty(
        _("Here come the needs of the wards, in their own words."),
        _("They are the beginning of everything: a goal answers a need, and nobody makes one from an offer."),
        _("At night there is one bag for two delivery rooms. We want one in our own ward, and to learn to use it."),
        _("Voice a need") if inside else "",
        reverse("needs:voice") if inside else "",
    )


@opens_to(anyone)
def met_by_nobody(request: HttpRequest) -> HttpResponse:
    """Needs that everybody may read and nobody answered: the longest wait first."""
    needs = queries.met_by_nobody()
    page = paging.page(request.GET.get("page"), queries.count(needs))
    shown = list(page.rows(needs))
    other_words = nameless([need.hospital for need in shown])
    told = {"rows": [queries.row(one, None, None, other_words) for one in shown], "page": page}
    return render(request, "needs/met_by_nobody.html", told)


@opens_to(access.hospital_of_mine)
def wall(request: HttpRequest, hospital) -> HttpResponse:
    """What became of the needs of a ward, to print and hang on its wall."""
    wards = list(queries.wards(hospital.id))
    ward = _chosen(wards, request.GET.get("ward", ""))
    needs = queries.for_the_wall(hospital.id, ward.id if ward else None, ON_THE_WALL)
    panels = queries.panels.beside_all(needs, request.person)
    path = reverse("needs:wall", args=[hospital.id]) + (f"?ward={ward.id}" if ward else "")
    told = {
        "hospital": hospital,
        "ward": ward,
        "wards": wards,
        "rows": [(queries.row(one, request.person), panels[one.id]) for one in needs],
        "square": asking.square(path),
        "today": clock.today(),
        "trail": to_needs(hospital),
    }
    return render(request, "needs/wall.html", told)


def _chosen(wards: list, asked: str):
    found = [one for one in wards if str(one.id) == asked]
    if asked and not found:
        raise Http404
    return found[0] if found else None


@opens_to(access.need_to_hear)
def spoken(request: HttpRequest, need) -> HttpResponse:
    """The voice of a need."""
    return asking.file(need.voice, "need", number=need.id, part=request.headers.get("Range", ""))


@opens_to(access.need_to_hear)
def photo(request: HttpRequest, need) -> HttpResponse:
    """The photo of a need."""
    return asking.file(need.photo, "need", number=need.id)
