"""The new records of a plan by their numbers, and what belongs to each record."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.services.duplicate_hints import KnownBy
from crm_desktop.services.import_plan import ImportPlan, NewRows
from crm_desktop.storage.records import codec

_LISTS = {
    Kind.CONTACT_POINT: "value",
    Kind.TAG: "name",
    Kind.CUSTOM_FIELD: "value",
    Kind.ADDRESS: "street",
    Kind.IMPORTANT_DATE: "kind",
}
_KNOWN_BY = ("name", "tax_number", "registration_number")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a row: what stands in the file now, None for a new record, and afterwards.

    ``name`` is the heading of a field of a person's own.
    """

    kind: Kind
    field: str
    before: object
    after: object
    name: str = ""


@dataclass(slots=True)
class _Owned:
    """Values of lists in one block: which rows belong to new records, in their order, and which
    to records that are there."""

    block: NewRows
    new: array = field(default_factory=lambda: array("q"))  # type: ignore[type-arg]
    numbers: array = field(default_factory=lambda: array("q"))  # type: ignore[type-arg]
    known: dict[int, list[int]] = field(default_factory=dict)

    def rows_of(self, record: int) -> Iterator[dict[str, Any]]:
        """The values that belong to a record."""
        numbers = self.known.get(record, [])
        if record < 0:
            first, last = bisect_left(self.new, -record), bisect_right(self.new, -record)
            numbers = list(self.numbers[first:last])
        for number in numbers:
            yield dict(zip(self.block.columns, self.block.rows[number], strict=True))


class NewRecords:
    """The new records of a plan by their numbers, and what belongs to each record."""

    def __init__(self, plan: ImportPlan) -> None:
        self._starts: dict[Kind, list[int]] = {}
        self._blocks: dict[Kind, list[NewRows]] = {}
        self._owned: dict[Kind, list[_Owned]] = {}
        counts: dict[Kind, int] = {}
        for block in plan.writes.new:
            self._starts.setdefault(block.kind, []).append(counts.get(block.kind, 0))
            self._blocks.setdefault(block.kind, []).append(block)
            counts[block.kind] = counts.get(block.kind, 0) + len(block.rows)
            if block.kind in _LISTS and block.references:
                owner = block.references[0][1]
                self._owned.setdefault(owner, []).append(_owned(block))

    def values(self, kind: Kind, record: int) -> Iterator[FieldChange]:
        """What a new record says, and what belongs to it."""
        block, row = self._row(kind, record)
        links = {place for place, _ in block.references}
        for place, (name, value) in enumerate(zip(block.columns, row, strict=True)):
            if place not in links and value not in (None, "", "[]", 0):
                yield field_change(kind, name, None, value)
        yield from self.belonging(kind, record)

    def belonging(self, kind: Kind, record: int) -> Iterator[FieldChange]:
        """What is added to the lists of a record: its phones, tags, own fields."""
        for owned in self._owned.get(kind, ()):
            sort = owned.block.kind
            for said in owned.rows_of(record):
                value = said.get(_LISTS[sort])
                if sort is Kind.IMPORTANT_DATE:
                    yield FieldChange(sort, str(said["kind"]), None, _date_of(said))
                elif sort is Kind.CONTACT_POINT:
                    yield FieldChange(sort, str(said["kind"]), None, value)
                else:
                    name = str(said["name"]) if sort is Kind.CUSTOM_FIELD else ""
                    yield FieldChange(sort, _LISTS[sort], None, value, name)

    def known_by(self, record: int) -> KnownBy:
        """What tells a new customer from others."""
        block, row = self._row(Kind.CUSTOMER, record)
        said = dict(zip(block.columns, row, strict=True))
        points: dict[str, list[str]] = {}
        for owned in self._owned.get(Kind.CUSTOMER, ()):
            if owned.block.kind is Kind.CONTACT_POINT:
                for point in owned.rows_of(record):
                    points.setdefault(point["kind"], []).append(point["value"])
        name, tax, registration = (said.get(key) or "" for key in _KNOWN_BY)
        phones = points.get("phone", []) + points.get("mobile", [])
        return KnownBy(name, tuple(points.get("email", ())), tuple(phones), tax, registration)

    def _row(self, kind: Kind, record: int) -> tuple[NewRows, tuple[Any, ...]]:
        number = -record - 1
        at = bisect_right(self._starts[kind], number) - 1
        block = self._blocks[kind][at]
        return block, block.rows[number - self._starts[kind][at]]


def _owned(block: NewRows) -> _Owned:
    owned = _Owned(block)
    for number, row in enumerate(block.rows):
        if row[0] < 0:
            owned.new.append(-row[0])
            owned.numbers.append(number)
        else:
            owned.known.setdefault(row[0], []).append(number)
    return owned


def _date_of(said: dict[str, Any]) -> str:
    year = f"{said['year']}-" if said.get("year") else ""
    return f"{year}{said['month']:02}-{said['day']:02}"


def field_change(kind: Kind, name: str, before: object, after: object) -> FieldChange:
    """A value of a field before and after, as it is stored."""
    decode = codec(kind).decode_fields
    old = decode({name: before}).get(name)
    return FieldChange(kind, name, old, decode({name: after}).get(name))
