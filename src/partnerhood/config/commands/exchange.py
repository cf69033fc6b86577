"""Exchange with linked nodes over the line, now: what each lacks goes there, and what was cut off goes on where it was."""

import argparse

from partnerhood.config.commands import migrate, progress, say
from partnerhood.config.commands.link import chosen
from partnerhood.ground.operations import chain, links
from partnerhood.interfaces.nodes import exchanging, linking


def run(said: argparse.Namespace) -> int:
    """0 where all went over, 1 where a node was silent or something waits."""
    migrate()
    chain.open_node()
    peers = [chosen(said.peer)] if said.peer else [one for one in links.every() if one.address]
    facts, words, well = {}, [], True
    for link in peers:
        came = exchanging.Came()
        for one in linking.meet(link):
            came.add(one)
            progress(came.applied, None, "deeds")
        trouble = linking.trouble_of(link.id)
        facts[str(link.id)] = {**vars(came), "trouble": trouble}
        words.append(f"{link.name}: {trouble or came.in_words()}")
        words += [*came.lost, *came.waits[: linking.MOST_NAMED]]
        well = well and not (trouble or came.waits)
    say(said.json, facts, "\n".join(words) or "This node is linked with no other. See `partnerhood link`.")
    return 0 if well else 1
