"""Turns the cells of one field into values of our own, column by column."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from crm_desktop.domain.import_birthdays import as_lunar, parse_birthday
from crm_desktop.domain.import_choices import words_of
from crm_desktop.domain.import_dates import is_no_date, parse_date, parse_time
from crm_desktop.domain.import_evidence import EMPTY_CELLS, ColumnFormat
from crm_desktop.domain.import_headers import fold
from crm_desktop.domain.import_numbers import (
    parse_currency,
    parse_decimal,
    parse_integer,
    parse_money,
)
from crm_desktop.domain.imports import DateOrder, DecimalMark, Field, FieldType

MAX_TEXT = 10_000
_MAX_REMEMBERED = 50_000
_SEPARATORS = re.compile(r"\s*(?:[;；|\n]| ::: )\s*")
_COMMAS = re.compile(r"\s*[,，、]\s*")
_BARE = frozenset("0123456789.-")
_BOOLEANS = {
    True: "yes,y,true,t,1,x,on,ja,是,有,对,真,√,✓,✔",
    False: "no,n,false,f,0,off,nein,否,无,没有,错,假,×,✗",
}
_BOOLEAN_WORDS = {
    word: meaning for meaning, words in _BOOLEANS.items() for word in words.split(",")
}


Clean = Callable[..., str]
"""The door every text passes on its way in: `clean(text, *, max_length, multiline)`."""


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What understanding depends on beside the cells: today for offsets, the text door."""

    file: str
    today: date
    clean: Clean


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that isn't a value of its field, and why."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


Parse = Callable[[str], object]
ReadColumn = Callable[[Sequence[str]], list[object]]
_ReadPlain = Callable[[Sequence[str]], list[object] | None]


def column_reader(what: Field, form: ColumnFormat, context: ReadingContext) -> ReadColumn:
    """A function from the cells of a column to its values: None for an empty cell, Unreadable
    for one that can't be understood. Values of a fixed form are remembered, texts are not."""
    if what.kind in _TEXTS:
        parse = text_parser(context.clean, multiline=what.kind is FieldType.MULTILINE)
        return text_column(parse, context.clean)
    if what.kind in (FieldType.ID, FieldType.REFERENCE):
        parse = _id_parser(form, context)
        read_ids = text_column(parse, context.clean)
        return _each(parse) if form.has_whole_ids else read_ids
    remembered = _Remembered(value_parser(what, form, context))
    plain = plain_numbers(what, form.decimal_mark)
    return _each(remembered.__getitem__) if plain is None else _first(plain, remembered)


def _each(parse: Parse) -> ReadColumn:
    return lambda cells: list(map(parse, cells))


def _first(
    plain: Callable[[Sequence[str]], list[object] | None], slow: "_Remembered"
) -> ReadColumn:
    """Reads a column at one go where all its cells are plain, else cell by cell."""

    def read(cells: Sequence[str]) -> list[object]:
        found = plain(cells)
        return list(map(slow.__getitem__, cells)) if found is None else found

    return read


class _Remembered(dict[str, object]):
    """Values by cell: columns of days, amounts and choices repeat themselves."""

    def __init__(self, parse: Parse) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, cell: str) -> object:
        if len(self) > _MAX_REMEMBERED:
            self.clear()
        text = cell.strip()
        value = self[cell] = None if text in EMPTY_CELLS else self._parse(text)
        return value


def text_parser(clean: Clean, *, multiline: bool) -> Parse:
    """A parser of texts; longer ones than 10,000 characters are refused, never cut."""

    def parse(cell: str) -> object:
        text = cell.strip()
        if text in EMPTY_CELLS:
            return None
        if len(text) > MAX_TEXT:
            return Unreadable("text_too_long", {"length": len(text), "limit": MAX_TEXT})
        if text.isascii() and text.isprintable():
            return text
        return clean(text, multiline=multiline) or None

    return parse


def text_column(parse: Parse, clean: Clean) -> ReadColumn:
    """Reads texts; a column that passes the text door as a whole needs no look at its cells."""

    def read(cells: Sequence[str]) -> list[object]:
        joined = "".join(cells)
        if _passes(joined, clean) and max(map(len, cells), default=0) <= MAX_TEXT:
            return [cell or None for cell in map(str.strip, cells)]
        return list(map(parse, cells))

    return read


def _passes(joined: str, clean: Clean) -> bool:
    # Parts of a text in NFC without invisible characters are so themselves.
    if not joined.isprintable() or "NULL" in joined or "\\N" in joined:
        return False
    return joined.isascii() or clean(joined, max_length=len(joined)) == joined.strip()


def _id_parser(form: ColumnFormat, context: ReadingContext) -> Parse:
    parse_text = text_parser(context.clean, multiline=False)
    if not form.has_whole_ids:
        return parse_text

    def parse(cell: str) -> object:
        return parse_text(re.sub(r"^(\s*\d+)\.0+\s*$", r"\1", cell))

    return parse


def value_parser(what: Field, form: ColumnFormat, context: ReadingContext) -> Parse:
    """A parser of filled cells (stripped, not empty) for a field of a fixed form."""
    kind = what.kind
    if kind in (FieldType.DATE, FieldType.BIRTHDAY, FieldType.LUNAR_BIRTHDAY, FieldType.TIME):
        return _day_parser(kind, form, context)
    if kind is FieldType.CHOICE:
        return _choice_parser(what)
    if kind is FieldType.BOOLEAN:
        return _parse_boolean
    if kind is FieldType.WORDS:
        return lambda text: _split_words(text, context.clean)
    if kind is FieldType.CURRENCY:
        return lambda text: parse_currency(text) or Unreadable("not_a_currency", {"value": text})
    return _number_parser(what, form)


def _day_parser(kind: FieldType, form: ColumnFormat, context: ReadingContext) -> Parse:
    order, today = form.date_order, context.today

    def parse(text: str) -> object:
        if is_no_date(text):
            return None
        if kind is FieldType.TIME:
            return _time_of(text, order, today)
        if kind is FieldType.DATE:
            day = parse_date(text, order, today)
            return day or Unreadable("not_a_date", {"value": text, "order": order.value})
        found = parse_birthday(text, order, today)
        if found is not None and kind is FieldType.LUNAR_BIRTHDAY:
            found = as_lunar(found)
        return found or Unreadable("not_a_date", {"value": text, "order": order.value})

    return parse


def _time_of(text: str, order: DateOrder, today: date) -> object:
    """A time, or nothing where the cell only names a day."""
    found = parse_time(text)
    if found is None and parse_date(text, order, today) is None:
        return Unreadable("not_a_time", {"value": text})
    return found


def _choice_parser(what: Field) -> Parse:
    if what.choices is None:
        raise ValueError(what.key)
    choices = what.choices
    known = words_of(choices)
    allowed = tuple(member.value for member in choices if member.value)

    def parse(text: str) -> object:
        found = known.get(fold(text))
        return found or Unreadable("unknown_choice", {"value": text, "allowed": allowed})

    return parse


def _parse_boolean(text: str) -> object:
    meaning = _BOOLEAN_WORDS.get(text.casefold())
    return Unreadable("not_yes_or_no", {"value": text}) if meaning is None else meaning


def _split_words(text: str, clean: Clean) -> object:
    parts = _SEPARATORS.split(text)
    if len(parts) == 1:
        parts = _COMMAS.split(text)
    words = (clean(part.removeprefix("* ")) for part in parts)
    return tuple(dict.fromkeys(word for word in words if word)) or None


def plain_numbers(what: Field, mark: DecimalMark) -> _ReadPlain | None:
    """A reader of columns of bare numbers that gives None where a cell is anything else."""
    if what.kind not in (FieldType.MONEY, FieldType.DECIMAL) or mark is DecimalMark.COMMA:
        return None
    is_money = what.kind is FieldType.MONEY

    def read(cells: Sequence[str]) -> list[object] | None:
        if not set("".join(cells)) <= _BARE:
            return None
        try:
            numbers = [Decimal(cell) if cell else None for cell in cells]
        except InvalidOperation:
            return None
        if is_money:
            return [None if number is None else (number, "") for number in numbers]
        return list(numbers)

    return read


def _number_parser(what: Field, form: ColumnFormat) -> Parse:
    mark, kind = form.decimal_mark, what.kind

    def parse(text: str) -> object:
        value: object
        if kind is FieldType.MONEY:
            value = parse_money(text, mark)
        elif kind is FieldType.INTEGER:
            value = _bounded(parse_integer(text, mark), what, text)
        elif kind is FieldType.DECIMAL:
            value = parse_decimal(text, mark)
        else:
            value = _share(text, kind, form)
        return Unreadable("not_a_number", {"value": text}) if value is None else value

    return parse


def _bounded(number: int | None, what: Field, text: str) -> object:
    if number is None:
        return None
    is_low = what.low is not None and number < what.low
    is_high = what.high is not None and number > what.high
    if is_low or is_high:
        return Unreadable("out_of_range", {"value": text, "low": what.low, "high": what.high})
    return number


def _share(text: str, kind: FieldType, form: ColumnFormat) -> object:
    """Percent 0-100 or a fraction 0-1, whichever of both the column writes."""
    number = parse_decimal(text, form.decimal_mark)
    if number is None:
        return None
    has_sign = text.endswith(("%", "％"))
    if kind is FieldType.PERCENT:
        number = number * 100 if has_sign or form.is_share else number
        top = Decimal(100)
    else:
        number = number / 100 if form.is_above_one and not has_sign else number
        top = Decimal(1)
    if not 0 <= number <= top:
        return Unreadable("out_of_range", {"value": text, "low": 0, "high": int(top)})
    return number


_TEXTS = frozenset(
    {
        FieldType.TEXT,
        FieldType.MULTILINE,
        FieldType.COUNTRY,
        FieldType.PHONE,
        FieldType.EMAIL,
        FieldType.URL,
    }
)
