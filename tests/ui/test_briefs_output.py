"""Briefs printed and saved from the window: whole files, records on cards, and what goes wrong."""

from pathlib import Path

import pytest
from brief_windows import Person, button, page_count, planned, prints, view_of
from PySide6.QtWidgets import QPlainTextEdit

from crm_desktop.domain.customers import Customer
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.storage.database import Database
from crm_desktop.storage.engine import connect
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.briefs.brief_page import BriefPage


@pytest.fixture
def notices(host) -> list[str]:
    """What the person was told."""
    told: list[str] = []
    host.workspace.noticed.connect(lambda notice: told.append(notice.text))
    return told


@pytest.fixture
def open_page(qtbot, host):
    def make(person: Person, orders: list[BriefOrder]) -> BriefPage:
        page = BriefPage(host.workspace, host.window.icons, person.doors())
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        page.show_orders(orders)
        qtbot.waitUntil(lambda: view_of(page).is_drawn)
        return page

    return make


def add_customers(database: Database, count: int) -> list[BriefOrder]:
    with database.write("stored") as work:
        return [BriefOrder(work.add(Customer(f"Firm {one}"))) for one in range(count)]


def test_a_saved_brief_is_whole_and_recorded(open_page, host, notices, tmp_path):
    order = planned(host.workspace.database)[0]
    person = Person(tmp_path / "brief.pdf")
    page = open_page(person, [order])

    button(page, "Save as PDF…").click()
    host.tasks.drain()

    assert page_count(person.target) == view_of(page).count
    (record,) = prints(host.workspace.database)
    assert (record.customer_id, record.visit_id) == (order.customer_id, order.visit_id)
    assert (record.language, record.privacy) == ("en", "full")
    assert notices == [f"Saved: {person.target}"]
    assert Path(person.asked[-1]).parent == host.workspace.file.path.parent
    assert not host.workspace.history.next_undo, "a print is no edit to undo"


def test_giving_up_in_the_dialog_saves_nothing(open_page, host, tmp_path):
    person = Person(tmp_path / "brief.pdf", agrees=False)
    page = open_page(person, planned(host.workspace.database)[:1])

    button(page, "Save as PDF…").click()
    host.tasks.drain()

    assert person.asked
    assert not person.target.exists()
    assert prints(host.workspace.database) == []


def test_a_name_without_ending_becomes_a_pdf(open_page, host, tmp_path):
    page = open_page(Person(tmp_path / "Visit 10.3."), planned(host.workspace.database)[:1])

    button(page, "Save as PDF…").click()
    host.tasks.drain()

    assert [one.name for one in tmp_path.glob("*.pdf")] == ["Visit 10.3..pdf"]


def test_a_printer_gets_as_many_pages_as_are_shown(open_page, host, notices, tmp_path):
    person = Person(tmp_path / "printed.pdf")
    page = open_page(person, planned(host.workspace.database)[:1])

    page.handlers()[ActionCode.PRINT_BRIEF]()
    host.tasks.drain()

    assert page_count(person.target) == view_of(page).count
    assert person.asked == [f"print {view_of(page).count}"]
    assert len(prints(host.workspace.database)) == 1
    assert "printed and recorded" in notices[-1]


def test_several_briefs_are_saved_to_a_folder_one_file_each(open_page, host, tmp_path, notices):
    orders = add_customers(host.workspace.database, 4)
    person = Person(tmp_path / "folder")
    page = open_page(person, orders)

    button(page, "Save one file for each customer").click()
    button(page, "Save all to folder…").click()
    host.tasks.drain()

    assert len(list(person.target.glob("*.pdf"))) == 4
    assert len(prints(host.workspace.database)) == 4
    assert notices == [f"4 files saved to {person.target}"]


def test_a_batch_that_is_stopped_keeps_whole_files_and_says_how_many(
    open_page, host, tmp_path, notices, qtbot
):
    orders = add_customers(host.workspace.database, 60)
    person = Person(tmp_path / "folder")
    page = open_page(person, orders)
    button(page, "Save one file for each customer").click()

    button(page, "Save all to folder…").click()
    qtbot.waitUntil(lambda: len(list(person.target.glob("*.pdf"))) > 2)
    host.tasks.job.cancel()
    host.tasks.drain()

    files = list(person.target.glob("*.pdf"))
    assert 2 < len(files) < 60
    assert all(page_count(one) for one in files)
    assert len(prints(host.workspace.database)) == len(files)
    assert notices == [f"Stopped: {len(files)} of 60 files are whole and kept."]


def test_who_is_left_out_is_listed_with_the_reason(open_page, host, tmp_path):
    orders = [*add_customers(host.workspace.database, 2), BriefOrder(999_999)]
    page = open_page(Person(tmp_path / "all.pdf"), orders)

    button(page, "Save as PDF…").click()
    host.tasks.drain()

    (lines,) = (one for one in page.findChildren(QPlainTextEdit) if one.isVisible())
    assert "removed meanwhile" in lines.toPlainText()
    assert len(prints(host.workspace.database)) == 2


def test_a_full_disk_leaves_no_half_file_and_no_record(open_page, host, small_disk, notices):
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (2 * 1024 * 1024 - 8192))
    person = Person(small_disk / "brief.pdf")
    page = open_page(person, planned(host.workspace.database)[:1])

    button(page, "Save as PDF…").click()
    host.tasks.drain()

    assert [one.name for one in small_disk.iterdir()] == ["filler"]
    assert prints(host.workspace.database) == []
    assert len(notices) == 1


def test_a_printer_that_is_a_file_on_a_full_disk_records_nothing(
    open_page, host, small_disk, notices
):
    (small_disk / "filler").write_bytes(b"x" * (2 * 1024 * 1024 - 8192))
    page = open_page(Person(small_disk / "printed.pdf"), planned(host.workspace.database)[:1])

    button(page, "Print…").click()
    host.tasks.drain()

    assert [one.name for one in small_disk.iterdir()] == ["filler"]
    assert prints(host.workspace.database) == []
    assert "did not take the pages" in notices[-1]


def test_a_folder_nobody_may_write_to_is_said_in_a_sentence(open_page, host, tmp_path, notices):
    (tmp_path / "taken").write_text("no folder")
    page = open_page(Person(tmp_path / "taken" / "brief.pdf"), planned(host.workspace.database)[:1])

    button(page, "Save as PDF…").click()
    host.tasks.drain()

    assert len(notices) == 1
    assert prints(host.workspace.database) == []


def test_without_the_plan_several_briefs_of_a_day_are_briefs_alone(open_page, host, tmp_path):
    orders = planned(host.workspace.database)[:2]
    person = Person(tmp_path / "all.pdf")
    page = open_page(person, orders)
    button(page, "Save as PDF…").click()
    host.tasks.drain()
    with_plan = page_count(person.target)

    button(page, "Plan of the day in front").click()
    button(page, "Save as PDF…").click()
    host.tasks.drain()

    assert page_count(person.target) == with_plan - 1


def test_a_file_that_takes_no_record_says_so_though_the_paper_is_there(
    open_page, host, notices, tmp_path, sample_path
):
    person = Person(tmp_path / "printed.pdf")
    page = open_page(person, planned(host.workspace.database)[:1])
    other = connect(sample_path)
    other.execute("BEGIN IMMEDIATE")

    button(page, "Print…").click()
    host.tasks.drain()
    other.execute("ROLLBACK")
    other.close()

    assert page_count(person.target) == view_of(page).count
    assert prints(host.workspace.database) == []
    assert notices[0] == "Printed, but the card could not record it."
    assert len(notices) == 2


def test_printing_that_is_stopped_leaves_no_paper_and_no_record(
    open_page, host, tmp_path, notices, qtbot
):
    person = Person(tmp_path / "printed.pdf")
    page = open_page(person, add_customers(host.workspace.database, 60))

    button(page, "Print…").click()
    qtbot.waitUntil(lambda: host.tasks.job is not None and host.tasks.job.done > 2)
    host.tasks.job.cancel()
    host.tasks.drain()

    assert not person.target.exists()
    assert prints(host.workspace.database) == []
    assert notices == ["Printing was stopped; nothing was recorded."]


def test_a_batch_of_three_hundred_pages_is_printed_whole(open_page, host, tmp_path, notices):
    person = Person(tmp_path / "printed.pdf", resolution=36)
    page = open_page(person, add_customers(host.workspace.database, 150))

    button(page, "Print…").click()
    host.tasks.drain()

    assert page_count(person.target) >= 150
    assert len(prints(host.workspace.database)) == 150
    assert len(notices) == 1
