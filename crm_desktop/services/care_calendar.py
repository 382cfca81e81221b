"""When a customer's days fall by sun and moon, and who keeps which festival (D19)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from crm_desktop.domain.brief_values import Wording
from crm_desktop.domain.care_dates import EXPIRIES, Festival, Occurrence, occurrences
from crm_desktop.domain.contacts import ImportantDate
from crm_desktop.language.folding import fold
from crm_desktop.language.lunar import (
    LunarRangeError,
    lunar_of,
    lunar_text,
    mid_autumn,
    solar_of,
    spring_festival,
)
from crm_desktop.services.brief_people import reading

FESTIVAL_NAMES = {
    Festival.SPRING_FESTIVAL: Wording("Spring Festival", "春节"),
    Festival.MID_AUTUMN: Wording("Mid-Autumn Festival", "中秋节"),
}
LONGEST_ROUND = 390
"""Days within which every date that comes round has come: a lunar year of 13 months is shorter."""

_FALLS_ON = {Festival.SPRING_FESTIVAL: spring_festival, Festival.MID_AUTUMN: mid_autumn}
_CHINESE_PLACES = frozenset(
    {"cn", "chn", "china", "pr china", "p.r. china", "中国", "中华人民共和国", "hk", "hong kong"}
    | {"香港", "中国香港", "mo", "macao", "macau", "澳门", "中国澳门", "tw", "taiwan", "台湾"}
)
_CHINESE = re.compile("zh|chinese|mandarin|cantonese|中文|汉语|普通话|国语|粤语|华语")


def falls_on(one: ImportantDate, first: date, last: date) -> Iterator[Occurrence]:
    """Yield when an important date falls from ``first`` to ``last``, the earliest first."""
    return occurrences(one, first, last, _celebrated_on)


def next_day(one: ImportantDate, today: date) -> date | None:
    """Return when an important date falls next, on ``today`` at the earliest (D19).

    A document that has run out and a day outside the known calendar fall no more.
    """
    last = date.max if one.kind in EXPIRIES else _days_after(today, LONGEST_ROUND)
    found = next(falls_on(one, today, last), None)
    return found.on if found else None


def lunar_words(one: ImportantDate) -> Wording | None:
    """Return a day in the Chinese calendar where it is kept by the moon."""
    return _lunar_words(one.month, one.day, one.leap_month) if one.lunar else None


def festivals_between(first: date, last: date) -> list[tuple[date, Festival]]:
    """Return the festivals of a run of days, none outside the known calendar."""
    found = [
        (on, festival)
        for year in range(first.year, last.year + 1)
        for on, festival in _festivals_of(year)
    ]
    return [(on, festival) for on, festival in found if first <= on <= last]


def keeps_festivals(country: str, language: str, name: str) -> bool:
    """True for who keeps the Chinese festivals as far as the card knows.

    The country decides, then the language, then a name that is written in Chinese.
    """
    if country:
        return is_chinese_place(country)
    if language:
        return speaks_chinese(language)
    return bool(reading(name, ""))


def is_chinese_place(country: str) -> bool:
    """True for a country or region where the Chinese festivals are kept."""
    return fold(country).strip() in _CHINESE_PLACES


def speaks_chinese(language: str) -> bool:
    """True for a language of the Chinese, by its name or its code."""
    return _CHINESE.match(fold(language).strip()) is not None


def days_kept(first: date, last: date) -> list[tuple[int, int, int]]:
    """Return ``(is lunar, month, day)`` of every day that may fall in a run of days."""
    solar = ((0, *divmod(code, 100)) for code in solar_codes(first, last))
    return [*solar, *((1, *divmod(code, 100)) for code in lunar_codes(first, last))]


def solar_codes(first: date, last: date) -> list[int]:
    """Return month x 100 + day of every day that may fall in a run of days, 29 February too."""
    codes = {one.month * 100 + one.day for one in _days(first, last)}
    return sorted(codes | {229} if 228 in codes else codes)


def lunar_codes(first: date, last: date) -> list[int]:
    """Return lunar month x 100 + day of every day that may fall in a run of days.

    The 30th is among them where the 29th is, for a month that ends with it.
    """
    codes: set[int] = set()
    for day in _days(first, last):
        try:
            found = lunar_of(day)
        except LunarRangeError:
            continue
        codes.add(found.month * 100 + found.day)
    return sorted(codes | {code + 1 for code in codes if code % 100 == 29})


def _days(first: date, last: date) -> Iterator[date]:
    """A run longer than a year has every day of one."""
    count = min((last - first).days, LONGEST_ROUND) + 1
    return (first + timedelta(days=number) for number in range(count))


def _days_after(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


@lru_cache(maxsize=8192)
def _celebrated_on(year: int, month: int, day: int, leap: bool) -> date | None:
    """Remembered, because a whole file asks for the same few hundred days."""
    try:
        return solar_of(year, month, day, leap=leap)
    except (LunarRangeError, ValueError):
        return None


@lru_cache(maxsize=1024)
def _lunar_words(month: int, day: int, leap: bool) -> Wording:
    english, chinese = (lunar_text(month, day, leap=leap, lang=lang) for lang in ("en", "zh_CN"))
    return Wording(english, chinese)


@lru_cache(maxsize=512)
def _festivals_of(year: int) -> tuple[tuple[date, Festival], ...]:
    try:
        return tuple((_FALLS_ON[one](year), one) for one in Festival)
    except LunarRangeError:
        return ()
