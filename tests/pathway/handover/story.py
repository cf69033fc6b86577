"""A hand-over of newborn care at Lukanga, for tests."""

from datetime import UTC, date, datetime

from partnerhood.ground.records import clock
from partnerhood.pathway.goals.models import Measure
from partnerhood.pathway.handover import actions, queries
from partnerhood.pathway.handover.models import Handover
from partnerhood.pathway.handover.rules import Accepted, Beside, Content, Step
from partnerhood.pathway.measurement import actions as measurement
from tests.cast import Cast, by
from tests.pathway.rounds.story import whole

R1 = datetime(2024, 12, 2, 9, tzinfo=UTC)
RX = datetime(2025, 6, 9, 9, tzinfo=UTC)
READY = datetime(2025, 9, 1, 9, tzinfo=UTC)
OPEN = ("results_held", "successor_taught", "money", "protocols", "things_work", "authorities_know")


def asked(who: Cast) -> Handover:
    """A hand-over that Dr Makiese asked for."""
    return actions.ask(
        partnership=who.partnership,
        hospital=who.lukanga,
        domain="newborn_care",
        words="Nous le faisons seuls depuis un an.",
        language="fr",
        deed=by(who.makiese),
    )


def content(*accepted: str, **more: object) -> Content:
    """A whole plan; what is named is accepted as it is."""
    taken = [Accepted(criterion=one, reason="On y travaille", by_date=date(2027, 1, 1)) for one in accepted]
    said = {
        "language": "fr",
        "owner": "Mireille",
        "deputy": "Bijou",
        "call": "Annelies, UZ Wilgenbeke",
        "steps": [Step(half=1, what="Former deux nouvelles")],
        "stops": ["la visite annuelle"],
        "stays": ["someone_to_call", "newsletter"],
        "accepted": taken,
    }
    return Content(**{**said, **more})


def whole_plan(handover: Handover, said: Content) -> Content:
    """A plan with what is known today, and a word beside every figure."""
    fresh = Handover.objects.get(pk=handover.id)
    known = queries.known(fresh, said, clock.today())
    beside = [Beside(figure=one.key, words="Une grève en mars") for one in known.figures]
    return said.model_copy(update={"known": known, "beside": said.beside or beside})


def planned(who: Cast, handover: Handover, *accepted: str, **more: object) -> Handover:
    """A hand-over with its plan under the keys, and what is known on the day in it."""
    return actions.plan(
        handover=handover,
        on_behalf_of=who.lukanga,
        content=whole_plan(handover, content(*(accepted or OPEN), **more)),
        deed=by(who.makiese),
    )


def ready(who: Cast) -> Handover:
    """Two rounds at the target, six months apart, and the hospital asked."""
    whole(who, (4, 4), 4, R1)
    whole(who, (4, 4), 4, RX)
    with clock.at(READY):
        return asked(who)


def signed(who: Cast, at: datetime = READY) -> Handover:
    """A hand-over under both keys."""
    which = ready(who)
    with clock.at(at):
        planned(who, which)
        read = which.__class__.objects.get(pk=which.id)
        for house, person in ((who.lukanga, who.makiese), (who.wilgenbeke, who.katrien)):
            actions.sign(handover=read, wording=read.wording.fingerprint, on_behalf_of=house, deed=by(person))
    return read


def counted(who: Cast, measure: Measure, numerator: int, month: int) -> None:
    """A reading of so many in a hundred, in a month of 2025."""
    measurement.record(
        measure=measure,
        on_behalf_of=who.lukanga,
        numerator=numerator,
        denominator=100,
        from_date=date(2025, month, 1),
        to_date=date(2025, month + 1, 1),
        source="registre",
        sure=True,
        deed=by(who.makiese),
    )
