"""The folder of the demo: used again and again, but never at the cost of somebody's own files."""

import shutil
from collections import Counter
from contextlib import closing
from fnmatch import fnmatchcase
from pathlib import Path

from crm_desktop.domain.problems import InputError
from crm_desktop.services import imports
from crm_desktop.services.whole_files import make_folder, write_whole
from crm_desktop.storage.change_log import operations
from crm_desktop.storage.database import open_file

SAMPLE = "sample.crm"
BRIEFS = "briefs"
MARKER = ".crm-desktop-demo"

_PAPERS = ("visits-tomorrow.*.pdf", "tier-list.*", f"{SAMPLE}*", f".{SAMPLE}.*.draft*", ".*.part")
_LOOKING_ON = frozenset({"tiers_applied", "briefs_printed"})
_MANY = 100


def prepare_folder(out: Path) -> None:
    """Make a folder for the demo; in one that another demo made its files give way.

    Raises InputError ``demo_folder_taken`` for a folder with anything else in it, and
    ``demo_file_used`` where somebody went on working in the sample file.
    """
    if out.exists() and not out.is_dir():
        raise InputError("demo_folder_taken", path=str(out))
    if out.is_dir() and list(out.iterdir()):
        _check_is_ours(out)
        clear_folder(out)
    make_folder(out)
    write_whole(out / MARKER, b"")


def clear_folder(out: Path) -> None:
    """Remove what a demo made; what the system keeps in a folder stays."""
    for entry in out.iterdir():
        if entry.name == BRIEFS and entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif _is_paper(entry):
            entry.unlink()


def _check_is_ours(out: Path) -> None:
    strange = [entry for entry in out.iterdir() if not _is_known(entry)]
    papers = list((out / BRIEFS).iterdir()) if (out / BRIEFS).is_dir() else ()
    strange += [entry for entry in papers if entry.suffix not in (".pdf", ".part")]
    if strange or not (out / MARKER).is_file():
        raise InputError("demo_folder_taken", path=str(out))
    if (out / SAMPLE).exists() and _was_used(out / SAMPLE):
        raise InputError("demo_file_used", path=str(out / SAMPLE))


def _is_known(entry: Path) -> bool:
    is_hidden = entry.name.startswith(".") and not entry.is_dir()
    is_folder = entry.name == BRIEFS and entry.is_dir() and not entry.is_symlink()
    return is_hidden or is_folder or _is_paper(entry)


def _is_paper(entry: Path) -> bool:
    return any(fnmatchcase(entry.name, pattern) for pattern in _PAPERS) and (
        entry.is_symlink() or not entry.is_dir()
    )


def _was_used(sample: Path) -> bool:
    """True when more was done in the file than a demo and looking on do."""
    with closing(open_file(sample)) as database, database.read() as reading:
        codes = Counter(one.code for one in operations(reading, limit=_MANY))
    return codes[imports.OPERATION] > 1 or not codes.keys() <= _LOOKING_ON | {imports.OPERATION}
