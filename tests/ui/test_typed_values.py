"""What people type into fields: days, numbers, times and words as they are really written."""

from datetime import date, time
from decimal import Decimal

import pytest

from crm_desktop.domain.problems import InputError
from crm_desktop.paths import find_paths
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.forms.specs import Entry
from crm_desktop.ui.forms.typed import Reader, parse_typed, written

TODAY = date(2026, 3, 10)
ENGLISH = Reader(Language.load(LanguageCode.ENGLISH, find_paths({}).locale), TODAY)
CHINESE = Reader(Language.load(LanguageCode.CHINESE, find_paths({}).locale), TODAY)


@pytest.mark.parametrize("reader", [ENGLISH, CHINESE])
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("31.3.2026", date(2026, 3, 31)),
        ("31/3/2026", date(2026, 3, 31)),
        ("2026年3月31日", date(2026, 3, 31)),
        ("Mar 31, 2026", date(2026, 3, 31)),
        ("31 March 2026", date(2026, 3, 31)),
        ("20260331", date(2026, 3, 31)),
        ("today", TODAY),
        ("今天", TODAY),
        ("明天", date(2026, 3, 11)),
        ("+2w", date(2026, 3, 24)),
        ("-14d", date(2026, 2, 24)),
        ("3/31", date(2026, 3, 31)),
        ("3月1日", date(2026, 3, 1)),
        ("Friday", date(2026, 3, 13)),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(reader, typed, day):
    assert parse_typed(Entry.DAY, typed, reader) == day


@pytest.mark.parametrize("reader", [ENGLISH, CHINESE])
@pytest.mark.parametrize(
    ("entry", "value"),
    [
        (Entry.DAY, date(2026, 2, 28)),
        (Entry.TIME, time(9, 5)),
        (Entry.DECIMAL, Decimal("1234567.89")),
        (Entry.WHOLE, 12),
        (Entry.WORDS, ("pork", "猪肉")),
    ],
)
def test_what_a_field_shows_is_read_back_as_the_same(reader, entry, value):
    assert parse_typed(entry, written(value, reader), reader) == value


@pytest.mark.parametrize(
    ("entry", "typed", "code"),
    [
        (Entry.DAY, "31 Smarch", "typed_day"),
        (Entry.DAY, "2026-02-30", "typed_day"),
        (Entry.WHOLE, "1.5", "typed_whole"),
        (Entry.WHOLE, "many", "typed_decimal"),
        (Entry.DECIMAL, "1.2.3", "typed_decimal"),
        (Entry.DECIMAL, "١٢x", "typed_decimal"),
        (Entry.TIME, "25:00", "typed_time"),
        (Entry.TIME, "noon", "typed_time"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_code(entry, typed, code):
    with pytest.raises(InputError) as caught:
        parse_typed(entry, typed, ENGLISH)

    assert caught.value.problem.code == code


@pytest.mark.parametrize("typed", ["14:30", "14：30", "2:30 pm", "下午2:30", "14点30"])
def test_a_time_is_read_as_people_write_it(typed):
    assert parse_typed(Entry.TIME, typed, CHINESE) == time(14, 30)


def test_words_are_parted_by_semicolons_and_lines_only():
    assert parse_typed(Entry.WORDS, "red wine, white; beer；\n 白酒 ", ENGLISH) == (
        "red wine, white",
        "beer",
        "白酒",
    )
