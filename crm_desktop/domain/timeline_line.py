"""A line about what happened, read with what stands before its colon: the kind and the day."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from crm_desktop.domain.import_choices import words_of
from crm_desktop.domain.import_dates import month_number, parse_date, parse_time
from crm_desktop.domain.import_headers import fold
from crm_desktop.domain.imports import DateOrder
from crm_desktop.domain.interactions import InteractionKind

LONGEST_HEAD = 40
_COLON = re.compile(r"：|:(?!\d)")
_COMMA = re.compile(r"[,，]")
_TIME = re.compile(
    r"(?:(?:上午|下午)\s*)?\d{1,2}(?:[:：]\d{2}|点\d{0,2}分?)\s*(?:[ap]m)?", re.IGNORECASE
)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s*([^\W\d_]{3,9})\.?$")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?$")
_CHINESE_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?$")
_MORE_WORDS: Mapping[str, InteractionKind] = {
    "called": InteractionKind.CALL,
    "emailed": InteractionKind.EMAIL,
    "wrote": InteractionKind.MESSAGE,
    "met": InteractionKind.MEETING,
    "visited": InteractionKind.VISIT,
    "来电": InteractionKind.CALL,
    "去电": InteractionKind.CALL,
    "致电": InteractionKind.CALL,
    "打电话": InteractionKind.CALL,
    "见面": InteractionKind.MEETING,
    "开会": InteractionKind.MEETING,
}
_AGO: Mapping[str, int] = {
    "today": 0,
    "今天": 0,
    "今日": 0,
    "yesterday": 1,
    "昨天": 1,
    "昨日": 1,
    "前天": 2,
}
_WEEKDAYS: tuple[frozenset[str], ...] = (
    frozenset({"monday", "mon", "周一", "星期一"}),
    frozenset({"tuesday", "tue", "周二", "星期二"}),
    frozenset({"wednesday", "wed", "周三", "星期三"}),
    frozenset({"thursday", "thu", "周四", "星期四"}),
    frozenset({"friday", "fri", "周五", "星期五"}),
    frozenset({"saturday", "sat", "周六", "星期六"}),
    frozenset({"sunday", "sun", "周日", "星期日", "周天", "星期天"}),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says; None where it says nothing of it."""

    text: str
    kind: InteractionKind | None = None
    on: date | None = None
    at: time | None = None


def read_line(text: str, today: date) -> Line:
    """Return what ``call yesterday 14:30: text`` or ``昨天电话：...`` says.

    What stands before a colon counts only where all of it is understood; days alone may end with
    a comma too. Days without a year are the last such ones; days to come are no days here.
    """
    text = text.strip()
    for end, start, is_comma in _ends(text):
        head, rest = text[:end], text[start:].strip()
        found = _read_head(head, today)
        if found is not None and not (is_comma and found.kind is not None):
            return Line(rest, found.kind, found.on, found.at)
    return Line(text)


def _ends(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where a head may end and the text begin, and whether a comma stands between."""
    for pattern, is_comma in ((_COLON, False), (_COMMA, True)):
        for match in pattern.finditer(text[: LONGEST_HEAD + 1]):
            if match.start() > 0:
                yield match.start(), match.end(), is_comma


def _read_head(head: str, today: date) -> Line | None:
    at = None
    if match := _TIME.search(head):
        at = parse_time(match[0].replace("：", ":"))
        head = f"{head[: match.start()]} {head[match.end() :]}"
    head = head.strip()
    if not head:
        return Line("", at=at) if at else None
    for cut in range(len(head) + 1):
        left, right = head[:cut].strip(), head[cut:].strip()
        for kind_text, day_text in ((left, right), (right, left)):
            kind, on = _kind(kind_text), _day(day_text, today)
            is_whole = (kind is not None or not kind_text) and (on is not None or not day_text)
            if is_whole:
                return Line("", kind, on, at)
    return None


def _kind(text: str) -> InteractionKind | None:
    word = fold(text)
    if not word:
        return None
    found = words_of(InteractionKind).get(word) or _MORE_WORDS.get(word)
    return InteractionKind(found) if found is not None else None


def _day(text: str, today: date) -> date | None:
    if not text:
        return None
    word = text.casefold().strip(" .")
    if word in _AGO:
        return today - timedelta(days=_AGO[word])
    for weekday, words in enumerate(_WEEKDAYS):
        if word in words:
            return today - timedelta(days=(today.weekday() - weekday) % 7)
    found = _without_year(text, today) or parse_date(text, DateOrder.YEAR_FIRST, today)
    found = found or parse_date(text, DateOrder.OFFSET, today)
    return found if found is not None and found <= today else None


def _without_year(text: str, today: date) -> date | None:
    month: int | None = None
    day = 0
    if match := _CHINESE_DAY.match(text):
        month, day = int(match[1]), int(match[2])
    elif match := _DAY_MONTH.match(text):
        month, day = month_number(match[2]), int(match[1])
    elif match := _MONTH_DAY.match(text):
        month, day = month_number(match[1]), int(match[2])
    if month is None:
        return None
    for year in range(today.year, today.year - 5, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None
