"""One window a file: a second start brings the first window to the front instead of its own.

By a local socket named after the file and the person; nothing of it leaves the computer.
"""

import getpass
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtNetwork import QLocalServer
    from PySide6.QtWidgets import QWidget

ANSWERED_MS = 1_500
"""A window that draws something long answers after it; one that hangs is not waited for."""
_ANSWER = b"shown"


class FirstWindow(QObject):
    """Hears of second starts on a file while it exists, and shows the window there is by then."""

    def __init__(self, path: Path, window: "Callable[[], QWidget | None]", parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._server: QLocalServer | None = None
        # A bare Linux may lack a library the network module of Qt stands on.
        with suppress(ImportError):
            self._listen(_name(path))

    def close(self) -> None:
        """Hear nothing any more, at once: the next one has the same name."""
        if self._server is not None:
            self._server.close()
        self.deleteLater()

    def _listen(self, name: str) -> None:
        from PySide6.QtNetwork import QLocalServer

        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._answer(server))
        # What a killed window left behind answers nobody; the lock says that we are the first.
        QLocalServer.removeServer(name)
        server.listen(name)

    def _answer(self, server: "QLocalServer") -> None:
        caller = server.nextPendingConnection()
        window = self._window()
        caller.disconnected.connect(caller.deleteLater)
        if window is not None:
            raise_window(window)
            caller.write(_ANSWER)
        caller.disconnectFromServer()


def raise_window(window: "QWidget") -> None:
    """Bring a window before all others, also one that was made small."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def raise_first(path: Path) -> bool:
    """Ask the window on a file to show itself; return whether it did."""
    try:
        from PySide6.QtNetwork import QLocalSocket
    except ImportError:
        return False
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    was_answered = socket.waitForConnected(ANSWERED_MS) and socket.waitForReadyRead(ANSWERED_MS)
    socket.abort()
    return was_answered


def _name(path: Path) -> str:
    """Return the same name for a file by whatever path it is opened, another for each person."""
    try:
        person = getpass.getuser()
    except (OSError, KeyError, ImportError):
        person = ""
    place = f"{person}\0{os.path.realpath(path)}"
    return f"crm-desktop-{sha256(place.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"
