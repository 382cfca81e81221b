"""The program in a process of its own, and a person in it who is told from outside what to do.

python tests/torture/window_process.py FILE opens the window and takes orders from standard input,
one a line; each is answered by a line when it is done.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[2]
CUSTOMER = 2
RESTED_S = 1.2

OFFSCREEN = "This plugin does not support"
"""What the platform without a screen says of raising a window and the like."""


class WindowProcess:
    """A started window; the first order waits until it is whole."""

    def __init__(self, path: Path, home: Path) -> None:
        environ = os.environ | {
            "CRM_DESKTOP_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "en_GB.UTF-8",
        }
        self.errors = ""
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(path)],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def say(self, order: str) -> str:
        """Let the window do something and return its answer."""
        self.begin(order)
        assert self._process.stdout is not None
        answer = self._process.stdout.readline().strip()
        if not answer or answer.startswith("failed"):
            self.end()
            raise AssertionError(f"{order}: {answer} {self.errors}")
        return answer

    def begin(self, order: str) -> None:
        """Let the window do something and don't wait for it."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()

    def signal(self, number: int) -> tuple[float, int]:
        """Send a signal and return the seconds until the end, and the exit code."""
        started = time.monotonic()
        self._process.send_signal(number)
        self._process.wait(timeout=30)
        taken_s = time.monotonic() - started
        self.end()
        return taken_s, self._process.returncode

    def kill(self) -> None:
        """End the process without giving it a turn."""
        self._process.kill()
        self.end()

    def end(self) -> None:
        """Make sure that the process is gone; what it complained of is in ``errors``."""
        if self._process.poll() is None:
            self._process.kill()
        with contextlib.suppress(ValueError):
            said = self._process.communicate()[1].splitlines()
            self.errors += "\n".join(line for line in said if OFFSCREEN not in line)


def main() -> int:
    """Open the window on the file named and do what is ordered."""
    from PySide6.QtCore import QObject, QTimer, Signal

    from crm_desktop import __main__ as program

    # A job in the background of a shell inherits that interrupts are ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)

    class Orders(QObject):
        came = Signal(str)

        def do(self, order: str) -> None:
            window = furnished_window()
            if window is None:
                QTimer.singleShot(50, lambda: self.do(order))
                return
            word, _, rest = order.partition(" ")
            try:
                answer = _do(window, word, rest) or "done"
            except LookupError as error:
                answer = f"failed {error}"
            sys.stdout.write(f"{answer}\n")
            sys.stdout.flush()

    orders = Orders()
    orders.came.connect(orders.do)

    def listen() -> None:
        for line in sys.stdin:
            orders.came.emit(line.rstrip("\n"))

    Thread(target=listen, daemon=True).start()
    sys.argv = ["crm-desktop", "--file", sys.argv[1]]
    return program.main()


def furnished_window():
    """The window of this process, None until it is whole."""
    from PySide6.QtWidgets import QApplication

    from crm_desktop.ui.main_window import MainWindow

    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    return next((one for one in windows if one.is_furnished and one.isVisible()), None)


def _do(window, word: str, rest: str) -> str:
    if word == "show":
        _show(window, rest)
        return ""
    if word == "type":
        name, _, text = rest.partition(" ")
        return _type(window, name, text)
    if word == "press":
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        QTest.keyClick(QApplication.focusWidget() or window, getattr(Qt.Key, rest))
        return ""
    assert word == "reads", word
    return "yes" if any(rest in text for text in _texts(window)) else "no"


def _show(window, place: str) -> None:
    from crm_desktop.ui.actions import ActionCode
    from crm_desktop.ui.navigation import CardTab, Page

    if place == "visit":
        window.plan_visit(CUSTOMER, None)
    elif place == "add":
        window.go(Page.CUSTOMERS)
        window.page.handlers()[ActionCode.NEW_CUSTOMER]()
    else:
        tab, *buttons = place.split("/")
        window.open_card(CUSTOMER, CardTab(tab))
        for button in buttons:
            _settle(window)
            _visible(window, button).click()
    _settle(window)


def _settle(window) -> None:
    from PySide6.QtWidgets import QApplication

    for _ in range(12):
        QApplication.processEvents()
        window.workspace.tasks.drain()


def _type(window, name: str, text: str) -> str:
    from PySide6.QtTest import QTest

    widget = _visible(window, name)
    window.activateWindow()
    widget.setFocus()
    line = widget.lineEdit() if hasattr(widget, "lineEdit") and widget.lineEdit() else widget
    line.selectAll()
    QTest.keyClicks(line, text)
    return ""


def _visible(window, name: str):
    from PySide6.QtWidgets import QWidget

    found = [one for one in window.findChildren(QWidget, name) if one.isVisible()]
    if not found:
        seen = {one.objectName() for one in window.findChildren(QWidget) if one.isVisible()}
        raise LookupError(f"no {name} among {sorted(seen)}")
    return found[0]


def _texts(window):
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    for one in window.findChildren(QLineEdit):
        yield one.text() if one.isVisible() else ""
    for one in window.findChildren(QPlainTextEdit):
        yield one.toPlainText() if one.isVisible() else ""


if __name__ == "__main__":
    sys.exit(main())
