"""How long nobody has touched the keyboard or the mouse of our windows."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOKED_EVERY_MS = 5_000
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletMove,
}
Seconds = Callable[[], float]


def awake_and_asleep_s() -> float:
    """Seconds that pass also while the computer sleeps, where it can tell."""
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class IdleWatch(QObject):
    """Looks every few seconds while it is on.

    It hears of input at the window of the system that has the keyboard: a filter of all events
    would hold up every one of them.
    """

    looked = Signal(float)
    """The seconds since the last touch."""

    def __init__(self, parent: QObject, seconds: Seconds = awake_and_asleep_s) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._last = seconds()
        self._timer = QTimer(self, interval=LOOKED_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def turn(self, is_on: bool) -> None:
        """Watch from now on, or watch no more."""
        self.touch()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        if is_on and not self._timer.isActive():
            self._timer.start()
            application.focusWindowChanged.connect(self._hear)
            self._hear(QGuiApplication.focusWindow())
        elif not is_on and self._timer.isActive():
            self._timer.stop()
            application.focusWindowChanged.disconnect(self._hear)

    def touch(self) -> None:
        """Count the idle time from now on."""
        self._last = self._seconds()

    @property
    def idle_s(self) -> float:
        """The seconds since the last touch."""
        return self._seconds() - self._last

    def look(self) -> None:
        """Tell how long nobody has touched anything."""
        self.looked.emit(self.idle_s)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Note that somebody is there."""
        if event.type() in _TOUCHES:
            self.touch()
        return super().eventFilter(watched, event)

    def _hear(self, window: QWindow | None) -> None:
        if window is not None:
            self.touch()
            window.removeEventFilter(self)  # the same window gets the keyboard again and again
            window.installEventFilter(self)
