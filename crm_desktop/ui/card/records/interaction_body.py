"""An open entry of the stream: saved field by field, each click at once, all of it undoable."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.timeline import FollowUp
from crm_desktop.services import card_edits, interaction_log
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.card.records.service.entry_form import EntryForm
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.list_specs import RowBody
from crm_desktop.ui.forms.record_form import FieldGrid, RecordForm
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.icons import Icons


class InteractionBody(RowBody):
    """The form of a stored entry, with what can be done with the whole of it."""

    removal_wanted = Signal()
    close_wanted = Signal()
    complaint_wanted = Signal(int)
    """The key of the complaint record of this entry."""
    ticked = Signal(object)

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown, self._icons = shown, icons
        self._record: Any = None
        self._forms: list[RecordForm] = []
        self.form = EntryForm(shown, self._grid, keeps_choice=False)
        self.form.edited.connect(self._save)
        self.form.people_changed.connect(self._save_people)
        self.form.grid_made.connect(self._fill)
        self.form.follow_ups_wanted.connect(self._store)
        self.form.ticked.connect(self.ticked)
        self._clock = self._button("clock", shown.text("Start the clock"), self._start_clock)
        words = shown.text("Show the complaint")
        self._complaint = self._button("flame", words, self._show_complaint)
        self._remove = self._button("trash-2", shown.text("Remove"), self.removal_wanted.emit)
        self._close = self._button("chevron-up", shown.text("Fold up"), self.close_wanted.emit)
        self._build()

    def show_record(self, record: Any, *, customer_id: int) -> None:
        """Show a newer state of the entry; typing that is not saved stays."""
        is_other = self._record is None or self._record.id != record.id
        self._record = record
        for form in self._forms:
            form.show_record(record, customer_id=customer_id)
        self.form.show_record(record, is_other=is_other)
        self.form.people.show_values(list(self._shown.took_part(record.id)))
        self.form.show_follow_ups(record, self._shown.led_to(record.id))
        is_complaint = record.kind is InteractionKind.COMPLAINT
        has_clock = self._shown.complaint_of(record.id) is not None
        self._clock.setVisible(is_complaint and not has_clock)
        self._complaint.setVisible(has_clock)

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self.form.take_focus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        for draft in drafts:
            section = self.form.section_of(draft.place.field)
            if section is not None:
                section.unfold()
        return sum(form.take_up(drafts) for form in self._forms)

    def _fill(self, grid: RecordForm) -> None:
        grid.show_record(self._record, customer_id=self._shown.customer_id)

    def _grid(self, specs: Sequence[FieldSpec], columns: int) -> FieldGrid:
        workspace = self._shown.workspace
        form = RecordForm(workspace, self._icons, Kind.INTERACTION, specs, columns=columns)
        self._forms.append(form)
        return form

    def _save(self, values: Mapping[str, object]) -> None:
        workspace, key = self._shown.workspace, self._record.id
        database, author = workspace.database, workspace.author
        workspace.write(
            lambda: card_edits.set_fields(database, Kind.INTERACTION, key, values, author=author)
        )

    def _save_people(self) -> None:
        workspace, key = self._shown.workspace, self._record.id
        wanted = [one for one in self.form.people.values() if isinstance(one, int)]
        database, author = workspace.database, workspace.author
        workspace.write(
            lambda: interaction_log.set_participants(database, key, wanted, author=author)
        )

    def _store(self, found: Sequence[FollowUp]) -> None:
        workspace, key = self._shown.workspace, self._record.id
        database, author = workspace.database, workspace.author
        words = self._shown.language.plural("Noted {count}.", "Noted {count}.", len(found))
        workspace.write(
            lambda: interaction_log.add_follow_ups(database, key, found, author=author),
            notice=words
            if len(found) > 1
            else self._shown.text("Noted: {text}", text=found[0].text),
        )

    def _start_clock(self) -> None:
        workspace, key = self._shown.workspace, self._record.id
        database, author, now = workspace.database, workspace.author, workspace.clock()
        workspace.write(
            lambda: interaction_log.open_complaint(database, key, now=now, author=author),
            notice=self._shown.text("The clock of this complaint runs."),
        )

    def _show_complaint(self) -> None:
        found = self._shown.complaint_of(self._record.id)
        if found is not None:
            self.complaint_wanted.emit(found.id)

    def _button(self, icon: str, words: str, act: Any) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("look", "quiet")
        put_icon(button, self._icons, icon)
        button.clicked.connect(lambda _=False: act())
        return button

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 4)
        frame = QFrame()
        frame.setProperty("look", "surface")
        outer.addWidget(frame)
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(14, 12, 14, 8)
        rows.setSpacing(10)
        rows.addWidget(self.form)
        across = QHBoxLayout()
        across.setSpacing(4)
        for button in (self._clock, self._complaint):
            across.addWidget(button)
        across.addStretch(1)
        across.addWidget(self._remove)
        across.addWidget(self._close)
        rows.addLayout(across)
