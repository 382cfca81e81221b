"""A line about what happened, read with what stands before its colon: the kind and the day."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from crm_desktop.domain.coming_days import past_day
from crm_desktop.domain.import_choices import words_of
from crm_desktop.domain.import_dates import parse_time, without_time
from crm_desktop.domain.import_headers import fold
from crm_desktop.domain.interactions import InteractionKind

LONGEST_HEAD = 40
_COLON = re.compile(r"：|:(?!\d)")
_COMMA = re.compile(r"[,，]")
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
    written, head = without_time(head)
    at, head = parse_time(written), head.strip()
    if not head:
        return Line("", at=at) if at else None
    for cut in range(len(head) + 1):
        left, right = head[:cut].strip(), head[cut:].strip()
        for kind_text, day_text in ((left, right), (right, left)):
            kind, on = _kind(kind_text), past_day(day_text, today)
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
