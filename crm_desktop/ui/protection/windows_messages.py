"""What Windows tells its programs of: that the session was locked, that it goes to sleep."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

POWER, SUSPEND = 0x0218, 0x0004
SESSION, LOCKED = 0x02B1, 0x0007


def meaning(message: int, what: int) -> str:
    """Return what a message of Windows means for us: lock, sleep or nothing."""
    return {(POWER, SUSPEND): "sleep", (SESSION, LOCKED): "lock"}.get((message, what), "")


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from PySide6.QtWidgets import QWidget

    class WindowsMessages(QAbstractNativeEventFilter):
        """Hears them by a window nobody sees, which no change of the others takes away."""

        def __init__(self, lock: Callable[[], None], sleep: Callable[[], None]) -> None:
            super().__init__()
            self._acts = {"lock": lock, "sleep": sleep}
            self._window = QWidget()
            handle = wintypes.HWND(int(self._window.winId()))
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, 0)
            application = QCoreApplication.instance()
            assert application is not None
            application.installNativeEventFilter(self)

        def nativeEventFilter(  # noqa: N802 (Qt's name)
            self, kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> object:
            """Take the two messages; all others are not for us."""
            if kind == b"windows_generic_MSG":
                told = wintypes.MSG.from_address(int(message))
                act = self._acts.get(meaning(told.message, told.wParam))
                if act is not None:
                    act()
            return False, 0
