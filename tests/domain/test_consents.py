"""What a consent covers, from when to when, and what its withdrawal leaves without ground (D28)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import (
    Consent,
    ConsentMethod,
    ConsentScope,
    Footing,
    SensitiveFact,
    footing,
    losing,
)
from crm_desktop.domain.record_rules import check_record
from crm_desktop.domain.sensitive_kinds import SensitiveKind

TODAY = date(2026, 3, 4)
YESTERDAY = TODAY - timedelta(days=1)
ANN, BEN = 5, 6
OF_ANN = SensitiveFact(Kind.TABOO, 1, 1, SensitiveKind.HEALTH, "Nuts", (ANN,))
HEALTH = Consent(
    "hospitality", given_on=YESTERDAY, contact_id=ANN, covers=ConsentScope.HEALTH, id=1
)


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        (HEALTH, Footing.COVERED),
        (replace(HEALTH, covers=ConsentScope.ALL), Footing.COVERED),
        (replace(HEALTH, until=TODAY), Footing.COVERED),
        (replace(HEALTH, until=YESTERDAY), Footing.LOST),
        (replace(HEALTH, withdrawn_on=TODAY), Footing.LOST),
        (replace(HEALTH, withdrawn_on=TODAY + timedelta(days=1)), Footing.COVERED),
        (replace(HEALTH, covers=ConsentScope.RELIGION), Footing.PENDING),
        (replace(HEALTH, covers=ConsentScope.NONE), Footing.PENDING),
        (replace(HEALTH, contact_id=BEN), Footing.PENDING),
        (replace(HEALTH, contact_id=None, customer_id=1), Footing.PENDING),
        (replace(HEALTH, given_on=None), Footing.PENDING),
        (replace(HEALTH, given_on=TODAY + timedelta(days=1)), Footing.PENDING),
    ],
)
def test_a_consent_covers_the_facts_it_names_of_who_gave_it_while_it_holds(consent, expected):
    assert footing(OF_ANN, [consent], TODAY) is expected


def test_a_fact_of_nobody_in_particular_needs_the_consent_of_the_customer():
    own = replace(OF_ANN, people=())

    assert footing(own, [HEALTH], TODAY) is Footing.PENDING
    assert footing(own, [replace(HEALTH, contact_id=None, customer_id=1)], TODAY) is Footing.COVERED
    assert footing(own, [replace(HEALTH, contact_id=None, customer_id=2)], TODAY) is Footing.PENDING


def test_a_talk_with_two_people_needs_both_consents():
    both = replace(OF_ANN, people=(ANN, BEN))

    assert footing(both, [HEALTH], TODAY) is Footing.PENDING
    assert footing(both, [HEALTH, replace(HEALTH, contact_id=BEN, id=2)], TODAY) is Footing.COVERED


def test_a_withdrawal_lists_only_what_nothing_else_covers():
    faith = replace(OF_ANN, record_id=2, about=SensitiveKind.RELIGION)
    other = Consent("by law", given_on=YESTERDAY, contact_id=ANN, covers=ConsentScope.ALL, id=2)

    assert losing([OF_ANN, faith], [HEALTH], HEALTH, TODAY) == [OF_ANN]
    assert losing([OF_ANN, faith], [HEALTH, other], HEALTH, TODAY) == []
    assert losing([OF_ANN, faith], [HEALTH, other], other, TODAY) == [faith]


def test_a_spoken_consent_needs_a_witness():
    oral = replace(HEALTH, method=ConsentMethod.ORAL)

    problem = check_record(Kind.CONSENT, oral)

    assert problem is not None
    assert (problem.code, problem.field) == ("consent_witness_missing", "witness")
    assert check_record(Kind.CONSENT, replace(oral, witness="Ben")) is None


def test_a_consent_does_not_end_before_it_begins():
    assert check_record(Kind.CONSENT, replace(HEALTH, until=YESTERDAY - timedelta(days=1)))
