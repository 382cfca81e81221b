"""The minute after a visit: a few short blocks, each answered by a key or a line."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.visits import AsPlanned
from crm_desktop.services.visit_capture import VisitCapture
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.visits.after_asks import AsksPanel, UsedPanel
from crm_desktop.ui.visits.after_how import HowBlock
from crm_desktop.ui.visits.after_lines import LineList
from crm_desktop.ui.visits.after_next import NextBlock
from crm_desktop.ui.visits.after_owed import OwedTicks
from crm_desktop.ui.visits.after_people import AfterPeople
from crm_desktop.ui.visits.after_rows import NotedBody, PromiseBody, noted_line, promise_line
from crm_desktop.ui.visits.after_scales import KeyRow
from crm_desktop.ui.visits.after_told import NotedRow, Told, noted_row, promise_row, same_noted
from crm_desktop.ui.workspace import Workspace

SIDE_PX, NARROW_PX = 360, 980
QWIDGETSIZE_MAX = 16_777_215
"""Qt's own word for no limit, which PySide leaves out."""


class AfterForm(QWidget):
    """Shows what is told and gives it back; ``typed`` tells of keys, ``changed`` of choices.

    ``finished`` tells that the last line was entered: what is left is to save.
    """

    typed = Signal()
    changed = Signal()
    finished = Signal()

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language, self._icons = workspace, workspace.language, icons
        self._capture: VisitCapture | None = None
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(16)
        self._across.addLayout(self._main(), 1)
        self._beside = self._side()
        self._across.addWidget(self._beside)
        self._read_lines()
        self._connect()

    def show_told(self, capture: VisitCapture, told: Told) -> None:
        """Show what is asked of a visit, and what is told by now."""
        self._capture = capture
        self.how.show_told(capture.visit, told)
        self.promises.show_rows(told.promises, told.promise_line)
        self.owed.show_owed(capture, told.kept)
        self.noted.show_rows(told.noted, told.noted_line)
        self.next.show_step(capture, told)
        self.people.show_people(capture, told.attending, told.stances)
        self.people.show_mood(told.emotion, told.intensity)
        self.used.show_offered(capture, told.used)
        self.asks.show_asks(capture, told.replies)

    def told(self) -> Told:
        """Return what is told just now, entered or not."""
        how, people = self.how, self.people
        answer = how.answer.value
        return Told(
            as_planned=answer if isinstance(answer, AsPlanned) else None,
            outcome=how.outcome.text().strip(),
            summary=how.summary.text().strip(),
            peak=_level(how.peak),
            ending=_level(how.ending),
            emotion=people.emotion,
            intensity=_level(people.intensity),
            attending=people.attending,
            used=self.used.used,
            kept=self.owed.kept,
            promises=self.promises.rows,
            noted=self.noted.rows,
            replies=self.asks.replies,
            stances=people.stances,
            step=self.next.line.text().strip(),
            step_for=self.next.chosen,
            promise_line=self.promises.line.text().strip(),
            noted_line=self.noted.line.text().strip(),
        )

    def fit(self, width: int) -> None:
        """Stand in one column where ``width`` pixels are too few for two."""
        is_wide = width >= NARROW_PX
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._across.setSpacing(16 if is_wide else 12)
        self._beside.setMinimumWidth(SIDE_PX if is_wide else 0)
        self._beside.setMaximumWidth(SIDE_PX if is_wide else QWIDGETSIZE_MAX)

    def take_focus(self) -> None:
        """Begin with the question that one key answers."""
        self.how.answer.setFocus()

    def _main(self) -> QVBoxLayout:
        text = self._language.text
        self.how, self.next = HowBlock(self._language), NextBlock(self._workspace)
        promise_hint = text("we: samples by Friday    they: the budget by 3/31")
        noted_hint = text("Drinks green tea    taboo: no jokes about the merger")
        self.promises = LineList(self._language, self._icons, text("Promised"), promise_hint)
        self.noted = LineList(self._language, self._icons, text("Noticed"), noted_hint)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.how)
        self.owed = OwedTicks(self._workspace)
        for lines, beneath in ((self.promises, self.owed), (self.noted, None)):
            column.addWidget(_surface(lines.line.accessibleName(), lines, beneath))
        column.addWidget(self.next)
        column.addStretch(1)
        return column

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.used = UsedPanel(self._language)
        self.people = AfterPeople(self._language)
        self.asks = AsksPanel(self._language, self._workspace.playbook)
        for panel in (self.used, self.people, self.asks):
            column.addWidget(panel)
        column.addStretch(1)
        return side

    def _read_lines(self) -> None:
        """Say how a line becomes a row, and a row a line and a widget."""
        language, today = self._language, self._workspace.today
        self.promises.read = lambda line: promise_row(line, today())
        self.promises.renew = lambda row, before: replace(row, key=before.key)
        self.promises.write = lambda row: promise_line(language, row)
        self.promises.body = lambda row, told: PromiseBody(language, row, told)
        self.noted.read = lambda line: noted_row(line, contact_id=self._alone())
        self.noted.renew = same_noted
        self.noted.write = lambda row: noted_line(language, row)
        self.noted.body = self._noted_body

    def _connect(self) -> None:
        lines = (self.promises.line, self.noted.line, self.next.line)
        for stop, following in pairwise((*self.how.stops, *lines)):
            stop.passed.connect(following.setFocus)
        self.next.line.entered.connect(self.finished)
        self.next.line.passed.connect(self.finished)
        for block in (self.how, self.next):
            block.typed.connect(self.typed)
            block.changed.connect(self.changed)
        for panel in (self.people, self.used, self.owed, self.asks):
            panel.changed.connect(self.changed)
        for each in (self.promises, self.noted):
            each.changed.connect(self.typed)
            each.line.editingFinished.connect(self.changed)

    def _noted_body(self, row: NotedRow, told: Callable[[NotedRow], None]) -> QWidget:
        people = {one.contact_id: one.name for one in self._capture.people} if self._capture else {}
        return NotedBody((self._language, self._icons), row, people, told)

    def _alone(self) -> int | None:
        attending = self.people.attending
        return attending[0] if len(attending) == 1 else None


def _level(scale: KeyRow) -> int | None:
    return scale.value if isinstance(scale.value, int) else None


def _surface(heading: str, widget: QWidget, beneath: QWidget | None) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "surface")
    rows = QVBoxLayout(frame)
    rows.setContentsMargins(16, 10, 16, 12)
    rows.setSpacing(6)
    rows.addWidget(Label(heading, "heading"))
    rows.addWidget(widget)
    if beneath is not None:
        rows.addWidget(beneath)
    return frame
