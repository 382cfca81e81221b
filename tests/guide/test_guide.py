"""The guide says the same in both languages, and what it names is there."""

import gettext
import re
from itertools import chain

import pytest

from crm_desktop.paths import find_guide, find_paths
from crm_desktop.services.guide import load_guide, look_for
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ACTIONS, plain
from crm_desktop.ui.guide import places
from crm_desktop.ui.navigation import BRIEF, CARD, DUPLICATES, LISTS, VISIT, CardTab, Page

FOLDER = find_guide()
PAGES = {code: load_guide(FOLDER, code) for code in LanguageCode}
EVERY = [
    pytest.param(page, code, id=f"{code}-{page.name}") for code in PAGES for page in PAGES[code]
]
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
KEYS = re.compile(r"`((?:Ctrl|Alt|Shift)\+[^`]+)`")


def words_of_the_window(code):
    """Every text the program speaks in a language, as a person sees it."""
    folder = find_paths({}).locale
    catalog = gettext.translation("crm_desktop", folder, [LanguageCode.CHINESE.value])._catalog
    spoken = catalog if code is LanguageCode.ENGLISH else catalog.values()
    single = (one[0] if isinstance(one, tuple) else one for one in spoken)
    texts = (text.split("\x04")[-1] for text in single)
    return {caseless(text) for text in texts}


def caseless(text):
    """A text without the mark of its letter; the window may set a choice with a capital."""
    return plain(text).rstrip("…").casefold()


WORDS = {code: words_of_the_window(code) for code in LanguageCode}


def test_both_languages_have_the_same_pages_in_the_same_order():
    names = {code: [page.name for page in pages] for code, pages in PAGES.items()}

    assert names[LanguageCode.ENGLISH] == names[LanguageCode.CHINESE]
    assert len(names[LanguageCode.ENGLISH]) == len(set(names[LanguageCode.ENGLISH])) > 12


@pytest.mark.parametrize("code", LanguageCode)
def test_the_contents_name_every_page_of_the_folder(code):
    in_folder = {path.stem for path in (FOLDER / code.value).glob("*.md")} - {"README"}

    assert {page.name for page in PAGES[code]} == in_folder


@pytest.mark.parametrize(("page", "code"), EVERY)
def test_a_page_begins_with_its_title(page, code):
    assert page.text.startswith("# ")
    assert page.title in page.text.splitlines()[0]


@pytest.mark.parametrize(("page", "code"), EVERY)
def test_every_link_leads_to_a_page(page, code):
    links = [one for one in LINK.findall(page.text) if not one.startswith("#")]

    assert all((page.path.parent / one).is_file() for one in links)


@pytest.mark.parametrize(("page", "code"), EVERY)
def test_every_picture_is_there_in_the_language_of_the_page_and_described(page, code):
    for described, picture in PICTURE.findall(page.text):
        assert described
        assert (page.path.parent / picture).is_file()
        assert f".{code.value}." in picture


@pytest.mark.parametrize(("page", "code"), EVERY)
def test_what_stands_in_bold_is_a_text_of_the_program(page, code):
    """So that a button that gets another name gets it in the guide too."""
    unknown = [one for one in BOLD.findall(page.text) if caseless(one) not in WORDS[code]]

    assert unknown == []


def test_every_shortcut_of_the_guide_of_a_menu_is_one():
    known = {spec.shortcut for spec in ACTIONS.values()}
    named = set(
        chain.from_iterable(KEYS.findall(page.text) for page in PAGES[LanguageCode.ENGLISH])
    )

    assert {"Ctrl+K", "Ctrl+P"} <= named & known


def test_english_and_chinese_pages_name_the_same_keys():
    for english, chinese in zip(*PAGES.values(), strict=True):
        assert set(KEYS.findall(english.text)) == set(KEYS.findall(chinese.text)), english.name


@pytest.mark.parametrize("code", LanguageCode)
def test_every_place_of_the_window_has_its_page(code):
    names = {page.name for page in PAGES[code]}
    shown = [(page, None) for page in (*Page, CARD, VISIT, BRIEF, LISTS, DUPLICATES, "")]

    wanted = {places.guide_page(*one) for one in [*shown, *((CARD, tab) for tab in CardTab)]}

    assert wanted <= names


def test_a_search_finds_every_word_and_puts_titles_first():
    pages = PAGES[LanguageCode.ENGLISH]

    found = look_for(pages, "TIERS")

    assert found[0].page.name == "tiers"
    assert all("tiers" in one.page.text.lower() for one in found)
    assert found[-1].line


def test_a_search_for_nothing_finds_all_pages():
    pages = PAGES[LanguageCode.CHINESE]

    assert [one.page for one in look_for(pages, " ")] == list(pages)
