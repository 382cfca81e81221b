"""The first tab: what a manager needs to know of a customer in one look."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.domain.periods import twelve_months
from crm_desktop.domain.promises import Direction
from crm_desktop.domain.visits import Visit
from crm_desktop.services.brief_figures import Amounts, monthly_sums
from crm_desktop.services.card_views import CardView
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.card import overview_words as words
from crm_desktop.ui.card.month_bars import MonthBars
from crm_desktop.ui.card.overview_words import KeyPerson, Line
from crm_desktop.ui.card.panel import Panel
from crm_desktop.ui.card.people_panel import PeopleRows
from crm_desktop.ui.card.tab import CardTabView
from crm_desktop.ui.card.tag_chips import TagChips
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.workspace import Workspace

BESIDE_PX = 1060
"""From this width on the panels stand in two columns."""


class OverviewTab(CardTabView):
    """Panels in two columns, each leading to the tab that has it all."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._view: CardView | None = None
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(16)
        self.column.addLayout(self._columns)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(16)
            self._columns.addLayout(side, 1)
        self._build()

    def show_view(self, view: CardView) -> None:
        """Show a state of the card."""
        self._view = view
        for fill in (
            self._fill_next,
            self._fill_standing,
            self._fill_promises,
            self._fill_recent,
            self._fill_people,
            self._fill_purchases,
            self._fill_man,
            self._fill_goals,
        ):
            fill(view)
        self._tags.show_tags(view.card.tags, customer_id=view.customer_id)

    @property
    def is_beside(self) -> bool:
        """True while the columns stand beside each other."""
        return self._columns.direction() == QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Put the columns beside each other where there is room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction.LeftToRight
        if self.viewport().width() < BESIDE_PX:
            way = QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != way:
            self._columns.setDirection(way)

    def _build(self) -> None:
        text = self.language.text
        self._next = self._panel(self._left, text("What comes next"), CardTab.DEVELOPMENT)
        self._visit = self._visit_button("calendar", "next-visit", words.next_visit)
        self._untold = self._visit_button("message-circle", "untold-visit", self._passed)
        for at, button in enumerate((self._untold, self._visit), 1):
            self._next.rows.insertWidget(at, button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._promises = self._panel(self._left, text("Open promises"), CardTab.SERVICE)
        self._recent = self._panel(self._left, text("Last interactions"), CardTab.SERVICE)
        self._goals = self._panel(self._left, text("Goals"), CardTab.DEVELOPMENT)
        self._standing = self._panel(
            self._right, text("Where we stand"), CardTab.SERVICE, offers_first=False
        )
        self._people = self._panel(self._right, text("Key people"), CardTab.PEOPLE)
        self._rows = PeopleRows(self.workspace, self.icons, self._copy)
        self._people.rows.addWidget(self._rows)
        self._purchases = self._panel(self._right, text("Twelve months"), CardTab.PURCHASES)
        self._bars = MonthBars(self.workspace.theme, self.language)
        self._purchases.rows.addWidget(self._bars)
        self._man = self._panel(self._right, text("MAN"), CardTab.MAN, offers_first=False)
        tags = self._panel(self._right, text("Tags"), None)
        self._tags = TagChips(self.workspace, self.icons)
        tags.rows.addWidget(self._tags)
        tags.lines.hide()
        self._left.addStretch(1)
        self._right.addStretch(1)

    def _panel(
        self, side: QVBoxLayout, title: str, tab: CardTab | None, *, offers_first: bool = True
    ) -> Panel:
        text = self.language.text
        panel = Panel(self.workspace.theme, title)
        if tab is not None:
            full = (text("All"), text("All: {title}", title=title))
            first = (text("Add"), text("Add: {title}", title=title))
            panel.lead(full, first if offers_first else full, self._leading(tab))
        side.addWidget(panel)
        return panel

    def _leading(self, tab: CardTab) -> Callable[[], None]:
        def go() -> None:
            if self._view is not None:
                self.workspace.navigation.card_wanted.emit(self._view.customer_id, tab)

        return go

    def _visit_button(
        self, icon: str, name: str, which: Callable[[CardView], Visit | None]
    ) -> QPushButton:
        def go() -> None:
            visit = which(self._view) if self._view is not None else None
            if self._view is not None and visit is not None:
                self.workspace.navigation.visit_wanted.emit(self._view.customer_id, visit.id)

        button = icon_button(self.icons, icon, "", "link", size=14)
        button.setProperty("look", "link")
        button.setObjectName(name)
        button.clicked.connect(go)
        return button

    def _passed(self, view: CardView) -> Visit | None:
        return words.untold_visit(view, self.workspace.clock())

    def _tell_passed(self, view: CardView) -> None:
        """Ask how the last visit went that nobody told of."""
        visit = self._passed(view)
        self._untold.setVisible(visit is not None)
        if visit is not None:
            day = self.language.date(visit.visit_on)
            self._untold.setText(self.language.text("How did the visit of {day} go?", day=day))

    def _fill_next(self, view: CardView) -> None:
        text = self.language.text
        self._tell_passed(view)
        visit = words.next_visit(view)
        self._visit.setVisible(visit is not None)
        lines = words.next_lines(view, self.language)
        if visit is None:
            lines.insert(0, Line(text("No visit is planned."), "", "muted"))
        else:
            line = words.visit_line(visit, view, self.language)
            self._visit.setText(text("Visit {when}", when=line.text))
            if line.detail:
                lines.insert(0, Line(line.detail))
        self._next.show_lines(lines, is_beside=True)

    def _fill_standing(self, view: CardView) -> None:
        empty = self.language.text("Nothing is due; no tier says how often to meet.")
        self._standing.show_lines(words.standing_lines(view, self.language), empty)

    def _fill_promises(self, view: CardView) -> None:
        text = self.language.text
        lines: list[Line] = []
        for direction, title in (
            (Direction.OURS, text("We owe")),
            (Direction.THEIRS, text("They owe")),
        ):
            found = words.promise_lines(view, direction, self.language)
            if found:
                lines += [Line(title, "", "section"), *found]
        self._promises.show_lines(lines, text("Neither side owes anything."), is_beside=True)

    def _fill_recent(self, view: CardView) -> None:
        keys = shown_keys(ActionCode.LOG)
        empty = self.language.text("Nothing is logged yet. {keys} notes what happened.", keys=keys)
        self._recent.show_lines(words.recent_lines(view, self.language), empty)

    def _fill_people(self, view: CardView) -> None:
        people = words.key_people(view, self.language)
        own = words.own_ways(view, self.language)
        if own:
            people.append(KeyPerson(view.card.customer.name, "", own))
        self._rows.show_people(people)
        empty = self.language.text("Nobody is known here yet. Add who you talk to.")
        self._people.show_lines((), "" if people else empty)

    def _copy(self, value: str) -> None:
        QGuiApplication.clipboard().setText(value)
        self.workspace.tell(self.language.text("Copied: {value}", value=value))

    def _fill_purchases(self, view: CardView) -> None:
        year = twelve_months(view.today)
        recent = [one for one in view.card.purchases if one.purchased_on in year]
        counted = [one for one in recent if one.id in view.amounts]
        self._bars.setVisible(bool(recent))
        empty = self.language.text("No purchase in twelve months.")
        self._purchases.show_lines(words.purchase_lines(view, recent, self.language), empty)
        months = monthly_sums(counted, Amounts(view.currency, view.amounts), year)
        self._bars.show_months(months, view.currency)

    def _fill_man(self, view: CardView) -> None:
        found = view.assessment
        self._man.setVisible(found is not None)
        if found is None:
            return
        empty = self.language.text("Not assessed yet. Nine questions say what to do next.")
        lines = [Line(one, "", "figure") for one in words.man_lines(view, self.language)]
        if lines:
            advice = self.workspace.playbook.advice_for(found.man_class)
            lines.append(Line(advice.headline.get(self.language.code)))
        self._man.show_lines(lines, empty)

    def _fill_goals(self, view: CardView) -> None:
        empty = self.language.text("No goal is set for this customer.")
        self._goals.show_lines(words.goal_lines(view, self.language), empty, is_beside=True)
