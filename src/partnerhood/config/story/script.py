"""The whole story: every network's threads, merged by their days, told up to a stage."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from partnerhood.config.story import (
    activities,
    checks,
    conversations,
    equipment,
    exploration,
    goals,
    handovers,
    indicators,
    initiatives,
    measurement,
    meetings,
    national,
    needs,
    nodes,
    organisations,
    partnerships,
    people,
    reciprocity,
    reporting,
    rounds,
    scorecards,
    services,
)
from partnerhood.config.story.pages import NETWORKS
from partnerhood.config.story.telling import Scene, Story, tell
from partnerhood.ground.operations.turn import turn

THREADS = (
    organisations,
    people,
    partnerships,
    services,
    indicators,
    needs,
    goals,
    initiatives,
    activities,
    equipment,
    reporting,
    national,
    measurement,
    rounds,
    checks,
    handovers,
    reciprocity,
    scorecards,
    exploration,
    meetings,
    conversations,
    nodes,
)
"""In the order in which they are told where they share a moment."""


def told(until: datetime, done: Callable[[int, int], None] = lambda number, of: None) -> Story:
    """Tell everything that happened before a moment: all of it or nothing, in one turn at the door."""
    with turn(), transaction.atomic():
        return tell(scenes(), until, done)


def scenes() -> Iterator[Scene]:
    """Every scene of every network."""
    for thread in THREADS:
        for network in NETWORKS:
            yield from thread.scenes(network)
