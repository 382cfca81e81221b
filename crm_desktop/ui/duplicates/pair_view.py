"""The list of pairs: arrows move, M merges, N tells apart, L puts off, Enter goes to choose."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView

from crm_desktop.domain.duplicate_pairs import DuplicatePair
from crm_desktop.text import Language
from crm_desktop.ui.duplicates.pair_list import Keys
from crm_desktop.ui.duplicates.pair_painter import PAIR_ROLE, PairPainter
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.theme import Theme
from crm_desktop.wording.duplicates import certainty_text, evidence_text


class PairView(QListView):
    """``looked_at`` carries the pair under the cursor, None where there is none."""

    looked_at = Signal(object)
    merge_wanted = Signal()
    apart_wanted = Signal()
    later_wanted = Signal()
    entered = Signal()

    def __init__(self, language: Language, theme: Theme) -> None:
        super().__init__()
        self._language = language
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(PairPainter(language, theme, self))
        self.setAccessibleName(language.text("Cards that may be of one customer"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(lambda *_: self.looked_at.emit(self.current()))

    def current(self) -> DuplicatePair | None:
        """Return the pair under the cursor."""
        found = self.currentIndex().data(PAIR_ROLE) if self.currentIndex().isValid() else None
        return found if isinstance(found, DuplicatePair) else None

    def show_pairs(self, pairs: Sequence[DuplicatePair], wanted: Keys | None) -> None:
        """Show pairs with the cursor on the wanted one, else on the first."""
        self.selectionModel().blockSignals(True)
        self._rows.clear()
        for pair in pairs:
            self._rows.appendRow(self._item(pair))
        self.selectionModel().blockSignals(False)
        keys = [one.keys for one in pairs]
        at = keys.index(wanted) if wanted in keys else 0
        if pairs:
            index = self._rows.index(at, 0)
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, choose)
            self.scrollTo(index)
        self.looked_at.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """One letter decides and the next pair follows."""
        wishes = {
            Qt.Key.Key_M: self.merge_wanted,
            Qt.Key.Key_N: self.apart_wanted,
            Qt.Key.Key_L: self.later_wanted,
            Qt.Key.Key_Return: self.entered,
            Qt.Key.Key_Enter: self.entered,
        }
        wish = wishes.get(Qt.Key(event.key()))
        if wish is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif self.current() is not None:
            wish.emit()

    def _item(self, pair: DuplicatePair) -> QStandardItem:
        language = self._language
        why = language.join([evidence_text(language, one) for one in pair.evidence])
        words = language.text(
            "{first} and {second}: {certainty}",
            first=pair.first.name,
            second=pair.second.name,
            certainty=certainty_text(language, is_sure=pair.is_sure),
        )
        item = QStandardItem(words)
        item.setData(pair, PAIR_ROLE)
        item.setData(f"{words}. {why}", Qt.ItemDataRole.AccessibleTextRole)
        set_tip(item, "\n".join(evidence_text(language, one) for one in pair.evidence))
        return item
