"""Build the character tables of crm_desktop/language/data from pypinyin and OpenCC.

Run `python packaging/language/build_tables.py` after a new release of either; the files are
committed, so neither library is imported (pypinyin: 52 MB, 0.4 s) while the program runs.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "crm_desktop" / "language" / "data"

# Surnames so common that an archaic second reading (蔡 sà, 冯 píng) would only bring noise.
ONE_READING = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭肖田董袁潘于蒋蔡余杜叶程苏魏"
    "丁姚卢姜崔钟谭陆汪范金石廖韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武莫孔向汤"
    "劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇盧鐘陸範韋鄒龍賀顧龔錢嚴湯"
)
# The dictionary leads with a reading nobody uses in a name.
LEADING = {
    "佛": "fó",
    "茜": "qiàn",
    "娜": "nà",
    "莎": "shā",
    "晟": "shèng",
    "厦": "xià",
    "都": "dū",
}
# Name characters whose second reading is alive though no phrase of the dictionary shows it.
ALSO = {"晟": ["chéng"], "隗": ["kuí", "wěi"], "佴": ["nài"], "筠": ["jūn", "yún"], "娜": ["nuó"]}
FEW_USES = 10
MIN_SHARE = 0.05


def main() -> None:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    DATA.mkdir(exist_ok=True)
    readings = plausible_readings(PINYIN_DICT, PHRASES_DICT)
    write_lines("readings.txt", reading_lines(readings))
    write_lines("phrases.txt", phrase_lines(PHRASES_DICT, readings))
    write_lines("simplified.txt", simplified_lines())


def write_lines(name: str, lines: Iterable[str]) -> None:
    path = DATA / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")


def plausible_readings(
    characters: Mapping[int, str], phrases: Mapping[str, list[list[str]]]
) -> dict[str, list[str]]:
    """Readings a person may type, most usual first: the dictionary's first one, then those that
    phrases bear out; a rare character that no phrase uses keeps its first two.

    Phrases are in simplified characters, so a traditional one is judged by its simplified form.
    """
    uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, syllables in phrases.items():
        if len(phrase) == len(syllables):
            for character, syllable in zip(phrase, syllables, strict=True):
                uses[character][syllable[0]] += 1
    sources, targets = simplified_lines()
    simplified = dict(zip(sources, targets, strict=True))
    return {
        chr(code): choose(chr(code), listed.split(","), uses[simplified.get(chr(code), chr(code))])
        for code, listed in sorted(characters.items())
        if is_written(chr(code))
    }


def is_written(character: str) -> bool:
    """Compatibility forms and radicals never reach the table: NFC or folding replaces them."""
    return unicodedata.normalize("NFKC", character) == character


def choose(character: str, listed: list[str], uses: Counter[str]) -> list[str]:
    first = LEADING.get(character, listed[0])
    if character in ONE_READING:
        return [first]
    total = uses.total()
    if total == 0 and not is_common(character):
        return list(dict.fromkeys([first, *listed[:2]]))
    floor = 1 if total < FEW_USES else max(2, MIN_SHARE * total)
    others = [reading for reading, n in uses.most_common() if n >= floor and reading in listed]
    return list(dict.fromkeys([first, *others, *ALSO.get(character, [])]))


def is_common(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def reading_lines(readings: Mapping[str, list[str]]) -> list[str]:
    """`syllable<TAB>characters` for first readings, `+syllable<TAB>characters` for the others."""
    first: defaultdict[str, str] = defaultdict(str)
    other: defaultdict[str, str] = defaultdict(str)
    for character, syllables in readings.items():
        first[syllables[0]] += character
        for syllable in syllables[1:]:
            other[syllable] += character
    lines = [f"{syllable}\t{characters}" for syllable, characters in sorted(first.items())]
    return lines + [f"+{syllable}\t{characters}" for syllable, characters in sorted(other.items())]


def phrase_lines(
    phrases: Mapping[str, list[list[str]]], readings: Mapping[str, list[str]]
) -> list[str]:
    """Words of two or three characters that read otherwise than their characters one by one.

    Longer ones are idioms, which no name holds. The spoken changes of 一 and 不 and neutral
    tones are left out: spelling keeps the full tone.
    """
    lines = []
    for phrase, listed in sorted(phrases.items()):
        if len(phrase) in (2, 3) and len(listed) == len(phrase):
            alone = [readings.get(c, [""])[0] for c in phrase]
            spoken = [written(s[0], a, c) for s, a, c in zip(listed, alone, phrase, strict=True)]
            if spoken != alone:
                lines.append(f"{phrase}\t{' '.join(spoken)}")
    return lines


def written(spoken: str, alone: str, character: str) -> str:
    is_neutral = spoken.isascii() and plain(alone) == spoken
    return alone if character in "一不" or is_neutral else spoken


def plain(syllable: str) -> str:
    """Without tone marks; ü stays."""
    letters = unicodedata.normalize("NFD", syllable)
    tones = "\u0300\u0301\u0304\u030c"
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in tones))


def simplified_lines() -> list[str]:
    """Two lines of equal length: characters, and the simplified ones they fold to."""
    import opencc

    folder = Path(opencc.__file__).parent / "dictionary"
    simplified = read_pairs(folder / "TSCharacters.txt")
    variants = read_pairs(folder / "HKVariantsRev.txt") | read_pairs(folder / "TWVariantsRev.txt")
    table = {source: simplified.get(target, target) for source, target in variants.items()}
    table |= simplified
    closed = {source: closure(source, table) for source in sorted(table)}
    pairs = [(s, t) for s, t in closed.items() if s != t and is_written(s)]
    return ["".join(s for s, _ in pairs), "".join(t for _, t in pairs)]


def read_pairs(path: Path) -> dict[str, str]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    pairs = ((source, targets.split()[0]) for source, targets in rows)
    return {source: target for source, target in pairs if len(source) == len(target) == 1}


def closure(character: str, table: Mapping[str, str]) -> str:
    seen = {character}
    while (following := table.get(character, character)) not in seen:
        seen.add(following)
        character = following
    return character


if __name__ == "__main__":
    main()
