"""In which order names are read aloud."""

from unicodedata import combining, normalize


def alphabetical(name: str) -> str:
    """A name as it is looked up in a list: É beside E, capitals and small letters alike."""
    plain = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    return plain.casefold().replace("œ", "oe")
