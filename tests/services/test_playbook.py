"""The shipped playbook is complete, bilingual and fits the paper; a broken one says where."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import product
from pathlib import Path

import pytest

from crm_desktop.domain.cadence import DEFAULT_CADENCE
from crm_desktop.domain.contacts import Style
from crm_desktop.domain.customers import CustomerKind, Section, Stage
from crm_desktop.domain.interactions import Emotion
from crm_desktop.domain.man_advice import Advice, advise
from crm_desktop.domain.man_questions import MAY_BE_NOT_APPLICABLE, Question
from crm_desktop.domain.playbook import Bilingual, Dig, Playbook, Situation, WordList
from crm_desktop.domain.taboos import TabooCategory
from crm_desktop.language.tables import simplified
from crm_desktop.services.playbook import load_playbook
from crm_desktop.services.playbook_nodes import PlaybookError

SHIPPED = Path(__file__).parents[2] / "resources" / "playbook"
FILES = sorted(path.name for path in SHIPPED.glob("*.json"))

HEADLINE = (60, 24)
LINE = (85, 30)
LABEL = (24, 8)


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return load_playbook(SHIPPED)


def texts(value: object, at: str = "") -> Iterator[tuple[str, Bilingual]]:
    if isinstance(value, Bilingual):
        yield at, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part, f"{at}.{key}")
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from texts(part, f"{at}.{place}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), f"{at}.{field.name}")


ALL_TEXTS = dict(texts(load_playbook(SHIPPED)))


def test_the_walk_over_all_texts_finds_them():
    raw = sum((SHIPPED / name).read_text(encoding="utf-8").count('{"en": "') for name in FILES)
    assert len(ALL_TEXTS) >= raw > 300


NOT_CHINESE = re.compile(r"[A-Za-z,.;:?!()\"'<>\[\]]")
NOT_ENGLISH = re.compile(r"[\u3000-\u9fff\uff00-\uffef\"]|  |'(?![a-z])")
SENTENCE_ENDS = (".?!", "。？！")


def test_no_english_or_ascii_punctuation_is_left_in_the_chinese_column():
    for at, text in ALL_TEXTS.items():
        assert not NOT_CHINESE.search(text.zh_cn), at
        assert re.search(r"[\u4e00-\u9fff]", text.zh_cn), at
        assert text.zh_cn == text.zh_cn.strip(), at


def test_no_chinese_and_no_straight_quotes_are_left_in_the_english_column():
    for at, text in ALL_TEXTS.items():
        assert not NOT_ENGLISH.search(text.en), at
        assert re.match(r"[A-Z“]", text.en), at
        assert text.en == text.en.strip(), at


def test_a_text_is_a_full_sentence_in_both_languages_or_in_none():
    for at, text in ALL_TEXTS.items():
        assert (text.en[-1] in SENTENCE_ENDS[0]) == (text.zh_cn[-1] in SENTENCE_ENDS[1]), at


def test_each_text_fits_its_place_on_paper():
    for at, text in ALL_TEXTS.items():
        name = at.rsplit(".", 1)[-1]
        en, zh = HEADLINE if name == "headline" else LABEL if name in ("label", "badge") else LINE
        assert (len(text.en) <= en, len(text.zh_cn) <= zh) == (True, True), at


def test_simplified_chinese_holds_no_traditional_character():
    traditional = simplified().keys() - {"么"}  # also the simplified form of 麼
    for at, text in ALL_TEXTS.items():
        assert not traditional & set(text.zh_cn), at


def test_each_question_has_five_different_anchors(playbook):
    for kind, question in product(CustomerKind, Question):
        levels = playbook.man[kind][question].levels
        assert len({level.en for level in levels}) == len({level.zh_cn for level in levels}) == 5


def test_not_known_is_never_a_level(playbook):
    for kind, question in product(CustomerKind, Question):
        for level in playbook.man[kind][question].levels:
            assert not re.search(r"unknown|not known|don't know|unclear", level.en, re.IGNORECASE)
            assert not re.search(r"未知|不明", level.zh_cn)


@pytest.mark.parametrize("question", sorted({Question.A1} | MAY_BE_NOT_APPLICABLE))
def test_a_person_is_asked_about_the_household_instead_of_the_organisation(playbook, question):
    company = playbook.man[CustomerKind.COMPANY][question]
    person = playbook.man[CustomerKind.PERSON][question]
    assert person.ask != company.ask
    assert person.levels != company.levels


def test_a_question_without_a_variant_reads_alike_for_both_kinds(playbook):
    n3 = [playbook.man[kind][Question.N3] for kind in CustomerKind]
    assert n3[0] == n3[1]


@pytest.mark.parametrize("man_class", ["".join(s) for s in product("Mm?", "Aa?", "Nn?")])
def test_every_class_has_advice_with_steps_exactly_when_it_is_determined(playbook, man_class):
    advice = playbook.advice_for(man_class)
    assert bool(advice.points) == (advise(man_class) is not Advice.ASK)


def test_default_cadence_is_the_one_of_d3(playbook):
    assert playbook.cadence == DEFAULT_CADENCE


def test_every_emotion_style_stage_and_question_kind_has_its_texts(playbook):
    assert set(playbook.emotions) == set(Emotion)
    assert set(playbook.styles) == set(Style)
    assert set(playbook.stages) == set(Stage)
    assert all(len(playbook.questions[kind]) >= 4 for kind in Dig)


@pytest.mark.parametrize("situation", Situation)
def test_every_situation_has_enough_phrases_for_a_brief(playbook, situation):
    pairs = playbook.phrases_for(situation)
    assert len(pairs) >= 4
    assert all(situation in pair.situations for pair in pairs)


def test_no_advised_phrase_is_itself_one_to_avoid(playbook):
    avoided = {pair.avoid for pair in playbook.phrases + playbook.mistakes}
    assert len(avoided) == len(playbook.phrases) + len(playbook.mistakes)
    assert not avoided & {pair.use for pair in playbook.phrases + playbook.mistakes}


@pytest.mark.parametrize(("kind", "section"), list(product(CustomerKind, Section)))
def test_every_section_expects_something_once(playbook, kind, section):
    expected = playbook.expected[kind][section]
    elsewhere = [f for other in Section if other != section for f in playbook.expected[kind][other]]
    assert expected
    assert not set(expected) & set(elsewhere)


def hits(text: str, words: WordList) -> set[str]:
    """English as whole words, Chinese anywhere, as the conflict check reads them."""
    whole = {w for w in words.en if re.search(rf"\b{re.escape(w)}\b", text, re.IGNORECASE)}
    return whole | {word for word in words.zh_cn if word in text}


@pytest.mark.parametrize(
    ("taboo", "entry", "plan", "word"),
    [
        ("Halal food only", "halal", "Lunch: grilled bacon and salad", "bacon"),
        ("只吃清真餐", "halal", "午餐：叉烧饭", "叉烧"),
        ("Muslim, no alcohol", "alcohol", "Wine tasting in the evening", "wine"),
        ("信仰印度教", "hindu_beef", "晚餐订在牛排馆", "牛排"),
        ("Severe shellfish allergy", "shellfish", "Table at the lobster house", "lobster"),
        ("坚果过敏", "nuts", "伴手礼：核桃酥", "核桃"),
        ("Lactose intolerant", "lactose", "Tiramisu for dessert", "tiramisu"),
        ("忌讳送钟表", "clocks", "纪念品：刻字座钟", "座钟"),
        ("Dislikes white flowers", "white_flowers", "Bouquet of white lilies", "white lilies"),
        ("忌四，不要数字4", "number_four", "包间在4楼", "4楼"),
        ("不要送绿帽子", "green_hat", "活动礼品：绿色棒球帽", "绿色棒球帽"),
        ("No knives as gifts", "blades", "A set of kitchen knives", "knives"),
        ("忌分梨", "pears", "果篮里有香梨", "香梨"),
        ("不能送伞，雨伞也不行", "umbrellas", "定制折叠伞一把", "折叠伞"),
    ],
)
def test_a_taboo_finds_its_entry_and_the_entry_finds_the_plan(playbook, taboo, entry, plan, word):
    assert hits(taboo, playbook.lexicon[entry].keywords)
    assert word in hits(plan, playbook.lexicon[entry].triggers)


@pytest.mark.parametrize(
    "plan",
    [
        "Meet at 8 o'clock, it may appear late; champion attends the forum in Hamburg",
        "Minutes of the third party review, COD terms, begin in room 14",
        "下午三点半，在海洋酒店大堂见面，约谈三十分钟",
        "精品酒店与餐饮酒店行业交流，凤梨酥一盒",
        "书面条款里面包含总承包子项目，对方同意面谈",
        "张总和牛总一起出席，年过花甲的董事长在花园酒店致辞",
        "第十四次例会，9 月 24 号，汉堡市办事处",
        "透明胶带与输送皮带样品，菊花茶，三分钟演示",
    ],
)
def test_an_innocent_plan_hits_nothing(playbook, plan):
    found = {name: hits(plan, entry.triggers) for name, entry in playbook.lexicon.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_trigger_is_contained_in_another_of_its_entry(playbook):
    for name, entry in playbook.lexicon.items():
        for words in (WordList(entry.triggers.en, ()), WordList((), entry.triggers.zh_cn)):
            for word in words.words:
                assert hits(word, words) == {word}, name


def test_the_lexicon_serves_food_faith_gifts_and_health(playbook):
    categories = {entry.category for entry in playbook.lexicon.values()}
    assert categories >= {
        TabooCategory.FOOD,
        TabooCategory.RELIGION,
        TabooCategory.GIFT,
        TabooCategory.ALLERGY,
        TabooCategory.ETIQUETTE,
    }


@pytest.mark.parametrize(("code", "text"), [("en", "Won"), ("zh_CN", "已成交"), ("de", "Won")])
def test_a_text_picks_itself_by_language(playbook, code, text):
    assert playbook.stages[Stage.WON].get(code) == text


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "playbook"
    shutil.copytree(SHIPPED, copy)
    return copy


def change(path: Path, *keys: str | int, to: object) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    place = data
    for key in keys[:-1]:
        place = place[key]
    if to is None:
        del place[keys[-1]]
    else:
        place[keys[-1]] = to
    path.write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize(
    ("keys", "to", "code"),
    [
        (("man.json", "M1", "levels", 2, "zh_CN"), None, "playbook_key_missing"),
        (("man.json", "M1", "levels", 2, "zh_CN"), "  ", "playbook_text_missing"),
        (("man.json", "N3"), None, "playbook_key_missing"),
        (("man.json", "A2", "person", "asks"), {}, "playbook_key_unknown"),
        (("man.json", "M2", "levels"), [{"en": "a", "zh_CN": "甲"}], "playbook_needs_five_levels"),
        (("tiers.json", "A", "cadence", "visit"), 0, "playbook_not_days"),
        (("tiers.json", "B", "optional", 0), "fax", "playbook_word_unknown"),
        (("advice.json", "mAn"), None, "playbook_key_missing"),
        (("emotions.json", "joy"), {}, "playbook_key_unknown"),
        (("styles.json", "driving", "pace"), "fast", "playbook_not_a_table"),
        (("phrases.json", "phrases", "calm_down", "situations"), "price", "playbook_not_a_list"),
        (("questions.json", "who_feels_this_most", "text", "en"), 7, "playbook_text_missing"),
        (("completeness.json", "person", "basics", 1), "name", "playbook_word_twice"),
        (("conflicts.json", "halal", "triggers", "en"), [], "playbook_not_a_list"),
        (("conflicts.json", "nuts", "keywords", "zh_CN", 0), "", "playbook_text_missing"),
    ],
)
def test_a_broken_value_is_refused_with_file_and_key(folder, keys, to, code):
    name, *path = keys
    change(folder / name, *path, to=to)
    with pytest.raises(PlaybookError) as refused:
        load_playbook(folder)
    params = {"file": name, "key": ".".join(str(key) for key in path)}
    if code == "playbook_word_twice":
        params["key"] = "person.basics.1"
    assert (refused.value.problem.code, dict(refused.value.problem.params)) == (code, params)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(PlaybookError) as refused:
        load_playbook(folder)
    assert refused.value.problem.code == "playbook_file_missing"
    assert refused.value.problem.params["file"] == name


@pytest.mark.parametrize(
    ("content", "code", "key"),
    [
        (b"{", "playbook_not_json", ""),
        (b"\xff\xfe\x00", "playbook_not_json", ""),
        (b"[" * 100_000, "playbook_not_json", ""),
        (b"[]", "playbook_not_a_table", ""),
        (b'{"lead": 1, "lead": 2}', "playbook_key_twice", "lead"),
    ],
)
def test_a_file_that_is_no_table_is_refused(folder, content, code, key):
    (folder / "stages.json").write_bytes(content)
    with pytest.raises(PlaybookError) as refused:
        load_playbook(folder)
    assert refused.value.problem.code == code
    assert dict(refused.value.problem.params) == {"file": "stages.json", "key": key}


def test_a_file_saved_with_a_byte_order_mark_is_read(folder):
    path = folder / "stages.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_playbook(folder) == load_playbook(SHIPPED)
