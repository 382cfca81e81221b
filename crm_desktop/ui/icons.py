"""The icons, drawn in the colours of the theme."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QIcon, QPixmap

from crm_desktop.ui.svg import drawn
from crm_desktop.ui.theme import Theme

SIZE = 18


class Icons:
    """SVG files by name, tinted by a token of the theme; drawn once for each colour and size."""

    def __init__(self, folder: Path, theme: Theme) -> None:
        self.folder, self._theme = folder, theme
        self._draw = lru_cache(maxsize=512)(self._drawn)

    def icon(self, name: str, colour: str = "icon", *, size: int = SIZE) -> QIcon:
        """Return an icon in a colour of the theme, greyed where it is disabled."""
        icon = QIcon(self.pixmap(name, size, colour))
        icon.addPixmap(self.pixmap(name, size, "disabled"), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, size: int, colour: str = "icon") -> QPixmap:
        """Return a picture of ``size`` logical pixels in a colour of the theme."""
        ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1)
        return self._draw(name, size, self._theme.colour(colour), ratio)

    def _drawn(self, name: str, size: int, colour: str, ratio: float) -> QPixmap:
        return drawn(self.folder / f"{name}.svg", size, colour, ratio)
