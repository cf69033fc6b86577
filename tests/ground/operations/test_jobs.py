"""What follows from a deed is done at least once, tried again when it fails, and never stops the others."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from partnerhood.ground.operations import jobs, models
from partnerhood.ground.operations.guard import building
from partnerhood.ground.records import clock, ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def done() -> Iterator[list[str]]:
    """What the work of these tests did; one kind of it always fails."""
    heard: list[str] = []
    jobs.job("tests.hear")(lambda one: heard.append(one.text))

    @jobs.job("tests.fail")
    def fail(one: models.Job) -> None:
        heard.append(f"tried {one.text}")
        raise RuntimeError("the mail server is away")

    yield heard
    del jobs.works["tests.hear"], jobs.works["tests.fail"]


def _ask(kind: str, text: str, *, in_minutes: int = 0) -> models.Job:
    with building():
        return models.Job.objects.create(
            id=ids.fresh(), kind=kind, text=text, due_at=clock.now() + timedelta(minutes=in_minutes)
        )


def test_a_job_that_is_due_is_done_once_the_oldest_first(done: list[str]) -> None:
    _ask("tests.hear", "second", in_minutes=-1)
    _ask("tests.hear", "first", in_minutes=-2)
    _ask("tests.hear", "tomorrow", in_minutes=1440)

    tried = [jobs.work_off(), jobs.work_off()]

    assert (done, tried) == (["first", "second"], [2, 0])


def test_a_job_that_fails_is_written_down_and_tried_again_later_and_the_next_is_done(done: list[str]) -> None:
    bad = _ask("tests.fail", "mail", in_minutes=-1)
    _ask("tests.hear", "other")
    start = clock.now()
    jobs.work_off()
    kept = models.Job.objects.get(pk=bad.pk)

    assert done == ["tried mail", "other"]
    assert (kept.done_at, kept.tries) == (None, 1)
    assert "the mail server is away" in kept.trouble
    assert kept.due_at > start


def test_a_job_that_goes_on_failing_is_left_for_the_operator(done: list[str]) -> None:
    bad = _ask("tests.fail", "mail", in_minutes=-1)
    for _ in range(jobs.MOST_TRIES + 3):
        with clock.at(models.Job.objects.get(pk=bad.pk).due_at + timedelta(seconds=1)):
            jobs.work_off()

    assert done == ["tried mail"] * jobs.MOST_TRIES


def test_work_that_nobody_knows_is_a_trouble_of_its_own_job() -> None:
    unknown = _ask("tests.unheard_of", "x", in_minutes=-1)

    jobs.work_off()

    assert "KeyError" in models.Job.objects.get(pk=unknown.pk).trouble
