"""A day of an account manager from morning to evening, across pages, in each language."""

from dataclasses import dataclass
from datetime import date, time

import pytest
from person import Person
from PySide6.QtWidgets import QApplication, QLineEdit

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.promises import Direction, Promise, PromiseState
from crm_desktop.domain.today import Proposal, TodayKind
from crm_desktop.domain.visits import AsPlanned, Visit, VisitState
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.briefs import BriefOrder, build
from crm_desktop.text import LanguageCode
from crm_desktop.ui.briefs.brief_page import BriefPage
from crm_desktop.ui.briefs.page_view import PageView
from crm_desktop.ui.card.card_page import CardPage
from crm_desktop.ui.host import Host
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.today.today_page import TodayPage
from crm_desktop.ui.visits.after_panel import AfterPanel
from crm_desktop.ui.visits.visit_page import VisitPage

FRIDAY = date(2026, 3, 13)


@dataclass(frozen=True)
class Words:
    """What is typed during the day."""

    day: str
    commitment: str
    ours: str
    ours_text: str
    step: str
    step_text: str


WORDS = {
    LanguageCode.ENGLISH: Words(
        "today",
        "Sign the trial",
        "we: samples by Friday",
        "samples",
        "Call Ann by Friday",
        "Call Ann",
    ),
    LanguageCode.CHINESE: Words(
        "今天", "试用签字", "我们：周五前寄样品", "寄样品", "周五前给张总回电", "给张总回电"
    ),
}


@dataclass
class Day:
    """Somebody at the window from nine in the morning on."""

    host: Host
    patch: pytest.MonkeyPatch

    def __post_init__(self) -> None:
        self.person = Person(self.host)
        self.words = WORDS[self.host.language.code]

    @property
    def page(self):
        return self.host.window.page

    def until(self, hour: int) -> None:
        """Let it become later the same day."""
        later = self.host.clock().replace(hour=hour)
        self.patch.setitem(self.host.clock.__globals__, "NOW", later)

    def choose(self, kind: TodayKind, customer: int | None = None) -> Proposal:
        """Go down Today to the first line of a kind."""
        self.person.press("Ctrl+1")
        self.person.press("F5")
        assert isinstance(self.page, TodayPage)
        view = self.page.view
        view.setFocus()
        self.person.press("Home")
        for _ in view.rows.rows:
            found = view.current().proposal
            if found and found.kind is kind and customer in (None, found.who.customer_id):
                return found
            self.person.press("Down")
        raise AssertionError(f"no line of {kind}")

    def find(self, name: str) -> None:
        self.person.press("Ctrl+K")
        self.person.type(name)
        self.person.press("Return")
        assert isinstance(self.page, CardPage)

    def field(self, name: str) -> QLineEdit:
        """The seen line of an object name, or called so in this language."""
        lines = [one for one in self.page.findChildren(QLineEdit) if one.isVisible()]
        spoken = self.host.language.text(name)
        return next(
            one for one in lines if spoken == one.accessibleName() or name == one.objectName()
        )

    def paper(self, qtbot, words: str) -> None:
        """Look at the brief until the words stand on its page, and go back."""
        self.person.press("Ctrl+P")
        assert isinstance(self.page, BriefPage)
        view = self.page.findChild(PageView)
        qtbot.waitUntil(lambda: words in view.accessibleDescription())
        self.person.press("Esc")

    def records(self, kind: Kind, customer: int):
        with self.host.workspace.database.read() as reading:
            return [one for one in reading.values(kind) if one.customer_id == customer]

    def visit(self, customer: int) -> Visit:
        today = self.host.workspace.today()
        found = [one for one in self.records(Kind.VISIT, customer) if one.visit_on == today]
        assert len(found) == 1
        return found[0]

    def brief(self, customer: int) -> VisitBrief:
        """The data of the next brief."""
        workspace, now = self.host.workspace, self.host.clock()
        moment = Moment(workspace.today(), now)
        with workspace.database.read() as reading:
            return build(reading, BriefOrder(customer), moment, workspace.playbook)


def live_the_day(day: Day, qtbot) -> None:
    person, words = day.person, day.words

    # In the morning: the most urgent promise is kept, and a visit follows from it.
    line = day.choose(TodayKind.OUR_PROMISE)
    customer = line.who.customer_id
    person.press("Return")
    (kept,) = (one for one in day.records(Kind.PROMISE, customer) if one.id == line.record_id)
    assert kept.state is PromiseState.KEPT
    day.find(line.who.name)
    person.press("Ctrl+M")
    assert isinstance(day.page, VisitPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is day.field("visit_on"))
    person.type(words.day)
    person.press("Tab")
    person.type("11:00")
    person.press("Tab")
    person.click(day.field("commitment"))
    person.type(words.commitment)
    person.press("Tab")

    planned = day.visit(customer)
    assert (planned.visit_time, planned.commitment) == (time(11), words.commitment)

    # Before the door.
    day.paper(qtbot, words.commitment.split()[0])
    assert isinstance(day.page, VisitPage)

    # In the car afterwards.
    day.until(14)
    asked = day.choose(TodayKind.HOW_DID_IT_GO, customer)
    assert asked.record_id == planned.id
    person.press("Return")
    assert day.page.findChild(AfterPanel).isVisible()
    person.press("1")
    for name, typed in (("Promised", words.ours), ("Next step", words.step)):
        person.click(day.field(name))
        person.type(typed)
        person.press("Return" if name == "Promised" else "Tab")
    person.press("Ctrl+Return")
    assert isinstance(day.page, TodayPage)

    told = day.visit(customer)
    assert (told.state, told.as_planned, told.outcome) == (
        VisitState.HELD,
        AsPlanned.YES,
        words.commitment,
    )

    # The next brief knows it, on paper and in its data.
    brief = day.brief(customer)
    assert brief.recent.last_visit_on == day.host.workspace.today()
    assert brief.recent.interactions[0].visit_id == planned.id
    promised = [one.record for one in brief.service.promises]
    assert _is_promised(promised, words.ours_text)
    day.find(line.who.name)
    day.paper(qtbot, words.ours_text)

    # All of it was one step.
    before = len(day.records(Kind.RELATIONSHIP_ACTION, customer))
    person.press("Ctrl+1")
    person.press("Ctrl+Z")
    assert day.visit(customer).state is VisitState.PLANNED
    assert len(day.records(Kind.RELATIONSHIP_ACTION, customer)) == before - 1
    brief = day.brief(customer)
    assert not _is_promised([one.record for one in brief.service.promises], words.ours_text)
    assert all(one.visit_id != planned.id for one in brief.recent.interactions)
    assert day.choose(TodayKind.HOW_DID_IT_GO, customer).record_id == planned.id


def _is_promised(promises: list[Promise], text: str) -> bool:
    return any(
        one.text == text and one.due_on == FRIDAY and one.direction is Direction.OURS
        for one in promises
    )


def test_a_day_in_english(make_host, sample_path, monkeypatch, qtbot):
    host = make_host(sample_path, LanguageCode.ENGLISH, Page.TODAY)

    live_the_day(Day(host, monkeypatch), qtbot)


def test_a_day_in_chinese(make_host, sample_path, monkeypatch, qtbot):
    host = make_host(sample_path, LanguageCode.CHINESE, Page.TODAY)

    live_the_day(Day(host, monkeypatch), qtbot)
