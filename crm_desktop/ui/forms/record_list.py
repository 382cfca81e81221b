"""Lists that are edited in place: a line a record, opened into its form where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits, typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.ui.forms.fields import FieldContext
from crm_desktop.ui.forms.record_form import COLUMNS, FieldGrid, RecordForm
from crm_desktop.ui.forms.specs import FieldSpec, Options
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text

NEW = 0
"""Stands for the key of a record that is not stored yet."""


@dataclass(frozen=True)
class Summary:
    """How a record reads while it is closed; ``badge`` is a short word, ``look`` its style."""

    text: str
    detail: str = ""
    badge: str = ""
    look: str = "section"
    icon: str = ""


@dataclass(frozen=True)
class ListSpec:
    """What a list is of: marked texts, the fields of its records and how a closed one reads.

    ``draft`` makes the value a new record starts from, for the customer on the card.
    """

    kind: Kind
    title: str
    add: str
    empty: str
    fields: Sequence[FieldSpec]
    summary: Callable[[Any], Summary]
    draft: Callable[[int], object]
    options: Options | None = None
    columns: int = COLUMNS


class RecordList(QWidget):
    """The records of one kind on a card; added, edited and removed in place, all undoable."""

    def __init__(self, workspace: Workspace, icons: Icons, spec: ListSpec) -> None:
        super().__init__()
        self.workspace, self.icons, self.spec = workspace, icons, spec
        self.kind = spec.kind
        self._customer_id = 0
        self._rows: dict[int, RecordRow] = {}
        self._new: NewRecord | None = None
        self._build()

    def show_records(self, records: Sequence[Any], *, customer_id: int) -> None:
        """Show records in their order; an open form stays open and keeps its typing."""
        if customer_id != self._customer_id:
            self._clear()
            self._customer_id = customer_id
        wanted = {record.id: record for record in records}
        for key in [key for key in self._rows if key not in wanted]:
            self._drop(key)
        for place, (key, record) in enumerate(wanted.items()):
            row = self._rows.get(key)
            if row is None:
                row = self._rows[key] = RecordRow(self, record)
            row.show_record(record, customer_id=customer_id)
            if self._body.indexOf(row) != place:
                self._body.insertWidget(place, row)
        self._count.setText(str(len(wanted)) if wanted else "")
        self._empty.setVisible(not wanted and self._new is None)

    def open_record(self, record_id: int) -> None:
        """Open the form of one record and put the keyboard into it."""
        row = self._rows.get(record_id)
        if row is not None:
            row.open()

    def add(self) -> None:
        """Open an empty form for a new record."""
        if self._new is None:
            self._new = NewRecord(self, self._customer_id)
            self._new.closed.connect(self._close_new)
            self._rows_and_new.insertWidget(1, self._new)
        self._empty.hide()
        self._new.take_focus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that a killed program had not saved; return how many fields."""
        own = [draft for draft in drafts if draft.place.kind is self.kind]
        found = 0
        for key in {draft.place.record_id for draft in own}:
            some = [draft for draft in own if draft.place.record_id == key]
            if key == NEW:
                self.add()
                assert self._new is not None
                found += self._new.take_up(some)
            elif key in self._rows:
                found += self._rows[key].take_up(some)
        return found

    def remove(self, record_id: int) -> None:
        """Remove a record; the notice offers to undo it."""
        database, kind, author = self.workspace.database, self.kind, self.workspace.author
        text = self._rows[record_id].text
        self._focus_beside(record_id)
        notice = self.workspace.language.text("Removed: {text}", text=text or "-")
        self.workspace.write(
            lambda: card_edits.remove_record(database, kind, record_id, author=author),
            notice=notice,
        )

    def _build(self) -> None:
        language = self.workspace.language
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Label(language.text(self.spec.title), "heading"))
        self._count = Label("", "muted")
        head.addWidget(self._count)
        head.addStretch(1)
        add = QPushButton(self.icons.icon("plus", "link"), language.text(self.spec.add))
        add.setProperty("look", "quiet")
        add.setObjectName(f"add-{self.kind}")
        add.clicked.connect(self.add)
        head.addWidget(add)
        rows.addLayout(head)
        self._empty = Label(language.text(self.spec.empty), "muted")
        self._empty.setWordWrap(True)
        rows.addWidget(self._empty)
        self._rows_and_new = QVBoxLayout()
        self._rows_and_new.setSpacing(6)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        self._rows_and_new.addLayout(self._body)
        rows.addLayout(self._rows_and_new)

    def _close_new(self) -> None:
        if self._new is not None:
            self._new.hide()
            self._new.deleteLater()
            self._new = None
        self._empty.setVisible(not self._rows)

    def _focus_beside(self, record_id: int) -> None:
        keys = list(self._rows)
        at = keys.index(record_id)
        rest = keys[at + 1 : at + 2] or keys[at - 1 : at]
        if rest:
            self._rows[rest[0]].setFocus()

    def _drop(self, key: int) -> None:
        row = self._rows.pop(key)
        self._body.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _clear(self) -> None:
        for key in list(self._rows):
            self._drop(key)
        self._close_new()


class RecordRow(QFrame):
    """One stored record: its line, and its form while it is open."""

    def __init__(self, owner: RecordList, record: Any) -> None:
        super().__init__()
        self._owner, self._record = owner, record
        self._form: RecordForm | None = None
        self.text = ""
        self.setProperty("look", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(12, 6, 6, 6)
        self._build()

    def show_record(self, record: Any, *, customer_id: int) -> None:
        """Show a newer state of the record."""
        self._record = record
        summary = self._owner.spec.summary(record)
        self.text = summary.text
        self._text.setText(summary.text)
        self._detail.setText(summary.detail)
        self._detail.setVisible(bool(summary.detail))
        self._badge.setText(summary.badge)
        self._badge.setVisible(bool(summary.badge))
        self._badge.setProperty("look", summary.look)
        self._icon.setVisible(bool(summary.icon))
        if summary.icon:
            self._icon.setPixmap(self._owner.icons.pixmap(summary.icon, 16))
        words = ", ".join(filter(None, (summary.badge, summary.text, summary.detail)))
        self.setAccessibleName(words)
        if self._form is not None:
            self._form.show_record(record, customer_id=customer_id)

    @property
    def is_open(self) -> bool:
        """True while the form is shown."""
        return self._form is not None and not self._form.isHidden()

    def open(self) -> None:
        """Show the form and put the keyboard into its first field."""
        form = self._ready_form()
        form.show()
        self._turn.setIcon(self._owner.icons.icon("chevron-up"))
        self._tell_state()
        next(iter(form.fields.values())).editor.widget.setFocus()

    def close_form(self) -> None:
        """Hide the form; what was typed is saved by leaving it."""
        self.setFocus()
        if self._form is not None:
            self._form.hide()
        self._turn.setIcon(self._owner.icons.icon("chevron-down"))
        self._tell_state()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Open the form with typing put back into it."""
        self.open()
        return self._ready_form().take_up(drafts)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click on the line opens or closes it."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_line(event):
            self._toggle()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter opens or closes, Delete removes, arrows move, Escape closes."""
        key = event.key()
        if self.hasFocus() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._toggle()
        elif self.hasFocus() and key == Qt.Key.Key_Delete:
            self._owner.remove(self._record.id)
        elif self.hasFocus() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Delete and, while open, Escape from the window's own shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = {Qt.Key.Key_Delete} if self.hasFocus() else set()
            if event.key() in mine:
                event.accept()
                return True
        return super().event(event)

    def _toggle(self) -> None:
        if self.is_open:
            self.close_form()
        else:
            self.open()

    def _is_on_line(self, event: QMouseEvent) -> bool:
        return self._form is None or self._form.isHidden() or event.position().y() < self._form.y()

    def _ready_form(self) -> RecordForm:
        if self._form is None:
            owner, spec = self._owner, self._owner.spec
            self._form = RecordForm(
                owner.workspace,
                owner.icons,
                spec.kind,
                spec.fields,
                options=spec.options,
                columns=spec.columns,
            )
            self._form.show_record(self._record, customer_id=owner._customer_id)
            self._rows.addWidget(self._form)
        return self._form

    def _build(self) -> None:
        language, icons = self._owner.workspace.language, self._owner.icons
        line = QHBoxLayout()
        line.setSpacing(8)
        self._icon, self._badge = Label(), Label("", "section")
        self._text = ElidedLabel("")
        self._detail = ElidedLabel("", "muted")
        line.addWidget(self._icon)
        line.addWidget(self._badge)
        line.addWidget(self._text, 3)
        line.addWidget(self._detail, 2)
        self._turn = _quiet_button(icons, "chevron-down", language.text("Open or close"))
        self._turn.clicked.connect(self._toggle)
        remove = _quiet_button(icons, "trash-2", language.text("Remove"))
        remove.clicked.connect(lambda: self._owner.remove(self._record.id))
        line.addWidget(remove)
        line.addWidget(self._turn)
        self._rows.addLayout(line)

    def _tell_state(self) -> None:
        language = self._owner.workspace.language
        state = language.text("open") if self.is_open else ""
        self.setAccessibleDescription(state)


class NewRecord(QFrame):
    """The form of a record that is not stored yet, with a button to save it."""

    closed = Signal()

    def __init__(self, owner: RecordList, customer_id: int) -> None:
        super().__init__()
        self._owner, self._customer_id = owner, customer_id
        self._workspace = owner.workspace
        self.setProperty("look", "hint")
        self.draft = owner.spec.draft(customer_id)
        language = self._workspace.language
        context = FieldContext(owner.kind, Reader(language, self._workspace.today()), owner.icons)
        spec = owner.spec
        self._grid = FieldGrid(spec.fields, context, options=spec.options, columns=spec.columns)
        for name, field in self._grid.fields.items():
            field.accept(getattr(self.draft, name))
        self._grid.drafted.connect(self._keep)
        self._problem = Label("", "problem")
        self._problem.hide()
        self._build()

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        next(iter(self._grid.fields.values())).editor.widget.setFocus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        found = 0
        for draft in drafts:
            field = self._grid.fields.get(draft.place.field)
            if field is not None:
                field.editor.type_raw(draft.text)
                found += 1
        return found

    def save(self) -> None:
        """Store the record; what is wrong is said beside its field and nothing typed is lost."""
        try:
            values = self._grid.values()
        except CrmError:
            return
        value = replace(self.draft, **values)  # type: ignore[type-var]
        database, author = self._workspace.database, self._workspace.author
        self._workspace.write(
            lambda: card_edits.add_record(database, value, author=author),
            then=lambda _: self._done(),
            failed=self._refuse,
            owner=self,
        )

    def cancel(self) -> None:
        """Give the new record up."""
        self._done()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Ctrl+Enter saves; Enter too, in a one-line field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        language = self._workspace.language
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.addWidget(self._grid)
        rows.addWidget(self._problem)
        buttons = QHBoxLayout()
        save = QPushButton(language.text("Save"))
        save.setProperty("look", "primary")
        save.clicked.connect(self.save)
        set_tip(save, language.text("Enter in a line saves too"))
        cancel = QPushButton(language.text("Cancel"))
        cancel.clicked.connect(self.cancel)
        buttons.addWidget(save)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        rows.addLayout(buttons)

    def _refuse(self, error: CrmError) -> None:
        if not self._grid.show_problem(error):
            self._problem.setText(problem_text(self._workspace.language, error.problem))
            self._problem.show()

    def _place(self, name: str) -> DraftPlace:
        return DraftPlace(self._owner.kind, NEW, self._customer_id, name)

    def _keep(self, name: str, text: str) -> None:
        database, place = self._workspace.database, self._place(name)
        self._command(lambda: typing_drafts.keep(database, place, text))

    def _done(self) -> None:
        database = self._workspace.database
        places = [self._place(name) for name in self._grid.fields]

        def discard() -> None:
            for place in places:
                typing_drafts.discard(database, place)

        self._command(discard)
        self.closed.emit()

    def _command(self, work: Callable[[], None]) -> None:
        tasks, failed = self._workspace.tasks, self._workspace.tell_problem
        tasks.command(work, lambda _: None, failed=failed)


def _quiet_button(icons: Icons, icon: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setAccessibleName(name)
    set_tip(button, name)
    button.setAutoRaise(True)
    return button
