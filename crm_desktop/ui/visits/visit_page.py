"""The page of one visit: planned, checked against taboos while one types, printed, held."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.brief_values import Conflict
from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services import card_edits, typing_drafts
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.services.visit_capture import is_first_visit
from crm_desktop.services.visit_ideas import VisitIdeas, visit_ideas
from crm_desktop.services.visit_views import VisitView, load_visit
from crm_desktop.services.visits import DatedVisit, check_visit, set_attendees, visits_between
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.briefs.strips import WarningStrip
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.later import later
from crm_desktop.ui.leaving import leave_focused
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.visits.after_panel import AfterPanel, holds_telling
from crm_desktop.ui.visits.attendees import Attendees
from crm_desktop.ui.visits.days import Clash, clash_text, clashes
from crm_desktop.ui.visits.first_visit import FirstVisit
from crm_desktop.ui.visits.ideas_panel import Idea, IdeasPanel, card_ideas, question_ideas
from crm_desktop.ui.visits.plan import conflict_lines, draft_of, placed
from crm_desktop.ui.visits.visit_forms import VisitForms
from crm_desktop.ui.visits.visit_head import Half, VisitHead, may_be_told
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text

CHECKED_AFTER_MS = 60
SIDE_PX = 320
WIDEST_PX = 1500
Checked = tuple[tuple[Conflict, ...], list[Clash], Visit]


class VisitPage(Screen):
    """Shows one visit, or the empty plan of a new one."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._customer_id = 0
        self._visit_id: int | None = None
        self._view: VisitView | None = None
        self._is_other = False
        self._half: Half | None = None
        self._drafts: list[KeptDraft] = []
        self._kept: Sequence[KeptDraft] | None = None
        self._prints_when_stored = False
        self._rest = QTimer(self, singleShot=True, interval=CHECKED_AFTER_MS)
        self._rest.timeout.connect(self._check)
        self._build()
        self._connect()

    def show_visit(self, customer_id: int, visit_id: int | None) -> None:
        """Show a visit of a customer, or with None an empty plan.

        Typing that a killed program had not saved is put back, and the person is told.
        """
        leave_focused()
        self._customer_id, self._visit_id = customer_id, visit_id
        self._prints_when_stored, self._is_other, self._half = False, True, None
        self._drafts = typing_drafts.kept(self.workspace.database, customer_id)
        self.reload()

    def reload(self) -> None:
        """Read the visit again; what is typed and not saved stays."""
        try:
            self._view = self._load()
        except CrmError as error:
            self._show_gone(problem_text(self.language, error.problem))
            return
        if self._view.is_binned:
            self._show_gone(self.language.text("This customer is in the bin."))
            return
        self._gone.hide()
        half = self._choose_half(self._view)
        self._head.show_view(self._view, half)
        self._body.setVisible(half is Half.PLAN)
        self._strip.setVisible(half is Half.PLAN)
        if half is Half.AFTER:
            self._show_after()
        elif self._after is not None:
            self._after.hide()
        card, visit = self._view.card.card, self._view.visit
        self._first.show_if(is_first=is_first_visit(card, visit))
        self._show_forms(self._view)
        self._show_ideas(self._view)
        self._check()
        self.handlers_changed.emit()

    def suggest_day(self, day: date) -> None:
        """Put a day into the empty plan that is shown."""
        self._forms.suggest_day(day)
        self._check()

    def concerns(self, changes: Changes) -> bool:
        """Nothing that only tells of prints or settings stands here."""
        return self._customer_id > 0 and bool(changes.kinds - {Kind.PRINTED_BRIEF, Kind.SETTING})

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """Print the brief, log what happened."""
        if self._view is None:
            return {}
        return {ActionCode.PRINT_BRIEF: self._print, ActionCode.LOG: self._log}

    def take_focus(self) -> None:
        """Begin with the day of a new visit, else on what it is for, or with how it went."""
        if self._half is Half.AFTER and self._after is not None:
            self._after.take_focus()
            return
        self._forms.take_focus("visit_on" if self._forms.is_new else "objective")

    def _load(self) -> VisitView:
        workspace = self.workspace
        return load_visit(
            workspace.database,
            self._customer_id,
            self._visit_id,
            today=workspace.today(),
            playbook=workspace.playbook,
        )

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._head = VisitHead(self.workspace, self.icons)
        self._strip = WarningStrip(self.language)
        self._gone = Label("", "muted")
        self._gone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._gone.hide()
        self._people = Attendees(self.workspace)
        self._first = FirstVisit(self.language, self.workspace.playbook)
        self._ideas = IdeasPanel(self.language, self.icons)
        self._after: AfterPanel | None = None
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._body.setWidget(self._canvas())
        rows.addWidget(self._head)
        rows.addWidget(self._strip)
        rows.addWidget(self._body, 1)
        rows.addWidget(self._gone, 1)

    def _canvas(self) -> QWidget:
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        canvas.setMaximumWidth(WIDEST_PX)
        across = QHBoxLayout(canvas)
        across.setContentsMargins(20, 16, 20, 24)
        across.setSpacing(16)
        self._forms = VisitForms(self.workspace, self.icons)
        place = QVBoxLayout()
        place.addWidget(self._forms)
        place.addStretch(1)
        across.addLayout(place, 1)
        side = QWidget()
        side.setFixedWidth(SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._first)
        column.addWidget(self._people)
        column.addWidget(self._ideas)
        column.addStretch(1)
        across.addWidget(side)
        return canvas

    def _connect(self) -> None:
        head = self._head
        head.print_wanted.connect(self._print)
        head.save_wanted.connect(self._forms.save)
        head.state_wanted.connect(self._set_state)
        head.delete_wanted.connect(self._delete)
        head.half_wanted.connect(self._show_half)
        head.card_wanted.connect(lambda: self._open_card(None))
        self._people.chosen.connect(self._set_attending)
        self._ideas.taken.connect(self._take_idea)
        self._forms.typed.connect(self._rest.start)
        self._forms.stored.connect(self._take_stored)
        self._forms.ready.connect(self._take_up)

    def _choose_half(self, view: VisitView) -> Half:
        """Return the half that was chosen, else the one the visit has come to."""
        visit = view.visit
        if visit is None or not may_be_told(visit, view.card.today):
            self._half = Half.PLAN
        elif self._half is None:
            is_over = visit.state is VisitState.HELD or visit.is_over(self.workspace.clock())
            is_told = any(holds_telling(one, visit) for one in self._drafts)
            self._half = Half.AFTER if is_over or is_told else Half.PLAN
        return self._half

    def _show_half(self, half: Half) -> None:
        self._half = half
        self.reload()
        self.take_focus()

    def _show_after(self) -> None:
        """Show how it went; it is made in one turn of the event loop and filled in the next."""
        if self._is_other:
            self._kept = self._drafts
        if self._after is not None:
            self._fill_after()
            return
        self._after = AfterPanel(self.workspace, self.icons)
        self._after.done.connect(self._leave_after)
        rows = self.layout()
        assert isinstance(rows, QVBoxLayout)
        rows.addWidget(self._after, 1)
        later(self, self._fill_after)

    def _leave_after(self) -> None:
        """Go back to where one came from, or, if that is here, show what is stored now."""
        self.workspace.navigation.back_wanted.emit()
        if self.isVisible():
            self.reload()

    def _fill_after(self) -> None:
        """Fill it; what was told before and not saved is back, and the person is told."""
        if self._after is None or self._view is None or self._half is not Half.AFTER:
            return
        kept, self._kept = self._kept, None
        if self._after.show_view(self._view, kept):
            self.workspace.tell(self.language.text("What you had not saved yet is back."))
        self._after.show()

    def _show_forms(self, view: VisitView) -> None:
        """Show the fields and who comes; of an empty plan what was chosen stays."""
        forms = self._forms
        if self._is_other:
            self._is_other = False
            forms.show_other(view.visit or Visit(self._customer_id, self.workspace.today()))
            self._people.show_people(view)
            self._take_up()
        elif view.visit is not None:
            forms.show_visit(view.visit)
            self._people.show_people(view)
        forms.attending = self._people.keys

    def _take_up(self) -> None:
        """Put typing back that a killed program had not saved, and look at all of it."""
        if not self._forms.is_ready or self._view is None:
            return
        drafts, self._drafts = self._drafts, []
        if self._forms.take_up(drafts):
            text = self.language.text("What you typed before the program ended is back.")
            self.workspace.tell(text)
        self._check()

    def _take_stored(self, visit_id: int) -> None:
        """Go on with the stored visit where the person is typing."""
        self._visit_id = visit_id
        self.reload()
        if self._prints_when_stored:
            self._prints_when_stored = False
            self._print()

    def _show_gone(self, text: str) -> None:
        self._view = None
        self._rest.stop()
        self._strip.show_warnings([])
        if self._after is not None:
            self._after.hide()
        self._gone.setText(text)
        self._gone.show()
        self._body.hide()
        self.handlers_changed.emit()

    def _show_ideas(self, view: VisitView) -> None:
        language, workspace = self.language, self.workspace
        self._ideas.show_ideas(question_ideas(language, view.card, workspace.playbook))
        draft = view.visit or Visit(self._customer_id, workspace.today())
        database, playbook, attending = workspace.database, workspace.playbook, view.attending
        moment = Moment(workspace.today(), workspace.clock())

        def show(ideas: VisitIdeas) -> None:
            self._ideas.show_ideas(card_ideas(language, ideas))

        workspace.tasks.look_up(
            f"visit-ideas-{id(self)}",
            lambda: visit_ideas(database, draft, attending, playbook, moment),
            show,
            failed=self._ignore_gone,
            owner=self,
        )

    def _check(self) -> None:
        """Hold what is typed against taboos, and the time against the other visits (D26)."""
        forms, view, workspace = self._forms, self._view, self.workspace
        if not forms.is_ready or view is None:
            return
        today, day = workspace.today(), forms.day()
        stored = view.visit or Visit(self._customer_id, today)
        draft = draft_of(stored, forms.texts(), day or today)
        database, playbook, attending = workspace.database, workspace.playbook, self._people.keys
        mine = DatedVisit(forms.timed(draft), view.card.card.customer.name)

        def work() -> Checked:
            found = check_visit(database, draft, attending, playbook, today)
            if day is None:
                return tuple(one for one in found if one.on is None), [], draft
            others = [one for one in visits_between(database, day, day) if one.visit.id != draft.id]
            near = [one for one in clashes([*others, mine]) if mine in (one.first, one.second)]
            return found, near, draft

        topic = f"visit-check-{id(self)}"
        failed = self._ignore_gone
        workspace.tasks.look_up(topic, work, self._show_checked, failed=failed, owner=self)

    def _show_checked(self, checked: Checked) -> None:
        conflicts, near, draft = checked
        language = self.language
        hints = [clash_text(language, one) for one in near]
        self._strip.show_warnings([*conflict_lines(language, conflicts), *hints])
        beside = placed(conflicts, draft)
        warnings = {
            name: "\n".join(conflict_lines(language, some)) for name, some in beside.items()
        }
        self._forms.warn(warnings)

    def _ignore_gone(self, error: CrmError) -> None:
        """A customer removed between two key strokes is told by the page itself."""
        if error.problem.code != "customer_unknown":
            self.workspace.tell_problem(error)

    def _set_attending(self, keys: tuple[int, ...]) -> None:
        self._forms.attending = keys
        visit_id, workspace = self._visit_id, self.workspace
        if visit_id is None:
            self._rest.start()
            return
        database, author = workspace.database, workspace.author
        workspace.write(lambda: set_attendees(database, visit_id, keys, author=author), owner=self)

    def _take_idea(self, idea: Idea) -> None:
        self._forms.add(idea.field, idea.text)

    def _set_state(self, state: VisitState) -> None:
        visit_id, workspace = self._visit_id, self.workspace
        if visit_id is None:
            return
        database, author = workspace.database, workspace.author
        workspace.write(
            lambda: card_edits.set_fields(
                database, Kind.VISIT, visit_id, {"state": state}, author=author
            ),
            owner=self,
        )

    def _delete(self) -> None:
        visit_id, workspace = self._visit_id, self.workspace
        if visit_id is None:
            return
        database, author = workspace.database, workspace.author
        workspace.write(
            lambda: card_edits.remove_record(database, Kind.VISIT, visit_id, author=author),
            then=lambda _: workspace.navigation.back_wanted.emit(),
            notice=self.language.text("Visit deleted"),
            owner=self,
        )

    def _print(self) -> None:
        """Show the brief; a new visit with a day is stored first, so that the brief is for it."""
        leave_focused()
        forms = self._forms
        if forms.is_new and forms.day() is not None:
            self._prints_when_stored = True
            forms.save()
            return
        order = BriefOrder(self._customer_id, self._visit_id)
        self.workspace.navigation.brief_wanted.emit([order])

    def _log(self) -> None:
        """Tell how it went; of a visit to come there is nothing to tell, but other things are."""
        view = self._view
        if view is not None and may_be_told(view.visit, view.card.today):
            self._show_half(Half.AFTER)
        else:
            self._open_card(CardTab.SERVICE)

    def _open_card(self, tab: CardTab | None) -> None:
        self.workspace.navigation.card_wanted.emit(self._customer_id, tab)
