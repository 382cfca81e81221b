"""From the first sight to the whole window, while the person may look and type already."""

import gc
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from crm_desktop.paths import Paths
from crm_desktop.services import files
from crm_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from crm_desktop.services.files import OpenFile
    from crm_desktop.ui.first_sight import FirstSight
    from crm_desktop.ui.host import Host

_MODULES = (
    "crm_desktop.ui.host",
    "crm_desktop.ui.window_parts",
    "crm_desktop.ui.pages",
    "crm_desktop.ui.customers.customers_page",
)
"""What a window of the list is made of."""
_BY_CLICK = Qt.FocusPolicy.ClickFocus


class Starting(QObject):
    """Starts the program; ``host`` is there as soon as its modules are."""

    _imported = Signal()
    _failed = Signal(object)

    def __init__(
        self, state: Mapping[str, Any], make_host: "Callable[[], Host]", paths: Paths
    ) -> None:
        super().__init__()
        self._state, self._make_host, self._paths = state, make_host, paths
        self.host: Host | None = None
        self._file: OpenFile | None = None
        self._steps: Iterator[None] = iter(())
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._step)
        self._imported.connect(self._take_over)
        self._failed.connect(self._tell_bug)

    def start(self, path: Path | None) -> None:
        """Show the window on a file, or the start screen, when all of it is made."""
        self.host = self._make_host()
        self.host.start(path)
        QTimer.singleShot(0, self, self._settle)

    def go_on_from(self, file: "OpenFile", shown: "FirstSight") -> None:
        """Show the first sight of an open file in the window that will be made whole."""
        self._file, self._shown = file, shown
        window = self._window = MainWindow(file.path.stem)
        window.place(self._state["window"])
        window.setCentralWidget(shown)
        shown.painted.connect(self._import)
        window.show()
        shown.setFocus()

    def end(self) -> None:
        """Let go of what is open."""
        self._next.stop()
        if self.host is not None:
            self.host.quit()
        elif self._file is not None:
            files.close(self._file)

    def _import(self) -> None:
        def work() -> None:
            try:
                for name in _MODULES:
                    import_module(name)
            except Exception as error:  # a thread has nobody else to tell
                self._failed.emit(error)
            else:
                self._imported.emit()

        Thread(target=work, daemon=True).start()

    def _take_over(self) -> None:
        assert self._file is not None
        try:
            self.host = self._make_host()
            self._steps = self.host.take_over(self._window, self._file)
        except Exception as error:  # the picture would stay for ever
            self._tell_bug(error)
        else:
            self._next.start()

    def _step(self) -> None:
        typed = self._shown.typed
        try:
            next(self._steps)
        except Exception as error:
            self._next.stop()
            if not isinstance(error, StopIteration):
                self._tell_bug(error)
                return
            # Later: Qt shows what is put into a window that is seen with its next turn.
            QTimer.singleShot(0, self, lambda: _do_all_again(self._window, typed))
            QTimer.singleShot(0, self, self._go_on)

    def _tell_bug(self, error: Exception) -> None:
        """Say in place of the picture that there will be no window, and keep what went wrong."""
        import traceback
        from datetime import UTC, datetime

        from crm_desktop.services.bug_reports import keep_report
        from crm_desktop.ui.labels import Label

        text = "".join(traceback.format_exception(error))
        path = keep_report(self._paths, text, datetime.now(UTC))
        sentence = self._shown.language.text(
            "The program made a mistake; what was saved before is safe. Details: {path}", path=path
        )
        told = Label(sentence)
        told.setWordWrap(True)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told.setMargin(40)
        self._window.setCentralWidget(told)

    def _go_on(self) -> None:
        assert self.host is not None
        self.host.look_into_file()
        self._settle()

    def _settle(self) -> None:
        """Read beforehand what will be wanted; what is there by now is never garbage."""
        from crm_desktop.ui.preloading import preload_after_paint

        gc.freeze()
        assert self.host is not None
        preload_after_paint(self.host)


def _do_all_again(window: MainWindow, events: "list[QKeyEvent | QMouseEvent]") -> None:
    for event in events:
        _do_again(window, event)


def _do_again(window: MainWindow, event: "QKeyEvent | QMouseEvent") -> None:
    from PySide6.QtGui import QKeyEvent

    if isinstance(event, QKeyEvent):
        _type_again(window, event)
    else:
        _click_again(window, event)


def _click_again(window: MainWindow, event: "QMouseEvent") -> None:
    """Let a click reach what stands now where only its picture was."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # all is to stand in its place
    place = event.position().toPoint()
    target = window.childAt(place) or window
    if event.type() == QEvent.Type.MouseButtonPress and target.focusPolicy() & _BY_CLICK:
        target.setFocus()
    within = QPointF(target.mapFrom(window, place))
    again = QMouseEvent(
        event.type(), within, event.globalPosition(), event.button(), event.buttons(),
        event.modifiers(),
    )  # fmt: skip
    QApplication.sendEvent(target, again)


def _type_again(window: MainWindow, event: "QKeyEvent") -> None:
    """Let a key that was typed too early do what it does now."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeySequence

    keys = QKeySequence(event.keyCombination())
    is_press = event.type() == QEvent.Type.KeyPress
    for action in window.actions() if is_press else ():
        if action.isEnabled() and keys in action.shortcuts():
            action.trigger()
            return
    QApplication.sendEvent(QApplication.focusWidget() or window, event)
