"""A common agenda and what is done under it: brought in from mails and calls, said to run still, introduced, joined, ended."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.ground.records import clock
from partnerhood.pathway.initiatives import access, queries
from partnerhood.pathway.initiatives import actions as initiatives
from partnerhood.pathway.initiatives.queries import finding
from partnerhood.pathway.initiatives.rules import content as said_of
from partnerhood.pathway.initiatives.rules import telling

LANGUAGE = "nl"


def scenes(network: str) -> Iterator[Scene]:
    """The agenda first; then every initiative, and what became of it; then who met whom."""
    for name, said in page(network, "agenda").items():
        yield scene(AGENDA[said["kind"]], name, said)
        for other in said.get("also_in", []):
            yield scene(_again, name, {**said, **other})
    for name, said in page(network, "initiatives").items():
        yield scene(_enter, name, said)
        for later in ("runs", "joined", "origin", "ended"):
            for told in said.get(later, []):
                yield scene(LATER[later], name, told)
    for name, said in page(network, "introductions").items():
        yield scene(_introduce, name, said)
        for told in said.get("answers", []):
            yield scene(_answer, name, told)
        if "became" in said:
            yield scene(_became, name, said["became"])


def _words(story: Story, name: str, said: dict[str, Any]) -> None:
    shape = said_of.Agenda(**{field: said[field] for field in said_of.Agenda.model_fields if field in said})
    initiatives.write_agenda(network=story[said["of"]], content=shape, deed=story.by(said["by"]))


def _theme(story: Story, name: str, said: dict[str, Any]) -> None:
    story.keep(name, initiatives.set_theme(network=story[said["of"]], content=_themed(said), deed=story.by(said["by"])))


def _themed(said: dict[str, Any]) -> said_of.Theme:
    return said_of.Theme(**{field: said[field] for field in said_of.Theme.model_fields if field in said})


def _again(story: Story, name: str, said: dict[str, Any]) -> None:
    """The same in another language."""
    if said["kind"] == "words":
        _words(story, name, said)
    else:
        initiatives.change_theme(theme=_fresh_theme(story, name), content=_themed(said), deed=story.by(said["by"]))


def _fresh_theme(story: Story, name: str) -> Any:
    found = queries.theme(story[name].id)
    assert found is not None
    return found


def _place(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {field: said[field] for field in ("name", "also", "latitude", "longitude") if field in said}
    story.keep(name, initiatives.name_neighbourhood(network=story[said["of"]], **told, deed=story.by(said["by"])))


def _enter(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {field: said[field] for field in said_of.Initiative.model_fields if field in said}
    told |= {field: [story[one].id for one in said.get(field, [])] for field in ("themes", "neighbourhoods")}
    content = said_of.Initiative(**{"language": LANGUAGE, **told})
    house = {"organisation": story[said["house"]]} if "house" in said else {}
    story.keep(name, initiatives.enter(network=story[said["of"]], content=content, **house, deed=story.by(said["by"])))


def _runs(story: Story, name: str, said: dict[str, Any]) -> None:
    one = story[name]
    if said["how"] == "link":
        token = access.token_of(one.id, clock.today())
        initiatives.confirm_by_link(initiative=one, token=token, deed=story.by("", device="a mailed link"))
    else:
        initiatives.confirm(initiative=one, how=said["how"], deed=story.by(said["by"]))


def _joined(story: Story, name: str, said: dict[str, Any]) -> None:
    house = {"organisation": story[said["house"]]} if "house" in said else {"name": said["name"]}
    told = {"words": said["words"], "language": said.get("language", LANGUAGE), **house}
    initiatives.join(initiative=story[name], **told, deed=story.by(said["by"]))


def _origin(story: Story, name: str, said: dict[str, Any]) -> None:
    initiatives.tell_origin(initiative=story[name], came_from=story[said["from"]], deed=story.by(said["by"]))


def _ended(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {"words": said["words"], "language": said.get("language", LANGUAGE)}
    initiatives.end(initiative=story[name], **told, deed=story.by(said["by"]))


def _introduce(story: Story, name: str, said: dict[str, Any]) -> None:
    """What the finder says that day is what both owners read."""
    one, other = story[said["one"]], story[said["other"]]
    network = one.network_id
    themes, places = queries.themes(network), queries.neighbourhoods(network)
    shown = queries.lately_heard(queries.going_on(None, network), clock.today())
    found = finding.between(finding.answers(network, shown, themes, places), one, other)
    assert found is not None, f"{name}: the finder sees nothing between the two"
    if found.one != str(one.id):
        one, other = other, one
    told = {"kind": found.kind, "reasons": [telling.said(reason) for reason in found.reasons]}
    told |= {"words": said["words"], "language": said.get("language", LANGUAGE)}
    story.keep(name, initiatives.introduce(one=one, other=other, **told, deed=story.by(said["by"])))


def _answer(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {"agrees": said["agrees"], "words": said["words"], "language": said.get("language", LANGUAGE)}
    initiatives.answer(introduction=story[name], initiative=story[said["for"]], **told, deed=story.by(said["by"]))


def _became(story: Story, name: str, said: dict[str, Any]) -> None:
    told = {"words": said["words"], "language": said.get("language", LANGUAGE)}
    initiatives.tell_outcome(introduction=story[name], **told, deed=story.by(said["by"]))


AGENDA = {"words": _words, "theme": _theme, "place": _place}
LATER = {"runs": _runs, "joined": _joined, "origin": _origin, "ended": _ended}
