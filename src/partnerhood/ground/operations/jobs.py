"""What follows from a deed and need not be done in it: inserted with it, done at least once, tried again when it fails."""

import traceback
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from partnerhood.ground.operations import models, writing
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.records import clock, ids

Work = Callable[[models.Job], None]
works: dict[str, Work] = {}
_everywhere: set[str] = set()
MOST_TRIES = 8


def job(name: str, *, everywhere: bool = False) -> Callable[[Work], Work]:
    """Declare work that a deed may ask for. It must bear to be done twice; to write, it says an operation of its own.

    It is done where the deed was accepted, so that a mail goes out once; `everywhere` says that every node must do it.
    """

    def declare(work: Work) -> Work:
        works[name] = work
        if everywhere:
            _everywhere.add(name)
        return work

    return declare


def insert(deed: Deed, *, everywhere: bool = False) -> None:
    """Put the jobs that a deed asked for beside it, in its transaction; of another node's deed only those for everywhere."""
    if not deed.jobs:
        return
    models.Job.objects.bulk_create(
        models.Job(id=ids.derived(deed.id, f"job:{place}"), kind=kind, operation_id=deed.id, text=text, due_at=due)
        for place, (kind, text, due) in enumerate(deed.jobs)
        if kind in _everywhere or not everywhere
    )


def work_off(limit: int = 50) -> int:
    """Do the jobs that are due, the oldest first; gives the number tried."""
    due = Q(done_at=None, due_at__lte=clock.now(), tries__lt=MOST_TRIES)
    waiting = list(models.Job.objects.filter(due).order_by("due_at")[:limit])
    for one in waiting:
        _try(one)
    return len(waiting)


def _try(one: models.Job) -> None:
    try:
        works[one.kind](one)
        one.done_at, one.trouble = clock.now(), ""
    except Exception:  # a job's failure is written down and tried again later; it never stops the others
        one.trouble = traceback.format_exc(limit=4)
        one.due_at = clock.now() + timedelta(minutes=2**one.tries)
    one.tries += 1
    with writing.hand(), transaction.atomic():
        one.save()
