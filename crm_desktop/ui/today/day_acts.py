"""What the window does for a line of the day: writes with undo, or the way to another page."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.today import Proposal, TodayAct, TodayKind
from crm_desktop.services import card_edits
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.today_acts import AT_ONCE, dismiss, do_at_once, postpone
from crm_desktop.text import mark
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.today import reason_text

_VISITS = (TodayKind.VISIT, TodayKind.HOW_DID_IT_GO)
_TABS = {
    TodayKind.COMPLAINT: CardTab.SERVICE,
    TodayKind.OUR_PROMISE: CardTab.SERVICE,
    TodayKind.THEIR_PROMISE: CardTab.SERVICE,
    TodayKind.ACTION: CardTab.DEVELOPMENT,
    TodayKind.SWOT_ACTION: CardTab.DEVELOPMENT,
    TodayKind.NEXT_STEP: CardTab.DEVELOPMENT,
    TodayKind.RENEWAL: CardTab.PURCHASES,
}
"""Where on the card a proposal comes from; None is the tab seen last."""
_NOTICES = {
    TodayAct.KEPT: mark("Promise kept: {name}"),
    TodayAct.DONE: mark("Done: {name}"),
    TodayAct.ANSWERED: mark("Complaint answered: {name}"),
    TodayAct.RESOLVED: mark("Complaint resolved: {name}"),
    TodayAct.GREET: mark("Greeting logged: {name}"),
}


class DayActs:
    """``owner`` is the page; nothing is called back once it is gone."""

    def __init__(self, workspace: Workspace, owner: QObject) -> None:
        self._workspace, self._owner = workspace, owner

    def act(self, one: Proposal) -> None:
        """Carry out the one action of a line, as far as it asks for no words."""
        if one.act in AT_ONCE:
            self._do_at_once(one)
        elif one.act is TodayAct.PRINT_BRIEF:
            self.print_brief(one)
        elif one.act is TodayAct.TELL:
            self.open_visit(one)
        elif one.act is TodayAct.PLAN_VISIT:
            self.plan_visit(one)
        else:
            self.open_card(one)

    def open_card(self, one: Proposal, tab: CardTab | None = None) -> None:
        """Show the card, where the proposal comes from."""
        wanted = tab or _TABS.get(one.kind)
        self._workspace.navigation.card_wanted.emit(one.who.customer_id, wanted)

    def open_visit(self, one: Proposal) -> None:
        """Show the visit; one whose time has passed asks what came of it."""
        self._workspace.navigation.visit_wanted.emit(one.who.customer_id, one.record_id)

    def plan_visit(self, one: Proposal) -> None:
        """Show an empty plan for the customer."""
        self._workspace.navigation.visit_wanted.emit(one.who.customer_id, None)

    def print_brief(self, one: Proposal) -> None:
        """Show the brief for the visit, or the general one."""
        visit = one.record_id if one.kind in _VISITS else None
        self._workspace.navigation.brief_wanted.emit([BriefOrder(one.who.customer_id, visit)])

    def broken(self, one: Proposal) -> None:
        """A promise was not kept and will not be."""
        database, author, key = self._workspace.database, self._workspace.author, one.record_id
        assert key is not None
        values = {"state": PromiseState.BROKEN}
        self._write(
            lambda: card_edits.set_fields(database, Kind.PROMISE, key, values, author=author),
            self._say(mark("Promise broken: {name}"), one),
        )

    def later(self, one: Proposal, day: date) -> None:
        """Propose it again on a day."""
        database, author = self._workspace.database, self._workspace.author
        shown = self._workspace.language.date(day)
        self._write(
            lambda: postpone(database, one, day, author=author),
            self._say(mark("{name}: again on {day}"), one, day=shown),
        )

    def put_away(self, one: Proposal) -> None:
        """Be done with it for good."""
        database, author = self._workspace.database, self._workspace.author
        self._write(
            lambda: dismiss(database, one, author=author),
            self._say(mark("Done with it: {name}"), one),
        )

    def _do_at_once(self, one: Proposal) -> None:
        workspace = self._workspace
        database, author, now = workspace.database, workspace.author, workspace.clock()
        reason = reason_text(workspace.language, one, workspace.today())
        words = workspace.language.text("Greeted: {reason}", reason=reason)
        self._write(
            lambda: do_at_once(database, one, now=now, words=words, author=author),
            self._say(_NOTICES[one.act], one),
        )

    def _say(self, msgid: str, one: Proposal, **params: object) -> str:
        return self._workspace.language.text(msgid, name=one.who.name, **params)

    def _write(self, work: Callable[[], Changes], notice: str) -> None:
        self._workspace.write(work, notice=notice, owner=self._owner)
