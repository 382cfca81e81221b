"""Where the backups of a file lie: beside it, or in the folders a person chose.

Kept apart from the file, so that it is known when the file can't be read any more.
"""

import contextlib
import json
import os
from pathlib import Path

from crm_desktop.domain.backups import Places
from crm_desktop.services.whole_files import make_folder, write_whole

_NAME = "backups.json"
_CLAIM = "of.json"
_ENDING = ".backups"
_MOST_NAMESAKES = 100


def places_of(path: Path, config: Path | None = None) -> Places:
    """Return the folders for the backups of a file: ``NAME.crm.backups`` beside it or elsewhere.

    Files of one name get folders of their own in a folder that was chosen for all.
    """
    beside = _beside(path)
    own, second = chosen_folders(config) if config else (None, None)
    return Places(
        _folder_in(own, path) if own else beside,
        beside,
        _folder_in(second, path) if second else None,
    )


def places_in(root: Path, path: Path) -> Places:
    """Return a folder of ``root`` as the only one for the backups of a file."""
    folder = _folder_in(root.absolute(), path)
    return Places(folder, folder)


def chosen_folders(config: Path) -> tuple[Path | None, Path | None]:
    """Return the folder chosen for backups and that for their copies, None where none is."""
    try:
        found = json.loads((config / _NAME).read_text(encoding="utf-8"))
        folders = [found.get(name) for name in ("folder", "second")]
    except (OSError, ValueError, AttributeError, RecursionError):
        return None, None
    own, second = (Path(one) if isinstance(one, str) and one else None for one in folders)
    return own, second


def choose_folders(config: Path, folder: Path | None, second: Path | None) -> None:
    """Keep where backups and their copies are to lie, None for beside the file and for no copy.

    Raises what ``whole_files.write_whole`` raises.
    """
    make_folder(config)
    chosen = {"folder": str(folder or ""), "second": str(second or "")}
    text = json.dumps(chosen, ensure_ascii=False, indent=1)
    write_whole(config / _NAME, f"{text}\n".encode("utf-8", "surrogateescape"))


def claim(folder: Path, path: Path) -> None:
    """Note which file a folder belongs to; where that can't be written, its name has to do."""
    if folder == _beside(path) or (folder / _CLAIM).exists():
        return
    text = json.dumps({"file": str(_real(path))})
    with contextlib.suppress(OSError):
        (folder / _CLAIM).write_text(text, encoding="utf-8")


def _folder_in(root: Path, path: Path) -> Path:
    name = _real(path).name
    names = [name, *(f"{name}.{number}" for number in range(2, _MOST_NAMESAKES))]
    folders = [root / (name + _ENDING) for name in names]
    return next((one for one in folders if _is_free_for(one, path)), folders[0])


def _is_free_for(folder: Path, path: Path) -> bool:
    try:
        owner = json.loads((folder / _CLAIM).read_text(encoding="utf-8"))["file"]
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return bool(owner == str(_real(path)))


def _beside(path: Path) -> Path:
    real = _real(path)
    return real.with_name(real.name + _ENDING)


def _real(path: Path) -> Path:
    """Return the one name of a file, by whatever link it was named."""
    return Path(os.path.realpath(path))
