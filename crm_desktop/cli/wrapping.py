"""Text in lines of a terminal, Chinese characters counted as two places."""

import re

from crm_desktop.cli.table import places

# A wide character breaks anywhere but before what closes; other text breaks at spaces.
_CLOSING = "，。；：、？！）》”’…"
_WIDE = "\u2e80-\u9fff\uff01-\uff60“”‘’…"
_UNIT = re.compile(rf"\s+|(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*")


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of at most ``width`` places; one longer word stands alone."""
    lines = [""]
    for unit in _UNIT.findall(" ".join(text.split())):
        if places(lines[-1] + unit.rstrip()) > width and lines[-1]:
            lines.append("")
        if lines[-1] or not unit.isspace():
            lines[-1] += unit
    return [line.rstrip() for line in lines]
