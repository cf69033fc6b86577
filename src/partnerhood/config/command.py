"""The `partnerhood` command: what an operator does with a node. 0 is done, 1 refused with one plain sentence, 2 wrong usage."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = {
    "demo": "a fresh node with an invented story, to walk through",
    "serve": "run this node",
    "seed": "load organisations, people and deeds from a file, through operations",
    "import-iati": "bring in the activities of an IATI file as proposals",
    "import-sheet": "bring in a spreadsheet from before Partnerhood, row by row",
    "import-hsds": "bring in a directory of care, service by service, from a file of HSDS 3.0",
    "import-mcsd": "bring in or follow a directory of care as FHIR R4 mCSD, or a national list of facilities as CSV",
    "duplicates": "say which houses are probably one, and why",
    "import-dhis2": "bring in what a national system counts, from a DHIS2 or ADX file or server",
    "export": "write down the whole record: deeds that another node can take in, or rows in a canonical order",
    "import": "take in what another node exported, a partner's whole record, or a bundle",
    "take-home": "give a partner its whole record, with its files, as one file",
    "link": "share the books of some organisations with another node, or show this node's own word",
    "exchange": "exchange with linked nodes now",
    "bundle": "write what a linked node lacks into one file that somebody carries there",
    "backup": "write an encrypted backup while the node runs",
    "restore": "put an encrypted backup in place of an empty node's data",
    "verify-journal": "hold the books against themselves and against the rows",
    "doctor": "say in plain words what is not well",
    "urls": "every address with its policy",
    "operations": "everything that can be done, with its shape and its policy",
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code."""
    said = _parser().parse_args(words)
    _choose(said)
    module = importlib.import_module(f"partnerhood.config.commands.{said.command.replace('-', '_')}")
    from django.db import DatabaseError, connections

    from partnerhood.config.commands import Trouble
    from partnerhood.ground.operations.refusals import Refused

    try:
        return int(module.run(said) or 0)
    except Refused as refusal:
        sentence = str(refusal.sentence)
    except Trouble as trouble:
        sentence = str(trouble)
    except DatabaseError as trouble:
        sentence = f"The database does not answer as it should: {_first_line(trouble)}. Run `partnerhood doctor`."
    except OSError as trouble:
        sentence = f"{trouble.filename or 'A file'} cannot be used: {trouble.strerror or trouble}."
    except KeyboardInterrupt:
        sentence = "Stopped."
    finally:
        connections.close_all()  # SQLite then keeps everything in its one file
    print(sentence, file=sys.stderr)
    return 1


def _first_line(trouble: Exception) -> str:
    return (str(trouble).strip().splitlines() or [type(trouble).__name__])[0].rstrip(".")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="partnerhood", description="Runs a health partnership from a need to its hand-over."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, does in COMMANDS.items():
        one = commands.add_parser(name, help=does, description=does)
        one.add_argument("--data", metavar="DIR", help="the data folder of this node")
        one.add_argument("--database", metavar="URL", help="a PostgreSQL address, where the node has outgrown one file")
        one.add_argument("--json", action="store_true", help="print for machines")
        _arguments(name, one)
    return parser


def _arguments(name: str, one: argparse.ArgumentParser) -> None:
    if name in ("demo", "serve"):
        one.add_argument("--port", type=int, default=8000)
        one.add_argument("--host", default="127.0.0.1")
    if name == "demo":
        one.add_argument("--no-browser", action="store_true", help="do not open a browser")
        one.add_argument("--no-serve", action="store_true", help="tell the story and stop")
        one.add_argument("--stage", default="today", help="stop the story earlier, at one of its stages")
    if name == "import-sheet":
        kinds = ("organisations", "people", "missions", "agreements", "open_points")
        one.add_argument("kind", metavar="KIND", choices=kinds, help=", ".join(kinds))
        one.add_argument("file", metavar="FILE", type=Path)
        whose = "the organisation or partnership that it is for, by name or id"
        one.add_argument("--as", dest="whose", metavar="ORGANISATION|PARTNERSHIP", help=whose)
        one.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    if name == "import-hsds":
        one.add_argument("file", metavar="FILE", type=Path)
        one.add_argument("--source", metavar="NAME", help="what the directory is called; else the name of the file")
        one.add_argument("--language", default="en", choices=("en", "nl", "fr"), help="in which language it is written")
        one.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    if name == "duplicates":
        one.add_argument("--most", type=int, default=100, metavar="NUMBER", help="how many pairs to show")
    if name == "import-mcsd":
        _of_directories(one)
    if name == "import-dhis2":
        _of_national_systems(one)
    if name in ("seed", "import", "import-iati", "backup", "restore"):
        one.add_argument("file", metavar="FILE", type=Path)
    if name == "import":
        why = "where to write what arrived, for the device that made a file of its outbox"
        one.add_argument("--receipts", type=Path, metavar="RECEIPTS", help=why)
    if name == "export":
        one.add_argument("file", metavar="FILE", type=Path, nargs="?")
        one.add_argument("--canonical", action="store_true", help="rows in a stable order, the same on every database")
    _of_other_nodes(name, one)
    if name in ("backup", "restore", "take-home", "import"):
        one.add_argument("--passphrase-file", type=Path, metavar="FILE")
    if name == "import-iati":
        one.add_argument("--as", dest="network", metavar="NETWORK", help="the network it belongs to, by name or id")
        one.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")


def _of_other_nodes(name: str, one: argparse.ArgumentParser) -> None:
    if name == "take-home":
        one.add_argument("organisation", metavar="ORGANISATION", help="the partner, by name or id")
        sealed = "with how its people sign in, sealed with a passphrase"
        one.add_argument("--with-accounts", action="store_true", help=sealed)
    if name == "link":
        one.add_argument(
            "card", metavar="WORD", nargs="?", help="the word of the other node; none shows this node's own"
        )
        whose = "of which organisation that node may have the record; may be said again"
        one.add_argument("--for", dest="whose", metavar="ORGANISATION", action="append", default=[], help=whose)
        stays = "what stays at home, with commas: attendance, contacts, recordings"
        one.add_argument("--stays", metavar="CLASSES", help=stays)
        one.add_argument("--address", metavar="URL", help="where that node answers, if not where its word says")
        one.add_argument("--name", metavar="NAME", help="the name under which others shall know this node")
        one.add_argument("--end", action="store_true", help="share nothing with that node any more")
    if name in ("exchange", "bundle"):
        one.add_argument(
            "peer", metavar="NODE", nargs="?" if name == "exchange" else None, help="the other node's name or id"
        )
    if name in ("bundle", "take-home"):
        one.add_argument("file", metavar="FILE", type=Path)


def _of_directories(one: argparse.ArgumentParser) -> None:
    where = "a file (.json, .ndjson or .csv), or the address of a server of FHIR"
    one.add_argument("file", metavar="FILE|URL", help=where)
    one.add_argument(
        "--source", metavar="NAME", help="what the directory is called; else the name of the file or server"
    )
    one.add_argument("--language", default="en", choices=("en", "nl", "fr"), help="in which language it is written")
    one.add_argument(
        "--as", dest="network", metavar="NETWORK", help="the network that its new houses come into, by name or id"
    )
    one.add_argument("--since", metavar="MOMENT", default="", help="ask a server only what it told since then")
    one.add_argument("--mapping", metavar="FILE", type=Path, help="which column of a list says what")
    one.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")


def _of_national_systems(one: argparse.ArgumentParser) -> None:
    one.add_argument("file", metavar="FILE", type=Path, nargs="?")
    one.add_argument("--hospital", metavar="HOSPITAL", help="the hospital that it is of, by name or id")
    one.add_argument("--org-unit", metavar="UNIT", help="which place of the file or server that hospital is")
    one.add_argument("--from", dest="server", metavar="URL", help="ask a DHIS2 server instead of reading a file")
    one.add_argument("--dataset", metavar="ID", help="which data set to ask the server for")
    one.add_argument("--period", metavar="PERIOD", action="append", help="which period to ask for; may be said again")
    one.add_argument("--token-file", metavar="FILE", type=Path, help="a file with the token that opens the server")
    one.add_argument(
        "--mapping", metavar="FILE", type=Path, help="which place is which hospital, and what counts as what"
    )
    one.add_argument("--metadata", metavar="FILE", type=Path, help="the names behind the codes, as DHIS2 exports them")
    one.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")


def _choose(said: argparse.Namespace) -> None:
    """Which node: told before the settings are read."""
    if said.data:
        os.environ["PARTNERHOOD_DATA"] = str(Path(said.data).resolve())
    if said.database:
        os.environ["PARTNERHOOD_DATABASE"] = said.database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnerhood.config.settings")
    from partnerhood.config.commands import demo

    if said.command == "demo":
        demo.prepare(said)
    elif os.environ.get("PARTNERHOOD_DATA"):
        demo.recognise(Path(os.environ["PARTNERHOOD_DATA"]))
    import django

    gc.disable()  # whatever is loaded stays: looking for what could go took a tenth of the start
    django.setup()
    gc.freeze()
    gc.enable()


if __name__ == "__main__":
    sys.exit(main())
