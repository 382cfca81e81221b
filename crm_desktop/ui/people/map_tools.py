"""The buttons of the influence map: arrange anew, zoom, and whether who has left is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QToolButton, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.page_keys import keys_text
from crm_desktop.ui.people.map_model import MapModel


class MapTools(QWidget):
    """A row for the head of the tab."""

    arrange_wanted = Signal()
    zoom_wanted = Signal(int)
    """Steps to zoom in, 0 to show all."""
    left_turned = Signal(bool)

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self.left = QCheckBox()
        self.left.toggled.connect(self.left_turned)
        self.left.hide()
        text = language.text
        self.arrange = icon_button(icons, "layout-grid", text("Arrange"), "link")
        self.arrange.setProperty("look", "quiet")
        self.arrange.clicked.connect(self.arrange_wanted)
        self.fit = QPushButton("100 %")
        self.fit.setProperty("look", "quiet")
        self.fit.setMinimumWidth(64)
        set_tip(self.fit, language.with_note(text("Show the whole map"), keys_text("Ctrl+0")))
        self.fit.clicked.connect(lambda: self.zoom_wanted.emit(0))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.left)
        row.addWidget(self.arrange)
        row.addWidget(self._zoom("zoom-out", text("Smaller (-)"), -1))
        row.addWidget(self.fit)
        row.addWidget(self._zoom("zoom-in", text("Larger (+)"), 1))

    def show_model(self, model: MapModel) -> None:
        """Say how many have left, and whether there is anything to arrange."""
        self.left.setVisible(model.left > 0)
        words = self._language.plural("Show {count} who left", "Show {count} who left", model.left)
        self.left.setText(words)
        self.arrange.setEnabled(model.is_by_hand)
        text = self._language.text
        laid_out, own = text("Let the map lay itself out again"), text("Nobody was moved by hand")
        set_tip(self.arrange, laid_out if model.is_by_hand else own)

    def show_zoom(self, zoom: float) -> None:
        """Say how large the map is."""
        words = self._language.percent(round(zoom, 2))
        self.fit.setText(words)
        self.fit.setAccessibleName(self._language.labelled(self._language.text("Zoom"), words))

    def _zoom(self, icon: str, words: str, steps: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons.icon(icon))
        button.setAccessibleName(words)
        set_tip(button, words)
        button.clicked.connect(lambda: self.zoom_wanted.emit(steps))
        return button
