"""Python's search for garbage, done on the UI thread alone.

Python searches on whatever thread happens to allocate. One that finds a widget or a timer among the
garbage of a worker would end it there, which Qt answers with a message or a crash.
"""

import gc
import threading

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Garbage(QObject):
    """Searches now and then, as often as Python would; made and ended on the UI thread."""

    def __init__(self, parent: QObject, workers: tuple[str, ...]) -> None:
        """``workers`` are the names that the threads begin with on which nobody may search."""
        super().__init__(parent)
        self._workers = workers
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(search)
        self._timer.start()

    def end(self) -> None:
        """Let Python search by itself again, if it did and no worker is left."""
        self._timer.stop()
        names = (one.name for one in threading.enumerate())
        if self._was_automatic and not any(name.startswith(self._workers) for name in names):
            gc.enable()


def search() -> None:
    """Search what is young, and by Python's own thresholds what is older."""
    young, middle, old = gc.get_count()
    few, some, many = gc.get_threshold()
    if young > few:
        gc.collect(2 if old > many and middle > some else 1 if middle > some else 0)
