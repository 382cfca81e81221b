"""What SQLite and the records themselves tell about a file; nothing is written."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from sqlcipher3 import dbapi2

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.file_checks import Finding, FindingCode
from crm_desktop.storage.backup import stopped_by
from crm_desktop.storage.table_digest import fact_tables

MOST = 100
"""SQLite stops after so many broken places; they are counted up to there."""

_OF_INDEX = re.compile(
    r"row \d+ missing from index|wrong # of entries in index|non-unique entry in index"
    r"|row \d+ of index .* (out of order|values differ)"
)
_OF_SEARCH = "FTS5"
_LOST_LINKS = (
    (
        "SELECT count(*) FROM operation o WHERE undone_by IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM operation u WHERE u.id = o.undone_by AND u.undoes = o.id)"
    ),
    "SELECT count(*) FROM operation WHERE NOT json_valid(params)",
    (
        "SELECT count(*) FROM change WHERE (before <> '' AND NOT json_valid(before))"
        " OR (after <> '' AND NOT json_valid(after))"
    ),
    "SELECT count(*) FROM change WHERE operation_id NOT IN (SELECT id FROM operation)",
)
_SEQUENCE = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)"


def page_findings(
    connection: Any, *, is_protected: bool, step: Callable[[], None]
) -> list[Finding]:
    """Return what is wrong with pages, indexes and the inside of the search index."""
    try:
        with stopped_by(connection, step):
            texts = list(_broken_seals(connection)) if is_protected else []
            rows = connection.execute(f"PRAGMA integrity_check({MOST})").fetchall()
    except (dbapi2.DatabaseError, UnicodeDecodeError) as error:
        return [Finding(FindingCode.PAGES, 1, (str(error),))]
    texts += [text for (row,) in rows for text in row.splitlines() if text != "ok"]
    by_code: dict[FindingCode, list[str]] = {}
    for text in texts:
        by_code.setdefault(_code_of(text), []).append(text)
    return [Finding(code, len(found), tuple(found)) for code, found in by_code.items()]


def reference_findings(connection: Any) -> list[Finding]:
    """Return which records refer to one that is missing, by kind."""
    tables = Counter(row[0] for row in connection.execute("PRAGMA foreign_key_check").fetchall())
    where = tuple(f"{table}: {count}" for table, count in sorted(tables.items()))
    return [Finding(FindingCode.REFERENCES, tables.total(), where)] if tables else []


def log_findings(connection: Any) -> list[Finding]:
    """Return where the change log contradicts itself, or gave a number that is taken."""
    broken = sum(connection.execute(sql).fetchone()[0] for sql in _LOST_LINKS)
    behind = [table for table in fact_tables(connection) if _is_behind(connection, table)]
    count = broken + len(behind)
    return [Finding(FindingCode.CHANGE_LOG, count, tuple(behind))] if count else []


def blob_findings(connection: Any, step: Callable[[], None]) -> list[Finding]:
    """Return which kept files are not what they were, and which are missing; one is in memory."""
    damaged, known = [], set()
    for (key,) in connection.execute("SELECT sha256 FROM blob ORDER BY sha256").fetchall():
        known.add(key)
        row = connection.execute("SELECT content FROM blob WHERE sha256 = ?", (key,)).fetchone()
        if sha256(row[0]).hexdigest() != key:
            damaged.append(key)
        step()
    wanted = connection.execute("SELECT DISTINCT sha256 FROM attachment").fetchall()
    missing = sorted({key for (key,) in wanted} - known)
    found = ((FindingCode.FILE_DAMAGED, damaged), (FindingCode.FILE_MISSING, missing))
    return [Finding(code, len(keys), tuple(keys)) for code, keys in found if keys]


def counted(connection: Any) -> tuple[int, int, int]:
    """Return how many records and kept files a file has, and its schema."""
    names = set(fact_tables(connection))
    kinds = [kind.value for kind in Kind if kind.value in names]
    records = sum(_count(connection, table) for table in kinds)
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    return records, _count(connection, "blob"), schema


def _broken_seals(connection: Any) -> Iterator[str]:
    """Yield which pages of an encrypted file do not carry the seal of their content."""
    for (text,) in connection.execute("PRAGMA cipher_integrity_check").fetchall():
        yield text


def _code_of(text: str) -> FindingCode:
    if _OF_SEARCH in text:
        return FindingCode.SEARCH
    return FindingCode.INDEX if _OF_INDEX.match(text) else FindingCode.PAGES


def _is_behind(connection: Any, table: str) -> bool:
    """True where the next key of a table would be one that was given already."""
    kinds = {kind.value for kind in Kind} | {"operation", "change"}
    if table not in kinds:
        return False
    last = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
    return bool(connection.execute(_SEQUENCE, (table,)).fetchone()[0] < last)


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
