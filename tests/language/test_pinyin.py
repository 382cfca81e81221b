"""Names are read as their bearers read them, and found under every plausible reading."""

from pathlib import Path
from random import Random

import pytest

from crm_desktop.language.folding import fold
from crm_desktop.language.pinyin import (
    pinyin,
    pinyin_name,
    sole_spellings,
    spellings,
    toneless,
)
from crm_desktop.language.surnames import compound_surnames, single_surnames
from crm_desktop.language.tables import phrases, readings


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("张梅", "Zhāng Méi"),
        ("張美麗", "Zhāng Měilì"),
        ("单雄信", "Shàn Xióngxìn"),
        ("單雄信", "Shàn Xióngxìn"),
        ("仇英", "Qiú Yīng"),
        ("查良镛", "Zhā Liángyōng"),
        ("曾国藩", "Zēng Guófān"),
        ("区志航", "Ōu Zhìháng"),
        ("解缙", "Xiè Jìn"),
        ("翟志刚", "Zhái Zhìgāng"),
        ("朴槿惠", "Piáo Jǐnhuì"),
        ("乐嘉", "Yuè Jiā"),
        ("任正非", "Rén Zhèngfēi"),
        ("华罗庚", "Huà Luógēng"),
        ("宁浩", "Níng Hào"),
        ("盖叫天", "Gě Jiàotiān"),
        ("尉迟恭", "Yùchí Gōng"),
        ("萬俟卨", "Mòqí Xiè"),
        ("单于丹", "Chányú Dān"),
        ("长孙无忌", "Zhǎngsūn Wújì"),
        ("諸葛亮", "Zhūgě Liàng"),
        ("爱新觉罗溥仪", "Àixīnjuéluó Pǔyí"),
        ("张重庆", "Zhāng Chóngqìng"),
        ("张西安", "Zhāng Xī'ān"),
        ("阿凡提·买买提", "Āfántí·Mǎimǎití"),
        ("吕布", "Lǚ Bù"),
        ("单", "Shàn"),
        ("", ""),
    ],
)
def test_a_person_is_read_with_the_surname_s_own_reading(name: str, spoken: str) -> None:
    assert pinyin_name(name) == spoken


def test_other_text_is_read_word_by_word() -> None:
    assert pinyin("重庆银行IT部", surname_first=False) == [
        "chóng",
        "qìng",
        "yín",
        "háng",
        "IT",
        "bù",
    ]


@pytest.mark.parametrize(
    "name", ["张梅", "张重庆", "單雄信", "吕布", "欧阳修", "歐陽修", "曾", "阿凡提·买买提"]
)
def test_toneless_is_pinyin_without_its_marks(name: str) -> None:
    assert toneless(name) == [fold(syllable) for syllable in pinyin(name)]


def test_the_quick_ways_say_what_the_tables_say() -> None:
    random = Random(5)
    characters, surnames = [*readings()][:9000], [*single_surnames(), *compound_surnames(), ""]
    for _ in range(2_000):
        name = random.choice(surnames) + "".join(random.choices(characters, k=random.randrange(4)))
        name += random.choice([*phrases()][:500]) if random.random() < 0.3 else ""
        sole = sole_spellings(name)
        assert sole is None or [(one,) for one in sole] == spellings(name), name
        assert toneless(name) == [fold(syllable) for syllable in pinyin(name)], name
        read = pinyin(name, surname_first=False)
        assert toneless(name, surname_first=False) == [fold(syllable) for syllable in read], name


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("长江", ("chang", "zhang")),
        ("重庆", ("chong", "zhong")),
        ("行长", ("hang", "xing")),
        ("曾", ("zeng", "ceng")),
        ("乐", ("yue", "le")),
        ("朝", ("chao", "zhao")),
        ("吕", ("lv", "lu", "lyu")),
        ("翟", ("zhai", "di")),
        ("單", ("shan", "dan")),
    ],
)
def test_the_first_character_may_be_typed_in_every_plausible_way(
    name: str, typed: tuple[str, ...]
) -> None:
    assert set(typed) <= set(spellings(name)[0])


@pytest.mark.parametrize(
    "surname", list("王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐邓冯蔡彭潘")
)
def test_common_surnames_have_no_stray_reading(surname: str) -> None:
    assert len(spellings(surname)[0]) == 1


def test_romanised_surnames_of_the_real_list_occur_among_our_syllables(
    real_surnames: set[str],
) -> None:
    from crm_desktop.language.tables import readings

    known = {sound for character in readings() for sound in spellings(character)[0]}

    assert len(real_surnames & known) > 150


@pytest.fixture
def real_surnames() -> set[str]:
    path = Path(__file__).parents[3] / "shared" / "data" / "text" / "smashew" / "cn.txt"
    if not path.exists():
        pytest.skip("the list of real surnames is not on this machine")
    return {line.strip().lower() for line in path.read_text(encoding="utf-8").splitlines()}
