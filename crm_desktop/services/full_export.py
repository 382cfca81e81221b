"""Everything of a customer file as one zip that can be read without this program."""

import io
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import Progress
from crm_desktop.domain.record_schema import (
    ATTACHMENTS,
    EXPORT_FORMAT,
    EXPORT_VERSION,
    RECORDS,
    RECORDS_NAME,
    export_schema,
)
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.domain.vcards import VcardVersion
from crm_desktop.formats.vcard_writer import write_vcard
from crm_desktop.reports.export_readme import readme
from crm_desktop.reports.record_tables import CsvTable, RecordBook
from crm_desktop.services.calendar_export import CalendarWish, calendar_of
from crm_desktop.services.trust_log import note_alone
from crm_desktop.services.vcards import customers_as_vcards
from crm_desktop.services.whole_files import check_folder, written_whole
from crm_desktop.storage.blobs import blob
from crm_desktop.storage.database import Database
from crm_desktop.storage.digest import Digest
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_lines import (
    Scope,
    count_rows,
    kinds_in_order,
    read_rows,
    record_form,
)
from crm_desktop.text import Language

SCHEMA_NAME = "schema.json"
VCARD_NAME = "customers.vcf"
BOOK_NAME = "customers.xlsx"
CALENDAR_NAME = "calendar.ics"
README_NAME = "README.txt"
ENDING = ".zip"
_PASSES = 3
_REPORTED_EVERY = 500
_PACKED_AT_ONCE = 1 << 18
"""So many bytes are gathered before they are packed; single lines cost a fifth more."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is exported and for whom.

    ``languages`` are those of the README, the reader's first; ``scope`` limits the export to some
    records, None takes all of them.
    """

    today: date
    languages: Sequence[Language]
    playbook: Playbook
    scope: Scope | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: records by kind, files kept with them, and the digest over the records."""

    path: Path
    digest: str
    counts: dict[Kind, int] = field(default_factory=dict)
    attachments: int = 0


def check_target(path: Path) -> None:
    """Raise InputError ``export_ending`` or ``folder_missing`` before any work is done."""
    if path.suffix.lower() != ENDING:
        raise InputError("export_ending", path=str(path))
    check_folder(path)


def export_everything(database: Database, path: Path, wish: Wish, progress: Progress) -> Exported:
    """Write the zip, whole or not at all, and note it; a row at a time is in memory.

    Raises what :func:`check_target` and ``whole_files.written_whole`` raise, and CancelledError.
    """
    done = write_zip(database, path, wish, progress)
    params = {"customers": done.counts[Kind.CUSTOMER]}
    code = TrustCode.EVERYTHING_EXPORTED
    note_alone(database, TrustNote(code, wish.author, params=params, name=path.name))
    return done


def write_zip(database: Database, path: Path, wish: Wish, progress: Progress) -> Exported:
    """Write the zip like :func:`export_everything`; who calls notes what it was written for."""
    check_target(path)
    with (
        database.read() as reading,
        written_whole(path) as file,
        ZipFile(file, "w", ZIP_DEFLATED) as archive,
    ):
        return _Export(reading, archive, wish, progress).write(path, database.clock())


class _Export:
    def __init__(self, reading: Reading, archive: ZipFile, wish: Wish, progress: Progress) -> None:
        self._reading, self._archive, self._wish = reading, archive, wish
        self._kinds = kinds_in_order(reading)
        self._counts = {kind: count_rows(reading, kind, wish.scope) for kind in self._kinds}
        self._steps = _Steps(progress, _PASSES * sum(self._counts.values()))

    def write(self, path: Path, now: datetime) -> Exported:
        """Write every part and return what there is."""
        archive, language = self._archive, self._wish.languages[0]
        archive.writestr(README_NAME, readme(self._wish.languages, self._counts, now))
        schema = json.dumps(export_schema(), ensure_ascii=False, indent=1)
        archive.writestr(SCHEMA_NAME, schema + "\n")
        digest = self._write_records(now)
        for kind in self._kinds:
            self._write_csv(kind)
        self._write_book(language, path.parent)
        self._write_vcards()
        self._write_calendar(now)
        return Exported(path, digest, self._counts, self._write_attachments())

    def _write_records(self, now: datetime) -> str:
        digest = Digest()
        with self._member(RECORDS_NAME) as file:

            def put(text: str) -> None:
                file.write(text.encode())

            put(f'{{"format": "{EXPORT_FORMAT}", "version": {EXPORT_VERSION},')
            is_whole = json.dumps(self._wish.scope is None)
            put(f' "exported_at": "{now.isoformat()}", "is_whole": {is_whole},\n"{RECORDS}": {{')
            for number, kind in enumerate(self._kinds):
                put(f'{"," if number else ""}\n"{kind.value}": [')
                self._write_kind(kind, digest, put)
                put("]")
            put(f'\n}},\n"digest": "{digest.text()}"}}\n')
        return digest.text()

    def _write_kind(self, kind: Kind, digest: Digest, put: Callable[[str], None]) -> None:
        line_of, mark = record_form(kind).line, "\n"
        for row in read_rows(self._reading, kind, self._wish.scope):
            line = line_of(row)
            digest.take(line)
            put(mark + line)
            mark = ",\n"
            self._steps.one()
        digest.end(kind)

    def _write_csv(self, kind: Kind) -> None:
        with self._member(f"csv/{kind.value}.csv") as file:
            table = CsvTable(file, record_form(kind).names)
            for cells in self._cells(kind):
                table.write(cells)
            table.close()

    def _cells(self, kind: Kind) -> Iterator[list[Any]]:
        cells = record_form(kind).cells
        for row in read_rows(self._reading, kind, self._wish.scope):
            yield cells(row)
            self._steps.one()

    def _write_book(self, language: Language, folder: Path) -> None:
        """Make the workbook beside the zip, where there is room for it, and take it in."""
        with tempfile.TemporaryDirectory(prefix=".", dir=folder) as place:
            book = RecordBook(Path(place) / BOOK_NAME, language)
            try:
                for kind in self._kinds:
                    book.write(kind, record_form(kind).names, self._cells(kind))
            finally:
                book.close()
            self._archive.write(Path(place) / BOOK_NAME, BOOK_NAME, ZIP_STORED)

    def _write_vcards(self) -> None:
        scope = self._wish.scope
        chosen = None if scope is None else scope.get(Kind.CUSTOMER, ())
        with self._member(VCARD_NAME) as file:
            for card in customers_as_vcards(self._reading, chosen, with_sensitive=True):
                file.write(write_vcard(card, VcardVersion.FOUR))
                self._steps.check()

    def _write_calendar(self, now: datetime) -> None:
        wish, scope = self._wish, self._wish.scope
        only = None if scope is None else frozenset(scope.get(Kind.CUSTOMER, ()))
        moment = datetime.combine(wish.today, now.timetz())
        asked = CalendarWish(moment, wish.languages[0], wish.playbook, only, with_sensitive=True)
        with self._member(CALENDAR_NAME) as file:
            for part in calendar_of(self._reading, asked):
                file.write(part)
                self._steps.check()

    def _write_attachments(self) -> int:
        """Write the bytes of every file once, under its SHA-256; return how many there are."""
        known: set[str] = set()
        form = record_form(Kind.ATTACHMENT)
        place = form.names.index("sha256")
        for row in read_rows(self._reading, Kind.ATTACHMENT, self._wish.scope):
            digest = row[place]
            content = None if digest in known else blob(self._reading, digest)
            if content is not None:
                known.add(digest)
                self._archive.writestr(f"{ATTACHMENTS}/{digest}", content)
            self._steps.check()
        return len(known)

    @contextmanager
    def _member(self, name: str) -> Iterator[IO[bytes]]:
        with self._archive.open(name, "w", force_zip64=True) as file:
            held = io.BufferedWriter(cast("io.RawIOBase", file), _PACKED_AT_ONCE)
            try:
                yield held
            finally:
                held.detach()


class _Steps:
    """Tells a listener how far the work is, now and then."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, max(total, 1), 0

    def one(self) -> None:
        self._done += 1
        if self._done % _REPORTED_EVERY == 0:
            self.check()

    def check(self) -> None:
        self._progress.report(min(self._done, self._total), self._total)
