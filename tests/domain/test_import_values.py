"""Cells become values by what their whole column says, never cell by cell."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers import CustomerKind, Stage
from crm_desktop.domain.import_birthdays import Birthday, parse_birthday
from crm_desktop.domain.import_choices import words_of
from crm_desktop.domain.import_dates import parse_date, parse_time
from crm_desktop.domain.import_evidence import TableEvidence
from crm_desktop.domain.import_fields import FIELDS, NEEDS
from crm_desktop.domain.import_numbers import parse_decimal, parse_money
from crm_desktop.domain.import_rows import RowReader
from crm_desktop.domain.import_values import ReadingContext
from crm_desktop.domain.imports import (
    STATES_NOTHING,
    Batch,
    Binding,
    Conventions,
    DateOrder,
    DecimalMark,
    Entity,
    FieldType,
    TableMapping,
)
from crm_desktop.domain.taboos import Severity
from crm_desktop.language.cleaning import clean

TODAY = date(2024, 6, 15)
DMY, MDY, YMD = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST
POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


def read(
    entity: Entity,
    columns: dict[str, list[str]],
    conventions: Conventions = STATES_NOTHING,
    **binding: object,
) -> tuple[Batch, TableEvidence]:
    bindings = tuple(Binding(key, (place,), **binding) for place, key in enumerate(columns))
    mapping = TableMapping("list", entity, bindings, conventions)
    cells = list(zip(*columns.values(), strict=True))
    evidence = TableEvidence(mapping)
    evidence.observe(cells)
    reader = RowReader(
        mapping, evidence.formats(STATES_NOTHING), ReadingContext("list.csv", TODAY, clean)
    )
    return reader.read([(line, row) for line, row in enumerate(cells, start=2)]), evidence


def days(cells: list[str], conventions: Conventions = STATES_NOTHING) -> list[object]:
    columns = {"customer_id": ["1"] * len(cells), "purchased_on": cells}
    return [row[1] for row in read(Entity.PURCHASES, columns, conventions)[0].rows]


def values(entity: Entity, key: str, cells: list[str]) -> list[object]:
    needed = [group[0] for group in NEEDS[entity] if key not in group]
    filler = {name: "2024-01-01" if name.endswith("_on") else "1" for name in needed}
    columns = {name: [text] * len(cells) for name, text in filler.items()} | {key: cells}
    return [row[-1] for row in read(entity, columns)[0].rows]


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05",
        "2024/3/5",
        "2024.03.05",
        "2024年3月5日",
        "20240305",
        "2024-03-05 00:00:00",
        "2024-03-05T23:59:59Z",
        "2024/3/5 14:30",
        "5 March 2024",
        "05-Mar-24",
        "Mar 5, 2024",
        "March 5th 2024",
    ],
)
@pytest.mark.parametrize("order", [DMY, MDY, YMD])
def test_days_that_can_be_read_one_way_are_read_in_any_order(text, order):
    assert parse_date(text, order, TODAY) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("5/3/2024", DMY, date(2024, 3, 5)),
        ("5/3/2024", MDY, date(2024, 5, 3)),
        ("5.3.2024", DMY, date(2024, 3, 5)),
        ("5.3.68", DMY, date(2068, 3, 5)),
        ("5.3.69", DMY, date(1969, 3, 5)),
        ("24-03-05", YMD, date(2024, 3, 5)),
        ("31/02/2024", DMY, None),
        ("13/13/2024", DMY, None),
        ("0000000", DMY, None),
        ("soon", DMY, None),
        ("45356", DMY, None),
        ("45356", DateOrder.SERIAL_1900, date(2024, 3, 5)),
        ("43894", DateOrder.SERIAL_1904, date(2024, 3, 5)),
        ("-14d", DMY, None),
        ("-14d", DateOrder.OFFSET, date(2024, 6, 1)),
        ("+2w", DateOrder.OFFSET, date(2024, 6, 29)),
        ("0d", DateOrder.OFFSET, TODAY),
        ("2024-03-05", DateOrder.OFFSET, date(2024, 3, 5)),
        ("9999999d", DateOrder.OFFSET, None),
    ],
)
def test_a_day_depends_on_the_stated_order(text, order, day):
    assert parse_date(text, order, TODAY) == day


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([DMY, MDY, YMD]))
def test_every_iso_day_is_itself(day, order):
    assert parse_date(day.isoformat(), order, TODAY) == day


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_days_and_numbers(text):
    for order in DateOrder:
        parse_date(text, order, TODAY)
        parse_birthday(text, order, TODAY)
    for mark in DecimalMark:
        parse_money(text, mark)
    parse_time(text)


def test_one_cell_decides_the_order_of_its_whole_column():
    assert days(["5/3/2024", "6/3/2024", "31/3/2024"])[0] == date(2024, 3, 5)
    assert days(["5/3/2024", "6/3/2024", "3/31/2024"])[0] == date(2024, 5, 3)


def test_full_stops_mean_the_day_first():
    assert days(["5.3.2024", "6.3.2024"]) == [date(2024, 3, 5), date(2024, 3, 6)]


def test_an_ambiguous_column_says_what_was_assumed():
    columns = {"customer_id": ["1"], "purchased_on": ["5/3/2024"]}

    batch, evidence = read(Entity.PURCHASES, columns)

    assumed = evidence.assumptions(STATES_NOTHING)
    assert [(a.code, a.params["order"]) for a in assumed] == [("date_order_assumed", DMY)]
    assert batch.rows[0][1] == date(2024, 3, 5)


def test_an_ambiguous_column_follows_a_sure_one_of_its_table():
    columns = {
        "customer_id": ["1", "2"],
        "purchased_on": ["5/3/2024", "6/3/2024"],
        "paid_on": ["3/31/2024", "4/1/2024"],
    }
    assert read(Entity.PURCHASES, columns)[0].rows[0][1] == date(2024, 5, 3)


def test_cells_against_the_order_of_their_column_are_refused():
    columns = {
        "customer_id": ["1", "2", "3"],
        "purchased_on": ["31/1/2024", "30/1/2024", "1/31/24"],
    }

    batch, evidence = read(Entity.PURCHASES, columns)

    assert evidence.assumptions(STATES_NOTHING)[0].code == "date_order_mixed"
    assert [(r.line, r.code, r.field) for r in batch.refusals] == [
        (4, "not_a_date", "purchased_on")
    ]
    assert batch.lines == [2, 3]


def test_a_stated_order_is_obeyed():
    assert days(["5/3/2024"], Conventions(date_order=MDY)) == [date(2024, 5, 3)]
    assert days(["-3d"], Conventions(date_order=DateOrder.OFFSET)) == [date(2024, 6, 12)]


def test_zero_days_are_empty():
    assert values(Entity.PURCHASES, "paid_on", ["0000-00-00", "00/00/0000", "NULL"]) == [None] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:30", time(14, 30)),
        ("2:30 PM", time(14, 30)),
        ("12:05 am", time(0, 5)),
        ("2024-03-05 08:15:30", time(8, 15, 30)),
        ("下午3:20", time(15, 20)),
        ("9点", time(9)),
        ("25:00", None),
        ("noonish", None),
    ],
)
def test_a_time_of_day_is_found(text, expected):
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1980-05-12", Birthday(5, 12, 1980)),
        ("1604-05-12", Birthday(5, 12)),
        ("--05-12", Birthday(5, 12)),
        ("05-12", Birthday(5, 12)),
        ("5月12日", Birthday(5, 12)),
        ("1980年5月12日", Birthday(5, 12, 1980)),
        ("12 May", Birthday(5, 12)),
        ("农历五月初五", Birthday(5, 5, lunar=True)),
        ("八月十五", Birthday(8, 15, lunar=True)),
        ("腊月廿三", Birthday(12, 23, lunar=True)),
        ("闰四月初一", Birthday(4, 1, lunar=True, leap_month=True)),
        ("农历1980年8月15日", Birthday(8, 15, 1980, lunar=True)),
        ("一九八〇年八月十五", Birthday(8, 15, 1980, lunar=True)),
        ("1980-08-15 (农历)", Birthday(8, 15, 1980, lunar=True)),
        ("13-40", None),
        ("unknown", None),
    ],
)
def test_a_birthday_may_lack_its_year_or_be_lunar(text, expected):
    assert parse_birthday(text, MDY, TODAY) == expected


def test_a_column_of_lunar_birthdays_is_lunar():
    assert values(Entity.CUSTOMERS, "lunar_birthday", ["08-15"]) == [Birthday(8, 15, lunar=True)]


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("1234.56", POINT, "1234.56"),
        ("1,234.56", POINT, "1234.56"),
        ("1.234,56", COMMA, "1234.56"),
        ("1 234,56", COMMA, "1234.56"),
        ("1'234.50", POINT, "1234.50"),
        ("-5", POINT, "-5"),
        ("5-", POINT, "-5"),
        ("−5", POINT, "-5"),
        ("(1,234.50)", POINT, "-1234.50"),
        ("30%", POINT, "0.30"),
        ("120万", POINT, "1200000"),
        ("1.2亿", POINT, "120000000"),
        (".5", POINT, "0.5"),
        ("1,5", POINT, None),
        ("1.5.2", POINT, None),
        ("1e5", POINT, None),
        ("NaN", POINT, None),
        ("1_000", POINT, None),
        ("", POINT, None),
        ("twelve", POINT, None),
    ],
)
def test_a_number_is_read_with_the_mark_of_its_column(text, mark, number):
    assert parse_decimal(text, mark) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€1,234.50", "1234.50", "EUR"),
        ("1234.50 €", "1234.50", "EUR"),
        ("$5", "5", "USD"),
        ("US$5", "5", "USD"),
        ("HK$ 5", "5", "HKD"),
        ("￥3,000.00", "3000", "CNY"),
        ("3000元", "3000", "CNY"),
        ("50万元", "500000", "CNY"),
        ("RMB 88", "88", "CNY"),
        ("CHF 12.50", "12.50", "CHF"),
        ("-$5.00", "-5", "USD"),
        ("7", "7", ""),
    ],
)
def test_money_knows_its_currency_by_sign_or_code(text, amount, currency):
    assert parse_money(text, POINT) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["1,5", "2,75"], "1.5"),
        (["1.234,5", "1.234"], "1234.5"),
        (["1.234", "0,5"], "1234"),
        (["1,234", "0.5"], "1234"),
        (["1,234", "5"], "1234"),
        (["1.234", "5"], "1.234"),
    ],
)
def test_the_decimal_mark_comes_from_the_whole_column(cells, first):
    found = values(Entity.PURCHASES, "amount", cells)
    assert found[0] == (Decimal(first), "")


def test_an_ambiguous_thousand_is_said_aloud():
    columns = {"customer_id": ["1"], "purchased_on": ["2024-01-01"], "amount": ["1,234"]}
    assumptions = read(Entity.PURCHASES, columns)[1].assumptions(STATES_NOTHING)
    assert [a.code for a in assumptions] == ["decimal_mark_assumed"]


def test_ids_lose_a_meaningless_fraction_and_keep_their_zeros():
    assert values(Entity.CUSTOMERS, "external_id", ["17850.0", "13047.0"]) == ["17850", "13047"]
    assert values(Entity.CUSTOMERS, "external_id", ["1.0", "1.1"]) == ["1.0", "1.1"]
    assert values(Entity.CUSTOMERS, "external_id", ["00042", "7"]) == ["00042", "7"]


def test_percentages_are_shares_or_points_by_their_column():
    for cells in (["0.3", "0.75"], ["30", "75"], ["30%", "75 %"]):
        assert values(Entity.OPPORTUNITIES, "probability", cells) == [30, 75]
    assert values(Entity.PURCHASE_LINES, "discount", ["10", "5"]) == [
        Decimal("0.1"),
        Decimal("0.05"),
    ]


@pytest.mark.parametrize("entity", list(Entity))
def test_every_choice_has_words_that_lead_back_to_it(entity):
    for field in FIELDS[entity]:
        if field.kind is FieldType.CHOICE:
            found = set(words_of(field.choices).values())
            assert found == {member for member in field.choices if member.value}


def test_choices_are_understood_in_both_languages():
    assert values(Entity.CUSTOMERS, "kind", ["企业", "Person"]) == [
        CustomerKind.COMPANY,
        CustomerKind.PERSON,
    ]
    assert values(Entity.TABOOS, "severity", ["绝对禁止", "AVOID"]) == [
        Severity.NEVER,
        Severity.AVOID,
    ]
    assert values(Entity.CUSTOMERS, "stage", ["个性化方案"]) == [Stage.PROPOSAL]


def test_an_unknown_choice_is_refused_with_what_is_allowed():
    batch, _ = read(Entity.CUSTOMERS, {"name": ["Ann"], "kind": ["alien"]})
    assert batch.refusals[0].params["allowed"] == ("company", "person")


def test_booleans_and_words_in_both_languages():
    assert values(Entity.CONTACTS, "is_main", ["是", "no", "X", ""]) == [True, False, True, None]
    assert values(Entity.CUSTOMERS, "tags", ["VIP; 老客户", "a, b", "* one ::: two"]) == [
        ("VIP", "老客户"),
        ("a", "b"),
        ("one", "two"),
    ]


@pytest.mark.parametrize("cell", ["", " ", "\u3000", "NULL", "\\N"])
def test_blank_cells_are_empty_in_every_type(cell):
    assert values(Entity.CUSTOMERS, "industry", [cell]) == [None]
    assert values(Entity.CUSTOMERS, "headcount", [cell]) == [None]
    assert values(Entity.CUSTOMERS, "email", [cell]) == [None]


def test_texts_are_cleaned_but_a_name_like_null_is_kept():
    assert values(Entity.CUSTOMERS, "city", [" K\u006f\u0308ln\u200b ", "Null", "a\tb"]) == [
        "Köln",
        "Null",
        "a b",
    ]


def test_too_long_a_text_is_refused_not_cut():
    batch, _ = read(Entity.CUSTOMERS, {"name": ["Ann"], "note": ["x" * 10_001]})
    assert batch.refusals[0].code == "text_too_long"


def test_numbers_out_of_bounds_are_refused():
    batch, _ = read(Entity.CONTACTS, {"customer_id": ["1"], "name": ["A"], "influence": ["9"]})
    assert (batch.refusals[0].code, batch.refusals[0].params["high"]) == ("out_of_range", 4)


def test_a_row_without_what_it_needs_is_refused():
    batch, _ = read(Entity.CUSTOMERS, {"name": ["Ann", ""], "company": ["", ""]})
    assert [(r.line, r.code, r.field) for r in batch.refusals] == [(3, "value_missing", "name")]


def test_columns_are_joined_cut_labelled_and_replaced():
    bindings = (
        Binding("name", (0, 1)),
        Binding("city", (2,), separator="/", part=1),
        Binding("phone", (3,), label="work", separator=";"),
        Binding("kind", (4,), replacements={"Org": "company"}),
        Binding("industry", constant="Hotels"),
        Binding("annual_revenue", (5,), scale=10_000),
    )
    mapping = TableMapping("list", Entity.CUSTOMERS, bindings)
    evidence = TableEvidence(mapping)
    reader = RowReader(mapping, evidence.formats(STATES_NOTHING), ReadingContext("f", TODAY, clean))

    batch = reader.read([(2, ("Ann", "Lee", "DE/Ulm", "1;2", "org", "5"))])

    assert batch.rows == [
        (
            "Ann Lee",
            "Ulm",
            (("work", "1"), ("work", "2")),
            CustomerKind.COMPANY,
            "Hotels",
            (Decimal(50_000), ""),
        )
    ]


def test_field_keys_are_unique_and_needs_name_real_fields():
    for entity, fields in FIELDS.items():
        keys = [field.key for field in fields]
        assert len(keys) == len(set(keys))
        assert all(key in keys for group in NEEDS[entity] for key in group)
