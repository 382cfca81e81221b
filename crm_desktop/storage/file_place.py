"""Where an open file lies, looked at before each write: drives are pulled and files replaced."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from crm_desktop.domain.problems import FailureError


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A path and what told the file there from any other when it was opened.

    The system keeps a removed or replaced file for whoever has it open: what is written then is
    acknowledged and gone at the end, and its log would be taken for that of the new file.
    """

    path: Path
    identity: tuple[int, int] | None

    @classmethod
    def of(cls, path: Path) -> Self:
        """Return the place of the file that lies at a path now."""
        return cls(path, identity_of(path))

    def check(self) -> None:
        """Raise FailureError ``file_gone`` or ``file_replaced``; costs two microseconds."""
        now = identity_of(self.path)
        if now is None:
            raise FailureError("file_gone", path=str(self.path))
        if now != self.identity:
            raise FailureError("file_replaced", path=str(self.path))


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at a path from any other, None where none can be reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
