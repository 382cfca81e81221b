"""The door every text passes on its way in: what can't be seen or stored safely goes."""

import re
import unicodedata

# Letters of scripts that shape with joiners: Arabic and Persian, Mongolian, Indic, Khmer, Myanmar.
_JOINING = (
    "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af"
    "\ufb50-\ufdff\ufe70-\ufefc"
)
_EMOJI = "\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff\U000e007f"
_NEEDED_JOINER = re.compile(
    f"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])"
)
_FLAG_TAGS = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
# Controls, soft hyphen, bidi and zero-width marks, fillers, BOM, tags, surrogates, non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def storable(text: str) -> str:
    """A name from the system with question marks for bytes that are no character."""
    return text.encode("utf-8", "replace").decode("utf-8")


def clean(text: str, *, max_length: int = 10_000, multiline: bool = False) -> str:
    """`text` in NFC without controls, lone surrogates, bidi and zero-width marks, trimmed at both
    ends and cut to `max_length` code points, never inside a letter with its marks.

    Line breaks (as \\n) and tabs stay when `multiline`, else each becomes a space. The joiners
    ZWJ and ZWNJ stay inside emoji and between letters of the scripts that need them. Idempotent.
    """
    if len(text) <= max_length and text.isprintable():
        if text.isascii():
            return text.strip()
        if unicodedata.is_normalized("NFC", text) and not _UNWANTED.search(text):
            return text.strip()
    return _clean_thoroughly(text, max_length, multiline)


def _clean_thoroughly(text: str, max_length: int, multiline: bool) -> str:
    """Repeated until nothing changes: taking one mark out can bring two others together."""
    # Composing shrinks text at most threefold or so; far beyond the cap nothing can survive.
    text = text[: max_length * 4 + 1000]
    while True:
        cleaned = _shorten(_clean_once(text, multiline), max_length)
        if cleaned == text:
            return cleaned
        text = cleaned


def _clean_once(text: str, multiline: bool) -> str:
    text = _LINE_BREAK.sub("\n" if multiline else " ", text)
    if not multiline:
        text = text.replace("\t", " ")
    kept = {m.span() for m in _NEEDED_JOINER.finditer(text)}
    kept |= {m.span() for m in _FLAG_TAGS.finditer(text)}
    if kept:
        text = _remove_between(text, sorted(kept))
    else:
        text = _UNWANTED.sub("", text)
    return unicodedata.normalize("NFC", text).strip()


def _remove_between(text: str, kept: list[tuple[int, int]]) -> str:
    parts = []
    at = 0
    for start, end in kept:
        parts += [_UNWANTED.sub("", text[at:start]), text[start:end]]
        at = end
    return "".join([*parts, _UNWANTED.sub("", text[at:])])


def _shorten(text: str, max_length: int) -> str:
    if len(text) <= max_length:
        return text
    end = max_length
    while end > 0 and _continues(text[end]):
        end -= 1
    return text[: end or max_length].rstrip()


def _continues(character: str) -> bool:
    """Whether the character belongs to the one before it: a mark, a joiner, a skin tone."""
    return (
        unicodedata.category(character)[0] == "M"
        or character in "\u200c\u200d"
        or ("\U0001f3fb" <= character <= "\U0001f3ff" or "\U000e0020" <= character <= "\U000e007f")
    )
