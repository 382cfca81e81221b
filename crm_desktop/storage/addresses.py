"""Files as SQLite takes them where more is to be said than a path; never a secret."""

import os
from pathlib import PurePath
from string import ascii_letters, digits

# Written out here: every start of the window opens a file, and urllib takes some milliseconds more.
_PLAIN = frozenset(f"{ascii_letters}{digits}/:._-~".encode())


def file_address(path: PurePath, option: str) -> str:
    """Return the address of an absolute path with an option such as ``mode=ro``.

    SQLite knows no hosts, which a Windows share's usual address names: the whole place is the path.
    """
    place = path.as_posix()
    root = "" if place.startswith("/") else "/"
    signs = (chr(sign) if sign in _PLAIN else f"%{sign:02X}" for sign in os.fsencode(place))
    return f"file://{root}{''.join(signs)}?{option}"
