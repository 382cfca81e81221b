"""The days ahead of a customer: birthdays by sun and moon, festivals, renewals, promises (D19)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from crm_desktop.domain.brief_values import Occasion, OccasionKind, Wording
from crm_desktop.domain.briefs import Outlook
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.promises import PromiseState
from crm_desktop.language.folding import fold
from crm_desktop.language.lunar import (
    LunarRangeError,
    lunar_text,
    mid_autumn,
    next_occurrence,
    spring_festival,
)
from crm_desktop.services.brief_cautions import Guard
from crm_desktop.services.brief_people import People, reading

AHEAD_DAYS = 60
FESTIVALS = (
    (spring_festival, Wording("Spring Festival", "春节")),
    (mid_autumn, Wording("Mid-Autumn Festival", "中秋节")),
)
_EXPIRIES = frozenset({DateKind.PASSPORT_EXPIRY, DateKind.LICENCE_EXPIRY, DateKind.DOCUMENT_EXPIRY})
_OCCASIONS = {
    DateKind.BIRTHDAY: OccasionKind.BIRTHDAY,
    DateKind.ANNIVERSARY: OccasionKind.ANNIVERSARY,
    DateKind.OTHER: OccasionKind.OTHER,
} | dict.fromkeys(_EXPIRIES, OccasionKind.EXPIRY)
_CHINESE_PLACES = frozenset(
    {"cn", "chn", "china", "pr china", "p.r. china", "中国", "中华人民共和国", "hk", "hong kong"}
    | {"香港", "中国香港", "mo", "macao", "macau", "澳门", "中国澳门", "tw", "taiwan", "台湾"}
)
_CHINESE = re.compile("zh|chinese|mandarin|cantonese|中文|汉语|普通话|国语|粤语|华语")


def outlook(people: People, watch: Guard) -> Outlook:
    """Return our position and the days of the next 60 days, the nearest first (D19, D20)."""
    today = people.today
    found = [*_dates(people), *_renewals(people), *_due_promises(people)]
    if is_chinese(people.card.customer) and not watch.is_mourning:
        found += _festivals(today)
    last = today + timedelta(days=AHEAD_DAYS)
    coming = [one for one in found if today <= one.on <= last]
    ordered = sorted(coming, key=lambda one: (one.on, one.text, one.person))
    return Outlook(people.card.swot, tuple(ordered))


def is_chinese(customer: Customer) -> bool:
    """True for who keeps the Chinese festivals as far as the card knows.

    The country decides, then the language, then a name that is written in Chinese.
    """
    if customer.country:
        return fold(customer.country).strip() in _CHINESE_PLACES
    if customer.language:
        return _CHINESE.match(fold(customer.language).strip()) is not None
    return bool(reading(customer.name, ""))


def next_day(one: ImportantDate, today: date) -> date | None:
    """Return when an important date falls next, on ``today`` at the earliest (D19).

    A document runs out once; 29 February is kept on the 28th where the year has none.
    """
    if one.kind in _EXPIRIES:
        return _solar(one.year, one.month, one.day) if one.year else None
    if one.lunar:
        try:
            return next_occurrence(one.month, one.day, one.leap_month, today)
        except (LunarRangeError, ValueError):
            return None
    this_year = _solar(today.year, one.month, one.day)
    if this_year is not None and this_year >= today:
        return this_year
    return _solar(today.year + 1, one.month, one.day)


def _dates(people: People) -> Iterator[Occasion]:
    """Yield important days; one without words of its own is told by whose it is."""
    for one in people.card.dates:
        on = next_day(one, people.today) if people.is_present(one.contact_id) else None
        if on is not None:
            lunar = _lunar(one) if one.lunar else None
            person = people.name(one.contact_id)
            text = one.label or person or people.card.customer.name
            yield Occasion(on, _OCCASIONS[one.kind], text, person if one.label else "", lunar)


def _lunar(one: ImportantDate) -> Wording:
    english, chinese = (
        lunar_text(one.month, one.day, leap=one.leap_month, lang=lang) for lang in ("en", "zh_CN")
    )
    return Wording(english, chinese)


def _solar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        is_leap_day = (month, day) == (2, 29) and 1 <= year <= date.max.year
        return date(year, month, 28) if is_leap_day else None


def _festivals(today: date) -> Iterator[Occasion]:
    for year in (today.year, today.year + 1):
        yield from _festivals_of(year)


@cache
def _festivals_of(year: int) -> tuple[Occasion, ...]:
    """The festivals of a year, none outside the known calendar; every brief asks for them."""
    try:
        return tuple(
            Occasion(falls_on(year), OccasionKind.HOLIDAY, "", lunar=name)
            for falls_on, name in FESTIVALS
        )
    except LunarRangeError:
        return ()


def _renewals(people: People) -> Iterator[Occasion]:
    for one in people.card.contracts:
        if one.renews_on is not None:
            yield Occasion(one.renews_on, OccasionKind.RENEWAL, one.name)


def _due_promises(people: People) -> Iterator[Occasion]:
    for one in people.card.promises:
        if one.due_on is not None and one.state is PromiseState.OPEN:
            person = people.name(one.contact_id) or one.who
            yield Occasion(one.due_on, OccasionKind.PROMISE, one.text, person)
