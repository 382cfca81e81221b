"""Buttons with a picture in front of their words, with room between the two."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QPushButton

from crm_desktop.ui.icons import Icons

GAP = 4
"""Beside the 4 px of Qt's own style, which the letters' side bearing nearly uses up."""
_SIZE = 16


def icon_button(
    icons: Icons, icon: str, words: str, colour: str = "icon", *, size: int = _SIZE
) -> QPushButton:
    """Return a button with a picture and words, the colour being a token of the theme."""
    button = QPushButton(words)
    put_icon(button, icons, icon, colour, size=size)
    return button


def put_icon(
    button: QAbstractButton, icons: Icons, icon: str, colour: str = "icon", *, size: int = _SIZE,
    is_alone: bool = False,
) -> None:  # fmt: skip
    """Give a button a picture, kept apart from its words unless it stands alone."""
    gap = 0 if is_alone else GAP
    is_behind = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    at = gap if is_behind else 0
    picture = QIcon(_padded(icons.pixmap(icon, size, colour), gap, at))
    picture.addPixmap(_padded(icons.pixmap(icon, size, "disabled"), gap, at), QIcon.Mode.Disabled)
    button.setIcon(picture)
    button.setIconSize(QSize(size + gap, size))


def _padded(picture: QPixmap, gap: int, at: int) -> QPixmap:
    """Return a picture with an empty edge of ``gap`` pixels, drawn from ``at`` on."""
    ratio = picture.devicePixelRatio()
    wide = QPixmap(picture.width() + round(gap * ratio), picture.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(at, 0, picture)
    painter.end()
    return wide
