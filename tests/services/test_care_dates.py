"""The days to think of customers over a whole file: by sun and moon, documents, festivals."""

from dataclasses import replace
from datetime import date

import pytest
from brief_cards import TODAY, ago, ahead, playbook, store_person
from builders import bin_customer, contract, customer, place, store, store_customer, taboo

from crm_desktop.domain.care_dates import CareDate, CareKind, Festival
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.dismissals import Dismissal
from crm_desktop.services.care_dates import care_dates_between, care_dates_of
from crm_desktop.storage.care_dates import TOP_KEEPERS
from crm_desktop.storage.database import Database

BIRTHDAY = DateKind.BIRTHDAY
SPRING = date(2026, 2, 17)
BEFORE_SPRING = date(2026, 2, 1)
IN_TWO_WEEKS = ahead(14)


def found(
    database: Database, first: date = TODAY, last: date = IN_TWO_WEEKS, today: date = TODAY
) -> list[CareDate]:
    return care_dates_between(database, first, last, today=today, playbook=playbook())


def festivals(database: Database) -> list[CareDate]:
    return [
        one
        for one in found(database, BEFORE_SPRING, date(2026, 2, 28), BEFORE_SPRING)
        if one.kind is CareKind.FESTIVAL
    ]


def test_a_birthday_says_whose_it_is_and_how_old_they_become(database: Database):
    acme = store_customer(database, customer())
    ann = store_person(database, acme, "Ann Lee")
    (key,) = store(database, ImportantDate(BIRTHDAY, 6, 20, 1981, contact_id=ann))

    (one,) = found(database)

    assert (one.on, one.kind, one.years) == (date(2026, 6, 20), CareKind.BIRTHDAY, 45)
    assert (one.customer_id, one.customer_name) == (acme, "Acme")
    assert (one.contact_id, one.person) == (ann, "Ann Lee")
    assert one.subject == f"date:{key}"
    assert one.may_congratulate


@pytest.mark.parametrize(
    ("one", "window", "expected"),
    [
        (ImportantDate(BIRTHDAY, 6, 20), (TODAY, ahead(9)), [(date(2026, 6, 20), None)]),
        (
            ImportantDate(BIRTHDAY, 2, 29, 1988),
            (date(2026, 2, 20), date(2026, 2, 28)),
            [(date(2026, 2, 28), 38)],
        ),
        (
            ImportantDate(BIRTHDAY, 2, 29, 1988),
            (date(2028, 2, 28), date(2028, 3, 1)),
            [(date(2028, 2, 29), 40)],
        ),
        (
            ImportantDate(BIRTHDAY, 2, 28, 1988),
            (date(2028, 2, 28), date(2028, 3, 1)),
            [(date(2028, 2, 28), 40)],
        ),
        (
            ImportantDate(BIRTHDAY, 5, 20, 1970, lunar=True),
            (date(2026, 7, 1), date(2026, 7, 31)),
            [(date(2026, 7, 4), 56)],
        ),
        (  # The last lunar month of 2025 falls in 2026 and ends with its 29th.
            ImportantDate(BIRTHDAY, 12, 30, 1985, lunar=True),
            (date(2026, 2, 10), date(2026, 2, 20)),
            [(date(2026, 2, 16), 40)],
        ),
        (  # 2025 has a leap sixth month, 2026 has none.
            ImportantDate(BIRTHDAY, 6, 1, lunar=True, leap_month=True),
            (date(2025, 6, 1), date(2025, 8, 30)),
            [(date(2025, 7, 25), None)],
        ),
        (
            ImportantDate(BIRTHDAY, 6, 1, lunar=True, leap_month=True),
            (date(2026, 6, 1), date(2026, 8, 30)),
            [(date(2026, 7, 14), None)],
        ),
        (  # Born in the plain sixth month: not again in the leap month.
            ImportantDate(BIRTHDAY, 6, 1, lunar=True),
            (date(2025, 6, 1), date(2025, 8, 30)),
            [(date(2025, 6, 25), None)],
        ),
        (ImportantDate(BIRTHDAY, 1, 1, lunar=True), (date(2150, 1, 1), date(2150, 3, 1)), []),
        (ImportantDate(BIRTHDAY, 6, 20, 2030), (TODAY, ahead(9)), []),
        (
            ImportantDate(DateKind.ANNIVERSARY, 6, 20, 2016),
            (date(2025, 6, 1), date(2026, 12, 31)),
            [(date(2025, 6, 20), 9), (date(2026, 6, 20), 10)],
        ),
        (
            ImportantDate(DateKind.PASSPORT_EXPIRY, 6, 20, 2026),
            (TODAY, date(2030, 1, 1)),
            [(date(2026, 6, 20), None)],
        ),
        (ImportantDate(DateKind.PASSPORT_EXPIRY, 6, 20), (TODAY, ahead(9)), []),
    ],
)
def test_when_a_date_falls(database: Database, one: ImportantDate, window, expected):
    store_customer(database, customer(country="DE"), one)

    assert [(care.on, care.years) for care in found(database, *window)] == expected


def test_a_lunar_day_says_its_own_calendar(database: Database):
    store_customer(database, customer(), ImportantDate(BIRTHDAY, 5, 8, lunar=True))

    (one,) = found(database)

    assert one.lunar is not None
    assert (one.on, one.lunar.zh_cn) == (date(2026, 6, 22), "五月初八")


def test_contracts_end_and_renew_and_are_told_once_on_one_day(database: Database):
    acme = store_customer(
        database,
        customer(),
        contract(name="Both", renews_on=ahead(3), ends_on=ahead(3)),
        contract(name="Ends first", renews_on=ahead(9), ends_on=ahead(8)),
        contract(name="Not begun", renews_on=ahead(5), starts_on=ahead(1)),
    )

    told = [(one.label, one.kind, one.subject.partition(":")[0]) for one in found(database)]

    assert told == [
        ("Both", CareKind.RENEWAL, "contract"),
        ("Ends first", CareKind.CONTRACT_END, "contract_end"),
        ("Ends first", CareKind.RENEWAL, "contract"),
    ]
    assert {one.customer_id for one in found(database)} == {acme}


def test_who_left_or_is_in_the_bin_is_not_thought_of(database: Database):
    acme, binned = (store_customer(database, customer(name)) for name in ("Acme", "Binned"))
    gone = store_person(database, acme, "Gone", left_on=ago(9))
    there = store_person(database, binned, "There")
    hidden = store_person(database, acme, "Hidden")
    for who in (gone, there, hidden):
        store(database, ImportantDate(BIRTHDAY, 6, 20, contact_id=who))
    store(database, ImportantDate(BIRTHDAY, 6, 20, customer_id=binned))
    bin_customer(database, binned)
    with database.write("stored") as work:
        work.change(Kind.CONTACT, hidden, binned_at=database.clock())

    assert found(database) == []


def test_one_person_at_several_customers_is_told_once_where_they_are_the_main_contact(
    database: Database,
):
    first, second = (store_customer(database, customer(name)) for name in ("First", "Second"))
    ann = store_person(database, first, "Ann Lee")
    store(database, place(ann, customer_id=second, is_main=True))
    store(database, ImportantDate(BIRTHDAY, 6, 20, contact_id=ann))

    assert [one.customer_name for one in found(database)] == ["Second"]
    assert [one.person for one in of_customer(database, first)] == ["Ann Lee"]


def of_customer(database: Database, key: int) -> list[CareDate]:
    return care_dates_of(database, key, (TODAY, ahead(14)), today=TODAY, playbook=playbook())


def test_the_days_of_one_customer_are_its_own(database: Database):
    kim, _ = (
        store_customer(
            database, customer(name, kind=CustomerKind.PERSON), ImportantDate(BIRTHDAY, 6, 20)
        )
        for name in ("Kim", "Lee")
    )

    assert [one.customer_name for one in of_customer(database, kim)] == ["Kim"]


@pytest.mark.parametrize(("until", "expected"), [(None, 0), (ahead(1), 0), (TODAY, 1), (ago(1), 1)])
def test_what_was_done_with_or_put_off_is_not_told(database: Database, until, expected: int):
    acme = store_customer(database, customer())
    (key,) = store(database, ImportantDate(BIRTHDAY, 6, 20, customer_id=acme))
    store(database, Dismissal(f"date:{key}", acme, date(2026, 6, 20), until))

    assert len(found(database)) == expected


def test_done_this_year_is_told_again_in_the_next(database: Database):
    acme = store_customer(database, customer())
    (key,) = store(database, ImportantDate(BIRTHDAY, 6, 20, customer_id=acme))
    store(database, Dismissal(f"date:{key}", acme, date(2025, 6, 20)))

    assert len(found(database)) == 1


def test_nobody_in_mourning_and_nobody_on_a_day_of_the_dead_is_congratulated(database: Database):
    birthday = ImportantDate(BIRTHDAY, 4, 5)
    store_customer(database, customer("Chen"), birthday)
    store_customer(database, customer("Wu"), replace(birthday, day=7), taboo("家中服丧"))
    store_customer(database, customer("Xu"), replace(birthday, day=8), taboo("No pork"))

    told = found(database, date(2026, 4, 1), date(2026, 4, 30))

    assert [(one.customer_name, one.may_congratulate) for one in told] == [
        ("Chen", False),
        ("Wu", False),
        ("Xu", True),
    ]


def test_a_festival_stands_once_with_how_many_keep_it(database: Database):
    for name, fields in (
        ("By country", {"country": "CN"}),
        ("By language", {"language": "zh_CN"}),
        ("恒远机械", {}),
        ("Elsewhere", {"country": "DE", "language": "zh"}),
        ("株式会社さくら", {}),
        ("Faith unknown", {}),
    ):
        store_customer(database, customer(name, **fields))
    berlin = store_customer(database, customer("Berlin", country="DE"))
    store_person(database, berlin, "王芳", language="中文")
    store_customer(database, customer("In mourning", country="CN"), taboo("家中服丧"))

    (one,) = festivals(database)

    assert (one.on, one.festival, one.count) == (SPRING, Festival.SPRING_FESTIVAL, 4)
    assert (one.subject, one.customer_id) == ("festival:spring_festival", None)
    assert one.lunar is not None
    assert one.lunar.zh_cn == "春节"


def test_whom_we_greeted_already_counts_no_more(database: Database):
    greeted, _ = (store_customer(database, customer(name, country="CN")) for name in "AB")
    store(database, Dismissal("festival:spring_festival", greeted, SPRING))
    (one,) = festivals(database)
    store(database, Dismissal("festival:spring_festival", None, SPRING))

    assert one.count == 1
    assert festivals(database) == []


def test_no_festival_where_nobody_keeps_it_nor_outside_the_known_calendar(database: Database):
    store_customer(database, customer("Acme", country="DE"))

    assert festivals(database) == []
    assert found(database, date(2150, 1, 1), date(2150, 12, 31)) == []


def test_the_best_customers_head_a_festival(database: Database):
    keys = [store_customer(database, customer(f"C{n}", country="CN")) for n in range(60)]
    with database.write("stored") as work:
        for place_, key in enumerate(keys):
            tier = "AB"[place_ % 2] if place_ < 58 else "C"
            work.execute(
                "INSERT OR REPLACE INTO rating (customer_id, tier, standing) VALUES (?, ?, ?)",
                (key, tier, 1000 * (place_ % 2) + place_),
            )

    (one,) = festivals(database)

    assert one.count == 60
    assert len(one.keepers) == TOP_KEEPERS
    assert [keeper.name for keeper in one.keepers[:2]] == ["C0", "C2"]
    assert {keeper.tier for keeper in one.keepers} == {"A", "B"}
