"""Imports Qt for Python with its support code compiled beforehand.

PySide carries a part of itself as source text and compiles it at every start, which takes 18 ms,
a tenth of the time until a person sees rows. Here the result is kept beside the settings, as Python
keeps that of every other module. Should PySide do otherwise one day, nothing is kept.
"""

import builtins
import marshal
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

_OURS = ("shibokensupport/", "signature_bootstrap.py")
_compile = builtins.compile


def import_qt(folder: Path) -> None:
    """Import Qt, keeping in ``folder`` what was compiled for it."""
    if "PySide6" in sys.modules:
        return
    kept = _Kept(folder / f"qt-{sys.implementation.cache_tag}.bin")
    builtins.compile = kept.compile
    try:
        import PySide6.QtWidgets  # noqa: F401 (imported for its own sake)
    finally:
        builtins.compile = _compile
    kept.keep()


class _Kept:
    """Code by the name of its file and a sum of its source."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_new = False
        self._codes: dict[str, Any] = {}
        with suppress(OSError, ValueError, EOFError, TypeError):
            # As safe as any module kept in compiled form: who may write here may write those.
            found = marshal.loads(path.read_bytes())  # noqa: S302
            self._codes = found if isinstance(found, dict) else {}

    def compile(self, source: Any, filename: Any, *rest: Any, **named: Any) -> Any:
        """Do as the built-in function does, once for each source of PySide."""
        if not isinstance(source, bytes | str) or not str(filename).startswith(_OURS):
            return _compile(source, filename, *rest, **named)
        text = source if isinstance(source, bytes) else source.encode()
        key = f"{filename}:{len(text)}:{zlib.crc32(text)}"
        if key not in self._codes:
            self._codes[key] = _compile(source, filename, *rest, **named)
            self._is_new = True
        return self._codes[key]

    def keep(self) -> None:
        """Write what is new for the next start; where that can't be, it is compiled again."""
        if not self._is_new:
            return
        from crm_desktop.domain.problems import CrmError
        from crm_desktop.services.whole_files import make_folder, write_whole

        with suppress(CrmError, OSError, ValueError):
            make_folder(self._path.parent)
            write_whole(self._path, marshal.dumps(self._codes))
