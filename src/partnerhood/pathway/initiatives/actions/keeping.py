"""What people do with initiatives: bring one in, keep it true, say that it still runs, join it, and end it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.records import ids, languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.initiatives import access, choices, queries
from partnerhood.pathway.initiatives.actions.agenda import book_of
from partnerhood.pathway.initiatives.models import Initiative, Joining, StillRunning
from partnerhood.pathway.initiatives.rules import content as said_of
from partnerhood.pathway.initiatives.rules.content import Name, Text, Tongue

OLDEST_LINK = 200


class NotAMember(Refused):
    """An owner with a page of its own belongs to the network."""

    sentence = _("Choose a house of this network, or write the owner's name.")
    field = "organisation"


class Ended(Refused):
    """What was ended is not changed any more."""

    sentence = _("This initiative was ended already.")


@operation(
    "initiatives.enter",
    version=1,
    who=access.may_enter,
    book=lambda network, **_: book_of(network),
    says=_("brought in an initiative"),
)
def enter(
    *, network: Network, content: said_of.Initiative, organisation: Organisation | None = None, deed: Deed
) -> Initiative:
    """Bring in an initiative, half-filled if need be: what is missing is shown."""
    _judge(deed, network, content, organisation)
    told = said_of.fields(content, said_of.IN_WORDS, {}, network.name, content.language)
    told |= {"entered_by_id": deed.author, "entered_at": deed.recorded_at}
    return deed.add(Initiative(network=network, organisation=organisation, **told))


@operation(
    "initiatives.describe",
    version=1,
    who=access.may_keep,
    book=lambda initiative, **_: book_of(initiative.network),
    says=_("changed what is said of an initiative"),
)
def describe(
    *, initiative: Initiative, content: said_of.Initiative, organisation: Organisation | None = None, deed: Deed
) -> Initiative:
    """Say anew what an initiative is; what stands there in another language stays. An owner who keeps it stays its owner."""
    deed.refuse_if(initiative.ended_at, Ended())
    _judge(deed, initiative.network, content, organisation)
    now = {name: getattr(initiative, name) for name in said_of.IN_WORDS}
    told: dict[str, Any] = said_of.fields(content, said_of.IN_WORDS, now, initiative.network.name, content.language)
    changed = {name: value for name, value in told.items() if value != getattr(initiative, name)}
    if organisation != initiative.organisation:
        gives_away = not queries.runs(people.standing(deed.author), initiative.network)
        deed.refuse_if(gives_away and not deed.operator, NotAMember())
        changed["organisation"] = organisation
    return deed.change(initiative, **changed)


def _judge(deed: Deed, network: Network, content: said_of.Initiative, organisation: Organisation | None) -> None:
    """Refuse what does not go together, beside the question to blame."""
    empty = not any((content.name.strip(), content.what.strip(), content.website, content.source.strip()))
    deed.refuse_if(empty, Refused(_("Say at least how it is called, or what happens there."), field="name"))
    deed.refuse_if(organisation and not queries.is_member(network, organisation.id), NotAMember())
    known = {one.id for one in queries.themes(network.id)}
    strange = set(content.themes) - known
    deed.refuse_if(strange, Refused(_("Choose themes of this agenda."), field="themes"))
    places = set(content.neighbourhoods) - {one.id for one in queries.neighbourhoods(network.id)}
    deed.refuse_if(places, Refused(_("Choose parts of this network's place."), field="neighbourhoods"))
    aims = [one for one in content.aims if not vocabulary.is_known("aims", one)]
    deed.refuse_if(aims, Refused(_("Choose aims from the list."), field="aims"))
    ahead = content.since_year and content.since_year > deed.recorded_at.year + 1
    deed.refuse_if(ahead, Refused(_("This year is still far away."), field="since_year"))


@operation(
    "initiatives.confirm",
    version=1,
    who=access.may_keep,
    book=lambda initiative, **_: book_of(initiative.network),
    says=_("said that an initiative still runs"),
)
def confirm(*, initiative: Initiative, how: choices.How = choices.How.OURSELVES, deed: Deed) -> StillRunning:
    """Say that an initiative still runs: one's own, or as one heard by telephone."""
    return _say(initiative, how, deed)


@operation(
    "initiatives.confirm_by_link",
    version=1,
    who=access.may_confirm_by_link,
    book=lambda initiative, **_: book_of(initiative.network),
    says=_("said by a mailed link that an initiative still runs"),
)
def confirm_by_link(*, initiative: Initiative, token: str, deed: Deed) -> StillRunning:
    """Say with a mailed link that an initiative still runs."""
    deed.refuse_if(len(token) > OLDEST_LINK, NotThere())
    return _say(initiative, choices.How.LINK, deed)


def _say(initiative: Initiative, how: choices.How, deed: Deed) -> StillRunning:
    deed.refuse_if(initiative.ended_at, Ended())
    day = deed.recorded_at.date()
    said = deed.look("said today", lambda: queries.was_said_on(initiative.id, day))
    deed.refuse_if(said, Refused(_("Thank you: somebody said so today already.")))
    told = {"person_id": deed.author, "how": how, "said_at": deed.recorded_at}
    return deed.add(StillRunning(initiative=initiative, **told))


@operation(
    "initiatives.end",
    version=1,
    who=access.may_keep,
    book=lambda initiative, **_: book_of(initiative.network),
    says=_("said that an initiative is over"),
)
def end(*, initiative: Initiative, words: Text, language: Tongue, deed: Deed) -> Initiative:
    """Say that an initiative is over, and why; who looks for it reads why."""
    deed.refuse_if(initiative.ended_at, Ended())
    deed.refuse_if(not words.strip(), Refused(_("Say in a few words why."), field="words"))
    return deed.change(initiative, ended_at=deed.recorded_at, why_ended=languages.said(words, language))


@operation(
    "initiatives.tell_origin",
    version=1,
    who=access.may_keep,
    book=lambda initiative, **_: book_of(initiative.network),
    says=_("said from which initiative another one came"),
)
def tell_origin(*, initiative: Initiative, came_from: Initiative, deed: Deed) -> Initiative:
    """Say from which initiative elsewhere this one here came."""
    itself = came_from.id == initiative.id or came_from.came_from_id == initiative.id
    deed.refuse_if(itself, Refused(_("An initiative does not come from itself."), field="came_from"))
    seen = queries.visible_to(people.standing(deed.author)).filter(pk=came_from.id)
    deed.refuse_if(not deed.operator and not seen.exists(), NotThere())
    return deed.change(initiative, came_from=came_from)


@operation(
    "initiatives.join",
    version=1,
    who=access.may_join,
    book=lambda initiative, **_: book_of(initiative.network),
    says=_("joined an initiative in the place of beginning the same again"),
)
def join(
    *,
    initiative: Initiative,
    organisation: Organisation | None = None,
    name: Name = "",
    words: Text = "",
    language: Tongue,
    deed: Deed,
) -> Joining:
    """Take part in what others do already, in the place of beginning the same again."""
    deed.refuse_if(initiative.ended_at, Ended())
    deed.refuse_if(not (organisation or name.strip()), Refused(_("Say who takes part."), field="name"))
    own = Refused(_("It is this house's own initiative."), field="organisation")
    deed.refuse_if(organisation and organisation.id == initiative.organisation_id, own)
    label = f"joined:{organisation.id}" if organisation else f"joined:{name.strip().casefold()}"
    key = ids.derived(initiative.id, label)
    there = deed.look("takes part", lambda: Joining.objects.filter(pk=key).exists())
    deed.refuse_if(there, Refused(_("They take part already.")))
    brings = languages.said(words, language) if words.strip() else {}
    told = {"name": name.strip(), "brings": brings, "person_id": deed.author, "joined_at": deed.recorded_at}
    return deed.add(Joining(id=key, initiative=initiative, organisation=organisation, **told))
