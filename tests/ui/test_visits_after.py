"""The minute after a visit: told by keys alone, saved at once, undone at once, kept from a kill."""

from dataclasses import dataclass, field
from datetime import date, time

import pytest
from person import Person
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact
from crm_desktop.domain.customers import Customer, Stage
from crm_desktop.domain.development import Opportunity
from crm_desktop.domain.preferences import Duration, Evidence, Preference
from crm_desktop.domain.promises import Direction, Promise, PromiseState
from crm_desktop.domain.taboos import Severity
from crm_desktop.domain.visits import AsPlanned, Visit, VisitContact, VisitState
from crm_desktop.services import card_edits, typing_drafts
from crm_desktop.text import LanguageCode
from crm_desktop.ui.host import Host
from crm_desktop.ui.visits.after_panel import AfterPanel
from crm_desktop.ui.visits.after_scales import KeyRow

YESTERDAY, TODAY = date(2026, 3, 9), date(2026, 3, 10)


@dataclass
class Desk:
    """A person before the visit page of one visit of yesterday, with Ann and Bo."""

    host: Host
    customer: int = 0
    visit: int = 0
    people: list[int] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return Person(self.host)

    @property
    def panel(self) -> AfterPanel:
        return self.host.window.page.findChild(AfterPanel)

    def open(self) -> None:
        self.host.workspace.navigation.visit_wanted.emit(self.customer, self.visit)
        self.person.wait()

    def records(self, kind: Kind):
        with self.host.workspace.database.read() as reading:
            return reading.values(kind, "ORDER BY id")

    def mine(self, kind: Kind):
        return [one for one in self.records(kind) if one.customer_id == self.customer]

    @property
    def stored(self) -> Visit:
        return self.mine(Kind.VISIT)[0]

    def line(self, name: str) -> QLineEdit:
        return self._named(QLineEdit, name)

    def scale(self, name: str) -> KeyRow:
        return self._named(KeyRow, name)

    def button(self, name: str):
        return self.person.button(name, self.panel)

    def tell(self, *parts: str) -> None:
        """Type texts, each ended by Enter; one of a digit alone is a key of a scale."""
        for part in parts:
            self.person.type(part)
            if not (len(part) == 1 and part.isdigit()):
                self.person.press("Return")

    def _named(self, kind: type[QObject], name: str):
        found = [one for one in self.panel.findChildren(kind) if one.accessibleName() == name]
        assert len(found) == 1, name
        return found[0]


def make_desk(host: Host, **plan) -> Desk:
    desk = Desk(host)
    values = {
        "visit_on": YESTERDAY,
        "visit_time": time(10),
        "commitment": "Sign the trial",
        "fallback": "A second talk",
    }
    with host.workspace.database.write("stored") as work:
        desk.customer = work.add(Customer("Zebra Works", stage=Stage.LEAD))
        desk.people = [work.add(Contact(name)) for name in ("Ann Lee", "Bo Chen")]
        for one in desk.people:
            work.add(Affiliation(one, desk.customer, stance=0))
        work.add(
            Preference(
                desk.customer, "Green tea", contact_id=desk.people[0], evidence=Evidence.STATED
            )
        )
        desk.visit = work.add(Visit(desk.customer, **values | plan))
        work.add(VisitContact(desk.visit, desk.people[0]))
    desk.open()
    return desk


@pytest.fixture
def desk(host) -> Desk:
    return make_desk(host)


@pytest.fixture(params=list(LanguageCode))
def any_desk(request, make_host, sample_path) -> Desk:
    return make_desk(make_host(sample_path, request.param))


TYPED = {
    LanguageCode.ENGLISH: ("we: samples by Friday", "they: the budget by 3/31", "taboo: no jokes"),
    LanguageCode.CHINESE: ("我们：周五前寄样品", "对方：3月31日前给预算", "忌：别开玩笑"),
}


def test_a_visit_is_told_in_a_minute_by_keys_alone(any_desk):
    desk, language = any_desk, any_desk.host.language.code
    ours, theirs, taboo = TYPED[language]

    desk.tell("1", "", "4", "5", "")
    desk.tell(ours, theirs, "", "Likes the window seat", taboo, "", "Bring the drawing, tomorrow")
    desk.person.press("Return")

    visit = desk.stored
    assert (visit.state, visit.as_planned) == (VisitState.HELD, AsPlanned.YES)
    assert (visit.outcome, visit.peak_rating, visit.ending_rating) == ("Sign the trial", 4, 5)
    promises = desk.mine(Kind.PROMISE)
    assert [(one.direction, one.due_on) for one in promises] == [
        (Direction.OURS, date(2026, 3, 13)),
        (Direction.THEIRS, date(2026, 3, 31)),
    ]
    _, seat = desk.mine(Kind.PREFERENCE)
    assert (seat.text, seat.duration) == ("Likes the window seat", Duration.SITUATIONAL)
    assert (seat.evidence, seat.contact_id) == (Evidence.OBSERVED, desk.people[0])
    assert [one.severity for one in desk.mine(Kind.TABOO)] == [Severity.AVOID]
    (step,) = desk.mine(Kind.RELATIONSHIP_ACTION)
    assert (step.text, step.due_on) == ("Bring the drawing", date(2026, 3, 11))
    (told,) = desk.mine(Kind.INTERACTION)
    assert (told.visit_id, told.summary, told.happened_on) == (
        visit.id,
        "Sign the trial",
        YESTERDAY,
    )


def test_what_a_next_step_is_for_is_read_whole(desk):
    """The same page shows a visit without an opportunity first, then one with it."""
    assert not desk.panel.form.next.choice.isVisible()
    with desk.host.workspace.database.write("stored") as work:
        work.add(Opportunity(desk.customer, "Trial of the second line"))
    desk.open()

    choice = desk.panel.form.next.choice
    words = choice.fontMetrics().horizontalAdvance("For the relationship")
    assert choice.isVisible()
    assert choice.width() > words + 24


def test_one_undo_in_the_window_takes_all_of_it_back(desk):
    desk.tell("1", "", "4", "5", "", "we: samples by Friday", "", "Window seat", "", "Call")
    desk.person.press("Return")
    assert desk.stored.state is VisitState.HELD

    desk.host.workspace.undo()
    desk.person.wait()

    assert desk.stored.state is VisitState.PLANNED
    assert desk.mine(Kind.PROMISE) == desk.mine(Kind.INTERACTION) == []
    assert len(desk.mine(Kind.PREFERENCE)) == 1


def test_after_saving_one_is_back_where_one_came_from(desk):
    page = desk.host.window.page
    desk.person.press("Ctrl+Return")

    assert desk.host.window.page is not page
    assert desk.stored.state is VisitState.HELD


def test_saving_again_where_one_stays_makes_no_doubles(desk):
    desk.host.workspace.navigation.back_wanted.disconnect()
    desk.line("Promised").setFocus()
    desk.tell("we: samples by Friday")
    for _ in range(2):
        desk.panel.save()
        desk.panel.save()
        desk.person.wait()

    assert len(desk.mine(Kind.PROMISE)) == len(desk.mine(Kind.INTERACTION)) == 1


def test_the_words_of_the_plan_are_offered_but_never_replace_typing(desk):
    desk.person.press("2")
    assert desk.line("What came of it").text() == "A second talk"

    desk.line("What came of it").setText("They asked for time")
    desk.scale("Did it go as planned?").setFocus()
    desk.person.press("3")

    assert desk.line("What came of it").text() == "They asked for time"


def test_what_stands_in_a_line_counts_without_enter(desk):
    desk.line("Promised").setFocus()
    desk.person.type("they: sign by 3/20")
    desk.person.press("Ctrl+Return")

    (promise,) = desk.mine(Kind.PROMISE)
    assert (promise.text, promise.direction) == ("sign", Direction.THEIRS)


def test_a_known_preference_is_ticked_as_used(desk):
    (box,) = [one for one in desk.panel.findChildren(QCheckBox) if "Green tea" in one.text()]
    box.setFocus()
    desk.person.press("Space")
    desk.person.press("Ctrl+Return")

    (use,) = [one for one in desk.records(Kind.PREFERENCE_USE) if one.visit_id == desk.visit]
    assert use.preference_id == desk.mine(Kind.PREFERENCE)[0].id


def test_a_promise_of_before_is_ticked_as_kept(host):
    desk = make_desk(host)
    with host.workspace.database.write("stored") as work:
        work.add(Promise(desk.customer, "Send the plan", due_on=date(2026, 3, 8)))
    desk.open()
    (box,) = [one for one in desk.panel.findChildren(QCheckBox) if "Send the plan" in one.text()]
    assert box.text() == "We: Send the plan (overdue by 2 days)"
    box.setFocus()
    desk.person.press("Space")
    desk.person.press("Ctrl+Return")

    (promise,) = desk.mine(Kind.PROMISE)
    assert (promise.state, promise.closed_on) == (PromiseState.KEPT, YESTERDAY)


def test_a_stance_shows_the_old_one_and_is_stored_of_who_was_there(desk):
    scale = desk.scale("Stance of Ann Lee")
    assert not desk.scale("Stance of Bo Chen").isVisible()
    scale.setFocus()
    desk.person.press("5")
    assert desk.person.reads("until now: neutral")

    desk.person.press("Ctrl+Return")

    ann, bo = desk.mine(Kind.AFFILIATION)
    assert (ann.stance, bo.stance) == (2, 0)


def test_an_answer_is_stored_with_what_was_said(desk):
    scale = desk.panel.form.asks._scales
    question, first = next(iter(scale.items()))
    first.setFocus()
    desk.person.press("3")
    desk.line(f"{question}: Evidence").setFocus()
    desk.person.type("Showed the plan")
    desk.person.press("Ctrl+Return")

    answers = [one for one in desk.records(Kind.MAN_ANSWER) if one.evidence == "Showed the plan"]
    assert [(one.question, one.level) for one in answers] == [(question.value, 3)]
    assert answers[0].source == "Visit of Mar 9, 2026"


def test_the_next_step_may_be_that_of_an_opportunity(host):
    desk = make_desk(host)
    with host.workspace.database.write("stored") as work:
        chance = work.add(Opportunity(desk.customer, "Second line", next_step="Quote"))
    desk.open()
    choice = desk.panel.findChildren(QComboBox)
    (choice,) = [one for one in choice if one.accessibleName() == "What the next step is for"]
    choice.setCurrentIndex(1)
    desk.line("Next step").setFocus()
    desk.person.type("Visit the plant by 3/20")
    desk.person.press("Ctrl+Return")

    with host.workspace.database.read() as reading:
        found = reading.get(Kind.OPPORTUNITY, chance)
    assert (found.next_step, found.next_step_on) == ("Visit the plant", date(2026, 3, 20))
    assert desk.mine(Kind.RELATIONSHIP_ACTION) == []


def test_it_is_amended_later_without_doubles(desk):
    desk.tell("1", "", "4", "5", "", "we: samples by Friday", "", "Window seat", "", "Call Ann")
    desk.person.press("Return")

    desk.open()
    assert desk.line("What came of it").text() == "Sign the trial"
    assert desk.line("Next step").text() == "Call Ann"
    desk.person.click(desk.button("Type anew: samples"))
    assert desk.line("Promised").text() == "We: samples, 2026-03-13"
    desk.line("Promised").setText("We: samples and a price, 2026-03-16")
    desk.person.press("Return")
    desk.person.press("Ctrl+Return")

    (promise,) = desk.mine(Kind.PROMISE)
    assert (promise.text, promise.due_on) == ("samples and a price", date(2026, 3, 16))
    assert len(desk.mine(Kind.INTERACTION)) == 1
    assert len(desk.mine(Kind.PREFERENCE)) == 2
    assert len(desk.mine(Kind.RELATIONSHIP_ACTION)) == 1


def test_what_is_taken_out_when_amending_is_gone(desk):
    desk.tell("1", "", "4", "5", "", "we: samples by Friday", "", "Window seat", "")
    desk.person.press("Ctrl+Return")

    desk.open()
    desk.person.click(desk.button("Take out: samples"))
    desk.person.click(desk.button("Take out: Window seat"))
    desk.person.press("Ctrl+Return")

    assert desk.mine(Kind.PROMISE) == []
    assert [one.text for one in desk.mine(Kind.PREFERENCE)] == ["Green tea"]


def test_amending_in_the_other_language_finds_what_was_told(make_host, sample_path):
    desk = make_desk(make_host(sample_path))
    desk.tell("1", "", "4", "5", "", "", "Window seat", "")
    desk.person.press("Ctrl+Return")
    customer, visit = desk.customer, desk.visit
    desk.host.quit()

    chinese = Desk(make_host(sample_path, LanguageCode.CHINESE), customer, visit)
    chinese.open()
    chinese.person.press("Ctrl+Return")

    assert [one.text for one in chinese.mine(Kind.PREFERENCE)] == ["Green tea", "Window seat"]


def test_backspace_in_an_empty_line_takes_the_last_row_back(desk):
    desk.line("Promised").setFocus()
    desk.tell("we: samples by Friday")
    desk.person.press("Backspace")

    assert desk.line("Promised").text() == "We: samples, 2026-03-13"


def test_how_we_know_and_whether_it_lasts_is_said_beside_it(desk):
    desk.line("Noticed").setFocus()
    desk.tell("Window seat")
    for name, at in (("evidence", 0), ("duration", 1), ("contact_id", 0)):
        combo = desk.panel.findChild(QComboBox, name)
        combo.setCurrentIndex(at)
        combo.activated.emit(at)
    desk.person.press("Ctrl+Return")

    seat = desk.mine(Kind.PREFERENCE)[-1]
    assert (seat.evidence, seat.duration, seat.contact_id) == (
        Evidence.STATED,
        Duration.LASTING,
        None,
    )


def test_a_visit_that_did_not_take_place_is_moved_by_keys(desk):
    desk.person.click(desk.button("It did not take place…"))
    desk.person.type("next Tuesday")
    desk.person.press("Return")

    assert (desk.stored.state, desk.stored.visit_on) == (VisitState.PLANNED, date(2026, 3, 17))
    assert desk.mine(Kind.INTERACTION) == []


def test_or_called_off_with_its_reason(desk):
    desk.person.click(desk.button("It did not take place…"))
    desk.person.press("Return")
    desk.person.type("Ann was ill")
    desk.person.press("Return")

    assert (desk.stored.state, desk.stored.outcome) == (VisitState.CANCELLED, "Ann was ill")


def test_a_new_day_that_is_none_is_said(desk):
    desk.person.click(desk.button("It did not take place…"))
    desk.person.type("someday")
    desk.person.press("Return")

    assert desk.person.reads("“someday” is no day")
    assert desk.stored.state is VisitState.PLANNED


def test_a_refused_day_is_said_and_nothing_is_lost(desk):
    desk.line("Promised").setFocus()
    desk.tell("we: samples by 2020-01-01")
    desk.person.press("Ctrl+Return")

    assert desk.person.reads("can't be before")
    assert desk.stored.state is VisitState.PLANNED
    assert desk.person.button("Take out: samples", desk.panel)


def test_typing_survives_a_kill_and_is_offered_back(make_host, sample_path):
    desk = make_desk(make_host(sample_path))
    desk.tell("2")
    desk.line("Promised").setFocus()
    desk.tell("we: samples by Friday")
    desk.person.type("they: half a sent")
    desk.panel._keep()
    desk.person.wait()
    customer, visit = desk.customer, desk.visit
    assert len(typing_drafts.kept(desk.host.workspace.database, customer)) == 1
    desk.host.quit()

    again = Desk(make_host(sample_path), customer, visit)
    again.open()

    assert again.scale("Did it go as planned?").value is AsPlanned.PARTLY
    assert again.line("Promised").text() == "they: half a sent"
    assert again.button("Take out: samples")
    again.person.press("Ctrl+Return")
    assert typing_drafts.kept(again.host.workspace.database, customer) == []
    assert len(again.mine(Kind.PROMISE)) == 2


def test_what_was_not_saved_is_offered_at_the_next_start(make_host, sample_path):
    desk = make_desk(make_host(sample_path))
    desk.tell("2")
    desk.person.wait()
    customer, visit = desk.customer, desk.visit
    desk.host.quit()

    again = Desk(make_host(sample_path), customer, visit)
    again.person.wait()
    again.person.click_button("Show")

    assert again.scale("Did it go as planned?").value is AsPlanned.PARTLY


def test_news_from_elsewhere_never_overwrites_what_is_told(desk):
    desk.line("Promised").setFocus()
    desk.tell("we: samples by Friday")
    database = desk.host.workspace.database
    desk.host.workspace.write(
        lambda: card_edits.set_fields(database, Kind.VISIT, desk.visit, {"venue": "HQ"})
    )
    desk.person.wait()

    assert desk.button("Take out: samples")


def test_today_before_its_hour_the_plan_is_shown_and_one_may_go_on(host):
    desk = make_desk(host, visit_on=TODAY, visit_time=time(15))
    assert desk.host.window.page.findChild(AfterPanel) is None

    desk.person.click_button("How it went")

    assert desk.panel.isVisible()
    assert desk.scale("Did it go as planned?").hasFocus()
    desk.person.click_button("Plan")
    assert not desk.panel.isVisible()


def test_of_a_visit_to_come_nothing_can_be_told(host):
    desk = make_desk(host, visit_on=date(2026, 3, 20))

    words = [
        one.text() for one in desk.host.window.page.findChildren(QPushButton) if one.isVisible()
    ]
    assert "How it went" not in words


def test_ctrl_l_on_a_visit_that_was_leads_to_how_it_went(host):
    desk = make_desk(host, visit_on=TODAY, visit_time=time(15))

    desk.person.press("Ctrl+L")

    assert desk.panel.isVisible()


def test_no_key_of_the_minute_holds_the_window(any_desk):
    person = Person(any_desk.host)
    any_desk.open()
    person.wait()
    person.watch()

    for keys in ("1", "Return", "4", "5", "Return"):
        person.press(keys)
    person.type("we: samples by Friday")
    person.press("Return")
    person.press("Ctrl+Return")

    assert [one for one in person.held_ms if one[0] > 50] == []
    assert QApplication.focusWidget() is not None
