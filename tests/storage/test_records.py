"""Values and rows are the same thing: nothing is lost on the way in or out."""

from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Date, Integer, Time
from sqlmodel import AutoString
from storage_values import values

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Complaint
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.domain.problems import InputError
from crm_desktop.storage.empty_file import write_schema
from crm_desktop.storage.engine import connect
from crm_desktop.storage.records import STAMPS, codec, kind_of
from crm_desktop.storage.tables.catalog import CATALOG
from crm_desktop.storage.tables.columns import Micro, Moment, Named, Words
from crm_desktop.storage.types import from_micro, to_micro

DERIVED = {(Kind.PURCHASE, "base_amount"), (Kind.OPPORTUNITY, "base_value")}
COLUMN_TYPES = {
    str: AutoString,
    int: Integer,
    bool: Boolean,
    date: Date,
    time: Time,
    Decimal: Micro,
    datetime: Moment,
    tuple[str, ...]: Words,
}


@pytest.fixture(scope="module")
def loose():
    """An empty schema that lets rows refer to nothing."""
    connection = connect(":memory:")
    write_schema(connection, 1)
    connection.execute("PRAGMA foreign_keys=OFF")
    yield connection
    connection.close()


def columns_of(kind):
    return CATALOG[kind].__table__.columns


def inner_type(hint):
    """The type of a field without its "or None"."""
    parts = [part for part in get_args(hint) if part is not type(None)]
    return parts[0] if len(get_args(hint)) == 2 and type(None) in get_args(hint) else hint


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_comes_back_as_it_was_stored(kind, loose):
    record = codec(kind)

    @given(values(kind))
    def round_trip(value):
        loose.execute(f"DELETE FROM {record.table}")
        loose.execute(record.insert, [*record.encode(value), b"uid", 0, 0, 1])
        row = loose.execute(record.select).fetchone()
        assert record.decode(row) == value
        stored = dict(zip(record.names, row, strict=True))
        assert record.decode_fields(stored) == {name: getattr(value, name) for name in record.names}

    round_trip()


@pytest.mark.parametrize("kind", Kind)
def test_a_value_has_exactly_the_columns_of_its_table(kind):
    names = {field.name for field in fields(VALUE_CLASSES[kind])}
    derived = {name for other, name in DERIVED if other is kind}

    assert {column.name for column in columns_of(kind)} == names | derived | set(STAMPS)
    assert CATALOG[kind].__tablename__ == kind.value


@pytest.mark.parametrize("kind", Kind)
def test_fields_and_columns_agree_in_type_and_in_being_optional(kind):
    hints = get_type_hints(VALUE_CLASSES[kind])

    for name, hint in hints.items():
        column, wanted = columns_of(kind)[name], inner_type(hint)
        if isinstance(wanted, type) and issubclass(wanted, StrEnum):
            assert isinstance(column.type, Named), name
            assert column.type.members is wanted
        else:
            assert isinstance(column.type, COLUMN_TYPES[wanted]), name
        assert name == "id" or column.nullable == (hint is not wanted), name


@pytest.mark.parametrize("kind", Kind)
def test_fields_and_columns_agree_on_defaults(kind):
    for field in fields(VALUE_CLASSES[kind]):
        default = columns_of(kind)[field.name].default
        if default is not None:
            assert default.arg == field.default, field.name


def test_every_kind_has_a_class_and_a_table():
    assert set(VALUE_CLASSES) == set(CATALOG) == set(Kind)


def test_what_is_no_record_has_no_kind():
    with pytest.raises(KeyError):
        kind_of("Acme")


def test_an_unknown_field_is_refused():
    with pytest.raises(KeyError):
        codec(Kind.CUSTOMER).encode_field("colour", "red")


def test_a_text_that_is_no_member_is_refused():
    with pytest.raises(ValueError, match="nowhere"):
        codec(Kind.CUSTOMER).encode_field("stage", "nowhere")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        codec(Kind.COMPLAINT).encode(Complaint(1, 1, datetime(2026, 1, 1)))  # noqa: DTZ001


def test_moments_of_any_zone_are_the_same_moment():
    east = datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    record = codec(Kind.COMPLAINT)

    stored = record.encode_field("received_at", east)

    assert record.decode_fields({"received_at": stored})["received_at"] == east.astimezone(UTC)


@given(st.decimals(-(10**12), 10**12, places=6))
def test_amounts_are_exact_to_six_places(amount):
    assert from_micro(to_micro(amount)) == amount


@pytest.mark.parametrize(
    ("text", "micro"),
    [("0.0000005", 0), ("0.0000015", 2), ("-0.0000025", -2), ("9223372036854.775807", 2**63 - 1)],
)
def test_amounts_round_half_to_even(text, micro):
    assert to_micro(Decimal(text)) == micro


@pytest.mark.parametrize("text", ["9223372036854.775808", "1e999", "NaN", "-Infinity"])
def test_amounts_that_do_not_fit_are_refused(text):
    with pytest.raises(InputError) as caught:
        to_micro(Decimal(text))

    assert caught.value.problem.code == "number_too_large"
