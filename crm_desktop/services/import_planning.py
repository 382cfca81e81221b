"""Plans a whole import: every list in the order its references need, row by row."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crm_desktop.domain.import_fields import KINDS
from crm_desktop.domain.imports import LOOKUPS, Assumption, Entity
from crm_desktop.domain.progress import Progress
from crm_desktop.formats.table import Row
from crm_desktop.services import import_purchases as sales
from crm_desktop.services.import_activities import plan_interactions, plan_visits
from crm_desktop.services.import_amounts import Amounts
from crm_desktop.services.import_answers import plan_answers
from crm_desktop.services.import_batches import Columns, TableReading
from crm_desktop.services.import_contacts import ContactWork
from crm_desktop.services.import_customers import plan_customers
from crm_desktop.services.import_drafts import NEW, UNCHANGED, UPDATED
from crm_desktop.services.import_inputs import InputTable
from crm_desktop.services.import_people import names
from crm_desktop.services.import_plan import FileCount, RefusedRow, RowNote
from crm_desktop.services.import_recipes import plan_simple, remember_products
from crm_desktop.services.import_work import Shared, TableWork

ORDER = (
    Entity.OWNERS,
    Entity.CATEGORIES,
    Entity.CUSTOMERS,
    Entity.CONTACTS,
    Entity.PRODUCTS,
    Entity.PURCHASES,
    Entity.PURCHASE_LINES,
    Entity.OPPORTUNITIES,
    Entity.VISITS,
    Entity.INTERACTIONS,
    Entity.PROMISES,
    Entity.TABOOS,
    Entity.PREFERENCES,
    Entity.SPECIAL_NEEDS,
    Entity.MAN_ANSWERS,
    Entity.CONTACT_LINKS,
    Entity.CONTRACTS,
    Entity.EXCHANGE_RATES,
    Entity.PAIN_POINTS,
    Entity.SWOT_ITEMS,
    Entity.GOALS,
    Entity.RELATIONSHIP_ACTIONS,
    Entity.CONSENTS,
    Entity.TIER_PINS,
)
"""Lists come after those their rows refer to, whatever order they are given in."""

_Plan = Callable[[Columns, Sequence[Row]], list[int]]


@dataclass(frozen=True, slots=True)
class TableOutcome:
    """What becomes of one list."""

    count: FileCount
    assumptions: tuple[Assumption, ...]
    refused: tuple[RefusedRow, ...]
    notes: tuple[RowNote, ...]


class Planner:
    """Plans lists one after the other; what one adds the next may refer to."""

    def __init__(self, shared: Shared, today: date, progress: "Steps") -> None:
        self._shared = shared
        self._today = today
        self._progress = progress
        self._amounts = Amounts()

    def run(self, tables: Sequence[InputTable]) -> dict[Path, TableOutcome]:
        """The outcome of each list, by its path."""
        ordered = sorted(tables, key=lambda table: ORDER.index(table.entity))
        outcomes = {table.path: self._run_table(table) for table in ordered}
        self._amounts.settle(self._shared.ledger)
        return outcomes

    def _run_table(self, table: InputTable) -> TableOutcome:
        reading = TableReading(table, self._today, self._progress.tick)
        work = TableWork(self._shared, table, reading)
        if table.entity in KINDS:
            self._shared.ledger.expect(work.file, KINDS[table.entity])
        plan, finish = self._plan_of(work)
        counts: Counter[int] = Counter()
        for columns, rows in reading.batches():
            counts.update(plan(columns, rows))
        finish()
        count = FileCount(
            table.path,
            table.entity,
            new=counts[NEW],
            updated=counts[UPDATED],
            unchanged=counts[UNCHANGED],
            refused=len(reading.refused),
        )
        return TableOutcome(
            count, tuple(reading.assumptions), tuple(reading.refused), tuple(reading.notes)
        )

    def _plan_of(self, work: TableWork) -> tuple[_Plan, Callable[[], None]]:
        entity = work.input.entity
        if entity in LOOKUPS:
            return lambda columns, _: _lend(work, columns), _nothing
        if entity is Entity.CONTACTS:
            contacts = ContactWork(work)
            return contacts.plan, contacts.finish
        if entity is Entity.PRODUCTS:
            return lambda columns, rows: _plan_products(work, columns, rows), _nothing
        amounts = self._amounts
        special: dict[Entity, Callable[..., list[int]]] = {
            Entity.CUSTOMERS: plan_customers,
            Entity.VISITS: plan_visits,
            Entity.INTERACTIONS: plan_interactions,
            Entity.MAN_ANSWERS: plan_answers,
            Entity.PURCHASES: lambda w, c, r: sales.plan_purchases(w, amounts, c, r),
            Entity.PURCHASE_LINES: lambda w, c, r: sales.plan_lines(w, amounts, c, r),
        }
        plan = special.get(entity)
        if plan is not None:
            return lambda columns, rows: plan(work, columns, rows), _nothing
        return lambda columns, rows: plan_simple(work, entity, columns, rows)[1].states, _nothing


def _nothing() -> None:
    """Nothing is left to do after the last row."""


def _plan_products(work: TableWork, columns: Columns, rows: Sequence[Row]) -> list[int]:
    prepared, found = plan_simple(work, Entity.PRODUCTS, columns, rows)
    remember_products(work, prepared, found)
    return found.states


def _lend(work: TableWork, columns: Columns) -> list[int]:
    """Lists of employees and categories only lend their names to others."""
    lent = work.shared.lookups.setdefault(work.input.entity, {})
    ids: Sequence[Any] = columns.get("external_id")
    lent.update({one: name for one, name in zip(ids, names(columns), strict=True) if one})
    return [UNCHANGED] * len(columns)


class Steps:
    """Tells how far an import is, in rows; how many there are is estimated from file sizes."""

    def __init__(self, tables: Sequence[InputTable], progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        self._total = max(1, sum(map(_rows_of, tables)))

    def tick(self, rows: int) -> None:
        """Some more rows were looked at; every row is looked at twice."""
        self._done = min(self._done + rows, self._total)
        self._progress.report(self._done, self._total)


def _rows_of(table: InputTable) -> int:
    sample = table.table.sample
    width = sum(len(",".join(cells).encode()) + 2 for _, cells in sample)
    if not sample:
        return 0
    return int(2 * table.table.size * len(sample) / max(1, width))
