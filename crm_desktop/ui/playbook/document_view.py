"""A book to read from top to bottom, one entry of it open for writing at a time."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.playbook_entries import HIDEABLE, Book, EntryKey
from crm_desktop.domain.playbook_parts import Path
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.later import later
from crm_desktop.ui.playbook.card_layout import Scripts
from crm_desktop.ui.playbook.document import Card, Group, Reading
from crm_desktop.ui.playbook.entry_face import EntryFace, FaceLook
from crm_desktop.ui.playbook.entry_form import EntryForm
from crm_desktop.ui.playbook.new_entry import NewEntry
from crm_desktop.ui.playbook.writer import PlaybookWriter
from crm_desktop.ui.theme import Theme

Place = tuple[str, str, str]
SPACE_PX = 8
AT_ONCE = 30
"""So many cards fill any screen; styling a widget takes a third of a millisecond."""


class DocumentView(QScrollArea):
    """The cards of some groups; keeps what is open and being typed when it is shown anew."""

    cadence_wanted = Signal()
    width_changed = Signal(int)
    """How wide the cards are now."""
    new_closed = Signal()
    """What was being written anew is added or given up."""

    def __init__(self, theme: Theme, icons: Icons, writer: PlaybookWriter) -> None:
        super().__init__()
        self._theme, self._icons, self._writer = theme, icons, writer
        self._width = 0
        self._reading: Reading | None = None
        self._groups: tuple[Group, ...] = ()
        self.faces: dict[Place, EntryFace] = {}
        self.form: EntryForm | None = None
        self.new: NewEntry | None = None
        self._wanted: EntryKey | None = None
        self._coming: list[tuple[str, Card]] = []
        """Cards still to be made, the first of a group with its title."""
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._add_more)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._canvas = QWidget()
        self._canvas.setProperty("look", "canvas")
        self._rows = self._column(self._canvas)
        self.setWidget(self._canvas)

    def show_groups(self, groups: tuple[Group, ...], reading: Reading) -> None:
        """Show cards; where they are the same entries as before, each takes its newer state."""
        is_same = not self._coming and _outline(groups) == _outline(self._groups)
        self._groups, self._reading = groups, reading
        cards = {card.place: card for group in groups for card in group.cards}
        if is_same:
            for place, face in self.faces.items():
                face.show_card(cards[place], reading)
        else:
            self._build(groups)
        if self.form is not None:
            card = cards.get(self.form.card.place)
            if card is None:
                self.close_form()
            else:
                self.form.show_card(card, reading)
        if self._wanted is not None:
            self._show_wanted()

    def open(self, place: Place, path: Path | None = None, column: int = 0) -> None:
        """Open an entry for writing, closing the one that was."""
        face = self._face(place)
        if face is None or self._reading is None:
            return
        if self.form is None or self.form.card.place != place:
            self.close_form(to_face=False)
            self.form = EntryForm(face.card, self._reading, self._icons, self._writer)
            self.form.closed.connect(self.close_form)
            self.form.cadence_wanted.connect(self.cadence_wanted)
            self._rows.insertWidget(self._rows.indexOf(face), self.form)
            face.hide()
            self.form.show()
        self.form.take_focus(path, column)
        self._reveal(self.form)

    def close_form(self, *, to_face: bool = True) -> None:
        """Close the open entry; what was typed in it is saved as it is left."""
        form, self.form = self.form, None
        if form is None:
            return
        face = self.faces.get(form.card.place)
        if face is not None:
            face.show()
            if to_face:
                face.setFocus(Qt.FocusReason.OtherFocusReason)
        form.hide()
        self._rows.removeWidget(form)
        form.deleteLater()

    def start_new(self, book: Book) -> NewEntry | None:
        """Offer to write an entry of the person's own, above all others."""
        if self._reading is None:
            return None
        self.close_form(to_face=False)
        if self.new is None or self.new.key.book is not book:
            self.stop_new()
            self.new = NewEntry(book, self._reading, self._icons, self._writer)
            self.new.added.connect(self._added)
            self.new.cancelled.connect(self._cancelled)
            self._rows.insertWidget(0, self.new)
            self.new.show()
        self.new.take_focus()
        self._reveal(self.new)
        return self.new

    def stop_new(self) -> None:
        """Take away what was being written anew."""
        new, self.new = self.new, None
        if new is not None:
            new.hide()
            self._rows.removeWidget(new)
            new.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell what stands above the cards how wide they are."""
        super().resizeEvent(event)
        edges = self._rows.contentsMargins()
        self._width = self.viewport().width() - edges.left() - edges.right()
        self.width_changed.emit(self._width)

    def resume(self) -> bool:
        """Put the keyboard back into what is being written; return False where nothing is."""
        grid = self.form.grid if self.form is not None else self.new.grid if self.new else None
        if grid is not None:
            grid.resume()
        return grid is not None

    def take_focus(self) -> bool:
        """Put the keyboard on the first card; return False where there is none."""
        face = next(iter(self.faces.values()), None)
        if face is not None:
            face.setFocus(Qt.FocusReason.TabFocusReason)
        return face is not None

    @cached_property
    def _look(self) -> FaceLook:
        return FaceLook(self._theme, self._icons, Scripts.of(self.font()))

    def _column(self, canvas: QWidget) -> QVBoxLayout:
        rows = QVBoxLayout(canvas)
        rows.setContentsMargins(2, 2, 12, 20)
        rows.setSpacing(SPACE_PX)
        rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        return rows

    def _build(self, groups: tuple[Group, ...]) -> None:
        """Make the cards anew; an open one and what is new stay where they are."""
        focused = next((place for place, face in self.faces.items() if face.hasFocus()), None)
        kept = (self.form, self.new)
        self.faces = {}
        for at in range(self._rows.count() - 1, -1, -1):
            item = self._rows.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None and widget not in kept:
                self._rows.takeAt(at)
                widget.hide()
                widget.deleteLater()
        self._coming = [
            (group.title if at == 0 else "", card)
            for group in groups
            for at, card in enumerate(group.cards)
        ]
        self._add_more()
        if focused is not None and self._face(focused) is not None:
            self.faces[focused].setFocus()

    def _add_more(self, count: int = AT_ONCE) -> None:
        """Add the next cards; the rest follows when the window has answered."""
        for title, card in self._coming[:count]:
            if title:
                label = Label(title, "section")
                label.setContentsMargins(2, 8, 0, 0)
                self._rows.addWidget(label)
            self._add_face(card)
        self._coming = self._coming[count:]
        if self._coming:
            self._more.start()
        else:
            self._more.stop()

    def _add_face(self, card: Card) -> None:
        assert self._reading is not None
        face = EntryFace(card, self._reading, self._look, self._width)
        face.open_wanted.connect(lambda path, column: self.open(card.place, path, column))
        face.menu_wanted.connect(lambda at: self._offer(card.place, at))
        face.removal_wanted.connect(lambda: self._remove(card.place))
        self.faces[card.place] = face
        self._rows.addWidget(face)
        if self.form is not None and self.form.card.place == card.place:
            self._rows.removeWidget(self.form)
            self._rows.insertWidget(self._rows.indexOf(face), self.form)
            face.hide()

    def _face(self, place: Place) -> EntryFace | None:
        """Return a card by its place, made now where it was still to come."""
        if place not in self.faces:
            self._add_more(len(self._coming))
        return self.faces.get(place)

    def _added(self, key: EntryKey) -> None:
        self.stop_new()
        self._wanted = key
        self._show_wanted()
        self.new_closed.emit()

    def _cancelled(self) -> None:
        self.stop_new()
        self.new_closed.emit()

    def _show_wanted(self) -> None:
        """Lead to the entry that was just added, as soon as it is there."""
        key = self._wanted
        face = self._face((key.book.value, key.code, "")) if key is not None else None
        if face is not None:
            self._wanted = None
            face.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reveal(face)

    def _reveal(self, widget: QWidget) -> None:
        """Scroll to a widget once it has its place, never past what has the keyboard in it."""
        later(widget, lambda: self._scroll_to(widget))

    def _scroll_to(self, widget: QWidget) -> None:
        if widget.height() > self.viewport().height():
            self.verticalScrollBar().setValue(widget.y() - SPACE_PX)
        else:
            self.ensureWidgetVisible(widget, 0, 40)
        focused = widget.focusWidget()
        if focused is not None:
            self.ensureWidgetVisible(focused, 0, SPACE_PX)

    def _remove(self, place: Place) -> None:
        entry = self.faces[place].card.entry
        if entry.is_own:
            self._writer.reset(entry)
        elif entry.key.book in HIDEABLE and not entry.is_hidden:
            self._writer.hide(entry.key, is_hidden=True)

    def _offer(self, place: Place, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in self._acts(self.faces[place].card):
            menu.addAction(words, act)
        menu.popup(at)

    def _acts(self, card: Card) -> list[tuple[str, Callable[[], None]]]:
        assert self._reading is not None
        text, entry, writer = self._reading.language.text, card.entry, self._writer
        found: list[tuple[str, Callable[[], None]]] = []
        if entry.is_usable:
            found.append((text("Edit"), lambda: self.open(card.place)))
        if entry.is_own:
            found.append((text("Delete"), lambda: writer.reset(entry)))
        elif entry.is_changed or entry.problem is not None:
            found.append((text("Reset to shipped"), lambda: writer.reset(entry)))
        if card.key.book in HIDEABLE and entry.is_usable:
            hide = not entry.is_hidden
            words = text("Put out of use") if hide else text("Use again")
            found.append((words, lambda: writer.hide(entry.key, is_hidden=hide)))
        return found


def _outline(groups: tuple[Group, ...]) -> list[tuple[str, list[Place]]]:
    return [(group.title, [card.place for card in group.cards]) for group in groups]
