"""Looks at a workbook before anything parses it: locked, damaged, or made to fill the memory."""

import re
import zipfile
from pathlib import Path

from crm_desktop.formats.table import TableError, TableErrorCode
from crm_desktop.formats.zip_archives import DAMAGED, is_bomb

MOST_MEMBERS = 4_000
MOST_UNPACKED = 1_500_000_000
_HEAD = 4_096
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0"
_ODS_LOCKED = b"encryption-data"


def check_workbook(path: Path) -> None:
    """Raise TableError ``workbook_locked``, ``workbook_damaged`` or ``workbook_unreasonable``."""
    with path.open("rb") as stream:
        start = stream.read(len(_OLE))
    if start == _OLE:
        _check_ole(path)
    else:
        _check_zip(path)


def _check_ole(path: Path) -> None:
    """The old format, or a new one inside it because it has a password."""
    with path.open("rb") as stream:
        while block := stream.read(1_048_576):
            if _LOCKED in block:
                raise TableError(TableErrorCode.WORKBOOK_LOCKED, path)


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_sizes(members, path)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_head(archive, member, path)
    except DAMAGED as error:
        raise TableError(TableErrorCode.WORKBOOK_DAMAGED, path) from error
    except RuntimeError as error:  # what zipfile says of a member with a password
        raise TableError(TableErrorCode.WORKBOOK_LOCKED, path) from error


def _check_sizes(members: list[zipfile.ZipInfo], path: Path) -> None:
    whole = sum(one.file_size for one in members)
    if any(map(is_bomb, members)) or whole > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise TableError(TableErrorCode.WORKBOOK_UNREASONABLE, path)


def _check_head(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    with archive.open(member) as stream:
        head = stream.read(_HEAD)
    if _DECLARES.search(head):
        raise TableError(TableErrorCode.WORKBOOK_UNREASONABLE, path)
    if member.filename == "META-INF/manifest.xml" and _ODS_LOCKED in head:
        raise TableError(TableErrorCode.WORKBOOK_LOCKED, path)
