"""The page of the tiers: settings at the left, what they would do at the right (D3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from crm_desktop.domain.problems import CrmError, OutdatedError
from crm_desktop.domain.scheme_settings import from_settings, to_settings
from crm_desktop.domain.tier_scheme import Scheme
from crm_desktop.services import tiers
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.customers import amounts_without_rate
from crm_desktop.services.tier_runs import PinView, RunView, applied_runs, pins_in_force
from crm_desktop.services.tier_what_if import Ground, read_ground
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.screen import Screen, State
from crm_desktop.ui.tiers.distribution_panel import DistributionPanel
from crm_desktop.ui.tiers.export_list import export_tier_list
from crm_desktop.ui.tiers.moves_view import MovesView
from crm_desktop.ui.tiers.outlook_words import apply_words, standing, summary, why_not
from crm_desktop.ui.tiers.page_messages import FirstRun, Refusal
from crm_desktop.ui.tiers.pins_view import PinsView
from crm_desktop.ui.tiers.runs_view import RunsView
from crm_desktop.ui.tiers.scheme_panel import SchemePanel
from crm_desktop.ui.tiers.what_if import Direction, Outlook, look
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text
from crm_desktop.wording.rates import left_out_lines

ASKED_AFTER_MS = 90
"""A slider rests so long before its plan is made."""
MOVES, PINS, RUNS = range(3)
"""The places of the tabs."""

View = TypeVar("View", bound=QWidget)


@dataclass(frozen=True)
class _Found:
    """What a worker brought; pins and runs are None where only another scheme was tried."""

    outlook: Outlook
    pins: Sequence[PinView] | None = None
    runs: Sequence[RunView] | None = None
    without_rate: Mapping[str, int] | None = None


class TiersPage(Screen):
    """Reads the file once, then tries schemes on that snapshot; the newest wish wins."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        text = self.language.text
        self._ground: Ground | None = None
        self._tried: Scheme | None = None
        self.outlook: Outlook | None = None
        self._standing = ElidedLabel("")
        self._summary = ElidedLabel("")
        self._left_out = Label("", "warning")
        self.apply_button = QPushButton(text("Apply"))
        self.export_button = icon_button(icons, "upload", text("Export…"))
        self.scheme_panel = SchemePanel(self.language)
        self.distribution = DistributionPanel(workspace)
        self.first_run = FirstRun(self.language, icons)
        self.refusal = Refusal(self.language, icons)
        self.tabs = QTabWidget()
        self._pins: Sequence[PinView] = ()
        self._runs: Sequence[RunView] = ()
        self._outdated: set[int] = set()
        self._places: list[QVBoxLayout] = []
        self._wait = QTimer(self, singleShot=True, interval=ASKED_AFTER_MS)
        self._wait.timeout.connect(self._ask)
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Read the file again; what is being tried stays."""
        self._ground = None
        self._ask()

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """Export the list; print the briefs of chosen moves."""
        found: dict[ActionCode, Callable[[], None]] = {ActionCode.EXPORT_TIERS: self.export}
        is_shown = self.outlook is not None and self.tabs.currentIndex() == MOVES
        if is_shown and self.moves.chosen_keys:
            found[ActionCode.PRINT_BRIEF] = self._print_briefs
        return found

    @cached_property
    def moves(self) -> MovesView:
        """Who moves; like the other tabs made when it is first seen."""
        view = MovesView(self.workspace)
        view.chosen.connect(self.handlers_changed)
        view.opened.connect(self._open_card)
        return self._put(MOVES, view)

    @cached_property
    def pins(self) -> PinsView:
        """The tiers set by hand."""
        view = PinsView(self.workspace, self.icons)
        view.opened.connect(self._open_card)
        return self._put(PINS, view)

    @cached_property
    def runs(self) -> RunsView:
        """The runs that were applied."""
        view = RunsView(self.language)
        view.scheme_wanted.connect(self._try)
        return self._put(RUNS, view)

    def _put(self, place: int, view: View) -> View:
        self._places[place].addWidget(view)
        view.show()
        return view

    def _open_card(self, key: int) -> None:
        self.workspace.navigation.card_wanted.emit(key, None)

    def _print_briefs(self) -> None:
        orders = [BriefOrder(key) for key in self.moves.chosen_keys]
        self.workspace.navigation.brief_wanted.emit(orders)

    def state(self) -> State:
        """Return the tab, what stands beside the bars, and a scheme that is being tried."""
        tried = None if self._tried is None else to_settings(self._tried)
        return {"tab": self.tabs.currentIndex(), "side": self.distribution.side, "tried": tried}

    def restore(self, state: State) -> None:
        """Take up a remembered state."""
        tab, side, tried = state.get("tab"), state.get("side"), state.get("tried")
        if isinstance(tab, int):
            self.tabs.setCurrentIndex(tab)
        if isinstance(side, int):
            self.distribution.show_side(side)
        if isinstance(tried, dict):
            self._try_stored(tried)

    def take_focus(self) -> None:
        """Start at the method."""
        method = (self._tried or Scheme()).method
        if self.outlook is not None:
            method = self.outlook.plan.scheme.method
        self.scheme_panel.methods[method].setFocus()

    def export(self) -> None:
        """Write the plan that is shown to a file."""
        plan = self.outlook.plan if self.outlook is not None else None
        export_tier_list(self, self.workspace, plan)

    def apply(self) -> None:
        """Make the plan the tiers of the file; a notice offers to undo it."""
        outlook = self.outlook
        if outlook is None or not self.apply_button.isEnabled():
            return
        database, author, plan = self.workspace.database, self.workspace.author, outlook.plan
        self._set_counting(is_counting=True)
        self.workspace.write(
            lambda: tiers.apply(database, plan, author=author),
            then=lambda _: self._applied(),
            failed=self._refuse,
            notice=self._applied_words(outlook),
            owner=self,
        )

    def _applied(self) -> None:
        self._tried = None
        self._ask()

    def _applied_words(self, outlook: Outlook) -> str:
        count = len(outlook.keys[Direction.ALL])
        return self.language.plural(
            "Applied: {count} customer has another tier.",
            "Applied: {count} customers have another tier.",
            count,
        )

    def _refuse(self, error: CrmError) -> None:
        self._set_counting(is_counting=False)
        self._tell_refusal(error)

    def _tell_refusal(self, error: CrmError) -> None:
        """Say in place what is wrong; there is no room for the lesson of the first run as well."""
        self.first_run.hide()
        is_outdated = isinstance(error, OutdatedError)
        text = problem_text(self.language, error.problem)
        self.refusal.show_problem(text, offers_again=is_outdated)

    def _try(self, scheme: Scheme | None) -> None:
        """Take up a scheme, None for the file's own, and make its plan once the slider rests."""
        self._tried = scheme
        self._set_counting(is_counting=True)
        self._wait.start()

    def _try_stored(self, stored: dict[str, Any]) -> None:
        try:
            self._try(from_settings(stored))
        except (ArithmeticError, KeyError, TypeError, ValueError):
            self._tried = None

    def _ask(self) -> None:
        """Make the plan on the worker; reads the file only where the snapshot is old."""
        self._wait.stop()
        self._set_counting(is_counting=True)
        database, today = self.workspace.database, self.workspace.today()
        ground, tried = self._ground, self._tried

        def work() -> _Found:
            if ground is not None:
                return _Found(look(ground, tried or ground.scheme))
            newest = read_ground(database, as_of=today)
            outlook = look(newest, tried or newest.scheme)
            return _Found(
                outlook,
                pins_in_force(database, as_of=today),
                applied_runs(database),
                amounts_without_rate(database, as_of=today),
            )

        self.workspace.tasks.look_up(
            "tier-plan", work, self._show, failed=self._tell_refusal, owner=self
        )

    def _show(self, found: _Found) -> None:
        outlook = self.outlook = found.outlook
        self._ground = outlook.ground
        if self._tried == outlook.ground.scheme:
            self._tried = None
        self.refusal.hide()
        self.first_run.show_outlook(outlook)
        self._standing.setText(standing(outlook, self.language))
        self._summary.setText("" if outlook.is_empty else summary(outlook, self.language))
        self._summary.setVisible(not outlook.is_empty)
        wanted = self._tried or outlook.ground.scheme
        self.scheme_panel.show_scheme(wanted)
        self.scheme_panel.own.setEnabled(self._tried is not None)
        tip = "" if self._tried else self.language.text("These are the settings of the file.")
        set_tip(self.scheme_panel.own, tip)
        self.distribution.show_outlook(outlook)
        self._outdated.add(MOVES)
        self._show_beside(found)
        self._show_tab()
        self.apply_button.setText(apply_words(outlook, self.language))
        # A slider may have moved on while this plan was made: its own plan is on the way.
        self._set_counting(is_counting=outlook.plan.scheme != wanted)

    def _show_beside(self, found: _Found) -> None:
        """Show what was read together with a new snapshot."""
        if found.pins is not None and found.runs is not None:
            self._pins, self._runs = found.pins, found.runs
            self._outdated |= {PINS, RUNS}
            self._name_tabs(len(found.pins), len(found.runs))
        if found.without_rate is not None:
            lines = list(left_out_lines(self.language, found.without_rate))
            keys = shown_keys(ActionCode.IMPORT)
            lines.append(self.language.text("File, Import lists ({keys}) takes it in.", keys=keys))
            self._left_out.setText(" ".join(lines))
            self._left_out.setVisible(bool(found.without_rate))

    def _show_tab(self) -> None:
        """Show in the tab that is open what was found since it was open last."""
        place = self.tabs.currentIndex()
        if place not in self._outdated or self.outlook is None:
            return
        self._outdated.remove(place)
        if place == MOVES:
            self.moves.show_outlook(self.outlook)
        elif place == PINS:
            self.pins.show_pins(self._pins)
        else:
            self.runs.show_runs(self._runs)

    def _tab_changed(self) -> None:
        self._show_tab()
        self.handlers_changed.emit()

    def _name_tabs(self, pins: int, runs: int) -> None:
        number = self.language.number
        names = (
            self.language.text("Moves"),
            self.language.with_note(self.language.text("Set by hand"), number(pins)),
            self.language.with_note(self.language.text("Past runs"), number(runs)),
        )
        for place, name in enumerate(names):
            self.tabs.setTabText(place, name)

    def _set_counting(self, *, is_counting: bool) -> None:
        reason = why_not(self.outlook, self.language, is_counting=is_counting)
        self.apply_button.setEnabled(not reason)
        set_tip(self.apply_button, reason)

    def _connect(self) -> None:
        panel = self.scheme_panel
        panel.turned.connect(self._try)
        panel.own_wanted.connect(lambda: self._try(None))
        panel.defaults_wanted.connect(lambda: self._try(Scheme()))
        self.refusal.again.connect(self.reload)
        self.apply_button.clicked.connect(self.apply)
        self.export_button.clicked.connect(self.export)
        self.tabs.currentChanged.connect(self._tab_changed)

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 12, 20, 12)
        rows.setSpacing(10)
        rows.addLayout(self._head())
        rows.addWidget(self.first_run)
        rows.addWidget(self.refusal)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.scheme_panel)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.distribution)
        right.addWidget(self._summary)
        self._left_out.setWordWrap(True)
        self._left_out.hide()
        right.addWidget(self._left_out)
        for _ in (MOVES, PINS, RUNS):
            holder = QWidget()
            place = QVBoxLayout(holder)
            place.setContentsMargins(0, 0, 0, 0)
            self._places.append(place)
            self.tabs.addTab(holder, "")
        self._name_tabs(0, 0)
        right.addWidget(self.tabs, 1)
        across.addLayout(right, 1)
        rows.addLayout(across, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(self.language.text("Tiers"), "title"))
        self._standing.setProperty("look", "muted")
        row.addWidget(self._standing, 1)
        row.addWidget(self.export_button)
        self.apply_button.setProperty("look", "primary")
        self.apply_button.setObjectName("apply")
        row.addWidget(self.apply_button)
        return row
