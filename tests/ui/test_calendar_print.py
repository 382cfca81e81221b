"""The chosen week on paper and in a file, from the calendar."""

from datetime import date, time
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrinter

from crm_desktop.domain.customers import Customer
from crm_desktop.domain.visits import Visit
from crm_desktop.text import LanguageCode
from crm_desktop.ui.briefs.doors import Doors
from crm_desktop.ui.calendar.calendar_page import CalendarPage
from crm_desktop.ui.calendar.week_print import WeekPrint

DAY = date(2026, 5, 13)


class Desk:
    """A calendar whose papers go into a folder."""

    def __init__(self, host, folder: Path) -> None:
        self.host, self.folder = host, folder
        self.asked: list[int] = []
        with host.workspace.database.write("stored") as work:
            work.add(Visit(work.add(Customer("Zebra Works")), DAY, time(9, 30)))
        self.page = CalendarPage(host.workspace, host.window.icons)
        doors = Doors(self.printer, self.ask_printer, self.ask_file)
        self.page.week = WeekPrint(
            host.workspace, self.page.head.print_week, self.page._chosen_week, doors
        )
        self.page.month.show_day(DAY)
        self.settle()

    def printer(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / "printed.pdf"))
        return printer

    def ask_printer(self, _printer, pages: int, _parent) -> bool:
        self.asked.append(pages)
        return True

    def ask_file(self, _title, suggestion: str, _pattern, _parent) -> str:
        return str(self.folder / Path(suggestion).stem)

    def choose(self, words: str) -> None:
        menu = self.page.head.print_week.menu()
        (action,) = (one for one in menu.actions() if one.text() == words)
        action.trigger()
        self.settle()

    def settle(self) -> None:
        for _ in range(4):
            self.host.tasks.drain()
            QCoreApplication.processEvents()


@pytest.fixture(params=list(LanguageCode))
def desk(request, make_host, customer_file, tmp_path, qtbot) -> Desk:
    desk = Desk(make_host(customer_file, request.param), tmp_path)
    qtbot.addWidget(desk.page)
    return desk


def words_of(path: Path) -> str:
    document = PdfDocument(path)
    text = document[0].get_textpage()
    words = text.get_text_range()
    text.close()
    document.close()
    return words


def test_the_week_of_the_chosen_day_is_saved(desk, tmp_path):
    text = desk.host.language.text

    desk.choose(text("Save as PDF…"))

    (path,) = tmp_path.glob("week-2026-05-11.*.pdf")
    assert "Zebra Works" in words_of(path)


def test_the_week_is_printed(desk, tmp_path):
    desk.choose(desk.host.language.text("Print…"))

    assert desk.asked == [1]
    document = PdfDocument(tmp_path / "printed.pdf")
    assert len(document) == 1
    document.close()


def test_what_was_chosen_for_the_paper_is_remembered(desk, tmp_path):
    text = desk.host.language.text
    desk.choose(text("Shareable"))
    desk.choose("English")
    state = desk.page.state()

    desk.page.restore(state)
    desk.choose(text("Save as PDF…"))

    (path,) = tmp_path.glob("week-*.en.pdf")
    assert "Appointment" in words_of(path)
    assert desk.page.state() == state
