"""Areas of care, the facts of each, and the papers that working groups bring."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.pathway.exploration import access, choices, rules
from partnerhood.pathway.exploration.actions.shared import closed, judge_group, judge_party, said, shelf
from partnerhood.pathway.exploration.models import Area, Exploration, Figure
from partnerhood.pathway.partnerships.models import Body


@operation(
    "exploration.write_area",
    version=1,
    who=access.may_write_area,
    book=lambda exploration, **_: shelf(exploration),
    says=_("wrote down an area of care"),
)
def write_area(
    *,
    exploration: Exploration,
    content: rules.Area,
    body: Body | None = None,
    closing: rules.Closing | None = None,
    area: Area | None = None,
    deed: Deed,
) -> Area:
    """Write down an area, or put it right: what exists already with its strength, or something new, and which group looks."""
    exists = content.kind == choices.AreaKind.EXISTING.value
    strength = Refused(_("What exists already has a strength from 1 to 4; what is new has none yet."), field="strength")
    deed.refuse_if(exists != (content.strength is not None), strength)
    judge_group(body, exploration, deed)
    fields = {
        "name": said(content.name, content.language),
        "about": said(content.about, content.language),
        "kind": content.kind,
        "strength": content.strength,
        "since": content.since.strip(),
        "body": body,
        "due_date": content.due_date,
        **closed(closing, exploration, deed),
    }
    return deed.change(area, **fields) if area else deed.add(Area(id=deed.id, exploration=exploration, **fields))


@operation(
    "exploration.deliver",
    version=1,
    who=access.may_deliver,
    book=lambda area, **_: shelf(area.exploration),
    says=_("brought the paper of a working group"),
)
def deliver(*, area: Area, delivered_date: date, words: rules.Text, language: rules.Tongue, deed: Deed) -> Area:
    """Bring what a working group found about its area, and on which day it did."""
    ahead = delivered_date > deed.recorded_at.date()
    deed.refuse_if(ahead, Refused(_("This day has not come yet."), field="delivered_date"))
    deed.refuse_if(not words.strip(), Refused(_("Say in some sentences what the group found."), field="words"))
    return deed.change(area, delivered_date=delivered_date, findings=said(words, language))


@operation(
    "exploration.write_figure",
    version=1,
    who=access.may_write_figure,
    book=lambda area, **_: shelf(area.exploration),
    says=_("wrote down a fact of an area of care"),
)
def write_figure(
    *,
    area: Area,
    content: rules.Figure,
    organisation: Organisation | None = None,
    closing: rules.Closing | None = None,
    figure: Figure | None = None,
    deed: Deed,
) -> Figure:
    """Write down a fact of an area, of one house or of both, with its source and its day; or put it right."""
    if organisation:
        judge_party(organisation.id, area.exploration, deed, "organisation")
    ahead = content.on_date > deed.recorded_at.date()
    deed.refuse_if(ahead, Refused(_("This day has not come yet."), field="on_date"))
    fields = {
        "what": said(content.what, content.language),
        "value": content.value,
        "unit": content.unit.strip(),
        "source": content.source.strip(),
        "on_date": content.on_date,
        "organisation": organisation,
        **closed(closing, area.exploration, deed),
    }
    return deed.change(figure, **fields) if figure else deed.add(Figure(id=deed.id, area=area, **fields))
