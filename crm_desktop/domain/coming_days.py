"""Days as people write them in a line: tomorrow, Friday, 3/20, in 3 days, yesterday, 下周五."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from crm_desktop.domain.import_dates import month_and_day, parse_date
from crm_desktop.domain.imports import DateOrder

_NEAR = {
    "today": 0, "now": 0, "tonight": 0, "今天": 0, "今日": 0, "当天": 0, "今晚": 0,
    "tomorrow": 1, "明天": 1, "明日": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2, "后天": 2, "大后天": 3,
}  # fmt: skip
_AGO = {
    "today": 0, "今天": 0, "今日": 0, "yesterday": 1, "昨天": 1, "昨日": 1,
    "the day before yesterday": 2, "前天": 2,
}  # fmt: skip
_THIS = ("", "this ", "这", "本")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH_WEEKDAY = re.compile(
    r"(this |next |coming )?(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\.?$"
)
_CHINESE_WEEKDAY = re.compile(r"(这|本|下|下个)?(?:周|星期|礼拜)([一二三四五六日天])$")
_CHINESE_DAYS = "一二三四五六日"
_IN_DAYS = re.compile(
    r"(?:in |within )?(\d{1,3}|a|one|two|three) (day|week|month)s?$|\+?(\d{1,3})\s*([dw])$"
)
_CHINESE_IN = re.compile(
    r"(\d{1,3}|[一二两三四五六七八九十])\s*(?:个)?(天|日|周|星期|礼拜|月)[之以]?[内后]$"
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "两": 2} | {
    sign: number for number, sign in enumerate("一二三四五六七八九十", 1)
}
_ENDS = {
    "the end of the week": "week", "end of the week": "week", "end of week": "week",
    "the weekend": "week", "周末": "week", "本周末": "week", "本周": "week", "this week": "week",
    "next week": "next week", "下周": "next week", "下周末": "next week",
    "the end of the month": "month", "end of the month": "month", "end of month": "month",
    "month end": "month", "月底": "month", "本月底": "month", "月末": "month", "本月": "month",
    "this month": "month",
    "next month": "next month", "下月": "next month", "下个月": "next month",
    "下月底": "next month",
}  # fmt: skip
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[/-]\s*(\d{1,2})\s*[日号]?$")
_DAY_DOT = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?$")
_DAY_ALONE = re.compile(r"(\d{1,2})\s*[日号]$")


def coming_day(text: str, today: date) -> date | None:
    """Return the day a text names, the next such one where it has no year; None for anything else.

    A weekday is that of the next seven days, ``next`` Friday the one of the week after this.
    """
    word = _word(text)
    if not word:
        return None
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    if word in _ENDS:
        return _end(_ENDS[word], today)
    for read in _READERS:
        if (found := read(word, today)) is not None:
            return found
    for order in (DateOrder.YEAR_FIRST, DateOrder.MONTH_FIRST, DateOrder.DAY_FIRST):
        if (found := parse_date(word, order, today)) is not None:
            return found
    return None


def near_day(text: str, today: date) -> date | None:
    """Return the day a text names; of a day without a year the one nearest to today.

    For what may have been as well as what is to come; a weekday is one to come.
    """
    word = _word(text)
    if word in _AGO:
        return today - timedelta(days=_AGO[word])
    found = coming_day(text, today)
    if found is None or _without_year(word, today) != found:
        return found
    try:
        before = found.replace(year=found.year - 1)
    except ValueError:
        return found
    return before if today - before < found - today else found


def past_day(text: str, today: date) -> date | None:
    """Return the day a text names, the last such one where it has no year; None for later days."""
    word = _word(text).strip(" .")
    if word in _AGO:
        return today - timedelta(days=_AGO[word])
    named = _named_weekday(word)
    if named is not None and named[1] in _THIS:
        return today - timedelta(days=(today.weekday() - named[0]) % 7)
    if (found := month_and_day(word)) is not None:
        return _nearest(today, *found, step=-1)
    day = parse_date(word, DateOrder.YEAR_FIRST, today) or parse_date(word, DateOrder.OFFSET, today)
    return day if day is not None and day <= today else None


def _word(text: str) -> str:
    return " ".join(text.split()).casefold()


def _weekday(word: str, today: date) -> date | None:
    named = _named_weekday(word)
    if named is None:
        return None
    return _of_week(today, named[0], is_next=named[1].startswith(("next", "下")))


def _named_weekday(word: str) -> tuple[int, str] | None:
    """The weekday, 0 for Monday, and the word before it that says of which week."""
    if match := _ENGLISH_WEEKDAY.match(word):
        return _WEEKDAYS.index(match[2][:3]), match[1] or ""
    if match := _CHINESE_WEEKDAY.match(word):
        return _CHINESE_DAYS.index(match[2].replace("天", "日")), match[1] or ""
    return None


def _of_week(today: date, place: int, *, is_next: bool) -> date:
    monday = today - timedelta(days=today.weekday())
    if is_next:
        return monday + timedelta(days=7 + place)
    ahead = (place - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _in_days(word: str, today: date) -> date | None:
    if match := _IN_DAYS.match(word):
        count, unit = match[1] or match[3], (match[2] or match[4])[0]
    elif match := _CHINESE_IN.match(word):
        count, unit = match[1], {"天": "d", "日": "d", "月": "m"}.get(match[2], "w")
    else:
        return None
    number = int(count) if count.isdecimal() else _COUNTS[count]
    return today + timedelta(days=number * {"d": 1, "w": 7, "m": 30}[unit])


def _end(what: str, today: date) -> date:
    if "week" in what:
        friday = today + timedelta(days=4 - today.weekday())
        is_later = what.startswith("next") or friday < today
        return friday + timedelta(days=7) if is_later else friday
    first = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    if what.startswith("next"):
        first = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first - timedelta(days=1)


def _without_year(word: str, today: date) -> date | None:
    if match := _MONTH_DAY.match(word):
        month, day = int(match[1]), int(match[2])
        if month > 12 >= day:
            month, day = day, month
        return _nearest(today, month, day)
    if match := _DAY_DOT.match(word):
        return _nearest(today, int(match[2]), int(match[1]))
    found = month_and_day(word)
    return None if found is None else _nearest(today, *found)


def _day_alone(word: str, today: date) -> date | None:
    match = _DAY_ALONE.match(word)
    if match is None:
        return None
    month = today.month if int(match[1]) >= today.day else today.month % 12 + 1
    return _nearest(today, month, int(match[1]))


def _nearest(today: date, month: int, day: int, *, step: int = 1) -> date | None:
    """The first such day from today on, or with a ``step`` of -1 the last one up to today."""
    for year in range(today.year, today.year + 9 * step, step):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if (found - today).days * step >= 0:
            return found
    return None


_READERS: tuple[Callable[[str, date], date | None], ...] = (
    _weekday,
    _in_days,
    _without_year,
    _day_alone,
)
