"""The part of a table a guess looks at, and what its columns are when they have no names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm_desktop.domain.import_evidence import EMPTY_CELLS, filled
from crm_desktop.domain.import_fields import field_of
from crm_desktop.domain.imports import STATES_NOTHING, Binding, Conventions, Entity

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
_URL = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?$", re.IGNORECASE)
_PHONE = re.compile(r"[+\d(（][\d\s().（）\-/–转extEXT分机#*+]{4,}$")
_DATED = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|\d+\.\d+$")
_CONFIDENCE = 0.7
_LEAST_PHONE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class TableView:
    """The part of a table a guess looks at: its name, its header and some rows of its width.

    `entity` and `conventions` are what a person or a mapping states.
    """

    name: str
    header: tuple[str, ...] | None
    sample: Sequence[tuple[str, ...]]
    conventions: Conventions = STATES_NOTHING
    entity: Entity | None = None

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.header or (self.sample[0] if self.sample else ()))

    def column(self, place: int) -> list[str]:
        """The sampled cells of a column."""
        return [cells[place] for cells in self.sample]

    def is_blank(self, place: int) -> bool:
        """True when the sample has rows and none fills this column."""
        cells = self.column(place)
        return bool(cells) and all(cell.strip() in EMPTY_CELLS for cell in cells)

    def is_unique(self, place: int) -> bool:
        """True when no sampled cell of the column repeats and at least two are filled."""
        cells = [text for cell in self.column(place) if (text := cell.strip())]
        return len(cells) > 1 and len(set(cells)) == len(cells)


def by_content(table: TableView, entity: Entity) -> Iterator[Binding]:
    """Columns without names: addresses by their shape, an id, then the first text as the name."""
    left = list(range(table.width))
    for place in range(table.width):
        key = _shape_of(list(filled(table.column(place))))
        if key and field_of(entity, key):
            left.remove(place)
            yield Binding(key, (place,), confidence=_CONFIDENCE)
    if left and table.is_unique(left[0]) and _is_id_like(table.column(left[0])):
        yield Binding("external_id", (left.pop(0),), confidence=_CONFIDENCE)
    name = next((place for place in left if _is_name_like(table, place)), None)
    if name is not None and field_of(entity, "name"):
        yield Binding("name", (name,), confidence=_CONFIDENCE)


def _shape_of(cells: Sequence[str]) -> str:
    """The field all cells have the shape of, or ""."""
    if not cells:
        return ""
    if all(map(EMAIL.match, cells)):
        return "email"
    if all(map(_URL.match, cells)):
        return "website"
    # Shorter digit runs and plain numbers are ids, years or amounts as well.
    is_phone = all(_PHONE.match(cell) and not cell.isdigit() for cell in cells)
    has_digits = all(sum(map(str.isdigit, cell)) >= _LEAST_PHONE_DIGITS for cell in cells)
    return "phone" if is_phone and has_digits and not any(map(_DATED.match, cells)) else ""


def _is_id_like(cells: Sequence[str]) -> bool:
    return all(re.match(r"[A-Za-z]*[-_]?\d+$", cell.strip()) for cell in cells)


def _is_name_like(table: TableView, place: int) -> bool:
    cells = list(filled(table.column(place)))
    worded = [cell for cell in cells if re.search(r"[^\W\d_]{2}", cell) and not _is_id_like([cell])]
    return bool(cells) and len(worded) == len(cells) and len(cells) * 2 > len(table.sample)
