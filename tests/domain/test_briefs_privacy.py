"""What each privacy level may hold: taboos never vanish, safety facts keep their substance."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.brief_privacy import for_privacy
from crm_desktop.domain.brief_values import Attendee, ManMark, Of, TierMark, VisitingCard
from crm_desktop.domain.briefs import (
    Annexes,
    Business,
    Cautions,
    PrivacyLevel,
    Rapport,
    Service,
    VisitBrief,
)
from crm_desktop.domain.contacts import Affiliation, Contact, Coverage, Role
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.preferences import Evidence, NeedCategory, Preference, SpecialNeed
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.domain.visits import Visit

TODAY = date(2026, 3, 4)
FULL, MEETING, SHAREABLE = PrivacyLevel

taboos = st.builds(
    Taboo,
    customer_id=st.just(1),
    text=st.text(min_size=1, max_size=20),
    category=st.sampled_from(TabooCategory),
    severity=st.sampled_from(Severity),
    why=st.text(max_size=20),
    sensitive=st.booleans(),
)


def brief(**parts: object) -> VisitBrief:
    return VisitBrief(Customer("Northgate"), TODAY, **parts)  # type: ignore[arg-type]


def with_taboos(*records: Taboo) -> VisitBrief:
    return brief(cautions=Cautions(taboos=tuple(Of(one) for one in records)))


def allergy(**more: object) -> Taboo:
    return Taboo(1, "Peanuts", TabooCategory.ALLERGY, **more)  # type: ignore[arg-type]


@given(st.lists(taboos, max_size=8), st.sampled_from(PrivacyLevel))
def test_every_taboo_is_printed_or_counted(records: list[Taboo], level: PrivacyLevel) -> None:
    cautions = for_privacy(with_taboos(*records), level).cautions

    assert len(cautions.taboos) + cautions.hidden == len(records)


@given(st.lists(taboos, max_size=5), st.sampled_from(PrivacyLevel))
def test_reducing_twice_changes_nothing(records: list[Taboo], level: PrivacyLevel) -> None:
    once = for_privacy(with_taboos(*records), level)

    assert for_privacy(once, level) == once


@given(st.lists(taboos, max_size=5))
def test_reducing_by_way_of_the_meeting_ends_at_the_same_sheet(records: list[Taboo]) -> None:
    found = with_taboos(*records)

    assert for_privacy(for_privacy(found, MEETING), SHAREABLE) == for_privacy(found, SHAREABLE)


@pytest.mark.parametrize("level", [MEETING, FULL])
def test_a_reduced_brief_never_widens(level: PrivacyLevel) -> None:
    shared = for_privacy(with_taboos(allergy()), SHAREABLE)

    assert for_privacy(shared, level) == shared


def test_the_meeting_keeps_an_allergy_without_its_origin() -> None:
    found = for_privacy(with_taboos(allergy(why="hospital in May", source="his wife")), MEETING)

    assert found.cautions.taboos[0].record == allergy()


def test_the_meeting_keeps_an_access_need_without_its_diagnosis() -> None:
    need = SpecialNeed(1, "Lift", NeedCategory.ACCESS_HEALTH, source="a stroke")
    other = SpecialNeed(1, "Kosher kitchen", NeedCategory.DIET)
    found = for_privacy(brief(cautions=Cautions(needs=(Of(need), Of(other)))), MEETING)

    assert [of.record for of in found.cautions.needs] == [
        SpecialNeed(1, "Lift", NeedCategory.ACCESS_HEALTH)
    ]


def test_a_shared_sheet_only_counts_taboos_and_safety_facts() -> None:
    need = SpecialNeed(1, "Lift", NeedCategory.ACCESS_HEALTH)
    cautions = Cautions((Of(allergy()), Of(Taboo(1, "Golf"))), (Of(need),))

    assert for_privacy(brief(cautions=cautions), SHAREABLE).cautions == Cautions(hidden=3)


@pytest.mark.parametrize("level", [MEETING, SHAREABLE])
def test_judgements_of_people_and_customer_stay_with_us(level: PrivacyLevel) -> None:
    place = Affiliation(
        1, 1, "CEO", role=Role.DECIDER, influence=4, stance=-2, coverage=Coverage.DEEP,
        counterpart="Lena", cares_about="bonus",
    )  # fmt: skip
    found = for_privacy(
        brief(
            attendees=(Attendee(Contact("Ada", note="vain"), place, b"photo"),),
            business=Business(tier=TierMark("A"), man=ManMark("MAN", 90)),
            annexes=Annexes(card=VisitingCard("Ada"), card_link="crm-desktop://card/1"),
        ),
        level,
    )

    assert found.attendees == (Attendee(Contact("Ada"), Affiliation(1, 1, "CEO")),)
    assert (found.business, found.annexes) == (Business(), Annexes())


def test_only_what_the_customer_said_and_is_not_sensitive_lies_on_the_table() -> None:
    said = Preference(1, "Tea", evidence=Evidence.STATED)
    seen = Preference(1, "Coffee", evidence=Evidence.OBSERVED)
    faith = Preference(1, "Prays at noon", evidence=Evidence.STATED, sensitive=True)
    rapport = Rapport(preferences=(Of(said), Of(seen), Of(faith)))

    assert for_privacy(brief(rapport=rapport), MEETING).rapport == Rapport(preferences=(Of(said),))


@pytest.mark.parametrize("level", [MEETING, SHAREABLE])
def test_a_promise_nobody_gave_on_a_day_stays_with_us(level: PrivacyLevel) -> None:
    given_one = Of(Promise(1, "Report", made_on=TODAY))
    service = Service(promises=(given_one, Of(Promise(1, "Hidden discount"))))

    assert for_privacy(brief(service=service), level).service.promises == (given_one,)


@pytest.mark.parametrize(("level", "objective"), [(MEETING, "Sign"), (SHAREABLE, "")])
def test_a_visit_shows_its_agenda_and_the_meeting_its_objective(
    level: PrivacyLevel, objective: str
) -> None:
    visit = Visit(1, TODAY, agenda=("Review",), objective="Sign", commitment="Now", surprise="Cake")
    found = for_privacy(brief(visit=visit), level).visit

    assert found == Visit(1, TODAY, agenda=("Review",), objective=objective)
