"""What people do with scorecards: who coordinates a network says by what it judges itself."""

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
from partnerhood.pathway.scorecards import queries, rules
from partnerhood.pathway.scorecards.models import Scorecard, ScorecardVersion

Why = Annotated[str, Field(max_length=2000)]
Code = Annotated[str, Field(max_length=8)]


class CannotBe(Refused):
    """A choice that does not go together."""

    SENTENCES = {
        "nothing": _("Choose at least one indicator. What is left blank stays visible."),
        "hospitals": _("Choose at least one hospital, among those that belong to the network now."),
        "twice": _("One of these stands under another aim already. One indicator counts once."),
        "unknown": _("One of these is not among the definitions that this network may choose from."),
        "split": _("This indicator cannot be split so."),
        "target": _("Good lies between two numbers here, which its definition says already."),
        "aims": _("The aims cannot be read."),
    }

    def __init__(self, fault: str) -> None:
        kind, _mark, which = fault.partition("_")
        fields = {"twice": f"fits_{which}", "unknown": f"fits_{which}", "nothing": None, "aims": None}
        super().__init__(self.SENTENCES[kind], field=fields.get(kind, fault))


class NoReason(Refused):
    """Hospitals read why their network looks at this, and why at something else than before."""

    sentence = _("Say why: the hospitals of your network read it.")
    field = "why"


class AsBefore(Refused):
    """A scorecard that is what it is already."""

    sentence = _("Nothing is different from what stands now.")


@operation(
    "scorecards.choose",
    version=1,
    who=organisations.may_run_network,
    book=lambda network, **_: book_of(network.coordinator_id),
    says=_("said by what the network judges itself"),
)
def choose(*, network: Network, content: rules.Content, why: Why, language: Code, deed: Deed) -> Scorecard:
    """Say by which indicators a network judges itself from now on, with which targets, and of which hospitals it is asked; what
    stood before stays readable."""
    for fault in () if deed.told else queries.faults(network.id, content):
        deed.refuse_if(True, CannotBe(fault))
    deed.refuse_if(not why.strip(), NoReason())
    now = None if deed.told else queries.now(network.id)
    deed.refuse_if(now is not None and queries.read(now) == content, AsBefore())
    kept = deed.add(Scorecard(id=ids.derived(network.id, "scorecard"), network=network))
    version = deed.add(
        ScorecardVersion(
            id=ids.derived(deed.id, "version"),
            scorecard=kept,
            content=content.model_dump(mode="json"),
            why=languages.said(why, language),
            person_id=deed.author,
            chosen_at=deed.recorded_at,
        )
    )
    return deed.change(kept, version=version)
