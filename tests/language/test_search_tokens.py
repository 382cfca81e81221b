"""The index finds what an exact predicate in plain Python finds, on a real FTS5 table."""

import random
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite

from crm_desktop.language.folding import fold
from crm_desktop.language.pinyin import spellings
from crm_desktop.language.search_tokens import index_tokens, match_expression, query_tokens

TOKENIZE = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"


@dataclass(frozen=True)
class Card:
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def search(cards: list[Card], query: str) -> set[int]:
    connection = sqlite.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE found USING fts5(x, prefix='1 2 3', tokenize=\"{TOKENIZE}\")"
    )
    rows = [index_tokens(c.names, c.phones, c.emails, c.other) for c in cards]
    connection.executemany("INSERT INTO found(rowid, x) VALUES (?, ?)", list(enumerate(rows)))
    expression = match_expression(query_tokens(query))
    hits = connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (expression,))
    return {row[0] for row in hits}


def is_cjk(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af"


def squeezed(text: str) -> str:
    return "".join(c for c in text if c.isalnum() and not is_cjk(c))


def word_starts(text: str) -> list[str]:
    """The squeezed rest of the text from each word on."""
    plain = "".join(c if c.isalnum() and not is_cjk(c) else " " for c in fold(text)).split()
    return ["".join(plain[at:]) for at in range(len(plain))]


def sounds(name: str) -> set[str]:
    """All that may be typed for a name by sound: from each character on, full or initials."""
    options = spellings(name)
    found = set()
    for at in range(len(options)):
        full = {"".join(choice) for choice in product(*options[at:])}
        short = {"".join(s[0] for s in choice) for choice in product(*options[at:])}
        found |= full | short
    words = "".join(c if c.isalnum() and not is_cjk(c) else " " for c in fold(name)).split()
    found |= {"".join(word[0] for word in words[at:]) for at in range(len(words))}
    if 3 <= len(options) <= 4:
        found |= {c[0] + "".join(s[0] for s in c[1:]) for c in product(*options)}
    return found


def matches(card: Card, query: str) -> bool:
    """Every chunk of the query: its CJK characters stand in one value, and its letters begin a
    word or a name by sound, or its digits stand in a phone."""
    texts = [*card.names, *card.other]
    return all(chunk_matches(card, texts, chunk) for chunk in fold(query).split() if chunk.strip())


def chunk_matches(card: Card, texts: list[str], chunk: str) -> bool:
    characters = "".join(c for c in chunk if is_cjk(c))
    word = squeezed(chunk)
    if characters and not any(characters in "".join(filter(is_cjk, fold(t))) for t in texts):
        return False
    starts = [start for text in texts + list(card.emails) for start in word_starts(text)]
    starts += [sound for name in card.names for sound in sounds(name)]
    in_phone = word.isdecimal() and any(word in squeezed(phone) for phone in card.phones)
    return not word or in_phone or any(start.startswith(word) for start in starts)


ZHANG_MEI = Card(("张梅",), ("+86 138 1234 5678", "13812345678"), ("anna.nowak@example.com",))


@pytest.mark.parametrize(
    "query",
    [
        "zm",
        "zhangmei",
        "ZhangM",
        "zhang_mei",
        "张梅",
        "張梅",
        "梅",
        "mei_zhang",
        "Zhāng_Méi",
        "5678",
        "138_1234",
        "1381234",
        "+86_138",
        "anna@",
        "nowak",
        "anna.nowak@example.com",
    ],
)
def test_a_card_is_found_by_everything_a_person_may_type(query: str) -> None:
    cards = [ZHANG_MEI, Card(("李伟",), ("13900000000",))]

    assert search(cards, query.replace("_", " ")) == {0}


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Łódź Sp. z o.o.", "lodz"),
        ("O’Brien", "o'brien"),
        ("O’Brien", "obrien"),
        ("Jean-Luc Picard", "jeanluc"),
        ("曾国藩", "zengguofan"),
        ("单雄信", "shanxx"),
        ("重庆银行", "chongqingyinhang"),
        ("重庆银行", "cqyh"),
        ("吕布", "lvbu"),
        ("吕布", "lyu"),
        ("欧陽修", "欧阳"),
        ("张伟明", "zhangwm"),
        ("天健会计师事务所", "kuaiji"),
        ("上海张江高科技园区有限公司", "shanghaizhangjianggaokeji"),
        ("김철수", "철수"),
        ("हिन्दी", "हिन"),
        ("ＡＢＣ　贸易", "abc"),
        ("𬱖小明", "𬱖"),
        ('"AND" NOT *', "and not"),
        ("3M", "3m"),
    ],
)
def test_names_are_found_under_every_way_of_writing(name: str, query: str) -> None:
    assert search([Card((name,)), Card(("王五",))], query) == {0}


@pytest.mark.parametrize("query", ["", " ", '"', "*", "'", "（）", "😀", "\ue000"])
def test_a_query_without_letters_asks_nothing(query: str) -> None:
    assert query_tokens(query) == []


def test_the_top_level_domain_does_not_make_every_address_a_hit() -> None:
    cards = [ZHANG_MEI, Card(("Comet AG",))]

    assert search(cards, "com") == {1}


def test_characters_do_not_run_from_one_value_into_the_next() -> None:
    assert search([Card(("张梅", "王伟"))], "梅王") == set()


def test_short_digit_groups_may_belong_to_their_neighbours() -> None:
    assert search([Card(phones=("010 8888 8866",))], "8888 66") == {0}


NAMES = [
    "张梅",
    "張美麗",
    "曾国藩",
    "单雄信",
    "吕布",
    "重庆",
    "Anna Nowak",
    "Ann-Kathrin Łuk",
    "欧阳明",
]
PARTS = [
    "zm",
    "zh",
    "mei",
    "zeng",
    "ceng",
    "shan",
    "lv",
    "l",
    "an",
    "ann",
    "张",
    "美麗",
    "nowak",
    "138",
]
cards = st.builds(
    Card,
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(tuple),
    st.lists(st.sampled_from(["13812345678", "+44 20 7946 0958"]), max_size=1).map(tuple),
    st.lists(st.sampled_from(["zm@mail.com", "a.nowak@b.org"]), max_size=1).map(tuple),
    st.lists(st.sampled_from(["上海", "Łódź", "VIP"]), max_size=1).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(cards, min_size=1, max_size=8),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=2),
)
def test_search_finds_exactly_what_the_predicate_says(deck: list[Card], parts: list[str]) -> None:
    query = " ".join(parts)

    assert search(deck, query) == {at for at, card in enumerate(deck) if matches(card, query)}


def test_every_name_of_common_characters_is_found_by_all_its_sounds() -> None:
    chance = random.Random(5)
    characters = "王李张单曾重长乐行朝华任吕女盛尉迟欧阳晟茜伟芳娜秀英敏静强磊洋艳勇军杰娟涛明超"
    deck = [
        Card(("".join(chance.choices(characters, k=chance.choice([2, 3, 4]))),)) for _ in range(60)
    ]
    queries = {sound for card in deck[:20] for sound in sounds(card.names[0])}

    for query in sorted(queries)[::7]:
        expected = {at for at, card in enumerate(deck) if matches(card, query)}
        assert expected <= search(deck, query), query
        assert expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_no_query_breaks_the_index(query: str) -> None:
    tokens = query_tokens(query)

    if tokens:
        search([ZHANG_MEI], query)


@given(st.text(min_size=3, max_size=12, alphabet=st.characters(categories=["Ll", "Lu", "Lo"])))
@settings(max_examples=60, deadline=None)
def test_any_name_is_found_by_itself(name: str) -> None:
    if query_tokens(name):
        assert search([Card((name,))], name) == {0}
