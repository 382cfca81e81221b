"""Leaving a field, so that what is typed in it is saved before something else is shown."""

from PySide6.QtWidgets import QApplication


def leave_focused() -> None:
    """Let the editor that has the keyboard save what it holds, as before closing."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
