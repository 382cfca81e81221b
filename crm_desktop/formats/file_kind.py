"""Tells from a file's first bytes what it is when it isn't a plain text list."""

import re
import stat
import zipfile
from enum import StrEnum
from pathlib import Path

from crm_desktop.formats.table import TableError, TableErrorCode
from crm_desktop.formats.zip_archives import DAMAGED

MAX_FILE_BYTES = 1_000_000_000
_HEAD_BYTES = 65_536


class FileKind(StrEnum):
    """Kinds of file people drop on an import by mistake, or that another reader takes."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    ZIP = "zip"
    GZIP = "gzip"
    PDF = "pdf"
    IMAGE = "image"
    SQLITE = "sqlite"
    RTF = "rtf"
    HTML = "html"
    XML = "xml"
    JSON = "json"
    VCARD = "vcard"
    ICALENDAR = "icalendar"
    BINARY = "binary"


_SIGNATURES = (
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), FileKind.XLS),
    (re.compile(rb"%PDF-"), FileKind.PDF),
    (
        re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*", re.S),
        FileKind.IMAGE,
    ),
    (re.compile(rb"\x1f\x8b"), FileKind.GZIP),
    (re.compile(rb"SQLite format 3\0"), FileKind.SQLITE),
    (re.compile(rb"\{\\rtf"), FileKind.RTF),
    (
        re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype\s+html|html|table|head|meta)\b", re.I),
        FileKind.HTML,
    ),
    (re.compile(rb"(\xef\xbb\xbf)?\s*<\?xml\b", re.I), FileKind.XML),
    (re.compile(rb'(\xef\xbb\xbf)?\s*(\[\s*)?\{\s*("[^"\n]*"\s*:|\})'), FileKind.JSON),
    (re.compile(rb"(\xef\xbb\xbf)?\s*BEGIN:VCARD\b", re.I), FileKind.VCARD),
    (re.compile(rb"(\xef\xbb\xbf)?\s*BEGIN:VCALENDAR\b", re.I), FileKind.ICALENDAR),
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ZIP = b"PK\x03\x04"
_ZIP_MEMBERS = (
    (b"opendocument.spreadsheet", FileKind.ODS),
    (b"xl/", FileKind.XLSX),
    (b"word/", FileKind.DOCX),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
_MOST_CONTROLS = 0.05


def kind_of(path: Path) -> FileKind | None:
    """The kind of a file that isn't a text list, or None; raises TableError as `head_of`."""
    found = recognise(head_of(path))
    if found is not FileKind.ZIP:
        return found
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            is_workbook = any(name.rpartition("/")[2].startswith("workbook.") for name in names)
    except DAMAGED:
        return found
    return FileKind.XLSX if is_workbook else found


def head_of(path: Path) -> bytes:
    """The first 64 KB of a file.

    Raises TableError: not there, a folder, a pipe or device, unreadable, or above 1 GB.
    """
    if path.is_dir():
        raise TableError(TableErrorCode.FOLDER, path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise TableError(TableErrorCode.NO_PLAIN_FILE, path)
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except FileNotFoundError as error:
        raise TableError(TableErrorCode.NOT_FOUND, path) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TableError(TableErrorCode.UNREADABLE, path, reason=reason) from error
    if status.st_size > MAX_FILE_BYTES:
        raise TableError(TableErrorCode.TOO_LARGE, path, limit=MAX_FILE_BYTES)
    return head


def recognise(head: bytes) -> FileKind | None:
    """The kind of a file that isn't a text list, or None; `head` is its first 64 KB or so."""
    if head.startswith(_WIDE):
        head = head.decode("utf-16", "ignore").encode()
    if head.startswith(_ZIP):
        return next((kind for mark, kind in _ZIP_MEMBERS if mark in head), FileKind.ZIP)
    return next((kind for pattern, kind in _SIGNATURES if pattern.match(head)), None)


def is_binary(head: bytes) -> bool:
    """True when too many bytes are control characters; ask only after UTF-16 is ruled out."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > 1 and controls > len(head) * _MOST_CONTROLS
