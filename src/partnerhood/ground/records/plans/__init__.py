"""Questions that are put into SQL once and asked many times: a page spends its time on answers, not on making statements.

A planned question is a function that returns a QuerySet. It never sees what it is asked about: it is called with stand-ins
of the same shape (another id for each id, the same where they are the same), so that no plan can hold one reader's rights
and show them to another. What is asked about then takes the places of its stand-ins in the statement.

Measured: the seven stations of eight partnerships take 60 ms to put into SQL and 3 ms to answer.
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from partnerhood.ground.records import clock
from partnerhood.ground.records.plans.standing_in import CannotPlan as CannotPlan
from partnerhood.ground.records.plans.standing_in import StandIns
from partnerhood.ground.records.plans.statements import Plan, nothing_else

AT_MOST = 2_000

P = ParamSpec("P")
R = TypeVar("R")
_plans: dict[object, Plan] = {}


class planned(Generic[P, R]):
    """Ask a question with a plan that is kept for every shape of its arguments; the answer is a list.

    The day and the reader's language are known to the question; a moment must be one of its arguments.
    """

    def __init__(self, question: Callable[P, "QuerySet[Any, R]"]) -> None:
        self.question = question
        update_wrapper(self, question)

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> list[R]:
        """The rows."""
        stands = StandIns()
        plan = self._plan(stands, arguments, named, lambda asked: asked)
        return plan.rows(stands.ids, stands.moments)

    def count(self, *arguments: P.args, **named: P.kwargs) -> int:
        """How many rows there are."""
        stands = StandIns()
        plan = self._plan(stands, arguments, named, _only_keys)
        return plan.number(stands.ids, stands.moments)

    def _plan(self, stands: StandIns, arguments: Any, named: Any, way: Callable[[Any], Any]) -> Plan:
        where = (get_language(), clock.today(), connection.vendor)
        shape = (self.question, way is _only_keys, *map(stands.shape, arguments), stands.shape(named), *where)
        plan = _plans.get(shape)
        if plan is None:
            with nothing_else():
                plan = Plan(way(self.question(*map(stands.instead, arguments), **stands.instead(named))))
            if len(_plans) >= AT_MOST:
                _plans.clear()
            _plans[shape] = plan
        return plan


def _only_keys(asked: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    return asked.prefetch_related(None).order_by().values("pk")


def forget() -> None:
    """Make every plan afresh: what a question asks has changed."""
    _plans.clear()
