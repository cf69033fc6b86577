"""Write what a linked node lacks, as far as is known here, into one signed file that somebody carries there."""

import argparse

from partnerhood.config.commands import migrate, say
from partnerhood.config.commands.link import chosen
from partnerhood.ground.operations import chain
from partnerhood.ground.records import disk
from partnerhood.interfaces.nodes import linking


def run(said: argparse.Namespace) -> int:
    """Write the file; the link knows what went with it."""
    migrate()
    chain.open_node()
    link = chosen(said.peer)
    content, deeds, files = linking.bundle(link)
    with disk.whole(said.file) as fresh:
        fresh.write_bytes(content)
    words = f"{deeds} deeds and {files} files for {link.name} are in {said.file}. There: `partnerhood import {said.file.name}`."
    say(said.json, {"deeds": deeds, "files": files, "bytes": len(content)}, words)
    return 0
