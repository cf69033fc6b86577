"""Pages where goals are read: one, those of a partnership, and every wording that one ever had."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb, Empty
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.goals import access, choices, queries, rules
from partnerhood.pathway.goals.pages.wording import differences, public_sections, sections
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.pages import keys, naming


@opens_to(access.goal)
def goal(request: HttpRequest, goal) -> HttpResponse:
    """One goal: its exact words, the keys under them, what it answers, and what may be done."""
    person, row = request.person, queries.row(goal)
    other_words = naming.unnamed(goal.partnership, goal.is_inside)
    names = naming.names(goal.partnership, other_words)
    still = goal.partnership.state == "suspended" and not goal.is_inside
    told = {
        "goal": goal,
        "row": row,
        "state": choices.State(row.state),
        "hospital": names.get(goal.hospital_id, goal.hospital.known_as),
        "domain": vocabulary.name("domains", goal.domain),
        "sections": () if still else _sections(goal)[1:],
        "keyring": _keyring(goal, row, names, person),
        "is_silent": still,
        "needs": [_asked(link.need, person, other_words) for link in goal.answers_needs.all()],
        "unread": goal.needs_number - len(goal.answers_needs.all()),
        "opinions": queries.opinions(goal.id) if goal.is_inside and goal.has_opinions else (),
        "readings": queries.translations(goal.wording_id) if goal.has_readings else (),
        "panels": () if still else queries.panels.beside(goal, person),
        "trail": trail(goal, is_inside=goal.is_inside),
        **_rights(goal, row, person),
    }
    return render(request, "goals/goal.html", told)


def _sections(goal) -> list:
    """What is signed, as this reader may know it."""
    content = queries.content(goal.wording)
    return sections(content) if goal.is_inside else public_sections(content)


def _keyring(goal, row, names: dict[UUID, str], person):
    open_keys = [party for party in partnerships.keys_held(person, access.parties(goal)) if party in row.missing]
    may = not goal.ended_at and goal.partnership.state != "suspended"
    address = reverse("goals:signature", args=[goal.id])
    return keys.keyring(
        goal.wording, row.signatures, names, is_inside=goal.is_inside, href=address, mine=open_keys if may else ()
    )


def _asked(need, person, other_words: dict[UUID, str]) -> dict[str, object]:
    """A need that the goal answers, with the place where it was asked, as this reader may know it."""
    inside = person is not None and person.is_of(need.hospital_id)
    unnamed = other_words.get(need.hospital_id)
    ward = need.ward.name if need.ward and not unnamed and (inside or not need.hospital_only) else ""
    hospital = unnamed or need.hospital.known_as
    return {"need": need, "place": f"{hospital}, {ward}" if ward else hospital}


def _rights(goal, row, person) -> dict[str, object]:
    words = bool(access.speaking(person, access.parties(goal)))
    held = partnerships.keys_held(person, access.parties(goal))
    return {
        "may_word": words and not goal.ended_at,
        "may_print": person is not None and any(person.is_of(party) for party in access.parties(goal)),
        "may_withdraw": bool(set(held) & row.keyring.signed),
        "may_tell": person is not None and person.has(goal.hospital_id, *access.WRITERS),
        "stands_still": goal.partnership.state == "suspended",
    }


def trail(goal, *, is_inside: bool, here: bool = False) -> list[Crumb]:
    """The way back from a goal to the goals of its partnership."""
    name = naming.title(goal.partnership, is_inside)
    found = [
        Crumb(name, reverse("partnerships:partnership", args=[goal.partnership_id])),
        Crumb(_("Goals"), reverse("goals:of_partnership", args=[goal.partnership_id])),
    ]
    return [*found, Crumb(_("The goal"), reverse("goals:goal", args=[goal.id]))] if here else found


@opens_to(partnerships.partnership)
def of_partnership(request: HttpRequest, partnership) -> HttpResponse:
    """The goals of a partnership: what waits for keys first, then what was agreed, then what ended."""
    page = paging.page(request.GET.get("page"), queries.listed.count(partnership.id, request.person))
    rows = queries.rows(queries.listed(partnership.id, request.person, page.start, page.start + paging.ROWS))
    other_words = naming.unnamed(partnership, partnership.is_inside)
    names = naming.names(partnership, other_words)
    writes = access.speaking(request.person, [one.organisation_id for one in partnership.partners.all()])
    told = {
        "partnership": partnership,
        "title": naming.title(partnership, partnership.is_inside),
        "rows": [_line(row, names) for row in rows],
        "share": rules.share_of_basic_care([_is_basic(row.goal.domain) for row in rows]),
        "page": page,
        "may_propose": bool(writes),
        "empty": _nothing_yet(partnership, bool(writes)),
        "trail": [
            Crumb(
                naming.title(partnership, partnership.is_inside),
                reverse("partnerships:partnership", args=[partnership.id]),
            )
        ],
    }
    return render(request, "goals/of_partnership.html", told)


def _line(row: queries.Row, names: dict[UUID, str]) -> dict[str, object]:
    return {
        "row": row,
        "state": choices.State(row.state),
        "hospital": names.get(row.goal.hospital_id, row.goal.hospital.known_as),
        "domain": vocabulary.name("domains", row.goal.domain),
        "waits_for": [names.get(party, "") for party in sorted(row.missing, key=lambda party: names.get(party, ""))],
    }


def _is_basic(domain: str) -> bool:
    return any(one.basic for one in vocabulary.domains() if one.code == domain)


def _nothing_yet(partnership, writes: bool) -> Empty:
    return Empty(
        _("Here come the goals that the partners sign together."),
        _(
            "A goal answers a need, says how it is measured and how it ends, and counts when every partner turned its key."
        ),
        _("By the end of 2026, six in ten of those present at births ventilate a newborn within sixty seconds."),
        _("Propose a goal") if writes else "",
        reverse("goals:propose", args=[partnership.id]) if writes else "",
    )


@opens_to(access.goal_history)
def history(request: HttpRequest, goal) -> HttpResponse:
    """Every wording of a goal, the newest first, with what changed from one to the next; each with its keys."""
    found = list(queries.wordings(goal.id))
    before = [*found[1:], None]
    names = naming.names(goal.partnership, naming.unnamed(goal.partnership, goal.is_inside))
    turned = queries.signatures_of(found)
    told = {
        "goal": goal,
        "wordings": [
            {
                "wording": wording,
                "code": keys.short(wording.fingerprint),
                "changes": differences(queries.content(earlier), queries.content(wording)) if earlier else [],
                "sections": [] if earlier else sections(queries.content(wording)),
                "language": wording.content["language"],
                "keyring": keys.keyring(
                    wording, turned.get(wording.id, ()), names, is_inside=goal.is_inside, is_past=bool(number)
                ),
                "taken_back": [one.withdrawal for one in turned.get(wording.id, ()) if hasattr(one, "withdrawal")],
            }
            for number, (wording, earlier) in enumerate(zip(found, before, strict=True))
        ],
        "trail": trail(goal, is_inside=goal.is_inside, here=True),
    }
    return render(request, "goals/history.html", told)
