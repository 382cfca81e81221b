"""What a typed filter asks for, in English and in Chinese."""

import pytest

from crm_desktop.domain.customers import Stage
from crm_desktop.domain.filter_words import CHINESE_KEYS, CHINESE_VALUES
from crm_desktop.domain.list_filters import FilterKey, checked_value, parse_filter


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("等级:A", "tier:A"),
        ("等级：a 王", "tier:A 王"),
        ("阶段：培育互动", "stage:nurtured"),
        ("负责人:苏晚晴", "owner:苏晚晴"),
        ("城市：无", "city:none"),
        ("逾期：是 禁忌:无", "overdue:yes taboo:no"),
        ("类型:企业 完整度：50%", "kind:company completeness:50"),
    ],
)
def test_chinese_terms_ask_what_english_ones_do(chinese, english):
    assert parse_filter(chinese) == parse_filter(english)


def test_every_chinese_word_stands_for_something_there_is():
    for key in CHINESE_KEYS.values():
        assert key in set(FilterKey)
    for key, words in CHINESE_VALUES.items():
        for value in words.values():
            assert checked_value(FilterKey(key), value) == value
    assert set(CHINESE_VALUES["stage"].values()) == set(Stage)
