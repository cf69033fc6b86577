"""Everything that people can do says who may, in every language what was done, and from which room it comes."""

from types import SimpleNamespace

from django.conf import settings
from django.utils import translation

from partnerhood.ground.operations import registry
from tests.house import words
from tests.house.rooms import modules_named, rooms

OTHERS = [code for code, _ in settings.LANGUAGES if code != "en"]


def declared() -> list[registry.Kind]:
    """Every operation of the house: importing the actions declares them."""
    list(modules_named("actions"))
    standing = {room.name for room in rooms()}
    return [kind for kind in registry.kinds.values() if kind.room in standing]


def mistakes(kind: object, catalogues: dict[str, dict[str, words.Phrase]]) -> list[str]:
    """What is missing before people can do this, see it told, and be refused it."""
    name, act, who = kind.name, kind.act, kind.who
    found = []
    room = act.__module__.split(".")[2]
    if name.split(".")[0] != room:
        found.append(f"{name} is declared in {room}")
    if ".access" not in who.__module__:
        found.append(f"{name}: the policy {who.__qualname__} does not stand in an access.py")
    if not (act.__doc__ or "").strip():
        found.append(f"{name} has no docstring")
    with translation.override("en"):
        sentence = str(kind.says)
    for language, catalogue in catalogues.items():
        phrase = catalogue.get(sentence)
        if not (phrase and phrase.is_complete):
            found.append(f"{name} has no sentence in {language}")
    return found


def test_every_operation_has_a_policy_and_a_sentence_in_each_language() -> None:
    catalogues = {language: words.translated(language) for language in OTHERS}

    assert [mistake for kind in declared() for mistake in mistakes(kind, catalogues)] == []


def test_an_operation_without_policy_or_sentence_is_found() -> None:
    def act() -> None: ...

    def anybody() -> bool:
        return True

    act.__module__ = "partnerhood.pathway.needs.actions"
    kind = SimpleNamespace(name="goals.voice", act=act, who=anybody, says="voiced a need")

    found = mistakes(kind, {"nl": {}})

    assert found == [
        "goals.voice is declared in needs",
        f"goals.voice: the policy {anybody.__qualname__} does not stand in an access.py",
        "goals.voice has no docstring",
        "goals.voice has no sentence in nl",
    ]
