"""The stream of a card: what is in it, in which order, and what is read off it."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from builders import TODAY, complaint, customer, interaction, promise, purchase

from crm_desktop.domain.cards import Card
from crm_desktop.domain.development import RelationshipAction
from crm_desktop.domain.interactions import Emotion, Initiative, InteractionContact, InteractionKind
from crm_desktop.domain.leads import ManSnapshot
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.tier_history import TierRecord
from crm_desktop.domain.timeline import Event, Group, failures, ladder, stream, trend
from crm_desktop.domain.visits import PrintedBrief, Visit, VisitState

YESTERDAY = TODAY - timedelta(days=1)


def test_everything_on_a_card_stands_in_the_stream_newest_first():
    card = Card(
        customer(),
        interactions=(interaction(YESTERDAY, id=1),),
        visits=(Visit(1, TODAY, state=VisitState.HELD, id=1),),
        purchases=(purchase(on=YESTERDAY - timedelta(days=1), id=1),),
        promises=(
            promise(made_on=date(2026, 1, 1), id=1),
            promise(made_on=date(2026, 1, 2), closed_on=TODAY, state=PromiseState.BROKEN, id=2),
        ),
        actions=(RelationshipAction(1, "Invite", done_on=date(2026, 2, 1), id=1),),
        man_snapshots=(ManSnapshot(1, date(2026, 3, 1), id=1),),
        tier_records=(
            TierRecord(1, 1, "A", "B", Decimal(1), date(2026, 4, 1), id=1),
            TierRecord(2, 1, "A", "A", Decimal(1), date(2026, 4, 1), id=2),
        ),
        printed_briefs=(PrintedBrief(1, date(2026, 5, 1), "en", "full", id=1),),
    )

    found = stream(card)

    assert [one.on for one in found] == sorted((one.on for one in found), reverse=True)
    assert [one.key for one in found] == [
        (Event.VISIT_HELD, 1),
        (Event.BROKEN, 2),
        (Event.INTERACTION, 1),
        (Event.BOUGHT, 1),
        (Event.PRINTED, 1),
        (Event.TIER, 1),
        (Event.ASSESSED, 1),
        (Event.DONE, 1),
        (Event.PROMISED, 2),
        (Event.PROMISED, 1),
    ]


def test_of_one_day_those_with_a_time_stand_on_top_and_the_newest_entry_first():
    early, late = time(9), time(17)
    card = Card(
        customer(),
        interactions=(
            interaction(id=1),
            interaction(id=2),
            interaction(happened_at=early, id=3),
            interaction(happened_at=late, id=4),
        ),
    )

    assert [one.record.id for one in stream(card)] == [4, 3, 2, 1]


def test_what_an_interaction_led_to_stands_with_it_and_not_a_second_time():
    made = promise(made_on=TODAY, interaction_id=1, contact_id=7, id=1)
    task = RelationshipAction(1, "Book", interaction_id=1, id=1)
    card = Card(
        customer(),
        interactions=(interaction(id=1),),
        interaction_contacts=(InteractionContact(1, 5), InteractionContact(1, 6)),
        promises=(made,),
        actions=(task,),
    )

    (entry,) = stream(card)

    assert entry.follow_ups == (made, task)
    assert list(entry.people) == [5, 6]


def test_a_promise_of_an_interaction_that_is_gone_stands_alone():
    card = Card(customer(), promises=(promise(made_on=TODAY, interaction_id=9, id=1),))
    assert [one.event for one in stream(card)] == [Event.PROMISED]


def test_a_held_visit_that_was_logged_stands_once_and_planned_ones_not_at_all():
    card = Card(
        customer(),
        interactions=(interaction(kind=InteractionKind.VISIT, visit_id=1, id=1),),
        visits=(
            Visit(1, TODAY, state=VisitState.HELD, id=1),
            Visit(1, TODAY, id=2),
            Visit(1, TODAY, state=VisitState.CANCELLED, id=3),
        ),
    )
    assert [one.key for one in stream(card)] == [(Event.INTERACTION, 1)]


def test_the_briefs_of_a_day_stand_as_one():
    days = (TODAY, TODAY, YESTERDAY)
    briefs = tuple(PrintedBrief(1, on, "en", "full", id=at + 1) for at, on in enumerate(days))
    assert [one.count for one in stream(Card(customer(), printed_briefs=briefs))] == [2, 1]


def test_every_kind_of_interaction_has_a_group_and_its_complaint():
    happened = tuple(interaction(kind=one, id=at + 1) for at, one in enumerate(InteractionKind))
    clock = complaint(interaction_id=len(happened), id=1)
    found = stream(Card(customer(), interactions=happened, complaints=(clock,)))

    assert {one.group for one in found} <= set(Group)
    assert [one.complaint for one in found if one.group is Group.COMPLAINTS] == [clock]


def test_the_trend_looks_at_the_last_five_emotions_alone():
    levels = [3, 1, 1, 1, 1, 3, 3]
    some = [
        interaction(emotion=Emotion.DOUBT, emotion_intensity=level, id=at)
        for at, level in enumerate(levels)
    ]
    quiet = [interaction(id=99)]

    found = trend(quiet + some)
    assert [one.id for one in found.last] == [0, 1, 2, 3, 4]
    assert found.turn == 1
    assert trend(some[1:]).turn == -1
    assert trend(some[:1]).turn == 0
    assert trend(quiet).last == ()


def test_the_ladder_counts_a_year_of_contacts_and_no_complaints():
    rungs = [Initiative.PASSIVE, Initiative.PREVENTIVE, Initiative.VALUE_CREATING, None]
    some = [interaction(initiative=one) for one in rungs]
    some.append(interaction(kind=InteractionKind.COMPLAINT, initiative=Initiative.PASSIVE))
    some.append(interaction(TODAY - timedelta(days=400), initiative=Initiative.PREVENTIVE))
    some.append(interaction(TODAY + timedelta(days=1), initiative=Initiative.PREVENTIVE))

    found = ladder(some, TODAY)

    assert (found.proactive, found.told) == (2, 3)
    assert list(found.counts.values()) == [1, 0, 1, 1]


def _at(days_ago, hour=9):
    return datetime(2026, 6, 15, hour, tzinfo=UTC) - timedelta(days=days_ago)


def test_a_second_complaint_within_180_days_is_alarmed_open_or_not():
    recent, old, older = complaint(_at(2)), complaint(_at(180)), complaint(_at(181))

    assert failures([recent, old, older], TODAY) == (recent, old)
    assert failures([recent, older], TODAY) == ()
    assert failures([], TODAY) == ()


def test_the_day_of_a_complaint_is_that_of_the_persons_zone():
    east = timezone(timedelta(hours=14))
    some = [complaint(_at(2)), complaint(_at(181, hour=20))]
    assert failures(some, TODAY) == ()
    assert len(failures(some, TODAY, east)) == 2
