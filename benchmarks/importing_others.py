"""Reading workbooks against openpyxl, and vCards against a bare unfolding of the same text."""

import csv
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generate import TODAY, clock
from importing import write_list
from measure import Row, Sample

from crm_desktop.formats.table import RowProblem
from crm_desktop.formats.vcard_table import read_vcards
from crm_desktop.formats.workbook_file import read_sheets
from crm_desktop.services import imports
from crm_desktop.storage.database import create

SHEET_ROWS = 50_000
CARDS = 10_000
_NOTE = "Met at the fair, likes tea and long talks about machines; asks for\r\n  the catalogue."


def rows(sample: Sample) -> Iterator[Row]:
    """Read the same generated people as a workbook and as cards, and put the cards into a file.

    In seconds of processor time, that of other processes included.
    """
    path = sample.scratch / "people.csv"
    write_list(path, SHEET_ROWS)
    with path.open(encoding="utf-8", newline="") as file:
        people = list(csv.reader(file))
    yield _workbook(sample.scratch / "people.xlsx", people)
    yield from _cards(sample.scratch, people[1 : CARDS + 1])


def _workbook(path: Path, people: list[list[str]]) -> Row:
    _write_workbook(path, people)
    ours = min(_seconds(lambda: _read_workbook(path)) for _ in range(2))
    usual = _seconds(lambda: _read_by_openpyxl(path))
    note = f"{ours:.2f} s with the process of its own; openpyxl read-only {usual:.2f} s"
    return Row(f"read a workbook of {SHEET_ROWS:,} rows", ours / usual, 0.15, note=note)


def _cards(folder: Path, people: list[list[str]]) -> Iterator[Row]:
    path = folder / "people.vcf"
    path.write_bytes("".join(map(_card, people)).encode())
    bare = min(_seconds(lambda: _unfolded(path)) for _ in range(5))
    reading = min(_seconds(lambda: read_vcards(path)) for _ in range(3))
    database = create(folder / "cards.crm", clock=clock)
    plan = imports.plan(database, [path], today=TODAY, source="measured", currency="CNY")
    storing = _seconds(lambda: imports.apply(database, plan))
    database.close()
    note = f"to unfolding and splitting them, {bare:.2f} s"
    yield Row(f"read {CARDS:,} vCards", reading / bare, 2, note=note)
    yield Row("  storing them, all derived", storing / bare, None)


def _write_workbook(path: Path, people: list[list[str]]) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(people):
            for column, cell in enumerate(cells):
                if column == 4 and row:
                    sheet.write_number(row, column, int(cell))
                else:
                    sheet.write_string(row, column, cell)


def _read_workbook(path: Path) -> None:
    """Every row once, as the text a person reads."""
    (table,) = read_sheets(path)
    count = sum(1 for _ in table.rows(_ignore))
    assert count == SHEET_ROWS, count


def _read_by_openpyxl(path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    count = sum(1 for _ in book.active.iter_rows(values_only=True))
    assert count == SHEET_ROWS + 1, count


def _ignore(_: RowProblem) -> None:
    """The list has no problem."""


def _card(cells: list[str]) -> str:
    key, name, _, _, _, street, city, country, phone, email = cells
    lines = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{key}",
        f"FN:{name}",
        f"N:{name[:1]};{name[1:]};;;",
        f"TEL;TYPE=CELL,VOICE:{phone}",
        f"EMAIL;TYPE=INTERNET,WORK:{email}",
        f"ADR;TYPE=WORK:;;{street};{city};;;{country}",
        f"NOTE:{_NOTE}",
        "CATEGORIES:vip,tea",
        "REV:2026-01-01T00:00:00Z",
        "END:VCARD",
        "",
    )
    return "\r\n".join(lines)


def _unfolded(path: Path) -> list[list[tuple[str, list[str], list[str]]]]:
    """The least that tells cards and properties apart."""
    cards = []
    for line in path.read_bytes().decode().replace("\r\n ", "").split("\r\n"):
        head, _, value = line.partition(":")
        name, *params = head.split(";")
        if name == "BEGIN":
            card: list[tuple[str, list[str], list[str]]] = []
        elif name == "END":
            cards.append(card)
        elif name:
            card.append((name, params, value.split(";")))
    return cards


def _seconds(work: Callable[[], object]) -> float:
    begun, begun_others = time.process_time(), _of_others()
    work()
    return time.process_time() - begun + _of_others() - begun_others


def _of_others() -> float:
    """Processor time of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
