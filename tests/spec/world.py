"""A small world in which every address and every operation can be tried by everybody: one thing of each kind.

Its partnership began, and belongs to a network that a third organisation coordinates, so that the network's coordinator is
nobody's partner; each side has a member, a coordinator and a signatory.
"""

from dataclasses import dataclass, field
from datetime import date

from partnerhood.ground.conversations import access as conversations
from partnerhood.ground.conversations import actions as talking
from partnerhood.ground.conversations.models import Remark
from partnerhood.ground.operations.guard import building
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import NetworkInvitation, Organisation
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.accounts import links
from partnerhood.ground.people.models import Invitation, KeepingDevice, Person
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, ids
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures.models import PaperKey
from partnerhood.interfaces.exchange.hsds import writing as hsds
from partnerhood.interfaces.offline import scripts
from partnerhood.pathway.activities.models import Activity, Attendance, Session
from partnerhood.pathway.equipment import actions as equipment
from partnerhood.pathway.equipment.models import Device, Question, Status
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.handover import actions as handovers
from partnerhood.pathway.handover.models import Handover, Testimony
from partnerhood.pathway.indicators import actions as indicators
from partnerhood.pathway.indicators.models import Indicator
from partnerhood.pathway.indicators.rules import Content
from partnerhood.pathway.initiatives.models import Introduction
from partnerhood.pathway.measurement.models import Reading
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need, Offer
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Body, Charter, Invited, Partnership, Seat, Suspension
from partnerhood.pathway.programmes import actions as programmes
from partnerhood.pathway.programmes.models import GoalLink, Result
from partnerhood.pathway.reciprocity.models import Entry
from partnerhood.pathway.reporting import actions as reporting
from partnerhood.pathway.reporting.models import Mapping, Page, Report
from partnerhood.pathway.rounds.models import Action, Proposal, Round, Score
from partnerhood.pathway.scorecards import actions as scorecards
from partnerhood.pathway.scorecards import queries as scorecard_queries
from partnerhood.pathway.scorecards.models import ScorecardVersion
from partnerhood.pathway.services import actions as services
from partnerhood.pathway.services.models import Elsewhere, Service
from tests.cast import OPERATOR, Cast, by, cast, content
from tests.files import picture_of, sound_of
from tests.pathway.activities import story as activity_story
from tests.pathway.exploration import story as exploration_story
from tests.pathway.handover import story as handover_story
from tests.pathway.initiatives import story as initiative_story
from tests.pathway.measurement import story as measurement_story
from tests.pathway.programmes.activities import activity as published
from tests.pathway.programmes.activities import bring_in
from tests.pathway.reciprocity import story as reciprocity_story
from tests.pathway.reporting import story as reporting_story
from tests.pathway.rounds import story as round_story
from tests.pathway.scorecards import story as scorecard_story
from tests.pathway.services import story as service_story
from tests.spec import meetings

ABOUT = "matrix"
PERSONAS = (
    "anonymous",
    "stranger",
    "hospital member",
    "hospital coordinator",
    "hospital signatory",
    "partner member",
    "partner coordinator",
    "partner signatory",
    "network coordinator",
    "suspended",
)


@dataclass
class World:
    """The cast, the things, and everybody by what they are."""

    who: Cast
    people: dict[str, Person | None]
    need: Need
    """Voiced, and laid before Wilgenbeke."""
    kept: Need
    """Voiced, and laid before nobody."""
    released: Need
    noted: Need
    offer: Offer
    goal: Goal
    """Proposed, under no key."""
    paper: PaperKey
    agreed: Goal
    reading: Reading
    activity: Activity
    session: Session
    attendance: Attendance
    device: Device
    """Broken, reported by Mireille with a photo."""
    status: Status
    question: Question
    """Asked of Lotte about the device."""
    report: Report
    page: Page
    """What Mireille counted in October."""
    mapping: Mapping
    """Where a number of the national system counts at Lukanga."""
    indicator: Indicator
    """What Lukanga counts in its own way."""
    charter: Charter
    suspension: Suspension
    invited: Invited
    """Lukanga, asked by Wilgenbeke to work together in something else."""
    body: Body
    network_body: Body
    seat: Seat
    network_seat: Seat
    round: Round
    score: Score
    proposal: Proposal
    action: Action
    handover: Handover
    testimony: Testimony
    entry: Entry
    """What Lukanga says of its hours."""
    service: Service
    """Offered by Lukanga."""
    noted_service: Service
    """Noted for Lukanga by who coordinates its network, and not yet confirmed."""
    not_here: Elsewhere
    done: initiative_story.There
    """What is done in the network: an initiative of Lukanga's, and one of somebody who has no page here."""
    introduction: Introduction
    """The two, introduced to each other and not yet answered."""
    explored: exploration_story.Everything
    """A dossier of the same two houses, which Mireille's group and Katrien's board work on."""
    met: meetings.Everything
    """Meetings of groups of both houses, and who joins the network without an account."""
    scorecard: ScorecardVersion
    """By what the network judges itself."""
    result: Result
    link: GoalLink
    invitation: Invitation
    network_invitation: NetworkInvitation
    remark: Remark
    names: dict[str, str] = field(default_factory=dict)
    """What stands for each name in an address."""
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    """Other things of the same kind that open to others: what stands for the same names then."""


def world() -> World:
    """The small world, made by deeds alone."""
    who = cast()
    everybody = _everybody(who)
    _partnership(who, everybody["network coordinator"])
    told = {**_needs(who), **_papers(who, everybody["network coordinator"])}
    told |= {"indicator": _indicator(who), "report": _report(who), "mapping": _mapping(who)}
    shown = {"file": picture_of(who.mireille), "deed": by(who.mireille)}
    told |= {"page": reporting.show_page(report=told["report"], **shown)}
    told |= {"network_invitation": _invited_to_network(who, everybody["network coordinator"])}
    told |= _devices(who)
    told |= {"scorecard": _scorecard(who, everybody["network coordinator"])}
    told |= _goals(who, told["need"])
    told |= {"entry": reciprocity_story.said(who), "explored": exploration_story.everything(who)}
    told |= _services(who, everybody["network coordinator"])
    told |= {"met": meetings.everything(who, everybody["network coordinator"])}
    told |= _initiatives(who, everybody["network coordinator"])
    told |= _work(who, told["agreed"]) | _rounds(who) | _programme(who, told["agreed"]) | _words(who)
    made = World(who, everybody, **told)
    made.names = _names(made)
    made.others = _others(made)
    return made


def _everybody(who: Cast) -> dict[str, Person | None]:
    secretariat = organisations.found(
        key=ids.named("secretariat"), name="Zorg Overal", kind="ngo", country="BE", deed=OPERATOR
    )
    who.network = organisations.found_network(name="Zending", kind="twinning", coordinator=secretariat, deed=OPERATOR)
    return {
        "anonymous": None,
        "stranger": who.rekia,
        "hospital member": who.mireille,
        "hospital coordinator": who.albertine,
        "hospital signatory": who.makiese,
        "partner member": people.welcome(organisation=who.wilgenbeke, name="Stijn", kind="member", deed=OPERATOR),
        "partner coordinator": who.lotte,
        "partner signatory": who.katrien,
        "network coordinator": people.welcome(organisation=secretariat, name="Joke", kind="coordinator", deed=OPERATOR),
        "suspended": who.suspended,
    }


def _report(who: Cast) -> Report:
    cells = {reporting_story.Key("newborn_breathing_60s"): reporting_story.figure(14, 24)}
    return reporting_story.reported(who, cells)


def _mapping(who: Cast) -> Mapping:
    key = reporting_story.Key("dhis2:born")
    reporting_story.reported(
        who, {key: reporting_story.figure(412)}, origin="dhis2", names={"dhis2:born": "Naissances"}
    )
    said = {"element": "dhis2:born", "indicator": "newborn_deaths_in_hospital", "side": "denominator"}
    return reporting.map_to(hospital=who.lukanga, **said, deed=by(who.albertine))


def _indicator(who: Cast) -> Indicator:
    said = {"language": "fr", "name": "Nuits éclairées", "why": "Pour coudre", "numerator": "Nuits avec du courant"}
    return indicators.define(organisation=who.lukanga, content=Content(**said), deed=by(who.albertine))


def _invited_to_network(who: Cast, joke: Person | None) -> NetworkInvitation:
    """The hospital is invited into another network that the same house coordinates."""
    another = organisations.found_network(
        name="Autre réseau", kind="twinning", coordinator=who.network.coordinator, deed=by(joke)
    )
    return organisations.invite_to_network(network=another, organisation=who.lukanga, deed=by(joke))


def _scorecard(who: Cast, joke: Person | None) -> ScorecardVersion:
    """By how soon newborns breathe, at Lukanga."""
    one = scorecard_story.Chosen(indicator="newborn_breathing_60s")
    said = scorecard_story.content(who, hospitals=[who.lukanga.id], groups={"care_quality": [one]})
    scorecards.choose(network=who.network, content=said, why="Ensemble", language="fr", deed=by(joke))
    found = scorecard_queries.now(who.network.id)
    assert found is not None
    return found


def _partnership(who: Cast, joke: Person | None) -> None:
    for one in (who.lukanga, who.wilgenbeke):
        organisations.join_network(network=who.network, organisation=one, deed=OPERATOR)
    who.partnership = partnerships.propose(
        key=ids.named("the partnership of the matrix"),
        name="Lukanga – Wilgenbeke",
        kind="twinning",
        network=who.network,
        partners=[who.lukanga, who.wilgenbeke],
        works_at=[who.lukanga],
        deed=OPERATOR,
    )
    partnerships.move(partnership=who.partnership, state="active", reason="Depuis 2014", deed=by(who.lotte))
    who.partnership = Partnership.objects.get(pk=who.partnership.id)


def _papers(who: Cast, joke: Person | None) -> dict:
    partnerships.write_charter(
        partnership=who.partnership, headings={"purpose": {"fr": "Ensemble"}}, deed=by(who.lotte)
    )
    suspension = partnerships.propose_suspension(
        partnership=who.partnership,
        reason="security",
        words="La route",
        language="fr",
        since_date=date(2025, 2, 14),
        deed=by(who.albertine),
    )
    second = partnerships.propose(
        key=ids.named("the second partnership of the matrix"),
        name="Lukanga – Wilgenbeke, laboratoire",
        kind="regional",
        partners=[who.lukanga, who.wilgenbeke],
        works_at=[who.lukanga],
        deed=by(who.lotte),
    )
    group = {"name": "Groupe", "kind": "working-group"}
    body = partnerships.open_body(partnership=who.partnership, **group, deed=by(who.lotte))
    network_body = partnerships.open_body(network=who.network, **group, deed=by(joke))
    term = {"person": who.makiese, "from_date": date(2024, 1, 1)}
    return {
        "charter": Charter.objects.get(partnership=who.partnership),
        "suspension": suspension,
        "invited": second.invited.get(),
        "body": body,
        "network_body": network_body,
        "seat": partnerships.seat(body=body, **term, deed=by(who.lotte)),
        "network_seat": partnerships.seat(body=network_body, **term, deed=by(joke)),
    }


def _needs(who: Cast) -> dict:
    brought = {"voice": sound_of(who.mireille), "photo": picture_of(who.mireille)}
    said = {"hospital": who.lukanga, "language": "fr", "ward": who.newborn, **brought}
    voiced = [
        needs.voice(words=words, voice_seconds=9, **said, deed=by(who.mireille))
        for words in ("De l'eau", "Une lampe", "Des gants")
    ]
    needs.offer(need=voiced[0], partners=[who.wilgenbeke], deed=by(who.makiese))
    needs.release(need=voiced[2], deed=by(who.makiese))
    noted = needs.note(hospital=who.lukanga, words="Réactif", language="fr", noted_from="Dr Kparou", deed=by(who.lotte))
    return {
        "need": voiced[0],
        "kept": voiced[1],
        "released": voiced[2],
        "noted": noted,
        "offer": Offer.objects.get(need=voiced[0]),
    }


def _devices(who: Cast) -> dict:
    said = {
        "kind": "oxygen_concentrator",
        "name": "OC-11",
        "ward": who.newborn,
        "words": "Il siffle",
        "language": "fr",
    }
    brought = picture_of(who.mireille)
    status = equipment.report_unlisted(
        hospital=who.lukanga, state="broken", photo=brought, **said, deed=by(who.mireille)
    )
    asked = {"to": who.lotte, "words": "Que faire ?", "language": "fr", "photo": brought}
    question = equipment.ask(device=status.device, **asked, deed=by(who.mireille))
    return {"device": status.device, "status": status, "question": question}


def _services(who: Cast, joke: Person | None) -> dict:
    said = {"organisation": who.lukanga, "kind": "dialysis", "language": "fr"}
    return {
        "service": service_story.offered(who),
        "noted_service": service_story.noted(who, joke, "maternity"),
        "not_here": services.say_elsewhere(**said, deed=by(who.albertine)),
    }


def _initiatives(who: Cast, joke: Person | None) -> dict:
    made = initiative_story.there(who, joke)
    return {"done": made, "introduction": initiative_story.introduced(who, made, joke)}


def _goals(who: Cast, need: Need) -> dict:
    goal = goals.propose(
        partnership=who.partnership,
        hospital=who.lukanga,
        domain="newborn_care",
        content=content(),
        needs=[need],
        on_behalf_of=who.wilgenbeke,
        deed=by(who.lotte),
    )
    paper = goals.enter_paper(
        goal=goal,
        wording=goal.wording.fingerprint,
        on_behalf_of=who.lukanga,
        signer="Dr Makiese",
        signed_date=date(2024, 5, 22),
        photo=picture_of(who.mireille),
        deed=by(who.mireille),
    )
    return {"goal": goal, "paper": paper, "agreed": measurement_story.measured(who)}


def _work(who: Cast, agreed: Goal) -> dict:
    activity = activity_story.planned(who, agreed)
    session = activity_story.held(who, activity)
    activity_story.listed(who, session)
    return {
        "reading": measurement_story.read(who, measurement_story.measure(agreed)),
        "activity": activity,
        "session": session,
        "attendance": Attendance.objects.filter(session=session).first(),
    }


def _rounds(who: Cast) -> dict:
    kept = picture_of(who.mireille, who.makiese)
    opened = round_story.opened(who)
    round_story.own(who, opened, 2, evidence=[round_story.Shown(words="tableau", file=kept)])
    round_story.other(who, opened, 2)
    proposal = round_story.proposed(who, opened)
    round_story.planned(who, opened)
    handover = handover_story.asked(who)
    testimony = handovers.answer(
        handover=handover,
        criterion="results_held",
        on_behalf_of=who.lukanga,
        met="met",
        words="Le registre",
        language="fr",
        file=kept,
        deed=by(who.makiese),
    )
    handover_story.planned(who, handover)
    return {
        "round": opened,
        "score": Score.objects.get(round=opened, organisation=who.lukanga),
        "proposal": proposal,
        "action": Action.objects.get(round=opened),
        "handover": Handover.objects.get(pk=handover.id),
        "testimony": testimony,
    }


def _programme(who: Cast, agreed: Goal) -> dict:
    """A funder's programme of the two partners, who are known to the world by their identifiers from before."""
    parts = [{"role": "1", "identifier": "BE-KBO-1"}, {"role": "4", "identifier": "CD-MJDH-1"}]
    with building():
        for one, part in zip((who.wilgenbeke, who.lukanga), parts, strict=True):
            Organisation.objects.filter(pk=one.pk).update(identifier=part["identifier"])
    bring_in(published(participants=parts), who.network)
    result = Result.objects.get()
    return {"result": result, "link": programmes.link_goal(result=result, goal=agreed, deed=by(who.lotte))}


def _words(who: Cast) -> dict:
    """Talk about the partnership, which its own people take part in."""
    there, book = who.partnership.id, book_of(who.partnership.id)
    concerned = frozenset({who.lukanga.id, who.wilgenbeke.id})

    def find(person: Standing, wanted: object) -> conversations.Subject | None:
        inside = wanted == there and any(person.is_of(one) for one in concerned)
        return conversations.Subject(ABOUT, there, "A thing", "/", concerned, book) if inside else None

    conversations.register(ABOUT, find, lambda wanted: book if wanted == there else None)
    said = talking.say(about=ABOUT, subject=there, words="Quand ?", language="fr", deed=by(who.mireille))
    invitation = people.invite(
        organisation=who.lukanga, name="Bijou", email="bijou@example.org", deed=by(who.albertine)
    )
    return {"remark": said, "invitation": invitation}


def _keeping(who: Cast) -> KeepingDevice:
    """A tablet that keeps Mireille's pages."""
    said = {"device": ids.derived(who.mireille.id, "tablet"), "first_at": clock.now(), "seen_at": clock.now()}
    return KeepingDevice.objects.create(id=ids.derived(who.mireille.id, "kept"), person=who.mireille, **said)


def _names(made: World) -> dict[str, str]:
    who = made.who
    things = {
        "need_id": made.need,
        "offer_id": made.offer,
        "goal_id": made.goal,
        "paper_id": made.paper,
        "wording_id": made.goal.wording,
        "hospital_id": who.lukanga,
        "organisation_id": who.lukanga,
        "partnership_id": who.partnership,
        "subject_id": who.partnership,
        "suspension_id": made.suspension,
        "invited_id": made.invited,
        "invitation_id": made.network_invitation,
        "network_id": who.network,
        "body_id": made.body,
        "seat_id": made.seat,
        "person_id": who.mireille,
        "role_id": who.mireille.roles.get(),
        "remark_id": made.remark,
        "activity_id": made.activity,
        "session_id": made.session,
        "attendance_id": made.attendance,
        "service_id": made.service,
        "elsewhere_id": made.not_here,
        "place_id": who.lukanga,
        "site_id": who.newborn,
        "device_id": made.device,
        "keeping_id": _keeping(who),
        "status_id": made.status,
        "question_id": made.question,
        "reading_id": made.reading,
        "indicator_id": made.indicator,
        "report_id": made.report,
        "page_id": made.page,
        "mapping_id": made.mapping,
        "programme_id": made.result.programme,
        "result_id": made.result,
        "link_id": made.link,
        "round_id": made.round,
        "score_id": made.score,
        "proposal_id": made.proposal,
        "action_id": made.action,
        "handover_id": made.handover,
        "testimony_id": made.testimony,
        "entry_id": made.entry,
        "version_id": made.scorecard,
        "theme_id": made.done.theme,
        "neighbourhood_id": made.done.bas,
        "initiative_id": made.done.mothers,
        "other_id": made.done.moeders,
        "introduction_id": made.introduction,
        "row_id": made.need,
        **_explored(made.explored),
        **meetings.names(made.met),
    }
    words = {
        "about": ABOUT,
        "domain": "newborn_care",
        "criterion": "results_held",
        "key": "share",
        "code": "newborn_breathing_60s",
        "tongue": "nl",
        "months": "6",
        "days": "2025-10",
        "element": "born",
        "kind": "missions",
        "device_kind": "oxygen_concentrator",
        "name": "style.css",
        "token": "not-a-token",
        "label": "needs.need",
        "instrument": "health_check",
        "language": "nl",
        "mark": scripts.name("page"),
        "what": "cost",
        "share": "sessions_led",
        "taxonomy_id": str(hsds.KINDS),
        "term_id": str(hsds.term_key("dialysis")),
        "number": "1",
        "rest": "Patient",
        "aspect": "patients",
        "audience": "staff",
    }
    return {name: str(thing.pk) for name, thing in things.items()} | words


def _explored(there: exploration_story.Everything) -> dict[str, Record]:
    return {
        "exploring_id": there.exploring,
        "exploration_id": there.told.exploration,
        "statement_id": there.told.mandate,
        "communique_id": there.communique,
        "outcome_id": there.outcome,
        "phase_id": there.phase,
        "area_id": there.area,
        "figure_id": there.figure,
        "option_id": there.option,
        "hearing_id": there.hearing,
        "asked_id": there.question,
        "weigher_id": there.told.group,
    }


def _others(made: World) -> dict[str, dict[str, str]]:
    who = made.who
    rows = {
        "partnerships.partnership": who.partnership,
        "goals.goal": made.goal,
        "organisations.organisation": who.lukanga,
        "equipment.device": made.device,
        "equipment.status": made.status,
    }
    talked = {
        "partnerships.partnership": who.partnership,
        "goals.goal": made.goal,
        "needs.need": made.need,
        "activities.activity": made.activity,
        "rounds.round": made.round,
        "handover.handover": made.handover,
    }
    return {
        **{f"about {label}": {"about": label, "subject_id": str(one.pk)} for label, one in talked.items()},
        "confidential area": {"area_id": str(made.explored.hidden_area.id)},
        "confidential figure": {"figure_id": str(made.explored.hidden_figure.id)},
        "confidential option": {"option_id": str(made.explored.hidden_option.id)},
        "that nobody was told of": {"statement_id": str(made.explored.said.id)},
        **meetings.others(made.met),
        "kept in the house": {"need_id": str(made.kept.id)},
        "noted from a call": {"need_id": str(made.noted.id)},
        "noted": {"service_id": str(made.noted_service.id)},
        "released": {"need_id": str(made.released.id)},
        "of somebody without a page": {"initiative_id": str(made.done.moeders.id)},
        "agreed": {"goal_id": str(made.agreed.id)},
        "of the network": {"body_id": str(made.network_body.id)},
        "in the network": {"seat_id": str(made.network_seat.id)},
        "with an invitation": {"token": links.invitation_token(made.invitation.id)},
        **{label: {"label": label, "row_id": str(row.id)} for label, row in rows.items()},
        "needs.need kept in the house": {"label": "needs.need", "row_id": str(made.kept.id)},
    }
