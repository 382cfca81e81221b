"""One start of a window in a process of its own; prints what it took as one line of JSON.

python window_child.py items STARTED           a bare window with a table of Qt's own items
python window_child.py empty STARTED           a bare window with a table whose rows Python gives
python window_child.py leave STARTED FILE      the program, closed when it is whole
python window_child.py ours STARTED FILE       the program up to its first rows and on until whole

STARTED is `time.time()` before this process was made. The program keeps what it remembers in
CRM_DESKTOP_HOME; only after a start that was left by `leave` does it know how it was left.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

MEBIBYTE = 1_048_576
ROWS, COLUMNS = 40, 8
BEAT_MS = 2
HEAVY = (
    "sqlmodel", "sqlalchemy", "pydantic", "reportlab", "pypinyin", "babel", "phonenumbers",
    "pypdfium2", "pikepdf", "PIL",
)  # fmt: skip
_report: dict[str, Any] = {}
_STARTED = float(sys.argv[2]) if __name__ == "__main__" else 0.0


def main() -> None:
    """Start the window that is asked for and report."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    mode = sys.argv[1]
    if mode in ("empty", "items"):
        _empty(_given if mode == "empty" else _items)
    else:
        _ours(Path(sys.argv[3]), is_measured=mode == "ours")
    print(json.dumps(_report))


def _empty(make_model: Any) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Table(QTableView):
        def paintEvent(self, event: Any) -> None:  # noqa: N802 (Qt's name)
            super().paintEvent(event)
            _note_paint()

    application = QApplication([])
    window, table = QMainWindow(), Table()
    model = make_model()
    table.setModel(model)
    window.setCentralWidget(table)
    window.resize(1280, 800)
    window.show()
    while "painted_s" not in _report:
        application.processEvents()


def _items() -> Any:
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"{row} {column}"))
    return model


def _given() -> Any:
    from PySide6.QtCore import QAbstractTableModel, Qt

    class Constant(QAbstractTableModel):
        def rowCount(self, parent: Any) -> int:  # noqa: N802 (Qt's name)
            return 0 if parent.isValid() else ROWS

        def columnCount(self, parent: Any) -> int:  # noqa: N802 (Qt's name)
            return 0 if parent.isValid() else COLUMNS

        def data(self, _: Any, role: int) -> Any:
            return "constant" if role == Qt.ItemDataRole.DisplayRole else None

    return Constant()


def _ours(path: Path, *, is_measured: bool) -> None:
    """Run the program as its entry does, and look on."""
    import gc

    from crm_desktop import __main__ as entry

    gc.disable()  # as the entry does
    from crm_desktop.ui.first_sight import FirstSight
    from crm_desktop.ui.starting import Starting

    _after(FirstSight, "paintEvent", lambda *_: _note_paint())
    _after(Starting, "_settle", _leave_when_whole)
    if is_measured:
        _after(Starting, "go_on_from", lambda starting, *_: _watch(starting))
    sys.argv = ["crm-desktop", "--file", str(path)]
    assert entry.main() == 0


def _after(kind: type, name: str, look: Any) -> None:
    """Let ``look`` see each call of a method when it is done."""
    method = getattr(kind, name)

    def both(self: Any, *arguments: Any) -> None:
        method(self, *arguments)
        look(self, *arguments)

    setattr(kind, name, both)


def _note_paint() -> None:
    if "painted_s" in _report:
        return
    _report["painted_s"] = time.time() - _STARTED
    _report["cpu_s"] = time.process_time()
    _report["rss_mb"] = rss_mb()
    loaded = {name.partition(".")[0] for name in sys.modules}
    _report["heavy"] = [name for name in HEAVY if name in loaded]


def _watch(starting: Any) -> None:
    """Note how long the thread of the window does not come to a beat, until all is there."""
    from PySide6.QtCore import QTimer

    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        held = (now - last[0]) * 1000 - BEAT_MS
        if "painted_s" in _report and "whole_s" not in _report:
            _report["held_ms"] = max(_report.get("held_ms", 0.0), held)
        last[0] = now

    timer = QTimer(starting, interval=BEAT_MS)
    timer.timeout.connect(beat)
    timer.start()


def _leave_when_whole(starting: Any) -> None:
    from PySide6.QtCore import QTimer

    from crm_desktop.ui.navigation import Page

    def look() -> None:
        host = starting.host
        host.window.go(Page.CUSTOMERS)
        if not host.window.page.feed.is_whole or host.tasks.is_writing:
            return
        timer.stop()
        starting.host.tasks.drain()
        _report.setdefault("listed_mb", rss_mb())
        host.application.quit()

    _report["whole_s"] = time.time() - _STARTED
    timer = QTimer(starting, interval=20)
    timer.timeout.connect(look)
    timer.start()


def rss_mb() -> float:
    """Return what this process holds in memory, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE


if __name__ == "__main__":
    main()
