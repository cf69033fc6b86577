"""Which criteria a network asks before a hand-over: its coordinator says so, with a reason."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations import access as organisations
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Network
from partnerhood.ground.records import ids, languages
from partnerhood.pathway.handover import queries, rules
from partnerhood.pathway.handover.models import Criteria, CriteriaVersion

Why = Annotated[str, Field(max_length=2000)]
Code = Annotated[str, Field(max_length=8)]


class CannotBe(Refused):
    """A criterion that nobody leaves out, a number outside its bounds, or a criterion of one's own without words."""

    ALWAYS = _("This one always counts: it is the hospital's own word, or what both keys are about.")
    OUTSIDE = _("Choose a number between the two that are named.")
    BARE = _("Give your own criterion a name and say what is asked.")
    STRANGE = _("These criteria cannot be read. Choose among those that stand ready.")

    def __init__(self, field: str) -> None:
        kind = field.partition("_")[0]
        said = {
            "counts": self.ALWAYS,
            "name": self.BARE,
            "words": self.BARE,
            "counted": self.STRANGE,
            "own": self.STRANGE,
        }
        super().__init__(said.get(kind, self.OUTSIDE), field=field)


class NoReason(Refused):
    """Hospitals read why their network asks something else."""

    sentence = _("Say what changes, and why: the hospitals of your network read it.")
    field = "why"


class AsBefore(Refused):
    """Criteria that are what they are already."""

    sentence = _("Nothing is different from what is asked now.")


@operation(
    "handover.choose_criteria",
    version=1,
    who=organisations.may_run_network,
    book=lambda network, **_: book_of(network.coordinator_id),
    says=_("said which criteria count for a hand-over"),
)
def choose_criteria(*, network: Network, criteria: rules.Criteria, why: Why, language: Code, deed: Deed) -> Criteria:
    """Say which criteria the hospitals of a network are asked from now on, with which numbers, and which of its own; whoever
    asked for a hand-over before keeps those of that day."""
    for field in rules.faults(criteria, queries.ready()):
        deed.refuse_if(True, CannotBe(field))
    deed.refuse_if(not why.strip(), NoReason())
    now = None if deed.told else queries.of_network(network.id)
    same = not deed.told and criteria == (queries.read(now.content) if now else queries.of_house())
    deed.refuse_if(same, AsBefore())
    kept = deed.add(Criteria(id=ids.derived(network.id, "handover-criteria"), network=network))
    version = deed.add(
        CriteriaVersion(
            id=ids.derived(deed.id, "version"),
            criteria=kept,
            content=criteria.model_dump(mode="json"),
            why=languages.said(why, language),
            person_id=deed.author,
            chosen_at=deed.recorded_at,
        )
    )
    return deed.change(kept, version=version)
