"""Reads QR codes off a printed page: finds them in its picture, then reads bits as a phone does.

For error level M up to version 10 and bytes, which is what we print; a clean picture needs no
error correction.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from pypdfium2 import PdfDocument

Point = tuple[float, float]
Grid = list[list[bool]]

SCALE = 5
DARK = b"\x01"
_SHADES = bytes(1 if shade < 128 else 0 for shade in range(256))
_RUN = re.compile(rb"\x00+|\x01+")
_ALIGNED = {
    1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38),
    8: (6, 24, 42), 9: (6, 26, 46), 10: (6, 28, 50),
}  # fmt: skip
_BLOCKS = {
    1: (16,), 2: (28,), 3: (44,), 4: (32, 32), 5: (43, 43), 6: (27,) * 4, 7: (31,) * 4,
    8: (38, 38, 39, 39), 9: (36, 36, 36, 37, 37), 10: (43, 43, 43, 43, 44),
}  # fmt: skip
_MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def read_codes(pdf: bytes) -> list[str]:
    """The texts of all codes printed on a file's pages, from left to right."""
    document = PdfDocument(BytesIO(pdf))
    found = []
    for number in range(len(document)):
        bitmap = document[number].render(scale=SCALE, grayscale=True)
        found += [decode(grid) for grid in _grids(_rows(bitmap))]
    document.close()
    return found


def decode(grid: Grid) -> str:
    """The text of a code from its modules."""
    version = (len(grid) - 17) // 4
    mask = _MASKS[_mask_number(grid)]
    bits = [grid[r][c] ^ mask(r, c) for r, c in _data_modules(version)]
    words = [_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)]
    return _text(_deal(words, _BLOCKS[version]), version)


def _rows(bitmap) -> list[bytes]:
    data, stride = bytes(bitmap.buffer), bitmap.stride
    return [data[at * stride : at * stride + bitmap.width] for at in range(bitmap.height)]


def _grids(rows: list[bytes]) -> Iterator[Grid]:
    """Each three finder patterns make a code: two level ones, and one as far below the left."""
    finders = sorted(_finders(rows))
    for x, y, size in finders:
        for right, level, _ in finders:
            across = right - x
            if across < 7 * size or abs(level - y) > size:
                continue
            below = [b for a, b, _ in finders if abs(a - x) < size and abs(b - y - across) < size]
            count = 17 + 4 * round((across / size - 10) / 4)
            if below and count in range(21, 58, 4):
                step = across / (count - 7)
                yield _sample(rows, (x - 3 * step, y - 3 * step), step, count)
                break


def _sample(rows: list[bytes], first: Point, step: float, count: int) -> Grid:
    x, y = first
    return [
        [rows[round(y + r * step)][round(x + c * step)] < 128 for c in range(count)]
        for r in range(count)
    ]


def _finders(rows: list[bytes]) -> list[tuple[float, float, float]]:
    """Middles of squares whose dark and light runs are as 1:1:3:1:1, level and upright."""
    found: list[tuple[float, float, float]] = []
    for y in range(0, len(rows), 4):
        for x, size in _patterns(rows[y]):
            if any(abs(x - a) < size * 3 and abs(y - b) < size * 3 for a, b, _ in found):
                continue
            first = max(0, round(y - 6 * size))
            column = bytes(row[round(x)] for row in rows[first : round(y + 6 * size)])
            for middle, tall in _patterns(column):
                if abs(first + middle - y) < size * 1.5 and abs(tall - size) < size / 2:
                    found.append((x, first + middle, size))
    return found


def _patterns(line: bytes) -> Iterator[tuple[float, float]]:
    runs = [
        (run[0][:1] == DARK, run.start(), run.end() - run.start())
        for run in _RUN.finditer(line.translate(_SHADES))
    ]
    for at in range(len(runs) - 4):
        five = runs[at : at + 5]
        size = sum(length for *_, length in five) / 7
        wanted = (1, 1, 3, 1, 1)
        if (
            five[0][0]
            and size > 2
            and all(
                abs(length - part * size) < size * 0.5
                for (*_, length), part in zip(five, wanted, strict=True)
            )
        ):
            yield five[2][1] + five[2][2] / 2 - 0.5, size


def _mask_number(grid: Grid) -> int:
    return (_number(grid[8][:5]) ^ 0b10101) & 0b111


def _data_modules(version: int) -> Iterator[tuple[int, int]]:
    """The modules that hold data, in the order they are filled."""
    count = 17 + 4 * version
    taken = _taken(version, count)
    is_upwards = True
    for right in [*range(count - 1, 6, -2), *range(5, 0, -2)]:
        for row in range(count - 1, -1, -1) if is_upwards else range(count):
            for column in (right, right - 1):
                if (row, column) not in taken:
                    yield row, column
        is_upwards = not is_upwards


def _taken(version: int, count: int) -> set[tuple[int, int]]:
    found = {(r, c) for r in range(9) for c in range(9)}
    found |= {(r, c) for r in range(9) for c in range(count - 8, count)}
    found |= {(r, c) for r in range(count - 8, count) for c in range(9)}
    found |= {(6, at) for at in range(count)} | {(at, 6) for at in range(count)}
    places = _ALIGNED[version]
    for r in places:
        for c in places:
            if (r, c) not in ((6, 6), (6, count - 7), (count - 7, 6)):
                found |= {(r + a, c + b) for a in range(-2, 3) for b in range(-2, 3)}
    if version >= 7:
        found |= {(r, c) for r in range(6) for c in range(count - 11, count - 8)}
        found |= {(r, c) for r in range(count - 11, count - 8) for c in range(6)}
    return found


def _deal(words: list[int], sizes: tuple[int, ...]) -> list[int]:
    """Take the interleaved words back into their blocks, one behind the other."""
    blocks: list[list[int]] = [[] for _ in sizes]
    rest = iter(words)
    for at in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if at < size:
                block.append(next(rest))
    return [word for block in blocks for word in block]


def _text(words: list[int], version: int) -> str:
    bits = [bool(word >> (7 - at) & 1) for word in words for at in range(8)]
    assert _number(bits[:4]) == 0b0100, "not bytes"
    width = 8 if version < 10 else 16
    length = _number(bits[4 : 4 + width])
    start = 4 + width
    data = [_number(bits[start + at * 8 : start + at * 8 + 8]) for at in range(length)]
    return bytes(data).decode()


def _number(bits: list[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)
