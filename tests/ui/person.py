"""A person at the window: keys and clicks on what is seen, and a watch on how long they wait."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.host import Host

HELD_MS = 50.0
"""The UI thread answers within this, at 100,000 customers too."""


class Person:
    """Acts on the window of a host and waits, as a person does, until it answers.

    Every act and every turn of the event loop after it is timed by the processor time of the UI
    thread, which other work on the machine does not lengthen.
    """

    def __init__(self, host: Host) -> None:
        self.host = host
        self.held_ms: list[tuple[float, str]] = []

    @property
    def window(self) -> QWidget:
        """The window shown now; another one after a change of language or look."""
        assert self.host.window is not None
        return self.host.window

    @property
    def focused(self) -> QWidget:
        """The widget that has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, keys: str) -> None:
        """Press a combination of keys such as `Ctrl+P` on what has the keyboard."""
        combination = QKeySequence(keys)[0]
        target = QApplication.focusWidget() or self.window
        self._timed(
            keys,
            lambda: QTest.keyClick(target, combination.key(), combination.keyboardModifiers()),
        )
        self.wait()

    def type(self, text: str) -> None:
        """Type a text, letter by letter; letters no keyboard has come from an input method."""
        for letter in text:
            self._timed(f"type {letter}", lambda letter=letter: self._type_letter(letter))
            self.wait()

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget."""
        centre = QPoint(widget.width() // 2, widget.height() // 2)
        left = Qt.MouseButton.LeftButton
        name = widget.accessibleName() or widget.objectName() or type(widget).__name__
        self._timed(f"click {name}", lambda: QTest.mouseClick(widget, left, pos=centre))
        self.wait()

    def click_button(self, words: str, inside: QWidget | None = None) -> None:
        """Click the visible button that says ``words`` or is called so."""
        self.click(self.button(words, inside))

    def choose(self, code: ActionCode) -> None:
        """Choose an action of the menu."""
        action = self.window.findChild(QAction, code.value)
        assert action is not None
        assert action.isEnabled(), code
        self._timed(f"choose {code}", action.trigger)
        self.wait()

    def button(self, words: str, inside: QWidget | None = None) -> QAbstractButton:
        """Return the visible button of these words or this accessible name."""
        buttons = (inside or self.window).findChildren(QAbstractButton)
        found = [
            one
            for one in buttons
            if one.isVisible() and words in (one.text().replace("&", ""), one.accessibleName())
        ]
        assert found, f"no button {words!r} among {[one.text() for one in buttons]}"
        return found[0]

    def reads(self, words: str) -> bool:
        """Return whether a visible label of the window holds the words."""
        labels = self.window.findChildren(QLabel)
        return any(words in label.text() for label in labels if label.isVisible())

    def wait(self) -> None:
        """Wait until everything asked for is done and shown."""
        for _ in range(3):
            self._timed("answer", QApplication.processEvents)
            self.host.tasks.drain()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._timed("answer", QApplication.processEvents)

    def watch(self) -> None:
        """Note from now on how long the UI thread is held, by what the program does alone.

        The objects of all tests before are left out of the searches for garbage, as those of the
        program are once it is loaded.
        """
        gc.collect()
        gc.freeze()
        self.held_ms.clear()

    @property
    def longest_held(self) -> tuple[float, str]:
        """The longest the UI thread was held, in milliseconds, and by what."""
        return max(self.held_ms, default=(0.0, ""))

    def _type_letter(self, letter: str) -> None:
        target = self.focused
        if letter.isascii():
            QTest.keyClick(target, letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)

    def _timed(self, name: str, act: Callable[[], object]) -> None:
        self.host.tasks.garbage.idle.touch()  # as the system tells the window of a person
        started = time.thread_time()
        act()
        self.held_ms.append(((time.thread_time() - started) * 1000, name))
