"""Keys a widget has a use of its own for, which the window would take for its shortcuts."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def keeps(event: QEvent, *keys: Qt.Key) -> bool:
    """Keep one of some keys from the window's shortcuts; True where the event is done with."""
    is_override = event.type() == QEvent.Type.ShortcutOverride
    if not is_override or not isinstance(event, QKeyEvent) or event.key() not in keys:
        return False
    event.accept()
    return True
