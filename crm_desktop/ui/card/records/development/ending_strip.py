"""Asks why an opportunity ended after the click that ended it; nobody has to answer."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.development import Opportunity, OpportunityState
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits
from crm_desktop.text import mark, mark_in
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.forms.specs import Entry
from crm_desktop.ui.forms.typed import Reader, parse_typed, written
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.own_keys import keeps
from crm_desktop.wording.problems import problem_text

_ASKED = {
    OpportunityState.WON: mark("“{title}” is won. What decided it?"),
    OpportunityState.LOST: mark("“{title}” is lost. Why?"),
    OpportunityState.DECLINED: mark("“{title}” was declined; it rests for 180 days. Why?"),
}
_PRICE = mark_in("why a sale ended so", "price")
_TIME = mark_in("why a sale ended so", "timing")
_REASONS: Mapping[OpportunityState, tuple[str, ...]] = {
    OpportunityState.WON: (
        mark_in("why a sale ended so", "trust in us"),
        mark_in("why a sale ended so", "the product fits"),
        _PRICE,
        mark_in("why a sale ended so", "fast delivery"),
        mark_in("why a sale ended so", "a reference"),
    ),
    OpportunityState.LOST: (
        _PRICE,
        mark_in("why a sale ended so", "a competitor"),
        _TIME,
        mark_in("why a sale ended so", "no budget"),
        mark_in("why a sale ended so", "a decider against it"),
        mark_in("why a sale ended so", "our mistake"),
    ),
    OpportunityState.DECLINED: (
        mark_in("why a sale ended so", "no need"),
        mark_in("why a sale ended so", "has another solution"),
        _TIME,
        mark_in("why a sale ended so", "no budget"),
        _PRICE,
    ),
}


class EndingStrip(QFrame):
    """One click more gives the reason; the day can be another one. Escape puts it away."""

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown = shown
        self._reader = Reader(shown.language, shown.today)
        self._ended: Opportunity | None = None
        self.setProperty("look", "hint")
        self.question = Label("", "")
        self.question.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setObjectName("ending-reason")
        self.reason.setPlaceholderText(shown.text("another reason, in a few words"))
        self.reason.setAccessibleName(shown.text("Why it ended so"))
        self.reason.returnPressed.connect(lambda: self.answer(self.reason.text()))
        self.day = QLineEdit()
        self.day.setObjectName("ending-day")
        self.day.setFixedWidth(130)
        self.day.setAccessibleName(shown.text("Ended on"))
        self.day.editingFinished.connect(self._set_day)
        self._problem = Label("", "problem")
        self._chips = Flow()
        self._build(icons)
        self.hide()

    def ask(self, ended: Opportunity, state: OpportunityState) -> None:
        """Ask about an opportunity that ended just now."""
        self._ended = ended
        self.question.setText(self._shown.text(_ASKED[state], title=ended.title))
        self.reason.clear()
        self.day.setText(written(self._shown.today, self._reader))
        self._problem.hide()
        empty(self._chips)
        for words in _REASONS[state]:
            self._chips.addWidget(self._chip(self._shown.text(words)))
        self.show()

    def answer(self, reason: str) -> None:
        """Keep the reason, an empty one as none, and put the question away."""
        self.hide()
        if reason.strip():
            self._write({"closed_reason": reason.strip()})

    def put_away(self) -> None:
        """Ask no longer."""
        self._ended = None
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window's own shortcuts."""
        return keeps(event, Qt.Key.Key_Escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape asks no longer."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _build(self, icons: Icons) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.question, 1)
        head.addWidget(Label(self._shown.text("Ended on"), "small"))
        head.addWidget(self.day)
        close = QPushButton()
        close.setIcon(icons.icon("x", size=16))
        close.setProperty("look", "quiet")
        close.setAccessibleName(self._shown.text("Ask no longer"))
        close.clicked.connect(self.put_away)
        head.addWidget(close)
        rows.addLayout(head)
        rows.addLayout(self._chips)
        rows.addWidget(self.reason)
        rows.addWidget(self._problem)

    def _chip(self, words: str) -> QPushButton:
        chip = QPushButton(words)
        chip.setProperty("look", "chip")
        chip.clicked.connect(lambda: self.answer(words))
        return chip

    def _set_day(self) -> None:
        if self.isHidden():
            return
        try:
            day = parse_typed(Entry.DAY, self.day.text(), self._reader)
        except CrmError as error:
            self._problem.setText(problem_text(self._shown.language, error.problem))
            self._problem.show()
            return
        self._problem.hide()
        self._write({"closed_on": day})

    def _write(self, fields: Mapping[str, object]) -> None:
        workspace, ended = self._shown.workspace, self._ended
        if ended is None:
            return
        database, author, key = workspace.database, workspace.author, ended.id or 0

        def work() -> Changes:
            return card_edits.set_fields(database, Kind.OPPORTUNITY, key, fields, author=author)

        workspace.write(work, failed=self._refuse, owner=self)

    def _refuse(self, error: CrmError) -> None:
        self.show()
        self._problem.setText(problem_text(self._shown.language, error.problem))
        self._problem.show()
