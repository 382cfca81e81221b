"""Opens the lists of an import with what is stated about each of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from crm_desktop.domain.import_headers import fold
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.imports import STATES_NOTHING
from crm_desktop.domain.problems import CrmError, InputError
from crm_desktop.formats.csv_file import CsvOptions
from crm_desktop.formats.list_file import read_lists
from crm_desktop.formats.mapping_columns import map_by_rule
from crm_desktop.formats.mapping_errors import MappingError
from crm_desktop.formats.mapping_file import MappingFile, TableRule, read_mapping
from crm_desktop.formats.table import Cells, Table, readable
from crm_desktop.formats.workbook_file import SHEET_MARK
from crm_desktop.services.import_choices import ListChoice, SavedMapping, Wishes

MAPPING_NAME = "mapping.toml"
REJECTED = ".rejected"
REJECT_COLUMNS = ("rejected_line", "rejected_field", "rejected_reason")
LIST_ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".vcf")
"""What a folder is looked through for."""
_NO_OPTIONS = CsvOptions()
Unreadable = Callable[[Path, CrmError], None]


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list that is open, what is stated about it, and the part of it a guess looks at.

    ``saved_as`` is the name of the saved mapping that ``rule`` comes from.
    """

    table: Table
    rule: TableRule | None
    view: TableView
    choice: ListChoice | None = None
    saved_as: str = ""
    options: CsvOptions = _NO_OPTIONS

    @property
    def is_left_out(self) -> bool:
        """True where a person left it out."""
        return self.choice is not None and self.choice.is_left_out


@dataclass(frozen=True, slots=True)
class OpenedLists:
    """All lists of an import in the order given, their files, and the currency a mapping states."""

    lists: list[OpenedList] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    currency: str = ""


def open_lists(
    paths: Sequence[Path], wishes: Wishes, unreadable: Unreadable | None = None
) -> OpenedLists:
    """Open every list of ``paths``; a folder stands for its lists and its ``mapping.toml``.

    Raises TableError, MappingError and InputError ``folder_has_no_lists``; what is wrong with
    single files goes to ``unreadable`` where there is one.
    """
    stated = read_mapping(wishes.mapping) if wishes.mapping else None
    found: list[OpenedList] = []
    files: dict[Path, Path] = {}
    currency = stated.currency if stated else ""
    for folder_mapping, path in _files(paths):
        chosen = stated or folder_mapping
        currency = currency or (chosen.currency if chosen else "")
        if path.absolute() in files:
            continue
        files[path.absolute()] = path
        told = wishes.choices.get(path)
        if unreadable is None and told is not None and told.is_left_out:
            continue
        try:
            found += _open(path, chosen, wishes)
        except CrmError as error:
            if unreadable is None:
                raise
            unreadable(path, error)
    return OpenedLists(found, list(files.values()), currency)


def _files(paths: Sequence[Path]) -> Iterator[tuple[MappingFile | None, Path]]:
    for path in paths:
        if not path.is_dir():
            yield None, path
            continue
        with readable(path):
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


def _open(path: Path, mapping: MappingFile | None, wishes: Wishes) -> list[OpenedList]:
    """The lists of a file; a text that a saved mapping fits is read as that says."""
    rule = mapping.rule_for(original_name(path)) if mapping else None
    choice = wishes.choices.get(path)
    options = choice.options if choice else rule.options if rule else _NO_OPTIONS
    tables = read_lists(path, options)
    found = [_seen(table, mapping, wishes, options) for table in tables]
    told = found[0].rule.options if found[0].rule and found[0].saved_as else _NO_OPTIONS
    if told != _NO_OPTIONS and found[0].table.is_text:
        found = [_seen(one, mapping, wishes, told) for one in read_lists(path, told)]
    return found


def _seen(
    table: Table, mapping: MappingFile | None, wishes: Wishes, options: CsvOptions
) -> OpenedList:
    """Look at a list as far as a person would to say what it holds."""
    name = original_name(table.path)
    rule = mapping.rule_for(name) if mapping else None
    choice = wishes.choices.get(table.path)
    view = _view(table, rule, choice)
    if rule is None and choice is None:
        for saved in wishes.saved:
            if _is_for(saved, name, view):
                view = _view(table, saved.rule, None)
                return OpenedList(table, saved.rule, view, None, saved.name, options)
    return OpenedList(table, rule, view, choice, "", options)


def _view(table: Table, rule: TableRule | None, choice: ListChoice | None) -> TableView:
    width = table.width
    if table.header and table.header[-len(REJECT_COLUMNS) :] == REJECT_COLUMNS:
        width -= len(REJECT_COLUMNS)
    conventions = choice.conventions if choice else rule.conventions if rule else STATES_NOTHING
    entity = choice.entity if choice else rule.entity if rule else None
    return TableView(
        name_of(table.path),
        table.header and table.header[:width],
        [cells[:width] for _, cells in table.sample],
        conventions,
        entity,
    )


def _is_for(saved: SavedMapping, name: str, view: TableView) -> bool:
    """True for a list with the headings of the saved mapping, or its name and all it needs."""
    if view.header is not None and saved.headings == headings_of(view.header):
        return True
    if not MappingFile(Path(), "", "", (saved.rule,)).rule_for(name):
        return False
    try:
        map_by_rule(saved.rule, view)
    except MappingError:
        return False
    return True


def headings_of(header: Cells) -> str:
    """A digest that lists with the same headings share, whatever their case and punctuation."""
    text = "\x1f".join(map(fold, header))
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


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
