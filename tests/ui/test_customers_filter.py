"""What is asked of the customer list by typing, chips and headings, without a window."""

import json

import pytest

from crm_desktop.domain.list_filters import FilterKey
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.problems import InputError
from crm_desktop.paths import find_paths
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.customers.columns import COLUMNS, Column, column_of_sort, known
from crm_desktop.ui.customers.filter_words import chip_words, count_words, value_words
from crm_desktop.ui.customers.list_filter import ListWish, remembered_wish, wish_of_query


@pytest.fixture(scope="module", params=list(LanguageCode))
def language(request) -> Language:
    return Language.load(request.param, find_paths({}).locale)


ENGLISH = Language.load(LanguageCode.ENGLISH, find_paths({}).locale)
CHINESE = Language.load(LanguageCode.CHINESE, find_paths({}).locale)


def test_typed_terms_and_chips_of_one_key_allow_the_values_of_both():
    wish = ListWish("zm tier:A").choosing(FilterKey.TIER, ("B",))

    query = wish.query

    assert (query.words, query.terms) == ("zm", {FilterKey.TIER: ("B", "A")})


def test_words_are_sorted_by_relevance_until_a_heading_is_clicked():
    assert ListWish("lin").query.sort is ListColumn.RELEVANCE
    assert ListWish().query.sort is ListColumn.NAME
    assert ListWish("lin").sorting(Column.CITY).query.sort is ListColumn.CITY


def test_a_heading_sorts_then_turns_round_then_lets_go():
    first = ListWish().sorting(Column.REVENUE_12M)
    second = first.sorting(Column.REVENUE_12M)
    third = second.sorting(Column.REVENUE_12M)

    assert [(one.sort, one.descending) for one in (first, second, third)] == [
        (ListColumn.REVENUE_12M, True),
        (ListColumn.REVENUE_12M, False),
        (None, False),
    ]


def test_clearing_takes_text_and_chips_and_keeps_the_order():
    wish = ListWish("x", {FilterKey.TABOO: ("yes",)}, ListColumn.CITY, descending=True)

    assert wish.clear() == ListWish(sort=ListColumn.CITY, descending=True)
    assert wish.is_filtered
    assert not wish.clear().is_filtered


def test_a_value_is_ticked_and_unticked():
    once = ListWish().toggling(FilterKey.STAGE, "won").toggling(FilterKey.STAGE, "lost")

    assert once.terms == {FilterKey.STAGE: ("won", "lost")}
    assert once.toggling(FilterKey.STAGE, "won").toggling(FilterKey.STAGE, "lost").terms == {}


@pytest.mark.parametrize("text", ["tier:Q", "colour:red", "owner:"])
def test_a_term_that_is_not_understood_is_refused(text):
    with pytest.raises(InputError):
        _ = ListWish(text).query


def test_a_wish_survives_being_remembered():
    wish = ListWish(
        "王 tier:A",
        {FilterKey.OWNER: ("Harriet Quill",), FilterKey.COMPLETENESS: ("50",)},
        ListColumn.OVERDUE,
        descending=True,
    )

    assert remembered_wish(json.loads(json.dumps(wish.as_json()))) == wish


@pytest.mark.parametrize(
    "stored",
    [
        None,
        [],
        {"text": 5, "terms": [], "sort": "no such", "descending": "yes"},
        {"terms": {"tier": ["Q"], "stage": "won", "unheard": ["of"]}},
    ],
)
def test_whatever_is_not_understood_of_a_remembered_wish_is_left_out(stored):
    assert remembered_wish(stored) == ListWish()


@pytest.mark.parametrize(
    "query",
    [
        ListQuery(),
        ListQuery(ListColumn.RELEVANCE, words="lin"),
        ListQuery(ListColumn.OVERDUE, descending=True, terms={FilterKey.TIER: ("A",)}),
    ],
)
def test_a_wish_made_of_a_saved_query_asks_the_same(query):
    wish = wish_of_query(query)

    assert wish.query == query
    assert wish.asks_the_same(query)
    assert not wish.typing("tier:Q").asks_the_same(query)


def test_chips_say_what_is_chosen():
    assert chip_words(ENGLISH, FilterKey.TIER, ()) == "Tier"
    assert chip_words(ENGLISH, FilterKey.TIER, ("A", "none")) == "Tier: A / no tier"
    assert chip_words(ENGLISH, FilterKey.OWNER, ("a", "b", "c")) == "Owner: 3"
    assert chip_words(ENGLISH, FilterKey.TABOO, ("yes",)) == "Has taboo"
    assert chip_words(ENGLISH, FilterKey.BOUGHT, ("no",)) == "Has bought: no"
    assert chip_words(CHINESE, FilterKey.COMPLETENESS, ("50",)) == "完整度：低于 50%"
    assert value_words(CHINESE, FilterKey.STAGE, "lost") == "已流失"
    assert value_words(ENGLISH, FilterKey.COUNTRY, "DE") == "Germany"


def test_the_count_tells_how_many_of_how_many():
    assert count_words(ENGLISH, 1234, 100_000, is_filtered=True) == "1,234 of 100,000"
    assert count_words(ENGLISH, 1, 1, is_filtered=False) == "1 customer"
    assert count_words(CHINESE, 3, 60, is_filtered=True) == "3 / 60"


def test_every_column_has_words_and_an_order_of_its_own(language):
    assert all(language.text(spec.heading) for spec in COLUMNS.values())
    assert [column_of_sort(spec.sort) for spec in COLUMNS.values()] == list(Column)
    assert column_of_sort(ListColumn.RELEVANCE) is None


def test_remembered_columns_that_are_gone_are_left_out():
    assert known(["city", "no such", "city", 7, "tier"]) == [Column.CITY, Column.TIER]
    assert known("city") == known(None) == []
