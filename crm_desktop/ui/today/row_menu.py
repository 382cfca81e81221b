"""What else may be done with a line of the day: open it, later, done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCalendarWidget, QFrame, QMenu, QVBoxLayout, QWidget

from crm_desktop.domain.today import Proposal, TodayAct, TodayKind
from crm_desktop.text import Language
from crm_desktop.ui.icons import Icons
from crm_desktop.wording.today import ACTS

_VISITS = (TodayKind.VISIT, TodayKind.HOW_DID_IT_GO)
_PROMISES = (TodayKind.OUR_PROMISE, TodayKind.THEIR_PROMISE)


@dataclass(frozen=True, slots=True)
class RowActs:
    """What the page does for the menu."""

    act: Callable[[Proposal], None]
    open_card: Callable[[Proposal], None]
    open_visit: Callable[[Proposal], None]
    plan_visit: Callable[[Proposal], None]
    log_call: Callable[[Proposal], None]
    broken: Callable[[Proposal], None]
    later: Callable[[Proposal, date], None]
    put_away: Callable[[Proposal], None]


def next_monday(today: date) -> date:
    """Return the first day of the next week."""
    return today + timedelta(days=7 - today.weekday())


class RowMenu(QMenu):
    """Made for one line and gone with it."""

    def __init__(
        self,
        one: Proposal,
        acts: RowActs,
        view: QWidget,
        *,
        today: date,
        look: tuple[Icons, Language],
    ) -> None:
        super().__init__(view)
        self._one, self._acts, self._today = one, acts, today
        self._icons, self._language = look
        self.setObjectName("menu-today")
        self.aboutToHide.connect(self.deleteLater)
        say = self._language.text
        self._offer("check", say(ACTS[one.act]), acts.act, keys="Enter")
        self._offer_more()
        self._offer("external-link", say("Open card"), acts.open_card, keys="Ctrl+Enter")
        if one.may_be_dismissed:
            self.addSeparator()
            self._offer_later()
            self._offer("x", say("Done with it"), acts.put_away, keys="Del")

    def _offer_more(self) -> None:
        one, acts, say = self._one, self._acts, self._language.text
        if one.kind in _VISITS:
            self._offer("calendar", say("Open the visit"), acts.open_visit)
            return
        if one.kind in _PROMISES:
            self._offer("circle-x", say("Broken"), acts.broken)
        if one.act is not TodayAct.LOG_CALL:
            self._offer("phone", say(ACTS[TodayAct.LOG_CALL]), acts.log_call)
        if one.act is not TodayAct.PLAN_VISIT:
            self._offer("calendar-plus", say(ACTS[TodayAct.PLAN_VISIT]), acts.plan_visit)

    def _offer_later(self) -> None:
        language, today = self._language, self._today
        menu = self.addMenu(self._icons.icon("clock"), language.text("Later"))
        days = (
            (language.text("Tomorrow"), today + timedelta(days=1)),
            (language.text("Next week"), next_monday(today)),
            (language.text("In a month"), today + timedelta(days=30)),
        )
        for words, day in days:
            note = language.date(day, "month_day")
            action = menu.addAction(language.with_note(words, note))
            action.triggered.connect(lambda _=False, day=day: self._acts.later(self._one, day))
        menu.addSeparator()
        menu.addAction(language.text("Choose a day…")).triggered.connect(self._ask_day)

    def _ask_day(self) -> None:
        one, later = self._one, self._acts.later
        parent = self.parentWidget()
        assert parent is not None
        DayPopup(parent, self._language, self._today, lambda day: later(one, day)).open_at(
            self.pos()
        )

    def _offer(
        self, icon: str, words: str, act: Callable[[Proposal], None], *, keys: str = ""
    ) -> None:
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = self.addAction(self._icons.icon(icon), f"{words}\t{shown}" if shown else words)
        action.triggered.connect(lambda _=False: act(self._one))


class DayPopup(QFrame):
    """A month to choose a day of, from tomorrow on; a click or Enter chooses, Escape closes."""

    def __init__(
        self, parent: QWidget, language: Language, today: date, chosen: Callable[[date], None]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._chosen = chosen
        self.setProperty("look", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.days = QCalendarWidget()
        self.days.setAccessibleName(language.text("Choose a day"))
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        first = today + timedelta(days=1)
        self.days.setMinimumDate(QDate(first.year, first.month, first.day))
        self.days.setSelectedDate(self.days.minimumDate())
        self.days.clicked.connect(lambda _: self._take())
        self.days.activated.connect(lambda _: self._take())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(6, 6, 6, 6)
        rows.addWidget(self.days)

    def open_at(self, place: QPoint) -> None:
        """Show the month at a place of the screen."""
        self.move(place)
        self.show()
        self.days.setFocus()

    def _take(self) -> None:
        day = self.days.selectedDate().toPython()
        assert isinstance(day, date)
        self.close()
        self._chosen(day)
