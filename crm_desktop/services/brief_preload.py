"""What the first brief of a process would otherwise wait for, read beforehand."""

from datetime import date
from pathlib import Path

from crm_desktop.language.pinyin import pinyin_name
from crm_desktop.reports.fonts import load_fonts
from crm_desktop.storage.cards import queries
from crm_desktop.text import Language, LanguageCode

_ANY_NAME, _ANY_DAY = "王", date(2024, 2, 29)


def preload(resources: Path) -> None:
    """Read fonts, readings of names, words for days and how cards are stored.

    It takes about as long as a brief; meant for a thread, after the first paint.
    """
    load_fonts(resources / "fonts")
    queries()
    pinyin_name(_ANY_NAME)
    for code in LanguageCode:
        Language.load(code, resources / "locale").date(_ANY_DAY, "full")
