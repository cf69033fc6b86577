"""Runs one node's commands one after the other in one process, as starting Python each time is most of the time.

Reads `[words, surroundings]` as JSON lines, runs `partnerhood WORDS`, and answers `[exit code, output, errors]`.
"""

import io
import json
import os
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout

from partnerhood.config import command


def main() -> None:
    """Do what is asked, line by line."""
    answers = sys.stdout
    for line in sys.stdin:
        words, surroundings = json.loads(line)
        os.environ.update(surroundings)
        out, trouble = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(trouble):
            code = _run(words)
        for name in surroundings:
            os.environ.pop(name, None)
        answers.write(json.dumps([code, out.getvalue(), trouble.getvalue()]) + "\n")
        answers.flush()


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
