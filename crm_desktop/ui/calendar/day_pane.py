"""The chosen day beside the month: what stands on it, to be opened, planned and printed."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.calendar.cells import Cell
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.visits.agenda_rows import entry_rows
from crm_desktop.ui.visits.agenda_view import AgendaView
from crm_desktop.ui.visits.days import AgendaDay, span_of
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.care_dates import lunar_words

WIDTH = 320


class DayPane(QFrame):
    """``plan_wanted`` and ``print_wanted`` carry the day."""

    plan_wanted = Signal(object)
    print_wanted = Signal(object)
    chosen = Signal(str)
    """The key of the entry that is chosen, empty for none."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._language, self._today = workspace.language, workspace.today
        self._day = workspace.today()
        self.setProperty("look", "plain")
        self.setMinimumWidth(WIDTH - 60)
        text = self._language.text
        self._title = Label("", "heading")
        self._title.setWordWrap(True)
        self._lunar = Label("", "muted")
        self.view = AgendaView(workspace.theme, icons, text("Chosen day"), is_narrow=True)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._tell_chosen())
        self._nothing = Label(text("Nothing on this day. Enter plans a visit."), "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(12, 0, 12, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self._plan = icon_button(icons, "calendar-plus", text("Plan a visit…"))
        self._plan.setAccessibleName(text("Plan a visit on this day"))
        self._plan.clicked.connect(lambda: self.plan_wanted.emit(self._day))
        self._print = icon_button(icons, "printer", text("Print day…"))
        self._print.clicked.connect(lambda: self.print_wanted.emit(self._day))
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 12, 0, 12)
        rows.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._lunar)
        rows.addLayout(head)
        rows.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.setSpacing(8)
        foot.addWidget(self._plan)
        foot.addWidget(self._print)
        foot.addStretch(1)
        rows.addLayout(foot)

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._day

    def show_cell(self, cell: Cell, key: str = "") -> None:
        """Show a day; the entry of ``key`` is chosen, else the one chosen before."""
        before = self.view.current()
        kept = before.entry.key if before is not None and before.entry is not None else ""
        self._day = cell.day
        self._title.setText(self._language.date(cell.day, "full"))
        lunar = lunar_words(self._language, cell.day) if cell.lunar else ""
        shown = " · ".join(part for part in (lunar, cell.festival) if part)
        self._lunar.setText(shown)
        self._lunar.setVisible(bool(shown))
        self.view.rows.show(list(entry_rows(self._language, cell.entries)))
        self.view.choose(key or kept, None)
        self._stack.setCurrentWidget(self.view if cell.entries else self._nothing)
        self._let_print(cell)
        self._tell_chosen()

    def _let_print(self, cell: Cell) -> None:
        day = AgendaDay(cell.day, span_of(cell.day, self._today()), cell.entries)
        can_print = bool(day.printable)
        self._print.setEnabled(can_print)
        text = self._language.text
        set_tip(
            self._print,
            text("Print the plan and the briefs of this day's visits")
            if can_print
            else text("No visit on this day to print."),
        )

    def _tell_chosen(self) -> None:
        row = self.view.current()
        self.chosen.emit(row.entry.key if row is not None and row.entry is not None else "")
