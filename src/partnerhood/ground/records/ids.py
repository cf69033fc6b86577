"""Ids that can be made anywhere, on a tablet without a connection too, and still never meet."""

from uuid import UUID, uuid4, uuid5

HOUSE = UUID("8c2f1f0e-3b52-5d0a-9a53-0d1c1a6f7e11")  # the namespace of everything Partnerhood derives


def fresh() -> UUID:
    """A new id that nobody else has."""
    return uuid4()


def expand(device: UUID, number: int) -> UUID:
    """The id of the operation that a device numbered so: nothing to send on the wire, and holes show."""
    return uuid5(device, str(number))


def derived(cause: UUID, label: str) -> UUID:
    """The id of what follows from a cause: the same cause gives the same id on every node."""
    return uuid5(cause, label)


def named(label: str) -> UUID:
    """The id of a thing that the whole field calls by one name, such as an IATI organisation identifier."""
    return uuid5(HOUSE, label)


def read(said: str) -> UUID | None:
    """An id that somebody wrote; None where it is none."""
    try:
        return UUID(said)
    except ValueError:
        return None
