"""When is a question late? Plain decisions about plain values."""

from datetime import date, timedelta

TO_ANSWER = timedelta(days=14)


def answer_by(asked: date, wished: date | None) -> date:
    """The day by which a question is answered: as its asker wishes, else within two weeks."""
    return wished or asked + TO_ANSWER


def is_late(by: date | None, today: date, *, answered: bool) -> bool:
    """A question is late when its day is over and nobody answered."""
    return by is not None and not answered and today > by
