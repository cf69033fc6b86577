"""Who they are: welcomed by their own organisation's coordinator, with what they may do in its name."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.ground.people import accounts
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Role

FACTS = "name function profession email language".split()


def scenes(network: str) -> Iterator[Scene]:
    """People come in, and some get or leave a role later."""
    for who, said in page(network, "people").items():
        yield scene(_welcome, who, said)
        for change in said.get("later", []):
            yield scene(_change, who, change)


def _welcome(story: Story, who: str, said: dict[str, Any]) -> None:
    facts = {name: said[name] for name in FACTS if name in said}
    first, *others = said["roles"]
    organisation = story[said["of"]]
    story.keep(who, people.welcome(organisation=organisation, kind=first, deed=story.by(said["by"]), **facts))
    for kind in others:
        people.give_role(organisation=organisation, person=story[who], kind=kind, deed=story.by(said["by"]))


def _change(story: Story, who: str, change: dict[str, Any]) -> None:
    """A role in a house, given for a time to somebody who stands in for another, and ended again."""
    house, kind = story[change["of"]], change["kind"]
    if change.get("ends"):
        held = Role.objects.filter(person=story[who], organisation=house, kind=kind).latest("given_at")
        people.end_role(role=held, deed=story.by(change["by"]))
        return
    other = story[change["deputy_for"]]
    role = {"kind": kind, "deputy_for": Role.objects.filter(person=other, organisation=house, kind=kind).first()}
    if story[who].organisation_id == house.id:
        people.give_role(organisation=house, person=story[who], **role, deed=story.by(change["by"]))
    else:
        _take_on(story, who, change["by"], organisation=house, **role)


def _take_on(story: Story, who: str, by: str, **place: Any) -> None:
    """Somebody of another house is invited, and says yes."""
    person = story[who]
    said = {"name": person.name, "language": person.language}
    invited = people.invite(email=person.email, **said, **place, deed=story.by(by))
    token = accounts.invitation_token(invited.id)
    people.accept(invitation=invited, token=token, person=person, **said, deed=story.by(who))
