"""A brief page as a person sees it: its text, its choices, and ways out that ask nobody."""

from dataclasses import dataclass, field
from pathlib import Path

from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.visits import PrintedBrief
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.storage.database import Database
from crm_desktop.ui.briefs.brief_page import BriefPage
from crm_desktop.ui.briefs.doors import Doors
from crm_desktop.ui.briefs.page_view import PageView


@dataclass
class Person:
    """Answers what the dialogs ask: which file or folder, and a printer that is a file."""

    target: Path
    agrees: bool = True
    resolution: int = 150
    asked: list[str] = field(default_factory=list)

    def doors(self) -> Doors:
        return Doors(self._printer, self._print, self._file, self._folder)

    def _printer(self) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        printer.setResolution(self.resolution)
        return printer

    def _print(self, _printer, pages, _parent) -> bool:
        self.asked.append(f"print {pages}")
        return self.agrees

    def _file(self, _title, suggestion, _pattern, _parent) -> str:
        self.asked.append(suggestion)
        return str(self.target) if self.agrees else ""

    def _folder(self, _title, suggestion, _parent) -> str:
        self.asked.append(suggestion)
        return str(self.target) if self.agrees else ""


def view_of(page: BriefPage) -> PageView:
    return page.findChild(PageView)


def read_pages(page: BriefPage, qtbot) -> str:
    """The text of every page shown, the way a screen reader hears it."""
    view, heard = view_of(page), []
    qtbot.waitUntil(lambda: view.is_drawn)
    for number in range(view.count):
        view.go_to(number)
        if view.current != number:
            continue
        view.setAccessibleDescription("")
        view._read_out()
        qtbot.waitUntil(lambda: view.accessibleDescription() != "")
        heard.append(view.accessibleDescription())
    return "\n".join(heard)


def button(page, words: str) -> QAbstractButton:
    """The button or box a person would click."""
    found = [one for one in page.findChildren(QAbstractButton) if one.text() == words]
    assert len(found) == 1, [one.text() for one in page.findChildren(QAbstractButton)]
    return found[0]


def planned(database: Database) -> list[BriefOrder]:
    """The planned visits of the sample by day."""
    with database.read() as reading:
        visits = reading.values(Kind.VISIT, "WHERE state = 'planned' ORDER BY visit_on, id")
    return [BriefOrder(one.customer_id, one.id) for one in visits]


def prints(database: Database) -> list[PrintedBrief]:
    with database.read() as reading:
        return reading.values(Kind.PRINTED_BRIEF, "ORDER BY id")


def page_count(path: Path) -> int:
    document = PdfDocument(path)
    count = len(document)
    document.close()
    return count
