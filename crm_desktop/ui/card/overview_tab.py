"""The first tab: what a manager needs to know of a customer in one look."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.periods import twelve_months
from crm_desktop.domain.promises import Direction
from crm_desktop.services.brief_figures import Amounts, monthly_sums
from crm_desktop.services.card_views import CardView
from crm_desktop.ui.card import overview_words as words
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.month_bars import MonthBars
from crm_desktop.ui.card.overview_words import Line, Reach
from crm_desktop.ui.card.panel import Panel
from crm_desktop.ui.card.tab import CardTabView
from crm_desktop.ui.card.tag_chips import TagChips
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
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
        self._promises = self._panel(self._left, text("Open promises"), CardTab.SERVICE)
        self._recent = self._panel(self._left, text("Last interactions"), CardTab.SERVICE)
        self._goals = self._panel(self._left, text("Goals"), CardTab.DEVELOPMENT)
        self._standing = self._panel(self._right, text("Where we stand"), CardTab.SERVICE)
        self._people = self._panel(self._right, text("Key people"), CardTab.PEOPLE)
        self._purchases = self._panel(self._right, text("Twelve months"), CardTab.PURCHASES)
        self._bars = MonthBars(self.workspace.theme, self.language)
        self._man = self._panel(self._right, text("MAN"), CardTab.MAN)
        tags = self._panel(self._right, text("Tags"), None)
        self._tags = TagChips(self.workspace, self.icons)
        tags.body.addWidget(self._tags)
        self._left.addStretch(1)
        self._right.addStretch(1)

    def _panel(self, side: QVBoxLayout, title: str, tab: CardTab | None) -> Panel:
        text = self.language.text
        panel = Panel(title, text("All"), self._leading(tab)) if tab else Panel(title)
        for button in panel.findChildren(QPushButton):
            button.setAccessibleName(text("All: {title}", title=title))
        side.addWidget(panel)
        return panel

    def _leading(self, tab: CardTab) -> Callable[[], None]:
        def go() -> None:
            if self._view is not None:
                self.workspace.navigation.card_wanted.emit(self._view.customer_id, tab)

        return go

    def _fill_next(self, view: CardView) -> None:
        text = self.language.text
        self._next.clear()
        visit = words.next_visit(view)
        if visit is None:
            self._next.add_text(text("No visit is planned."), "muted")
        else:
            line = words.visit_line(visit, view, self.language)
            button = self._quiet("calendar", text("Visit {when}", when=line.text))
            visit_id = visit.id
            button.clicked.connect(
                lambda: self.workspace.navigation.visit_wanted.emit(view.customer_id, visit_id)
            )
            self._next.body.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
            if line.detail:
                self._next.add_text(line.detail)
        self._next.add_lines(words.next_lines(view, self.language), is_beside=True)

    def _fill_standing(self, view: CardView) -> None:
        self._standing.clear()
        empty = self.language.text("Nothing is due; no tier says how often to meet.")
        self._standing.add_lines(words.standing_lines(view, self.language), empty)

    def _fill_promises(self, view: CardView) -> None:
        text = self.language.text
        self._promises.clear()
        for direction, title in (
            (Direction.OURS, text("We owe")),
            (Direction.THEIRS, text("They owe")),
        ):
            found = words.promise_lines(view, direction, self.language)
            if found:
                self._promises.add_text(title, "section")
                self._promises.add_lines(found, is_beside=True)
        if not self._promises.body.count():
            self._promises.add_text(text("Neither side owes anything."), "muted")

    def _fill_recent(self, view: CardView) -> None:
        self._recent.clear()
        empty = self.language.text("Nothing is logged yet. Ctrl+L notes what happened.")
        self._recent.add_lines(words.recent_lines(view, self.language), empty)

    def _fill_people(self, view: CardView) -> None:
        self._people.clear()
        people = words.key_people(view, self.language)
        for person in people:
            self._people.add_lines([Line(person.name, person.detail)])
            self._add_ways(person.ways)
        own = words.own_ways(view, self.language)
        if own:
            self._people.add_text(view.card.customer.name, "small")
            self._add_ways(own)
        if not people and not own:
            empty = self.language.text("Nobody is known here yet. Add who you talk to.")
            self._people.add_text(empty, "muted")

    def _add_ways(self, ways: tuple[Reach, ...]) -> None:
        if not ways:
            return
        box = QWidget()
        flow = Flow(box)
        for way in ways:
            button = self._quiet("copy", way.words.replace("&", "&&"))
            name = self.language.text("Copy {value}", value=way.value)
            button.setAccessibleName(name)
            set_tip(button, name)
            button.clicked.connect(self._copying(way.value))
            flow.addWidget(button)
        self._people.body.addWidget(box)

    def _copying(self, value: str) -> Callable[[], None]:
        def copy() -> None:
            QGuiApplication.clipboard().setText(value)
            self.workspace.tell(self.language.text("Copied: {value}", value=value))

        return copy

    def _fill_purchases(self, view: CardView) -> None:
        language = self.language
        self._bars.setParent(None)
        self._purchases.clear()
        year = twelve_months(view.today)
        recent = [one for one in view.card.purchases if one.purchased_on in year]
        counted = [one for one in recent if one.id in view.amounts]
        if not recent:
            self._purchases.add_text(language.text("No purchase in twelve months."), "muted")
            return
        total = sum(view.amounts[one.id or 0] for one in counted)
        money = language.money(total, view.currency) if view.currency else language.number(total)
        self._purchases.body.addWidget(Label(money, "figure"))
        count = language.plural("{count} purchase", "{count} purchases", len(recent))
        last = language.text("last on {day}", day=language.date(recent[0].purchased_on))
        self._purchases.add_text(f"{count} · {last}", "small")
        months = monthly_sums(counted, Amounts(view.currency, view.amounts), year)
        self._bars.show_months(months, view.currency)
        self._purchases.body.addWidget(self._bars)
        self._bars.show()
        self._add_uncounted(len(recent) - len(counted))

    def _add_uncounted(self, count: int) -> None:
        if count:
            told = self.language.plural(
                "{count} purchase is left out: its currency has no exchange rate.",
                "{count} purchases are left out: their currency has no exchange rate.",
                count,
            )
            self._purchases.add_text(told, "warning")

    def _fill_man(self, view: CardView) -> None:
        self._man.setVisible(view.assessment is not None)
        self._man.clear()
        if view.assessment is None:
            return
        lines = words.man_lines(view, self.language)
        if not lines:
            empty = self.language.text("Not assessed yet. Nine questions say what to do next.")
            self._man.add_text(empty, "muted")
            return
        self._man.add_text(lines[0], "figure")
        advice = self.workspace.playbook.advice_for(view.assessment.man_class)
        self._man.add_text(advice.headline.get(self.language.code))

    def _fill_goals(self, view: CardView) -> None:
        self._goals.clear()
        empty = self.language.text("No goal is set for this customer.")
        self._goals.add_lines(words.goal_lines(view, self.language), empty, is_beside=True)

    def _quiet(self, icon: str, words_on_it: str) -> QPushButton:
        button = QPushButton(self.icons.icon(icon, "link", size=14), words_on_it)
        button.setProperty("look", "link")
        return button
