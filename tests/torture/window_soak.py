"""A random walk through the window: python tests/torture/window_soak.py [--actions N] [--seed S].

Clicks what can be clicked, types into what can be typed into, presses keys, changes pages, language
and look. Prints what each thousand actions left behind; ends with 1 for an exception, a message of
Qt, or memory and widgets that keep growing.
"""

import argparse
import contextlib
import ctypes
import gc
import os
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSlider,
    QTabBar,
    QWidget,
)

from crm_desktop.paths import find_paths
from crm_desktop.services import files
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.host import Host
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.theme import Look

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
IGNORED = "This plugin does not support"
WORDS = (
    "张梅",
    "zm",
    "138",
    "tier:A",
    "<b>x</b>",
    "𠮷野家",
    "2026-02-30",
    "-1",
    "a" * 300,
    "'; --",
    "",
)
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up),
    *(Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_4),
)
LEFT_OUT = {
    *(ActionCode.CLOSE_WINDOW, ActionCode.NEW_FILE, ActionCode.OPEN_FILE, ActionCode.IMPORT),
}
CUSTOMERS = 60
KEPT_MB_PER_THOUSAND = 6.0
WIDGETS_AT_MOST = 12_000


@dataclass
class Soak:
    """The state of a walk and what it met."""

    host: Host
    random: random.Random
    popups: random.Random
    """Chance of its own: when a popup is met depends on the speed of the machine."""
    trouble: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def step(self) -> None:
        """Do one random thing and let the window answer."""
        ways: list[tuple[int, Callable[[], None]]] = [
            (40, self._click),
            (15, self._type),
            (15, self._key),
            (8, self._choose_row),
            (8, self._tab),
            (10, self._action),
            (4, self._wander),
            (3, self._slide),
            (1, self._renew),
        ]
        weights = [weight for weight, _ in ways]
        self.random.choices([way for _, way in ways], weights)[0]()
        self.answer()

    def answer(self) -> None:
        """Let everything asked for happen."""
        QApplication.processEvents()
        self.host.tasks.drain()
        QApplication.processEvents()
        for popup in [QApplication.activePopupWidget(), QApplication.activeModalWidget()]:
            if popup is not None:
                popup.close()

    def close_popup(self) -> None:
        """Choose something in a menu that holds the loop, or close it."""
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is None:
            return
        if isinstance(popup, QMenu) and self.popups.random() < 0.5:
            actions = [one for one in popup.actions() if one.isEnabled() and not one.menu()]
            if actions:
                self.popups.choice(actions).trigger()
        popup.close()

    def _note(self, what: str) -> None:
        self.done = [*self.done[-20:], what]

    def _seen(self, *kinds: type[QWidget]) -> list[QWidget]:
        window = self.host.window
        assert window is not None
        return [
            widget
            for widget in window.findChildren(QWidget)
            if isinstance(widget, kinds) and widget.isVisible() and widget.isEnabled()
        ]

    def _pick(self, *kinds: type[QWidget]) -> QWidget | None:
        found = self._seen(*kinds)
        return self.random.choice(found) if found else None

    def _click(self) -> None:
        button = self._pick(QAbstractButton)
        if button is not None:
            self._note(f"click {button.accessibleName() or button.property('text')}")
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _type(self) -> None:
        field_ = self._pick(QLineEdit, QPlainTextEdit)
        if field_ is not None:
            word = self.random.choice(WORDS)
            self._note(f"type {word[:12]!r} into {field_.accessibleName()}")
            field_.setFocus()
            field_.selectAll()
            if isinstance(field_, QLineEdit):
                field_.insert(word)
                field_.textEdited.emit(field_.text())
            else:
                field_.insertPlainText(word)

    def _key(self) -> None:
        key = self.random.choice(KEYS)
        target = QApplication.focusWidget() or self.host.window
        self._note(f"press {key.name}")
        QTest.keyClick(target, key)

    def _choose_row(self) -> None:
        view = self._pick(QAbstractItemView)
        if view is not None and view.model() is not None and view.model().rowCount():
            row = self.random.randrange(view.model().rowCount())
            self._note(f"row {row} of {view.accessibleName()}")
            index = view.model().index(row, 0)
            view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            place = view.visualRect(index).center()
            twice = self.random.random() < 0.3
            act = QTest.mouseDClick if twice else QTest.mouseClick
            act(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))

    def _tab(self) -> None:
        bar = self._pick(QTabBar)
        if bar is not None:
            self._note("tab")
            bar.setCurrentIndex(self.random.randrange(bar.count()))

    def _action(self) -> None:
        code = self.random.choice([one for one in ActionCode if one not in LEFT_OUT])
        action = self.host.window.findChild(QAction, code.value)
        if action is not None and action.isEnabled():
            self._note(f"action {code}")
            action.trigger()

    def _wander(self) -> None:
        """Go where clicks alone seldom lead: a card, a visit, a brief of somebody."""
        customer = self.random.randint(1, CUSTOMERS + 1)
        window = self.host.window
        assert isinstance(window, MainWindow)
        ways: list[Callable[[], None]] = [
            lambda: window.open_card(customer, self.random.choice(list(CardTab))),
            lambda: window.plan_visit(customer, None),
            lambda: window.preview_briefs([BriefOrder(customer)]),
        ]
        self._note(f"wander to {customer}")
        self.random.choices(ways, (6, 2, 1))[0]()

    def _slide(self) -> None:
        slider = self._pick(QSlider, QComboBox)
        if isinstance(slider, QSlider):
            self._note("slide")
            slider.setValue(self.random.randint(slider.minimum(), slider.maximum()))

    def _renew(self) -> None:
        self._note("language or look")
        if self.random.random() < 0.5:
            self.host.switch_language(self.random.choice(list(LanguageCode)))
        else:
            self.host.choose_look(self.random.choice(list(Look)))


def walk(actions: int, seed: int, *, tell: Callable[[str], None] = print) -> list[str]:
    """Do so many random actions on a fresh sample file and return what went wrong."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as home:
        paths = find_paths({"CRM_DESKTOP_HOME": home})
        path = Path(home) / "sample.crm"
        files.close(files.sample_file(path, paths.resources, NOW.date()))
        host = Host(application, paths, LanguageCode.ENGLISH, clock=lambda: NOW)
        host.start(path)
        soak = Soak(host, random.Random(seed), random.Random(seed))
        return _walked(soak, actions, Path(home), tell)


def _walked(soak: Soak, actions: int, home: Path, tell: Callable[[str], None]) -> list[str]:
    host, trouble = soak.host, soak.trouble
    host.tasks.crashed.connect(lambda error: trouble.append(f"{error!r} after {soak.done[-5:]}"))
    former_hook, former_dialogs = sys.excepthook, _replace_dialogs(home, soak.random)

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        trouble.append(f"{error!r} after {soak.done[-5:]}")
        former_hook(kind, error, trace)

    def message(kind: object, context: object, text: str) -> None:
        if IGNORED not in text:
            trouble.append(f"Qt: {text} after {soak.done[-5:]}")

    sys.excepthook = hook
    former_handler = qInstallMessageHandler(message)
    closing = QTimer(interval=15)
    closing.timeout.connect(soak.close_popup)
    closing.start()
    try:
        levels = [_run(soak, min(1000, actions - start), tell) for start in range(0, actions, 1000)]
    finally:
        closing.stop()
        qInstallMessageHandler(former_handler)
        sys.excepthook = former_hook
        _restore_dialogs(former_dialogs)
        host.quit()
    return [*trouble, *_growth(levels)]


def _run(soak: Soak, actions: int, tell: Callable[[str], None]) -> tuple[float, int]:
    for _ in range(actions):
        soak.step()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    _give_back()
    level = (_rss_mb(), len(QApplication.allWidgets()))
    tell(f"{level[0]:.0f} MB, {level[1]} widgets, {len(soak.trouble)} complaints")
    return level


def _growth(levels: list[tuple[float, int]]) -> list[str]:
    """Say whether memory still grows after the first two thousand, when all pages were made."""
    found = [f"{level[1]} widgets" for level in levels if level[1] > WIDGETS_AT_MOST]
    if len(levels) > 3:
        kept = (levels[-1][0] - levels[1][0]) / (len(levels) - 2)
        if kept > KEPT_MB_PER_THOUSAND:
            found.append(f"{kept:.1f} MB more for every thousand actions")
    return found


_DIALOGS = ("getSaveFileName", "getOpenFileName", "getOpenFileNames", "getExistingDirectory")


def _replace_dialogs(home: Path, chance: random.Random) -> dict[str, object]:
    """Answer the system's dialogs: mostly given up, sometimes with a place of this walk."""
    former = {name: getattr(QFileDialog, name) for name in _DIALOGS}

    def save(*_: object, **__: object) -> tuple[str, str]:
        ending = chance.choice((".pdf", ".xlsx", ".csv"))
        return (str(home / f"out{ending}") if chance.random() < 0.3 else "", "")

    QFileDialog.getSaveFileName = staticmethod(save)
    QFileDialog.getOpenFileName = staticmethod(lambda *_, **__: ("", ""))
    QFileDialog.getOpenFileNames = staticmethod(lambda *_, **__: ([], ""))
    QFileDialog.getExistingDirectory = staticmethod(lambda *_, **__: "")
    return former


def _restore_dialogs(former: dict[str, object]) -> None:
    for name, dialog in former.items():
        setattr(QFileDialog, name, dialog)


def _give_back() -> None:
    """Let the allocator return what is free, which is no growth."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _rss_mb() -> float:
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    trouble = walk(options.actions, options.seed)
    print(*trouble, sep="\n")
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
