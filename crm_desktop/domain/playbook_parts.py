"""The parts of a playbook entry by their path, such as ``("points", 2, "en")``."""

from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]
BLANK: Mapping[str, str] = {"en": "", "zh_CN": ""}


def part_of(entry: Any, path: Path) -> Any:
    """Return the part at a path, None where there is none."""
    place = entry
    for step in path:
        try:
            place = place[step]
        except (KeyError, IndexError, TypeError):
            return None
    return place


def with_part(entry: Any, path: Path, value: Any) -> Any:
    """Return an entry with a part set; one behind the end of a list is added to it.

    A text set in one language at a place that was empty is blank in the other.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        parts = list(entry or [])
        inner = parts[step] if step < len(parts) else _fresh(rest)
        parts[step : step + 1] = [with_part(inner, rest, value)]
        return parts
    table = dict(entry or {})
    table[step] = with_part(table.get(step, _fresh(rest)), rest, value)
    return table


def without_part(entry: Any, path: Path) -> Any:
    """Return an entry without the part at a path."""
    if len(path) > 1:
        return with_part(entry, path[:1], without_part(part_of(entry, path[:1]), path[1:]))
    step = path[0]
    if isinstance(step, int):
        return [part for place, part in enumerate(entry) if place != step]
    return {key: part for key, part in entry.items() if key != step}


def _fresh(path: Path) -> Any:
    return dict(BLANK) if len(path) == 1 and path[0] in BLANK else None
