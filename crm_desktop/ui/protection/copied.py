"""What was copied from the window is taken off the clipboard again."""

from PySide6.QtCore import QMimeData
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
_SHARED = frozenset({"xcb", "wayland", "windows", "cocoa"})
"""Where other programs have the clipboard too; elsewhere all of it is ours."""


def clear_copied() -> None:
    """Empty the clipboard unless another program has put something there since.

    What was selected with the mouse goes too, which X11 pastes with the middle button.
    """
    clipboard: QClipboard = QGuiApplication.clipboard()
    is_shared = QGuiApplication.platformName() in _SHARED
    if clipboard.ownsClipboard() or not is_shared:
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


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
