"""What leads on a brief, what is capped, and which blocks may leave page 1."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.brief_asks import Ask, AskCode, asks
from crm_desktop.domain.brief_rules import (
    ANNEXES,
    BACK,
    DEFAULT_SECTIONS,
    FRONT,
    GIVE_UP_ORDER,
    arrange,
    capped,
    newest_first,
    order_attendees,
    order_complaints,
    order_needs,
    order_preferences,
    order_promises,
    order_taboos,
    severity_of,
)
from crm_desktop.domain.brief_values import Attendee, Of, OpenComplaint
from crm_desktop.domain.briefs import Cautions, Recent, Section, VisitBrief
from crm_desktop.domain.contacts import Affiliation, Contact, Role
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.interactions import (
    Complaint,
    ComplaintSeverity,
    Interaction,
    InteractionKind,
)
from crm_desktop.domain.preferences import Evidence, NeedCategory, Preference, SpecialNeed
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.domain.visits import Visit

TODAY = date(2026, 3, 4)

taboos = st.builds(
    Taboo,
    customer_id=st.just(1),
    text=st.text(max_size=5),
    category=st.sampled_from(TabooCategory),
    severity=st.sampled_from(Severity),
    noted_on=st.none() | st.dates(),
)


@given(st.lists(taboos.map(Of)))
def test_never_stands_before_avoid_and_avoid_before_note(found: list[Of[Taboo]]) -> None:
    ordered = order_taboos(found)
    ranks = [list(Severity).index(severity_of(of.record)) for of in ordered]

    assert ranks == sorted(ranks)
    assert sorted(map(repr, ordered)) == sorted(map(repr, found))


def test_an_allergy_counts_as_never_and_leads() -> None:
    golf = Of(Taboo(1, "Golf", severity=Severity.NEVER, noted_on=TODAY))
    nuts = Of(Taboo(1, "Nuts", TabooCategory.ALLERGY, Severity.NOTE))

    assert order_taboos([golf, nuts]) == (nuts, golf)


@given(st.lists(st.integers()), st.integers(0, 5))
def test_a_cap_says_how_many_it_left_out(items: list[int], limit: int) -> None:
    kept, left = capped(items, limit)

    assert len(kept) + left == len(items)
    assert len(kept) <= limit


def test_safety_needs_escape_the_cap() -> None:
    lifts = [Of(SpecialNeed(1, f"{n}", NeedCategory.ACCESS_HEALTH)) for n in range(5)]
    others = [Of(SpecialNeed(1, f"{n}")) for n in range(5)]

    assert order_needs([*others, *lifts]) == ((*lifts, *others[:3]), 2)


def test_overdue_promises_lead_and_undated_ones_come_last() -> None:
    late, soon, someday = (
        Of(Promise(1, "x", due_on=due))
        for due in (TODAY - timedelta(1), TODAY + timedelta(1), None)
    )
    theirs = Of(Promise(1, "y", Direction.THEIRS))

    found = order_promises([someday, theirs, soon, late], Direction.OURS, TODAY)
    assert found == (late, soon, someday)


def test_an_overdue_complaint_leads_then_the_severest_then_the_oldest() -> None:
    day = datetime(2026, 3, 1, tzinfo=UTC)
    minor = OpenComplaint(Complaint(1, 1, day, severity=ComplaintSeverity.MINOR), "minor")
    severe = OpenComplaint(Complaint(2, 1, day, severity=ComplaintSeverity.SEVERE), "severe")
    older = replace(severe, complaint=replace(severe.complaint, received_at=day - timedelta(1)))
    late = replace(minor, is_overdue=True)

    assert order_complaints([minor, severe, older, late]) == (late, older, severe, minor)


def test_who_decides_leads_the_table() -> None:
    def one(name: str, **fields: object) -> Attendee:
        return Attendee(Contact(name), Affiliation(1, 1, **fields))  # type: ignore[arg-type]

    user, boss, star = one("user"), one("boss", role=Role.DECIDER), one("star", influence=4)
    assert order_attendees([user, star, boss]) == (boss, star, user)


def test_a_person_who_is_the_customer_leads_whoever_decides() -> None:
    patient = Attendee(Contact("patient"), Affiliation(0, 1))
    doctor = Attendee(Contact("doctor"), Affiliation(7, 1, role=Role.DECIDER))

    assert order_attendees([doctor, patient]) == (patient, doctor)


def test_strong_and_stated_preferences_lead() -> None:
    mild = Of(Preference(1, "mild", strength=1, evidence=Evidence.STATED))
    seen = Of(Preference(1, "seen", strength=3))
    said = Of(Preference(1, "said", strength=3, evidence=Evidence.STATED))

    assert order_preferences([mild, seen, said]) == (said, seen, mild)


def test_the_newest_interaction_leads() -> None:
    old, new = (
        Interaction(1, day, InteractionKind.CALL, "") for day in (TODAY - timedelta(9), TODAY)
    )
    assert newest_first([old, new]) == (new, old)


@given(st.lists(st.sampled_from(Section)))
def test_cautions_are_always_printed_and_only_who_stands_before_them(
    chosen: list[Section],
) -> None:
    found = arrange(chosen)

    assert set(found) == {*chosen, Section.CAUTIONS}
    assert len(found) == len(set(found))
    assert found.index(Section.CAUTIONS) == (Section.WHO in chosen)


def test_a_users_order_holds_within_a_page() -> None:
    chosen = (Section.SWOT, Section.NEEDS, Section.PLAN, Section.PURCHASES)

    assert arrange(chosen) == (
        Section.CAUTIONS, Section.NEEDS, Section.PLAN, Section.SWOT, Section.PURCHASES,
    )  # fmt: skip


def test_the_default_order_is_the_fixed_one() -> None:
    assert arrange(DEFAULT_SECTIONS) == FRONT + BACK
    assert set(FRONT) | set(BACK) | set(ANNEXES) == set(Section)


def test_page_1_gives_up_from_its_foot_and_never_warnings_complaints_or_the_aim() -> None:
    assert list(GIVE_UP_ORDER) == sorted(GIVE_UP_ORDER, key=FRONT.index, reverse=True)
    assert not {Section.WHO, Section.CAUTIONS, Section.PLAN, Section.SERVICE} & {*GIVE_UP_ORDER}


def test_an_empty_card_asks_in_every_block_that_has_a_question() -> None:
    empty = VisitBrief(Customer("Halden"), TODAY)
    asked = {ask.code for section in Section for ask in asks(empty, section)}

    assert asked == set(AskCode) - {AskCode.HOW_TO_ADDRESS}


@pytest.mark.parametrize(
    ("section", "known", "left"),
    [
        (Section.CAUTIONS, {"cautions": Cautions(taboos=(Of(Taboo(1, "Golf")),))}, ()),
        (Section.CHANGES, {"recent": Recent(is_acquainted=True)}, ()),
        (
            Section.PLAN,
            {"visit": Visit(1, TODAY, objective="Sign", intended_peak="Tour")},
            (Ask(AskCode.COMMITMENT),),
        ),
        (
            Section.WHO,
            {
                "visit": Visit(1, TODAY, venue="Hall 2"),
                "attendees": (Attendee(Contact("Ada"), Affiliation(1, 1)),),
            },
            (Ask(AskCode.HOW_TO_ADDRESS, "Ada"),),
        ),
    ],
)
def test_a_known_fact_is_not_asked_for(
    section: Section, known: dict[str, object], left: tuple[Ask, ...]
) -> None:
    brief = VisitBrief(Customer("Halden"), TODAY, **known)  # type: ignore[arg-type]

    assert asks(brief, section) == left
