"""Doing something with the next turns of the event loop, unless its owner is gone by then."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def later(owner: QObject, act: Callable[[], object], after_ms: int = 0) -> None:
    """Call ``act`` once, after ``after_ms``, while ``owner`` exists.

    WORKAROUND: PySide never lets go of what was given to ``QTimer.singleShot`` with an owner that
    goes first (6.11), and with it of all that belongs to it, such as a whole window.
    """
    timer = QTimer(owner, singleShot=True, interval=after_ms)
    timer.timeout.connect(act)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
