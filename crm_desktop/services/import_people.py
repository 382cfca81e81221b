"""People in lists: their names in the right order, how to reach them, days to remember."""

from collections.abc import Callable, Sequence
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import DateKind, PointKind
from crm_desktop.domain.import_birthdays import Birthday
from crm_desktop.language.emails import normalised_email
from crm_desktop.language.phones import dialled
from crm_desktop.services.import_batches import Column, Columns
from crm_desktop.services.import_drafts import Children
from crm_desktop.services.import_plan import Stored
from crm_desktop.services.regions import is_chinese, region_of

NAME_PARTS = ("first_name", "middle_name", "last_name")
_POINT_COLUMNS = ("kind", "value", "normalised", "extension", "label")
_DATE_COLUMNS = ("kind", "month", "day", "year", "lunar", "leap_month", "label")
_PHONES = (PointKind.MOBILE, PointKind.PHONE, PointKind.FAX)
_HANDLES = (PointKind.WECHAT, PointKind.MESSENGER)
_DATES = {
    "birthday": DateKind.BIRTHDAY,
    "lunar_birthday": DateKind.BIRTHDAY,
    "anniversary": DateKind.ANNIVERSARY,
    "passport_expiry": DateKind.PASSPORT_EXPIRY,
}


def joined_name(first: str | None, middle: str | None, last: str | None) -> str:
    """A whole name of its parts: the given name first, in Chinese the family name."""
    parts = [part for part in (first, middle, last) if part]
    if is_chinese("".join(parts)):
        return "".join([last or "", middle or "", first or ""])
    return " ".join(parts)


def names(columns: Columns) -> list[str]:
    """The name of the person in each row: as it stands, else of its parts; "" for nobody."""
    whole = columns.get("name")
    if not any(part in columns for part in NAME_PARTS):
        return [name or "" for name in whole]
    parts = (columns.get(part) for part in NAME_PARTS)
    return [name or joined_name(*group) for name, *group in zip(whole, *parts, strict=True)]


def salutations(columns: Columns, people: Sequence[str]) -> list[str]:
    """How to address each person: as stated, else the title with the family name."""
    stated, prefixes = columns.get("salutation"), columns.get("prefix")
    return [
        said or (_with_title(prefix, last or name) if prefix else "")
        for said, prefix, last, name in zip(
            stated, prefixes, columns.get("last_name"), people, strict=True
        )
    ]


def _with_title(title: str, name: str) -> str:
    return name + title if is_chinese(title) else f"{title} {name}".strip()


def points(
    columns: Columns, owner: str, regions: Sequence[str | None], *, prefix: str = ""
) -> list[Children]:
    """The ways to reach each row's person or customer, a list of values a field.

    With a ``prefix`` those of the columns whose field begins with it.
    """
    found = []
    for kind in (*_PHONES, PointKind.EMAIL, *_HANDLES):
        field = prefix + kind.value
        if field in columns:
            store = _store_of(kind)
            rows = _gathered(columns.several(field), regions, store)
            found.append(Children(field, Kind.CONTACT_POINT, owner, _POINT_COLUMNS, rows))
    return found


_Store = Callable[[str, str, str | None], Stored]


def _store_of(kind: PointKind) -> _Store:
    name = kind.value
    if kind in _PHONES:
        return lambda label, text, region: (name, text, *dialled(text, region), label)
    if kind is PointKind.EMAIL:
        return lambda label, text, _: (name, text, normalised_email(text) or "", "", label)
    return lambda label, text, _: (name, text, "", "", label)


def _gathered(
    columns: Sequence[Column], regions: Sequence[str | None], store: _Store
) -> list[Sequence[Stored]]:
    """Each row's values in the order of the columns, none twice."""
    if len(columns) == 1 and all(cell is None or len(cell) == 1 for cell in columns[0]):
        return [
            () if cell is None else (store(cell[0][0], cell[0][1], region),)
            for cell, region in zip(columns[0], regions, strict=True)
        ]
    rows: list[Sequence[Stored]] = []
    for region, *cells in zip(regions, *columns, strict=True):
        found: list[Stored] = []
        for cell in cells:
            for label, text in cell or ():
                value = store(label, text, region)
                if value not in found:
                    found.append(value)
        rows.append(tuple(found))
    return rows


def dates(columns: Columns, owner: str) -> list[Children]:
    """The days to remember of each row's person, a list of values a field."""
    return [
        Children(
            field,
            Kind.IMPORTANT_DATE,
            owner,
            _DATE_COLUMNS,
            [_day(kind, value) for value in columns.get(field)],
        )
        for field, kind in _DATES.items()
        if field in columns
    ]


def _day(kind: DateKind, day: Birthday | None) -> Sequence[Stored]:
    if day is None:
        return ()
    lunar, leap = int(day.lunar), int(day.leap_month)
    return ((kind.value, day.month, day.day, day.year, lunar, leap, ""),)


def regions(columns: Columns, people: Sequence[str]) -> list[str | None]:
    """The country whose phone numbers each row writes; Chinese names without one mean China."""
    stated = columns.get("country")
    return [
        region_of(country) if country else ("CN" if is_chinese(name) else None)
        for country, name in zip(stated, people, strict=True)
    ]


def with_text(values: list[Any], extra: Sequence[str | None], label: str = "") -> None:
    """Add a line to each text where there is one to add."""
    for place, text in enumerate(extra):
        if text:
            line = f"{label}{text}"
            values[place] = f"{values[place]}\n{line}" if values[place] else line
