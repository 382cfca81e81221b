"""Open complaints with their clock, promises of both sides, and news since the last visit."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from brief_cards import TODAY, ago, ahead, brief_of, playbook, store_complaint, store_person
from brief_cards import store_sale as sale
from builders import (
    contact,
    customer,
    interaction,
    opportunity,
    place,
    promise,
    purchase,
    store,
    store_customer,
)

from crm_desktop.domain.brief_values import ChangeKind
from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import OpportunityState
from crm_desktop.domain.interactions import ComplaintState, Emotion, InteractionKind
from crm_desktop.domain.preferences import PainPoint
from crm_desktop.domain.promises import Direction, PromiseState
from crm_desktop.domain.purchases import Contract
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.briefs import BriefOrder, build
from crm_desktop.storage.database import Database, open_file

CLOSED = {"state": ComplaintState.CLOSED, "closed_on": ago(20)}


def news(brief: VisitBrief) -> list[tuple[ChangeKind, str]]:
    return [(one.kind, one.text) for one in brief.recent.changes]


def test_an_open_complaint_comes_with_its_words_and_its_clock(database: Database):
    acme = store_customer(database, customer())
    store_complaint(database, acme, TODAY - timedelta(days=1))

    (one,) = brief_of(database, acme).service.complaints

    assert one.text == "Broken"
    assert one.respond_by == datetime(2026, 6, 15, 8, tzinfo=UTC)
    assert one.is_overdue


def test_the_clock_speaks_the_readers_time(database: Database):
    acme = store_customer(database, customer())
    store_complaint(database, acme, TODAY)
    shanghai = timezone(timedelta(hours=8))
    moment = Moment(TODAY, datetime(2026, 6, 15, 17, tzinfo=shanghai))

    with database.read() as reading:
        (one,) = build(reading, BriefOrder(acme), moment, playbook()).service.complaints

    assert (one.complaint.received_at.hour, one.respond_by.tzinfo) == (16, shanghai)
    assert one.respond_by.day == 16


def test_past_listening_the_clock_of_the_answer_has_stopped(database: Database):
    acme = store_customer(database, customer())
    day = TODAY - timedelta(days=2)
    store_complaint(database, acme, day, state=ComplaintState.RESOLVE)

    (one,) = brief_of(database, acme).service.complaints

    assert one.complaint.responded_at is not None
    assert not one.is_overdue


def test_a_closed_complaint_is_not_on_the_brief(database: Database):
    acme = store_customer(database, customer())
    store_complaint(database, acme, ago(40), **CLOSED)

    assert brief_of(database, acme).service.complaints == ()


def test_a_complaint_closed_later_is_open_on_an_earlier_day(database: Database):
    acme = store_customer(database, customer())
    store_complaint(database, acme, ago(40), **CLOSED)

    assert len(brief_of(database, acme, today=ago(30)).service.complaints) == 1


def test_the_emotion_is_the_last_one_seen_since_the_complaint(database: Database):
    acme = store_customer(database, customer())
    store_complaint(database, acme, ago(9))
    store(
        database,
        interaction(ago(30), customer_id=acme, emotion=Emotion.ANGER, emotion_intensity=3),
        interaction(ago(5), customer_id=acme, emotion=Emotion.ANXIETY, emotion_intensity=2),
        interaction(ago(2), customer_id=acme, emotion=Emotion.DOUBT, emotion_intensity=1),
    )

    (one,) = brief_of(database, acme).service.complaints

    assert (one.emotion, one.intensity) == (Emotion.DOUBT, 1)


@pytest.mark.parametrize(("first", "is_second"), [(ago(180), True), (ago(181), False)])
def test_a_second_complaint_within_180_days_is_told(database: Database, first, is_second):
    acme = store_customer(database, customer())
    store_complaint(database, acme, first, **CLOSED)
    store_complaint(database, acme, ago(1))

    assert brief_of(database, acme).service.is_second_failure is is_second


def test_a_second_complaint_is_told_when_both_are_closed(database: Database):
    acme = store_customer(database, customer())
    for day in (60, 30):
        store_complaint(database, acme, ago(day), **CLOSED)

    found = brief_of(database, acme).service

    assert (found.complaints, found.is_second_failure) == ((), True)


def test_open_promises_of_both_sides_say_who_gave_them(database: Database):
    acme = store_customer(database, customer())
    ann = store_person(database, acme, "Ann")
    store(
        database,
        promise("Ours", customer_id=acme, who="Li"),
        promise("Theirs", customer_id=acme, direction=Direction.THEIRS, contact_id=ann),
        promise("Kept", customer_id=acme, state=PromiseState.KEPT, closed_on=ago(3)),
    )

    found = brief_of(database, acme).service.promises

    assert [(of.record.text, of.record.who) for of in found] == [("Ours", "Li"), ("Theirs", "Ann")]


def test_a_promise_kept_later_is_owed_on_an_earlier_day(database: Database):
    kept = promise(made_on=ago(9), state=PromiseState.KEPT, closed_on=ago(3))
    acme = store_customer(database, customer(), kept)

    counts = [len(brief_of(database, acme, today=ago(day)).service.promises) for day in (10, 5, 1)]

    assert counts == [0, 1, 0]


def held(days: int = 30) -> Visit:
    return Visit(0, ago(days), state=VisitState.HELD)


def test_without_a_held_visit_nothing_is_new(database: Database):
    acme = store_customer(database, customer(), Visit(0, ago(30)), interaction(ago(3)))
    sale(database, acme, "Pump", ago(2))

    recent = brief_of(database, acme).recent

    assert (recent.last_visit_on, recent.changes) == (None, ())
    assert len(recent.interactions) == 1


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Contract(0, "Frame", starts_on=ago(9)), (ChangeKind.CONTRACT, "Frame")),
        (Contract(0, "Frame", ends_on=ago(9)), (ChangeKind.CONTRACT, "− Frame")),
        (opportunity("Line", opened_on=ago(9)), (ChangeKind.OPPORTUNITY, "Line")),
        (
            opportunity("Line", state=OpportunityState.WON, closed_on=ago(9)),
            (ChangeKind.OPPORTUNITY, "✓ Line"),
        ),
        (
            opportunity("Line", state=OpportunityState.DECLINED, closed_on=ago(9)),
            (ChangeKind.OPPORTUNITY, "✗ Line"),
        ),
        (
            PainPoint(0, "Slow", noted_on=ago(90), resolved_on=ago(9)),
            (ChangeKind.CARD, "✓ Slow"),
        ),
        (
            promise("Call", state=PromiseState.BROKEN, closed_on=ago(9)),
            (ChangeKind.PROMISE, "✗ Call"),
        ),
        (
            interaction(ago(9), kind=InteractionKind.COMPLAINT, summary="Leaks"),
            (ChangeKind.COMPLAINT, "Leaks"),
        ),
    ],
)
def test_a_dated_fact_after_the_last_visit_is_news(database: Database, record, expected):
    acme = store_customer(database, customer(), held(), record)

    assert news(brief_of(database, acme)) == [expected]


def test_what_stands_on_the_page_anyway_is_no_news(database: Database):
    quote = opportunity("Line", state=OpportunityState.QUOTED, opened_on=ago(9))
    acme = store_customer(
        database, customer(), held(), quote, PainPoint(0, "Slow", noted_on=ago(9))
    )
    store_complaint(database, acme, ago(3))

    assert brief_of(database, acme).recent.changes == ()


def test_facts_up_to_the_last_visit_are_no_news(database: Database):
    acme = store_customer(
        database, customer(), held(9), Contract(0, "Frame", starts_on=ago(9)), held(40)
    )

    assert brief_of(database, acme).recent.changes == ()


def test_purchases_since_are_one_line_and_returns_another(database: Database):
    acme = store_customer(database, customer(), held(), Contract(0, "Frame", starts_on=ago(4)))
    sale(database, acme, "Pump", ago(9))
    sale(database, acme, "Valve", ago(5))
    sale(database, acme, "Pump", ago(1), -100)

    changes = brief_of(database, acme).recent.changes

    assert [(one.kind, one.text, one.on) for one in changes] == [
        (ChangeKind.RETURN, "Pump", ago(1)),
        (ChangeKind.CONTRACT, "Frame", ago(4)),
        (ChangeKind.PURCHASE, "2 × Pump · Valve", ago(5)),
    ]


def test_who_left_since_is_news(database: Database):
    acme = store_customer(database, customer(), held())
    store_person(database, acme, "Ann", left_on=ago(3))

    assert news(brief_of(database, acme)) == [(ChangeKind.PEOPLE, "− Ann")]


def test_what_was_rewritten_on_the_card_since_is_news(customer_file):
    database = open_file(customer_file, clock=lambda: datetime(2026, 6, 10, 9, tzinfo=UTC))
    acme = store_customer(database, customer(competitor="Beta"), held())
    (who,) = store(database, contact("Ann"))
    (ann,) = store(database, place(who, customer_id=acme, title="Buyer"))
    with database.write("edited") as work:
        work.change(Kind.CUSTOMER, acme, competitor="Gamma", note="Not told")
        work.change(Kind.AFFILIATION, ann, title="Director")

    found = news(brief_of(database, acme))
    before = news(brief_of(database, acme, today=ago(9)))
    database.close()

    assert found == [
        (ChangeKind.CARD, "Beta → Gamma"),
        (ChangeKind.PEOPLE, "Ann: Buyer → Director"),
    ]
    assert before == []


def test_the_last_three_interactions_are_the_newest(database: Database):
    talks = [interaction(ago(day), summary=f"Day {day}") for day in (9, 3, 7, 5)]
    acme = store_customer(database, customer(), *talks, interaction(ahead(1), summary="Later"))

    found = brief_of(database, acme).recent.interactions

    assert [one.summary for one in found] == ["Day 3", "Day 5", "Day 7"]


@pytest.mark.parametrize(("reference", "told"), [("SO-1", "SO-1"), ("", "5 CNY")])
def test_a_purchase_without_products_is_told_by_its_number_or_amount(
    database: Database, reference: str, told: str
):
    bought = purchase(5, ago(2), reference=reference)
    acme = store_customer(database, customer(), held(), bought)

    assert [text for _, text in news(brief_of(database, acme))] == [told]
