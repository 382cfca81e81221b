"""The form of a record that is not stored yet: nothing typed into it is lost until it is saved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.domain.changes import Changes
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.fields import Field, FieldContext
from crm_desktop.ui.forms.list_specs import NEW, ListPlace
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.wording.problems import problem_text


class NewRecord(QFrame):
    """A form with a button to save it; Escape puts it away and keeps what was typed."""

    stored = Signal(int)
    given_up = Signal()
    put_away = Signal()

    def __init__(self, place: ListPlace) -> None:
        super().__init__()
        self._place, self._workspace = place, place.workspace
        self._typing = DraftKeeper(place.workspace)
        self.setProperty("look", "hint")
        made = place.spec.draft(place.customer_id)
        self.drafts: tuple[Any, ...] = made if isinstance(made, tuple) else (made,)
        self._kept: set[str] = set()
        self._grids = [self._grid(part) for part in range(len(self.drafts))]
        self.fields: dict[str, Field] = {}
        for grid, draft in zip(self._grids, self.drafts, strict=True):
            for name, field in grid.fields.items():
                field.accept(None if field.spec.starts_empty else getattr(draft, name))
                field.editor.left.connect(self._keeper(name, field))
            grid.drafted.connect(self._keep)
            self.fields |= grid.fields
        self._problem = Label("", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._build()

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self._grids[0].take_focus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        found = 0
        for draft in drafts:
            field = self.fields.get(draft.place.field.rpartition("/")[2])
            if field is not None:
                field.editor.type_raw(draft.text)
                found += 1
        return found

    def save(self) -> None:
        """Store the record; what is wrong is said beside its field and nothing typed is lost."""
        if not self._save.isEnabled():
            return
        self._problem.hide()
        try:
            values = [grid.values() for grid in self._grids]
        except CrmError:
            return
        made = tuple(
            replace(draft, **found) for draft, found in zip(self.drafts, values, strict=True)
        )
        store, author = self._place.spec.store or self._add, self._workspace.author
        self._save.setEnabled(False)
        self._typing.write(
            lambda: store(made, author),
            self._typed(),
            then=self._done,
            failed=self._refuse,
            owner=self,
        )

    def cancel(self) -> None:
        """Give the new record up."""
        self._empty_fields()
        self._typing.forget(self._places())
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter in a one-line field saves, Ctrl+Enter everywhere; Escape puts the form away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window's own shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_mine = event.key() == Qt.Key.Key_Escape
            if is_mine:
                event.accept()
                return True
        return super().event(event)

    def _grid(self, part: int) -> FieldGrid:
        spec, workspace = self._place.spec, self._workspace
        kind, specs = (spec.new_fields or ((spec.kind, spec.fields),))[part]
        reader = Reader(workspace.language, workspace.today())
        context = FieldContext(kind, reader, self._place.icons)
        grid = FieldGrid(specs, context, options=spec.options, columns=spec.columns)
        grid.keep_typing()
        return grid

    def _build(self) -> None:
        language = self._workspace.language
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.setSpacing(10)
        for grid in self._grids:
            rows.addWidget(grid)
        rows.addWidget(self._problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._save = QPushButton(language.text("Save"))
        self._save.setProperty("look", "primary")
        self._save.setObjectName("save")
        self._save.clicked.connect(self.save)
        set_tip(self._save, language.text("Enter in a line saves too"))
        cancel = QPushButton(language.text("Cancel"))
        cancel.setObjectName("cancel")
        cancel.clicked.connect(self.cancel)
        buttons.addWidget(self._save)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        rows.addLayout(buttons)

    def _add(self, drafts: tuple[Any, ...], author: str) -> tuple[int, Changes]:
        return card_edits.add_record(self._workspace.database, drafts[0], author=author)

    def _refuse(self, error: CrmError) -> None:
        self._save.setEnabled(True)
        if not any(grid.show_problem(error) for grid in self._grids):
            self._problem.setText(problem_text(self._workspace.language, error.problem))
            self._problem.show()
            return
        self.fields[error.problem.field].editor.widget.setFocus()

    def _done(self, result: tuple[int, Changes]) -> None:
        self._empty_fields()
        self._typing.forget(self._places())  # what was kept once more while the write waited
        self.stored.emit(result[0])

    def _draft_place(self, name: str) -> DraftPlace:
        place, scope = self._place, self._place.spec.scope
        return DraftPlace(
            place.spec.kind, NEW, place.customer_id, f"{scope}/{name}" if scope else name
        )

    def _keeper(self, name: str, field: Field) -> Callable[[], None]:
        """Keep what was typed also where the field was left before the typing rested."""
        return lambda: self._keep(name, field.editor.raw())

    def _keep(self, name: str, text: str) -> None:
        if not self._save.isEnabled():
            return  # it is being stored, and kept with that where it is refused
        if self.fields[name].editor.is_dirty():
            self._kept.add(name)
            self._typing.keep(self._draft_place(name), text)
        elif name in self._kept:
            self._kept.discard(name)
            self._typing.keep(self._draft_place(name), None)

    def _empty_fields(self) -> None:
        """Hold no typing any more: the field that loses the keyboard next would keep it again."""
        for field in self.fields.values():
            field.accept(field.stored)

    def _typed(self) -> dict[DraftPlace, str | None]:
        """What stands in the fields that hold typing; None for the others."""
        editors = {name: field.editor for name, field in self.fields.items()}
        return {
            self._draft_place(name): (one.raw() or None) if one.is_dirty() else None
            for name, one in editors.items()
        }

    def _places(self) -> Iterator[DraftPlace]:
        return (self._draft_place(name) for name in self.fields)
