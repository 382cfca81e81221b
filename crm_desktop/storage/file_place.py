"""Where an open file lies, looked at before each write: drives are pulled and files replaced."""

import os
from pathlib import Path
from typing import NamedTuple, Self

from crm_desktop.domain.problems import FailureError


class FilePlace(NamedTuple):
    """A path and what told the file there from any other when it was opened.

    The system keeps a removed or replaced file for whoever has it open: what is written then is
    acknowledged and gone at the end, and its log would be taken for that of the new file.
    """

    path: Path
    found: os.stat_result | None
    is_still: bool = False

    @classmethod
    def of(cls, path: Path, *, is_still: bool = False) -> Self:
        """Return the place of the file that lies at a path now; one that ``is_still`` stays so."""
        return cls(path, _found(path), is_still)

    def check(self) -> None:
        """Raise FailureError ``file_gone``, ``file_replaced`` or ``file_changed``.

        The last is of a file that is only read, as it stood when it was opened. Costs some
        microseconds.
        """
        now, then = _found(self.path), self.found
        if now is None:
            raise FailureError("file_gone", path=str(self.path))
        if then is None or not os.path.samestat(now, then):
            raise FailureError("file_replaced", path=str(self.path))
        is_same = (now.st_size, now.st_mtime_ns) == (then.st_size, then.st_mtime_ns)
        if self.is_still and not is_same:
            raise FailureError("file_changed", path=str(self.path))


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
