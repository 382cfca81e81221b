"""Why the machine could not do it: the system's own short texts, and codes of ours."""

from crm_desktop.text import Language, mark

_REASONS = {
    "Permission denied": mark("you have no right to it"),
    "Operation not permitted": mark("you have no right to it"),
    "Read-only file system": mark("the disk may only be read"),
    "No such file or directory": mark("it does not exist"),
    "Not a directory": mark("part of the path is no folder"),
    "Is a directory": mark("it is a folder"),
    "File exists": mark("it is already there"),
    "File name too long": mark("the name is too long"),
    "File too large": mark("the file would grow too large"),
    "No space left on device": mark("the disk is full"),
    "Disk quota exceeded": mark("your share of the disk is used up"),
    "Input/output error": mark("the disk reports an error"),
    "Too many open files": mark("too many files are open"),
    "Device or resource busy": mark("another program is using it"),
    "foreign_keys": mark("records would have lost what they refer to"),
    "rows_missing": mark("records would have been lost"),
    "copy_damaged": mark("the safety copy was damaged"),
}


def reason_text(language: Language, reason: str) -> str:
    """Return a reason in the reader's language; one nobody knows stays as it is."""
    known = _REASONS.get(reason)
    return language.text(known) if known else reason
