"""What every list a person brings looks like once it is open: a header and a stream of rows."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from crm_desktop.domain.imports import TableMapping
from crm_desktop.domain.problems import InputError

Cells = tuple[str, ...]
Row = tuple[int, Cells]


class TableErrorCode(StrEnum):
    """Why a file can't be read as a list at all."""

    NOT_FOUND = "file_not_found"
    FOLDER = "path_is_folder"
    UNREADABLE = "file_unreadable"
    NO_PLAIN_FILE = "no_plain_file"
    EMPTY = "file_empty"
    TOO_LARGE = "file_too_large"
    NOT_A_LIST = "file_not_a_list"
    UNKNOWN_ENCODING = "unknown_encoding"
    WORKBOOK_LOCKED = "workbook_locked"
    WORKBOOK_DAMAGED = "workbook_damaged"
    WORKBOOK_UNREASONABLE = "workbook_unreasonable"


class TableError(InputError):
    """A file that isn't a list we can read; `params` name the file and, where known, its kind."""

    def __init__(self, code: TableErrorCode, path: Path, **params: object) -> None:
        super().__init__(code.value, field="", path=str(path), **params)
        self.code = code
        self.path = path


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Raise TableError ``file_unreadable`` where the disk fails while a list is read."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise TableError(TableErrorCode.UNREADABLE, path, reason=reason) from error


class TableWarningCode(StrEnum):
    """What was assumed or repaired while the file was opened."""

    ENCODING_UNCERTAIN = "encoding_uncertain"
    UNDECODABLE_BYTES = "undecodable_bytes"
    NUL_REMOVED = "nul_removed"
    LINES_BEFORE_HEADER = "lines_before_header"
    NO_HEADER = "no_header"
    DUPLICATE_HEADER = "duplicate_header"
    HIDDEN_SHEETS = "hidden_sheets"


@dataclass(frozen=True, slots=True)
class TableWarning:
    """One assumption about a whole file, with what a sentence about it needs."""

    code: TableWarningCode
    params: Mapping[str, str | int] = field(default_factory=dict)


class RowProblemCode(StrEnum):
    """What is wrong with one row of a file."""

    TOO_LONG = "row_too_long"
    TOO_SHORT = "row_too_short"
    CELL_TOO_LARGE = "cell_too_large"
    LINE_TOO_LONG = "line_too_long"
    STRAY_QUOTE = "stray_quote"
    LINES_INSIDE_QUOTES = "lines_inside_quotes"
    DAMAGED_CHARACTERS = "damaged_characters"
    CARD_OF_NOBODY = "card_of_nobody"
    CARD_NOT_ENDED = "card_not_ended"
    LINE_NOT_UNDERSTOOD = "line_not_understood"


REFUSING = frozenset(
    {
        RowProblemCode.TOO_LONG,
        RowProblemCode.TOO_SHORT,
        RowProblemCode.CELL_TOO_LARGE,
        RowProblemCode.LINE_TOO_LONG,
        RowProblemCode.CARD_OF_NOBODY,
    }
)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was left out (`is_refused`) or repaired; `line` counts physical lines from 1."""

    code: RowProblemCode
    line: int
    cells: Cells = ()
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """True when the row isn't among the table's rows, false when it was only repaired."""
        return self.code in REFUSING


Report = Callable[[RowProblem], None]


@dataclass(frozen=True, slots=True)
class Table:
    """A list in a file: `rows(report)` reads it from the start each time, one row in memory.

    Every row has exactly `width` cells, as written in the file (nothing stripped), with the line
    it starts on; blank rows are left out. What is wrong with single rows goes to `report`.
    `sample` holds the first good rows. `header` is None where the file has none. `path` is that of
    the file, with the name of a sheet behind it where a workbook has several lists. `size` is how
    many bytes its rows take as text, estimated. What `is_text` has an encoding and a delimiter to
    tell of. `mapping` says what the columns are where the kind of file says so already.
    """

    path: Path
    name: str
    encoding: str
    delimiter: str
    header: Cells | None
    width: int
    sample: tuple[Row, ...]
    warnings: tuple[TableWarning, ...]
    rows: Callable[[Report], Iterator[Row]]
    size: int
    is_text: bool = True
    mapping: TableMapping | None = None
