"""Acts in a whole window, in a process of its own; prints what they took as one line of JSON.

python window_acts.py search|list|brief|held FILE    with settings in CRM_DESKTOP_HOME
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "ui"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from measure import percentile
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from window_child import rss_mb

from crm_desktop.paths import find_paths
from crm_desktop.services.list_pages import FIRST, PageRow
from crm_desktop.text import LanguageCode
from crm_desktop.ui.host import Host
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.preloading import preload_after_paint

TYPED = ["wang", "zhangwei", "上海", "anna", "hengda", "13800", "fischer", "ljm", "owner", "osaka"]
ROUNDS, SCROLLS, IDLE_TURNS = 3, 60, 100
PATIENCE_S, WAKES_MS = 60.0, 500
PAUSE_MS = 80
"""Between two keys of who types quickly."""
MICRO = 1_000_000


def main() -> None:
    """Do one of the acts and report."""
    name, path = sys.argv[1], Path(sys.argv[2])
    application = QApplication([])
    host = Host(application, find_paths(os.environ), LanguageCode.ENGLISH)
    host.start(path)
    host.window.go(Page.CUSTOMERS)
    preload_after_paint(host)
    _settle(host)
    acts: dict[str, Callable[[Host], dict[str, Any]]] = {
        "search": _search,
        "list": _list,
        "brief": _brief,
        "held": _held,
    }
    report = acts[name](host)
    host.quit()
    print(json.dumps(report))


def _settle(host: Host) -> None:
    """Wait until nothing is read and nothing is to be painted any more."""
    for _ in range(5):
        QApplication.processEvents()
        host.tasks.drain()
    page = host.window.page
    _until(lambda: page.feed.is_settled)
    host.tasks.drain()
    for _ in range(IDLE_TURNS):
        QApplication.processEvents()


def _until(is_done: Callable[[], bool]) -> None:
    """Sleep from event to event as a window does: turning round would keep Python from threads."""
    awake = QTimer(interval=WAKES_MS)
    awake.start()
    started = time.perf_counter()
    while not is_done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert time.perf_counter() - started < PATIENCE_S, "the window does not answer"
    awake.stop()


def _search(host: Host) -> dict[str, Any]:
    """From each key to the painted answer: in the filter of the list and in the search box."""
    page, box = host.window.page, host.window.search
    field = _best(lambda: _typed(host, page.head.field, page.feed.arrived))
    shown = _best(lambda: _typed_box(host, box))
    return {
        "filter_ms": percentile(field, 0.95),
        "filter_median_ms": percentile(field, 0.5),
        "box_ms": percentile(shown, 0.95),
        "box_median_ms": percentile(shown, 0.5),
        "keys": len(field),
    }


def _best(type_all: Callable[[], Iterator[float]]) -> list[float]:
    """Return the shortest time of every key: what it costs when nothing disturbs it."""
    return [min(times) for times in zip(*(list(type_all()) for _ in range(ROUNDS)), strict=True)]


def _typed(host: Host, field: QLineEdit, arrived: Any) -> Iterator[float]:
    answered: list[bool] = []
    arrived.connect(lambda: answered.append(True))
    for word in TYPED:
        field.setFocus()
        for letter in word:
            QTest.qWait(PAUSE_MS)
            answered.clear()
            started = time.perf_counter()
            _press(field, letter)
            _until(lambda: bool(answered))
            QApplication.processEvents()  # paints what the answer changed, if it was not yet
            yield (time.perf_counter() - started) * 1000
        field.clear()
        field.textEdited.emit("")
        _settle(host)


def _typed_box(host: Host, box: Any) -> Iterator[float]:
    answered: list[bool] = []
    show = type(box)._show

    def shown(hits: Any, text: str) -> None:
        show(box, hits, text)
        answered.append(True)

    box._show = shown
    for word in TYPED:
        box.setFocus()
        for letter in word:
            QTest.qWait(PAUSE_MS)
            answered.clear()
            started = time.perf_counter()
            _press(box, letter)
            _until(lambda: bool(answered))
            QApplication.processEvents()
            yield (time.perf_counter() - started) * 1000
        box.clear()
        host.tasks.drain()


def _press(field: QLineEdit, letter: str) -> None:
    if letter.isascii():
        QTest.keyClick(field, letter)
        return
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent()
    event.setCommitString(letter)
    QApplication.sendEvent(field, event)


def _list(host: Host) -> dict[str, Any]:
    """Show pages all over the list, of the file and of rows that lie ready, in turn."""
    from crm_desktop.ui.customers.list_model import ListModel
    from crm_desktop.ui.customers.list_table import ListTable

    page, workspace = host.window.page, host.workspace
    ready = [row for row in map(page.model.row_at, range(FIRST)) if row is not None]

    def give(keys: Sequence[int]) -> list[PageRow]:
        """Rows of other words each, which have to be set like those of the file."""
        named = ((key, ready[key % len(ready)]) for key in keys)
        return [
            row._replace(id=key, name=f"{row.name} {key}", revenue_12m=key * MICRO * 97)
            for key, row in named
        ]

    constant = ListModel(give, page.model.texts)
    constant.show_keys(page.model.keys)
    tables = [
        ListTable(model, workspace.theme, host.window.icons, workspace.language)
        for model in (page.model, constant)
    ]
    for table in tables:
        table.resize(page.table.size())
        table.show()
    QApplication.processEvents()
    random, found = Random(1), [[], []]
    for _ in range(SCROLLS):
        place = random.randrange(len(page.model.keys))
        for table, times in zip(tables, found, strict=True):
            started = time.perf_counter()
            table.verticalScrollBar().setValue(place)
            table.viewport().repaint()
            times.append((time.perf_counter() - started) * 1000)
    ours, base = (percentile(times, 0.5) for times in found)
    return {"ours_ms": ours, "constant_ms": base}


def _brief(host: Host) -> dict[str, Any]:
    """From the wish for a brief until its pages are drawn and painted."""
    from crm_desktop.services.briefs import BriefOrder
    from crm_desktop.ui.briefs.page_view import PageView

    listed, key = rss_mb(), host.window.page.table.current_key()
    started = time.perf_counter()
    host.workspace.navigation.brief_wanted.emit([BriefOrder(key)])
    view = host.window.findChild(PageView)
    _until(lambda: view.is_drawn)
    view.viewport().repaint()
    took = (time.perf_counter() - started) * 1000
    return {"brief_ms": took, "listed_mb": listed, "after_mb": rss_mb()}


def _held(host: Host) -> dict[str, Any]:
    from held_journeys import walk

    return {"held": walk(host)}


if __name__ == "__main__":
    main()
