"""The log of prints, exports and erasures as a table for spreadsheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crm_desktop.reports.spreadsheets import CellKind, Column, guarded_csv
from crm_desktop.text import Language, mark


@dataclass(frozen=True, slots=True)
class TrustRow:
    """A line in words; ``hash`` proves the line and all before it."""

    number: int
    at: datetime
    what: str
    who: str
    whom: str
    details: str
    file: str
    hash: str


def render_csv(rows: Sequence[TrustRow], language: Language) -> bytes:
    """Return the log for people with a spreadsheet; no cell runs as a formula."""
    return guarded_csv(COLUMNS, rows, language)


COLUMNS: tuple[Column[TrustRow], ...] = (
    Column("number", mark("No."), CellKind.WHOLE, lambda row: row.number),
    Column(
        "at",
        mark("When"),
        CellKind.PLAIN,
        lambda row: row.at.isoformat(timespec="seconds"),
        lambda row, language: language.moment(row.at),
    ),
    Column("what", mark("What"), CellKind.PLAIN, lambda row: row.what),
    Column("who", mark("Who"), CellKind.PLAIN, lambda row: row.who),
    Column("whom", mark("About"), CellKind.PLAIN, lambda row: row.whom),
    Column("details", mark("How much, for whom"), CellKind.PLAIN, lambda row: row.details),
    Column("file", mark("File"), CellKind.PLAIN, lambda row: row.file),
    Column("hash", mark("Hash"), CellKind.PLAIN, lambda row: row.hash),
)
