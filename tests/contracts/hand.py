"""Runs one node's commands one after the other in one process, as starting Python each time is most of the time.

Reads `[words, surroundings]` as JSON lines, runs `partnerhood WORDS`, and answers `[exit code, output, errors]`. With the name
of a log as a third word it splits off a process of its own for them, and answers that one's number at once.
"""

import io
import json
import os
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout, suppress

from partnerhood.config import command


def main() -> None:
    """Do what is asked, line by line."""
    answers = sys.stdout
    for line in sys.stdin:
        words, surroundings, *log = json.loads(line)
        if log:
            answers.write(f"{_split_off(words, log[0])}\n")
            answers.flush()
            continue
        os.environ.update(surroundings)
        out, trouble = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(trouble):
            code = _run(words)
        for name in surroundings:
            os.environ.pop(name, None)
        answers.write(json.dumps([code, out.getvalue(), trouble.getvalue()]) + "\n")
        answers.flush()


def _split_off(words: list[str], log: str) -> int:
    """A process that does what a command says until it is killed, in a group of its own; the ones killed before are buried."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    _read_the_pages()
    number = os.fork()
    if number:
        return number
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    there = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(there, 1)
    os.dup2(there, 2)
    os._exit(_run(words))


def _read_the_pages() -> None:
    """Read the code of every page once, for every server that is split off from here."""
    from django.apps import apps
    from django.urls import get_resolver

    if apps.ready:
        import granian  # noqa: F401

        assert get_resolver().url_patterns


def _run(words: list[str]) -> int:
    from django.db import connections

    try:
        return command.main(words)
    except SystemExit as end:
        return int(end.code or 0)
    except Exception:
        traceback.print_exc()
        return 70
    finally:
        connections.close_all()


if __name__ == "__main__":
    main()
