"""Tells from a file's first bytes what it is when it isn't a plain text list."""

import re
from enum import StrEnum


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
_ZIP = b"PK\x03\x04"
_ZIP_MEMBERS = (
    (b"opendocument.spreadsheet", FileKind.ODS),
    (b"xl/", FileKind.XLSX),
    (b"word/", FileKind.DOCX),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
_MOST_CONTROLS = 0.05


def recognise(head: bytes) -> FileKind | None:
    """The kind of a file that isn't a text list, or None; `head` is its first 64 KB or so."""
    if head.startswith(_ZIP):
        return next((kind for mark, kind in _ZIP_MEMBERS if mark in head), FileKind.ZIP)
    return next((kind for pattern, kind in _SIGNATURES if pattern.match(head)), None)


def is_binary(head: bytes) -> bool:
    """True when too many bytes are control characters; ask only after UTF-16 is ruled out."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > 1 and controls > len(head) * _MOST_CONTROLS
