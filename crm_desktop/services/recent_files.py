"""The last opened customer files, kept in the user's settings."""

import json
from pathlib import Path

from crm_desktop.domain.problems import FailureError

KEPT = 8
_NAME = "recent.toml"


def last_file(config: Path) -> Path | None:
    """Return the file opened last, or None."""
    known = recent(config)
    return known[0] if known else None


def recent(config: Path) -> list[Path]:
    """Return the files opened lately, the last one first; a broken list counts as none."""
    # A window that was left on its last file asks only whether that is_last.
    import tomllib

    try:
        stored = tomllib.loads((config / _NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return []
    files = stored.get("files")
    return [Path(one) for one in files if isinstance(one, str)] if isinstance(files, list) else []


def is_last(config: Path, path: str) -> bool:
    """Return whether a file is the one opened last; quicker than to ask which one is."""
    try:
        stored = (config / _NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return stored.startswith(f"files = [{_quoted(path)}")


def remember(config: Path, path: Path) -> None:
    """Put a file first in the list; where settings can't be written the list stays as it is."""
    from crm_desktop.services.whole_files import make_folder, write_whole

    opened = path.absolute()
    files = [opened, *(one for one in recent(config) if one != opened)][:KEPT]
    quoted = ", ".join(_quoted(str(one)) for one in files if _is_text(str(one)))
    try:
        make_folder(config)
        write_whole(config / _NAME, f"files = [{quoted}]\n".encode())
    except FailureError:
        return


def _is_text(path: str) -> bool:
    """False for a name whose bytes are no UTF-8, which TOML can't hold."""
    return not any("\ud800" <= character <= "\udfff" for character in path)


def _quoted(path: str) -> str:
    return json.dumps(path, ensure_ascii=False).replace("\x7f", "\\u007f")
