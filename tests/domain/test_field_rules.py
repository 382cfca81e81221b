"""Which values the fields of a card take, and how the fields of one record go together."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import ContactPoint, DateKind, ImportantDate, PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.field_rules import check, field_types, is_required
from crm_desktop.domain.graphemes import count_graphemes
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.purchases import Contract
from crm_desktop.domain.record_rules import check_record
from crm_desktop.domain.taboos import Taboo

DAY = date(2026, 6, 15)


def code(problem):
    return problem.code if problem else None


@pytest.mark.parametrize(
    ("kind", "field", "low", "high"),
    [
        (Kind.AFFILIATION, "influence", 0, 4),
        (Kind.AFFILIATION, "stance", -2, 2),
        (Kind.OPPORTUNITY, "probability", 0, 100),
        (Kind.INTERACTION, "satisfaction", 1, 5),
        (Kind.INTERACTION, "emotion_intensity", 1, 3),
        (Kind.CUSTOMER, "strategic_value", 0, 4),
        (Kind.PREFERENCE, "strength", 1, 3),
        (Kind.VISIT, "peak_rating", 1, 5),
        (Kind.MAN_ANSWER, "level", 0, 4),
        (Kind.IMPORTANT_DATE, "month", 1, 12),
    ],
)
def test_a_range_takes_its_ends_and_nothing_beyond(kind, field, low, high):
    assert [code(check(kind, field, one)) for one in (low, high)] == [None, None]
    for one in (low - 1, high + 1, 10**40, -(10**40)):
        assert check(kind, field, one).params["low"] == low


@pytest.mark.parametrize("value", ["0", "1", "0.125"])
def test_a_discount_is_a_share(value):
    assert check(Kind.PURCHASE_LINE, "discount", Decimal(value)) is None


@pytest.mark.parametrize("value", ["-0.01", "1.01", "NaN", "Infinity", "-Infinity"])
def test_what_is_no_share_is_refused(value):
    assert code(check(Kind.PURCHASE_LINE, "discount", Decimal(value))) == "share_out_of_range"


@pytest.mark.parametrize(
    ("year", "is_taken"), [(1899, False), (1900, True), (2200, True), (2201, False)]
)
def test_days_are_of_a_sane_year(year, is_taken):
    assert (check(Kind.PROMISE, "due_on", date(year, 1, 1)) is None) is is_taken
    moment = datetime(year, 1, 1, tzinfo=UTC)
    assert (check(Kind.COMPLAINT, "received_at", moment) is None) is is_taken


def test_a_required_field_takes_neither_nothing_nor_blanks():
    for value in ("", "  \t", None):
        assert code(check(Kind.TABOO, "text", value)) == "field_empty"
    assert code(check(Kind.VISIT, "visit_on", None)) == "field_empty"


def test_every_required_field_of_a_person_s_record_says_so():
    assert is_required(Kind.CUSTOMER, "name")
    assert is_required(Kind.PURCHASE, "purchased_on")
    assert not is_required(Kind.CUSTOMER, "city")
    assert not is_required(Kind.CUSTOMER, "headcount")


def test_an_unknown_field_or_type_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        check(Kind.TABOO, "colour", "red")
    with pytest.raises(TypeError):
        check(Kind.CUSTOMER, "headcount", "12")
    with pytest.raises(TypeError):
        check(Kind.CUSTOMER, "headcount", True)


@pytest.mark.parametrize(
    ("website", "is_taken"),
    [
        ("https://www.example.com/a?b#c", True),
        ("example.com", True),
        ("例子.中国", True),
        ("http://10.0.0.1:8080", True),
        ("localhost", False),
        ("ftp://example.com", False),
        ("https://", False),
        ("a b.com", False),
        ("<script>", False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_website_is_what_a_browser_opens(website, is_taken):
    assert (check(Kind.CUSTOMER, "website", website) is None) is is_taken


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"month": 2, "day": 29}, None),
        ({"month": 2, "day": 29, "year": 2025}, "day_unknown"),
        ({"month": 2, "day": 29, "year": 2024}, None),
        ({"month": 2, "day": 30}, "day_unknown"),
        ({"month": 4, "day": 31}, "day_unknown"),
        ({"month": 2, "day": 30, "lunar": True}, None),
        ({"month": 2, "day": 31, "lunar": True}, "lunar_day_unknown"),
        ({"month": 6, "day": 1, "lunar": True, "leap_month": True}, None),
        ({"month": 6, "day": 1, "leap_month": True}, "leap_month_not_lunar"),
    ],
)
def test_a_day_to_remember_is_in_its_calendar(fields, wrong):
    record = ImportantDate(DateKind.BIRTHDAY, customer_id=1, **fields)

    assert code(check_record(Kind.IMPORTANT_DATE, record)) == wrong


@pytest.mark.parametrize(
    ("kind", "record", "wrong"),
    [
        (Kind.CONTRACT, Contract(1, "a", DAY, DAY), None),
        (Kind.CONTRACT, Contract(1, "a", DAY, DAY - timedelta(1)), "days_out_of_order"),
        (
            Kind.PROMISE,
            Promise(1, "a", made_on=DAY, due_on=DAY - timedelta(1)),
            "days_out_of_order",
        ),
        (Kind.CONTACT_POINT, ContactPoint(PointKind.PHONE, "none", 1), "phone_without_digits"),
        (Kind.CONTACT_POINT, ContactPoint(PointKind.PHONE, "ask for 110", 1), None),
        (Kind.CONTACT_POINT, ContactPoint(PointKind.WECHAT, "none", 1), None),
        (Kind.CONTACT_POINT, ContactPoint(PointKind.EMAIL, "Anna <anna@x.com>", 1), None),
        (Kind.CONTACT_POINT, ContactPoint(PointKind.WECHAT, "a"), "record_of_nobody"),
        (Kind.CUSTOMER, Customer("a", strategic_value=0), "strategic_reason_missing"),
        (Kind.TABOO, Taboo(1, "a"), None),
    ],
)
def test_fields_of_a_record_go_together(kind, record, wrong):
    assert code(check_record(kind, record)) == wrong


def test_only_rules_of_what_was_edited_count():
    contract = Contract(1, "a", DAY, DAY - timedelta(1))

    assert check_record(Kind.CONTRACT, contract, {"name"}) is None
    assert check_record(Kind.CONTRACT, contract, {"starts_on"}).field == "ends_on"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("禁忌", 2),
        ("e\u0301", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("👍🏽", 1),
        ("🇨🇳🇩🇪", 2),
        ("\u0301a", 2),
    ],
)
def test_characters_are_counted_as_they_are_seen(text, count):
    assert count_graphemes(text) == count


STRATEGIES = {
    str: st.text(),
    int: st.integers(),
    Decimal: st.decimals(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    tuple: st.lists(st.text()).map(tuple),
}
FIELDS = [
    (kind, field, part)
    for kind in VALUE_CLASSES
    for field, types in field_types(kind).items()
    for part in types
    if part in STRATEGIES
]


@given(st.sampled_from(FIELDS), st.data())
def test_no_value_of_its_type_breaks_a_check(place, data):
    kind, field, part = place

    check(kind, field, data.draw(STRATEGIES[part]))
