"""Finding an action by its words: in either language, by pinyin, initials and letters in order."""

import pytest

from crm_desktop.paths import find_paths
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.palette.commands import CommandTable
from crm_desktop.ui.palette.entries import Section
from crm_desktop.ui.palette.matching import Fit, Wanted, fit, words_of


@pytest.fixture(scope="module", params=list(LanguageCode))
def table(request) -> CommandTable:
    paths = find_paths({})
    return CommandTable.load(Language.load(request.param, paths.locale), paths)


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("print brief", "print_brief"),
        ("Print", "print_brief"),
        ("brief", "print_brief"),
        ("打印简报", "print_brief"),
        ("简报", "print_brief"),
        ("dayin", "print_brief"),
        ("dyjb", "print_brief"),
        ("prbr", "print_brief"),
        ("  new   CUS", "new_customer"),
        ("xinjian kehu", "new_customer"),
        ("设置", "settings"),
        ("preferences", "preferences"),
        ("中文", "zh_CN"),
        ("zhongwen", "zh_CN"),
        ("english", "en"),
        ("dark", "dark"),
        ("shense", "dark"),
    ],
)
def test_an_action_is_found_in_both_languages_whatever_the_window_speaks(table, typed, target):
    assert target in [str(command.target) for _, command in table.found(typed)]


def test_the_better_fit_stands_first(table):
    first = [str(command.target) for _, command in table.found("print")]

    assert first[:2] == ["print_brief", "day_plan"]


@pytest.mark.parametrize("typed", ['"', "((", "*", "zzzz", "𠮷", "\u200d"])
def test_what_means_nothing_finds_nothing_and_breaks_nothing(table, typed):
    assert table.found(typed) == []


def test_letters_with_gaps_count_only_where_nothing_fits_better(table):
    fits = {how for how, _ in table.found("tier")}

    assert Fit.LETTERS not in fits


def test_two_letters_do_not_find_the_middle_of_words():
    words = words_of(["Language: English"])

    assert fit(words, Wanted.of("an")) is None
    assert fit(words, Wanted.of("lan")) is Fit.BEGINS
    assert fit(words, Wanted.of("eng")) is Fit.WORDS


def test_letters_in_order_have_to_begin_a_word():
    words = words_of(["Print brief"])

    assert fit(words, Wanted.of("prf")) is Fit.LETTERS
    assert fit(words, Wanted.of("rnt")) is None


def test_saved_views_are_found_by_their_names_besides_those_that_are_always_there(table):
    from crm_desktop.domain.list_queries import ListQuery
    from crm_desktop.domain.list_views import ListView

    table.show_views([ListView("华东大客户", ListQuery())])
    found = [one.title for _, one in table.found("huadong") if one.section is Section.VIEWS]
    built_in = [one.section for _, one in table.found("overdue")]

    assert found == ["华东大客户"]
    assert Section.VIEWS in built_in
