"""Opens any file that holds lists: text, workbook or vCards, told apart by what is in it."""

from pathlib import Path

from crm_desktop.formats.csv_file import CsvOptions, read_table
from crm_desktop.formats.file_kind import FileKind, kind_of
from crm_desktop.formats.table import Table, readable
from crm_desktop.formats.vcard_table import read_vcards
from crm_desktop.formats.workbook_file import read_sheets

_WORKBOOKS = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.ODS})


def read_lists(path: Path, options: CsvOptions | None = None) -> tuple[Table, ...]:
    """Return the lists of a file: one of a text, one a sheet of a workbook, one of vCards.

    ``options`` are for texts alone. Raises TableError.
    """
    kind = kind_of(path)
    with readable(path):
        if kind in _WORKBOOKS:
            return read_sheets(path)
        if kind is FileKind.VCARD:
            return (read_vcards(path),)
        return (read_table(path, options),)
