"""Words for the days to think of customers, and for a day's name in the Chinese calendar (D19)."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from crm_desktop.domain.brief_values import Wording
from crm_desktop.domain.care_dates import CareDate, CareKind
from crm_desktop.language.kept_days import is_qingming
from crm_desktop.language.lunar import LunarDay, LunarRangeError, lunar_of, lunar_text
from crm_desktop.text import Language, LanguageCode, mark, mark_in

CARE_KINDS: Mapping[CareKind, str] = {
    CareKind.BIRTHDAY: mark("Birthday"),
    CareKind.ANNIVERSARY: mark("Anniversary"),
    CareKind.PASSPORT_EXPIRY: mark("Passport runs out"),
    CareKind.LICENCE_EXPIRY: mark("Licence runs out"),
    CareKind.DOCUMENT_EXPIRY: mark("Document runs out"),
    CareKind.OTHER: mark("Day to remember"),
    CareKind.CONTRACT_END: mark("Contract ends"),
    CareKind.RENEWAL: mark("Contract renews"),
    CareKind.FESTIVAL: mark("Festival"),
}
_FESTIVALS = {
    (1, 1): mark("Spring Festival"),
    (1, 15): mark("Lantern Festival"),
    (5, 5): mark("Dragon Boat Festival"),
    (7, 7): mark("Qixi Festival"),
    (7, 15): mark("Ghost Festival"),
    (8, 15): mark("Mid-Autumn Festival"),
    (9, 9): mark("Double Ninth Festival"),
    (12, 8): mark("Laba Festival"),
}
_EVE = mark_in("lunar", "New Year's Eve")
_QINGMING = mark("Qingming")


def worded(language: Language, wording: Wording) -> str:
    """Return a wording in the reader's language."""
    return wording.zh_cn if language.code is LanguageCode.CHINESE else wording.en


def care_who(language: Language, one: CareDate) -> str:
    """Return whose day it is: the person, the customer, or the name of a festival."""
    if one.kind is CareKind.FESTIVAL and one.lunar is not None:
        return worded(language, one.lunar)
    return one.person or one.customer_name


def care_what(language: Language, one: CareDate) -> str:
    """Return what falls on the day, with age or number of years where they are known."""
    if one.years is not None and one.kind is CareKind.BIRTHDAY:
        return language.text("Birthday, turns {years}", years=one.years)
    if one.years is not None and one.kind is CareKind.ANNIVERSARY:
        return language.plural("Anniversary, {count} year", "Anniversary, {count} years", one.years)
    return language.text(CARE_KINDS[one.kind])


def care_notes(language: Language, one: CareDate) -> tuple[str, ...]:
    """Return what else is to be known: the customer, the words of the date, the lunar day.

    Of a festival how many customers keep it.
    """
    if one.kind is CareKind.FESTIVAL:
        return (
            language.plural("{count} customer keeps it", "{count} customers keep it", one.count),
        )
    customer = one.customer_name if one.person else ""
    lunar = worded(language, one.lunar) if one.lunar is not None else ""
    caution = "" if one.may_congratulate else language.text("do not congratulate")
    return tuple(part for part in (customer, one.label, lunar, caution) if part)


def care_line(language: Language, one: CareDate) -> str:
    """Return all of it on one line: `Birthday, turns 45: Ann Lee · Acme`."""
    who = " · ".join((care_who(language, one), *care_notes(language, one)))
    return language.labelled(care_what(language, one), who)


def festival_name(language: Language, day: date) -> str:
    """Return the name of the traditional festival on a day, empty on most."""
    if is_qingming(day):
        return language.text(_QINGMING)
    lunar = _lunar(day)
    if lunar is None or lunar.is_leap:
        return ""
    if lunar.month == 12 and lunar.day >= 29 and _begins_year(day):
        return language.text(_EVE)
    name = _FESTIVALS.get((lunar.month, lunar.day))
    return language.text(name) if name else ""


def lunar_words(language: Language, day: date) -> str:
    """Return a day in full in the Chinese calendar; empty outside 1900-2100."""
    lunar = _lunar(day)
    if lunar is None:
        return ""
    words = lunar_text(lunar.month, lunar.day, leap=lunar.is_leap, lang=language.code)
    return f"农历{words}" if language.code is LanguageCode.CHINESE else words


def short_lunar(language: Language, day: date) -> str:
    """Return a day in the Chinese calendar as it stands in a grid; empty outside 1900-2100.

    In Chinese 初二, and the month on its first day; elsewhere month and day in figures, 8/15, a
    leap month with a plus.
    """
    lunar = _lunar(day)
    if lunar is None:
        return ""
    if language.code is not LanguageCode.CHINESE:
        return f"{lunar.month}{'+' if lunar.is_leap else ''}/{lunar.day}"
    month, _, rest = lunar_text(
        lunar.month, lunar.day, leap=lunar.is_leap, lang=language.code
    ).partition("月")
    return f"{month}月" if lunar.day == 1 else rest


def _begins_year(day: date) -> bool:
    following = _lunar(day + timedelta(days=1)) if day < date.max else None
    return following is not None and (following.month, following.day) == (1, 1)


@lru_cache(maxsize=4096)
def _lunar(day: date) -> LunarDay | None:
    """Remembered, because every grid of a month asks for its days several times."""
    try:
        return lunar_of(day)
    except LunarRangeError:
        return None
