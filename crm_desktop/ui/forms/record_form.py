"""A form over one record: its fields in columns, each saved when it is left."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.fields import Field, FieldContext
from crm_desktop.ui.forms.specs import FieldSpec, Options
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

COLUMNS = 2
SetFields = Callable[[Kind, int, Mapping[str, object], str], Changes]
"""Sets fields of a stored record for an author, where it is more than ``card_edits.set_fields``."""


class FieldGrid(QWidget):
    """Fields of one kind in a grid; knows nothing of saving.

    ``edited`` and ``drafted`` carry a field's name and its value or typing.
    """

    edited = Signal(str, object)
    drafted = Signal(str, str)

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        context: FieldContext,
        *,
        options: Options | None = None,
        columns: int = COLUMNS,
    ) -> None:
        super().__init__()
        self.kind = context.kind
        self.fields: dict[str, Field] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        row = column = 0
        lines: dict[int, list[Field]] = {}
        for spec in specs:
            width = min(spec.columns, columns)
            if column + width > columns:
                row, column = row + 1, 0
            field = Field(spec, context, (options or {}).get(spec.name))
            field.edited.connect(self.edited)
            field.drafted.connect(self.drafted)
            grid.addWidget(field, row, column, 1, width)
            self.fields[spec.name] = field
            lines.setdefault(row, []).append(field)
            column += width
        for line in lines.values():
            if any(field.has_caption for field in line):
                for field in line:
                    field.stand_level()

    def keep_typing(self) -> None:
        """Let Escape leave typing alone, where no stored value is there to go back to."""
        for field in self.fields.values():
            field.editor.reverts = False

    def take_focus(self) -> None:
        """Put the keyboard into the first field to type in, behind choices made already."""
        fields = list(self.fields.values())
        first = next((one for one in fields if not one.is_chosen), fields[0])
        first.editor.widget.setFocus(Qt.FocusReason.TabFocusReason)

    def fill(self, record: object) -> None:
        """Show a record's values."""
        for name, field in self.fields.items():
            field.fill(getattr(record, name))

    def values(self) -> dict[str, object]:
        """Return what is entered in every field; raises InputError and marks the wrong field."""
        found: dict[str, object] = {}
        for name, field in self.fields.items():
            try:
                found[name] = field.value()
            except CrmError as error:
                field.show_problem(error.problem)
                field.editor.widget.setFocus()
                raise
        return found

    def show_problem(self, error: CrmError) -> bool:
        """Show a problem beside the field it names; return False where it names none here."""
        field = self.fields.get(error.problem.field)
        if field is None:
            return False
        field.show_problem(error.problem)
        return True


class RecordForm(FieldGrid):
    """The fields of a stored record, each saved by an operation of its own when it is left."""

    saved = Signal()

    def __init__(
        self,
        workspace: Workspace,
        icons: Icons,
        kind: Kind,
        specs: Sequence[FieldSpec],
        *,
        options: Options | None = None,
        columns: int = COLUMNS,
        set_fields: SetFields | None = None,
    ) -> None:
        context = FieldContext(kind, Reader(workspace.language, workspace.today()), icons)
        super().__init__(specs, context, options=options, columns=columns)
        self._workspace, self._typing = workspace, DraftKeeper(workspace)
        self._set_fields = set_fields
        self._record_id = 0
        self._customer_id = 0
        self._waiting: dict[str, set[str]] = {}
        self.instead: Callable[[str], bool] | None = None
        """Asked before a field is saved; True where it is seen to otherwise, typing being kept."""
        self.edited.connect(self._save)
        self.drafted.connect(self._keep)

    @property
    def record_id(self) -> int:
        """The key of the record shown."""
        return self._record_id

    def show_record(self, record: object, *, customer_id: int) -> None:
        """Show a stored record; what is typed in it and not saved stays when it is the same one."""
        record_id = int(getattr(record, "id", 0) or 0)
        if (record_id, customer_id) != (self._record_id, self._customer_id):
            self._record_id, self._customer_id = record_id, customer_id
            self._waiting.clear()
            for name, field in self.fields.items():
                field.accept(getattr(record, name))
        else:
            self.fill(record)

    def take_up(self, drafts: Iterable[KeptDraft]) -> int:
        """Put typing back that was not saved when the program ended; return how many fields."""
        found = 0
        for draft in drafts:
            place = draft.place
            field = self.fields.get(place.field)
            if field is not None and (place.kind, place.record_id) == (self.kind, self._record_id):
                field.editor.type_raw(draft.text)
                found += 1
        return found

    def _save(self, name: str, value: object) -> None:
        place, raw = self._place(name), self.fields[name].editor.raw()
        if self.instead is not None and self.instead(name):
            self._keep(name, raw)
            return
        values = {name: value, **self._waiting_for(name)}

        def done(changes: Changes) -> None:
            if self._record_id == place.record_id:
                self._settle(values, changes)
            self.saved.emit()

        def failed(error: CrmError) -> None:
            if self._record_id == place.record_id:
                self._refuse(name, error)
            else:
                self._workspace.tell_problem(error)

        self._typing.write(
            lambda: self._write(place.record_id, values),
            {**dict.fromkeys(replace(place, field=one) for one in values), place: raw},
            then=done,
            failed=failed,
            owner=self,
        )

    def _settle(self, values: Mapping[str, object], changes: Changes) -> None:
        """Take values as stored; none written were stored already, or a rule keeps others (D1)."""
        for name, wanted in values.items():
            field = self.fields[name]
            field.settle(field.stored if changes.is_empty else wanted)

    def _write(self, record_id: int, values: Mapping[str, object]) -> Changes:
        author = self._workspace.author
        if self._set_fields is not None:
            return self._set_fields(self.kind, record_id, values, author)
        database = self._workspace.database
        return card_edits.set_fields(database, self.kind, record_id, values, author=author)

    def _waiting_for(self, name: str) -> dict[str, object]:
        """Return what could not be saved without this field, such as a value without its reason."""
        found: dict[str, object] = {}
        for one in self._waiting.pop(name, set()):
            field = self.fields[one]
            if field.editor.is_dirty():
                try:
                    found[one] = field.value()
                except CrmError:
                    continue
        return found

    def _refuse(self, name: str, error: CrmError) -> None:
        wanting = error.problem.field
        if not self.show_problem(error):
            self.fields[name].show_problem(error.problem)
        elif wanting != name:
            self._waiting.setdefault(wanting, set()).add(name)

    def _place(self, name: str) -> DraftPlace:
        return DraftPlace(self.kind, self._record_id, self._customer_id, name)

    def _keep(self, name: str, text: str) -> None:
        """Keep resting typing in the file, so that a kill loses nothing; empty takes it away."""
        is_typed = self.fields[name].editor.is_dirty() and text
        self._typing.keep(self._place(name), text if is_typed else None)
