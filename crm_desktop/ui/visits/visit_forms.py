"""The fields of a visit: a new one is stored as soon as it has a day, then each when it is left."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.domain.visits import Visit
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.services.visits import plan_visit
from crm_desktop.text import mark
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.fields import Field
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.later import later
from crm_desktop.ui.visits.plan import GOAL, LISTS, MOMENTS, TEXTS, WHEN
from crm_desktop.ui.workspace import Workspace

NEW = 0
_SECTIONS: tuple[tuple[str, tuple[FieldSpec, ...], int], ...] = (
    (mark("When and where"), WHEN, 3),
    (mark("What for"), GOAL, 2),
    (mark("Peak, ending and what you bring"), MOMENTS, 2),
)


class VisitForms(QWidget):
    """The sections of one visit at a time.

    They are built one a turn of the event loop, so that no turn is long; ``ready`` tells when.
    ``typed`` tells every key stroke, ``stored`` the key of a new visit that was stored.
    """

    ready = Signal()
    typed = Signal()
    stored = Signal(int)

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._icons = workspace, icons
        self._draft = Visit(NEW, workspace.today())
        self._sent: dict[str, str] | None = None
        self.attending: tuple[int, ...] = ()
        self.fields: dict[str, Field] = {}
        self._forms: list[RecordForm] = []
        self._to_build = list(_SECTIONS)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(16)
        self._build_next()

    @property
    def is_ready(self) -> bool:
        """True when every section is there."""
        return not self._to_build

    @property
    def is_new(self) -> bool:
        """True until the visit is stored."""
        return self._draft.id is None

    def show_other(self, visit: Visit) -> None:
        """Show another visit, or the empty plan of one."""
        self._sent = None
        self._draft = visit
        for form in self._forms:
            self._show_anew(form)

    def suggest_day(self, day: date) -> None:
        """Put a day into an empty plan; it is stored as soon as something else is typed."""
        self.fields["visit_on"].accept(day)

    def show_visit(self, visit: Visit) -> None:
        """Show a newer state of the visit; typing that is not saved stays."""
        fresh = self._end_sending()
        self._draft = visit
        for form in self._forms:
            form.show_record(visit, customer_id=visit.customer_id)
        for name, text in fresh.items():
            field = self.fields[name]
            field.editor.type_raw(text)
            if not field.editor.widget.hasFocus():
                field.save()

    def _show_anew(self, form: RecordForm) -> None:
        visit = self._draft
        form.show_record(visit, customer_id=visit.customer_id)
        for name, field in form.fields.items():
            is_open = name == "visit_on" and self.is_new
            field.accept(None if is_open else getattr(visit, name))
            field.warn("")

    def _end_sending(self) -> dict[str, str]:
        """Return what of a new visit was not stored with it: typed since, or not understood."""
        sent, self._sent = self._sent, None
        if sent is None:
            return {}
        raws = {name: field.editor.raw() for name, field in self.fields.items()}
        DraftKeeper(self._workspace).forget(map(self._place, sent))
        return {name: raw for name, raw in raws.items() if raw != sent.get(name)}

    def take_focus(self, name: str = "visit_on") -> None:
        """Put the keyboard into a field, the first one while the sections are being built."""
        self.fields.get(name, self.fields["visit_on"]).editor.widget.setFocus()

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

    def _build_next(self) -> None:
        title, specs, columns = self._to_build.pop(0)
        frame = QFrame()
        frame.setProperty("look", "surface")
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(16, 12, 16, 16)
        rows.setSpacing(10)
        rows.addWidget(Label(self._workspace.language.text(title), "heading"))
        form = RecordForm(self._workspace, self._icons, Kind.VISIT, specs, columns=columns)
        form.instead = self._left
        rows.addWidget(form)
        before = list(self.fields.values())
        self._forms.append(form)
        self.fields |= form.fields
        for field in form.fields.values():
            field.editor.typed.connect(self.typed)
        self._rows.addWidget(frame)
        _follow(before, list(form.fields.values()))
        self._show_anew(form)
        if self._to_build:
            later(self, self._build_next)
        else:
            later(self, self.ready.emit)

    def _left(self, _: str) -> bool:
        """Take care of a field of a new visit: store it all once there is a day."""
        if not self.is_new:
            return False
        if self.day() is not None:
            self._create()
        return True

    def _create(self) -> None:
        if self._sent is not None:
            return
        values = self._values()
        self._sent = {name: self.fields[name].editor.raw() for name in values}
        draft: Visit = replace(self._draft, **values)
        workspace, attending = self._workspace, self.attending
        database, author = workspace.database, workspace.author
        workspace.write(
            lambda: plan_visit(database, draft, attending, author=author),
            then=lambda found: self.stored.emit(found[0]),
            failed=self._refuse,
            owner=self,
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

    def _place(self, name: str) -> DraftPlace:
        return DraftPlace(Kind.VISIT, NEW, self._draft.customer_id, name)


def _follow(before: list[Field], later: list[Field]) -> None:
    """Let Tab go on to a section made later, not to what was made beside it meanwhile."""
    widgets = [field.editor.widget for field in (*before[-1:], *later)]
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)
