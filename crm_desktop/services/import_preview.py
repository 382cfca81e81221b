"""What a plan would do to each row, before and after, read page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.imports import Refusal
from crm_desktop.services import list_pages
from crm_desktop.services.duplicate_hints import likely_same_rows
from crm_desktop.services.import_drafts import NEW, UNCHANGED, UPDATED
from crm_desktop.services.import_new_records import FieldChange, NewRecords, field_change
from crm_desktop.services.import_plan import ImportPlan, RecordChange, RowOutcomes, Stored
from crm_desktop.storage.database import Database
from crm_desktop.storage.import_records import stored_values
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.records import codec

_TITLES = (
    "name",
    "title",
    "text",
    "summary",
    "purchased_on",
    "visit_on",
    "line_number",
    "question",
)


class RowState(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SUSPECT = "suspect"
    REFUSED = "refused"


_STATES = {NEW: RowState.NEW, UPDATED: RowState.UPDATED, UNCHANGED: RowState.UNCHANGED}


@dataclass(frozen=True, slots=True)
class RowPreview:
    """What becomes of one row; ``like`` is the name of a card a new one looks like."""

    line: int
    state: RowState
    title: str = ""
    changes: tuple[FieldChange, ...] = ()
    refusal: Refusal | None = None
    like: str = ""


class ImportPreview:
    """The rows of one list of a plan, by what becomes of them; a few bytes a row are kept.

    Made off the UI thread; :meth:`page` then takes a few milliseconds for 50 rows.
    """

    def __init__(self, database: Database, plan: ImportPlan, file: str) -> None:
        self._database = database
        self._outcomes = plan.outcomes.get(file)
        self._refused = [row for row in plan.refused if row.refusal.file == file]
        self._blocks = NewRecords(plan)
        self._changes: dict[tuple[Kind, int], list[RecordChange]] = {}
        for change in plan.writes.changes:
            self._changes.setdefault((change.kind, change.record_id), []).append(change)
        self._like = self._suspects()
        self._places = {state: self._of(state) for state in RowState}

    @property
    def counts(self) -> dict[RowState, int]:
        """How many rows become what; a suspect is also counted as new."""
        return {state: len(places) for state, places in self._places.items()}

    def size(self, state: RowState | None) -> int:
        """How many rows there are of a state, of None all."""
        if state is not None:
            return len(self._places[state])
        return len(self._refused) + (len(self._outcomes.lines) if self._outcomes else 0)

    def page(self, state: RowState | None, start: int, count: int) -> list[RowPreview]:
        """Return some rows in the order of the list, refused ones behind where all are shown."""
        if state is RowState.REFUSED:
            return [
                _refused(row.refusal, row.cells) for row in self._refused[start : start + count]
            ]
        places: Sequence[int] = (
            self._places[state]
            if state is not None
            else range(len(self._outcomes.lines) if self._outcomes else 0)
        )
        with self._database.read() as reading:
            found = self._rows(reading, places[start : start + count])
        if state is None and len(found) < count:
            first = max(0, start - len(places))
            rest = self._refused[first : first + count - len(found)]
            found += [_refused(row.refusal, row.cells) for row in rest]
        return found

    def _of(self, state: RowState) -> Sequence[int]:
        if state is RowState.REFUSED:
            return range(len(self._refused))
        if state is RowState.SUSPECT:
            return sorted(self._like)
        if self._outcomes is None:
            return ()
        return [at for at, one in enumerate(self._outcomes.states) if _STATES[one] is state]

    def _suspects(self) -> dict[int, str]:
        """The names of cards that new customers look like, by the place of the row."""
        found = self._outcomes
        if found is None or found.kind is not Kind.CUSTOMER:
            return {}
        places = [at for at, one in enumerate(found.states) if one == NEW]
        if not places or not list_pages.count(self._database):
            return {}
        rows = [self._blocks.known_by(found.records[at]) for at in places]
        with self._database.read() as reading:
            hints = likely_same_rows(reading, rows)
        return {places[at]: hint.name for at, hint in hints.items()}

    def _rows(self, reading: Reading, places: Sequence[int]) -> list[RowPreview]:
        found = self._outcomes
        if found is None:
            return []
        ids = [found.records[at] for at in places if found.records[at] > 0]
        names = [name for name in _TITLES if name in codec(found.kind).names]
        titles = stored_values(reading, found.kind, names, ids) if names and ids else {}
        return [self._row(reading, found, at, titles) for at in places]

    def _row(
        self, reading: Reading, found: RowOutcomes, at: int, titles: dict[int, Stored]
    ) -> RowPreview:
        record = found.records[at]
        state = _STATES[found.states[at]]
        if record < 0:
            changes = tuple(self._blocks.values(found.kind, record))
            shown = {one.field: one.after for one in changes if one.kind is found.kind}
            title = next((str(shown[name]) for name in _TITLES if shown.get(name)), "")
        else:
            changes = tuple(self._changed(reading, found.kind, record))
            title = next((str(one) for one in titles.get(record, ()) if one), "")
        like = self._like.get(at, "")
        state = RowState.SUSPECT if like and state is RowState.NEW else state
        return RowPreview(found.lines[at], state, title, changes, like=like)

    def _changed(self, reading: Reading, kind: Kind, record: int) -> Iterator[FieldChange]:
        for change in self._changes.get((kind, record), ()):
            now = stored_values(reading, kind, tuple(change.values), [record])
            before = dict(zip(change.values, now.get(record, ()), strict=False))
            for name, value in change.values.items():
                if name not in change.references:
                    yield field_change(kind, name, before.get(name), value)
        yield from self._blocks.belonging(kind, record)


def _refused(refusal: Refusal, cells: Sequence[str]) -> RowPreview:
    title = next((cell.strip() for cell in cells if cell.strip()), "")
    return RowPreview(refusal.line, RowState.REFUSED, title, refusal=refusal)
