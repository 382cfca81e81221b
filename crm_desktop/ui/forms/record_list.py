"""Lists that are edited in place: a line a record, opened into its form where it stands."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.services import card_edits
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.forms.list_order import settled
from crm_desktop.ui.forms.list_specs import (
    NEW,
    SHOWN,
    ListPlace,
    ListSpec,
    RowAction,
    RowBody,
    Summary,
)
from crm_desktop.ui.forms.new_record import NewRecord
from crm_desktop.ui.forms.record_row import RecordRow
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.later import later
from crm_desktop.ui.workspace import Workspace

__all__ = ["ListPlace", "ListSpec", "RecordList", "RowAction", "RowBody", "Summary"]


_MARGIN_PX = 16
_LONGEST_NAMED = 80


class RecordList(QWidget):
    """The records of one kind on a card; added, edited and removed in place, all undoable.

    One row is a tab stop; arrows go from row to row. Long lists show their first rows.
    """

    drag_wanted = Signal(int)
    """A row is pulled by the mouse, by its key."""

    def __init__(self, workspace: Workspace, icons: Icons, spec: ListSpec) -> None:
        super().__init__()
        self.workspace, self.icons, self.spec = workspace, icons, spec
        self.kind = spec.kind
        self._customer_id = 0
        self._records: dict[int, Any] = {}
        self._rows: dict[int, RecordRow] = {}
        self._shown = SHOWN
        self._current = 0
        self._expected: int | None = None
        self._new: NewRecord | None = None
        self._build()

    @property
    def rows(self) -> dict[int, RecordRow]:
        """The rows that stand in the list now, by key in their order."""
        return self._rows

    @property
    def new_form(self) -> NewRecord | None:
        """The form of a new record while it is open."""
        is_open = self._new is not None and not self._new.isHidden()
        return self._new if is_open else None

    def show_records(self, records: Sequence[Any], *, customer_id: int) -> None:
        """Show records in their order; an open form stays open and keeps its typing."""
        if customer_id != self._customer_id:
            self._clear()
            self._customer_id = customer_id
        self._records = {record.id: record for record in records}
        self._fill()
        if self._expected in self._records:
            self._welcome(self._expected)

    def expect(self, record_id: int) -> None:
        """Put the keyboard on a record as soon as it stands here."""
        self._expected = record_id

    def open_record(self, record_id: int) -> None:
        """Open the form of one record and put the keyboard into it."""
        if record_id in self._records:
            self._reach(record_id)
            self._rows[record_id].open()
            bring_into_view(self._rows[record_id])

    def add(self) -> None:
        """Open the form for a new record, with what was typed into it before."""
        if self._new is None:
            self._new = NewRecord(self._place())
            self._new.stored.connect(self._stored)
            self._new.given_up.connect(self._close_new)
            self._new.put_away.connect(self._put_away)
            self._new_place.addWidget(self._new)
        self._new.show()
        self._empty.hide()
        self._new.take_focus()
        bring_into_view(self._new)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that a killed program had not saved; return how many fields."""
        own = [draft for draft in drafts if draft.place.kind is self.kind]
        found = 0
        for key in {draft.place.record_id for draft in own}:
            some = [draft for draft in own if draft.place.record_id == key]
            if key == NEW:
                found += self._take_up_new(some)
            elif key in self._records:
                self._reach(key)
                found += self._rows[key].take_up(some)
        return found

    def remove(self, record_id: int) -> None:
        """Remove a record; the notice offers to undo it."""
        database, kind, author = self.workspace.database, self.kind, self.workspace.author
        text = " ".join(self._rows[record_id].text.split())
        text = text if len(text) <= _LONGEST_NAMED else f"{text[:_LONGEST_NAMED]}…"
        self._focus_beside(record_id)
        notice = self.workspace.language.text("Removed: {text}", text=text or "-")
        self.workspace.write(
            lambda: card_edits.remove_record(database, kind, record_id, author=author),
            notice=notice,
        )

    def event(self, event: QEvent) -> bool:
        """Keep Delete and, in an open row, Escape from the window's own shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            row = self._focused_row()
            if row is not None and row.keeps(event.key()):
                event.accept()
                return True
        return super().event(event)

    def _focused_row(self) -> RecordRow | None:
        focused: QWidget | None = QApplication.focusWidget()
        while focused is not None and focused is not self:
            if isinstance(focused, RecordRow) and focused.key in self._rows:
                return focused
            focused = focused.parentWidget()
        return None

    def _place(self) -> ListPlace:
        return ListPlace(self.workspace, self.icons, self.spec, self._customer_id)

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        self.head = self._head()
        rows.addLayout(self.head)
        language = self.workspace.language
        self._empty = Label(language.text(self.spec.empty), "muted")
        self._empty.setWordWrap(True)
        rows.addWidget(self._empty)
        self._new_place = QVBoxLayout()
        self._holder = QWidget()
        self._body = QVBoxLayout(self._holder)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(6)
        rows.addLayout(self._new_place)
        rows.addWidget(self._holder)
        self._more = QPushButton()
        self._more.setProperty("look", "quiet")
        self._more.setObjectName("more")
        self._more.clicked.connect(self._show_more)
        self._more.hide()
        rows.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)

    def _head(self) -> QHBoxLayout:
        language = self.workspace.language
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title = Label(language.text(self.spec.title), "heading")
        self._count = Label("", "muted")
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        self.add_button = icon_button(self.icons, "plus", language.text(self.spec.add), "link")
        self.add_button.setProperty("look", "quiet")
        self.add_button.setObjectName(f"add-{self.kind}")
        self.add_button.setAccessibleName(language.text(self.spec.add))
        self.add_button.clicked.connect(self.add)
        head.addWidget(self.add_button)
        return head

    def _fill(self) -> None:
        wanted = self._wanted()
        known = set(wanted)
        gone = [key for key in self._rows if key not in known]
        if any(_has_keyboard(self._rows[key]) for key in gone):
            self.add_button.setFocus()
        for key in gone:
            self._drop(key)
        if any(row.is_open for row in self._rows.values()):
            wanted = settled(wanted, list(self._rows))
        place = self._place()
        # Rows put into a list that is seen are laid out one by one, seventeen times each.
        self._holder.setVisible(bool(self._rows))
        rows: dict[int, RecordRow] = {}
        for at, key in enumerate(wanted):
            row = rows[key] = self._rows.get(key) or self._make(place, key)
            row.show_record(self._records[key], customer_id=self._customer_id)
            if self._body.indexOf(row) != at:
                self._body.insertWidget(at, row)
        self._rows = rows
        self._holder.setVisible(bool(rows))
        self._set_tab_stop()
        self._tell_count()

    def _wanted(self) -> list[int]:
        """The first records, and those further down that are open."""
        keys = list(self._records)
        beyond = [key for key in keys[self._shown :] if key in self._rows]
        return keys[: self._shown] + [key for key in beyond if self._rows[key].is_open]

    def _make(self, place: ListPlace, key: int) -> RecordRow:
        row = RecordRow(place, self._records[key])
        row.removal_wanted.connect(self.remove)
        row.step_wanted.connect(self._step)
        row.reached.connect(self._reached)
        row.drag_wanted.connect(self.drag_wanted)
        row.closed.connect(lambda _: self._fill())
        return row

    def _tell_count(self) -> None:
        language, count = self.workspace.language, len(self._records)
        self._count.setText(language.number(count) if count else "")
        self._empty.setVisible(not count and self.new_form is None)
        hidden = count - len(self._rows)
        self._more.setVisible(hidden > 0)
        more = min(SHOWN * 2, hidden)
        if hidden > 0:
            text = language.plural("Show {count} more", "Show {count} more", more)
            left = language.plural("{count} is left", "{count} are left", hidden)
            self._more.setText(text if more == hidden else language.with_note(text, left))

    def _show_more(self) -> None:
        first = self._shown
        self._shown += SHOWN * 2
        self._fill()
        keys = list(self._rows)
        if first < len(keys):
            self._rows[keys[first]].setFocus()

    def _reach(self, key: int) -> None:
        """Have a row for a record, however far down it stands."""
        if key not in self._rows:
            self._shown = max(self._shown, list(self._records).index(key) + 1)
            self._fill()

    def _reached(self, key: int) -> None:
        self._current = key
        self._set_tab_stop()

    def _set_tab_stop(self) -> None:
        stop = self._current if self._current in self._rows else next(iter(self._rows), 0)
        for key, row in self._rows.items():
            is_stop = key == stop
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _step(self, key: int, step: int) -> None:
        keys = list(self._rows)
        ends = {-2: 0, 2: len(keys) - 1}
        at = ends.get(step, keys.index(key) + step)
        if 0 <= at < len(keys):
            self._rows[keys[at]].setFocus()
            bring_into_view(self._rows[keys[at]])

    def _stored(self, key: int) -> None:
        self._close_new()
        self._expected = key
        if key in self._records:
            self._welcome(key)

    def _welcome(self, key: int) -> None:
        """Put the keyboard on the record that was just added."""
        self._expected = None
        self._reach(key)
        if self.spec.opens_new:
            self._rows[key].open()
        else:
            self._rows[key].setFocus()
        bring_into_view(self._rows[key])

    def _take_up_new(self, drafts: Sequence[KeptDraft]) -> int:
        mine = [one for one in drafts if one.place.field.rpartition("/")[0] == self.spec.scope]
        if not mine:
            return 0
        self.add()
        assert self._new is not None
        return self._new.take_up(mine)

    def _close_new(self) -> None:
        if self._new is not None:
            self._put_away()
            self._new.deleteLater()
            self._new = None

    def _put_away(self) -> None:
        if self._new is not None:
            self.add_button.setFocus()
            self._new.hide()
            self._empty.setVisible(not self._records)

    def _focus_beside(self, record_id: int) -> None:
        keys = list(self._rows)
        at = keys.index(record_id)
        rest = keys[at + 1 : at + 2] or keys[at - 1 : at] if len(keys) > 1 else []
        if rest:
            self._rows[rest[0]].setFocus()
        else:
            self.add_button.setFocus()

    def _drop(self, key: int) -> None:
        row = self._rows.pop(key)
        self._body.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _clear(self) -> None:
        for key in list(self._rows):
            self._drop(key)
        self._records = {}
        self._shown, self._current, self._expected = SHOWN, 0, None
        if self._new is not None:
            self._new.hide()
            self._new.deleteLater()
            self._new = None


def bring_into_view(widget: QWidget) -> None:
    """Scroll until a widget is seen, once the layout has given it its place."""

    def scroll() -> None:
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(widget, 0, _MARGIN_PX)

    later(widget, scroll)


def _has_keyboard(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))
