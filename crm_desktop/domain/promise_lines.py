"""A line such as ``we: samples by Friday`` or ``对方：周五前给预算`` read for side, text, day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.coming_days import coming_day
from crm_desktop.domain.promises import Direction

_OURS = r"we|us|ours?|i|me|mine|我们|我方|我司|咱们|我"
_THEIRS = r"they|them|theirs?|he|she|customer|client|对方|他们|她们|客户|甲方|他|她"
_SIDE = re.compile(rf"\s*(?:({_OURS})|({_THEIRS}))\s*[:：]\s*", re.IGNORECASE)
_BEGINS = re.compile(rf"\s*(?:(?:{_OURS})|({_THEIRS}))(?:\b|(?=[\u3400-\u9fff]))", re.IGNORECASE)
_BY = re.compile(r"(?:^|[\s,;])(?:by|before|until|till|on|due)\s+", re.IGNORECASE)
_COMMA = re.compile(r"[,;，；]\s*")
_BEFORE = re.compile(r"\s*(?:之前|以前|前)$")
_LONGEST_DAY = 12
_EDGE = " ,;，；。.、"


@dataclass(frozen=True, slots=True)
class DatedLine:
    """What is left of a line without its day, and the day, None where it names none."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise as it was typed; ``side`` is None where the line does not say whose it is."""

    text: str
    side: Direction | None = None
    day: date | None = None


def read_promise(line: str, today: date) -> PromiseLine:
    """Return whose promise a line is, what it says, and until when."""
    side = None
    if match := _SIDE.match(line):
        side = Direction.OURS if match[1] else Direction.THEIRS
        line = line[match.end() :]
    elif match := _BEGINS.match(line):
        side = Direction.THEIRS if match[1] else Direction.OURS
    found = read_dated(line, today)
    return PromiseLine(found.text, side, found.day)


def read_dated(line: str, today: date) -> DatedLine:
    """Return a line and the day it ends with (by Friday) or, in Chinese, begins with (周五前).

    Only what is understood whole counts as a day; everything else stays in the text.
    """
    line = " ".join(line.split())
    for text, day in _splits(line.rstrip("。.!！ ")):
        if text.strip(_EDGE) and (found := coming_day(day, today)) is not None:
            return DatedLine(text.strip(_EDGE), found)
    return DatedLine(line)


def _splits(line: str) -> Iterator[tuple[str, str]]:
    """Yield ways to part a line into a text and what may be a day."""
    for pattern in (_BY, _COMMA):
        for match in reversed(list(pattern.finditer(line))):
            yield line[: match.start()], _bare(line[match.end() :])
            if pattern is _COMMA:
                yield line[match.end() :], _bare(line[: match.start()])
    for end in range(min(_LONGEST_DAY, len(line)), 1, -1):
        day, rest = line[:end], line[end:]
        if not day.isascii():
            yield rest.removeprefix("之前").removeprefix("以前").removeprefix("前"), _bare(day)
    for start in range(max(len(line) - _LONGEST_DAY, 1), len(line)):
        if line[start:].endswith("前"):
            yield line[:start], _bare(line[start:])


def _bare(text: str) -> str:
    """A day without the words around it."""
    text = text.strip(_EDGE).removeprefix("by ").removeprefix("在").removeprefix("于")
    return _BEFORE.sub("", text)
