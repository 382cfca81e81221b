"""Texts that break programs, and a card that says one of them in every field of every record."""

import sys
from pathlib import Path
from random import Random
from typing import get_type_hints

from builders import TODAY, customer, store_customer

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.domain.problems import InputError
from crm_desktop.language.cleaning import clean
from crm_desktop.services import card_edits, field_values
from crm_desktop.storage import erase_scope
from crm_desktop.storage.database import Database
from crm_desktop.wording.problems import WORDS

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))

from rich_cards import add_rich_cards

FIRST, LAST = "q17a", "z17q"
"""Stand around each text, so that it can be seen whether all of it arrived."""

HOSTILE = (
    "</para><b>bold</b> <img src=x> &amp; &lt; Anna <anna@example.com>",
    "=1+1;\"a\",'b'|x\ty\\n,{0} {name} %s %(x)d $HOME `id` '); DROP TABLE customer;--",
    "BEGIN:VCARD\\;END:VEVENT:,; ../../../etc\\..\\con:* ?<>|",
    "Z\u0338\u0327\u031b\u035d\u0300a\u0334l\u0337go 鬱𠮷\U0002c5ec مرحبا שלום नमस्ते สวัส",
    "👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 🇨🇳 \ufb01 ½ Ⅷ ＡＢ \u3000x e\u0301 가",
    "a\x00b\x07c\x1b[31m \u202egnp\u2066 \u200b\ufeff \ud83d \ufffe \U000e0041 1\r\n2\u2028x",
)

_SHIPPED = frozenset({Kind.IMPORT_IDENTITY, Kind.DISMISSAL, Kind.TIER_RECORD, Kind.SETTING})
_CODES = frozenset(
    {"normalised", "extension", "question", "sha256", "media_type", "privacy", "moment", "tier"}
)
"""What no person writes."""


def marked(text: str) -> str:
    """A text between two words that are found again."""
    return f"{FIRST} {text} {LAST}"


def store_hostile(database: Database, text: str) -> tuple[int, int]:
    """Store a card with records of every kind that says a text wherever a person can write.

    Returns its key and how many fields took the text; the others refused it in words.
    """
    key = store_customer(database, customer("Anybody"))
    with database.write("filled") as work:
        add_rich_cards(work, Random(1), range(key, key + 1), TODAY)
    with database.write("spoiled") as work:
        scope = erase_scope.scope_of_customer(work, key)
        places = [(kind, one) for kind, keys in scope.living.items() for one in sorted(keys)]
        taken = sum(_put(work, kind, one, text) for kind, one in places if kind not in _SHIPPED)
    return key, taken


def _put(work, kind: Kind, key: int, text: str) -> int:
    hints = get_type_hints(VALUE_CLASSES[kind])
    names = [name for name, one in hints.items() if one is str and name not in _CODES]
    return sum(_takes(work, kind, key, name, text) for name in names)


def _takes(work, kind: Kind, key: int, name: str, text: str) -> bool:
    """Write one field as a form does; what it keeps is the text, but for what can't be seen."""
    try:
        card_edits.change_fields(work, kind, key, {name: text})
    except InputError as error:
        return not WORDS[error.problem.code]
    kept = getattr(work.get(kind, key), name)
    assert kept == field_values.normalised(kind, name, text), (kind, name)
    assert clean(kept, max_length=len(kept) + 1, multiline=True) == kept, (kind, name)
    return True
