"""Run this node: bring its tables up to date, gather its static files, answer, and do the jobs that follow."""

import argparse
import gc
import os
import socket
import sys
import time
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import close_old_connections, connections

from partnerhood import __version__
from partnerhood.config.commands import Trouble, migrate
from partnerhood.ground.finding import queries as finding
from partnerhood.ground.operations import chain, jobs, witness
from partnerhood.interfaces.nodes import linking

WORKERS = 2


def run(said: argparse.Namespace) -> int:
    """Serve until told to stop."""
    os.environ.setdefault("PARTNERHOOD_ADDRESS", f"http://{said.host}:{said.port}")
    gc.disable()  # until the workers start
    migrate()
    _check()
    gather_static()
    chain.open_node()
    witness.begin_anew(witness.noted())
    connections.close_all()
    gc.freeze()  # what is loaded now is shared with every worker, and stays shared
    gc.enable()
    get_context("fork").Process(target=_work, args=(os.getpid(),), name="jobs", daemon=True).start()
    _answer(said.host, said.port)
    return 0


def _check() -> None:
    """Refuse to start where something is open that nobody guards, or wrong in another way."""
    try:
        call_command("check", fail_level="ERROR")
    except SystemCheckError as trouble:
        raise Trouble(str(trouble)) from trouble


def gather_static() -> None:
    """Put the hashed and compressed static files in the data folder, once per version of what they are made of."""
    mark = Path(settings.STATIC_ROOT) / "gathered"
    made_of = f"{__version__} {_newest()}"
    if not (mark.exists() and mark.read_text() == made_of):
        call_command("collectstatic", verbosity=0, interactive=False)
        mark.write_text(made_of)


def _newest() -> int:
    files = (path for path in settings.HOUSE.glob("*/*/static/**/*") if path.is_file())
    return max((path.stat().st_mtime_ns for path in files), default=0)


def _answer(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    _refuse_a_shared_port(host, port)
    server = Granian(
        "partnerhood.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=4,
        log_access=False,
        respawn_failed_workers=True,
    )
    try:
        server.serve()
    except OSError as trouble:
        raise Trouble(f"Port {port} cannot be opened: {trouble.strerror}. Choose another with --port.") from trouble


def _refuse_a_shared_port(host: str, port: int) -> None:
    """The server's workers share their port, and would share it with another node too: half of the answers from each."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as trouble:
            raise Trouble(f"Port {port} is taken by another program. Choose another with --port.") from trouble


def _work(parent: int) -> None:
    """Do the jobs that are due, again and again, while the server lives; a job's own trouble is written down with it."""
    while os.getppid() == parent:
        done = 0
        for work in (jobs.work_off, linking.meet_all, finding.catch_up):
            try:
                done += work()
            except Exception as trouble:  # the database may be away for a moment: try again, and say so once
                print(f"jobs: {trouble}", file=sys.stderr, flush=True)
        close_old_connections()
        if not done:
            time.sleep(2)
