"""Cuts the glyphs a document uses out of a TrueType font."""

import struct
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_COPIED = ("cvt ", "fpgm", "prep")
_MORE, _WORDS, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x20, 0x1, 0x8, 0x40, 0x80
_FIRST_COMPONENT = 10
_LONG_OFFSETS = 1


@dataclass(frozen=True, slots=True)
class Outlines:
    """The glyphs of a font: the bytes of one are ``data[starts[n]:starts[n + 1]]``.

    ``metrics`` are advance and left bearing of each glyph; ``tables`` hold head, hhea, maxp and,
    where the font has them, its instructions.
    """

    data: memoryview
    starts: Sequence[int]
    metrics: Sequence[tuple[int, int]]
    tables: dict[str, bytes]

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """Return a font file with these glyphs, numbered in the order given.

        Parts of composite glyphs follow behind them. It is made for a PDF that numbers glyphs
        itself: there is no map of characters and there are no names.
        """
        numbers = list(glyphs)
        parts = self._parts(numbers)
        sizes = [0, *(len(part) for part in parts)]
        starts, end = [], 0
        for size in sizes:
            end += size
            starts.append(end)
        metrics = [value for glyph in numbers for value in self.metrics[glyph]]
        return _font_file(
            {
                **{tag: self.tables[tag] for tag in _COPIED if tag in self.tables},
                "glyf": b"".join(parts),
                "head": _with_short(self.tables["head"], 50, _LONG_OFFSETS),
                "hhea": _with_short(self.tables["hhea"], 34, len(numbers)),
                "hmtx": struct.pack(f">{len(metrics)}H", *(value & 0xFFFF for value in metrics)),
                "loca": struct.pack(f">{len(starts)}L", *starts),
                "maxp": _with_short(self.tables["maxp"], 4, len(numbers)),
            }
        )

    def _parts(self, numbers: list[int]) -> list[bytes]:
        """The glyphs one by one; what composite ones are built of is added to ``numbers``."""
        new_numbers: dict[int, int] = {}
        parts = []
        for glyph in numbers:
            part = bytes(self.data[self.starts[glyph] : self.starts[glyph + 1]])
            if part and part[0] & 0x80:
                part = _renumbered(part, numbers, new_numbers)
            parts.append(part + bytes(-len(part) % 4))
        return parts


def _renumbered(glyph: bytes, numbers: list[int], new_numbers: dict[int, int]) -> bytes:
    """A composite glyph that calls its components by their place in ``numbers``."""
    data, at, flags = bytearray(glyph), _FIRST_COMPONENT, _MORE
    while flags & _MORE:
        flags, component = struct.unpack_from(">HH", data, at)
        if component not in new_numbers:
            new_numbers[component] = len(numbers)
            numbers.append(component)
        struct.pack_into(">H", data, at + 2, new_numbers[component])
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
    return bytes(data)


def _with_short(table: bytes, at: int, value: int) -> bytes:
    return table[:at] + struct.pack(">H", value) + table[at + 2 :]


def _font_file(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of the tables, which stand in the order of their tags."""
    power = len(tables).bit_length() - 1
    reach = 16 << power
    head = struct.pack(">LHHHH", 0x10000, len(tables), reach, power, 16 * len(tables) - reach)
    directory, bodies = [head], []
    start = len(head) + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        entry = (tag.encode("ascii"), _checksum(padded), start, len(table))
        directory.append(struct.pack(">4sLLL", *entry))
        bodies.append(padded)
        start += len(padded)
    return b"".join(directory + bodies)


def _checksum(padded: bytes) -> int:
    words = array("I", padded)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
