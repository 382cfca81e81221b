"""What an entry leads to: lines of Act, Respond and Thank become promises or tasks with a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.development import RelationshipAction
from crm_desktop.domain.interactions import Interaction
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.timeline import FollowUp
from crm_desktop.ui.card.records.service.stream_rows import Step
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.forms.specs import Entry
from crm_desktop.ui.forms.typed import Reader, parse_typed
from crm_desktop.ui.labels import ElidedLabel, Label, restyle
from crm_desktop.wording.problems import problem_text

_DUE_PX = 130


class Becomes(StrEnum):
    """What a line is to become."""

    PROMISE = "promise"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line that may become something, and what it becomes unless somebody says otherwise."""

    text: str
    usual: Becomes | None = None


def proposals(record: Interaction, known: Sequence[str]) -> list[Proposed]:
    """Return the lines of Act, Respond and Thank that are neither promise nor task yet."""
    taken = {one.strip().casefold() for one in known}
    found: dict[str, Proposed] = {}
    for text, usual in (
        (record.acted, Becomes.TASK),
        (record.responded, Becomes.PROMISE),
        (record.thanked, None),
    ):
        for line in text.splitlines():
            words = " ".join(line.strip().lstrip("-•*·").split())
            if words and words.casefold() not in taken:
                found.setdefault(words, Proposed(words, usual))
    return list(found.values())


class ProposedLine(QWidget):
    """A line with the day it is due and what it becomes; ``wanted`` where that was clicked."""

    wanted = Signal(object)
    changed = Signal()

    def __init__(self, shown: Shown, line: Proposed, *, keeps_choice: bool) -> None:
        super().__init__()
        self._shown = shown
        self.line = line
        self._keeps_choice = keeps_choice
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        across = QHBoxLayout()
        across.setSpacing(6)
        self._text = ElidedLabel(line.text)
        across.addWidget(self._text, 1)
        self.due = QLineEdit()
        self.due.setPlaceholderText(shown.text("by when, e.g. +3d"))
        self.due.setAccessibleName(shown.language.labelled(shown.text("By when"), line.text[:80]))
        self.due.setFixedWidth(_DUE_PX)
        self.due.textEdited.connect(self._typed)
        across.addWidget(self.due)
        self.buttons: dict[Becomes, QPushButton] = {}
        for becomes, words in (
            (Becomes.PROMISE, shown.text("Promise")),
            (Becomes.TASK, shown.text("Task")),
        ):
            button = QPushButton(words)
            button.setProperty("look", "chip")
            button.setCheckable(keeps_choice)
            button.setAccessibleName(shown.language.labelled(words, line.text[:80]))
            button.clicked.connect(lambda _=False, one=becomes: self._clicked(one))
            across.addWidget(button)
            self.buttons[becomes] = button
        self._problem = Label("", "problem")
        self._problem.hide()
        rows.addLayout(across)
        rows.addWidget(self._problem)
        if keeps_choice:
            self.choose(line.usual)

    @property
    def chosen(self) -> Becomes | None:
        """What the line becomes when the entry is saved."""
        return next((one for one, button in self.buttons.items() if button.isChecked()), None)

    def choose(self, becomes: Becomes | None) -> None:
        """Say what the line becomes; tells nobody."""
        for one, button in self.buttons.items():
            button.setChecked(one is becomes)

    def due_on(self) -> date | None:
        """Return the day that is typed; raises InputError and says beneath what is wrong."""
        reader = Reader(self._shown.language, self._shown.today)
        try:
            found = parse_typed(Entry.DAY, self.due.text(), reader)
        except InputError as error:
            self._problem.setText(problem_text(self._shown.language, error.problem))
            self._problem.show()
            restyle(self.due, "state", "wrong")
            self.due.setFocus()
            raise
        return found if isinstance(found, date) else None

    def follow_up(self, becomes: Becomes, contact_id: int | None) -> FollowUp:
        """Return what the line becomes, not stored yet; raises like :meth:`due_on`."""
        customer_id, day = self._shown.customer_id, self.due_on()
        if becomes is Becomes.PROMISE:
            made = self._shown.today
            return Promise(
                customer_id, self.line.text, contact_id=contact_id, made_on=made, due_on=day
            )
        owner = self._shown.workspace.author
        return RelationshipAction(
            customer_id, self.line.text, contact_id=contact_id, owner=owner, due_on=day
        )

    def _clicked(self, becomes: Becomes) -> None:
        if self._keeps_choice:
            is_on = self.buttons[becomes].isChecked()
            self.choose(becomes if is_on else None)
            self.changed.emit()
        else:
            self.wanted.emit(becomes)

    def _typed(self) -> None:
        self._problem.hide()
        restyle(self.due, "state", "")
        self.changed.emit()


class FollowUps(QWidget):
    """What is noted already with a tick each, and the lines that may become something.

    A stored entry makes each at once: ``wanted`` carries what is to be stored. A new one
    ``keeps_choice`` until it is saved itself.
    """

    wanted = Signal(object)
    ticked = Signal(object)
    changed = Signal()

    def __init__(
        self, shown: Shown, contact_of: Callable[[], int | None], *, keeps_choice: bool
    ) -> None:
        super().__init__()
        self._shown, self._contact_of, self._keeps_choice = shown, contact_of, keeps_choice
        self._steps: tuple[Step, ...] | None = None
        self.lines: dict[str, ProposedLine] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        self._done = QVBoxLayout()
        self._done.setSpacing(4)
        self._open = QVBoxLayout()
        self._open.setSpacing(6)
        self._hint = Label("", "muted")
        self._hint.setWordWrap(True)
        self.more = QLineEdit()
        self.more.setObjectName("follow-up")
        self.more.setPlaceholderText(shown.text("Another promise or task, Enter adds it"))
        self.more.setAccessibleName(shown.text("Another promise or task"))
        self.more.returnPressed.connect(self._add_typed)
        self.more.textEdited.connect(self.changed)
        self.all = QPushButton(shown.text("Note all of them"))
        self.all.setProperty("look", "quiet")
        self.all.clicked.connect(self._want_all)
        self._typed: list[Proposed] = []
        self._proposed: Sequence[Proposed] = ()
        rows.addLayout(self._done)
        rows.addWidget(self._hint)
        rows.addLayout(self._open)
        rows.addWidget(self.all, alignment=Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.more)
        self._tell()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show what is noted already."""
        if tuple(steps) == self._steps:
            return
        self._steps = tuple(steps)
        empty(self._done)
        for step in steps:
            self._done.addWidget(self._step_row(step))

    def show_proposed(self, proposed: Sequence[Proposed]) -> None:
        """Show the lines that may become something; days typed beside those that stay are kept."""
        self._proposed = proposed
        self._show_lines()

    def follow_ups(self) -> list[FollowUp]:
        """Return what is chosen, not stored yet; raises InputError for a day not understood."""
        contact_id = self._contact_of()
        rows = [(row, row.chosen) for row in self.lines.values()]
        return [row.follow_up(chosen, contact_id) for row, chosen in rows if chosen is not None]

    def state(self) -> list[list[str]]:
        """Return what a person set, as texts to be kept: text, choice and day of every line."""
        own = {one.text for one in self._typed}
        found = [
            [text, row.chosen or "", row.due.text(), "typed" if text in own else ""]
            for text, row in self.lines.items()
        ]
        return [*found, ["", "", self.more.text(), "more"]] if self.more.text() else found

    def restore(self, state: Sequence[Sequence[str]]) -> None:
        """Take up what was kept."""
        for text, _, due, source in state:
            if source == "typed":
                self._typed.append(Proposed(text, Becomes.TASK))
            elif source == "more":
                self.more.setText(due)
        self._show_lines()
        for text, chosen, due, _ in state:
            row = self.lines.get(text)
            if row is not None:
                row.due.setText(due)
                row.choose(Becomes(chosen) if chosen else None)

    def clear(self) -> None:
        """Hold nothing any more."""
        self._typed = []
        self._proposed = ()
        self.more.clear()
        self._show_lines()

    def _show_lines(self) -> None:
        wanted = {one.text: one for one in (*self._proposed, *self._typed)}
        if list(wanted) == list(self.lines):
            self._tell()
            return
        kept = {text: row for text, row in self.lines.items() if text in wanted}
        rewritten = self._rewritten(list(wanted))
        for text, row in self.lines.items():
            self._open.removeWidget(row)
            if text not in kept:
                row.hide()
                row.deleteLater()
        self.lines = {}
        for text, line in wanted.items():
            row = kept.get(text) or self._make_line(line)
            if (before := rewritten.get(text)) is not None:
                row.due.setText(before.due.text())
                row.choose(before.chosen if self._keeps_choice else None)
            self._open.addWidget(row)
            self.lines[text] = row
        self._tell()

    def _rewritten(self, wanted: list[str]) -> dict[str, ProposedLine]:
        """Return the line each new text stands in place of: its day was typed already."""
        before = list(self.lines.items())
        if len(before) != len(wanted):
            return {}
        pairs = zip(before, wanted, strict=True)
        return {text: row for (was, row), text in pairs if was != text and was not in wanted}

    def _make_line(self, line: Proposed) -> ProposedLine:
        row = ProposedLine(self._shown, line, keeps_choice=self._keeps_choice)
        row.wanted.connect(lambda becomes: self._want([(row, becomes)]))
        row.changed.connect(self.changed)
        return row

    def _add_typed(self) -> None:
        text = " ".join(self.more.text().split())
        if text:
            self.more.clear()
            self._typed.append(Proposed(text, Becomes.TASK))
            self._show_lines()
            self.lines[text].due.setFocus()
            self.changed.emit()

    def _want_all(self) -> None:
        rows = self.lines.values()
        self._want([(row, row.line.usual or Becomes.TASK) for row in rows])

    def _want(self, rows: Sequence[tuple[ProposedLine, Becomes]]) -> None:
        contact_id = self._contact_of()
        try:
            found = [row.follow_up(becomes, contact_id) for row, becomes in rows]
        except InputError:
            return
        texts = {one.text for one in found}
        self._typed = [one for one in self._typed if one.text not in texts]
        self._show_lines()
        self.wanted.emit(found)

    def _step_row(self, step: Step) -> QWidget:
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(ElidedLabel(step.text), 1)
        across.addWidget(Label(step.detail, step.look if step.look != "section" else "muted"))
        if step.is_open:
            is_promise = isinstance(step.record, Promise)
            words = self._shown.text("Kept") if is_promise else self._shown.text("Done")
            button = QPushButton(words)
            button.setProperty("look", "chip")
            button.setAccessibleName(self._shown.language.labelled(words, step.text[:80]))
            button.clicked.connect(lambda _=False: self.ticked.emit(step.record))
            across.addWidget(button)
        return body

    def _tell(self) -> None:
        text = self._shown.text
        if not self.lines:
            words = text("Every line of Act, Respond and Thank can become a promise or a task.")
        elif self._keeps_choice:
            words = text("What is marked is noted when you save.")
        else:
            words = text("A click notes it, with the day you typed.")
        self._hint.setText(words)
        self._hint.setVisible(bool(self.lines) or not self._steps)
        self.all.setVisible(len(self.lines) > 1 and not self._keeps_choice)
