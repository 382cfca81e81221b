"""Fields save when they are left, say what is wrong beneath themselves, and lose no typing."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.services import card_edits, typing_drafts
from crm_desktop.services.card_views import load_view
from crm_desktop.ui.forms.editors import ChoiceEditor
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.forms.specs import FieldSpec

SPECS = (
    FieldSpec("name"),
    FieldSpec("website"),
    FieldSpec("headcount"),
    FieldSpec("annual_revenue"),
    FieldSpec("kind"),
    FieldSpec("background", lines=3, columns=2),
)
CUSTOMER = 1


def stored(workspace, name):
    view = load_view(
        workspace.database, CUSTOMER, today=workspace.today(), playbook=workspace.playbook
    )
    return getattr(view.card.customer, name)


@pytest.fixture
def form(host, workspace, qtbot):
    """A form over the first customer, in a window with a second place for the keyboard."""
    place = QWidget()
    rows = QVBoxLayout(place)
    made = RecordForm(workspace, host.window.icons, Kind.CUSTOMER, SPECS)
    rows.addWidget(made)
    rows.addWidget(QPushButton("elsewhere"))
    qtbot.addWidget(place)

    def show():
        view = load_view(
            workspace.database, CUSTOMER, today=workspace.today(), playbook=workspace.playbook
        )
        made.show_record(view.card.customer, customer_id=CUSTOMER)

    show()
    workspace.changed.connect(show)
    place.show()
    qtbot.waitExposed(place)
    yield made
    workspace.changed.disconnect(show)


def enter(form, name, text):
    widget = form.fields[name].editor.widget
    widget.setFocus()
    widget.selectAll()
    QTest.keyClicks(widget, text) if text else QTest.keyClick(widget, Qt.Key.Key_Delete)
    return widget


def leave(form, host):
    form.parentWidget().findChild(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    host.tasks.drain()


def problem(form, name):
    return form.fields[name].editor.widget.accessibleDescription()


def test_a_field_is_stored_when_it_is_left(form, host, workspace):
    enter(form, "headcount", "1,250")
    assert stored(workspace, "headcount") != 1250
    leave(form, host)

    assert stored(workspace, "headcount") == 1250
    assert workspace.history.can_undo


def test_enter_stores_without_leaving(form, host, workspace):
    widget = enter(form, "name", "Lanxi Hotels")
    QTest.keyClick(widget, Qt.Key.Key_Return)
    host.tasks.drain()

    assert stored(workspace, "name") == "Lanxi Hotels"
    assert not form.fields["name"].editor.is_dirty()


@pytest.mark.parametrize(
    ("name", "typed"),
    [("headcount", "some"), ("headcount", "-4"), ("annual_revenue", "1.2.3"), ("name", "")],
)
def test_what_is_wrong_is_said_beneath_and_nothing_typed_is_lost(form, host, name, typed):
    before = stored(form._workspace, name)
    widget = enter(form, name, typed)
    leave(form, host)

    assert problem(form, name)
    assert widget.text() == typed
    assert stored(form._workspace, name) == before


def test_the_complaint_goes_when_the_field_is_right_again(form, host):
    enter(form, "headcount", "some")
    leave(form, host)
    enter(form, "headcount", "12")
    leave(form, host)

    assert problem(form, "headcount") == ""
    assert stored(form._workspace, "headcount") == 12


def test_escape_brings_the_stored_value_back(form, host, workspace):
    before = stored(workspace, "website")
    widget = enter(form, "website", "www.nonsense.example")
    QTest.keyClick(widget, Qt.Key.Key_Escape)
    leave(form, host)

    assert stored(workspace, "website") == before
    assert not workspace.history.can_undo


def test_undo_takes_typing_back_first_and_then_the_operation(form, host, workspace):
    before = stored(workspace, "headcount")
    widget = enter(form, "headcount", "77")
    leave(form, host)
    enter(form, "headcount", "7788")
    QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert widget.text() != "7788"
    QTest.keyClick(widget, Qt.Key.Key_Escape)

    workspace.undo()
    host.tasks.drain()

    assert stored(workspace, "headcount") == before


def test_news_from_elsewhere_never_replace_typing(form, host, workspace, qtbot):
    widget = enter(form, "website", "www.mine.example")
    workspace.write(
        lambda: card_edits.set_fields(
            workspace.database, Kind.CUSTOMER, CUSTOMER, {"website": "www.theirs.example"}
        )
    )
    host.tasks.drain()
    assert widget.text() == "www.mine.example"

    theirs = next(one for one in form.findChildren(QPushButton) if one.text() == "Take theirs")
    qtbot.mouseClick(theirs, Qt.MouseButton.LeftButton)

    assert "theirs" in widget.text()


def test_keeping_mine_stores_it_over_theirs(form, host, workspace, qtbot):
    enter(form, "headcount", "4711")
    workspace.write(
        lambda: card_edits.set_fields(workspace.database, Kind.CUSTOMER, CUSTOMER, {"headcount": 1})
    )
    host.tasks.drain()

    mine = next(one for one in form.findChildren(QPushButton) if one.text() == "Keep mine")
    qtbot.mouseClick(mine, Qt.MouseButton.LeftButton)
    host.tasks.drain()

    assert stored(workspace, "headcount") == 4711


def test_typing_that_rests_is_kept_against_a_kill_and_put_back(form, host, workspace, qtbot):
    widget = enter(form, "background", "half a thought")
    qtbot.waitUntil(
        lambda: (host.tasks.drain(), typing_drafts.kept(workspace.database, CUSTOMER))[1] != []
    )
    drafts = typing_drafts.kept(workspace.database, CUSTOMER)
    form.fields["background"].accept("")

    assert form.take_up(drafts) == 1
    assert widget.toPlainText() == "half a thought"
    leave(form, host)
    assert stored(workspace, "background") == "half a thought"
    assert typing_drafts.kept(workspace.database, CUSTOMER) == []


def test_money_is_shown_and_stored_without_loss(form, host, workspace):
    enter(form, "annual_revenue", "1234567.891234")
    leave(form, host)

    assert stored(workspace, "annual_revenue") == Decimal("1234567.891234")
    assert form.fields["annual_revenue"].editor.widget.text() == "1,234,567.891234"


def test_escape_in_an_editable_choice_takes_typing_back_before_it_leaves_the_page(qtbot):
    window, went_back = QWidget(), []
    rows = QVBoxLayout(window)
    editor = ChoiceEditor(lambda: [("CN", "China"), ("DE", "Germany")], is_editable=True)
    editor.show_value("CN")
    rows.addWidget(editor.widget)
    QShortcut(QKeySequence("Esc"), window, lambda: went_back.append(True))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    editor.widget.setFocus()
    editor.box.lineEdit().selectAll()
    QTest.keyClicks(editor.box.lineEdit(), "Fra")
    editor.box.completer().popup().hide()

    QTest.keyClick(editor.box.lineEdit(), Qt.Key.Key_Escape)
    assert (editor.box.currentText(), went_back) == ("China", [])

    QTest.keyClick(editor.box.lineEdit(), Qt.Key.Key_Escape)
    assert went_back == [True]
