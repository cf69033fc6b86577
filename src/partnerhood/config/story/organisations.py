"""Who takes part: organisations with their wards, and the networks they stand in."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.records import ids, languages

FACTS = "name short_name kind country place latitude longitude beds power identifier".split()


def scenes(network: str) -> Iterator[Scene]:
    """Organisations are brought in, say which wards they have, and join the network."""
    for code, said in page(network, "organisations").items():
        yield scene(_bring_in, code, said)
        for place in said.get("closed", []):
            yield scene(_close, code, place)
    for code, said in page(network, "networks").items():
        yield scene(_open_network, code, said)
        for member in said.get("later", []):
            yield scene(_join, code, member)


def _bring_in(story: Story, code: str, said: dict[str, Any]) -> None:
    facts = {name: said[name] for name in FACTS if name in said}
    if "about" in said:
        facts["about"] = languages.said(said["about"], said["language"])
    owner = story[said["owner"]] if "owner" in said else None
    brought = organisations.found(key=ids.named(f"demo:{code}"), owner=owner, deed=story.by(said["by"]), **facts)
    story.keep(code, brought)
    for ward, name in said.get("wards", {}).items():
        told = {"name": name} if isinstance(name, str) else name
        place = organisations.open_site(organisation=brought, **told, deed=story.by(""))
        story.keep(f"{code} {ward}", place)


def _close(story: Story, code: str, said: dict[str, Any]) -> None:
    site, words = story[f"{code} {said['ward']}"], said["words"]
    organisations.close_site(site=site, words=words, language=said["language"], deed=story.by(said["by"]))


def _open_network(story: Story, code: str, said: dict[str, Any]) -> None:
    about = languages.said(said["about"], said["language"])
    network = organisations.found_network(
        name=said["name"],
        kind=said["kind"],
        coordinator=story[said["coordinator"]],
        about=about,
        deed=story.by(said["by"]),
    )
    story.keep(code, network)
    for member in said["members"]:
        _join(story, code, {"by": said["by"], **member})


def _join(story: Story, code: str, member: dict[str, Any]) -> None:
    """Who has a coordinator here by then is invited, and she says yes; the others are welcomed."""
    place = {"network": story[code], "organisation": story[member["who"]]}
    place |= {"part": member.get("part", "partner"), "since_date": member.get("since")}
    if "yes" not in member:
        organisations.join_network(**place, deed=story.by(member["by"]))
        return
    invitation = organisations.invite_to_network(**place, deed=story.by(member["by"]))
    organisations.enter_network(invitation=invitation, deed=story.by(member["yes"]))
