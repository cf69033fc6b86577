"""How SQLite is spoken to: safe before fast."""

import sqlite3

SAFE_WAL = (3, 51, 3)  # older ones can lose commits when the WAL is reset: sqlite.org, "WAL-reset bug"


def pragmas() -> str:
    """Statements sent on every new connection; FULL because NORMAL lost acknowledged writes in simulated power cuts."""
    journal = "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "DELETE"
    return f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
