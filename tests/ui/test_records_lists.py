"""Lists of records: keyboard, many rows, forms that lose no typing, rows that keep their place."""

import gc
import shutil
from datetime import date, timedelta

import pytest
import shiboken6
from builders import store
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from records_desk import Desk, problem

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.services import typing_drafts
from crm_desktop.ui.forms.fields import Field
from crm_desktop.ui.forms.list_order import settled
from crm_desktop.ui.forms.list_specs import SHOWN, Summary
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.forms.row_line import LINE_PX, RowLine
from crm_desktop.ui.navigation import CardTab

FEW = 4


@pytest.fixture
def taboos(host):
    """The taboos of a card with four of them."""
    return Desk(host, CardTab.PREFERENCES)


def test_arrows_go_from_row_to_row_and_one_row_is_a_tab_stop(taboos):
    records = taboos.list_of(Kind.TABOO)
    rows = list(records.rows.values())
    assert len(rows) == FEW
    rows[0].setFocus()

    taboos.person.press("Down")
    assert rows[1].hasFocus()
    taboos.person.press("End")
    assert rows[-1].hasFocus()
    taboos.person.press("Down")
    assert rows[-1].hasFocus()
    taboos.person.press("Home")
    assert rows[0].hasFocus()

    stops = [row for row in rows if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [rows[0]]


def test_enter_opens_a_row_and_escape_closes_it_with_what_was_saved(taboos):
    records = taboos.list_of(Kind.TABOO)
    row = next(iter(records.rows.values()))
    row.setFocus()

    taboos.person.press("Return")
    assert row.is_open
    source = row.body.form.fields["source"].editor.widget
    taboos.enter(source, "Told at dinner")
    source.setFocus()
    taboos.person.press("Esc")

    assert not row.is_open
    assert row.hasFocus()
    assert next(one for one in taboos.card.taboos if one.id == row.key).source == "Told at dinner"


def test_escape_first_takes_typing_back_then_closes(taboos):
    row = next(iter(taboos.list_of(Kind.TABOO).rows.values()))
    row.open()
    line = row.body.form.fields["source"].editor.widget
    was = line.text()
    line.setFocus()
    taboos.person.type("x")

    taboos.person.press("Esc")
    assert line.text() == was
    assert row.is_open

    taboos.person.press("Esc")
    assert not row.is_open


def test_a_click_on_the_line_opens_and_closes(taboos):
    row = next(iter(taboos.list_of(Kind.TABOO).rows.values()))

    taboos.click_line(row)
    assert row.is_open

    taboos.click_line(row)
    assert not row.is_open


def test_the_button_of_a_reached_row_removes_it(taboos):
    records = taboos.list_of(Kind.TABOO)
    row = next(iter(records.rows.values()))
    key = row.key
    row.setFocus()

    taboos.person.click_button("Remove", row)

    assert key not in records.rows


def test_removing_goes_on_to_the_next_row_and_at_last_to_the_button(taboos):
    records = taboos.list_of(Kind.TABOO)
    next(iter(records.rows.values())).setFocus()

    for _ in range(FEW):
        taboos.person.press("Del")

    assert not records.rows
    assert records.add_button.hasFocus()
    assert taboos.person.reads("No taboo is known")


def test_a_long_list_shows_its_first_rows_and_then_more(host):
    store(host.workspace.database, *(Taboo(2, f"No. {number}") for number in range(500)))
    desk = Desk(host, CardTab.PREFERENCES)
    records = desk.list_of(Kind.TABOO)
    assert len(records.rows) == SHOWN

    more = records.findChild(QPushButton, "more")
    assert more.text().startswith(f"Show {2 * SHOWN} more")
    desk.person.click(more)

    assert len(records.rows) == 3 * SHOWN
    assert list(records.rows.values())[SHOWN].hasFocus()


def test_a_record_far_down_is_opened_where_it_stands(host):
    store(host.workspace.database, *(Taboo(2, f"No. {number}") for number in range(200)))
    last = max(one.id for one in Desk(host, CardTab.PREFERENCES).card.taboos)
    desk = Desk(host, CardTab.PREFERENCES)

    desk.tab.open_taboo(last)
    desk.person.wait()

    assert desk.list_of(Kind.TABOO).rows[last].is_open


def test_an_open_row_keeps_its_place_until_it_is_closed(host):
    today = host.workspace.today()
    days = [today + timedelta(days=number) for number in (100, 200, 300)]
    keys = store(host.workspace.database, *(Promise(5, f"P {day}", due_on=day) for day in days))
    desk = Desk(host, CardTab.SERVICE, 5)
    records = desk.list_of(Kind.PROMISE)
    before = list(records.rows)
    records.open_record(keys[0])

    form = records.rows[keys[0]].body.form
    desk.enter(form.fields["due_on"].editor.widget, "2031-01-01")
    assert list(records.rows) == before

    records.rows[keys[0]].close_form()
    desk.person.wait()
    assert list(records.rows).index(keys[0]) > list(records.rows).index(keys[2])


def test_a_refused_form_says_why_and_keeps_what_was_typed(taboos):
    records = taboos.list_of(Kind.TABOO)
    taboos.person.click(records.add_button)
    fields = records.new_form.fields
    taboos.fill(fields, [("why", "Long story"), ("noted_on", "soon")])

    taboos.person.click_button("Save", records.new_form)

    assert records.new_form is not None
    assert problem(fields["noted_on"])
    assert fields["why"].editor.raw() == "Long story"
    assert len(taboos.card.taboos) == FEW


def test_what_a_service_refuses_is_said_beside_its_field(taboos):
    records = taboos.list_of(Kind.TABOO)
    taboos.person.click(records.add_button)
    fields = records.new_form.fields

    fields["text"].editor.widget.setFocus()
    taboos.person.press("Return")

    assert problem(fields["text"]) == "This can't be left empty."
    assert fields["text"].editor.widget.hasFocus()


def test_escape_puts_a_new_form_away_with_its_typing_and_cancel_gives_it_up(taboos):
    records = taboos.list_of(Kind.TABOO)
    taboos.person.click(records.add_button)
    taboos.enter(records.new_form.fields["text"].editor.widget, "Half a thought")

    taboos.person.press("Esc")
    assert records.new_form is None
    taboos.person.click(records.add_button)
    assert records.new_form.fields["text"].editor.raw() == "Half a thought"

    taboos.person.click_button("Cancel", records.new_form)
    taboos.person.click(records.add_button)
    assert records.new_form.fields["text"].editor.raw() == ""
    assert not typing_drafts.kept(taboos.host.workspace.database, 2)


def test_typing_that_was_taken_back_is_not_kept(taboos):
    records = taboos.list_of(Kind.TABOO)
    taboos.person.click(records.add_button)
    line = records.new_form.fields["text"].editor.widget
    taboos.enter(line, "x")
    assert typing_drafts.kept(taboos.host.workspace.database, 2)

    taboos.enter(line, "")

    assert not typing_drafts.kept(taboos.host.workspace.database, 2)


def test_undoing_an_open_new_record_leaves_the_keyboard_on_its_list(host):
    desk = Desk(host, CardTab.SERVICE)
    records = desk.list_of(Kind.PROMISE)
    desk.person.click(records.add_button)
    desk.fill(records.new_form.fields, [("text", "Send the drawings")])
    desk.person.click_button("Save", records.new_form)

    host.workspace.undo()
    desk.person.wait()

    assert records.add_button.hasFocus()


def test_a_killed_program_gives_a_half_filled_form_back(host, make_host, tmp_path):
    desk = Desk(host, CardTab.DEVELOPMENT)
    weaknesses = desk.list_of(Kind.SWOT_ITEM, 1)
    desk.person.click(weaknesses.add_button)
    desk.fill(weaknesses.new_form.fields, [("text", "Slow quotes"), ("owner", "Li")])
    killed = tmp_path / "killed.crm"
    shutil.copyfile(host.workspace.file.path, killed)
    wal = host.workspace.file.path.with_name(host.workspace.file.path.name + "-wal")
    shutil.copyfile(wal, killed.with_name("killed.crm-wal"))

    again = Desk(make_host(killed), CardTab.DEVELOPMENT)

    lists = [again.list_of(Kind.SWOT_ITEM, at) for at in range(4)]
    assert [one.new_form is not None for one in lists] == [False, True, False, False]
    assert lists[1].new_form.fields["text"].editor.raw() == "Slow quotes"
    assert lists[1].new_form.fields["owner"].editor.raw() == "Li"


def test_a_taboo_says_how_long_it_is_and_refuses_what_is_too_long(taboos):
    records = taboos.list_of(Kind.TABOO)
    row = next(iter(records.rows.values()))
    row.open()
    field = row.body.form.fields["text"]
    field.editor.type_raw("字" * 201)

    assert field._counter.text() == "201 / 200"
    field.save()
    taboos.person.wait()

    assert "at most 200 characters" in problem(field)
    assert field.editor.raw() == "字" * 201


def test_an_allergy_is_never_anything_but_never(taboos):
    key = store(taboos.host.workspace.database, Taboo(2, "Nuts"))[0]
    desk = Desk(taboos.host, CardTab.PREFERENCES)
    taboos.host.window.page.reload()
    records = desk.list_of(Kind.TABOO)
    records.open_record(key)
    fields = records.rows[key].body.form.fields

    desk.pick(fields["category"].editor.widget, "allergy")
    stored = next(one for one in desk.card.taboos if one.id == key)
    assert (stored.category, stored.severity) == (TabooCategory.ALLERGY, Severity.NEVER)
    assert fields["severity"].editor.widget.currentText() == "NEVER"

    desk.pick(fields["severity"].editor.widget, "MIND")
    assert fields["severity"].editor.widget.currentText() == "NEVER"


def test_saving_one_field_offers_no_choice_between_two_versions(taboos):
    row = next(iter(taboos.list_of(Kind.TABOO).rows.values()))
    row.open()
    field = row.body.form.fields["source"]

    taboos.enter(field.editor.widget, "  Told by Li  ")

    assert field.editor.raw() == "Told by Li"
    assert field._conflict is None


@pytest.mark.parametrize(
    ("wanted", "shown", "expected"),
    [
        ([1, 2, 3], [3, 1, 2], [3, 1, 2]),
        ([1, 2, 3], [3, 1], [3, 1, 2]),
        ([4, 1, 2], [2, 1, 9], [4, 2, 1]),
        ([], [1], []),
    ],
)
def test_known_rows_stay_and_new_ones_follow_their_forerunner(wanted, shown, expected):
    assert settled(wanted, shown) == expected


def test_the_day_a_promise_is_due_may_be_typed_as_a_word(host):
    desk = Desk(host, CardTab.SERVICE, 5)
    records = desk.list_of(Kind.PROMISE)
    desk.person.click(records.add_button)
    desk.fill(records.new_form.fields, [("text", "Call back"), ("due_on", "tomorrow")])
    desk.person.click_button("Save", records.new_form)

    made = next(one for one in desk.card.promises if one.text == "Call back")
    assert made.due_on == date(2026, 3, 11)


def test_a_narrow_list_shows_a_few_lines_of_a_long_text_and_a_taboo_whole(qapp, host):
    theme, icons, font = host.theme, host.window.icons, qapp.font()
    long = "word " * 4000
    entry = RowLine(Summary(long, "detail"), theme, icons)
    taboo = RowLine(Summary("字" * 200, wraps=True), theme, icons)

    assert entry.measure(400, 30, font) < 130
    assert taboo.measure(400, 30, font) > 130
    assert entry.measure(900, 30, font) == LINE_PX


def dead_fields() -> int:
    """The fields whose widget is gone and that Python holds still."""
    gc.collect()
    alive = [one for one in gc.get_objects() if isinstance(one, Field)]
    return len([one for one in alive if not shiboken6.isValid(one)])


def test_cards_that_were_shown_leave_nothing_behind(host):
    before = dead_fields()  # those of tests before this one

    def round_of_cards() -> int:
        for key in range(1, 16):
            desk = Desk(host, CardTab.PREFERENCES, key)
            for records in desk.tab.findChildren(RecordList):
                records.add()
                for first in list(records.rows)[:1]:
                    records.open_record(first)
        Desk(host, CardTab.PREFERENCES, 1)
        return dead_fields()

    assert round_of_cards() <= before
    widgets = len(QApplication.allWidgets())
    round_of_cards()
    assert len(QApplication.allWidgets()) == widgets


def test_escape_in_a_line_of_a_new_record_keeps_its_typing(host):
    desk = Desk(host, CardTab.PREFERENCES)
    records = desk.list_of(Kind.TABOO)
    desk.person.click(records.add_button)
    desk.person.type("never mention the merger")
    desk.person.press("Esc")
    desk.person.click(records.add_button)

    assert "never mention the merger" in [
        field.editor.raw() for field in records.new_form.fields.values()
    ]
