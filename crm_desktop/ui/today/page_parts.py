"""The parts of the page of the day: its head, the list with what stands over, under and beside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.today import Day, DayPart, Proposal
from crm_desktop.text import LanguageCode, mark_in
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.customers.empty_state import Choice, EmptyState
from crm_desktop.ui.customers.preview import CustomerPreview
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.privacy.privacy_line import PrivacyLine
from crm_desktop.ui.today.cadence_table import CadenceTable
from crm_desktop.ui.today.capacity_bar import CapacityBar
from crm_desktop.ui.today.day_view import DayView
from crm_desktop.ui.today.entry_panel import EntryPanel
from crm_desktop.ui.today.minute_strip import MinuteStrip
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.care_dates import festival_name, lunar_words
from crm_desktop.wording.today import PARTS

SIDE_PX = 340
NARROW_PX = 1040
"""Below that the list needs all of the width."""


class DayHead(QFrame):
    """What day it is, the ways to its parts, and the one button for all of its visits."""

    part_wanted = Signal(object)

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        say = self._language.text
        self._day = ElidedLabel("", "muted")
        self.print_all = icon_button(icons, "printer", say("Print all…"), "on_accent")
        self.print_all.setProperty("look", "primary")
        tip = say("Look at the briefs of all visits of today and print them")
        set_tip(self.print_all, self._language.with_note(tip, shown_keys(ActionCode.DAY_PLAN)))
        self.print_all.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(Label(say(mark_in("page", "Today")), "title"))
        row.addWidget(self._day)
        row.addSpacing(8)
        self._parts = QHBoxLayout()
        self._parts.setSpacing(6)
        row.addLayout(self._parts)
        row.addStretch(1)
        row.addWidget(self.print_all)
        self._show_date()

    def show_day(self, day: Day) -> None:
        """Offer to print where there are visits."""
        self._show_date()
        count = len(day.visits)
        words = self._language.plural("Print {count} brief…", "Print all {count} briefs…", count)
        self.print_all.setText(words)
        self.print_all.setVisible(count > 0)
        empty(self._parts)
        for part in day.parts if len(day.parts) > 1 else ():
            self._parts.addWidget(self._chip(part))

    def _chip(self, part: DayPart) -> QPushButton:
        """Return the button that leads to a part of the day, with how much there is in it."""
        title = self._language.text(PARTS[part.part])
        count = self._language.number(part.total)
        chip = QPushButton(f"{title}  {count}")
        chip.setProperty("look", "chip")
        chip.setAccessibleName(self._language.with_note(title, count))
        chip.clicked.connect(lambda: self.part_wanted.emit(part.part))
        return chip

    def _show_date(self) -> None:
        today, language = self._workspace.today(), self._language
        is_chinese = language.code is LanguageCode.CHINESE
        lunar = lunar_words(language, today) if is_chinese else ""
        parts = (language.date(today, "full"), lunar, festival_name(language, today))
        self._day.setText("  ·  ".join(part for part in parts if part))


class Side(QWidget):
    """The chosen customer: what must not be said, what comes next, and its cadence."""

    card_wanted = Signal()
    brief_wanted = Signal()
    visit_wanted = Signal()
    taboos_wanted = Signal()

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self.setFixedWidth(SIDE_PX)
        self._preview = CustomerPreview(workspace, icons)
        self._preview.card_wanted.connect(self.card_wanted)
        self._preview.brief_wanted.connect(self.brief_wanted)
        self._preview.visit_wanted.connect(self.visit_wanted)
        self._preview.taboos_wanted.connect(self.taboos_wanted)
        self.cadence = CadenceTable(workspace.language)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 20, 0)
        rows.setSpacing(8)
        rows.addWidget(self._preview, 1)
        rows.addWidget(self.cadence)

    def show_proposal(self, one: Proposal) -> None:
        """Show whom a line is about."""
        self._preview.show_customer(one.who.customer_id)
        self.cadence.show_duties(one.duties)


class TodayBody(QWidget):
    """The list, or what stands there on an empty day."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._icons = workspace, icons
        self._language = workspace.language
        self.view = DayView(workspace, icons, self._language.text("What to do now, and why"))
        self.entry = EntryPanel(workspace)
        self.minute = MinuteStrip(self._language, icons)
        self.privacy = PrivacyLine(workspace)
        self.capacity = CapacityBar(workspace)
        self.side = Side(workspace, icons)
        self._is_wide = True
        self._one: Proposal | None = None
        self._nothing_due = self._free_day()
        self._nobody = self._no_customers()
        self._stack = QStackedWidget()
        for part in (self.view, self._nothing_due, self._nobody):
            self._stack.addWidget(part)
        self._build()

    def show_list(self, *, is_empty: bool, has_customers: bool) -> None:
        """Show the list where there is something in it, else what to do first."""
        nothing = self._nothing_due if has_customers else self._nobody
        self._stack.setCurrentWidget(nothing if is_empty else self.view)

    def show_chosen(self, one: Proposal | None) -> None:
        """Show beside the list whom the chosen line is about."""
        self._one = one
        self._show_side()

    def fit(self, width: int) -> None:
        """Leave the list all of a small width."""
        was_wide, self._is_wide = self._is_wide, width >= NARROW_PX
        if was_wide is not self._is_wide:
            self._show_side()

    def take_focus(self) -> None:
        """Begin in the list, or on the first way on where it is empty."""
        shown = self._stack.currentWidget()
        if shown is self.view:
            self.view.setFocus()
        elif shown is not None and (button := shown.findChild(QPushButton)) is not None:
            button.setFocus()

    def _show_side(self) -> None:
        one = self._one if self._stack.currentWidget() is self.view else None
        self.side.setVisible(self._is_wide and one is not None)
        if one is not None and self._is_wide:
            self.side.show_proposal(one)

    def _build(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(8)
        for part in (self.minute, self.entry):
            middle.addLayout(_padded(part))
        middle.addLayout(_padded(self._stack), 1)
        middle.addLayout(_padded(self.privacy))
        middle.addLayout(_padded(self.capacity))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(middle, 1)
        across.addWidget(self.side)

    def _free_day(self) -> EmptyState:
        say = self._language.text
        told = say(
            "Visits, promises, complaints, overdue contacts, birthdays and renewals stand here on"
            " their day. A good moment to plan ahead."
        )
        shown = EmptyState(self._icons, "sun", (say("Nothing is due"), told))
        calendar = (say("To the calendar"), "calendar", lambda: self._go(Page.CALENDAR))
        shown.show_choices([self._to_customers(), calendar])
        return shown

    def _no_customers(self) -> EmptyState:
        say, navigation = self._language.text, self._workspace.navigation
        told = say(
            "Once there are customers, this page says every morning what to do and why. Begin with"
            " a list from a spreadsheet or with one customer."
        )
        shown = EmptyState(self._icons, "sun", (say("Nobody to think of yet"), told))
        lists = (say("Import lists…"), "download", lambda: navigation.import_wanted.emit([]))
        shown.show_choices([lists, self._to_customers()])
        return shown

    def _to_customers(self) -> Choice:
        return self._language.text("To the customers"), "users", lambda: self._go(Page.CUSTOMERS)

    def _go(self, page: Page) -> None:
        self._workspace.navigation.page_wanted.emit(page)


def _padded(part: QWidget) -> QHBoxLayout:
    """Return a part with the margins of the page; a layout takes no room while it is hidden."""
    row = QHBoxLayout()
    row.setContentsMargins(20, 0, 20, 0)
    row.addWidget(part)
    return row
