"""The fields of a visit: a new one is stored as soon as it has a day, then each when it is left."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services import typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.services.visits import plan_visit
from crm_desktop.text import mark
from crm_desktop.ui.forms.fields import Field, FieldContext
from crm_desktop.ui.forms.record_form import FieldGrid, RecordForm
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.visits.plan import GOAL, LISTS, MOMENTS, OUTCOME, TEXTS, WHEN
from crm_desktop.ui.workspace import Workspace

NEW = 0
_SECTIONS: tuple[tuple[str, tuple[FieldSpec, ...], int], ...] = (
    (mark("When and where"), WHEN, 3),
    (mark("What for"), GOAL, 2),
    (mark("Peak, ending and what you bring"), MOMENTS, 2),
    (mark("What came of it"), OUTCOME, 2),
)


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes along when a new visit becomes a stored one: the keyboard and fresh typing."""

    focused: str
    typing: Mapping[str, str]


class VisitForms(QWidget):
    """The sections of one visit; made anew for another one.

    ``typed`` tells every key stroke; ``stored`` the key of a new visit that was stored.
    """

    typed = Signal()
    stored = Signal(int)

    def __init__(self, workspace: Workspace, icons: Icons, draft: Visit) -> None:
        super().__init__()
        self._workspace, self._icons, self._draft = workspace, icons, draft
        self._sent: dict[str, str] | None = None
        self.attending: tuple[int, ...] = ()
        self.fields: dict[str, Field] = {}
        self._grids: list[FieldGrid] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(16)
        for title, specs, columns in _SECTIONS:
            rows.addWidget(self._section(title, specs, columns))
        self.show_visit(draft)

    @property
    def is_new(self) -> bool:
        """True until the visit is stored."""
        return self._draft.id is None

    def show_visit(self, visit: Visit) -> None:
        """Show a newer state of the visit; typing that is not saved stays."""
        self._draft = visit
        self._outcome.setVisible(visit.state is VisitState.HELD)
        for grid in self._grids:
            if isinstance(grid, RecordForm):
                grid.show_record(visit, customer_id=visit.customer_id)
        if self.is_new:
            for name, field in self.fields.items():
                field.accept(None if name == "visit_on" else getattr(visit, name))

    def take_focus(self, name: str = "visit_on") -> None:
        """Put the keyboard into a field."""
        self.fields[name].editor.widget.setFocus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that a killed program had not saved; return how many fields."""
        mine = (self._draft.id or NEW, Kind.VISIT)
        found = [one for one in drafts if (one.place.record_id, one.place.kind) == mine]
        found = [one for one in found if one.place.field in self.fields]
        for one in found:
            self.fields[one.place.field].editor.type_raw(one.text)
        return len(found)

    def texts(self) -> dict[str, str]:
        """Return what stands in the plans just now, saved or not."""
        return {name: self.fields[name].editor.raw() for name in (*TEXTS, *LISTS)}

    def day(self) -> date | None:
        """Return the day that is typed, the stored one where it can't be understood."""
        field = self.fields["visit_on"]
        try:
            value = field.value()
        except CrmError:
            value = field.stored
        return value if isinstance(value, date) else None

    def timed(self, draft: Visit) -> Visit:
        """Return a draft with the time and the length that are typed, as far as they are sound."""
        found: dict[str, Any] = {}
        for name in ("visit_time", "duration_minutes"):
            with suppress(CrmError):
                found[name] = self.fields[name].value()
        return replace(draft, **found)

    def add(self, name: str, text: str) -> None:
        """Add a text to a list, or put it in place of another, and save it."""
        field = self.fields[name]
        before = field.editor.raw().rstrip() if name in LISTS else ""
        field.editor.type_raw(f"{before}\n{text}" if before else text)
        field.save()

    def warn(self, warnings: Mapping[str, str]) -> None:
        """Show what to mind beside its field, and take away what no longer holds."""
        for name, field in self.fields.items():
            field.warn(warnings.get(name, ""))

    def save(self) -> None:
        """Store a new visit at the person's wish; without a day say what is missing."""
        if self.is_new and self.day() is None:
            self.fields["visit_on"].show_problem(Problem("field_empty"))
            self.take_focus()
            return
        self._create()

    def carried(self) -> Carried:
        """Return what to take over into the forms of the stored visit."""
        focused = QApplication.focusWidget()
        name = next((one for one, field in self.fields.items() if _has(field, focused)), "")
        sent = self._sent or {}
        fresh = {
            one: field.editor.raw()
            for one, field in self.fields.items()
            if one in sent and field.editor.raw() != sent[one]
        }
        return Carried(name, fresh)

    def take_over(self, carried: Carried) -> None:
        """Go on where the person was in the forms of the new visit."""
        if carried.focused:
            self.take_focus(carried.focused)
        for name, text in carried.typing.items():
            self.fields[name].editor.type_raw(text)
            if name != carried.focused:
                self.fields[name].save()

    def _section(self, title: str, specs: Sequence[FieldSpec], columns: int) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "surface")
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(16, 12, 16, 16)
        rows.setSpacing(10)
        rows.addWidget(Label(self._workspace.language.text(title), "heading"))
        grid = self._grid(specs, columns)
        rows.addWidget(grid)
        self._grids.append(grid)
        self.fields |= grid.fields
        for field in grid.fields.values():
            field.editor.typed.connect(self.typed)
        if specs is OUTCOME:
            self._outcome = frame
        return frame

    def _grid(self, specs: Sequence[FieldSpec], columns: int) -> FieldGrid:
        workspace, icons = self._workspace, self._icons
        if not self.is_new:
            return RecordForm(workspace, icons, Kind.VISIT, specs, columns=columns)
        context = FieldContext(Kind.VISIT, Reader(workspace.language, workspace.today()), icons)
        grid = FieldGrid(specs, context, columns=columns)
        grid.edited.connect(self._left)
        grid.drafted.connect(self._keep)
        return grid

    def _left(self, name: str, _: object) -> None:
        """A field of a new visit was left: store all once there is a day, else keep the typing."""
        if self.day() is None:
            self._keep(name, self.fields[name].editor.raw())
        else:
            self._create()

    def _create(self) -> None:
        if self._sent is not None:
            return
        values = self._values()
        self._sent = {name: field.editor.raw() for name, field in self.fields.items()}
        draft: Visit = replace(self._draft, **values)
        database, author, attending = (
            self._workspace.database,
            self._workspace.author,
            self.attending,
        )
        places = [self._place(name) for name in values]

        def create() -> tuple[int, Changes]:
            found = plan_visit(database, draft, attending, author=author)
            for place in places:
                typing_drafts.discard(database, place)
            return found

        self._workspace.write(
            create, then=lambda found: self.stored.emit(found[0]), failed=self._refuse, owner=self
        )

    def _values(self) -> dict[str, Any]:
        """Return what can be understood; the rest stays typed and is said beside its field."""
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                found[name] = field.value()
            except CrmError as error:
                field.show_problem(error.problem)
        return found

    def _refuse(self, error: CrmError) -> None:
        self._sent = None
        field = self.fields.get(error.problem.field)
        if field is not None:
            field.show_problem(error.problem)
        else:
            self._workspace.tell_problem(error)

    def _keep(self, name: str, text: str) -> None:
        """Keep typing against a kill; empty text takes it away."""
        database, place = self._workspace.database, self._place(name)
        keep = partial(typing_drafts.keep, database, place, text)
        work = keep if text else partial(typing_drafts.discard, database, place)
        failed = self._workspace.tell_problem
        self._workspace.tasks.command(work, lambda _: None, failed=failed, owner=self)

    def _place(self, name: str) -> DraftPlace:
        return DraftPlace(Kind.VISIT, NEW, self._draft.customer_id, name)


def _has(field: Field, focused: QWidget | None) -> bool:
    editor = field.editor.widget
    return focused is not None and (editor is focused or editor.isAncestorOf(focused))
