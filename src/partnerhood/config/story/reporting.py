"""What hospitals counted, month by month: reported, put right, the page shown, looked at by a partner."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from partnerhood.config.story import drawing
from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.ground.operations import papers
from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.indicators.models import Indicator
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import actions as reporting
from partnerhood.pathway.reporting import queries, rules
from partnerhood.pathway.reporting.rules import Key


def scenes(network: str) -> Iterator[Scene]:
    """Every report of every hospital, and who looked at it."""
    for hospital, told in page(network, "reports").items():
        usual = {name: value for name, value in told.items() if name != "reports"}
        for one in told["reports"]:
            said = {"of": hospital, **usual, **one}
            code = f"{hospital} {one['month']} {one['at']}"
            yield scene(_report, code, said)
            if "page" in one:
                yield scene(_show, code, {**usual, **one["page"]})
            if "looked" in one:
                yield scene(_look, code, one["looked"])


def _report(story: Story, code: str, said: dict[str, Any]) -> None:
    hospital, days = story[said["of"]], rules.days_named(said["month"])
    assert days, said["month"]
    seen = queries.on(hospital.id, days)
    cells = {_key(story, name): Figure(Decimal(one), Decimal(all_)) for name, (one, all_) in said["cells"].items()}
    made = reporting.report(
        hospital=hospital,
        from_date=days[0],
        to_date=days[1],
        cells=rules.columns(cells),
        source=said["source"],
        seen=seen[-1].id if seen else None,
        why=said.get("why", ""),
        left_out=said.get("left_out", ""),
        note=said.get("note", ""),
        language=said["language"],
        sure=said.get("sure", False),
        deed=_typed_in(story.by(said["by"]), hospital, said),
    )
    story.keep(code, made)


def _typed_in(claim: Claim, hospital: Organisation, said: dict[str, Any]) -> Claim:
    """Some months were counted on a printed sheet, whose number says which deed it is."""
    count = reverse("reporting:count", args=[hospital.id, said["month"]])
    return papers.claimed(claim, said.get("paper", ""), count)


def _key(story: Story, name: str) -> Key:
    """A cell by the code of a definition that stands ready, or by the name of one that the story's houses made."""
    indicator, _, split = name.partition("/")
    own = story.things.get(indicator)
    return Key(str(own.version_id) if isinstance(own, Indicator) else indicator, split=split)


def _show(story: Story, code: str, said: dict[str, Any]) -> None:
    reporting.show_page(
        report=story[code],
        file=drawing.photo(said["lines"], story[said["by"]].id),
        words=said["words"],
        language=said["language"],
        deed=story.by(said["by"]),
    )


def _look(story: Story, code: str, said: dict[str, Any]) -> None:
    reporting.look_at(
        report=story[code],
        on_behalf_of=story[said["for"]],
        words=said["words"],
        language=said["language"],
        deed=story.by(said["by"]),
    )
