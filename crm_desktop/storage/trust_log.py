"""The log of prints, exports and erasures as rows: added one by one, read, and checked."""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.trust_log import (
    BEGINNING,
    Broken,
    TrustLine,
    TrustNote,
    first_broken,
    hash_of,
    seal_of,
)
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.types import from_moment, to_moment
from crm_desktop.storage.writing import Writing

_COLUMNS = "sequence, happened_at, code, author, subject, params, name, nonce, seal, previous, hash"
_NONCE_BYTES = 16


def append_all(work: Writing, notes: Iterable[TrustNote]) -> None:
    """Add lines at the end, in the transaction of what they tell."""
    found = work.one("SELECT sequence, hash FROM trust_log ORDER BY sequence DESC LIMIT 1")
    last, previous = found or (0, BEGINNING)
    # Numbers go on after a line that is gone, so that its place stays empty.
    last = max(last, last_sequence(work))
    lines = []
    for sequence, note in enumerate(notes, last + 1):
        lines.append(_chained(work, note, sequence, previous))
        previous = lines[-1].hash
    store(work, lines)


def _chained(work: Writing, note: TrustNote, sequence: int, previous: str) -> TrustLine:
    nonce = secrets.token_hex(_NONCE_BYTES) if note.name else ""
    line = TrustLine(
        sequence,
        work.now.astimezone(UTC),
        note.code.value,
        note.author,
        note.subject,
        json.dumps(dict(note.params), ensure_ascii=False, sort_keys=True, default=str),
        note.name,
        nonce,
        seal_of(nonce, note.name),
        previous,
        "",
    )
    return replace(line, hash=hash_of(line))


def store(work: Writing, lines: Iterable[TrustLine]) -> None:
    """Add lines as they are, in their order."""
    marks = ", ".join("?" * len(_COLUMNS.split(",")))
    work.execute_many(
        f"INSERT INTO trust_log ({_COLUMNS}) VALUES ({marks})", (_row(line) for line in lines)
    )


def go_on(work: Writing, known: Sequence[TrustLine]) -> None:
    """Add the lines of a file to an older state of it, where its log is the beginning of theirs.

    The log of another file stays as it is: two chains can't be made one.
    """
    found = work.one("SELECT sequence, hash FROM trust_log ORDER BY sequence DESC LIMIT 1")
    last, hash_ = found or (0, BEGINNING)
    beginning = {0: BEGINNING} | {line.sequence: line.hash for line in known}
    if beginning.get(last) == hash_:
        store(work, [line for line in known if line.sequence > last])


def lines(
    reading: Reading, where: str = "", parameters: tuple[object, ...] = ()
) -> list[TrustLine]:
    """Return lines; ``where`` is SQL from WHERE or ORDER BY on."""
    return [
        _line(row) for row in reading.rows(f"SELECT {_COLUMNS} FROM trust_log {where}", parameters)
    ]


def between(reading: Reading, since: datetime | None, until: datetime | None) -> list[TrustLine]:
    """Return the lines from a moment on and before another, the newest first."""
    bounds = ((">= ", since), ("< ", until))
    told = [(f"happened_at {sign}?", to_moment(at)) for sign, at in bounds if at is not None]
    where = f"WHERE {' AND '.join(text for text, _ in told)}" if told else ""
    return lines(reading, f"{where} ORDER BY sequence DESC", tuple(moment for _, moment in told))


def names_of(reading: Reading, kind: Kind, keys: Iterable[int]) -> list[tuple[int, str]]:
    """Return keys and names of the customers or contacts that are still there."""
    return reading.rows(f"SELECT id, name FROM {kind.value} WHERE id IN ({id_list(keys)})")


def last_sequence(reading: Reading) -> int:
    """Return the number that was given last, whether its line is still there or not."""
    found = reading.one("SELECT seq FROM sqlite_sequence WHERE name = 'trust_log'")
    return int(found[0]) if found else 0


def check(reading: Reading) -> Broken | None:
    """Return the first broken line, None where the chain holds; one line at a time is in memory."""
    rows = reading.stream(f"SELECT {_COLUMNS} FROM trust_log ORDER BY sequence")
    return first_broken(map(_line, rows), last_sequence(reading))


def _row(line: TrustLine) -> tuple[object, ...]:
    return (
        line.sequence,
        to_moment(line.happened_at),
        line.code,
        line.author,
        line.subject,
        line.params,
        line.name,
        line.nonce,
        line.seal,
        line.previous,
        line.hash,
    )


def _line(row: tuple[Any, ...]) -> TrustLine:
    sequence, moment, *rest = row
    return TrustLine(sequence, from_moment(moment), *rest)
