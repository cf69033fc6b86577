"""Reading somebody else's file in a process of its own, which may not grow, run on, write, or bring down the server.

Each job is a module with a function `tell`, which takes words and gives what JSON can hold, line by line."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from threading import Timer
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.sentences import FileRefused, Sentence, say

JOBS = {
    "iati": "partnerhood.interfaces.exchange.iati.reading.apart",
    "workbook": "partnerhood.interfaces.exchange.sheets.workbook",
}
LONGEST_LINE = 64 * 1024**2  # bytes that one answer may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the other process may use: memory and seconds of computing; seconds on the clock where they are counted."""

    megabytes: int
    computing_seconds: int
    clock_seconds: float | None = None


def lines(job: str, *words: str, bounds: Bounds) -> Iterator[Any]:
    """What a job says, line by line, while it runs; FileRefused in its own words, or when it went out of bounds."""
    program = [sys.executable, "-I", "-m", __name__, str(bounds.megabytes), str(bounds.computing_seconds), job, *words]
    with subprocess.Popen(
        program, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        watch = Timer(bounds.clock_seconds or 0, process.kill)
        if bounds.clock_seconds is not None:
            watch.start()
        assert process.stdout is not None
        try:
            while line := process.stdout.readline(LONGEST_LINE):
                said = json.loads(line)
                if "refused" in said:
                    raise FileRefused(sentence(said["refused"]), said["line"])
                yield said
        except ValueError:
            process.kill()  # half a line: the process was ended while it spoke, or speaks without end
        finally:
            watch.cancel()
            if process.poll() is None and sys.exc_info()[0] is not None:
                process.kill()
    if process.returncode != 0:
        raise FileRefused(
            say(_("The file asks for more memory or time than any real one; it may be meant to do harm."))
        )


def written(said: Sentence) -> list[Any]:
    """A sentence as JSON holds it: its English wording and its values."""
    return [str(said.wording), dict(said.values)]


def sentence(said: list[Any]) -> Sentence:
    """A sentence again, to be said in the reader's language."""
    wording, values = said
    return Sentence(_(wording), values)


def _run(megabytes: str, seconds: str, job: str, *words: str) -> None:
    """In the other process: bind itself, do the job, and answer."""
    resource.setrlimit(resource.RLIMIT_AS, (int(megabytes) * 1024**2,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds),) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from django.conf import settings

    settings.configure(USE_I18N=False)  # sentences leave in English and are translated where they arrive
    answer = sys.stdout.write
    try:
        for said in import_module(JOBS[job]).tell(*words):
            answer(json.dumps(said) + "\n")
    except FileRefused as refused:
        answer(json.dumps({"refused": written(refused.reason), "line": refused.line}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _run(*sys.argv[1:])
