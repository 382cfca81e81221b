"""Which facts are marked on entry, and why (D28)."""

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Contact, DateKind, ImportantDate
from crm_desktop.domain.preferences import NeedCategory, Preference, SpecialNeed
from crm_desktop.domain.record_rules import check_record
from crm_desktop.domain.sensitive import (
    DefaultMark,
    becomes_sensitive,
    default_mark,
    is_marked_by,
    sensitive_kind,
)
from crm_desktop.domain.sensitive_kinds import SensitiveKind
from crm_desktop.domain.taboos import Taboo, TabooCalendar, TabooCategory

HEALTH, RELIGION, MINORS = SensitiveKind.HEALTH, SensitiveKind.RELIGION, SensitiveKind.MINORS


@pytest.mark.parametrize(
    ("kind", "record", "mark"),
    [
        (Kind.TABOO, Taboo(1, "Nuts", TabooCategory.ALLERGY), DefaultMark(HEALTH)),
        (Kind.TABOO, Taboo(1, "No pork", TabooCategory.RELIGION), DefaultMark(RELIGION)),
        (Kind.TABOO, Taboo(1, "No lunch", calendar=TabooCalendar.RAMADAN), DefaultMark(RELIGION)),
        (Kind.TABOO, Taboo(1, "Sweets", why="Diabetic"), DefaultMark(HEALTH, "diabetic")),
        (
            Kind.SPECIAL_NEED,
            SpecialNeed(1, "Lift", NeedCategory.ACCESS_HEALTH),
            DefaultMark(HEALTH),
        ),
        (Kind.SPECIAL_NEED, SpecialNeed(1, "Crib", NeedCategory.FAMILY), DefaultMark(MINORS)),
        (Kind.PREFERENCE, Preference(1, "只去清真餐厅"), DefaultMark(RELIGION, "清真")),
        (
            Kind.IMPORTANT_DATE,
            ImportantDate(DateKind.BIRTHDAY, 5, 1, label="Her  daughter's birthday"),
            DefaultMark(MINORS, "daughter"),
        ),
        (Kind.CONTACT, Contact("Li Na", note="Expects a baby"), DefaultMark(MINORS, "baby")),
    ],
)
def test_a_fact_of_these_kinds_is_marked_with_its_reason(kind, record, mark):
    assert default_mark(kind, record) == mark
    assert sensitive_kind(kind, record) is mark.kind
    assert becomes_sensitive(kind, None, record)


def test_what_an_import_stores_is_marked_alike():
    stored = {"category": "other", "text": "Only halal food"}

    assert is_marked_by(Kind.PREFERENCE, stored)
    assert is_marked_by(Kind.SPECIAL_NEED, stored | {"text": "Lift", "arrangement": "wheelchair"})
    assert not is_marked_by(Kind.PREFERENCE, stored | {"text": "Green tea"})


@pytest.mark.parametrize(
    "text", ["Green tea", "Quiet tables", "The seasonal menu", "Spring water", "Christie's", "儿科"]
)
def test_other_facts_are_not(text):
    assert default_mark(Kind.PREFERENCE, Preference(1, text)) is None


def test_the_kind_a_person_chose_counts():
    record = Preference(1, "Halal", sensitive_kind=SensitiveKind.OTHER)

    assert sensitive_kind(Kind.PREFERENCE, record) is SensitiveKind.OTHER


def test_an_edit_of_a_fact_that_was_sensitive_marks_nothing_anew():
    before, after = Preference(1, "Halal food"), Preference(1, "Halal food, please")

    assert not becomes_sensitive(Kind.PREFERENCE, before, after)
    assert becomes_sensitive(Kind.PREFERENCE, Preference(1, "Food"), after)


def test_a_mark_is_taken_back_with_a_reason_alone():
    bare = Taboo(1, "Nuts", TabooCategory.ALLERGY)
    said = Taboo(1, "Nuts", TabooCategory.ALLERGY, sensitive_reason="The kitchen's, not a person's")

    problem = check_record(Kind.TABOO, bare, {"sensitive"})

    assert problem is not None
    assert (problem.code, problem.field) == ("sensitive_reason_missing", "sensitive_reason")
    assert check_record(Kind.TABOO, said, {"sensitive"}) is None
    assert check_record(Kind.TABOO, bare, {"source"}) is None
