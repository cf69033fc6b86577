"""What people say of a device: what is wrong with it, that it works again, that nobody needs it any more."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.pathway.equipment import access, choices
from partnerhood.pathway.equipment.actions import keeping
from partnerhood.pathway.equipment.models import Device, Status


@operation(
    "equipment.report",
    version=1,
    who=access.may_say,
    book=lambda device, **_: book_of(device.hospital_id),
    says=_("said what is wrong with a device"),
    offline=True,
)
def report(
    *,
    device: Device,
    state: choices.State,
    waits_for: choices.WaitsFor | None = None,
    words: str = "",
    language: str = "en",
    photo: str = "",
    from_date: date | None = None,
    deed: Deed,
) -> Status:
    """Say that a device is broken, works partly or is unsafe, and what it waits for; who says it again adds to it."""
    _judge_trouble(state, deed)
    told = {"words": words, "language": language, "photo": photo, "from_date": from_date}
    return keeping.say(device, state, deed, waits_for=waits_for, **told)  # type: ignore[arg-type]


def _judge_trouble(state: choices.State, deed: Deed) -> None:
    wrong = state not in choices.TROUBLE
    deed.refuse_if(wrong, Refused(_("Say whether it is broken, works partly or is unsafe."), field="state"))


@operation(
    "equipment.report_unlisted",
    version=1,
    who=access.may_add,
    book=lambda hospital, **_: book_of(hospital.id),
    says=_("said what is wrong with a device that was not in the list"),
    offline=True,
)
def report_unlisted(
    *,
    hospital: Organisation,
    kind: str,
    state: choices.State,
    name: str = "",
    ward: Site | None = None,
    waits_for: choices.WaitsFor | None = None,
    words: str = "",
    language: str = "en",
    photo: str = "",
    from_date: date | None = None,
    deed: Deed,
) -> Status:
    """Say what is wrong with a device that is not in the list yet: it comes into the list, and nothing that was said is lost
    where a colleague listed it meanwhile."""
    keeping.judge_kind(kind, ward, hospital, deed)
    _judge_trouble(state, deed)
    listed = keeping.listed(hospital, kind, name, deed)
    known = Device.objects.filter(pk=listed).first() if listed else None
    device = known or keeping.placed(hospital, kind, name, ward, deed)
    told = {"words": words, "language": language, "photo": photo, "from_date": from_date}
    return keeping.say(device, state, deed, waits_for=waits_for, **told)  # type: ignore[arg-type]


@operation(
    "equipment.back_in_use",
    version=1,
    who=access.may_say,
    book=lambda device, **_: book_of(device.hospital_id),
    says=_("said that a device works again"),
    offline=True,
)
def back_in_use(
    *,
    device: Device,
    repaired_by: choices.RepairedBy,
    words: str = "",
    language: str = "en",
    photo: str = "",
    from_date: date | None = None,
    deed: Deed,
) -> Status:
    """Say that a device works again, since when, and who repaired it."""
    told = {"words": words, "language": language, "photo": photo, "from_date": from_date}
    return keeping.say(device, choices.State.WORKING, deed, repaired_by=repaired_by, **told)  # type: ignore[arg-type]


@operation(
    "equipment.put_aside",
    version=1,
    who=access.may_say,
    book=lambda device, **_: book_of(device.hospital_id),
    says=_("said that a device is not needed any more"),
    offline=True,
)
def put_aside(
    *,
    device: Device,
    state: choices.State,
    words: str = "",
    language: str = "en",
    from_date: date | None = None,
    deed: Deed,
) -> Status:
    """Say that nobody needs a device now, or that it left the house, and why; its history stays."""
    wrong = state not in choices.AWAY
    deed.refuse_if(wrong, Refused(_("Say whether it is not needed now, or gone."), field="state"))
    deed.refuse_if(not words.strip(), Refused(_("Say why, in a few words."), field="words"))
    return keeping.say(device, state, deed, words=words, language=language, from_date=from_date)
