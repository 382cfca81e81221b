"""Importing lists: a plan to look at, then everything in one transaction, undone as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.import_numbers import parse_currency
from crm_desktop.domain.imports import Assumption, Refusal
from crm_desktop.domain.problems import InputError, OutdatedError
from crm_desktop.domain.progress import CancelledError, NoProgress, Progress
from crm_desktop.language.cleaning import storable
from crm_desktop.services.import_choices import ListChoice, Wishes
from crm_desktop.services.import_inputs import Inputs, InputTable, open_inputs
from crm_desktop.services.import_mappings import saved_mappings
from crm_desktop.services.import_photos import add_photos
from crm_desktop.services.import_plan import (
    ImportPlan,
    ImportReport,
    InputFile,
    NewRows,
    Stored,
    Writes,
)
from crm_desktop.services.import_planning import Planner, Steps, TableOutcome
from crm_desktop.services.import_records import Ledger
from crm_desktop.services.import_references import References
from crm_desktop.services.import_rejects import Reason, write_drafts
from crm_desktop.services.import_work import Shared
from crm_desktop.services.uncollected import uncollected
from crm_desktop.storage import settings
from crm_desktop.storage.database import Database
from crm_desktop.storage.errors import TookTooLongError
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.revision import revision
from crm_desktop.storage.writing import Writing

OPERATION = "imported"
_IDENTITY_COLUMNS = ("source", "entity", "external_id", "record_id", "imported")
_FIRST = (Kind.CUSTOMER, Kind.CONTACT, Kind.PRODUCT, Kind.OPPORTUNITY, Kind.VISIT)
_KIND_ORDER = (*_FIRST, *(kind for kind in Kind if kind not in _FIRST))
"""Records that others refer to come first."""


def _code_of(refusal: Refusal) -> str:
    return refusal.code


def plan(
    database: Database,
    paths: Sequence[Path],
    *,
    today: date,
    mapping: Path | None = None,
    source: str = "",
    currency: str = "",
    locale_currency: str = "USD",
    choices: Mapping[Path, ListChoice] | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Read and understand lists and decide for every row what becomes of it; writes nothing.

    ``currency`` is the base currency of a file that has none yet, else the one a mapping names,
    else ``locale_currency``. ``choices`` is what a person decided about single lists; for others a
    saved mapping counts where ``mapping`` says nothing. Raises TableError and MappingError for
    what can't be read, and InputError ``currency_unknown``.
    """
    if currency and parse_currency(currency) is None:
        raise InputError("currency_unknown", field="currency", value=currency)
    currency = parse_currency(currency) or ""
    with database.read() as reading, uncollected():
        wishes = Wishes(mapping, source, choices or {}, saved_mappings(reading))
        inputs = open_inputs(paths, wishes, today)
        steps = Steps(inputs.tables, progress or NoProgress())
        base, said = _base_currency(reading, inputs, currency, locale_currency)
        references = References(reading)
        ledger = Ledger(reading, references)
        shared = Shared(ledger, references, today, currency or base)
        shared.wanted = frozenset(
            binding.field for table in inputs.tables for binding in table.mapping.bindings
        )
        outcomes = Planner(shared, today, steps).run(inputs.tables)
        is_new = not settings.base_currency(reading)
        writes = ledger.writes(base if is_new else "")
        made = _gathered(inputs, outcomes, said)
        return replace(
            made,
            notes=(*made.notes, *ledger.notes),
            outcomes=ledger.outcomes(),
            writes=replace(writes, base_currency="") if _brings_nothing(writes) else writes,
            revision=revision(reading),
        )


def _brings_nothing(writes: Writes) -> bool:
    return replace(writes, base_currency="").is_empty


def apply(
    database: Database,
    import_plan: ImportPlan,
    *,
    reason: Reason = _code_of,
    elsewhere: Path = Path(),
    progress: Progress | None = None,
) -> ImportReport:
    """Write a plan in one transaction, as one entry of the change log, and return what changed.

    Refused rows go to a file beside their list, or to ``elsewhere`` where that can't be written;
    ``reason`` puts a refusal into words. Raises OutdatedError ``import_outdated`` when the file has
    moved on since the plan was made, FailureError when refused rows can't be kept, and
    CancelledError where ``progress`` says so at any moment; then nothing is imported.
    """
    drafts = write_drafts(import_plan, reason, elsewhere)
    changes = Changes()
    try:
        if not import_plan.writes.is_empty:
            changes = _write(database, import_plan, progress or NoProgress())
    except BaseException:
        drafts.discard()
        raise
    return ImportReport(import_plan, changes, drafts.keep())


def _write(database: Database, import_plan: ImportPlan, progress: Progress) -> Changes:
    files = [storable(count.path.name) for count in import_plan.files]
    try:
        with uncollected(), database.write(OPERATION, params={"files": files}) as work:
            if revision(work) != import_plan.revision:
                raise OutdatedError("import_outdated")
            applying = _Applying(work, import_plan.writes, progress)
            work.stop_when(applying.is_stopped)
            applying.run()
            add_photos(work, import_plan, applying.customer, applying.tell)
    except TookTooLongError as error:
        raise CancelledError from error
    return work.changes


def _base_currency(
    reading: Reading, inputs: Inputs, stated: str, locale_currency: str
) -> tuple[str, list[Assumption]]:
    known = settings.base_currency(reading)
    if known:
        kept = [Assumption("base_currency_kept", {"base": known, "currency": stated})]
        return known, kept if stated and stated != known else []
    if stated or inputs.currency:
        return stated or inputs.currency, []
    return locale_currency, [Assumption("base_currency_of_locale", {"currency": locale_currency})]


def _gathered(
    inputs: Inputs, outcomes: Mapping[Path, TableOutcome], said: Sequence[Assumption]
) -> ImportPlan:
    ordered = [outcomes[table.path] for table in inputs.tables]
    assumptions = [*said, *inputs.assumptions]
    for table, outcome in zip(inputs.tables, ordered, strict=True):
        assumptions += [*_of_file(table), *outcome.assumptions]
    return ImportPlan(
        files=tuple(outcome.count for outcome in ordered),
        inputs=tuple(
            InputFile(one.path, one.table.header, one.table.delimiter, one.table.encoding)
            for one in inputs.tables
        ),
        assumptions=tuple(assumptions),
        refused=tuple(row for outcome in ordered for row in outcome.refused),
        notes=tuple(note for outcome in ordered for note in outcome.notes),
        writes=Writes(),
        revision=0,
    )


def _of_file(table: InputTable) -> list[Assumption]:
    name: dict[str, object] = {"table": table.path.name}
    if table.saved_as:
        return [Assumption("mapping_reused", {**name, "name": table.saved_as}), *_told(table)]
    return _told(table)


def _told(table: InputTable) -> list[Assumption]:
    name = {"table": table.path.name}
    read = Assumption(
        "read_as",
        {**name, "encoding": table.table.encoding, "delimiter": table.table.delimiter},
    )
    warnings = [Assumption(one.code.value, {**name, **one.params}) for one in table.table.warnings]
    return warnings if table.is_stated else [read, *warnings]


class _Applying:
    """One transaction that writes a plan."""

    def __init__(self, work: Writing, writes: Writes, progress: Progress) -> None:
        self._work = work
        self._writes, self._progress = writes, progress
        self._first: dict[Kind, int] = {}
        self._written = 0
        # What follows from the rows takes about as long as they do, and can't tell how far it is.
        self._total = 2 * sum(len(block.rows) for block in writes.new) + 1

    def is_stopped(self) -> bool:
        """Tell how far the import is, and return whether somebody stopped it."""
        try:
            self._progress.report(self._written, self._total)
        except CancelledError:
            return True
        return False

    def tell(self) -> None:
        """Tell how far the import is; raises CancelledError where somebody stopped it."""
        self._progress.report(self._written, self._total)

    def customer(self, record: int) -> int:
        """The key that a new customer was given."""
        return int(self._key(Kind.CUSTOMER, record))

    def run(self) -> None:
        """Write everything, parents before children."""
        work, writes = self._work, self._writes
        if writes.base_currency:
            settings.write_setting(work, settings.BASE_CURRENCY, writes.base_currency)
        for removal in writes.removals:
            work.remove(removal.kind, removal.record_id)
        blocks = sorted(writes.new, key=lambda block: _KIND_ORDER.index(block.kind))
        for block in blocks:
            self._progress.report(self._written, self._total)
            self._add(block)
            self._written += len(block.rows)
        for change in writes.changes:
            values = {
                name: self._key(change.references[name], value)
                if name in change.references
                else value
                for name, value in change.values.items()
            }
            work.change_stored(change.kind, change.record_id, values)
        for identity in writes.identities:
            work.change_stored(Kind.IMPORT_IDENTITY, identity.id, {"imported": identity.imported})
        if writes.adopted:
            rows = [(one.source, one.entity, one.external_id, one.record_id, one.imported)
                    for one in writes.adopted]  # fmt: skip
            work.add_rows(Kind.IMPORT_IDENTITY, _IDENTITY_COLUMNS, rows)

    def _add(self, block: NewRows) -> None:
        work = self._work
        keys = work.add_rows(block.kind, block.columns, self._resolved(block))
        self._first.setdefault(block.kind, keys[0])
        if block.keys:
            source, entity = block.source, block.entity
            work.add_rows(
                Kind.IMPORT_IDENTITY,
                _IDENTITY_COLUMNS,
                (
                    (source, entity, external_id, key, imported)
                    for external_id, key, imported in zip(
                        block.keys, keys, block.imported, strict=True
                    )
                ),
            )

    def _resolved(self, block: NewRows) -> Iterable[Stored]:
        """The rows with the keys that new records were given."""
        rows: Iterable[Stored] = block.rows
        for place, kind in block.references:
            rows = _linked(rows, place, self._first.get(kind, 0))
        return rows

    def _key(self, kind: Kind, value: Any) -> Any:
        return self._first[kind] - value - 1 if value is not None and value < 0 else value


def _linked(rows: Iterable[Stored], place: int, first: int) -> Iterator[Stored]:
    """Rows whose reference to a new record is its key; ``first`` is that of the first one."""
    for row in rows:
        key = row[place]
        if key is not None and key < 0:
            yield (*row[:place], first - key - 1, *row[place + 1 :])
        else:
            yield row
