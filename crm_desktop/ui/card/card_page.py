"""The card of one customer: head, taboos, and the tabs beneath them."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Subject
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits, typing_drafts
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.card_views import CardView, is_large, load_view
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.card.binned_bar import BinnedBar
from crm_desktop.ui.card.card_copy import card_text
from crm_desktop.ui.card.failure_alarm import FailureAlarm
from crm_desktop.ui.card.hand_over import HandOver
from crm_desktop.ui.card.header import CardHeader
from crm_desktop.ui.card.tab_stack import TabStack
from crm_desktop.ui.card.taboo_strip import TabooStrip
from crm_desktop.ui.card.tabs import Makers, tab_makers
from crm_desktop.ui.card_places import tab_of_draft
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.leaving import leave_focused
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.notices import Notice
from crm_desktop.ui.screen import Screen, State
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text

Handlers = dict[ActionCode, Callable[[], None]]


class CardPage(Screen):
    """Shows one customer at a time; the head and the taboos stay whatever tab is open.

    ``others`` are the tabs that are made outside the package of the card.
    """

    def __init__(self, workspace: Workspace, icons: Icons, others: Makers) -> None:
        super().__init__(workspace, icons)
        self._customer_id = 0
        self._is_to_note = False
        self._view: CardView | None = None
        self.header = CardHeader(workspace, icons, self.handlers)
        self.strip = TabooStrip(workspace, icons)
        self.alarm = FailureAlarm(workspace, icons)
        self.binned = BinnedBar(workspace, icons)
        self.tabs = TabStack(workspace, icons, tab_makers(others))
        self._gone = Label("", "muted")
        self._gone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QWidget()
        self._build()
        self._connect()

    @property
    def customer_id(self) -> int | None:
        """The key of the customer whose card is shown, None while none is."""
        return self._customer_id if self._view is not None else None

    def show_customer(self, customer_id: int, tab: CardTab | None) -> None:
        """Show the card of a customer; ``tab`` None shows the tab seen last.

        Typing that a killed program had not saved is put back, and the person is told.
        """
        leave_focused()
        self._is_to_note = tab is CardTab.SERVICE
        drafts: list[KeptDraft] = []
        if customer_id != self._customer_id:
            self._customer_id, self._view = customer_id, None
            drafts = typing_drafts.kept(self.workspace.database, customer_id)
            self.tabs.forget(drafts)
        if tab is not None:
            self.tabs.choose(tab)
        self.reload()
        if drafts:
            self._tell_drafts(drafts)

    def reload(self) -> None:
        """Read the card again; only the open tab is filled, the others when they are shown.

        A card of thousands of records is read off the UI thread.
        """
        database, key = self.workspace.database, self._customer_id
        if not is_large(database, key):
            try:
                self._take(self._load(key))
            except CrmError as error:
                self._lose(error)
            return
        if self._view is None:
            self._show_sentence(self.language.text("Reading a long card…"))
        self.workspace.tasks.look_up(
            "card", lambda: self._load(key), self._take, failed=self._lose, owner=self
        )

    def _take(self, view: CardView) -> None:
        if view.customer_id != self._customer_id:
            return
        self._view = view
        self._gone.hide()
        self._body.show()
        self.header.show_view(view)
        self.strip.show_card(view.card)
        self.alarm.show_view(view)
        self.binned.show_customer(view.card.customer)
        self.tabs.show_view(view)
        self.handlers_changed.emit()

    def _lose(self, error: CrmError) -> None:
        self._view = None
        self._show_sentence(problem_text(self.language, error.problem))
        self.handlers_changed.emit()

    def _show_sentence(self, text: str) -> None:
        self._gone.setText(text)
        self._body.hide()
        self._gone.show()

    def handlers(self) -> Handlers:
        """What the menu does for this card; a card in the bin can't be visited."""
        view = self._view
        if view is None:
            return {}
        key, card = self._customer_id, view.card
        found: Handlers = {
            ActionCode.COPY_CARD: self._copy,
            ActionCode.HANDOVER: lambda: self._hand_over.pack(key),
            ActionCode.SUBJECT_ACCESS: lambda: self._hand_over.subject_access(card),
            ActionCode.ERASE: lambda: self._look_at_erasing(key),
        }
        field = self.tabs.filter_field()
        if field is not None:
            found[ActionCode.FILTER] = field.setFocus
        if view.card.customer.binned_at is None:
            found |= {
                ActionCode.PRINT_BRIEF: self._print_brief,
                ActionCode.LOG: self._log,
                ActionCode.PLAN_VISIT: self._plan_visit,
                ActionCode.BIN: self._bin,
            }
        return found

    def _look_at_erasing(self, key: int) -> None:
        subject = Subject(Kind.CUSTOMER, key)
        self.workspace.navigation.erase_wanted.emit(subject)

    @cached_property
    def _hand_over(self) -> HandOver:
        return HandOver(self, self.workspace)

    def state(self) -> State:
        """Remember the customer, the tab and how the tabs were left."""
        return {
            "customer": self._customer_id,
            "tab": self.tabs.current.value,
            "parts": self.tabs.state(),
        }

    def restore(self, state: State) -> None:
        """Take up the tab, where the card is the one remembered."""
        tab, parts = state.get("tab"), state.get("parts")
        if isinstance(parts, dict):
            self.tabs.restore(parts)
        if state.get("customer") == self._customer_id and tab in set(CardTab):
            self.tabs.choose(CardTab(str(tab)))
            if self._view is not None:
                self.tabs.show_view(self._view)

    def take_focus(self) -> None:
        """Put the keyboard on the tabs, unless something on the card has it.

        Who comes to note something (Ctrl+L from elsewhere) finds it in the line for that.
        """
        if self._is_to_note and self._view is not None:
            self._is_to_note = False
            self.tabs.start_entry()
            return
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.tabs.bar.setFocus()

    def _load(self, key: int) -> CardView:
        workspace = self.workspace
        today, playbook = workspace.today(), workspace.playbook
        return load_view(workspace.database, key, today=today, playbook=playbook)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        outer.addWidget(self._gone)
        self._gone.hide()
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        strip = QVBoxLayout()
        strip.setContentsMargins(20, 0, 20, 4)
        strip.setSpacing(8)
        strip.addWidget(self.binned)
        strip.addWidget(self.strip)
        strip.addWidget(self.alarm)
        rows.addLayout(strip)
        rows.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.header.tab_wanted.connect(self._go)
        self.tabs.turned.connect(self.handlers_changed)
        self.strip.clicked.connect(self._open_caution)
        self.strip.add_wanted.connect(self._add_taboo)
        self.binned.restore_wanted.connect(self._restore)
        self._add_shortcut("Ctrl+PgDown", self._stepping(1))
        self._add_shortcut("Ctrl+PgUp", self._stepping(-1))
        self._add_shortcut("Ctrl+V", self.header.photo.paste_picture)

    def _add_shortcut(self, keys: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _stepping(self, step: int) -> Callable[[], None]:
        return lambda: self.tabs.step(step)

    def _go(self, tab: CardTab) -> None:
        self.tabs.choose(tab)
        if self._view is not None:
            self.tabs.show_view(self._view)

    def _open_caution(self, kind: Kind, record_id: int) -> None:
        self._go(CardTab.PREFERENCES)
        self.tabs.open_record(kind, record_id)

    def _add_taboo(self) -> None:
        self._go(CardTab.PREFERENCES)
        self.tabs.add_record(Kind.TABOO)

    def _tell_drafts(self, drafts: list[KeptDraft]) -> None:
        words = self.language.plural(
            "What you typed in {count} field was not saved and is back.",
            "What you typed in {count} fields was not saved and is back.",
            len(drafts),
        )
        self.workspace.noticed.emit(
            Notice(
                words,
                action=self.language.text("Show"),
                act=lambda: self._show_draft(drafts[0]),
            )
        )

    def _show_draft(self, draft: KeptDraft) -> None:
        if self._view is not None:
            self._go(tab_of_draft(draft.place, self._view.card))

    def _print_brief(self) -> None:
        leave_focused()
        self.workspace.navigation.brief_wanted.emit([BriefOrder(self._customer_id)])

    def _log(self) -> None:
        self._go(CardTab.SERVICE)
        self.tabs.start_entry()

    def _plan_visit(self) -> None:
        self.workspace.navigation.visit_wanted.emit(self._customer_id, None)

    def _copy(self) -> None:
        leave_focused()
        view, workspace = self._view, self.workspace
        if view is None:
            return

        def put(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            workspace.tell(self.language.text("The card is copied as text."))

        workspace.tasks.look_up(
            "card-text",
            lambda: card_text(workspace, view),
            put,
            failed=workspace.tell_problem,
            owner=self,
        )

    def _bin(self) -> None:
        leave_focused()
        workspace, customer_id = self.workspace, self._customer_id
        database, author = workspace.database, workspace.author
        name = self._view.card.customer.name if self._view else ""
        workspace.write(
            lambda: card_edits.bin_customers(database, [customer_id], author=author),
            notice=self.language.text("{name} is in the bin.", name=name),
        )

    def _restore(self) -> None:
        workspace, customer_id = self.workspace, self._customer_id
        database, author = workspace.database, workspace.author
        name = self._view.card.customer.name if self._view else ""
        workspace.write(
            lambda: card_edits.restore_customers(database, [customer_id], author=author),
            notice=self.language.text("{name} is back.", name=name),
        )
