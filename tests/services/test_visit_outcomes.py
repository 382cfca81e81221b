"""What came of a visit: recorded as one operation, amended without doubles, undone at once."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from brief_cards import TODAY, ago, ahead, playbook, store_person, store_visit
from builders import (
    interaction,
    opportunity,
    promise,
    purchase,
    store,
    store_answers,
    store_customer,
)

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, Stage
from crm_desktop.domain.interactions import Emotion, InteractionKind
from crm_desktop.domain.man_questions import Answer, Question
from crm_desktop.domain.preferences import Duration, Evidence, Preference
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.promises import Direction, Promise, PromiseState
from crm_desktop.domain.taboos import Severity, Taboo
from crm_desktop.domain.visit_outcomes import NextStep, Stance, VisitOutcome
from crm_desktop.domain.visits import AsPlanned, VisitState
from crm_desktop.services.visit_capture import VisitCapture, capture_of, is_first_visit
from crm_desktop.services.visit_outcomes import call_off, postpone, record_outcome
from crm_desktop.services.visit_views import load_visit
from crm_desktop.storage import change_log

NOW = datetime(2026, 6, 15, 18, tzinfo=UTC)
SOURCE = "Visit of 15 June"


@pytest.fixture
def acme(database):
    return store_customer(database, Customer("Acme", stage=Stage.LEAD), Preference(0, "Green tea"))


@pytest.fixture
def ann(database, acme):
    return store_person(database, acme, "Ann", stance=0, is_main=True)


@pytest.fixture
def visit(database, acme, ann):
    return store_visit(database, acme, ann, commitment="Sign", visit_time=time(10))


@pytest.fixture
def whole(visit, ann):
    """Everything that can come of a visit."""
    return VisitOutcome(
        visit,
        "Signed the letter",
        as_planned=AsPlanned.PARTLY,
        outcome="Signed",
        peak_rating=4,
        ending_rating=5,
        emotion=Emotion.DOUBT,
        emotion_intensity=2,
        attending=(ann,),
        used=frozenset({1}),
        promises=(
            Promise(0, "Send samples", due_on=ahead(4)),
            Promise(0, "Name the budget", Direction.THEIRS),
        ),
        preferences=(
            Preference(0, "Window seat", evidence=Evidence.OBSERVED, duration=Duration.SITUATIONAL),
        ),
        taboos=(Taboo(0, "No jokes on the merger"),),
        answers=(Answer(Question.M1, 3, evidence="Showed the accounts"),),
        stances=(Stance(ann, 1),),
        next_step=NextStep("Bring the drawing", ahead(9)),
        source=SOURCE,
    )


def record(database, outcome):
    return record_outcome(database, outcome, now=NOW, author="Li")


def records(database, kind: Kind):
    with database.read() as reading:
        return reading.values(kind, "ORDER BY id")


def one(database, kind: Kind):
    (found,) = records(database, kind)
    return found


def counts(database) -> dict[Kind, int]:
    return {kind: len(records(database, kind)) for kind in Kind if kind is not Kind.SETTING}


def capture(database, acme, visit) -> VisitCapture:
    view = load_visit(database, acme, visit, today=TODAY, playbook=playbook())
    return capture_of(view, {SOURCE}, playbook())


def test_the_visit_is_held_and_says_how_it_went(database, whole):
    record(database, whole)

    held = one(database, Kind.VISIT)
    assert (held.state, held.as_planned, held.outcome) == (
        VisitState.HELD,
        AsPlanned.PARTLY,
        "Signed",
    )
    assert (held.peak_rating, held.ending_rating, held.commitment) == (4, 5, "Sign")


def test_the_timeline_has_one_entry_with_who_was_there(database, whole, visit, ann):
    record(database, whole)

    told = one(database, Kind.INTERACTION)
    assert (told.kind, told.happened_on, told.happened_at) == (
        InteractionKind.VISIT,
        TODAY,
        time(10),
    )
    assert (told.summary, told.visit_id, told.author) == ("Signed the letter", visit, "Li")
    assert (told.emotion, told.emotion_intensity) == (Emotion.DOUBT, 2)
    assert one(database, Kind.INTERACTION_CONTACT).contact_id == ann


def test_a_line_noted_that_day_becomes_the_entry_of_the_visit(database, acme, visit):
    store(
        database,
        interaction(TODAY, customer_id=acme, kind=InteractionKind.VISIT, summary="Was there"),
        interaction(TODAY, customer_id=acme, summary="Called before"),
    )
    assert capture(database, acme, visit).told.summary == "Was there"

    record(database, VisitOutcome(visit, "Signed"))

    texts = [(one.summary, one.visit_id) for one in records(database, Kind.INTERACTION)]
    assert texts == [("Signed", visit), ("Called before", None)]


def test_which_of_two_lines_tells_of_it_is_not_guessed(database, acme, visit):
    lines = [interaction(TODAY, customer_id=acme, kind=InteractionKind.VISIT) for _ in range(2)]
    store(database, *lines)

    record(database, VisitOutcome(visit, "Signed"))

    assert len(records(database, Kind.INTERACTION)) == 3


def test_promises_of_both_sides_point_at_the_visit_they_were_given_at(database, whole, ann):
    record(database, whole)

    ours, theirs = records(database, Kind.PROMISE)
    told = one(database, Kind.INTERACTION)
    assert (ours.text, ours.who, ours.made_on, ours.due_on) == (
        "Send samples",
        "Li",
        TODAY,
        ahead(4),
    )
    assert (theirs.direction, theirs.contact_id, theirs.who) == (Direction.THEIRS, ann, "")
    assert {ours.interaction_id, theirs.interaction_id} == {told.id}


def test_a_promise_of_before_that_was_kept_is_closed_and_opened_again(database, acme, visit):
    (key,) = store(database, promise(customer_id=acme, made_on=ago(30), due_on=ago(2)))

    record(database, VisitOutcome(visit, "Fine", kept=frozenset({key})))

    kept = one(database, Kind.PROMISE)
    assert (kept.state, kept.closed_on) == (PromiseState.KEPT, TODAY)
    assert [owed.id for owed in capture(database, acme, visit).owed] == [key]
    record(database, VisitOutcome(visit, "Fine", not_kept=frozenset({key})))
    assert (one(database, Kind.PROMISE).state, one(database, Kind.PROMISE).closed_on) == (
        PromiseState.OPEN,
        None,
    )


def test_owed_are_open_promises_of_before_the_most_urgent_first(database, acme, visit):
    store(
        database,
        promise("Later", customer_id=acme, due_on=ahead(9)),
        promise("Overdue", customer_id=acme, due_on=ago(9)),
        promise("After it", customer_id=acme, made_on=ahead(1)),
        promise("Broken", customer_id=acme, state=PromiseState.BROKEN, closed_on=ago(1)),
    )

    assert [one.text for one in capture(database, acme, visit).owed] == ["Overdue", "Later"]


def test_what_was_noticed_keeps_its_evidence_its_day_and_where_it_comes_from(database, whole):
    record(database, whole)

    _, seat = records(database, Kind.PREFERENCE)
    assert (seat.evidence, seat.duration) == (Evidence.OBSERVED, Duration.SITUATIONAL)
    assert (seat.noted_on, seat.source) == (TODAY, SOURCE)
    assert one(database, Kind.TABOO).source == SOURCE


def test_used_preferences_answers_and_stances_are_stored(database, whole, visit):
    record(database, whole)

    assert one(database, Kind.PREFERENCE_USE).preference_id == 1
    assert one(database, Kind.MAN_SNAPSHOT).assessed_on == TODAY
    answer = one(database, Kind.MAN_ANSWER)
    assert (answer.question, answer.level, answer.source) == ("M1", 3, SOURCE)
    assert one(database, Kind.AFFILIATION).stance == 1


def test_the_next_step_is_an_action_without_an_opportunity(database, whole):
    record(database, whole)

    step = one(database, Kind.RELATIONSHIP_ACTION)
    assert (step.text, step.due_on, step.owner) == ("Bring the drawing", ahead(9), "Li")
    assert step.interaction_id == one(database, Kind.INTERACTION).id


def test_the_next_step_of_an_opportunity_is_its_own(database, acme, whole):
    (chance,) = store(database, opportunity(customer_id=acme))
    step = NextStep("Quote", ahead(3), opportunity_id=chance)

    record(database, replace(whole, next_step=step))

    found = one(database, Kind.OPPORTUNITY)
    assert (found.next_step, found.next_step_on) == ("Quote", ahead(3))
    assert records(database, Kind.RELATIONSHIP_ACTION) == []


def test_a_line_alone_is_enough(database, visit):
    record(database, VisitOutcome(visit, "Fine"))

    assert one(database, Kind.VISIT).state is VisitState.HELD
    assert one(database, Kind.INTERACTION).summary == "Fine"


def test_one_undo_takes_everything_back(database, whole):
    before = counts(database)

    changes = record(database, whole)
    change_log.undo(database, changes.operation_id)

    assert counts(database) == before
    assert one(database, Kind.VISIT).state is VisitState.PLANNED
    assert one(database, Kind.AFFILIATION).stance == 0


def test_what_is_refused_leaves_nothing_behind(database, whole):
    before = counts(database)
    late = replace(whole, promises=(Promise(0, "Send", due_on=ago(3)),))

    with pytest.raises(InputError, match="days_out_of_order"):
        record(database, late)

    assert counts(database) == before


def test_telling_the_same_again_writes_nothing_twice(database, whole, acme, visit):
    record(database, whole)
    before = counts(database)
    told = capture(database, acme, visit)

    again = replace(
        whole,
        promises=told.promises,
        preferences=told.preferences,
        taboos=told.taboos,
        next_step=NextStep("Bring the drawing", ahead(9), action_id=told.action.id),
    )

    assert record(database, again).is_empty
    assert counts(database) == before


def test_noticing_the_same_again_makes_no_double_even_without_its_key(database, whole):
    record(database, whole)

    record(database, replace(whole, promises=(), next_step=None))

    assert [one.text for one in records(database, Kind.PREFERENCE)] == ["Green tea", "Window seat"]
    assert len(records(database, Kind.TABOO)) == 1


def test_two_equal_lines_are_one(database, visit):
    twice = (Preference(0, "Window seat"), Preference(0, "window  seat"))

    record(database, VisitOutcome(visit, "Fine", preferences=twice, source=SOURCE))

    assert len(records(database, Kind.PREFERENCE)) == 2


def test_what_is_known_is_confirmed_and_hardens_only_when_told_so(database, visit):
    seen = Preference(0, "green TEA", evidence=Evidence.STATED, duration=Duration.SITUATIONAL)

    record(database, VisitOutcome(visit, "Fine", preferences=(seen,), source=SOURCE))

    known = one(database, Kind.PREFERENCE)
    assert (known.text, known.confirmed_on) == ("Green tea", TODAY)
    assert (known.evidence, known.duration) == (Evidence.STATED, Duration.LASTING)


def test_a_known_taboo_is_never_taken_lighter(database, acme, visit):
    store(database, Taboo(acme, "No jokes", severity=Severity.NEVER))

    record(database, VisitOutcome(visit, "Fine", taboos=(Taboo(0, "No jokes"),)))

    assert one(database, Kind.TABOO).severity is Severity.NEVER


def test_amending_changes_takes_out_and_adds(database, whole, acme, visit):
    record(database, whole)
    told = capture(database, acme, visit)
    ours, theirs = sorted(told.promises, key=lambda one: one.id)

    record(
        database,
        replace(
            whole,
            summary="Signed at last",
            used=frozenset(),
            promises=(replace(ours, due_on=ahead(8)), Promise(0, "Call")),
            preferences=told.preferences,
            taboos=(),
            removed=((Kind.PROMISE, theirs.id), (Kind.TABOO, told.taboos[0].id)),
            next_step=None,
        ),
    )

    assert [(one.text, one.due_on) for one in records(database, Kind.PROMISE)] == [
        ("Send samples", ahead(8)),
        ("Call", None),
    ]
    assert one(database, Kind.INTERACTION).summary == "Signed at last"
    assert records(database, Kind.TABOO) == records(database, Kind.PREFERENCE_USE) == []


def test_a_visit_to_come_can_not_have_gone_well(database, acme):
    later = store_visit(database, acme, on=ahead(1))

    with pytest.raises(InputError, match="visit_ahead"):
        record(database, VisitOutcome(later, "Fine"))


def test_a_visit_that_is_gone_is_said_to_be(database):
    with pytest.raises(InputError, match="record_gone"):
        record(database, VisitOutcome(99, "Fine"))


def test_an_executive_visit_is_told_as_one(database, acme):
    key = store_visit(database, acme, is_executive=True)

    record(database, VisitOutcome(key, "Fine"))

    assert one(database, Kind.INTERACTION).kind is InteractionKind.EXECUTIVE_VISIT


def test_a_visit_that_did_not_take_place_is_called_off_or_moved(database, visit):
    call_off(database, visit, reason="Ill")
    assert (one(database, Kind.VISIT).state, one(database, Kind.VISIT).outcome) == (
        VisitState.CANCELLED,
        "Ill",
    )

    postpone(database, visit, ahead(7), at=time(14))

    moved = one(database, Kind.VISIT)
    assert (moved.state, moved.visit_on, moved.visit_time) == (
        VisitState.PLANNED,
        ahead(7),
        time(14),
    )


def test_what_was_told_is_shown_again_to_be_amended(database, whole, acme, visit):
    record(database, whole)

    found = capture(database, acme, visit)

    assert found.is_recorded
    assert {one.text for one in found.promises} == {"Send samples", "Name the budget"}
    assert [one.text for one in found.preferences] == ["Window seat"]
    assert [one.text for one in found.taboos] == ["No jokes on the merger"]
    assert found.action.text == "Bring the drawing"
    assert found.used == {1}
    assert [one.question for one in found.asks if one.is_told] == [Question.M1]


def test_offered_are_lasting_preferences_of_who_attends(database, acme, ann, visit):
    bob = store_person(database, acme, "Bob")
    store(
        database,
        Preference(acme, "Tea at four", contact_id=ann),
        Preference(acme, "Golf", contact_id=bob),
        Preference(acme, "Once", duration=Duration.SITUATIONAL),
    )

    offered = capture(database, acme, visit).offered

    assert {of.record.text for of in offered} == {"Green tea", "Tea at four"}


def test_questions_the_plan_meant_to_ask_come_first(database, acme, ann):
    ask = playbook().man[one(database, Kind.CUSTOMER).kind][Question.N3].ask
    key = store_visit(database, acme, ann, questions=(ask.zh_cn,))
    store_answers(database, acme, M1=2)

    asks = capture(database, acme, key).asks

    assert asks[0].question is Question.N3
    assert len(asks) == 3
    assert Question.M1 not in [one.question for one in asks]


def test_where_man_does_not_belong_nothing_is_asked(database):
    key = store_customer(database, Customer("Old", stage=Stage.EXPANSION), purchase())
    visit = store_visit(database, key)

    assert capture(database, key, visit).asks == ()


def test_only_the_first_visit_is_the_first(database, acme, visit):
    def is_first() -> bool:
        view = load_visit(database, acme, None, today=TODAY, playbook=playbook())
        return is_first_visit(view.card.card, None)

    assert is_first()
    record(database, VisitOutcome(visit, "Fine"))
    assert not is_first()
