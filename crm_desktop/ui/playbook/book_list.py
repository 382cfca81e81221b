"""The books at the left, each with how many of its entries are not as shipped."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from crm_desktop.domain.playbook_entries import Book
from crm_desktop.text import Language
from crm_desktop.ui.icons import SIZE, Icons
from crm_desktop.wording.playbook import BOOKS

WIDTH_PX = 216
ROW_PX = 36
_COUNT = Qt.ItemDataRole.UserRole + 1
_ICONS: Mapping[Book, str] = {
    Book.TIERS: "chart-column",
    Book.MAN: "circle-help",
    Book.ADVICE: "target",
    Book.MOMENTS: "star",
    Book.PHRASES: "message-square",
    Book.MISTAKES: "ban",
    Book.QUESTIONS: "message-circle",
    Book.EMOTIONS: "heart",
    Book.STYLES: "users",
    Book.CONFLICTS: "shield-alert",
    Book.STAGES: "kanban",
}


class BookList(QListWidget):
    """One line a book; the chosen one is open."""

    book_chosen = Signal(object)
    """A :class:`Book`."""

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self._language = language
        self.setProperty("look", "books")
        self.setFixedWidth(WIDTH_PX)
        self.setAccessibleName(language.text("Books of the playbook"))
        self.setItemDelegate(_CountDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for book in Book:
            picture = icons.icon(_ICONS[book])
            chosen = icons.pixmap(_ICONS[book], SIZE, "on_selected")
            picture.addPixmap(chosen, QIcon.Mode.Selected)
            item = QListWidgetItem(picture, language.text(BOOKS[book]))
            item.setData(Qt.ItemDataRole.UserRole, book.value)
            item.setSizeHint(QSize(WIDTH_PX - 20, ROW_PX))
            self.addItem(item)
        self.setFixedHeight(len(Book) * ROW_PX + 10)
        self.currentRowChanged.connect(self._chosen)

    @property
    def book(self) -> Book:
        """The book that is open."""
        return list(Book)[max(0, self.currentRow())]

    def choose(self, book: Book) -> None:
        """Open a book."""
        self.setCurrentRow(list(Book).index(book))

    def show_counts(self, counts: Mapping[Book, int]) -> None:
        """Show how many entries of each book are not as shipped."""
        for row, book in enumerate(Book):
            item, count = self.item(row), counts.get(book, 0)
            item.setData(_COUNT, count)
            name = self._language.text(BOOKS[book])
            said = self._language.plural("{count} edited", "{count} edited", count) if count else ""
            spoken = self._language.with_note(name, said) if said else name
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self.book_chosen.emit(list(Book)[row])


class _CountDelegate(QStyledItemDelegate):
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the line and the count at its end."""
        super().paint(painter, option, index)
        count = index.data(_COUNT)
        if count:
            rect: QRect = option.rect.adjusted(0, 0, -12, 0)
            painter.save()
            painter.setPen(option.palette.placeholderText().color())
            alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect, alignment, str(count))
            painter.restore()
