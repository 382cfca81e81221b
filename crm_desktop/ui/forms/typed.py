"""What people type into a field, read and written back; knows no widget."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation

from crm_desktop.domain.coming_days import near_day
from crm_desktop.domain.import_dates import parse_date, parse_time, without_time
from crm_desktop.domain.import_numbers import parse_decimal
from crm_desktop.domain.imports import DateOrder, DecimalMark
from crm_desktop.domain.problems import InputError
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.forms.specs import Entry

_TODAY = "t"
"""Short for today."""
_SEPARATORS = ";；\n"


@dataclass(frozen=True, slots=True)
class Reader:
    """The language and the day a person types in."""

    language: Language
    today: date


Parse = Callable[[str, Reader], object]
Format = Callable[[object, Reader], str]


def parse_typed(entry: Entry, text: str, reader: Reader) -> object:
    """Return the value of a typed text, None where it is empty and the entry is no text.

    Raises InputError ``typed_whole``, ``typed_decimal``, ``typed_day``, ``typed_time`` or
    ``typed_moment``.
    """
    if entry in (Entry.LINE, Entry.NOTE):
        return text.strip()
    if entry is Entry.WORDS:
        return _words(text)
    stripped = text.strip()
    return _PARSERS[entry](stripped, reader) if stripped else None


def written(value: object, reader: Reader) -> str:
    """Return how a value stands in its field; an absent one is empty."""
    if value is None:
        return ""
    language = reader.language
    if isinstance(value, datetime):
        return language.moment(value.astimezone())
    if isinstance(value, date):
        return language.date(value)
    if isinstance(value, time):
        return language.time(value)
    if isinstance(value, Decimal):
        return language.number(value)
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value)


def _words(text: str) -> tuple[str, ...]:
    for separator in _SEPARATORS:
        text = text.replace(separator, "\n")
    return tuple(word for part in text.split("\n") if (word := " ".join(part.split())))


def _whole(text: str, reader: Reader) -> int:
    number = _decimal(text, reader)
    if number != int(number):
        raise InputError("typed_whole", text=text)
    return int(number)


def _decimal(text: str, _: Reader) -> Decimal:
    try:
        found = parse_decimal(text, DecimalMark.POINT)
    except InvalidOperation:
        found = None
    if found is None:
        raise InputError("typed_decimal", text=text)
    return found


def _day(text: str, reader: Reader) -> date:
    if text.casefold() == _TODAY:
        return reader.today
    for order in _orders(text, reader):
        found = parse_date(text, order, reader.today)
        if found is not None:
            return found
    found = near_day(text, reader.today)
    if found is not None:
        return found
    raise InputError("typed_day", text=text, example=reader.language.date(reader.today))


def _orders(text: str, reader: Reader) -> tuple[DateOrder, ...]:
    """Nobody writes the month first with full stops, and 31/3 can only be a day first."""
    first = DateOrder.DAY_FIRST if "." in text else DateOrder.MONTH_FIRST
    second = DateOrder.MONTH_FIRST if "." in text else DateOrder.DAY_FIRST
    if reader.language.code is LanguageCode.CHINESE:
        return DateOrder.OFFSET, DateOrder.YEAR_FIRST, first, second
    return DateOrder.OFFSET, first, second, DateOrder.YEAR_FIRST


def _time(text: str, _: Reader) -> time:
    found = parse_time(text if ":" in text or "：" in text or "点" in text else f"{text}:00")
    found = found or parse_time(text.replace("：", ":"))
    if found is None:
        raise InputError("typed_time", text=text)
    return found.replace(second=0)


def _moment(text: str, reader: Reader) -> datetime:
    """A day and a time in either order; a time alone is today's, both in the person's zone."""
    at, rest = without_time(text)
    try:
        if not at:
            raise InputError("typed_time", text=text)
        hour, rest = _time(at, reader), rest.strip(" ,，")
        day = _day(rest, reader) if rest else reader.today
    except InputError as error:
        raise InputError("typed_moment", text=text, example=_example(reader)) from error
    return datetime.combine(day, hour).astimezone(UTC)


def _example(reader: Reader) -> str:
    return f"{reader.language.date(reader.today)} 14:30"


_PARSERS: dict[Entry, Parse] = {
    Entry.WHOLE: _whole,
    Entry.DECIMAL: _decimal,
    Entry.DAY: _day,
    Entry.TIME: _time,
    Entry.MOMENT: _moment,
}
