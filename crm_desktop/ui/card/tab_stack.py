"""The tabs of a card: each made when it is first looked at, and filled only while it is seen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.services.card_views import CardView
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.card.tab import CardTabView
from crm_desktop.ui.card.tabs import TITLES, TabMaker
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.leaving import leave_focused
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.screen import State
from crm_desktop.ui.workspace import Workspace


class TabStack(QWidget):
    """A bar of tabs over the view of the chosen one; ``turned`` tells of another one."""

    turned = Signal()

    def __init__(
        self, workspace: Workspace, icons: Icons, makers: Mapping[CardTab, TabMaker]
    ) -> None:
        super().__init__()
        self._workspace, self._icons, self._makers = workspace, icons, makers
        self._made: dict[CardTab, CardTabView] = {}
        self._fresh: set[CardTab] = set()
        self._drafts: Sequence[KeptDraft] = ()
        self._states: dict[str, State] = {}
        self._taken: set[CardTab] = set()
        self._view: CardView | None = None
        self._shown: list[CardTab] = []
        self.current = next(iter(makers))
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setAccessibleName(workspace.language.text("Parts of the card"))
        self.bar.currentChanged.connect(self._turn)
        self._stack = QStackedWidget()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 0, 8, 0)
        bar.addWidget(self.bar)
        rows.addLayout(bar)
        rows.addWidget(self._stack, 1)

    @property
    def shown(self) -> tuple[CardTab, ...]:
        """The tabs this card has, in their order."""
        return tuple(self._shown)

    def forget(self, drafts: Sequence[KeptDraft]) -> None:
        """Another customer comes, with typing that was not saved."""
        self._drafts, self._taken = drafts, set()
        self._view = None
        self._fresh.clear()

    def choose(self, tab: CardTab) -> None:
        """Make a tab the open one; it is filled by the next :meth:`show_view`."""
        if tab in self._makers:
            self.current = tab

    def show_view(self, view: CardView) -> None:
        """Fill the open tab with a state of the card; the others are filled when they open."""
        if view is not self._view:
            self._fresh.clear()
        self._view = view
        self._show_bar(view)
        self._fill()

    def state(self) -> State:
        """Return what the tabs remember, those not looked at what they were given."""
        made = {tab.value: view.state() for tab, view in self._made.items()}
        return {**self._states, **made}

    def restore(self, state: State) -> None:
        """Take up what the tabs remembered; one not made yet takes it when it is."""
        self._states = {tab: part for tab, part in state.items() if isinstance(part, dict)}
        for tab, view in self._made.items():
            view.restore(self._states.get(tab.value, {}))

    def step(self, by: int) -> None:
        """Go to a tab to the right or left of the open one, round the ends."""
        at = (self._shown.index(self.current) + by) % len(self._shown)
        self.bar.setCurrentIndex(at)

    def filter_field(self) -> QLineEdit | None:
        """The line that filters the open tab, None where it has none."""
        made = self._made.get(self.current)
        return made.filter_field() if made is not None else None

    def start_entry(self) -> None:
        """Put the keyboard where something new is entered on the open tab."""
        self._made[self.current].start_entry()

    def open_record(self, kind: Kind, record_id: int) -> None:
        """Open a record on the open tab."""
        self._made[self.current].open_record(kind, record_id)

    def add_record(self, kind: Kind) -> None:
        """Open an empty form for a record of a kind on the open tab."""
        for records in self._lists(kind)[:1]:
            records.add()

    def _lists(self, kind: Kind) -> list[RecordList]:
        view = self._made.get(self.current)
        found = view.findChildren(RecordList) if view else []
        return [records for records in found if records.kind is kind]

    def _show_bar(self, view: CardView) -> None:
        """Show the tabs that belong to this card; the open one may go."""
        wanted = [tab for tab, maker in self._makers.items() if maker.belongs(view)]
        if self.current not in wanted:
            self.current = wanted[0]
        with QSignalBlocker(self.bar):
            if wanted != self._shown:
                self._shown = wanted
                while self.bar.count():
                    self.bar.removeTab(0)
                for tab in wanted:
                    self.bar.addTab(self._workspace.language.text(TITLES[tab]).replace("&", "&&"))
            self.bar.setCurrentIndex(wanted.index(self.current))

    def _turn(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            leave_focused_within(self._stack)
            self.current = self._shown[at]
            self._fill()
            self.turned.emit()

    def _fill(self) -> None:
        tab, view = self.current, self._view
        if view is None:
            return
        made = self._made.get(tab)
        if made is None:
            made = self._made[tab] = self._makers[tab].make(self._workspace, self._icons)
            self._stack.addWidget(made)
            made.restore(self._states.get(tab.value, {}))
        if tab not in self._fresh:
            made.show_view(view)
            self._fresh.add(tab)
        if tab not in self._taken:
            self._taken.add(tab)
            made.take_up(self._drafts)
        self._stack.setCurrentWidget(made)


def leave_focused_within(widget: QWidget) -> None:
    """Let an editor inside a widget save before it is hidden."""
    focused = widget.window().focusWidget()
    if focused is not None and widget.isAncestorOf(focused):
        leave_focused()
