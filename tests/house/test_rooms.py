"""Every room looks like every other room, and says in field words what it is for."""

from pathlib import Path

from tests.house.rooms import HOUSE, SOURCE, Room, rooms, write

FILES = {
    "choices",
    "rules",
    "models",
    "queries",
    "access",
    "actions",
    "forms",
    "pages",
    "urls",
    "admin",
    "tasks",
    "listeners",
}
FILES |= {"demo", "apps", "__init__"}
FOLDERS = {"templates", "templatetags", "migrations", "static", "data"}
OF_ITS_OWN = {
    "people": {
        "middleware",
        "accounts",
        "cards",
    },  # sign-in hangs on names that Django and allauth are told in settings
}
MECHANISMS = {"records", "operations", "look"}  # no rows of people's work: their files carry the name of the mechanism
NEVER = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "core",
    "misc",
    "lib",
    "extras",
    "manager",
    "managers",
    "info",
}


def strange_names(source: Path) -> list[str]:
    """Files and folders in a room whose name a newcomer would not expect."""
    found = []
    for room in rooms(source):
        free = room.floor == "interfaces" or room.name in MECHANISMS
        allowed = FILES | OF_ITS_OWN.get(room.name, set())
        for path in sorted(room.folder.iterdir()):
            if path.name.startswith(("_", ".")) and path.stem != "__init__":
                continue
            name = path.stem if path.is_file() else path.name
            expected = name in allowed or (path.is_dir() and name in FOLDERS)
            if name in NEVER or not (free or expected):
                found.append(str(path.relative_to(source)))
    return found


def needless_folders(source: Path) -> list[str]:
    """A file becomes a folder of the same name only when it outgrew 250 lines; until then one reads it in one go."""
    found = []
    for room in rooms(source):
        for folder in sorted(room.folder.glob("*/")):
            if folder.name in FILES:
                lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.py"))
                if lines <= 250:
                    found.append(f"{folder.relative_to(source)}: {lines} lines")
    return found


def silent(all_rooms: list[Room]) -> list[str]:
    """Rooms that do not say in a short paragraph what they are for."""
    return [room.name for room in all_rooms if not 60 <= len(room.docstring) <= 900]


def undocumented(all_rooms: list[Room], docs: Path) -> list[str]:
    """Rooms without a page, or without their word in the glossary."""
    glossary = (docs / "glossary.md").read_text(encoding="utf-8") if (docs / "glossary.md").exists() else ""
    found = [f"docs/rooms/{room.name}.md" for room in all_rooms if not (docs / "rooms" / f"{room.name}.md").exists()]
    return found + [f"glossary: {room.name}" for room in all_rooms if f"`{room.name}`" not in glossary]


def test_a_room_has_only_the_file_names_of_a_room() -> None:
    assert strange_names(SOURCE) == []


def test_a_file_becomes_a_folder_only_when_it_outgrew_one() -> None:
    assert needless_folders(SOURCE) == []


def test_every_room_says_what_it_is_for() -> None:
    assert silent(rooms()) == []


def test_every_room_has_its_page_and_its_word_in_the_glossary() -> None:
    assert undocumented(rooms(), HOUSE / "docs") == []


def test_a_strange_room_is_found(tmp_path: Path) -> None:
    needs = tmp_path / "pathway/needs"
    for name in ("__init__", "actions", "services", "utils", "queries/__init__", "migrations/__init__"):
        write(needs / f"{name}.py", "")
    write(tmp_path / "ground/records/__init__.py", "")
    write(tmp_path / "ground/records/clock.py", "")
    write(tmp_path / "ground/records/helpers.py", "")

    assert strange_names(tmp_path) == [
        "ground/records/helpers.py",
        "pathway/needs/services.py",
        "pathway/needs/utils.py",
    ]
    assert needless_folders(tmp_path) == ["pathway/needs/queries: 0 lines"]
    assert silent(rooms(tmp_path)) == ["records", "needs"]
    assert undocumented(rooms(tmp_path), tmp_path)[1:3] == ["docs/rooms/needs.md", "glossary: records"]
