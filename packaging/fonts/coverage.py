"""Which source font draws which character, and which characters the fast core fonts hold."""

from collections.abc import Iterable

# Ticks and boxes stand side by side in forms, so all of them come from one design.
TICKS = frozenset(map(ord, "✓✔✗✘☐☑☒"))

# Noto Sans carries these too, but they are drawn only by the shaped fallback font.
SHAPED_RANGES = ((0x0590, 0x08FF), (0x0900, 0x097F), (0x0E00, 0x0E7F),
                 (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF), (0xFB1D, 0xFDFF),
                 (0xFE70, 0xFEFE), (0x11B00, 0x11B5F))  # fmt: skip

# Both styles of quotation marks, dash, dots share one code point: the Latin form is the
# family's, the full-width form lives in the small Wide font used next to Chinese.
DASH = ord("—")
WIDE_FORMS = tuple(map(ord, "‘’“”…—·‥‖"))

CORE_RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF),
               (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20C0),
               (0x2100, 0x22FF), (0x2460, 0x24FF), (0x25A0, 0x25FF), (0x2600, 0x27BF),
               (0x3000, 0x303F), (0x30FB, 0x30FC), (0xFF00, 0xFFEF))  # fmt: skip


def in_ranges(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    """Say whether a code point lies in one of the inclusive ranges."""
    return any(first <= code <= last for first, last in ranges)


def gb2312() -> frozenset[int]:
    """Return the code points of GB 2312."""
    return frozenset(ord(text) for text in _decoded_pairs("gb2312"))


def korean() -> set[int]:
    """Return the 2,350 syllables of KS X 1001, which hold practically every name, and letters."""
    standard = {ord(text) for text in _decoded_pairs("euc_kr")}
    return {c for c in standard if 0xAC00 <= c <= 0xD7A3} | set(range(0x3131, 0x318F))


def _decoded_pairs(encoding: str) -> Iterable[str]:
    for lead in range(0xA1, 0xFF):
        for trail in range(0xA1, 0xFF):
            text = bytes([lead, trail]).decode(encoding, errors="ignore")
            if len(text) == 1:
                yield text


def core(available: Iterable[int]) -> set[int]:
    """Return what everyday cards print: GB 2312, Latin, Greek, Cyrillic, marks and symbols."""
    common = gb2312()
    return {code for code in available if code in common or in_ranges(code, CORE_RANGES)}


def shares(
    latin: set[int], chinese: set[int], symbols: tuple[set[int], ...], emoji: set[int]
) -> list[set[int]]:
    """Return disjoint sets of code points in the order Latin, Chinese, symbols..., emoji."""
    latin_share = {code for code in latin if not in_ranges(code, SHAPED_RANGES)}
    chinese_share = chinese - latin_share - TICKS
    taken = latin_share | chinese_share
    shares_of_symbols = []
    for available in symbols:
        wanted = {c for c in available if 0x2000 <= c <= 0x2BFF and (c not in emoji or c in TICKS)}
        shares_of_symbols.append(wanted - taken)
        taken |= wanted
    return [latin_share, chinese_share, *shares_of_symbols, {c for c in emoji if c > 0xFF} - taken]
