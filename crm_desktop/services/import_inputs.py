"""Opens what a person wants to import and understands each list: what it is, and where from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

from crm_desktop.domain.import_fields import NEEDS
from crm_desktop.domain.import_guess import SURE, understand
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.imports import (
    CUSTOM,
    STATES_NOTHING,
    Assumption,
    Entity,
    TableMapping,
)
from crm_desktop.domain.problems import InputError
from crm_desktop.formats.csv_file import CsvOptions
from crm_desktop.formats.list_file import read_lists
from crm_desktop.formats.mapping_columns import map_by_rule
from crm_desktop.formats.mapping_file import MappingFile, Others, TableRule, read_mapping
from crm_desktop.formats.table import Table
from crm_desktop.formats.workbook_file import SHEET_MARK

MAPPING_NAME = "mapping.toml"
REJECTED = ".rejected"
REJECT_COLUMNS = ("rejected_line", "rejected_field", "rejected_reason")
UNNAMED = "list:"
"""Sources nobody named begin so; what they hold may refer to each other."""
LIST_ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".vcf")
"""What a folder is looked through for."""
_NO_OPTIONS = CsvOptions()


@dataclass(frozen=True, slots=True)
class InputTable:
    """An open list, how it is understood, and the source its ids belong to.

    ``is_stated`` says that encoding and delimiter are no guess.
    """

    table: Table
    mapping: TableMapping
    source: str
    currency: str = ""
    is_stated: bool = False

    @property
    def entity(self) -> Entity:
        """What a row of it is."""
        return self.mapping.entity

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.table.path


@dataclass(frozen=True, slots=True)
class Inputs:
    """The lists that are imported, in the order given, and why others are not."""

    tables: tuple[InputTable, ...]
    assumptions: tuple[Assumption, ...]
    currency: str = ""


@dataclass(frozen=True, slots=True)
class _Opened:
    table: Table
    rule: TableRule | None
    view: TableView


def open_inputs(paths: Sequence[Path], *, mapping: Path | None, source: str, today: date) -> Inputs:
    """Open every list of ``paths``; a folder stands for its lists and its ``mapping.toml``.

    Raises TableError and MappingError, and InputError ``folder_has_no_lists``,
    ``list_not_understood``, ``lists_not_understood`` or ``column_needed``.
    """
    stated = read_mapping(mapping) if mapping else None
    seen: set[Path] = set()
    opened: list[_Opened] = []
    currency = stated.currency if stated else ""
    for folder_mapping, path in _files(paths):
        chosen = stated or folder_mapping
        currency = currency or (chosen.currency if chosen else "")
        if path.absolute() not in seen:
            seen.add(path.absolute())
            opened += _open(path, chosen)
    tables, assumptions = _understood(opened, source, today)
    if not tables:
        raise InputError("lists_not_understood", paths=[path.name for path in seen])
    return Inputs(tuple(tables), tuple(assumptions), currency)


def _files(paths: Sequence[Path]) -> Iterator[tuple[MappingFile | None, Path]]:
    for path in paths:
        if not path.is_dir():
            yield None, path
            continue
        found = [one for one in sorted(path.iterdir()) if _is_list(one)]
        if not found:
            raise InputError("folder_has_no_lists", path=str(path))
        beside = path / MAPPING_NAME
        mapping = read_mapping(beside) if beside.is_file() else None
        yield from ((mapping, one) for one in found)


def _is_list(path: Path) -> bool:
    return (
        path.is_file() and path.suffix.lower() in LIST_ENDINGS and not path.stem.endswith(REJECTED)
    )


def _open(path: Path, mapping: MappingFile | None) -> list[_Opened]:
    rule = mapping.rule_for(original_name(path)) if mapping else None
    tables = read_lists(path, rule.options if rule else _NO_OPTIONS)
    return [_seen(table, mapping) for table in tables]


def _seen(table: Table, mapping: MappingFile | None) -> _Opened:
    """Look at a list as far as a person would to say what it holds."""
    rule = mapping.rule_for(original_name(table.path)) if mapping else None
    width = table.width
    if table.header and table.header[-len(REJECT_COLUMNS) :] == REJECT_COLUMNS:
        width -= len(REJECT_COLUMNS)
    view = TableView(
        name_of(table.path),
        table.header and table.header[:width],
        [cells[:width] for _, cells in table.sample],
        rule.conventions if rule else STATES_NOTHING,
        rule.entity if rule else None,
    )
    return _Opened(table, rule, view)


def name_of(path: Path) -> str:
    """What a list is called: its file, and its sheet where a workbook has several."""
    book, mark, sheet = original_name(path).partition(SHEET_MARK)
    is_sheet = bool(mark) and Path(book).suffix.lower() in LIST_ENDINGS
    return f"{Path(book).stem} {sheet}" if is_sheet else Path(original_name(path)).stem


def original_name(path: Path) -> str:
    """The name of the list whose refused rows a file holds, else its own."""
    name = path.name
    while Path(name).stem.endswith(REJECTED):
        name = Path(name).stem.removesuffix(REJECTED)
    return name


def _understood(
    opened: list[_Opened], source: str, today: date
) -> tuple[list[InputTable], list[Assumption]]:
    tables: list[InputTable] = []
    left_out: list[Assumption] = []
    unknown = [one for one in opened if one.table.mapping is None]
    guesses = iter(understand([one.view for one in unknown], today))
    for one in opened:
        mapping = one.table.mapping or _mapping(one, next(guesses))
        if mapping.confidence < SURE and len(opened) > 1:
            left_out.append(Assumption("table_left_out", {"table": one.table.path.name}))
            continue
        _check_needs(one, mapping)
        stated = one.rule.source if one.rule else ""
        currency = mapping.conventions.currency
        named = source or stated or fingerprint(one.view)
        options = one.rule.options if one.rule else _NO_OPTIONS
        is_stated = bool(options.encoding and options.delimiter) or not one.table.is_text
        tables.append(InputTable(one.table, mapping, named, currency, is_stated))
    return tables, left_out


def _check_needs(one: _Opened, mapping: TableMapping) -> None:
    """Refuse a list where no column has what every row needs, rather than all of its rows."""
    bound = {binding.field for binding in mapping.bindings}
    missing = [group[0] for group in NEEDS[mapping.entity] if bound.isdisjoint(group)]
    path = str(one.table.path)
    is_guess = one.rule is None or one.rule.entity is None
    is_doubtful = mapping.confidence < SURE and mapping.entity is not Entity.CUSTOMERS
    if is_guess and (missing or is_doubtful):
        raise InputError("list_not_understood", path=path)
    if missing:
        raise InputError("column_needed", path=path, entity=mapping.entity.value, columns=missing)


def _mapping(one: _Opened, guess: TableMapping) -> TableMapping:
    if one.rule is None:
        return guess
    if one.rule.columns:
        return map_by_rule(one.rule, one.view)
    said = tuple(doubt for doubt in guess.assumptions if doubt.code != "entity_guessed")
    if one.rule.others is Others.CUSTOM:
        return replace(guess, assumptions=said) if one.rule.entity else guess
    kept = tuple(b for b in guess.bindings if not b.field.startswith(CUSTOM))
    said = tuple(
        replace(doubt, code="columns_left_out") if doubt.code == "columns_are_custom" else doubt
        for doubt in (said if one.rule.entity else guess.assumptions)
    )
    return replace(guess, bindings=kept, assumptions=said)


def fingerprint(view: TableView) -> str:
    """A source for a list nobody named: the same for the same name and header."""
    header = view.header or (str(view.width),)
    text = "\x1f".join((view.name.casefold(), *header))
    return UNNAMED + blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
