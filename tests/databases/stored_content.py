"""What a customer file holds, table by table, as counts and digests that outlive its schema."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.engine import connect

LOG = ("operation", "change", "trust_log", "tombstone")


def content_of(path: Path, columns: Mapping[str, Sequence[str]] | None = None) -> dict[str, Any]:
    """Return columns, row count and digest of every table of records and of both logs.

    With ``columns`` only those are read: a later schema may have more.
    """
    tables = columns or dict.fromkeys([*(kind.value for kind in Kind), *LOG], ())
    connection = connect(path)
    try:
        return {table: _table(connection, table, names) for table, names in tables.items()}
    finally:
        connection.close()


def _table(connection: Any, table: str, columns: Sequence[str]) -> dict[str, Any]:
    found = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    names = list(columns or found)
    rows = connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY rowid").fetchall()
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()
    return {"columns": names, "rows": len(rows), "sha256": digest}
