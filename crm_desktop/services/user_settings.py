"""What the window remembers of its person and its state, in one JSON file of the user's settings.

Losing it costs a few clicks, so a broken file counts as none and a full disk is no trouble.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crm_desktop.domain.problems import FailureError

_NAME = "window.json"
PICTURE = "window.raw"
"""How the window was left, without its customers, for the first sight at the next start."""
_MOST_DIGITS = 9


def load(config: Path) -> dict[str, Any]:
    """Return what was kept, empty where nothing readable is."""
    try:
        content = (config / _NAME).read_text(encoding="utf-8")
        found = json.loads(content, parse_int=_number)
        json.dumps(found, ensure_ascii=False).encode()  # halves of letters are no text
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _number(digits: str) -> int:
    """Read a number, raising ValueError for one no window of ours has written."""
    if len(digits) > _MOST_DIGITS:
        raise ValueError(digits)
    return int(digits)


def keep(config: Path, settings: Mapping[str, Any]) -> None:
    """Write the settings whole; where that can't be, they stay as they were."""
    from crm_desktop.services.whole_files import make_folder, write_whole

    try:
        make_folder(config)
        content = json.dumps(dict(settings), ensure_ascii=False, indent=1)
        write_whole(config / _NAME, content.encode("utf-8", "replace"))
    except FailureError:
        return
