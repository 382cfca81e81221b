"""Which vCards there are."""

from enum import StrEnum


class VcardVersion(StrEnum):
    """The versions that are written: 3.0 is read everywhere, 4.0 is the newer standard."""

    THREE = "3.0"
    FOUR = "4.0"
