"""The apostrophe that keeps a spreadsheet from taking a text for a formula, put on and taken off.

Taking off undoes putting on for every text, also for one that bore an apostrophe before.
"""

GUARD = "'"
"""Visible in a spreadsheet, and one character to take off again."""
GUARDED_ENCODING = "utf-8-sig"
"""That of lists for spreadsheets, which need its mark; guards are taken off in these alone."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """The text with a guard before what a spreadsheet would run."""
    return GUARD + text if _is_formula(text) else text


def unguarded(text: str) -> str:
    """The text without its guard."""
    return text[1:] if text.startswith(GUARD) and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    """True for a formula, with guards before it or without."""
    return text.lstrip(GUARD).startswith(_FORMULA_STARTS)
