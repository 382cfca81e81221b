"""The rudest texts in every field of every form: shown as they are, or refused in words."""

from pathlib import Path

import pytest
import shiboken6
from card_window import TOOLS, OpenCard
from hostile_cards import HOSTILE, marked, store_hostile
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.language.cleaning import clean
from crm_desktop.services import card_edits
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.storage.database import create
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.forms.fields import Field
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.navigation import CardTab, Page

RUDE = (
    "<b>bold</b><img src=x onerror=alert(1)>",
    "{x} {0} {name} {} %s %d %(name)s $HOME",
    "R&D && Söhne &amp; <br>",
    "'; DROP TABLE customer; -- \" OR 1=1",
    "abc\u202edef\u2066ghi\u2069",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𠮷野家",
    "nul\x00in\x07the\x1bmiddle",
    "half \ud83d letter \udfff",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "one\nline\r\nor\u2028three",
    "W" * 400,
    "=cmd|' /C calc'!A0",
    "%n%n%n%x\\u0000\\",
)


def naughty(shared: Path) -> list[str]:
    """The collected naughty strings of the world, where they lie beside this checkout."""
    found = sorted(shared.glob("text/naughty_blns/**/*.txt"))
    lines = found[0].read_text(encoding="utf-8").splitlines() if found else []
    return [one for one in lines if one.strip() and not one.startswith("#")]


def put(field: Field, text: str) -> None:
    """Put a text in as a paste does, and leave the field."""
    editor = field.editor.widget
    line = editor if isinstance(editor, QLineEdit | QPlainTextEdit) else editor.lineEdit()
    line.selectAll()
    if isinstance(line, QLineEdit):
        line.insert(text)
        line.textEdited.emit(line.text())
    else:
        line.insertPlainText(text)
    field._left()


def settle(host) -> None:
    for _ in range(5):
        QApplication.processEvents()
        host.tasks.drain()


def typed_fields(card: OpenCard) -> list[Field]:
    """Every visible field into which text can be typed."""
    fields = [one for one in card.page.findChildren(Field) if one.isVisible()]
    kinds = (QLineEdit, QPlainTextEdit)
    return [
        one
        for one in fields
        if isinstance(one.editor.widget, kinds)
        or (isinstance(one.editor.widget, QComboBox) and one.editor.widget.isEditable())
    ]


def assert_plain(window: QWidget) -> None:
    """No label reads markup, no tip holds any but our own wrapping."""
    for one in window.findChildren(QLabel):
        assert one.textFormat() is Qt.TextFormat.PlainText or "<" not in one.text(), one.text()
    for one in window.findChildren(QWidget):
        tip = one.toolTip()
        assert "<b>bold" not in tip, tip
        assert "<img" not in tip, tip


@pytest.mark.parametrize("text", RUDE, ids=lambda text: ascii(text)[:24])
def test_a_rude_name_is_shown_as_it_is_wherever_it_stands(text, host):
    card, window = OpenCard(host), host.window
    put(card.field("name"), text)
    settle(host)
    stored = card.stored.customer.name
    assert stored == clean(text, max_length=500)
    assert card.page.header.name_shown.startswith(stored[:40])
    host.workspace.write(
        lambda: card_edits.bin_customers(host.workspace.database, [TOOLS]), notice=stored
    )
    settle(host)
    host.workspace.undo()
    settle(host)
    undo = window.findChild(QAction, ActionCode.REDO.value)
    assert undo.isEnabled()
    for tab in CardTab:
        window.open_card(TOOLS, tab)
        settle(host)
    window.search.setText(stored[:30])
    window.search.textEdited.emit(stored[:30])
    settle(host)
    window.plan_visit(TOOLS, None)
    settle(host)
    window.preview_briefs([BriefOrder(TOOLS)])
    settle(host)
    for page in Page:
        window.go(page)
        settle(host)
    assert_plain(window)
    assert not window.windowTitle().startswith("<b>")


def test_every_field_of_a_card_takes_or_refuses_what_is_rude(host):
    card, refused = OpenCard(host), 0
    complaints: list[object] = []
    host.tasks.crashed.connect(complaints.append)
    for number, tab in enumerate((CardTab.BASICS, CardTab.MAN)):
        card.go(TOOLS, tab)
        for at, field in enumerate(typed_fields(card)):
            text = RUDE[(at + number) % len(RUDE)]
            put(field, text)
            settle(host)
            said = field.editor.widget.accessibleDescription()
            refused += bool(said)
            assert said or not field.editor.is_dirty(), (field.label, text)
            if said:
                assert field.editor.raw().strip(), field.label
    assert_plain(host.window)
    assert refused
    assert not complaints


def test_the_naughty_strings_of_the_world_pass_through_a_field(host, shared_data):
    card = OpenCard(host)
    strings = naughty(shared_data)
    if not strings:
        pytest.skip("no naughty strings beside this checkout")
    complaints: list[object] = []
    host.tasks.crashed.connect(complaints.append)
    for text in strings[::4]:
        put(card.field("background"), text)
        host.tasks.drain()
        QApplication.processEvents()
    settle(host)
    assert not complaints
    assert_plain(host.window)


@pytest.mark.parametrize("name", ["city", "background", "name"])
def test_a_megabyte_is_refused_in_words_and_stays_typed(name, host):
    card = OpenCard(host)
    before = getattr(card.stored.customer, name)
    text = "a word " * 150_000
    put(card.field(name), text)
    settle(host)
    said = card.field(name).editor.widget.accessibleDescription()
    assert said
    assert getattr(card.stored.customer, name) == before
    assert len(card.field(name).editor.raw()) > 10_000


def test_rude_texts_in_what_stands_outside_of_forms(host):
    complaints: list[object] = []
    host.tasks.crashed.connect(complaints.append)
    window = host.window
    for page in (Page.CUSTOMERS, Page.CALENDAR, Page.SETTINGS, Page.TIERS):
        window.go(page)
        settle(host)
        for text in RUDE:
            for line in window.findChildren(QLineEdit):
                if line.isVisible():
                    line.selectAll()
                    line.insert(text)
                    line.textEdited.emit(line.text())
                    settle(host)
                    line.editingFinished.emit()
                    settle(host)
    assert not complaints
    assert_plain(window)


def test_a_rude_tag_and_a_rude_line_of_the_day(host):
    complaints: list[object] = []
    host.tasks.crashed.connect(complaints.append)
    card = OpenCard(host)
    for text in RUDE:
        card.go(TOOLS, CardTab.BASICS)
        line = card.child(QLineEdit, "add-tag")
        line.setText(text)
        line.editingFinished.emit()
        settle(host)
        card.go(TOOLS, CardTab.SERVICE)
        quick = card.child(QLineEdit, "quick-entry")
        quick.setText(text)
        QTest.keyClick(quick, Qt.Key.Key_Return)
        settle(host)
    assert not complaints
    notes = {clean(text, max_length=500) for text in RUDE if len(text) < 100}
    said = {one.summary for one in card.stored.interactions}
    assert len(notes - said) <= 1, notes - said
    assert_plain(host.window)


@pytest.mark.parametrize("tab", CardTab, ids=lambda tab: tab.value)
def test_every_form_of_a_new_record_takes_or_refuses_what_is_rude(tab, host):
    complaints: list[object] = []
    host.tasks.crashed.connect(complaints.append)
    card, tried = OpenCard(host, TOOLS, tab), 0
    for at, kind in enumerate([one.kind for one in visible_lists(card)]):
        for text in (RUDE[at % len(RUDE)], "7", RUDE[-at]):
            records = next(one for one in visible_lists(card) if one.kind is kind)
            if not hasattr(records, "add_button") or not records.add_button.isEnabled():
                continue
            records.add_button.click()
            settle(host)
            form = records.new_form
            if form is None:
                continue
            for field in form.fields.values():
                if isinstance(field.editor.widget, QLineEdit | QPlainTextEdit):
                    put(field, text)
            settle(host)
            form.save()
            settle(host)
            assert_answered(records, form)
            tried += 1
    assert tried or tab in (CardTab.OVERVIEW, CardTab.MAN, CardTab.HISTORY)
    assert not complaints
    assert_plain(host.window)


def visible_lists(card: OpenCard) -> list[RecordList]:
    return [one for one in card.page.findChildren(RecordList) if one.isVisible()]


def assert_answered(records: RecordList, form: QWidget) -> None:
    """The form is stored and gone, or says in words what is wrong and keeps what was typed."""
    if not shiboken6.isValid(form) or records.new_form is not form:
        return
    problems = [one for one in form.findChildren(QLabel) if one.property("look") == "problem"]
    assert any(one.text() and one.isVisible() for one in problems)
    form.cancel()


def test_a_card_that_is_hostile_in_every_field_is_shown_on_every_page(make_host, tmp_path):
    path = tmp_path / "hostile.crm"
    database = create(path)
    key, _ = store_hostile(database, marked(f"{HOSTILE[0]} {HOSTILE[-1]}"))
    database.close()
    host = make_host(path)
    complaints: list[object] = []
    host.tasks.crashed.connect(complaints.append)
    settle(host)
    for tab in CardTab:
        host.window.open_card(key, tab)
        settle(host)
        assert_plain(host.window)
    host.window.plan_visit(key, None)
    settle(host)
    for page in Page:
        host.window.go(page)
        settle(host)
    assert_plain(host.window)
    assert not complaints
