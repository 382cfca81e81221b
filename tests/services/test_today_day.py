"""The day over the whole file: what is due, what is out of sight, and how it is counted."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from brief_cards import ago, ahead, playbook, store_complaint, store_person, store_visit
from builders import (
    MORNING,
    TODAY,
    bin_customer,
    contract,
    customer,
    interaction,
    opportunity,
    promise,
    purchase,
    store,
    store_customer,
)

from crm_desktop.domain.cadence import Duty
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.customers import Customer, Section, SectionConfirmation, Stage
from crm_desktop.domain.development import Quadrant, RelationshipAction, SwotItem
from crm_desktop.domain.dismissals import Dismissal
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.promises import Direction, PromiseState
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.today import TodayAct, TodayKind, TodayPart
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services import files
from crm_desktop.services.today import day_wish, has_customers, load_day, set_care_lead
from crm_desktop.storage.today import FETCHED


@pytest.fixture(autouse=True)
def on_the_day(database):
    """The file stands on the day that is looked at, as it does in a window."""
    files.bring_up_to_date(database, TODAY)


def day(database, today=TODAY, now=MORNING, **limits):
    wish = day_wish(today, now, {TodayPart(part): most for part, most in limits.items()})
    return load_day(database, wish, playbook())


def found(database, kind, **options):
    return [one for one in day(database, **options).proposals if one.kind is kind]


def names(database, kind, **options):
    return [one.who.name for one in found(database, kind, **options)]


def pinned(name="Acme", tier="A", since=200, *records):
    pin = TierPin(0, tier, "key account", "Ann", ago(since))
    return Customer(name, stage=Stage.EXPANSION), pin, *records


def test_nothing_is_due_in_an_empty_file_or_a_quiet_one(database):
    assert day(database).parts == ()
    assert not has_customers(database)

    store_customer(database, customer())

    assert day(database).parts == ()
    assert has_customers(database)


def test_visits_of_the_day_stand_by_time_and_untold_ones_before_them(database):
    acme = store_customer(database, customer())
    late = store_visit(database, acme, on=TODAY, visit_time=time(14))
    early = store_visit(database, acme, on=TODAY, visit_time=time(9, 30))
    untold = store_visit(database, acme, on=ago(2), visit_time=time(9))
    store_visit(database, acme, on=ago(2), state=VisitState.HELD)
    store_visit(database, acme, on=ahead(1))

    visits = day(database).parts[0]

    assert visits.part is TodayPart.VISITS
    assert [one.record_id for one in visits.proposals] == [untold, early, late]
    assert [one.record_id for one in day(database).visits] == [early, late]


def test_a_visit_of_the_day_is_shown_however_many_are_to_be_told_of(database):
    acme = store_customer(database, customer())
    visit = store_visit(database, acme, on=TODAY, visit_time=time(14))
    untold = [store_visit(database, acme, on=ago(number)) for number in range(1, 6)]

    (visits,) = (one for one in day(database, visits=3).parts if one.part is TodayPart.VISITS)

    assert [one.record_id for one in visits.proposals] == [untold[1], untold[0], visit]
    assert (visits.total, visits.hidden) == (6, 3)


def test_a_late_promise_to_the_best_stands_before_hundreds_that_wait_longer(database):
    others = (promise(f"long ago {number}", due_on=ago(300)) for number in range(FETCHED + 50))
    store_customer(database, customer("Other"), *others)
    store_customer(database, *pinned("Best", "A", 200, promise("the drawing", due_on=ago(1))))
    files.bring_up_to_date(database, TODAY)

    (due,) = (one for one in day(database).parts if one.part is TodayPart.DUE)

    assert due.proposals[0].reason.params["text"] == "the drawing"
    assert due.total == FETCHED + 51


def test_as_many_are_shown_as_are_asked_for(database):
    count = FETCHED + 50
    store_customer(
        database, customer(), *(promise(str(one), due_on=ago(3)) for one in range(count))
    )

    (due,) = (one for one in day(database, due=count).parts if one.part is TodayPart.DUE)

    assert (len(due.proposals), due.hidden) == (count, 0)


def test_promises_both_ways_are_due_two_days_before_their_day(database):
    store_customer(
        database,
        customer(),
        promise("late", due_on=ago(3)),
        promise("theirs", due_on=TODAY, direction=Direction.THEIRS),
        promise("soon", due_on=ahead(2)),
        promise("later", due_on=ahead(3)),
        promise("someday"),
        promise("done", due_on=ago(1), state=PromiseState.KEPT, closed_on=ago(1)),
    )

    due = day(database).parts[0].proposals

    assert [one.reason.params["text"] for one in due] == ["late", "theirs", "soon"]


def test_actions_swot_actions_and_next_steps_are_due_on_their_day(database):
    store_customer(
        database,
        customer(),
        RelationshipAction(0, "Tea", due_on=TODAY),
        RelationshipAction(0, "Done", due_on=ago(1), done_on=ago(1)),
        SwotItem(0, Quadrant.THREAT, "Rival", "Call", due_on=ago(1)),
        SwotItem(0, Quadrant.THREAT, "Bare", due_on=ago(1)),
        opportunity(next_step="Quote", next_step_on=ago(1)),
        opportunity("Ahead", next_step_on=ahead(1)),
    )

    kinds = [one.kind for one in day(database).parts[0].proposals]

    assert kinds == [TodayKind.SWOT_ACTION, TodayKind.NEXT_STEP, TodayKind.ACTION]


def test_open_complaints_stand_by_their_clock(database):
    acme = store_customer(database, *pinned())
    store_complaint(database, acme, TODAY)

    (one,) = found(database, TodayKind.COMPLAINT, now=MORNING + timedelta(hours=4))

    assert (one.act, one.is_late, one.who.tier) == (TodayAct.ANSWERED, True, "A")


def test_an_overdue_customer_comes_with_the_five_numbers(database):
    store_customer(database, *pinned("Acme", "A", 200, interaction(ago(34)), interaction(ago(50))))

    (one,) = found(database, TodayKind.CADENCE)
    contact = next(duty for duty in one.duties if duty.interval.duty is Duty.CONTACT)

    assert (contact.planned, contact.actual, contact.scheduled) == (4, 2, 0)
    assert (contact.remaining, contact.to_schedule) == (2, 2)
    assert contact.last == ago(34)


def test_better_tiers_come_first_and_the_longest_overdue_of_each(database):
    store_customer(database, *pinned("B", "B", 300))
    store_customer(database, *pinned("A short", "A", 30))
    store_customer(database, *pinned("A long", "A", 90))
    store_customer(
        database,
        *pinned("A fresh", "A", 300, interaction(ago(2), kind=InteractionKind.EXECUTIVE_VISIT)),
    )

    assert names(database, TodayKind.CADENCE) == ["A long", "A short", "B"]


def test_more_than_are_shown_are_counted(database):
    for number in range(12):
        store_customer(database, *pinned(f"A{number:02}", "A", 30 + number))
    first = store_customer(database, *pinned("Seen soon", "A", 90))
    store_visit(database, first, on=ahead(3))

    (touch,) = (part for part in day(database, touch=5).parts if part.part is TodayPart.TOUCH)

    assert (len(touch.proposals), touch.total, touch.hidden) == (5, 12, 7)
    assert touch.proposals[0].who.name == "A11"


def test_with_a_visit_planned_soon_nobody_is_told_to_plan_one(database):
    acme = store_customer(database, *pinned())
    store_visit(database, acme, on=ahead(14))
    assert names(database, TodayKind.CADENCE) == []

    other = store_customer(database, *pinned("Later"))
    store_visit(database, other, on=ahead(15))

    assert names(database, TodayKind.CADENCE) == ["Later"]


def test_who_fell_silent_is_told_after_those_overdue(database):
    days = (500, 480, 460, 440)
    store_customer(database, customer("Silent"), *(purchase(on=ago(n)) for n in days))
    store_customer(database, customer("Steady"), *(purchase(on=ago(n)) for n in (60, 40, 20)))

    (one,) = found(database, TodayKind.AT_RISK)

    assert one.who.name == "Silent"
    assert dict(one.reason.params) == {"silent_days": 440, "rhythm_days": 20}


def test_days_to_remember_come_with_the_lead_of_the_file(database):
    acme = store_customer(database, customer())
    ann = store_person(database, acme, "Ann")
    for days in (3, 20):
        on = ahead(days)
        store(database, ImportantDate(DateKind.BIRTHDAY, on.month, on.day, contact_id=ann))
    assert [one.due for one in found(database, TodayKind.CARE_DATE)] == [ahead(3)]

    set_care_lead(database, 30)

    assert [one.due for one in found(database, TodayKind.CARE_DATE)] == [ahead(3), ahead(20)]


def test_a_festival_is_told_for_each_of_the_best_who_keep_it(database):
    festival = TODAY.replace(year=2026, month=9, day=20)  # Mid-Autumn 2026 is September 25
    store_customer(database, Customer("Acme", country="CN"), TierPin(0, "A", "r", "", ago(9)))
    store_customer(database, Customer("Beta", country="CN"))

    proposals = found(database, TodayKind.CARE_DATE, today=festival)

    assert [(one.who.name, one.act) for one in proposals] == [("Acme", TodayAct.GREET)]


def test_renewals_within_ninety_days_stand_until_a_visit_is_planned_before(database):
    near = store_customer(database, customer("Near"), contract(renews_on=ahead(90)))
    store_customer(database, customer("Far"), contract(renews_on=ahead(91)))
    store_customer(database, customer("Past"), contract(renews_on=ago(1)))
    assert names(database, TodayKind.RENEWAL) == ["Near"]

    store_visit(database, near, on=ahead(60))

    assert names(database, TodayKind.RENEWAL) == []


def test_leads_and_open_opportunities_without_a_next_step_stand_out(database):
    store_customer(database, Customer("Bare lead", stage_since=ago(9)))
    store_customer(database, Customer("Planned"), RelationshipAction(0, "Tea", due_on=ahead(5)))
    store_customer(database, Customer("Won", stage=Stage.WON))
    store_customer(database, Customer("Lost", stage=Stage.LOST))
    store_customer(
        database, Customer("Chance"), opportunity("Big", value=Decimal(9), currency="EUR")
    )

    proposals = found(database, TodayKind.NO_NEXT_STEP)

    assert [(one.who.name, one.subject.partition(":")[0]) for one in proposals] == [
        ("Chance", "opportunity"),
        ("Bare lead", "lead"),
    ]


def test_cards_of_tier_a_not_confirmed_for_180_days_are_to_be_looked_through(database):
    fresh = [SectionConfirmation(0, one, ago(180)) for one in Section]
    old = [*fresh[1:], SectionConfirmation(0, Section.BASICS, ago(181))]
    store_customer(database, *pinned("Fresh", "A", 1, *fresh))
    store_customer(database, *pinned("Old", "A", 1, *old))
    store_customer(database, *pinned("B", "B", 1))

    (one,) = found(database, TodayKind.STALE)

    assert (one.who.name, one.reason.params["sections"]) == ("Old", (Section.BASICS,))


@pytest.mark.parametrize("until", [None, ahead(1)])
def test_what_was_dismissed_is_out_of_sight_and_not_counted(database, until):
    records = promise(due_on=ago(1)), contract(renews_on=ahead(9)), opportunity()
    acme = store_customer(database, *pinned("Acme", "A", 200, *records))
    before = day(database)
    assert len(before.proposals) == 5  # the stale card and the cadence among them

    for one in before.proposals:
        store(database, Dismissal(one.subject, acme, one.occurs_on, until))

    assert day(database).parts == ()
    later = day(database, today=ahead(1)).parts
    assert bool(later) is (until is not None)


def test_a_dismissal_speaks_of_one_day_alone(database):
    acme = store_customer(database, customer(), promise(due_on=ago(1)))
    (one,) = found(database, TodayKind.OUR_PROMISE)
    store(database, Dismissal(one.subject, acme, one.occurs_on))
    assert found(database, TodayKind.OUR_PROMISE) == []

    with database.write("fields_set") as work:
        work.change(Kind.PROMISE, one.record_id, due_on=TODAY)

    assert len(found(database, TodayKind.OUR_PROMISE)) == 1


def test_nobody_in_the_bin_is_thought_of(database):
    records = (
        promise(due_on=ago(1)),
        contract(renews_on=ahead(9)),
        opportunity(),
        Visit(0, TODAY),
        RelationshipAction(0, "Tea", due_on=TODAY),
    )
    acme = store_customer(database, *pinned("Acme", "A", 200, *records))
    assert day(database).parts

    bin_customer(database, acme)

    assert day(database).parts == ()


def test_an_earlier_day_is_as_it_was(database):
    store_customer(
        database,
        *pinned(
            "Acme",
            "A",
            200,
            interaction(ago(5)),
            promise("kept since", due_on=ago(12), state=PromiseState.KEPT, closed_on=ago(2)),
            promise("made since", due_on=ago(12), made_on=ago(3)),
        ),
    )

    then = day(database, today=ago(10))

    assert [
        one.reason.params["text"] for one in then.proposals if one.kind is TodayKind.OUR_PROMISE
    ] == ["kept since"]
    (overdue,) = (one for one in then.proposals if one.kind is TodayKind.CADENCE)
    assert overdue.reason.params["last"] is None


def test_the_day_by_marks_and_by_facts_is_the_same(database):
    for number in range(9):
        tier = "ABC"[number % 3]
        store_customer(database, *pinned(f"{tier}{number}", tier, 10 + 40 * number))
    by_marks = [(one.who.name, one.due) for one in found(database, TodayKind.CADENCE)]

    files.bring_up_to_date(database, ahead(7))

    assert [(one.who.name, one.due) for one in found(database, TodayKind.CADENCE)] == by_marks
