"""Texts and figures read as an English and as a Chinese reader write them."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.paths import find_paths
from crm_desktop.text import Language, LanguageCode, detect, mark, mark_in
from crm_desktop.text.figures import DateStyle

DAY = date(2025, 3, 4)


@pytest.fixture(scope="module")
def english() -> Language:
    return Language.load(LanguageCode.ENGLISH, find_paths({}).locale)


@pytest.fixture(scope="module")
def chinese() -> Language:
    return Language.load(LanguageCode.CHINESE, find_paths({}).locale)


@pytest.mark.parametrize(
    ("days", "in_english", "in_chinese"),
    [
        (0, "today", "今天"),
        (1, "tomorrow", "明天"),
        (-1, "yesterday", "昨天"),
        (3, "in 3 days", "3 天后"),
        (-2, "2 days ago", "2 天前"),
    ],
)
def test_a_day_is_told_from_today(
    english: Language, chinese: Language, days: int, in_english: str, in_chinese: str
) -> None:
    day = date.fromordinal(DAY.toordinal() + days)

    assert (english.relative(day, DAY), chinese.relative(day, DAY)) == (in_english, in_chinese)


@pytest.mark.parametrize(
    ("days", "in_english", "in_chinese"),
    [
        (0, "due today", "今天到期"),
        (1, "due in 1 day", "1 天后到期"),
        (-1, "overdue by 1 day", "逾期 1 天"),
        (-1200, "overdue by 1,200 days", "逾期 1,200 天"),
    ],
)
def test_a_deadline_is_told_from_today(
    english: Language, chinese: Language, days: int, in_english: str, in_chinese: str
) -> None:
    day = date.fromordinal(DAY.toordinal() + days)

    assert (english.due(day, DAY), chinese.due(day, DAY)) == (in_english, in_chinese)


def test_dates_are_written_in_the_reader_s_order(english: Language, chinese: Language) -> None:
    assert [english.date(DAY), english.date(DAY, "month_day")] == ["Mar 4, 2025", "Mar 4"]
    assert english.date(DAY, "full") == "Tuesday, March 4, 2025"
    assert [chinese.date(DAY), chinese.date(DAY, "month_day")] == ["2025年3月4日", "3月4日"]
    assert chinese.date(DAY, "full") == "2025年3月4日星期二"
    assert english.time(time(14, 5)) == "14:05"
    assert chinese.moment(datetime(2025, 3, 4, 14, 5, tzinfo=UTC)) == "2025年3月4日 14:05"


@pytest.mark.parametrize("code", list(LanguageCode))
@pytest.mark.parametrize(
    ("style", "in_english", "in_chinese"),
    [
        ("short", "MMM d, y", "y年M月d日"),
        ("full", "EEEE, MMMM d, y", "y年M月d日EEEE"),
        ("month_day", "MMM d", "M月d日"),
    ],
)
def test_days_agree_with_the_locale_data(
    code: LanguageCode, style: DateStyle, in_english: str, in_chinese: str
) -> None:
    from babel.dates import format_date

    language = Language.load(code, find_paths({}).locale)
    pattern, locale = (in_english, "en") if code == "en" else (in_chinese, "zh_Hans_CN")

    for number in range(366):
        day = date(2028, 1, 1) + timedelta(days=number)
        assert language.date(day, style) == format_date(day, pattern, locale=locale)


@pytest.mark.parametrize(
    ("amount", "currency", "in_english", "in_chinese"),
    [
        ("1234.5", "CNY", "CN¥1,234.50", "¥1,234.50"),
        ("-1234.5", "JPY", "-¥1,235", "-JP¥1,235"),
        ("1.2345", "KWD", "KWD\u00a01.235", "KWD\u00a01.235"),
        ("-0.001", "USD", "$0.00", "US$0.00"),
        ("1000000", "EUR", "€1,000,000.00", "€1,000,000.00"),
    ],
)
def test_money_has_its_currency_s_symbol_and_decimals(
    english: Language,
    chinese: Language,
    amount: str,
    currency: str,
    in_english: str,
    in_chinese: str,
) -> None:
    assert english.money(Decimal(amount), currency) == in_english
    assert chinese.money(Decimal(amount), currency) == in_chinese


def test_whole_amounts_of_a_list_go_without_decimals(english: Language) -> None:
    assert english.short_money(Decimal("112000.00"), "CNY") == "CN¥112,000"
    assert english.short_money(Decimal("-214000.02"), "CNY") == "-CN¥214,000.02"
    assert english.short_money(Decimal("12.5"), "KWD") == "KWD\u00a012.500"


@pytest.mark.parametrize("code", list(LanguageCode))
@pytest.mark.parametrize("currency", ["CNY", "USD", "EUR", "JPY", "KWD", "GBP", "CHF"])
def test_money_is_written_as_the_locale_data_does(code: LanguageCode, currency: str) -> None:
    from babel.numbers import format_currency

    language = Language.load(code, find_paths({}).locale)
    expected = format_currency(
        Decimal("-98765"), currency, locale="en" if code == "en" else "zh_Hans_CN"
    )

    assert language.money(Decimal(-98765), currency).replace("\u00a0", "") == expected.replace(
        "\u00a0", ""
    )


def test_numbers_and_shares(english: Language) -> None:
    assert [english.number(1234567), english.number(Decimal("1234.50"))] == ["1,234,567", "1,234.5"]
    assert [english.number(2.25, 1), english.number(1200, 2)] == ["2.3", "1,200.00"]
    assert [english.percent(Decimal("0.125")), english.percent(0.15)] == ["12.5%", "15%"]
    assert english.percent(Decimal("0.1"), places=1) == "10.0%"


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_written_number_reads_back_as_itself(value: Decimal) -> None:
    text = Language.load(LanguageCode.ENGLISH, find_paths({}).locale).number(value)

    assert Decimal(text.replace(",", "")) == value


def test_punctuation_is_the_language_s_own(english: Language, chinese: Language) -> None:
    assert english.join(["a", "b", "c"]) == "a, b and c"
    assert [english.join([]), english.join(["a"])] == ["", "a"]
    assert chinese.join(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert [english.labelled("Name", "A"), chinese.labelled("姓名", "A")] == ["Name: A", "姓名：A"]
    assert [english.with_note("A", "b"), chinese.with_note("甲", "乙")] == ["A (b)", "甲（乙）"]
    assert chinese.phone("010 8888 6666", "12") == "010 8888 6666 转 12"
    assert english.phone("010 8888 6666", None) == "010 8888 6666"


def test_countries_have_their_usual_names(english: Language, chinese: Language) -> None:
    assert [english.country("DE"), chinese.country("DE")] == ["Germany", "德国"]
    assert chinese.country("HK") == "中国香港"
    assert english.country("XQ") == "XQ"


def test_a_word_of_two_senses_carries_its_context(english: Language) -> None:
    assert english.text(mark_in("feelings", "Acknowledge")) == "Acknowledge"
    assert mark("Acknowledge") != mark_in("feelings", "Acknowledge")


def test_values_are_never_read_as_templates(english: Language) -> None:
    assert english.text("{name} of {day}", name="{day}", day="{}") == "{day} of {}"
    assert english.text("") == ""


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:zh_CN:en"}, "zh_CN"),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environ: dict[str, str], code: str) -> None:
    assert detect(environ) == code


HEAVY = {"babel", "phonenumbers", "pypinyin", "opencc", "borax", "email_validator"}
PRINT_LOADED_MODULES = """
import os, sys
from crm_desktop.language import cleaning, emails, folding, lunar, phones, pinyin, search_tokens
from crm_desktop.paths import find_paths
from crm_desktop.text import Language, detect
Language.load(detect({"LANG": "zh_CN"}), find_paths(os.environ).locale).text("today")
search_tokens.index_tokens(["张梅"], ["+8613812345678"], ["a@b.com"], [])
print(*sys.modules)
"""


def test_a_first_search_and_a_first_text_load_no_heavy_library() -> None:
    words = [sys.executable, "-X", "utf8", "-c", PRINT_LOADED_MODULES]

    loaded = subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8").split()

    assert "crm_desktop.text" in loaded
    assert not HEAVY & set(loaded)
