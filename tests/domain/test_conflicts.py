"""The conflict check of plans against taboos (D26)."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import taboo
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.conflicts import clashes, kept_days, trigger_words
from crm_desktop.domain.playbook import Bilingual, LexiconEntry, WordList
from crm_desktop.domain.taboos import TabooCalendar, TabooCategory
from crm_desktop.language.folding import fold
from crm_desktop.services.playbook import load_playbook

TODAY = date(2026, 6, 15)
HALAL = LexiconEntry(
    TabooCategory.RELIGION,
    Bilingual("Faith", "信仰"),
    keywords=WordList(("halal",), ("清真",)),
    triggers=WordList(("ham", "pork"), ("火腿", "猪")),
)
PLAYBOOK = Path(__file__).parents[2] / "resources" / "playbook"
latin_words = st.text(st.sampled_from("abcdefgh"), min_size=3, max_size=6)


def found_words(plan, *taboos, lexicon=None):
    return [one.word for one in clashes({"menu": plan}, taboos, lexicon or {}, fold=fold)]


@pytest.mark.parametrize(
    ("trigger", "plan", "hits"),
    [
        ("ham", "Ham and eggs", True),
        ("ham", "A hamper for Hamburg", False),
        ("gift", "two gifts", True),
        ("box", "Boxes of tea", True),
        ("pad thai", "Pad\n Thai, spicy", True),
        ("裁员", "谈谈裁员传闻", True),
        ("裁员", "談談裁員傳聞", True),
        ("café", "The CAFE at noon", True),
        ("4楼", "4楼A座", True),
        ("4楼", "14楼", False),
        ("gift card", "礼品gift card一张", True),
        ("ｐｏｒｋ", "pork", True),
    ],
)
def test_a_word_stands_whole_in_any_writing(trigger, plan, hits):
    assert found_words(plan, taboo(triggers=(trigger,))) == ([trigger] if hits else [])


@given(latin_words, latin_words)
def test_a_latin_word_is_never_found_inside_a_longer_one(word, more):
    inside = f"x{word}{more}x"

    assert found_words(inside, taboo(triggers=(word,))) == []


@given(latin_words)
def test_a_word_is_found_between_any_signs(word):
    assert found_words(f"«{word.upper()}», 菜", taboo(triggers=(word,))) == [word]


@pytest.mark.parametrize("text", ["Strictly HALAL food", "只吃清真菜"])
@pytest.mark.parametrize(("plan", "word"), [("Ham on toast", "ham"), ("火腿三明治", "火腿")])
def test_the_lexicon_works_across_languages(text, plan, word):
    assert found_words(plan, taboo(text), lexicon={"halal": HALAL}) == [word]


def test_the_lexicon_needs_a_keyword_in_the_taboo():
    assert found_words("Ham on toast", taboo("No phone"), lexicon={"halal": HALAL}) == []


def test_own_triggers_come_first_and_each_word_once():
    both = taboo("halal", triggers=("lard", "pork"))

    words = trigger_words(both, {"halal": HALAL}, fold=fold)

    assert words == ("lard", "pork", "ham", "火腿", "猪")


def test_a_clash_names_the_field_and_the_taboo_once_a_field():
    nuts = taboo("nuts", triggers=("nut", "walnut"))
    plans = {"gift": "walnut and nut oil", "menu": "nut cake", "venue": "Hall 1", "opener": ""}

    found = clashes(plans, [nuts], {}, fold=fold)

    assert [(one.plan, one.word, one.taboo) for one in found] == [
        ("gift", "nut", nuts),
        ("menu", "nut", nuts),
    ]


@pytest.mark.parametrize("word", ["", " ", "\n"])
def test_a_blank_trigger_finds_nothing(word):
    assert found_words("anything at all", taboo(triggers=(word,))) == []


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("Muslim, no pork", "红烧肉套餐"),
        ("花生过敏", "Chicken satay"),
        ("Shellfish allergy", "生蚝两打"),
        ("忌四", "fourth floor, room 4"),
    ],
)
def test_the_shipped_lexicon_warns_across_languages(text, plan):
    lexicon = load_playbook(PLAYBOOK).lexicon

    assert found_words(plan, taboo(text), lexicon=lexicon)


def test_a_kept_day_is_named_by_its_calendar():
    ramadan = taboo("Fasts", calendar=TabooCalendar.RAMADAN)
    calendars = {TabooCalendar.RAMADAN: [TODAY]}

    found = kept_days(TODAY, [taboo(), ramadan], calendars)

    assert [(one.plan, one.word, one.taboo) for one in found] == [("visit_on", "ramadan", ramadan)]
    assert kept_days(TODAY + timedelta(days=1), [ramadan], calendars) == []
    assert kept_days(TODAY, [ramadan], {}) == []
