"""What follows from joining a network: in time the node forgets who was never welcomed, and the words of who was erased."""

from uuid import UUID

from partnerhood.ground.operations import erasing
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.jobs import job
from partnerhood.ground.operations.models import Job
from partnerhood.ground.records import ids
from partnerhood.pathway.partnerships import actions, queries
from partnerhood.pathway.partnerships.choices import JoinAnswer


@job("partnerships.forget_in_time")
def forget_in_time(work: Job) -> None:
    """Erase who wanted to join and was never welcomed, once the time that they were told is over."""
    found = queries.joiner(UUID(work.text))
    if found is None or found.erased_at or found.answer == JoinAnswer.WELCOME:
        return
    device = ids.named("partnerships.forget_in_time")
    deed = Claim(None, device, id=ids.derived(found.id, "forgotten in time"), base=LATEST, operator=True)
    actions.forget_joiner(joiner=found, deed=deed)


@job("partnerships.forget_words")
def forget_words(work: Job) -> None:
    """Forget the words of every deed about somebody who was erased; the deed that erased them holds none."""
    erased = work.operation_id
    assert erased is not None
    erasing.erase(UUID(work.text), by=erased, keep={erased})
