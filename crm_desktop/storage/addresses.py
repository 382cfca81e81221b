"""Files as SQLite takes them where more is to be said than a path; never a secret."""

import os
from pathlib import PurePath
from urllib.parse import quote_from_bytes


def file_address(path: PurePath, option: str) -> str:
    """Return the address of an absolute path with an option such as ``mode=ro``.

    SQLite knows no hosts, which a Windows share's usual address names: the whole place is the path.
    """
    place = path.as_posix()
    root = "" if place.startswith("/") else "/"
    return f"file://{root}{quote_from_bytes(os.fsencode(place), safe='/:')}?{option}"
