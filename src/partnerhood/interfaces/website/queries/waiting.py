"""What waits for one person: what it is, since when, and where it is done. The most pressing first.

Each room answers with a QuerySet of things; they are asked together in one query, so that a page costs the same for somebody
with three partnerships and for somebody with thirty.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DateTimeField, F, Min, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from partnerhood.ground.conversations import queries as conversations
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, languages, plans
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.rules import months_later
from partnerhood.pathway.activities import queries as activities
from partnerhood.pathway.equipment import queries as equipment
from partnerhood.pathway.exploration import queries as explorations
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.handover import queries as handovers
from partnerhood.pathway.handover.rules import EARLY, LOOKS
from partnerhood.pathway.initiatives import queries as initiatives
from partnerhood.pathway.initiatives.rules.hearing import A_YEAR
from partnerhood.pathway.meetings import queries as meetings
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.rules import REVIEW_EVERY
from partnerhood.pathway.programmes import queries as programmes
from partnerhood.pathway.rounds import queries as rounds
from partnerhood.pathway.rounds.choices import LADDER
from partnerhood.pathway.services import queries as services

FRESH = timedelta(days=60)
SOON = timedelta(days=14)
QUOTED = 80
DECIDES = (RoleKind.HEAD, RoleKind.SIGNATORY, RoleKind.COORDINATOR)


@dataclass(frozen=True)
class Item:
    """Something that waits. `address` and `key` name the page where it is done; `button` is what one does there."""

    sentence: str
    button: str
    address: str
    key: UUID
    since: datetime | None
    about: str = ""

    @property
    def names(self) -> list[object]:
        """What the address names: the thing, after what kind of thing it is where the address says so."""
        return [self.about, self.key] if self.about else [self.key]


@dataclass(frozen=True)
class _Kind:
    """One kind of thing that waits: its sentence (`%(text)s` and `%(name)s` stand in it), its button and its page."""

    sentence: Any
    button: Any
    address: str


def items(person: Standing) -> list[Item]:
    """Everything that waits for somebody, the most pressing first."""
    fresh, late = clock.now() - FRESH, clock.now() - REVIEW_EVERY + SOON
    asked = sorted(_asked(person, fresh, late, clock.now() - A_YEAR), key=lambda row: (row[0], row[2]))
    return [*map(_told, asked), *_scores(person), *_looks(person)]


def _kinds() -> dict[str, _Kind]:
    """The kinds in the order in which they press."""
    sign = _("Read and sign")
    return {
        "1 goal": _Kind(_("A goal waits for your key: %(text)s"), sign, "goals:signature"),
        "1 step": _Kind(_("%(name)s: the step for %(text)s waits for your key"), sign, "rounds:sign"),
        "1 handover": _Kind(
            _("%(name)s: the plan to hand over %(text)s waits: see what is still open, then turn your key"),
            _("Look and sign"),
            "handover:handover",
        ),
        "1 charter": _Kind(_("The charter of %(name)s waits for your key"), sign, "partnerships:sign_charter"),
        "1 still": _Kind(_("To let %(name)s stand still waits for your key"), sign, "partnerships:sign_suspension"),
        "1 words": _Kind(_("%(name)s: words of both boards wait for your key"), sign, "exploration:sign"),
        "1 minutes": _Kind(_("%(name)s: minutes wait for your key"), _("Read and approve"), "meetings:sign"),
        "1 result": _Kind("", sign, "programmes:programme"),
        "2 asked": _Kind(
            _("Others ask whether your house is a partner in “%(name)s”."), _("Read and answer"), "partnerships:answer"
        ),
        "2 network": _Kind(
            _("The network “%(name)s” asks whether your house joins."), _("Read and answer"), "organisations:network"
        ),
        "2 paper": _Kind(
            _("A signed page of %(text)s waits for your confirmation"), _("Look and confirm"), "goals:papers"
        ),
        "2 question": _Kind(
            _("%(name)s asks your organisation a question."), _("Read and answer"), "conversations:conversation"
        ),
        "2 boards": _Kind("", _("Read and answer"), "exploration:questions"),
        "2 device": _Kind(
            _("%(name)s asks you about a device: “%(text)s”"), _("Read and answer"), "equipment:question"
        ),
        "3 answer": _Kind(_("What you asked has an answer: “%(text)s”"), _("Read the answer"), "needs:need"),
        "3 tried": _Kind(
            _("%(name)s answered you about a device: “%(text)s” Does it work now?"),
            _("Say how it is"),
            "equipment:device",
        ),
        "3 join": _Kind("", _("Read and answer"), "partnerships:joiners"),
        "4 call": _Kind(
            _("Noted from a call with %(text)s: is this what your hospital asks?"),
            _("Read and confirm"),
            "needs:need",
        ),
        "4 care": _Kind(
            _("Your network noted care that your house offers, from %(text)s: is it so?"),
            _("Read and confirm"),
            "services:service",
        ),
        "5 need": _Kind("", _("Read and put in order"), "needs:of_hospital"),
        "6 offer": _Kind(_("%(name)s lays a need before you."), _("Read the need"), "needs:need"),
        "7 review": _Kind(_("%(name)s stands still. Is it still so?"), _("Look at it again"), "partnerships:review"),
        "8 held": _Kind(
            _("An activity at %(name)s is over. What came of it?"), _("Say what was held"), "activities:hold"
        ),
        "8 point": _Kind(_("You would do: %(text)s (%(name)s)"), _("Say what came of it"), "meetings:end_action"),
        "9 late": _Kind("", _("Say what came of it"), "rounds:open_points"),
        **_kinds_of_initiatives(),
    }


def _kinds_of_initiatives() -> dict[str, _Kind]:
    """What waits of what is done in a network."""
    return {
        "4 met": _Kind(
            _("%(name)s introduces you to somebody who may strengthen you."),
            _("Read why, and answer"),
            "initiatives:introduction",
        ),
        "9 runs": _Kind(_("Does “%(text)s” still run?"), _("Say how it is"), "initiatives:running"),
        "9 ask": _Kind("", _("Ask them"), "initiatives:to_ask"),
    }


def _told(row: tuple[Any, ...]) -> Item:
    which, key, since, text, name = row
    kind = _kinds()[which]
    if which == "5 need":
        count = int(text)
        said = ngettext("%(count)d need is not yet answered.", "%(count)d needs are not yet answered.", count)
        return Item(said % {"count": count}, kind.button, kind.address, key, since)
    if which == "9 late":
        count = int(text)
        said = ngettext(
            "%(name)s: %(count)d open point of yours is past its day.",
            "%(name)s: %(count)d open points of yours are past their day.",
            count,
        )
        return Item(said % {"count": count, "name": name}, kind.button, kind.address, key, since)
    if which == "9 ask":
        count = int(text)
        said = ngettext(
            "%(name)s: %(count)d initiative was not heard of for a year.",
            "%(name)s: %(count)d initiatives were not heard of for a year.",
            count,
        )
        return Item(said % {"count": count, "name": name}, kind.button, kind.address, key, since)
    if which == "1 result":
        count = int(text)
        said = ngettext(
            "%(name)s: %(count)d result waits for your key",
            "%(name)s: %(count)d results wait for your key",
            count,
        )
        return Item(said % {"count": count, "name": name}, kind.button, kind.address, key, since)
    if which == "2 boards":
        count = int(text)
        said = ngettext(
            "%(name)s: %(count)d question to the boards waits for an answer",
            "%(name)s: %(count)d questions to the boards wait for an answer",
            count,
        )
        return Item(said % {"count": count, "name": name}, kind.button, kind.address, key, since)
    if which == "3 join":
        count = int(text)
        said = ngettext("%(name)s: %(count)d person wants to join", "%(name)s: %(count)d people want to join", count)
        return Item(said % {"count": count, "name": name}, kind.button, kind.address, key, since)
    if which in ("3 answer", "2 device", "3 tried", "8 point", "9 runs"):
        text = _quoted(text)
    if which == "1 step":
        instrument, _space, item = text.partition(" ")
        text, is_step = rounds.item_name(instrument, item), instrument == LADDER
        kind = kind if is_step else replace(kind, sentence=_("%(name)s: the level for “%(text)s” waits for your key"))
    if which == "1 handover":
        text = vocabulary.name("domains", text)
    about = text if which == "2 question" else ""
    return Item(kind.sentence % {"text": text, "name": name}, kind.button, kind.address, key, since, about)


def _quoted(words: str) -> str:
    """The beginning of somebody's own words, in their language where they are there in it."""
    said, _language = languages.best(json.loads(words), get_language() or "en")
    short = Truncator(said or _("A spoken need"))
    return short.chars(QUOTED)


@plans.planned
def _asked(person: Standing, fresh: datetime, late: datetime, year_ago: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    """What every room answers, in one query: kind, key, since when, a text and a name."""
    signs = [which for which in person.organisations if person.has(which, RoleKind.SIGNATORY)]
    decides = [which for which in person.organisations if person.has(which, *DECIDES)]
    first, *others = [*_signed_by(signs), *_decided_by(decides, late), *_of(person, fresh, year_ago)]
    return first.union(*others, all=True)


def _row(found: QuerySet[Any], kind: str, key: str, since: Any, text: Any = "", name: Any = "") -> QuerySet[Any]:
    """One room's answer in the shape that all answers share."""
    said = {
        "kind_": Value(kind, CharField()),
        "since_": F(since) if isinstance(since, str) else since,
        "text_": text or Value("", CharField()),
        "name_": F(name) if name else Value("", CharField()),
    }
    return found.order_by().annotate(**said).values_list("kind_", key, "since_", "text_", "name_")


def _counted(unanswered: QuerySet[Any]) -> QuerySet[Any]:
    """Needs that wait for an answer: one line for each hospital, with their number and the oldest."""
    said = {"kind_": Value("5 need", CharField()), "name_": Value("", CharField())}
    by_hospital = unanswered.order_by().values("hospital")
    counted = by_hospital.annotate(since_=Min("voiced_at"), text_=Cast(Count("id"), CharField()), **said)
    return counted.values_list("kind_", "hospital", "since_", "text_", "name_")


def _late(actions: QuerySet[Any]) -> QuerySet[Any]:
    """Open points past their day: one line for each partnership, with their number and the oldest."""
    by_partnership = actions.order_by().annotate(kind_=Value("9 late", CharField())).values("kind_", "place_id")
    counted = by_partnership.annotate(
        since_=Cast(Min("by_date"), DateTimeField()),
        text_=Cast(Count("id"), CharField()),
        name_=Min("place_name"),
    )
    return counted.values_list("kind_", "place_id", "since_", "text_", "name_")


def _results(lacking: QuerySet[Any]) -> QuerySet[Any]:
    """Results that wait for a key: one line for each programme, with their number and the oldest."""
    by_programme = lacking.order_by().annotate(kind_=Value("1 result", CharField())).values("kind_", "programme_id")
    counted = by_programme.annotate(
        since_=Min("wording__made_at"), text_=Cast(Count("id"), CharField()), name_=Min("programme__name")
    )
    return counted.values_list("kind_", "programme_id", "since_", "text_", "name_")


def _joining(joiners: QuerySet[Any]) -> QuerySet[Any]:
    """Who wants to join a network: one line for each network, with their number and the first."""
    by_network = joiners.order_by().annotate(kind_=Value("3 join", CharField())).values("kind_", "network_id")
    counted = by_network.annotate(
        since_=Min("joined_at"), text_=Cast(Count("id"), CharField()), name_=Min("network__name")
    )
    return counted.values_list("kind_", "network_id", "since_", "text_", "name_")


def _to_ask(unheard: QuerySet[Any]) -> QuerySet[Any]:
    """Initiatives that were not heard of for a year: one line for who coordinates their network, with their number."""
    by_network = unheard.order_by().annotate(kind_=Value("9 ask", CharField())).values("kind_", "network_id")
    counted = by_network.annotate(
        since_=Min("heard_at"), text_=Cast(Count("id"), CharField()), name_=Min("network__name")
    )
    return counted.values_list("kind_", "network_id", "since_", "text_", "name_")


def _to_boards(asked: QuerySet[Any]) -> QuerySet[Any]:
    """Questions to two boards: one line for each dossier, with their number and the oldest."""
    by_dossier = asked.order_by().annotate(kind_=Value("2 boards", CharField())).values("kind_", "exploration_id")
    counted = by_dossier.annotate(
        since_=Cast(Min("asked_date"), DateTimeField()),
        text_=Cast(Count("id"), CharField()),
        name_=Min("exploration__partnership__name"),
    )
    return counted.values_list("kind_", "exploration_id", "since_", "text_", "name_")


def _signed_by(signs: list[UUID]) -> Iterator[QuerySet[Any]]:
    """What waits for the key of organisations that somebody signs for."""
    statement = Coalesce(goals.read_as(), KeyTextTransform("statement", "wording__content"))
    yield _row(goals.lacking_key(signs), "1 goal", "id", "wording__made_at", statement)
    steps = rounds.proposals_lacking_key(signs).annotate(
        where=Coalesce("round__hospital__name", "round__partnership__name")
    )
    said = Concat("round__instrument", Value(" "), "domain", output_field=CharField())
    yield _row(steps, "1 step", "id", "proposed_at", said, "where")
    plans = handovers.lacking_key(signs)
    yield _row(plans, "1 handover", "id", "wording__made_at", F("domain"), "hospital__name")
    charters = partnerships.charters_lacking_key(signs)
    yield _row(charters, "1 charter", "partnership_id", "wording__made_at", name="partnership__name")
    still = partnerships.suspensions_lacking_key(signs)
    yield _row(still, "1 still", "id", "proposed_at", name="partnership__name")
    papers = keys.unconfirmed_papers(signs).filter(wording__kind="goal")
    yield _row(papers, "2 paper", "wording__subject", "entered_at", F("signer"))
    yield _results(programmes.lacking_key(signs))
    words = explorations.lacking_key(signs)
    yield _row(words, "1 words", "id", "wording__made_at", name="exploration__partnership__name")


def _decided_by(decides: list[UUID], late: datetime) -> Iterator[QuerySet[Any]]:
    """What waits for a word of organisations that somebody decides for."""
    yield _row(partnerships.unanswered(decides), "2 asked", "id", "asked_at", name="partnership__name")
    yield _row(needs.unconfirmed(decides), "4 call", "id", "voiced_at", F("noted_from"))
    yield _counted(needs.unanswered(decides))
    yield _row(needs.laid_before(decides), "6 offer", "need_id", "offered_at", name="need__hospital__name")
    yield _row(
        partnerships.suspensions_to_review(decides, late), "7 review", "id", "looked_at", name="partnership__name"
    )
    yield _late(rounds.late_actions(decides, clock.today()))
    yield _to_boards(explorations.unanswered(decides))


def _of(person: Standing, fresh: datetime, year_ago: datetime) -> Iterator[QuerySet[Any]]:
    """What waits for somebody as themselves."""
    answered = needs.answered_since(person.id, fresh)
    yield _row(answered, "3 answer", "id", "answered_at", Cast("words", CharField()))
    over = activities.over(person.organisations)
    yield _row(over, "8 held", "id", Cast("to_date", DateTimeField()), name="hospital__name")
    runs = [which for which in person.organisations if person.has(which, RoleKind.COORDINATOR)]
    yield _row(organisations.networks_that_invite(runs), "2 network", "id", "invited_at", name="network__name")
    yield _joining(partnerships.joiners_waiting(runs))
    yield _row(meetings.lacking_key(person), "1 minutes", "id", "begins_at", name="body__name")
    agreed = meetings.waiting_actions(person.id)
    yield _row(agreed, "8 point", "id", "planned_at", Cast("what", CharField()), "meeting__body__name")
    yield _row(services.waiting_for(runs), "4 care", "id", "offered_at", F("noted_from"))
    yield _row(initiatives.unanswered(runs), "4 met", "id", "introduced_at", name="one__network__name")
    yield _row(initiatives.to_confirm(runs, year_ago), "9 runs", "id", "heard_at", Cast("name", CharField()))
    yield _to_ask(initiatives.to_ask(runs, year_ago))
    asked = equipment.unanswered(person.id)
    yield _row(asked, "2 device", "id", "asked_at", Cast("words", CharField()), "device__hospital__name")
    helped = equipment.answered(person.id, fresh)
    yield _row(helped, "3 tried", "device_id", "answered_at", Cast("answer", CharField()), "answered_by")
    questions = conversations.unanswered(person.organisations)
    yield _row(questions, "2 question", "subject", "said_at", F("about"), name="person__name")


def _scores(person: Standing) -> Iterator[Item]:
    """Rounds in which this person's side has still to score."""
    for one in rounds.to_score(person):
        said = (
            ngettext(
                "Round at %(name)s: your side has not scored %(count)d domain yet",
                "Round at %(name)s: your side has not scored %(count)d domains yet",
                one.number,
            )
            if one.round.hospital
            else ngettext(
                "%(name)s: your side has not answered %(count)d question about working together yet",
                "%(name)s: your side has not answered %(count)d questions about working together yet",
                one.number,
            )
        )
        words = said % {"name": rounds.looked_at(one.round), "count": one.number}
        yield Item(words, _("Score"), "rounds:round", one.round.id, one.since)


def _looks(person: Standing) -> Iterator[Item]:
    """Hand-overs at which somebody has to look again, or soon."""
    decides = [which for which in person.organisations if person.has(which, *DECIDES)]
    one: Any
    for one in handovers.standing(decides):
        looked = {check.months for check in one.checks.all()}
        due = [months_later(one.signed_at.date(), months) for months in LOOKS if months not in looked]
        if due and due[0] - EARLY <= clock.today():
            domain = vocabulary.name("domains", one.domain)
            words = _("%(name)s: look again at %(domain)s after the hand-over")
            said = words % {"name": one.hospital.known_as, "domain": domain}
            yield Item(said, _("Look again"), "handover:handover", one.id, one.signed_at)
