"""What people do with services: offer, note, confirm, describe, check, end; and say which care cannot be had here."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.records import ids, languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.services import access, choices, queries
from partnerhood.pathway.services.models import Check, Confirmation, Elsewhere, Service
from partnerhood.pathway.services.rules import hours
from partnerhood.pathway.services.rules.content import IN_WORDS, Code, Content, Line, Text, fields


class NotTheirPlace(Refused):
    """A service is given in a place of its own house."""

    sentence = _("Choose a site or a ward of this house.")
    field = "site"


class UnknownKind(Refused):
    """What people ask for stands in a list, so that it is found in every language."""

    sentence = _("Choose a kind of care from the list.")
    field = "kind"


class Confirmed(Refused):
    """A house says yes once."""

    sentence = _("Your house has confirmed this already.")


class HereAfterAll(Refused):
    """What a house offers, it has."""

    sentence = _("Your house offers this care. End that service first, if it is so.")
    field = "kind"


@operation(
    "services.offer",
    version=1,
    who=access.may_offer,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("said which care the house offers"),
)
def offer(
    *,
    organisation: Organisation,
    content: Content,
    site: Site | None = None,
    key: UUID | None = None,
    provenance: Line = "",
    deed: Deed,
) -> Service:
    """Say what one's own house offers. `key` is the id that whoever knows the service elsewhere would give it."""
    return _add(organisation, site, content, deed, key, provenance=provenance.strip())


@operation(
    "services.note",
    version=1,
    who=access.may_note,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("noted for a house which care it offers"),
)
def note(
    *, organisation: Organisation, content: Content, site: Site | None = None, noted_from: Line, deed: Deed
) -> Service:
    """Note for a member of one's network what one heard or read; the house finds it and says yes, or ends it."""
    deed.refuse_if(not noted_from.strip(), Refused(_("Say from whom or from where you know it."), field="noted_from"))
    return _add(organisation, site, content, deed, None, noted_by_id=deed.author, noted_from=noted_from.strip())


def _add(
    organisation: Organisation, site: Site | None, content: Content, deed: Deed, key: UUID | None, **more: object
) -> Service:
    _judge(organisation, site, content, deed)
    said = fields(content, {}, organisation.known_as)
    row = Service(organisation=organisation, site=site, offered_at=deed.recorded_at, **said, **more)
    if key:
        row.id = key
    return deed.add(row)


def _judge(organisation: Organisation, site: Site | None, content: Content, deed: Deed) -> None:
    """Refuse what does not go together, beside the question to blame."""
    deed.refuse_if(site and (site.organisation_id != organisation.id or site.closed_at), NotTheirPlace())
    deed.refuse_if(not vocabulary.is_known("care_kinds", content.kind), UnknownKind())
    unknown = [one for one in content.languages if not vocabulary.is_known("languages", one)]
    deed.refuse_if(unknown, Refused(_("Choose languages from the list."), field="languages"))
    unclear = hours.faults(content.hours)
    deed.refuse_if(unclear, Refused(_("Write the hours as 9-12, 13:30-17."), field="hours"))
    strange = content.zone and not any(content.zone in zones for zones in queries.zones().values())
    deed.refuse_if(strange, Refused(_("Choose a time zone from the list."), field="zone"))


@operation(
    "services.confirm",
    version=1,
    who=access.may_confirm,
    book=lambda service, **_: book_of(service.organisation_id),
    says=_("confirmed a service that was noted for the house"),
)
def confirm(*, service: Service, deed: Deed) -> Service:
    """Say yes, that is ours: from then on everybody finds it."""
    deed.refuse_if(service.noted_by_id is None or queries.is_confirmed(service), Confirmed())
    key = ids.derived(service.id, "confirmed")
    deed.add(Confirmation(id=key, service=service, person_id=deed.author, confirmed_at=deed.recorded_at))
    return service


@operation(
    "services.describe",
    version=1,
    who=access.may_keep,
    book=lambda service, **_: book_of(service.organisation_id),
    says=_("changed what is said of a service"),
)
def describe(*, service: Service, content: Content, site: Site | None = None, deed: Deed) -> Service:
    """Say anew what a service is; what stands there in another language stays."""
    _judge(service.organisation, site, content, deed)
    now = {name: getattr(service, name) for name in IN_WORDS}
    said = fields(content, now, service.organisation.known_as)
    told = {name: value for name, value in said.items() if value != getattr(service, name)}
    if site != service.site:
        told["site"] = site
    return deed.change(service, **told)


@operation(
    "services.check",
    version=1,
    who=access.may_check,
    book=lambda service, **_: book_of(service.organisation_id),
    says=_("checked what is said of a service"),
)
def check(*, service: Service, how: choices.How = choices.How.OURSELVES, deed: Deed) -> Check:
    """Say: I checked this today, and it is so."""
    return deed.add(Check(service=service, person_id=deed.author, how=how, checked_at=deed.recorded_at))


@operation(
    "services.end",
    version=1,
    who=access.may_keep,
    book=lambda service, **_: book_of(service.organisation_id),
    says=_("said that a service is no longer offered"),
)
def end(*, service: Service, words: Text, language: Code, deed: Deed) -> Service:
    """Say that a service is no longer offered, and why; nobody finds it from then on."""
    deed.refuse_if(service.ended_at, Refused(_("This service was ended already.")))
    deed.refuse_if(not words.strip(), Refused(_("Say in a few words why."), field="words"))
    return deed.change(service, ended_at=deed.recorded_at, why_ended=languages.said(words, language))


@operation(
    "services.say_elsewhere",
    version=1,
    who=access.may_offer,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("said which care the house does not have, and how it refers"),
)
def say_elsewhere(*, organisation: Organisation, kind: Code, words: Text = "", language: Code, deed: Deed) -> Elsewhere:
    """Say which care cannot be had here, and how one refers to where it can."""
    deed.refuse_if(not vocabulary.is_known("care_kinds", kind), UnknownKind())
    offered = queries.public().filter(organisation=organisation, kind=kind)
    deed.refuse_if(deed.look("offered", offered.exists), HereAfterAll())
    said = languages.said(words, language) if words.strip() else {}
    known = deed.look_up("known", queries.not_here(organisation.id).filter(kind=kind))
    if known:
        return deed.change(known, words=said) if said and said != known.words else known
    told = {"said_by_id": deed.author, "said_at": deed.recorded_at}
    return deed.add(Elsewhere(organisation=organisation, kind=kind, words=said, **told))


@operation(
    "services.take_back_elsewhere",
    version=1,
    who=access.may_take_back,
    book=lambda elsewhere, **_: book_of(elsewhere.organisation_id),
    says=_("no longer says that some care cannot be had here"),
)
def take_back_elsewhere(*, elsewhere: Elsewhere, deed: Deed) -> Elsewhere:
    """Take back that some care cannot be had here."""
    deed.refuse_if(elsewhere.ended_at, Refused(_("This was taken back already.")))
    return deed.change(elsewhere, ended_at=deed.recorded_at)
