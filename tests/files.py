"""Files that people of the cast brought."""

from base64 import b64decode

from partnerhood.ground.people.models import Person
from partnerhood.ground.records import files

PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
SOUND = b"OggS\0\2" + bytes(21) + b"\1\x13OpusHead as somebody spoke it"


def picture_of(*people: Person) -> str:
    """The name of a picture that each of these people brought."""
    return _brought(PICTURE, people)


def sound_of(*people: Person) -> str:
    """The name of a recording that each of these people brought."""
    return _brought(SOUND, people)


def _brought(content: bytes, people: tuple[Person, ...]) -> str:
    for one in people:
        files.keep(content, one.id)
    return files.keep(content)
