"""The kinds of contact as chips: the usual ones at once, the others in a menu behind them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.text import mark_in
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.card.records.service.stream_rows import KIND_ICONS
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.wording.card import INTERACTIONS

USUAL = (
    InteractionKind.CALL,
    InteractionKind.VISIT,
    InteractionKind.MESSAGE,
    InteractionKind.EMAIL,
    InteractionKind.MEETING,
    InteractionKind.COMPLAINT,
)

_OTHER = mark_in("kind of contact", "other")


class KindRow(QWidget):
    """``picked`` carries the kind a person clicked; :meth:`show_kind` tells nobody."""

    picked = Signal(object)

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown, self._icons = shown, icons
        self.chips: dict[InteractionKind, QPushButton] = {}
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        for kind in USUAL:
            chip = self._chip(shown.text(INTERACTIONS[kind]))
            put_icon(chip, icons, KIND_ICONS[kind], size=14)
            chip.clicked.connect(lambda _=False, one=kind: self._pick(one))
            across.addWidget(chip)
            self.chips[kind] = chip
        self.others = self._chip("")
        self.others.setMenu(self._menu())
        across.addWidget(self.others)
        self.show_kind(InteractionKind.CALL)

    def show_kind(self, kind: InteractionKind) -> None:
        """Show which kind is noted next."""
        for one, chip in self.chips.items():
            chip.setChecked(one is kind)
        is_other = kind not in self.chips
        self.others.setChecked(is_other)
        words = self._shown.text(INTERACTIONS[kind]) if is_other else self._shown.text(_OTHER)
        self.others.setText(f"{words}  ▾")
        self.others.setAccessibleName(
            self._shown.language.labelled(self._shown.text("Other kinds"), words)
        )
        put_icon(self.others, self._icons, KIND_ICONS[kind] if is_other else "ellipsis", size=14)

    def _chip(self, words: str) -> QPushButton:
        chip = QPushButton(words)
        chip.setProperty("look", "chip")
        chip.setCheckable(True)
        chip.setAccessibleName(words)
        return chip

    def _menu(self) -> QMenu:
        menu = QMenu(self.others)
        group = QActionGroup(menu)
        for kind in InteractionKind:
            if kind not in self.chips:
                words = self._shown.text(INTERACTIONS[kind])
                action = QAction(self._icons.icon(KIND_ICONS[kind]), words, group)
                action.triggered.connect(lambda _=False, one=kind: self._pick(one))
                menu.addAction(action)
        set_tip(self.others, self._shown.text("Choose what kind of contact it was"))
        return menu

    def _pick(self, kind: InteractionKind) -> None:
        self.show_kind(kind)
        self.picked.emit(kind)
