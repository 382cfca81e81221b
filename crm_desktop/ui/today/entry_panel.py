"""One line over the day: what was said at a call, or what the next step is and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.problems import CrmError, InputError
from crm_desktop.domain.today import Proposal, TodayAct
from crm_desktop.services import interaction_log
from crm_desktop.services.today_acts import set_next_step
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.text import mark
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.specs import Entry
from crm_desktop.ui.forms.typed import Reader, parse_typed, written
from crm_desktop.ui.labels import ElidedLabel, Label
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text

USUAL_STEP_DAYS = 7
KEPT_AFTER_MS = 400
_LINE_PLACE = "quick/summary"
"""Where the one-line entry of a card keeps its typing: a killed program offers it there."""
_DAY_PX = 150


@dataclass(frozen=True, slots=True)
class _Logging:
    kind: InteractionKind
    sentence: str
    notice: str


_LOGGED = {
    TodayAct.LOG_CALL: _Logging(
        InteractionKind.CALL, mark("Call with {name}"), mark("Logged the call with {name}")
    ),
    TodayAct.FOLLOW_UP: _Logging(
        InteractionKind.CALL, mark("Call with {name}"), mark("Logged the call with {name}")
    ),
    TodayAct.LOG_MESSAGE: _Logging(
        InteractionKind.MESSAGE, mark("Message to {name}"), mark("Logged the message to {name}")
    ),
    TodayAct.LOG_SURVEY: _Logging(
        InteractionKind.SURVEY, mark("Survey of {name}"), mark("Logged the survey of {name}")
    ),
}
ASKED = frozenset({*_LOGGED, TodayAct.NEXT_STEP})
"""The actions that need a line from the person."""


class EntryPanel(QFrame):
    """Enter stores the line, Escape puts it away; ``closed`` tells that it is no longer seen."""

    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._one: Proposal | None = None
        self._act, self._is_saving = TodayAct.LOG_CALL, False
        self._typing = DraftKeeper(workspace)
        self._rest = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._rest.timeout.connect(self._keep)
        self.setProperty("look", "hint")
        self._build()
        self.hide()

    def ask(self, one: Proposal, act: TodayAct) -> None:
        """Ask for the line an action needs."""
        self._one, self._act, self._is_saving = one, act, False
        text, is_step = self._language.text, act is TodayAct.NEXT_STEP
        sentence = mark("Next step at {name}") if is_step else _LOGGED[act].sentence
        words = text(sentence, name=one.who.name)
        self._sentence.setText(words)
        self.line.setAccessibleName(words)
        hint = mark("What will we do?") if is_step else mark("What was said? One line is enough.")
        self.line.setPlaceholderText(text(hint))
        self.line.clear()
        self.day.setVisible(is_step)
        self.day.setText(written(self._usual_day(), self._reader()))
        self._store.setText(text("Set it") if is_step else text("Log it"))
        self._problem.hide()
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape leaves the day as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)

    def close_line(self) -> None:
        """Put the line away with what stands in it."""
        self._rest.stop()
        self._forget()
        self.hide()
        self.closed.emit()

    def save(self) -> None:
        """Store the line; what is wrong with it stands beneath it."""
        one, text = self._one, self.line.text().strip()
        if one is None or not text or self._is_saving:
            return
        try:
            work, notice = self._work(one, text)
        except InputError as error:
            self._refuse(error)
            return
        self._is_saving = True
        self._rest.stop()
        place = self._place()
        self._typing.write(
            work,
            {} if place is None else {place: text},
            then=self._stored,
            failed=self._refuse,
            notice=notice,
            owner=self,
        )

    def _work(
        self, one: Proposal, text: str
    ) -> tuple[Callable[[], Changes | tuple[int, Changes]], str]:
        workspace, say = self._workspace, self._language.text
        database, author = workspace.database, workspace.author
        if self._act is TodayAct.NEXT_STEP:
            day = parse_typed(Entry.DAY, self.day.text(), self._reader()) or self._usual_day()
            assert isinstance(day, date)
            notice = say("Next step at {name} set", name=one.who.name)
            return lambda: set_next_step(database, one, text, day, author=author), notice
        log, now = _LOGGED[self._act], workspace.clock()
        draft = Interaction(one.who.customer_id, workspace.today(), log.kind, text, author=author)
        notice = say(log.notice, name=one.who.name)
        return (
            lambda: interaction_log.log_interaction(database, draft, now=now, author=author),
            notice,
        )

    def _stored(self, _: object) -> None:
        self.close_line()

    def _refuse(self, error: CrmError) -> None:
        self._is_saving = False
        self._problem.setText(problem_text(self._language, error.problem))
        self._problem.show()
        self.line.setFocus()

    def _usual_day(self) -> date:
        return self._workspace.today() + timedelta(days=USUAL_STEP_DAYS)

    def _reader(self) -> Reader:
        return Reader(self._language, self._workspace.today())

    def _place(self) -> DraftPlace | None:
        if self._one is None or self._act is TodayAct.NEXT_STEP:
            return None
        return DraftPlace(Kind.INTERACTION, 0, self._one.who.customer_id, _LINE_PLACE)

    def _keep(self) -> None:
        place, text = self._place(), self.line.text()
        if place is not None and text:
            self._typing.keep(place, text)

    def _forget(self) -> None:
        place = self._place()
        if place is not None and self.line.text():
            self._typing.keep(place, None)
        self._one = None

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(4)
        across = QHBoxLayout()
        across.setSpacing(8)
        self._sentence = ElidedLabel("", "heading")
        self._sentence.setMaximumWidth(320)
        self.line = QLineEdit()
        self.line.setObjectName("today-line")
        self.line.returnPressed.connect(self.save)
        self.line.textEdited.connect(lambda _: self._rest.start())
        self.day = QLineEdit()
        self.day.setObjectName("today-day")
        self.day.setFixedWidth(_DAY_PX)
        self.day.setAccessibleName(self._language.text("On which day"))
        self.day.returnPressed.connect(self.save)
        self._store = QPushButton()
        self._store.setObjectName("today-store")
        self._store.clicked.connect(self.save)
        cancel = QPushButton(self._language.text("Cancel"))
        cancel.clicked.connect(self.close_line)
        across.addWidget(self._sentence)
        across.addWidget(self.line, 1)
        for widget in (self.day, self._store, cancel):
            across.addWidget(widget)
        self._problem = Label("", "problem")
        rows.addLayout(across)
        rows.addWidget(self._problem)
