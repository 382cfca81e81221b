"""Qt starts without a screen, hears people, and keeps Python's reference counts straight."""

import sys

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

BATCHES, BATCH = 120, 100
# Other objects take and give back a few references while the loops run.
ELSEWHERE = 50
IMMORTAL = 2**31


class Sender(QWidget):
    """A widget with void methods, and signals with and without a value."""

    happened = Signal()
    told = Signal(object)

    def receive(self, value: object = None) -> None:
        """Do nothing, as a slot."""


class Payload:
    """An object nobody else refers to."""


def call_void(sender: Sender, kept: object) -> None:
    sender.setEnabled(True)


def emit_nothing(sender: Sender, kept: object) -> None:
    sender.happened.emit()


def emit_value(sender: Sender, kept: object) -> None:
    sender.told.emit(kept)


@pytest.fixture
def sender(qtbot) -> Sender:
    widget = Sender()
    qtbot.addWidget(widget)
    widget.happened.connect(widget.receive)
    widget.told.connect(widget.receive)
    return widget


@pytest.mark.parametrize("action", [call_void, emit_nothing, emit_value])
@pytest.mark.parametrize("kept", [None, True, Payload()], ids=["None", "True", "payload"])
def test_thousands_of_calls_leave_reference_counts_alone(sender, action, kept):
    # From Python 3.12 on None and True are immortal: their count is huge, and what a library
    # built for older Pythons takes off it can't free them.
    before = sys.getrefcount(kept)
    allowed = ELSEWHERE if before < IMMORTAL else IMMORTAL // 2

    # In batches, so a falling count fails the test before the interpreter aborts.
    for _ in range(BATCHES):
        for _ in range(BATCH):
            action(sender, kept)

        assert abs(sys.getrefcount(kept) - before) < allowed


def test_a_widget_shows_without_a_screen(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)

    with qtbot.waitExposed(widget):
        widget.show()

    assert widget.isVisible()


def test_a_click_emits_the_signal(qtbot):
    button = QPushButton("Print brief")
    qtbot.addWidget(button)

    with qtbot.waitSignal(button.clicked, timeout=5000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_typed_keys_reach_the_field(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)

    qtbot.keyClicks(field, "Lin")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)

    assert field.text() == "Li"
