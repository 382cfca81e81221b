"""Showing a window in place of another, also to somebody who works in another program by now."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

_QUIETLY = Qt.WidgetAttribute.WA_ShowWithoutActivating


def disturb_nobody(window: QMainWindow, old: QMainWindow | None) -> None:
    """Let a window come up quietly where nobody is at the old one, as a lock comes by itself."""
    is_small = old is not None and old.isMinimized()
    window.setAttribute(_QUIETLY, is_small or QGuiApplication.focusWindow() is None)


def show_in_place(window: QMainWindow, old: QMainWindow | None) -> None:
    """Show a window, made small if the old one was and it is to come quietly."""
    if not window.testAttribute(_QUIETLY):
        window.show()
        # A desktop may keep the focus from a new window, and the old one had it.
        window.raise_()
        window.activateWindow()
    elif old is not None and old.isMinimized():
        window.showMinimized()
    else:
        window.show()
    window.setAttribute(_QUIETLY, False)  # the next time as usual
