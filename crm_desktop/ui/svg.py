"""Draws an SVG file in one colour; used before there is a theme, so it knows none."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

_NOTHING = QColor(0, 0, 0, 0)


def drawn(path: Path, size: int, colour: str, ratio: float) -> QPixmap:
    """Return a file as a picture of ``size`` logical pixels, its `currentColor` being #rrggbb."""
    # Many a window paints its first rows without an icon.
    from PySide6.QtSvg import QSvgRenderer

    source = path.read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(_NOTHING)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
