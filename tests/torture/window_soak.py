"""A random walk through the window: python tests/torture/window_soak.py [--actions N] [--seed S].

Clicks what can be clicked, types into what can be typed into, presses keys, changes pages, language
and look, and looks at every page of the rail and every tab of a card now and then. Prints what is
left behind each time a new window rests; ends with 1 for an exception, a message of Qt, or memory,
objects and open files that grow.
"""

import argparse
import contextlib
import ctypes
import gc
import os
import pkgutil
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QGesture,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSlider,
    QTabBar,
    QWidget,
)

import crm_desktop
from crm_desktop.paths import find_paths
from crm_desktop.services import files
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.host import Host
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CardTab, Page
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
RESTS = 20
"""So often the window is made anew and what is left is looked at."""
LEAK_KB, LEAK_BLOCKS = 15.0, 30.0
"""So much kept of every action between the third and the last fifth is told of, in memory and in
pieces of memory that Python holds: the file grows with what is written, and so does the undo."""
NOISE_MB, NOISE_BLOCKS = 20.0, 60_000
"""A short walk may keep this in all: what is shown for the first time loads fonts and pictures."""
DRIFT, NOISE_DRIFT = 5.0, 20_000
"""So many references to None, True or False may come or go with every action, and so many in all:
a binding that drops one at every call ends the program with a fatal error hours later. Only a fall
counts for None: PySide 6.11 keeps one to three for every widget made, which costs no memory."""
SINGLE = (None, True, False)
LIVING_MORE, FILES_MORE = 60, 4
"""A resting window shows the settings alone; how many connections lie idle differs."""


@dataclass(frozen=True)
class Level:
    """What a resting window holds: memory, pieces of it that Python holds, objects of Qt, those of
    them known to Python, open files, and the references to None, True and False (which stand still
    where they are immortal, from Python 3.12 on)."""

    megabytes: float
    blocks: int
    objects: int
    wrapped: int
    files: int
    references: tuple[int, int, int] = (0, 0, 0)
    classes: Counter[str] = field(default_factory=Counter, compare=False)
    """Those known to Python by class."""

    def __str__(self) -> str:
        return (
            f"{self.megabytes:.1f} MB, {self.blocks} blocks, {self.objects} objects,"
            f" {self.wrapped} of them in Python, {self.files} files, {self.references} references"
        )


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
            lambda: window.go(self.random.choice(list(Page))),
            lambda: window.plan_visit(customer, None),
            lambda: window.preview_briefs([BriefOrder(customer)]),
        ]
        self._note(f"wander to {customer}")
        self.random.choices(ways, (6, 3, 2, 1))[0]()

    def tour(self) -> None:
        """Look at every page of the rail and every tab of a card."""
        window, customer = self.host.window, self.random.randint(1, CUSTOMERS)
        for page in Page:
            self._note(f"tour to {page}")
            window.go(page)
            self.answer()
        for tab in CardTab:
            self._note(f"tour to {tab}")
            window.open_card(customer, tab)
            self.answer()

    def rest(self) -> Level:
        """Make the window anew on the settings alone and return what is left then."""
        self._note("rest")
        self.host.window.go(Page.SETTINGS)
        self.host.switch_language(LanguageCode.ENGLISH)
        for _ in range(3):
            self.answer()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()
        _give_back()
        return _level()

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
        _load_everything()
        soak = Soak(host, random.Random(seed), random.Random(seed))
        return _walked(soak, actions, Path(home), tell)


def _load_everything() -> None:
    """Load what the first export, import or paper would: that comes once and is no leak."""
    for module in pkgutil.walk_packages(crm_desktop.__path__, "crm_desktop."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in ("icalendar", "xlsxwriter", "python_calamine", "rapidfuzz.distance"):
        import_module(name)


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
        levels = [_run(soak, actions // RESTS, tell) for _ in range(RESTS)]
    finally:
        closing.stop()
        qInstallMessageHandler(former_handler)
        sys.excepthook = former_hook
        _restore_dialogs(former_dialogs)
        host.quit()
    return [*trouble, *growth(levels, actions)]


def _run(soak: Soak, actions: int, tell: Callable[[str], None]) -> Level:
    soak.tour()
    for _ in range(actions):
        soak.step()
    level = soak.rest()
    tell(f"{level}, {len(soak.trouble)} complaints")
    return level


def growth(levels: list[Level], actions: int) -> list[str]:
    """Say what grew from the third fifth of a walk, when all was seen once, to the last one.

    Each fifth counts by its middle: an allocator moves up and down by megabytes.
    """
    fifth = len(levels) // 5
    early, late = levels[2 * fifth : 3 * fifth], levels[-fifth:]
    apart = actions * 2 // 5

    def more(of: Callable[[Level], float]) -> float:
        return median(map(of, late)) - median(map(of, early))

    found = []
    kept_mb, kept_blocks = more(lambda level: level.megabytes), more(lambda level: level.blocks)
    if kept_mb > max(LEAK_KB * apart / 1000, NOISE_MB):
        found.append(f"{kept_mb * 1000 / apart:.1f} KB of every action are kept")
    if kept_blocks > max(LEAK_BLOCKS * apart, NOISE_BLOCKS):
        found.append(f"{kept_blocks / apart:.0f} blocks of every action are kept")
    for name, of, most in (
        ("objects", lambda level: level.objects, LIVING_MORE),
        ("objects in Python", lambda level: level.wrapped, LIVING_MORE),
        ("files", lambda level: level.files, FILES_MORE),
    ):
        if more(of) > most:
            found.append(f"{more(of):.0f} {name} more")
    came = (late[-1].classes - early[0].classes).most_common(8)
    if found and came:
        found.append("more of " + ", ".join(f"{name} {count}" for name, count in came))
    for place, name in enumerate(SINGLE):
        drift = more(lambda level, place=place: level.references[place])  # type: ignore[misc]
        lost = -drift if name is None else abs(drift)
        if lost > max(DRIFT * apart, NOISE_DRIFT):
            found.append(f"{drift / apart:+.1f} references to {name} with every action")
    return found


def _level() -> Level:
    tops = QApplication.topLevelWidgets()
    application = QApplication.instance()
    assert application is not None
    living = sum(1 + len(top.findChildren(QObject)) for top in tops)
    living += len(application.findChildren(QObject))
    # Gestures are wrapped by the counting itself.
    known = [one for one in gc.get_objects() if isinstance(one, QObject)]
    classes = Counter(type(one).__name__ for one in known if not isinstance(one, QGesture))
    handles = Path("/proc/self/fd")
    return Level(
        _rss_mb(),
        sys.getallocatedblocks(),
        living,
        classes.total(),
        len(list(handles.iterdir())) if handles.exists() else 0,
        (sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)),
        classes,
    )


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
