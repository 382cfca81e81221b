"""The last opened customer files, kept in the user's settings."""

import json
import tomllib
from pathlib import Path

KEPT = 8
_NAME = "recent.toml"


def last_file(config: Path) -> Path | None:
    """Return the file opened last, or None."""
    known = recent(config)
    return known[0] if known else None


def recent(config: Path) -> list[Path]:
    """Return the files opened lately, the last one first; a broken list counts as none."""
    try:
        stored = tomllib.loads((config / _NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return []
    return [Path(one) for one in stored.get("files", []) if isinstance(one, str)]


def remember(config: Path, path: Path) -> None:
    """Put a file first in the list; where settings can't be written the list stays as it is."""
    opened = path.absolute()
    files = [opened, *(one for one in recent(config) if one != opened)][:KEPT]
    quoted = ", ".join(json.dumps(str(one)) for one in files)
    try:
        config.mkdir(parents=True, exist_ok=True)
        (config / _NAME).write_text(f"files = [{quoted}]\n", encoding="utf-8")
    except OSError:
        return
