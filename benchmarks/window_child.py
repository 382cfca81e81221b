"""One start of a window in a process of its own; prints what it took as one line of JSON.

python window_child.py empty STARTED           a bare window with a table
python window_child.py ours STARTED FILE       the program on a customer file, up to a brief

STARTED is `time.time()` before this process was made.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

PAGE = 1_048_576
ROWS, COLUMNS = 40, 8


def main() -> None:
    """Start the window that is asked for and report."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    mode, started = sys.argv[1], float(sys.argv[2])
    report = _empty(started) if mode == "empty" else _ours(started, Path(sys.argv[3]))
    print(json.dumps(report))


def _empty(started: float) -> dict[str, float]:
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    application = QApplication([])
    window, table = QMainWindow(), QTableView()
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    table.setModel(model)
    window.setCentralWidget(table)
    window.resize(1280, 800)
    painted = _when_painted(table)
    window.show()
    while not painted:
        application.processEvents()
    return {"painted_s": painted[0] - started, "rss_mb": _rss_mb()}


def _ours(started: float, path: Path) -> dict[str, float]:
    from PySide6.QtWidgets import QApplication, QTableView

    from crm_desktop.paths import find_paths
    from crm_desktop.text import LanguageCode
    from crm_desktop.ui.host import Host
    from crm_desktop.ui.preloading import preload_after_paint

    application = QApplication([])
    with tempfile.TemporaryDirectory() as home:
        host = Host(application, find_paths({"CRM_DESKTOP_HOME": home}), LanguageCode.ENGLISH)
        host.start(path)
        assert host.window is not None
        table = host.window.findChild(QTableView)
        assert table is not None
        painted = _when_painted(table)
        while not painted:
            application.processEvents()
        report = {"painted_s": painted[0] - started, "rss_mb": _rss_mb()}
        modules = sorted({name.split(".")[0] for name in sys.modules})
        report["heavy"] = [one for one in modules if one in _HEAVY]
        preload_after_paint(host)
        _settle(application, host)
        report["listed_mb"] = _rss_mb()
        if 0: report["brief_ms"] = _first_brief_ms(application, host)
        report["after_brief_mb"] = _rss_mb()
        host.quit()
    return report


_HEAVY = ("sqlmodel", "sqlalchemy", "reportlab", "pypinyin", "babel", "phonenumbers", "pypdfium2")


def _first_brief_ms(application, host) -> float:
    """From the click to the painted first page."""
    from PySide6.QtWidgets import QApplication

    from crm_desktop.services.briefs import BriefOrder
    from crm_desktop.ui.briefs.page_view import PageView

    clicked = time.perf_counter()
    host.workspace.navigation.brief_wanted.emit([BriefOrder(1)])
    view = host.window.findChild(PageView)
    while not view.is_first_page_painted:
        QApplication.processEvents()
    return (time.perf_counter() - clicked) * 1000


def _settle(application, host) -> None:
    for _ in range(5):
        application.processEvents()
        host.tasks.drain()


def _when_painted(table) -> list[float]:
    """Return a list that gets the moment of the first paint with rows."""
    from PySide6.QtCore import QEvent, QObject

    moments: list[float] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint and table.model().rowCount() and not moments:
                watched.removeEventFilter(self)
                watched.event(event)
                moments.append(time.time())
                return True
            return False

    watch = Watch(table)
    table.viewport().installEventFilter(watch)
    return moments


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / PAGE


if __name__ == "__main__":
    main()
