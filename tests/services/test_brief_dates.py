"""The days ahead: by sun and moon, festivals, documents, renewals and promises."""

from datetime import date

import pytest
from brief_cards import TODAY, ago, ahead, brief_of, store_person
from builders import customer, promise, store, store_customer, taboo
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.brief_values import Occasion, OccasionKind
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.purchases import Contract
from crm_desktop.services.brief_dates import AHEAD_DAYS
from crm_desktop.services.care_calendar import keeps_festivals, next_day
from crm_desktop.storage.database import Database

BIRTHDAY = DateKind.BIRTHDAY
MONTH_DAY = st.tuples(st.integers(1, 12), st.integers(1, 28))


def occasions(database: Database, key: int, today: date = TODAY) -> list[Occasion]:
    return list(brief_of(database, key, today=today).outlook.occasions)


@pytest.mark.parametrize(
    ("one", "today", "expected"),
    [
        (ImportantDate(BIRTHDAY, 6, 15), TODAY, TODAY),
        (ImportantDate(BIRTHDAY, 6, 14), TODAY, date(2027, 6, 14)),
        (ImportantDate(BIRTHDAY, 2, 29, 1988), date(2026, 2, 1), date(2026, 2, 28)),
        (ImportantDate(BIRTHDAY, 2, 29, 1988), date(2028, 2, 1), date(2028, 2, 29)),
        (ImportantDate(BIRTHDAY, 8, 15, lunar=True), TODAY, date(2026, 9, 25)),
        (
            ImportantDate(BIRTHDAY, 6, 1, lunar=True, leap_month=True),
            date(2025, 7, 1),
            date(2025, 7, 25),
        ),
        (
            ImportantDate(BIRTHDAY, 6, 1, lunar=True, leap_month=True),
            date(2026, 7, 1),
            date(2026, 7, 14),
        ),
        (ImportantDate(BIRTHDAY, 12, 30, lunar=True), date(2025, 1, 1), date(2025, 1, 28)),
        (ImportantDate(DateKind.PASSPORT_EXPIRY, 7, 1, 2026), TODAY, date(2026, 7, 1)),
        (ImportantDate(DateKind.PASSPORT_EXPIRY, 7, 1), TODAY, None),
        (ImportantDate(BIRTHDAY, 13, 40), TODAY, None),
        (ImportantDate(BIRTHDAY, 13, 40, lunar=True), TODAY, None),
        (ImportantDate(BIRTHDAY, 1, 1, lunar=True), date(2150, 1, 1), None),
    ],
)
def test_the_next_time_a_day_comes_round(one: ImportantDate, today: date, expected):
    assert next_day(one, today) == expected


@given(MONTH_DAY, st.booleans(), st.booleans(), st.dates(date(1990, 1, 1), date(2080, 1, 1)))
def test_a_day_that_comes_round_is_never_past_and_at_most_a_lunar_year_ahead(
    day, lunar, leap, today
):
    one = ImportantDate(BIRTHDAY, *day, lunar=lunar, leap_month=leap and lunar)

    found = next_day(one, today)

    assert found is not None
    assert 0 <= (found - today).days <= 385


def test_a_lunar_birthday_says_its_own_calendar(database: Database):
    acme = store_customer(database, customer())
    wang = store_person(database, acme, "王芳")
    store(database, ImportantDate(BIRTHDAY, 5, 20, lunar=True, contact_id=wang))

    (one,) = occasions(database, acme)

    assert (one.on, one.kind, one.text) == (date(2026, 7, 4), OccasionKind.BIRTHDAY, "王芳")
    assert (one.lunar.zh_cn, one.lunar.en) == ("五月二十", "5th lunar month, day 20")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"country": "CN"}, True),
        ({"country": "China"}, True),
        ({"country": "中国"}, True),
        ({"country": "DE"}, False),
        ({"country": "DE", "language": "zh"}, False),
        ({"language": "zh_CN"}, True),
        ({"language": "中文"}, True),
        ({"language": "de"}, False),
        ({}, False),
        ({"name": "上海恒远机械有限公司"}, True),
        ({"name": "株式会社さくら"}, False),
    ],
)
def test_who_keeps_the_chinese_festivals(fields: dict, expected: bool):
    known = {"country": "", "language": "", "name": "Acme"} | fields

    assert keeps_festivals(**known) is expected


@pytest.mark.parametrize(
    ("today", "falls_on", "name"),
    [
        (date(2026, 1, 10), date(2026, 2, 17), "春节"),
        (date(2026, 9, 1), date(2026, 9, 25), "中秋节"),
        (date(2025, 12, 20), date(2026, 2, 17), "春节"),
    ],
)
def test_chinese_festivals_are_ahead_for_chinese_customers(
    database: Database, today, falls_on, name
):
    chinese = store_customer(database, customer("恒远机械", country="CN"))
    german = store_customer(database, customer("Brandt GmbH", country="DE"))

    (one,) = occasions(database, chinese, today)

    assert (one.on, one.kind, one.lunar.zh_cn) == (falls_on, OccasionKind.HOLIDAY, name)
    assert occasions(database, german, today) == []


def test_a_house_in_mourning_is_not_reminded_of_festivals(database: Database):
    key = store_customer(database, customer("恒远", country="CN"), taboo("家中服丧"))

    assert occasions(database, key, date(2026, 1, 10)) == []


def test_the_days_ahead_stand_nearest_first_and_end_after_sixty_days(database: Database):
    acme = store_customer(
        database,
        customer(),
        Contract(0, "Near", renews_on=ahead(9)),
        Contract(0, "Last", renews_on=ahead(AHEAD_DAYS)),
        Contract(0, "Beyond", renews_on=ahead(AHEAD_DAYS + 1)),
        Contract(0, "Past", renews_on=ago(1)),
        promise("Owed", due_on=ahead(3)),
        promise("Kept", due_on=ahead(3), state=PromiseState.KEPT, closed_on=ago(1)),
        ImportantDate(DateKind.ANNIVERSARY, 6, 15, 1998, label="Founded"),
    )

    assert [one.text for one in occasions(database, acme)] == ["Founded", "Owed", "Near", "Last"]


def test_days_of_who_left_are_not_ours_to_remember(database: Database):
    acme = store_customer(database, customer())
    gone = store_person(database, acme, "Gone", left_on=ago(9))
    store(database, ImportantDate(BIRTHDAY, 6, 20, contact_id=gone))

    assert occasions(database, acme) == []


def test_days_of_a_person_are_their_own(database: Database):
    key = store_customer(
        database, customer("Kim", kind=CustomerKind.PERSON), ImportantDate(BIRTHDAY, 6, 20)
    )

    (one,) = occasions(database, key)

    assert (one.on, one.text) == (date(2026, 6, 20), "Kim")
