"""The page of briefs before they are printed: choices on the left, the real pages beside them."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
)

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.services.brief_files import Batch, safe_name
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.brief_previews import (
    BriefChoices,
    DayPlanOrder,
    Preview,
    Step,
    print_job,
    render_preview,
    steps_of,
)
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.briefs.choices_panel import ChoicesPanel
from crm_desktop.ui.briefs.doors import Doors
from crm_desktop.ui.briefs.output import Output, with_pdf_ending
from crm_desktop.ui.briefs.page_layout import Fit, Zoom
from crm_desktop.ui.briefs.page_view import Drawn, PageView
from crm_desktop.ui.briefs.paper import set_up
from crm_desktop.ui.briefs.pdf_pages import Hit, PdfPages
from crm_desktop.ui.briefs.strips import SkippedPanel, WarningStrip, reason_text
from crm_desktop.ui.briefs.view_bar import FindBar, ViewBar, tool
from crm_desktop.ui.briefs.warnings import warnings
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.screen import Screen, State
from crm_desktop.ui.workspace import Workspace

CHOSEN_AFTER_MS = 30
"""Clicks that follow each other closely are one change of the pages."""

Rendered = tuple[Preview, PdfPages, Drawn | None]


class BriefPage(Screen):
    """Shows one brief, or one after another of several; nothing is rendered before it is seen."""

    def __init__(self, workspace: Workspace, icons: Icons, doors: Doors | None = None) -> None:
        super().__init__(workspace, icons)
        self._doors = doors or Doors()
        self._orders: list[BriefOrder] = []
        self._steps: list[Step] = []
        self._at = 0
        self._pages: PdfPages | None = None
        self._names: tuple[str, ...] = ()
        self._day: date | None = None
        self._hits: list[Hit] = []
        self._folder = ""
        self._output = Output(workspace, self)
        self._rest = QTimer(self, singleShot=True, interval=CHOSEN_AFTER_MS)
        self._rest.timeout.connect(self._render)
        self._build()
        self._connect()

    def show_orders(self, orders: list[BriefOrder]) -> None:
        """Show the first of some briefs."""
        self._orders, self._at = list(orders), 0
        self._steps = list(orders[:1])
        self._skipped.hide()
        self._view.show_pages(None)
        self._offer()
        if len(orders) < 2:
            self._render()
            return
        database, today = self.workspace.database, self.workspace.today()
        self.workspace.tasks.look_up(
            self._topic("brief-steps"),
            lambda: steps_of(database, orders, today),
            self._take_steps,
            failed=self.workspace.tell_problem,
            owner=self,
        )

    def reload(self) -> None:
        """Make the pages again from what the card says now."""
        if self._steps:
            self._render()

    def concerns(self, changes: Changes) -> bool:
        """Records of prints stand on no page; the playbook is among the settings of a file."""
        return bool(changes.kinds - {Kind.PRINTED_BRIEF})

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """Print, and find on the pages."""
        if self._pages is None:
            return {}
        return {ActionCode.PRINT_BRIEF: self._print, ActionCode.FILTER: self._find.open}

    def state(self) -> State:
        """The choices, the zoom and the folder are the defaults of the next time."""
        zoom = self._view.zoom
        return {
            "choices": self._panel.state(),
            "zoom": [zoom.fit.name, zoom.percent],
            "folder": self._folder,
        }

    def restore(self, state: State) -> None:
        """Take up remembered choices."""
        choices, zoom = state.get("choices"), state.get("zoom")
        if isinstance(choices, dict):
            self._panel.show_state(choices)
        match zoom:
            case [str(fit), int(percent)] if fit in Fit.__members__:
                self._view.choose(Zoom(Fit[fit], percent))
        self._folder = str(state.get("folder") or "")
        if self._steps:
            self._offer()
            self._render()

    def take_focus(self) -> None:
        """Begin on the pages, where the page keys work."""
        self._view.setFocus()

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._panel = ChoicesPanel(self.language, self.icons)
        self._view = PageView(self.workspace)
        self._bar = ViewBar(self._view, self.language, self.icons)
        self._find = FindBar(self.language, self.icons)
        self._stack = QStackedWidget()
        self._message = Label("", "muted")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._message)
        self._warnings = WarningStrip(self.language)
        self._skipped = SkippedPanel(self.language, self.icons)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self._bar, self._find, self._warnings, self._skipped):
            right.addWidget(widget)
        right.addWidget(self._stack, 1)
        across.addLayout(self._left())
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedWidth(1)
        across.addWidget(line)
        across.addLayout(right, 1)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.setContentsMargins(0, 16, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 0, 16, 0)
        head.setSpacing(8)
        back = QHBoxLayout()
        leave = tool(self.icons, "chevron-left", self.language.text("Back"))
        leave.clicked.connect(self.workspace.navigation.back_wanted)
        back.addWidget(leave)
        self._title = ElidedLabel("", "title")
        back.addWidget(self._title, 1)
        head.addLayout(back)
        head.addLayout(self._buttons())
        left.addLayout(head)
        left.addWidget(self._panel, 1)
        return left

    def _buttons(self) -> QHBoxLayout:
        language = self.language
        self._print_button = icon_button(
            self.icons, "printer", language.text("Print…"), "on_accent"
        )
        self._print_button.setProperty("look", "primary")
        self._print_button.clicked.connect(self._print)
        set_tip(
            self._print_button,
            language.with_note(language.text("Print…"), shown_keys(ActionCode.PRINT_BRIEF)),
        )
        self._save_button = icon_button(self.icons, "save", "")
        self._save_button.clicked.connect(self._save)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._print_button)
        row.addWidget(self._save_button, 1)
        return row

    def _connect(self) -> None:
        self._output.skipped.connect(self._skipped.show_skipped)
        self._panel.changed.connect(self._chosen)
        self._bar.step_wanted.connect(self._step)
        self._bar.find_wanted.connect(self._find.open)
        self._find.words_changed.connect(self._search)
        self._find.moved.connect(lambda at: self._view.show_hits(self._hits, at))
        self._find.closed.connect(self._close_find)
        shortcuts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl++", lambda: self._view.step(1)),
            ("Ctrl+=", lambda: self._view.step(1)),
            ("Ctrl+-", lambda: self._view.step(-1)),
            ("Ctrl+0", lambda: self._view.choose(Zoom(Fit.WIDTH))),
            ("Alt+Left", lambda: self._step(-1)),
            ("Alt+Right", lambda: self._step(1)),
        )
        for keys, act in shortcuts:
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(act)

    def _take_steps(self, steps: list[Step]) -> None:
        self._steps = steps
        self._offer()
        self._render()

    def _step(self, by: int) -> None:
        at = self._at + by
        if 0 <= at < len(self._steps):
            self._at = at
            self._render()

    def _chosen(self) -> None:
        if self._steps:
            self._offer()
            self._rest.start()

    def _offer(self) -> None:
        """Fit buttons and the choices of several briefs to what is chosen."""
        count, language = len(self._orders), self.language
        has_days = any(isinstance(one, DayPlanOrder) for one in self._steps)
        self._panel.offer_files(count, has_days=has_days)
        is_each = count > 1 and self._panel.one_file_each
        each, one = language.text("Save all to folder…"), language.text("Save as PDF…")
        self._save_button.setText(each if is_each else one)
        title = language.text("Visit brief")
        if count > 1:
            title = language.plural("{count} visit brief", "{count} visit briefs", count)
        self._title.setText(title)

    def _render(self) -> None:
        """Make the pages of the step, off the UI thread; of several wishes the newest wins."""
        step, workspace = self._steps[self._at], self.workspace
        database, playbook = workspace.database, workspace.playbook
        job, moment = (
            print_job(self._choices(), self._resources(), workspace.clock()),
            self._moment(),
        )

        draw_first = self._view.first_drawer()

        def work() -> Rendered:
            preview = render_preview(database, step, job, playbook=playbook, moment=moment)
            pages = PdfPages(preview.pdf)
            return preview, pages, draw_first(pages)

        workspace.tasks.look_up(
            self._topic("brief-preview"), work, self._show, failed=self._refuse, owner=self
        )

    def _show(self, found: Rendered) -> None:
        preview, self._pages, first = found
        self._names, self._day = preview.names, preview.day
        self._stack.setCurrentWidget(self._view)
        self._view.show_pages(self._pages, first)
        self._tell_step(self._step_title())
        self._warnings.show_warnings(warnings(self.language, preview))
        self._allow()
        if self._find.isVisible():
            self._search(self._find.line.text())

    def _refuse(self, error: CrmError) -> None:
        """Say in place of the pages why there are none."""
        self._pages, self._names = None, ()
        self._view.show_pages(None)
        self._message.setText(reason_text(self.language, error.problem))
        self._stack.setCurrentWidget(self._message)
        self._tell_step("")
        self._warnings.show_warnings([])
        self._allow()

    def _allow(self) -> None:
        is_there = self._pages is not None or len(self._orders) > 1
        for button in (self._print_button, self._save_button):
            button.setEnabled(is_there)
        self.handlers_changed.emit()

    def _tell_step(self, title: str) -> None:
        self._bar.show_step(self._at, len(self._steps), title)

    def _step_title(self) -> str:
        step = self._steps[self._at]
        if isinstance(step, DayPlanOrder):
            day = self.language.date(step.day, "full")
            return self.language.labelled(self.language.text("Day plan"), day)
        return self._names[0] if self._names else ""

    def _search(self, words: str) -> None:
        pages = self._pages
        if pages is None:
            return

        def take(hits: list[Hit]) -> None:
            if self._pages is pages:
                self._hits = hits
                self._find.show_hits(hits)
                self._view.show_hits(hits, 0 if hits else -1)

        failed = self.workspace.tell_problem
        work = lambda: pages.find(words)  # noqa: E731
        self.workspace.tasks.look_up(
            self._topic("brief-find"), work, take, failed=failed, owner=self
        )

    def _close_find(self) -> None:
        self._view.show_hits((), -1)
        self._view.setFocus()

    def _print(self) -> None:
        if self._pages is None:
            return
        printer = self._doors.make_printer()
        set_up(printer, self._pages.sizes[0], self._suggested())
        count = self._pages.count if len(self._orders) == 1 else 0
        if self._doors.ask_printer(printer, count, self):
            self._output.put_on_paper(printer, self._batch(Path()))

    def _save(self) -> None:
        is_each = len(self._orders) > 1 and self._panel.one_file_each
        target = self._ask_folder() if is_each else self._ask_file()
        if target is not None:
            self._folder = str(target if is_each else target.parent)
            self._output.save(self._batch(target))

    def _ask_folder(self) -> Path | None:
        title = self.language.text("Save all to folder…")
        name = self._doors.ask_folder(title, str(self._start_folder()), self)
        return Path(name) if name else None

    def _ask_file(self) -> Path | None:
        suggestion = str(self._start_folder() / f"{self._suggested()}.pdf")
        pattern, title = self.language.text("PDF files (*.pdf)"), self.language.text("Save as PDF…")
        name = self._doors.ask_file(title, suggestion, pattern, self)
        return with_pdf_ending(name) if name else None

    def _start_folder(self) -> Path:
        """Where papers went last, at first beside the customer file."""
        return Path(self._folder or self.workspace.file.path.parent)

    def _batch(self, target: Path) -> Batch:
        job = print_job(self._choices(), self._resources(), self.workspace.clock())
        author, playbook = self.workspace.author, self.workspace.playbook
        return Batch(tuple(self._orders), target, self._moment(), playbook, job, author)

    def _topic(self, name: str) -> str:
        """A window made anew has a page of its own for a while; they wait for different answers."""
        return f"{name}-{id(self)}"

    def _suggested(self) -> str:
        """A name for the file: the customer and the day of the visit, today without one."""
        day = self._day or self.workspace.today()
        if len(self._orders) > 1 or not self._names:
            return safe_name(f"{day} {self.language.text('Visit briefs')}")
        return safe_name(f"{day} {self._names[0]}")

    def _choices(self) -> BriefChoices:
        return self._panel.choices()

    def _resources(self) -> Path:
        return self.workspace.paths.resources

    def _moment(self) -> Moment:
        return Moment(self.workspace.today(), self.workspace.clock())
