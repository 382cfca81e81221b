"""Python's search for garbage, done on the UI thread alone.

Python searches on whatever thread happens to allocate. One that finds a widget or a timer among the
garbage of a worker would end it there, which Qt answers with a message or a crash.
"""

import gc
import sys
import threading

from PySide6.QtCore import QObject, QTimer

from crm_desktop.ui.idle import IdleWatch

EVERY_MS = 500
MUCH, TOO_MUCH = 100_000, 5_000_000
"""So many more pieces of memory, some 10 and 500 MB, are worth a search of everything, which holds
the window for as long as what is open is big."""
BULK = 20_000
"""What came at once in such a number is no garbage yet, and takes as long as a frame to search."""
QUIET_S = 3.0
"""A person who has done nothing for so long does not notice a search."""


class Garbage(QObject):
    """Searches now and then, as often as Python would; made and ended on the UI thread."""

    def __init__(self, parent: QObject, workers: tuple[str, ...]) -> None:
        """``workers`` are the names that the threads begin with on which nobody may search."""
        super().__init__(parent)
        self._workers = workers
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.search)
        self._timer.start()
        self._after_all = sys.getallocatedblocks()
        self.idle = IdleWatch(self)
        self.idle.turn(True)

    def search(self) -> None:
        """Search what is young, by Python's own thresholds what is older, and all if much came.

        What takes long waits until nobody is there, or until there is too much of it.
        """
        young, middle, _ = gc.get_count()
        few, some, _ = gc.get_threshold()
        if young <= few:
            return
        more, is_quiet = sys.getallocatedblocks() - self._after_all, self.idle.idle_s > QUIET_S
        if more > (MUCH if is_quiet else TOO_MUCH):
            gc.collect()
            self._after_all = sys.getallocatedblocks()
        elif is_quiet or young < BULK:
            gc.collect(int(middle > some))

    def end(self) -> None:
        """Let Python search by itself again, if it did and no worker is left."""
        self._timer.stop()
        self.idle.turn(False)
        names = (one.name for one in threading.enumerate())
        if self._was_automatic and not any(name.startswith(self._workers) for name in names):
            gc.enable()
