"""What was copied from the window, so that it can be taken from the clipboard again."""

from hashlib import sha256

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from crm_desktop.ui.later import later

SECRET_KEPT_MS = 60_000
_SECRET = b"secret"
_HINTS = (
    "x-kde-passwordManagerHint",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
    "application/x-nspasteboard-concealed-type",
)
"""How KDE, Windows and the managers of macOS are asked not to keep a secret in their history."""


class Copied(QObject):
    """Knows by a digest whether the clipboard still holds what was copied here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard: QClipboard = QGuiApplication.clipboard()
        self._last = b""
        self._clipboard.dataChanged.connect(self._note)

    def clear(self) -> None:
        """Empty the clipboard unless another program has put something there since."""
        is_ours = self._clipboard.ownsClipboard() or self._digest() == self._last
        if is_ours and self._last:
            self._clipboard.clear()
        self._last = b""
        # What was selected with the mouse, which X11 pastes with the middle button.
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _note(self) -> None:
        """Not every system tells whose the clipboard is; what comes while we are used is ours."""
        if self._clipboard.ownsClipboard() or QGuiApplication.focusWindow() is not None:
            self._last = self._digest()

    def _digest(self) -> bytes:
        return sha256(self._clipboard.text().encode("utf-8", "replace")).digest()


def copy_secret(text: str) -> None:
    """Copy a secret; it is taken back after a minute, or at the end, if it still stands there."""
    clipboard, application = QGuiApplication.clipboard(), QGuiApplication.instance()
    assert application is not None
    data = QMimeData()
    data.setText(text)
    for hint in _HINTS:
        data.setData(hint, _SECRET)
    clipboard.setMimeData(data)

    def take_back() -> None:
        if clipboard.text() == text:
            clipboard.clear()

    later(application, take_back, SECRET_KEPT_MS)
    application.aboutToQuit.connect(take_back)
