"""What a customer file holds, as one digest in which only chance and the moment are left out."""

import hashlib
import re
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from crm_desktop.storage.engine import connect

_OF_THE_MOMENT = {"uid", "created_at", "updated_at", "happened_at", "erased_at"}
_OF_CHANCE = {"salt", "digest"}
_SEARCH = "search"
_CHANCE = re.compile(r'"uid": "[0-9a-f]+"|"(created|updated)_at": \d+')

LEFT_OUT = frozenset({"trust_log"})
"""Its lines are chained by moments and salts; ``services.trust_log`` checks the chain itself."""

Open = Callable[[Path], Any]


def state(path: Path, open_: Open = connect) -> str | None:
    """Return a digest of all that a customer file holds, None where there is no file.

    Raises AssertionError where SQLite or its search index finds it damaged.
    """
    if not path.exists():
        return None
    with closing(open_(path)) as connection:
        check(connection)
        digest = hashlib.sha256()
        for table, lines in _lines_of(connection):
            digest.update(table.encode())
            for line in lines:
                digest.update(line.encode())
        return digest.hexdigest()


def check(connection: Any) -> None:
    """Raise AssertionError where a file is damaged, or holds less or more than it refers to."""
    run = connection.execute
    assert run("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert run("PRAGMA foreign_key_check").fetchall() == []
    run(f"INSERT INTO {_SEARCH}({_SEARCH}) VALUES ('integrity-check')")
    for digest, content in run("SELECT sha256, content FROM blob"):
        assert hashlib.sha256(content).hexdigest() == digest, "a file is not what it was"


def _lines_of(connection: Any) -> Iterable[tuple[str, list[str]]]:
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE ? ORDER BY name",
        (f"{_SEARCH}%",),
    ).fetchall():
        if table not in LEFT_OUT:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(name for name in names if name not in _OF_THE_MOMENT | _OF_CHANCE)
            rows = connection.execute(f"SELECT {kept} FROM {table}").fetchall()
            if table == "sqlite_sequence":
                rows = [row for row in rows if row[0] not in LEFT_OUT]
            yield table, sorted(_CHANCE.sub("", repr(_short(row))) for row in rows)


def _short(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        hashlib.sha256(one).digest() if isinstance(one, bytes) and len(one) > 64 else one
        for one in row
    )
