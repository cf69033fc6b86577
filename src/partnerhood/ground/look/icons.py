"""The few icons we use, read from the installed package of lucide shapes; none of them is kept here."""

import re
import zipfile
from functools import cache
from importlib import metadata

PACKAGE, SHAPES = "lucide", "lucide/lucide.zip"


class UnknownIcon(Exception):
    """A page asked for an icon that the set does not have."""


@cache
def shape(name: str) -> str:
    """What is drawn for an icon: its lines and circles, without the frame; nothing where the set is not installed."""
    try:
        with zipfile.ZipFile(str(metadata.distribution(PACKAGE).locate_file(SHAPES))) as every:
            drawn = every.read(f"{name}.svg").decode()
    except metadata.PackageNotFoundError:
        return ""  # every icon stands beside words or carries a label, so the page still says all
    except KeyError as unknown:
        raise UnknownIcon(name) from unknown
    return (
        re.sub(r"\s+", " ", re.sub(r"</?svg.*?>", "", drawn, flags=re.DOTALL))
        .replace("> <", "><")
        .replace(" />", "/>")
        .strip()
    )
