"""The head of the calendar: the month and the way through it, what is shown, print and plan."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from crm_desktop.text import mark, mark_in
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.buttons import icon_button, put_icon
from crm_desktop.ui.calendar.months import Reach
from crm_desktop.ui.filter_line import filter_line
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.visits.entries import KIND_WORDS, EntryKind
from crm_desktop.ui.workspace import Workspace

AGENDA = "agenda"
VIEWS: Mapping[str, str] = {
    Reach.MONTH: mark("Month"),
    Reach.WEEK: mark_in("calendar", "Week"),
    AGENDA: mark("Agenda"),
}
_WAYS: Mapping[str, tuple[str, str]] = {
    Reach.MONTH: (mark("Month before"), mark("Next month")),
    Reach.WEEK: (mark("Week before"), mark("Next week")),
}
TITLE_PX = 240


class CalendarHead(QFrame):
    """Two lines of buttons; what they ask for goes out by signals."""

    stepped = Signal(int)
    today_wanted = Signal()
    view_wanted = Signal(str)
    shown_changed = Signal()
    """Another choice of kinds or of lunar dates."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._language, self._icons = workspace.language, icons
        self.setProperty("look", "plain")
        text = self._language.text
        self.title = Label("", "title")
        self.title.setMinimumWidth(TITLE_PX)
        self._ways = [self._way("chevron-left", -1), self._way("chevron-right", 1)]
        self.today = QPushButton(text("Today"))
        set_tip(self.today, self._language.with_note(text("Go to today"), "T"))
        self.today.clicked.connect(self.today_wanted)
        hint = text("Filter by customer, person, place, objective")
        self.filter = filter_line(icons, text("Filter the agenda"), hint)
        self.print_week = icon_button(icons, "printer", text("Print week…"))
        self.plan = icon_button(icons, "calendar-plus", text("Plan a visit…"), "on_accent")
        self.plan.setProperty("look", "primary")
        set_tip(
            self.plan,
            self._language.with_note(text("Plan a visit…"), shown_keys(ActionCode.PLAN_VISIT)),
        )
        self._views = self._chips(VIEWS.items())
        self._kinds = self._chips((kind.value, words) for kind, words in KIND_WORDS.items())
        self.lunar = self._chip(text("Lunar dates"))
        self._lay_out()
        self._connect()

    @property
    def kinds(self) -> frozenset[EntryKind]:
        """What is to be shown."""
        return frozenset(EntryKind(key) for key, chip in self._kinds.items() if chip.isChecked())

    def show_kinds(self, kinds: Iterable[EntryKind], *, with_lunar: bool) -> None:
        """Take up what was shown before."""
        wanted = set(kinds)
        for key, chip in self._kinds.items():
            chip.setChecked(EntryKind(key) in wanted)
        self.lunar.setChecked(with_lunar)

    def show_view(self, view: str, title: str) -> None:
        """Show what belongs to the month, the week or the agenda."""
        is_grid = view != AGENDA
        self._name_ways(view)
        self.title.setText(title)
        for way in (*self._ways, self.today, self.lunar):
            way.setVisible(is_grid)
        self.filter.setVisible(not is_grid)
        for key, chip in self._views.items():
            chip.setChecked(key == view)

    def _name_ways(self, view: str) -> None:
        for button, words, keys in zip(
            self._ways, _WAYS.get(view, ()), ("PgUp", "PgDn"), strict=False
        ):
            name = self._language.text(words)
            button.setAccessibleName(name)
            set_tip(button, self._language.with_note(name, keys))

    def _way(self, icon: str, step: int) -> QToolButton:
        button = QToolButton()
        put_icon(button, self._icons, icon, is_alone=True)
        button.clicked.connect(lambda: self.stepped.emit(step))
        return button

    def _chips(self, choices: Iterable[tuple[str, str]]) -> dict[str, QPushButton]:
        return {key: self._chip(self._language.text(words)) for key, words in choices}

    @staticmethod
    def _chip(words: str) -> QPushButton:
        chip = QPushButton(words)
        chip.setProperty("look", "chip")
        chip.setCheckable(True)
        return chip

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 12, 20, 8)
        rows.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        second.setSpacing(8)
        first.addWidget(self.title)
        for widget in (self._ways[0], self.today, self._ways[1]):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self.filter)
        first.addWidget(self.print_week)
        first.addWidget(self.plan)
        for chip in self._views.values():
            second.addWidget(chip)
        second.addSpacing(16)
        for chip in (*self._kinds.values(), self.lunar):
            second.addWidget(chip)
        second.addStretch(1)
        rows.addLayout(first)
        rows.addLayout(second)

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for key, chip in self._views.items():
            group.addButton(chip)
            chip.clicked.connect(lambda _, key=key: self.view_wanted.emit(key))
        for chip in (*self._kinds.values(), self.lunar):
            chip.clicked.connect(lambda _: self.shown_changed.emit())
