"""The page of the playbook: its books at the left, the open one to read and to write."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.playbook_entries import EXTENDABLE, Book
from crm_desktop.services.cadence import cadence_of
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.buttons import icon_button, put_icon
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, restyle
from crm_desktop.ui.playbook.book_list import BookList
from crm_desktop.ui.playbook.document import (
    NAMES,
    Group,
    Reading,
    book_groups,
    count_edits,
    found_groups,
)
from crm_desktop.ui.playbook.document_view import DocumentView
from crm_desktop.ui.playbook.measures import Columns
from crm_desktop.ui.playbook.new_entry import ADD_WORDS
from crm_desktop.ui.playbook.parts import PERSON
from crm_desktop.ui.playbook.writer import NEW, PlaybookWriter, kept_typing
from crm_desktop.ui.screen import Screen, State
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.playbook import BOOK_NOTES, BOOKS

SEARCHED_AFTER_MS = 120
MOST_FOUND = 60
WIDEST_PX = 1240


class PlaybookPage(Screen):
    """Everything is saved as it is left; every change can be undone and reset."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self.writer = PlaybookWriter(workspace)
        self._reading = self._read()
        self.search = QLineEdit()
        self.books = BookList(self.language, icons)
        self._title = Label("", "heading")
        self._note = Label("", "muted")
        self.reset_button = icon_button(icons, "rotate-ccw", "", "link")
        self.add_button = QPushButton()
        self.columns = ColumnHeads(self._reading)
        self.document = DocumentView(workspace.theme, icons, self.writer)
        self._wait = QTimer(self, singleShot=True, interval=SEARCHED_AFTER_MS)
        self._wait.timeout.connect(self._show)
        self._build()
        self._connect()
        self.books.choose(Book.TIERS)
        self._show_counts()
        self._take_up()

    def reload(self) -> None:
        """Read the books again; what is being typed stays."""
        self._reading = self._read()
        self._show_counts()
        self._show()

    def concerns(self, changes: Changes) -> bool:
        """Only settings of the file are shown here."""
        return Kind.SETTING in changes.kinds

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """Search in the playbook."""
        return {ActionCode.FILTER: self._search}

    def state(self) -> State:
        """Return which book is open."""
        return {"book": self.books.book.value}

    def restore(self, state: State) -> None:
        """Open the book that was open."""
        if state.get("book") in set(Book) and self.document.form is None:
            self.books.choose(Book(str(state["book"])))

    def take_focus(self) -> None:
        """Start in the open entry, else at the books."""
        if not self.document.resume():
            self.books.setFocus()

    def _read(self) -> Reading:
        cadence = cadence_of(self.workspace.database)
        return Reading(self.writer.desk.books(), self.language, cadence)

    def _search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _show(self) -> None:
        """Show the open book, or what the search finds in all of them."""
        text, book = self.search.text().strip(), self.books.book
        say = self.language.text
        if text:
            groups = found_groups(self._reading, text, MOST_FOUND)
            count = sum(len(group.cards) for group in groups)
            self._title.setText(
                self.language.plural("{count} entry found", "{count} entries found", count)
            )
            self._note.setText(
                say("Nothing in the playbook says so; try fewer words.") if not count else
                say("In all books. Escape goes back to the open one.")
            )  # fmt: skip
            self._show_groups(groups)
        else:
            self._title.setText(say(BOOKS[book]))
            self._note.setText(say(BOOK_NOTES[book]))
            self._show_groups(book_groups(self._reading, book))
        edited = count_edits(self._reading.books, book)
        self.reset_button.setVisible(bool(edited) and not text)
        words = self.language.plural(
            "Reset {count} edited entry", "Reset {count} edited entries", edited
        )
        self.reset_button.setText(words)
        can_add = book in EXTENDABLE and not text
        self.add_button.setVisible(can_add)
        if can_add:
            self.add_button.setText(say(ADD_WORDS[book]))
            put_icon(self.add_button, self.icons, "plus", "on_accent")

    def _show_groups(self, groups: tuple[Group, ...]) -> None:
        self.document.show_groups(groups, self._reading)

    def _show_counts(self) -> None:
        books = self._reading.books
        self.books.show_counts({book: count_edits(books, book) for book in Book})

    def _reset(self) -> None:
        entries = self._reading.books.entries[self.books.book].values()
        self.writer.reset_book(self.books.book, sum(entry.is_own for entry in entries))

    def _choose(self, book: Book) -> None:
        """Open a book from its top, leaving a search."""
        self.search.clear()
        self._wait.stop()
        self.document.close_form(to_face=False)
        new = self.document.new
        if new is not None and new.key.book is not book:
            self.document.stop_new()
        self._show()
        self.document.verticalScrollBar().setValue(0)

    def _take_up(self) -> None:
        """Open the entry whose typing was not saved when the program ended, with that typing."""
        for key, texts in kept_typing(self.workspace).items():
            self.books.choose(key.book)
            if key.code == NEW:
                new = self.document.start_new(key.book)
                for path, text in texts.items():
                    new.type_raw(path, text) if new is not None else None
            else:
                self._take_up_entry(key.code, texts)

    def _take_up_entry(self, code: str, texts: Mapping[tuple[str | int, ...], str]) -> None:
        """Where both variants of an entry were typed into, that of persons is kept for later."""
        own = {path: text for path, text in texts.items() if path[0] != PERSON}
        self.document.open((self.books.book.value, code, "" if own else PERSON))
        form = self.document.form
        if form is not None:
            for path, text in (own or texts).items():
                form.type_raw(path, text)

    def _build(self) -> None:
        say = self.language.text
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 8, 0)
        rows.setSpacing(12)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 12, 0)
        top.addWidget(Label(say("Playbook"), "title"))
        top.addStretch(1)
        self.search.setPlaceholderText(say("Search the playbook"))
        self.search.setAccessibleName(say("Search the playbook"))
        self.search.setProperty("look", "search")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        top.addWidget(self.search)
        rows.addLayout(top)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(self.books, alignment=Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(self._head())
        right.addWidget(self.columns)
        right.addWidget(self.document, 1)
        body.addLayout(right, 1)
        rows.addLayout(body, 1)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        self._note.setWordWrap(True)
        words.addWidget(self._title)
        words.addWidget(self._note)
        head = QHBoxLayout()
        head.setContentsMargins(2, 0, 12, 0)
        head.setSpacing(12)
        head.addLayout(words, 1)
        restyle(self.reset_button, "look", "quiet")
        self.add_button.setProperty("look", "primary")
        for button in (self.reset_button, self.add_button):
            head.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def _connect(self) -> None:
        self.books.book_chosen.connect(self._choose)
        self.search.textChanged.connect(lambda _: self._wait.start())
        self.search.installEventFilter(self)
        self.document.width_changed.connect(self.columns.follow)
        self.add_button.clicked.connect(lambda: self.document.start_new(self.books.book))
        self.reset_button.clicked.connect(self._reset)
        self.document.cadence_wanted.connect(self.workspace.navigation.cadence_wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let Escape leave the search, and Down or Enter go to what it found."""
        is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if watched is self.search and is_key and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.search.clear()
                return True
            is_down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_down and event.type() == QEvent.Type.KeyPress:
                self._wait.stop()
                self._show()
                return self.document.take_focus()
        return super().eventFilter(watched, event)


class ColumnHeads(QWidget):
    """The names of the languages above their columns."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.setFixedHeight(20)
        self._labels = [Label(NAMES[code], "section", self) for code in reading.codes]

    def follow(self, width: int) -> None:
        """Stand where the columns of cards of a width stand."""
        columns = Columns(width)
        for label, left in zip(self._labels, columns.lefts, strict=True):
            label.setGeometry(left + 2, 0, columns.text_px, 20)
