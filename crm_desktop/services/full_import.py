"""Taking an export of everything into an empty file: the same records, keys and digest."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import Progress
from crm_desktop.domain.record_schema import (
    ATTACHMENTS,
    EXPORT_FORMAT,
    EXPORT_VERSION,
    RECORDS,
    RECORDS_NAME,
)
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.formats.export_reader import read_export
from crm_desktop.formats.zip_archives import DAMAGED, is_bomb
from crm_desktop.language.cleaning import storable
from crm_desktop.services.attachments import MAX_BYTES
from crm_desktop.services.erase_replay import erase_risen
from crm_desktop.services.trust_log import note
from crm_desktop.storage import scrubbing
from crm_desktop.storage.blobs import store_blob, wanted_blobs
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_lines import RecordFormError, record_form
from crm_desktop.storage.whole_records import (
    add_whole,
    check_references,
    defer_references,
    is_empty,
    take_settings_out,
)
from crm_desktop.storage.writing import Writing

_REPORTED_EVERY = 1_000
_ENCRYPTED = 0x1
_HEAD = ("format", "version")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came by kind, and how many of it were erased again since this file knows them erased."""

    counts: dict[Kind, int]
    changes: Changes
    erased: int


def is_export(path: Path) -> bool:
    """True for a zip that holds an export of everything; a pipe is not waited for."""
    if not path.is_file():
        return False
    try:
        with ZipFile(path) as archive:
            return RECORDS_NAME in archive.namelist()
    except DAMAGED:
        return False


def check_takes_all(database: Database) -> None:
    """Raise InputError ``file_not_empty`` where a file knows anything but settings."""
    with database.read() as reading:
        _check_empty(reading, database.path)


def import_everything(
    database: Database, path: Path, progress: Progress, *, author: str = ""
) -> Taken:
    """Take every record and file of an export in, in one operation.

    Who was erased from this file before is erased again.

    Raises InputError ``file_not_empty``, ``export_damaged``, ``export_newer``,
    ``export_record_bad``, ``export_contradicts`` or ``file_unreadable``, and CancelledError;
    nothing was written then.
    """
    name = storable(path.name)
    try:
        with (
            ZipFile(path) as archive,
            database.write("export_imported", params={"name": name}, author=author) as work,
        ):
            _check_empty(work, database.path)
            counts = _Import(archive, path, work, progress).run()
            params = {"customers": counts.get(Kind.CUSTOMER, 0)}
            code = TrustCode.EVERYTHING_IMPORTED
            note(work, TrustNote(code, author, params=params, name=name))
            erased = erase_risen(work, author=author)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("file_unreadable", path=str(path), reason=reason) from error
    except DAMAGED as error:
        raise InputError("export_damaged", path=str(path)) from error
    scrubbing.finish(database)
    return Taken(counts, work.changes, erased)


def _check_empty(reading: Reading, path: Path) -> None:
    if not is_empty(reading):
        raise InputError("file_not_empty", path=str(path))


class _Import:
    def __init__(self, archive: ZipFile, path: Path, work: Writing, progress: Progress) -> None:
        self._archive, self._path = archive, path
        self._work, self._progress = work, progress
        members = {one.filename: one for one in archive.infolist()}
        records = members.get(RECORDS_NAME)
        is_locked = any(one.flag_bits & _ENCRYPTED for one in members.values())
        if records is None or is_locked or is_bomb(records):
            raise InputError("export_damaged", path=str(path))
        self._size = records.file_size

    def run(self) -> dict[Kind, int]:
        """Read the records kind by kind, then the files they name."""
        take_settings_out(self._work)
        defer_references(self._work)
        counts: dict[Kind, int] = {}
        with self._archive.open(RECORDS_NAME) as binary:
            parts = _Parts(read_export(io.TextIOWrapper(binary, encoding="utf-8")), self._check)
            for kind in parts.kinds(self._path):
                rows = self._told(parts.rows(kind), binary)
                counts[kind] = counts.get(kind, 0) + add_whole(self._work, kind, rows)
        parts.check_format(self._path)
        check_references(self._work)
        self._take_files()
        return counts

    def _told(self, rows: Iterator[list[Any]], binary: Any) -> Iterator[list[Any]]:
        for number, row in enumerate(rows, 1):
            if number % _REPORTED_EVERY == 0:
                self._progress.report(min(binary.tell(), self._size), self._size)
            yield row

    def _check(self, kind: Kind, number: int, error: RecordFormError) -> InputError:
        return InputError(
            "export_record_bad",
            path=str(self._path),
            kind=kind.value,
            number=number,
            field=error.field,
        )

    def _take_files(self) -> None:
        known = set(self._archive.namelist())
        for digest in wanted_blobs(self._work):
            name = f"{ATTACHMENTS}/{digest}"
            if name not in known:
                continue
            with self._archive.open(name) as file:
                content = file.read(MAX_BYTES + 1)
            if len(content) > MAX_BYTES or store_blob(self._work, content) != digest:
                raise InputError("export_damaged", path=str(self._path))
            self._progress.report(self._size, self._size)


class _Parts:
    """The parts of an export as they come: first what it is, then its kinds with their rows."""

    def __init__(self, parts: Iterator[tuple[str, Any]], refused: Any) -> None:
        self._parts, self._refused = parts, refused
        self._next: tuple[str, Any] | None = None
        self._top: dict[str, Any] = {}

    def kinds(self, path: Path) -> Iterator[Kind]:
        """Yield each kind; its rows must be read before the next."""
        self._step()
        while self._next is not None:
            name, value = self._next
            before, is_record, kind = name.partition("/")
            if not is_record or before != RECORDS:
                if name in _HEAD:
                    self._top[name] = value
                self._step()
                continue
            self.check_format(path)
            if kind not in set(Kind):
                raise InputError("export_damaged", path=str(path))
            yield Kind(kind)

    def rows(self, kind: Kind) -> Iterator[list[Any]]:
        """Yield the stored rows of the present kind."""
        form, name, number = record_form(kind), f"{RECORDS}/{kind.value}", 0
        while self._next is not None and self._next[0] == name:
            number += 1
            try:
                row = form.stored(self._next[1])
            except RecordFormError as error:
                raise self._refused(kind, number, error) from error
            yield row
            self._step()

    def check_format(self, path: Path) -> None:
        """Raise InputError ``export_damaged`` or ``export_newer`` for what is no export of ours."""
        version = self._top.get("version")
        if self._top.get("format") != EXPORT_FORMAT or not isinstance(version, int):
            raise InputError("export_damaged", path=str(path))
        if version > EXPORT_VERSION:
            raise InputError("export_newer", path=str(path))

    def _step(self) -> None:
        self._next = next(self._parts, None)
