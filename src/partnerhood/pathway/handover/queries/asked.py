"""Which criteria are asked: those that stand ready for all, or those that a network chose; a hand-over keeps its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from partnerhood.ground.records import plans
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.queries import Criterion
from partnerhood.pathway.handover import rules
from partnerhood.pathway.handover.models import Criteria, CriteriaVersion, Handover


@dataclass(frozen=True)
class Asked:
    """A criterion as one hand-over asks it."""

    code: str
    ready: Criterion | None
    own: rules.Own | None
    thresholds: Mapping[str, int]

    @property
    def name(self) -> str:
        """What it is called."""
        if self.own:
            return self.own.name
        return vocabulary.say(self.ready.name) if self.ready else self.code

    @property
    def text(self) -> str:
        """What exactly is asked."""
        if self.own:
            return self.own.words
        return self.ready.explained(get_language() or "en", self.thresholds) if self.ready else ""

    @property
    def language(self) -> str:
        """In which language a network wrote it; nothing where it is said in the reader's."""
        return self.own.language if self.own else ""

    @property
    def fact(self) -> str:
        """The name of the fact that answers it; a network's own is answered by people."""
        return self.ready.fact if self.ready else ""


def ready() -> dict[str, Criterion]:
    """The criteria that stand ready, by their code."""
    return {one.code: one for one in vocabulary.handover_criteria()}


def of_house() -> rules.Criteria:
    """Every criterion that stands ready, with our own thresholds."""
    return rules.whole(ready())


def of_handover(handover: Handover) -> list[Asked]:
    """The criteria that a hand-over was asked for under."""
    return asked(read(handover.criteria))


def read(content: Mapping[str, object]) -> rules.Criteria:
    """Criteria as they were kept; what stands ready where nobody chose."""
    known = {name: content[name] for name in rules.Criteria.model_fields if name in content}
    return rules.Criteria.model_validate(known) if known else of_house()


def asked(criteria: rules.Criteria) -> list[Asked]:
    """Criteria with their words, in the order in which they are asked."""
    here, counted = ready(), {one.code: one for one in criteria.counted}
    own = {one.code: one for one in criteria.own}
    return [
        Asked(code, None if code in own else here.get(code), own.get(code), _thresholds(counted.get(code)))
        for code in criteria.codes
    ]


def _thresholds(one: rules.CountedCriterion | None) -> Mapping[str, int]:
    return one.thresholds if one else {}


def of_network(network: UUID | None) -> CriteriaVersion | None:
    """What a network asks now, where it chose; nothing where it asks what stands ready for all."""
    return next(iter(_of_network(network)), None) if network else None


@plans.planned
def _of_network(network: UUID) -> QuerySet[CriteriaVersion]:
    return CriteriaVersion.objects.filter(pk__in=Criteria.objects.filter(network=network).values("version"))


@plans.planned
def history(network: UUID) -> QuerySet[CriteriaVersion]:
    """Everything that a network ever chose, the newest first."""
    said = CriteriaVersion.objects.filter(criteria__network=network).select_related("person")
    return said.order_by("-chosen_at", "-id")


def next_own(versions: list[CriteriaVersion]) -> str:
    """The name under which the next criterion of a network's own is answered: never one that meant something else."""
    numbers = [int(one.code.removeprefix("own-")) for version in versions for one in read(version.content).own]
    return f"own-{max(numbers, default=0) + 1}"
