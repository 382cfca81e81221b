"""Lines to filter or search by: they look alike on every page."""

from PySide6.QtWidgets import QLineEdit

from crm_desktop.ui.icons import Icons

FILTER_PX = 320


def filter_line(icons: Icons, name: str, hint: str) -> QLineEdit:
    """Return a line that narrows a list down; ``name`` is for who can't see it."""
    line = QLineEdit()
    line.setProperty("look", "search")
    line.setPlaceholderText(hint)
    line.setAccessibleName(name)
    line.setClearButtonEnabled(True)
    line.setFixedWidth(FILTER_PX)
    put_sign(line, icons, "filter", name)
    return line


def put_sign(line: QLineEdit, icons: Icons, icon: str, tip: str) -> None:
    """Put a picture in front of a line that says what it is for."""
    sign = line.addAction(icons.icon(icon, "muted"), QLineEdit.ActionPosition.LeadingPosition)
    sign.setText(tip)
