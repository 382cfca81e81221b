"""What each record proposes on a day, and in which order a day is to be worked through."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from builders import MORNING, TODAY, complaint, contract, opportunity, promise

from crm_desktop.domain import today_rules as rules
from crm_desktop.domain.at_risk import Risk, RiskCode
from crm_desktop.domain.cadence import DEFAULT_CADENCE, Duty, Touch, standing
from crm_desktop.domain.care_dates import CareDate, CareKind
from crm_desktop.domain.customers import Section
from crm_desktop.domain.development import Quadrant, RelationshipAction, SwotItem
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.periods import quarter_of
from crm_desktop.domain.promises import Direction
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.domain.today import (
    PARTS,
    Proposal,
    Reason,
    ReasonCode,
    TodayAct,
    TodayKind,
    TodayPart,
    Who,
    day_part,
    ranked,
)
from crm_desktop.domain.visits import Visit

ACME = Who(1, "Acme", "A")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def proposal(kind: TodayKind, who: Who = ACME, **fields) -> Proposal:
    values = {"act": TodayAct.DONE, "subject": kind.value, "reason": Reason(ReasonCode.ACTION)}
    return Proposal(kind, who, **values | fields)


def duties_of(tier: Tier, *touches: Touch):
    return standing(
        DEFAULT_CADENCE[tier], touches, since=ago(400), period=quarter_of(TODAY), today=TODAY
    )


@pytest.mark.parametrize(
    ("at", "minutes", "kind"),
    [
        (time(8, 59), 1, TodayKind.HOW_DID_IT_GO),
        (time(8, 30), None, TodayKind.VISIT),
        (time(10), 60, TodayKind.VISIT),
        (None, None, TodayKind.VISIT),
    ],
)
def test_a_visit_is_asked_about_once_its_time_has_passed(at, minutes, kind):
    visit = Visit(1, TODAY, at, minutes, objective="Renew", id=5)

    found = rules.of_visit(visit, ACME, ["Ann"], MORNING)

    assert found.kind is kind
    assert found.act is (TodayAct.TELL if found.is_late else TodayAct.PRINT_BRIEF)
    assert (found.subject, found.record_id) == ("visit:5", 5)


def test_a_visit_without_anything_planned_says_so():
    found = rules.of_visit(Visit(1, TODAY, id=5), ACME, [], MORNING)

    assert found.reason.code is ReasonCode.VISIT_BARE


def test_a_visit_of_an_earlier_day_is_still_to_be_told_of():
    found = rules.of_visit(Visit(1, ago(3), id=5), ACME, [], MORNING)

    assert (found.kind, found.may_be_dismissed) == (TodayKind.HOW_DID_IT_GO, True)


@pytest.mark.parametrize(
    ("direction", "kind"),
    [
        (Direction.OURS, TodayKind.OUR_PROMISE),
        (Direction.THEIRS, TodayKind.THEIR_PROMISE),
    ],
)
def test_a_promise_is_kept_with_one_click_both_ways(direction, kind):
    found = rules.of_promise(promise(id=7, direction=direction, due_on=ago(2)), ACME, TODAY)

    assert (found.kind, found.act, found.is_late) == (kind, TodayAct.KEPT, True)
    assert rules.of_promise(promise(due_on=TODAY), ACME, TODAY).is_late is False


def test_a_complaint_asks_for_the_step_it_is_at():
    waiting = complaint(MORNING - timedelta(hours=3), id=1)
    answered = complaint(MORNING - timedelta(hours=3), responded_at=MORNING, id=1)
    resolved = complaint(MORNING - timedelta(hours=3), resolved_at=MORNING, id=1)

    acts = [
        (one.act, one.is_late)
        for one in (
            rules.of_complaint(each, "Late", ACME, MORNING)
            for each in (waiting, answered, resolved)
        )
    ]

    assert acts == [
        (TodayAct.ANSWERED, True),
        (TodayAct.RESOLVED, False),
        (TodayAct.FOLLOW_UP, False),
    ]


def test_the_clock_of_a_complaint_is_told_in_the_persons_own_zone():
    zone = datetime.fromisoformat("2026-06-15T17:00+08:00").tzinfo
    now = MORNING.astimezone(zone)

    found = rules.of_complaint(complaint(MORNING, id=1), "Late", Who(1, "Acme", "C"), now)

    assert found.at is not None
    assert found.at.isoformat() == "2026-06-16T17:00:00+08:00"
    assert found.due == date(2026, 6, 16)


def test_the_duty_that_is_overdue_longest_gives_the_reason_and_the_action():
    called = Touch(ago(30), InteractionKind.CALL)
    visited = Touch(ago(200), InteractionKind.EXECUTIVE_VISIT)

    found = rules.of_duties(duties_of(Tier.A, called, visited), ACME, ago(140))

    assert found.act is TodayAct.PLAN_VISIT
    assert found.reason.params["duty"] is Duty.VISIT
    assert (found.reason.params["last"], found.reason.params["days"]) == (ago(200), 60)
    assert (found.subject, found.occurs_on, len(found.duties)) == ("cadence", ago(140), 3)


@pytest.mark.parametrize(
    ("tier", "met", "act"),
    [
        (Tier.A, InteractionKind.EXECUTIVE_VISIT, TodayAct.LOG_CALL),
        (Tier.C, InteractionKind.SURVEY, TodayAct.LOG_MESSAGE),
        (Tier.C, InteractionKind.CALL, TodayAct.LOG_SURVEY),
    ],
)
def test_every_duty_has_its_own_action(tier, met, act):
    found = rules.of_duties(duties_of(tier, Touch(ago(40), met)), ACME, ago(1))

    assert found.act is act


def test_who_was_never_met_is_told_so():
    found = rules.of_duties(duties_of(Tier.A), ACME, ago(379))

    assert found.reason.code is ReasonCode.DUTY_NEVER


@pytest.mark.parametrize(
    ("kind", "may", "act"),
    [
        (CareKind.BIRTHDAY, True, TodayAct.GREET),
        (CareKind.BIRTHDAY, False, TodayAct.LOG_CALL),
        (CareKind.PASSPORT_EXPIRY, True, TodayAct.LOG_CALL),
        (CareKind.CONTRACT_END, True, TodayAct.LOG_CALL),
        (CareKind.FESTIVAL, True, TodayAct.GREET),
    ],
)
def test_nobody_is_greeted_for_an_expiry_or_in_mourning(kind, may, act):
    care = CareDate(TODAY, kind, "date:3", 1, "Acme", may_congratulate=may)

    assert rules.of_care(care, ACME, TODAY).act is act


def test_a_renewal_says_whether_anybody_was_in_touch():
    renewal = contract(id=4, renews_on=TODAY + timedelta(days=50))

    touched = rules.of_renewal(renewal, ACME, ago(3), TODAY)
    untouched = rules.of_renewal(renewal, ACME, None, TODAY)

    codes = (touched.reason.code, untouched.reason.code)
    assert codes == (ReasonCode.RENEWAL, ReasonCode.RENEWAL_UNTOUCHED)


def test_a_card_never_confirmed_differs_from_one_confirmed_long_ago():
    never = rules.of_stale({Section.BASICS: None}, ACME, TODAY)
    long_ago = rules.of_stale({Section.BASICS: ago(200), Section.SERVICE: None}, ACME, TODAY)

    assert (never.reason.code, never.occurs_on) == (ReasonCode.NEVER_CONFIRMED, None)
    assert (long_ago.reason.code, long_ago.reason.params["days"]) == (ReasonCode.STALE, 200)
    assert long_ago.occurs_on == ago(200)


def test_the_rest_of_the_rules_name_their_record():
    action = rules.of_action(RelationshipAction(1, "Tea", due_on=ago(1), id=3), ACME, TODAY)
    swot = rules.of_swot(
        SwotItem(1, Quadrant.THREAT, "Rival", "Call", due_on=TODAY, id=4), ACME, TODAY
    )
    step = rules.of_step(opportunity(next_step="Quote", next_step_on=ago(1), id=5), ACME, TODAY)
    chance = rules.of_chance(opportunity(id=6), ACME)
    risk = rules.of_risk(Risk(RiskCode.SILENT, {"silent_days": 90}), ACME, ago(90))

    found = [(one.subject, one.record_id, one.is_late) for one in (action, swot, step, chance)]
    assert found == [
        ("action:3", 3, True),
        ("swot:4", 4, False),
        ("opportunity:5", 5, True),
        ("opportunity:6", 6, False),
    ]
    assert (risk.subject, risk.occurs_on) == ("risk", ago(90))
    assert rules.of_lead(ACME, ago(9), TODAY).reason.params["days"] == 9


def test_what_is_due_goes_late_then_today_then_our_word_then_by_tier():
    b = Who(2, "B", "B")
    late_c = proposal(TodayKind.OUR_PROMISE, Who(3, "C", "C"), due=ago(9), is_late=True)
    late_theirs = proposal(TodayKind.THEIR_PROMISE, due=ago(20), is_late=True)
    late_a = proposal(TodayKind.OUR_PROMISE, due=ago(1), is_late=True)
    today_b = proposal(TodayKind.ACTION, b, due=TODAY)
    ahead = proposal(TodayKind.OUR_PROMISE, due=TODAY + timedelta(days=1))
    complaint_soon = proposal(TodayKind.COMPLAINT, b, due=TODAY)
    mixed = [ahead, today_b, late_theirs, late_c, complaint_soon, late_a]

    found = ranked(TodayPart.DUE, mixed, TODAY)

    assert found == [late_a, late_c, late_theirs, complaint_soon, today_b, ahead]


def test_visits_go_by_time_after_those_still_to_be_told_of():
    def visit(at: time | None, key: int) -> Proposal:
        moment = datetime.combine(TODAY, at, tzinfo=UTC) if at else None
        return proposal(TodayKind.VISIT, due=TODAY, at=moment, record_id=key)

    told = proposal(TodayKind.HOW_DID_IT_GO, due=ago(2), record_id=9)
    mixed = [visit(None, 1), visit(time(14), 2), visit(time(9, 30), 3), told]

    found = ranked(TodayPart.VISITS, mixed, TODAY)

    assert [one.record_id for one in found] == [9, 3, 2, 1]


def test_contacts_go_by_tier_and_dates_ahead_by_day():
    b_long = proposal(TodayKind.CADENCE, Who(2, "B", "B"), due=ago(90))
    a_short, a_long = (proposal(TodayKind.CADENCE, due=ago(days)) for days in (1, 40))
    silent = proposal(TodayKind.AT_RISK, ACME)
    near, far = (proposal(TodayKind.CARE_DATE, due=TODAY + timedelta(days=n)) for n in (2, 9))

    touch = ranked(TodayPart.TOUCH, [b_long, silent, a_short, a_long], TODAY)

    assert touch == [a_long, a_short, silent, b_long]
    assert ranked(TodayPart.AHEAD, [far, near], TODAY) == [near, far]


def test_a_part_shows_its_first_and_counts_the_rest():
    many = [proposal(TodayKind.ACTION, due=ago(n), is_late=True) for n in range(1, 8)]

    part = day_part(TodayPart.DUE, (many, 319), today=TODAY, limit=3)

    assert [one.due for one in part.proposals] == [ago(7), ago(6), ago(5)]
    assert part.hidden == 316


def test_every_kind_belongs_to_a_part():
    assert set(PARTS) == set(TodayKind)
    assert set(PARTS.values()) == set(TodayPart)
