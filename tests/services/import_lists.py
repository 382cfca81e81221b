"""Lists written for a test, imported, and what stands in the file afterwards."""

import hashlib
from pathlib import Path

from builders import TODAY

from crm_desktop.domain.changes import Kind
from crm_desktop.services import imports
from crm_desktop.services.import_plan import ImportReport
from crm_desktop.storage.database import Database

_STAMPS = {"updated_at", "version", "uid", "created_at"}


class Lists:
    """A folder of lists and the file they are imported into."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database

    def write(self, name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
        return path

    def take(self, *paths: Path, **wishes: object) -> ImportReport:
        """Import lists; without paths, all of the folder."""
        wishes = {"source": "shop", "currency": "CNY", "today": TODAY} | wishes
        plan = imports.plan(self.database, paths or (self.folder,), **wishes)
        return imports.apply(self.database, plan)

    def column(self, kind: Kind, name: str) -> list[object]:
        """One column of all records of a kind, oldest first."""
        with self.database.read() as reading:
            return [row[0] for row in reading.rows(f"SELECT {name} FROM {kind.value} ORDER BY id")]

    def values(self, kind: Kind) -> list[object]:
        with self.database.read() as reading:
            return reading.values(kind, "ORDER BY id")

    def operations(self) -> int:
        with self.database.read() as reading:
            return reading.one("SELECT count(*) FROM operation")[0]

    def digest(self) -> str:
        """What all cards say, by a hash."""
        found = hashlib.sha256()
        with self.database.read() as reading:
            for kind in Kind:
                cursor = reading.execute(f"SELECT * FROM {kind.value} ORDER BY id")
                names = [column[0] for column in cursor.description]
                kept = [place for place, name in enumerate(names) if name not in _STAMPS]
                rows = [tuple(row[place] for place in kept) for row in cursor.fetchall()]
                found.update(repr((kind.value, rows)).encode())
        return found.hexdigest()


def counts(report: ImportReport) -> dict[str, tuple[int, int, int, int]]:
    """New, updated, unchanged and refused rows by file name."""
    return {
        one.path.name: (one.new, one.updated, one.unchanged, one.refused)
        for one in report.plan.files
    }


def reasons(report: ImportReport) -> list[tuple[int, str, str]]:
    """Line, code and field of every refused row."""
    said = [row.refusal for row in report.plan.refused]
    return [(one.line, one.code, one.field) for one in said]


def codes(report: ImportReport) -> list[str]:
    """The codes of what is worth a look."""
    return [note.code for note in report.plan.notes]
