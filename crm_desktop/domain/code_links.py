"""The texts in the codes of a brief, written for paper and read back from a scanner.

A scanner types what it read, and the keyboard it stands for may be another one: capitals, the
signs of a German, French or Russian layout, the wide ones of a Chinese input method.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_SCHEME = "crm-desktop"
_UID = r"([0-9a-f]{32})"
_SIGN = "[^a-z0-9]"
_LINK = re.compile(rf"crm{_SIGN}{{0,2}}desktop{_SIGN}{{0,2}}(card|visit){_SIGN}{{0,2}}{_UID}$")
_BEGUN = re.compile(rf"crm{_SIGN}{{1,2}}desktop{_SIGN}")
_BETWEEN_LETTERS = re.compile(r"[\s'’]+")
_FRENCH = str.maketrans("&é\"'(-è_çàqa,m)!;", "1234567890aqm:-/m")
_RUSSIAN = str.maketrans("йцукенгшщзфывапролдячсмитьж", "qwertyuiopasdfghjklzxcvbnm:")


class CodeKind(StrEnum):
    """What a code of ours opens."""

    CARD = "card"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class CodeLink:
    """A record by its world-wide identity in hexadecimal."""

    kind: CodeKind
    uid: str


def link_text(kind: CodeKind, uid: str) -> str:
    """Return the text of a code, such as ``crm-desktop:card/0197...``."""
    return f"{_SCHEME}:{kind.value}/{uid}"


def read_link(text: str) -> CodeLink | None:
    """Return what a scanned or typed text opens, None where it is no code of ours."""
    for plain in _readings(text):
        if match := _LINK.match(plain):
            return CodeLink(CodeKind(match[1]), match[2])
    return None


def begins_link(text: str) -> bool:
    """Return whether a text is, or may become, a code of ours: nobody is called so."""
    return any(_BEGUN.match(plain) for plain in _readings(text))


def _readings(text: str) -> tuple[str, ...]:
    """The text as it may have been meant, the way it stands first."""
    wide = unicodedata.normalize("NFKC", text).lower().strip()
    plain = _BETWEEN_LETTERS.sub("", wide)
    return plain, wide.translate(_FRENCH), plain.translate(_RUSSIAN)
