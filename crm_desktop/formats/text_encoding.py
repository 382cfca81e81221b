"""Finds the encoding of a text file: marks first, then UTF-8, then the one that reads best."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crm_desktop.formats.frequent_characters import FREQUENT_HAN, WESTERN_LETTERS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("gb18030", "cp950", "big5hkscs", "cp1252")
_HAN = ("gb18030", "cp950", "big5hkscs")
_EVIDENCE_BYTES = 65_536
_UNCERTAIN_BELOW = 0.4
_FEW_LINES = 1_000
# One damaged line in twenty still is a UTF-8 file; a file in another encoding fails on most.
_DAMAGED_UTF8 = 0.05


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file; `is_certain` false asks for a look, `is_damaged` loses characters."""

    name: str
    is_certain: bool = True
    is_damaged: bool = False
    has_nul: bool = False


def detect(blocks: Iterable[bytes]) -> Encoding:
    """The encoding of a whole file given as consecutive blocks; streams, keeps 64 KB.

    Order: byte order mark, UTF-16 by its zero bytes, UTF-8, then GB18030, Big5 and cp1252 by
    which of them yields the most everyday characters.
    """
    source = iter(blocks)
    first = next(source, b"")
    marked = next((name for mark, name in _MARKS if first.startswith(mark)), None)
    name = marked or _unmarked_utf16(first)
    evidence = _gather(_chain(first, source))
    if name is not None:
        is_wide = name.startswith(("utf-16", "utf-32"))
        broken = evidence.bad_utf8 and not is_wide
        return Encoding(name, is_damaged=broken, has_nul=evidence.has_nul and not is_wide)
    if not evidence.bad_utf8 and _is_sensible_utf8(evidence.lines):
        return Encoding("utf-8", has_nul=evidence.has_nul)
    return _best_legacy(evidence)


def decodes(blocks: Iterable[bytes], name: str) -> bool:
    """True when the whole file is valid in that encoding; streams."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    readable = all(_decodes(decoder, block) for block in blocks)
    return readable and _decodes(decoder, b"", final=True)


def is_known(name: str) -> bool:
    """True when `name` is a text encoding Python can read."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


@dataclass(slots=True)
class _Evidence:
    bad_utf8: bool
    has_nul: bool
    lines: list[bytes]


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _gather(blocks: Iterable[bytes]) -> _Evidence:
    """Judges UTF-8 over the whole file and keeps the first lines that aren't plain ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    found = _Evidence(bad_utf8=False, has_nul=False, lines=[])
    size, carry = 0, b""
    for block in blocks:
        found.has_nul = found.has_nul or b"\0" in block
        found.bad_utf8 = found.bad_utf8 or not _decodes(decoder, block)
        if size < _EVIDENCE_BYTES:
            *lines, carry = (carry + block).split(b"\n")
            size += _keep(lines, found.lines)
            if len(carry) > _EVIDENCE_BYTES:
                size, carry = size + _keep([carry[:_EVIDENCE_BYTES]], found.lines), b""
    if carry and size < _EVIDENCE_BYTES:
        _keep([carry], found.lines)
    found.bad_utf8 = found.bad_utf8 or not _decodes(decoder, b"", final=True)
    return found


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _keep(lines: list[bytes], kept: list[bytes]) -> int:
    telling = [line for line in lines if not line.isascii()]
    kept.extend(telling)
    return sum(map(len, telling))


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark shows in zero bytes that all lie on one side of the pairs."""
    head = head[: len(head) // 2 * 2]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if sum(zeros) * 20 < len(head) or min(zeros) * 10 > max(zeros):
        return None
    name = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    text = head.decode(name, "replace")
    return name if "\n" in text or "\r" in text else None


def _is_sensible_utf8(lines: list[bytes]) -> bool:
    """False for a few Chinese bytes that happen to be UTF-8 of stray marks, as those of 郑爽."""
    text = b"\n".join(lines[:_FEW_LINES]).decode("utf-8", "replace")
    strange = [character for character in text if "\x7f" < character < "\u0800"]
    known = sum(character.isalpha() or character in WESTERN_LETTERS for character in strange)
    return (
        not strange or known * 2 > len(strange) or any(character >= "\u0800" for character in text)
    )


def _best_legacy(evidence: _Evidence) -> Encoding:
    damaged = sum(not _reads_as(line, "utf-8") for line in evidence.lines)
    if evidence.bad_utf8 and damaged <= len(evidence.lines) * _DAMAGED_UTF8:
        return Encoding("utf-8", is_damaged=True, has_nul=evidence.has_nul)
    scores = {name: _plausibility(evidence.lines, name) for name in _LEGACY}
    name = max(scores, key=lambda candidate: scores[candidate])
    if scores[name] < 0:
        return Encoding("cp1252", is_certain=False, is_damaged=True, has_nul=evidence.has_nul)
    certain = scores[name] >= _UNCERTAIN_BELOW
    return Encoding(name, is_certain=certain, has_nul=evidence.has_nul)


def _reads_as(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _plausibility(lines: list[bytes], name: str) -> float:
    """0..1, the mean of how everyday the characters are; -1 where most lines can't be read."""
    readable = [line for line in lines if _reads_as(line, name)]
    if len(readable) < len(lines) * (1 - _DAMAGED_UTF8):
        return -1.0
    text = b"\n".join(readable).decode(name)
    marks = _han_marks(text) if name in _HAN else _western_marks(text)
    return sum(marks) / max(1, len(marks))


def _han_marks(text: str) -> list[float]:
    return [_han_mark(character) for character in text if character > "\x7f"]


def _han_mark(character: str) -> float:
    if character in FREQUENT_HAN:
        return 1.0
    if "\ue000" <= character <= "\uf8ff":
        return -1.0
    if "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef":
        return 0.7
    if "\u4e00" <= character <= "\u9fff":
        return 0.55 if _is_first_level(character) else 0.05
    return 0.0


def _is_first_level(character: str) -> bool:
    """True for the everyday characters that lead GB 2312 (B0-D7) or Big5 (A4-C6)."""
    try:
        return character.encode("gb2312")[0] < 0xD8
    except UnicodeEncodeError:
        pass
    try:
        return character.encode("big5")[0] < 0xC7
    except UnicodeEncodeError:
        return False


def _western_marks(text: str) -> list[float]:
    padded = f" {text} "
    return [
        _western_mark(padded[place - 1], character, padded[place + 1])
        for place, character in enumerate(padded)
        if character > "\x7f"
    ]


def _western_mark(before: str, character: str, after: str) -> float:
    if character not in WESTERN_LETTERS:
        return 0.1
    # Accents stand alone but in words like Grüße; bytes of Chinese come in pairs.
    return 1.0 if before <= "\x7f" and after <= "\x7f" else 0.3
