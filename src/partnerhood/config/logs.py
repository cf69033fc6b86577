"""What the node writes down when something of ours goes wrong: where and what kind, and nothing that anybody said.

An address may hold the token of an invitation, and the sentence of an exception a name or a telephone number. So the route
stands in the place of the address, and the kind of an exception in the place of its sentence.
"""

import logging
import traceback
from typing import Any


class Plain(logging.Formatter):
    """A line with the moment, how grave it is and what happened; below it, for a fault, the way through the code."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line; of a question from outside only the method, the route and the answer's status."""
        request = getattr(record, "request", None)
        if request is None:
            return super().format(self._whole(record))
        route = getattr(getattr(request, "resolver_match", None), "route", None) or "no route"
        said = f"{getattr(record, 'status_code', '')} {request.method} {route}".strip()
        return super().format(self._whole(record, said))

    def _whole(self, record: logging.LogRecord, said: str | None = None) -> logging.LogRecord:
        """A copy, for other handlers write the same record in their own way."""
        copy = logging.makeLogRecord({**record.__dict__, "exc_text": None})
        if said is not None:
            copy.msg, copy.args = said, None
        return copy

    def formatException(self, ei: Any) -> str:
        """Where each exception of a chain came from and of which kind it is, the first cause first."""
        parts: list[str] = []
        trouble: BaseException | None = ei[1]
        seen: set[int] = set()
        while trouble is not None and id(trouble) not in seen:
            seen.add(id(trouble))
            frames = traceback.extract_tb(trouble.__traceback__)
            way = [f'  File "{one.filename}", line {one.lineno}, in {one.name}' for one in frames]
            parts.append("\n".join([*way, f"{type(trouble).__module__}.{type(trouble).__qualname__}"]))
            trouble = trouble.__cause__ or (None if trouble.__suppress_context__ else trouble.__context__)
        return "\nand from there\n".join(reversed(parts))


SETTINGS = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "partnerhood.config.logs.Plain"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "stream": "ext://sys.stderr"}},
    "loggers": {
        "django.request": {"handlers": ["stderr"], "level": "ERROR"},
        "partnerhood": {"handlers": ["stderr"], "level": "ERROR"},
    },
}
