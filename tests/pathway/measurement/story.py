"""A goal with a measure that the cast reads, for every test of this room."""

from datetime import date
from decimal import Decimal

from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal, Measure
from partnerhood.pathway.goals.rules import Content
from partnerhood.pathway.goals.rules import Measure as Measured
from partnerhood.pathway.measurement import actions
from partnerhood.pathway.measurement.models import Reading
from tests.cast import Cast, agreed_goal, by

SHARE = Measured(
    key="share",
    name="part en 60 s",
    unit="percent",
    numerator="soignants à 60 s ou moins",
    denominator="soignants vus six mois après",
    baseline="33.3",
    target="60",
    target_date="2026-12-31",
)
SECONDS = Measured(key="seconds", name="médiane", unit="seconds", direction="down", target="60")


def measured(who: Cast, *measures: Measured) -> Goal:
    """A goal under both keys, with measures that say what is counted."""
    signed = agreed_goal(who)
    content = Content(
        language="fr", statement="60 % ventilent en 60 secondes.", measures=list(measures or (SHARE, SECONDS))
    )
    goals.reword(goal=signed, content=content, deed=by(who.lotte))
    return sign(who, Goal.objects.get(pk=signed.id))


def sign(who: Cast, one: Goal) -> Goal:
    """Both keys under the words that stand."""
    for organisation, person in ((who.wilgenbeke, who.katrien), (who.lukanga, who.makiese)):
        goals.sign(goal=one, wording=one.wording.fingerprint, on_behalf_of=organisation, deed=by(person))
    return Goal.objects.get(pk=one.id)


def measure(one: Goal, key: str = "share") -> Measure:
    """A measure of a goal, as it stands."""
    return Measure.objects.get(goal=one, wording=one.wording_id, key=key)


def read(who: Cast, one: Measure, **more: object) -> Reading:
    """14 of 24 in October, as Mireille enters it for Lukanga."""
    said: dict[str, object] = {
        "on_behalf_of": who.lukanga,
        "from_date": date(2025, 10, 1),
        "to_date": date(2025, 11, 1),
        "source": "Cartes de compétence",
    }
    if "value" not in more:
        said |= {"numerator": Decimal(14), "denominator": Decimal(24)}
    return actions.record(measure=one, **{**said, **more}, deed=by(who.mireille))
