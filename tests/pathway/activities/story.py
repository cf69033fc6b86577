"""An activity that the cast planned and held, for every test of this room."""

from datetime import date

from partnerhood.ground.people import actions as people
from partnerhood.pathway.activities import actions
from partnerhood.pathway.activities.models import Activity, Session
from partnerhood.pathway.activities.rules import Attendee
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Partnership
from tests.cast import Cast, agreed_goal, by

FROM, TO = date(2025, 3, 3), date(2025, 3, 7)


def planned(who: Cast, *goals: Goal, **more: object) -> Activity:
    """A course that Lotte planned for a goal under both keys."""
    said: dict[str, object] = {
        "partnership": who.partnership,
        "hospital": who.lukanga,
        "title": "Les premières minutes",
        "language": "fr",
        "format": "course",
        "from_date": FROM,
        "to_date": TO,
        "led": "mixed",
        "leader_names": ["dr. Annelies Kempenaer"],
        "for_whom": "sages-femmes et infirmiers",
    }
    if "without_goal" not in more:
        said["goals"] = list(goals) or [agreed_goal(who)]
    return actions.plan(**{**said, **more}, deed=by(who.lotte))


def held(who: Cast, activity: Activity | None = None, **more: object) -> Session:
    """The same course as Mireille says it was held."""
    said: dict[str, object] = {"from_date": FROM, "to_date": TO, "led": "mixed"}
    return actions.hold(activity=activity or planned(who), **{**said, **more}, deed=by(who.mireille))


def listed(who: Cast, session: Session) -> Session:
    """Three people on its list, two of them women, one of them for a part."""
    people = [
        Attendee(name="Bijou Lemba Nkanza", cadre="sage-femme", place="maternité", sex="woman", minutes=1440),
        Attendee(name="Gloire Nzuzi Mbala", cadre="infirmier", place="néonatologie", sex="man", minutes=1440),
        Attendee(
            name="Ruth Matondo", cadre="aide-accoucheuse", place="maternité", sex="woman", minutes=720, whole=False
        ),
    ]
    return actions.attend(session=session, people=people, deed=by(who.mireille))


def began(who: Cast) -> Cast:
    """A partnership that began, which everybody may know of, and whose people read English here."""
    partnerships.move(partnership=who.partnership, state="active", reason="Depuis 2014", deed=by(who.lotte))
    who.partnership = Partnership.objects.get(pk=who.partnership.id)
    for person in (who.mireille, who.makiese, who.albertine, who.lotte, who.katrien):
        people.correct(person=person, language="en", deed=by(person))
    return who
