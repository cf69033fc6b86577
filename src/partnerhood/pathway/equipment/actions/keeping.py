"""What several deeds about devices share: how one comes into the list, and how what is said of one is kept."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations import brought
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.records import ids, languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.equipment import choices, queries, rules
from partnerhood.pathway.equipment.models import Device, Status

EARLIEST = 1970
FURTHEST_EAST = timedelta(hours=14)
"""Where a day begins first on earth: nobody can name a later one."""


class OtherHouse(Refused):
    """The ward belongs to another organisation."""

    sentence = _("This ward is not one of this hospital.")
    field = "ward"


def judge_kind(kind: str, ward: Site | None, hospital: Organisation, deed: Deed) -> None:
    """Whether there is such a kind, and the ward is one of the house."""
    unknown = not vocabulary.is_known("device_kinds", kind)
    deed.refuse_if(unknown, Refused(_("There is no such kind of device in the list."), field="kind"))
    deed.refuse_if(ward and ward.organisation_id != hospital.id, OtherHouse())


def listed(hospital: Organisation, kind: str, name: str, deed: Deed) -> UUID | None:
    """The device of this kind that goes by this name, as it was when the deed was accepted."""
    found = deed.look("listed", lambda: queries.listed(hospital.id, kind, name))
    return UUID(str(found)) if found else None


def placed(
    hospital: Organisation, kind: str, name: str, ward: Site | None, deed: Deed, **told: str | date | None
) -> Device:
    """A new device. Two who add the same one without knowing of each other add one: its id follows from its name."""
    known_by = rules.one_name(name)
    key = ids.derived(hospital.id, f"device:{kind}:{known_by}")
    free = bool(known_by) and deed.look("free", lambda: not Device.objects.filter(pk=key).exists())
    device = Device(
        hospital=hospital,
        ward=ward,
        kind=kind,
        name=name.strip(),
        added_by_id=deed.author,
        added_at=deed.said_at,
        **told,
    )
    if free:
        device.id = key
    return deed.add(device)


def say(
    device: Device,
    state: str,
    deed: Deed,
    *,
    waits_for: str | None = None,
    repaired_by: str = "",
    words: str = "",
    language: str = "en",
    photo: str = "",
    from_date: date | None = None,
) -> Status:
    """Keep what somebody says of a device beside all that was said before."""
    brought.judge(deed, photo, brought.PHOTO, field="photo")
    if from_date is not None:
        ahead = from_date > (deed.recorded_at + FURTHEST_EAST).date()
        deed.refuse_if(ahead, Refused(_("This day has not come yet."), field="from_date"))
        deed.refuse_if(from_date.year < EARLIEST, Refused(_("Look at the year again."), field="from_date"))
    return deed.add(
        Status(
            device=device,
            state=state,
            from_date=from_date or deed.said_at.date(),
            waits_for=(waits_for or "") if state in choices.TROUBLE else "",
            repaired_by=repaired_by,
            words=languages.said(words, language) if words.strip() else {},
            photo=photo,
            person_id=deed.author,
            said_at=deed.said_at,
        )
    )
