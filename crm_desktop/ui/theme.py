"""The look of the window: Fusion with our own palettes, following the system or as chosen."""

from enum import StrEnum
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.colours import COLOURS, Scheme, is_dark
from crm_desktop.ui.fonts import use_fonts


class Look(StrEnum):
    """What a person may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "field_border",
    QPalette.ColorRole.Shadow: "border",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "on_selected",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
}
_GREYED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def scheme_of_system(scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> Scheme:
    """Return the look that goes with what the person set in the system."""
    if contrast is Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST
    return Scheme.DARK if scheme is Qt.ColorScheme.Dark else Scheme.LIGHT


class Theme(QObject):
    """The colours in force; tells when others are wanted, which its owner then applies.

    Styling every widget of a full window anew takes seconds; the owner clears it before.
    """

    outdated = Signal()

    def __init__(
        self, application: QApplication, resources: Path, look: Look, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._folder = resources / "theme"
        self._sheet = Template((self._folder / "window.qss").read_text(encoding="utf-8"))
        self._look = look
        self.scheme = self._wanted()
        self.system_is_dark = is_dark(application.palette())
        application.setStyle("Fusion")
        use_fonts(application, resources / "fonts")
        self.apply()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def look(self) -> Look:
        """What was chosen."""
        return self._look

    def choose(self, look: Look) -> None:
        """Want another look from now on."""
        self._look = look
        self._follow()

    def colour(self, token: str) -> str:
        """Return the colour of a token as #rrggbb; raises KeyError for an unknown one."""
        return COLOURS[self.scheme][token]

    def _wanted(self) -> Scheme:
        if self._look is not Look.SYSTEM:
            return Scheme(self._look.value)
        hints = self._application.styleHints()
        contrast = hints.accessibility().contrastPreference()
        return scheme_of_system(hints.colorScheme(), contrast)

    def _follow(self) -> None:
        if self._wanted() is not self.scheme:
            self.outdated.emit()

    def apply(self) -> None:
        """Give the application the colours that are wanted."""
        self.scheme = self._wanted()
        colours = COLOURS[self.scheme]
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, QColor(colours[token]))
        for role in _GREYED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["disabled"]))
        self._application.setPalette(palette)
        pictures = {
            name: (self._folder / f"{name}-{self.scheme}.svg").as_posix()
            for name in ("arrow", "check")
        }
        self._application.setStyleSheet(self._sheet.substitute(colours, **pictures))
