"""What is edited in the playbook shows on cards, tiers and briefs at once, in both languages."""

import pytest
from person import Person
from PySide6.QtWidgets import QLabel

from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.playbook_entries import Book, EntryKey
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.leads import score_prospects
from crm_desktop.services.playbook_edits import PlaybookDesk
from crm_desktop.ui.man.man_tab import ManTab
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.popover import Popover

TIERED = 1


@pytest.fixture(params=["host", "chinese_host"])
def person(request) -> Person:
    return Person(request.getfixturevalue(request.param))


def edit(person: Person, book: Book, code: str, *path, en: str, zh: str) -> None:
    """Edit a text in both languages, as the page does."""
    workspace = person.host.workspace
    desk = PlaybookDesk(workspace.database, workspace.paths.resources, "Su Wanqing")
    for language, text in (("en", en), ("zh_CN", zh)):
        workspace.write(
            lambda language=language, text=text: desk.set_part(
                EntryKey(book, code), (*path, language), text
            )
        )
        person.wait()


def words(person: Person, en: str, zh: str) -> str:
    return en if person.host.language.code == "en" else zh


def labels(widget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def test_the_strategy_of_a_tier_is_in_the_popover_of_the_card(person):
    window = person.host.window
    window.open_card(TIERED)
    person.wait()
    edit(person, Book.TIERS, "B", "headline", en="Ours for B", zh="我们的 B 级做法")
    edit(person, Book.TIERS, "A", "headline", en="Ours for A", zh="我们的 A 级做法")
    person.click(window.page.header._tier)
    popover = window.findChild(Popover)
    assert words(person, "Ours for", "我们的") in labels(popover)
    popover.close()


def test_the_anchors_of_man_change_on_the_open_card(person):
    window = person.host.window
    key = prospect(person)
    window.open_card(key, CardTab.MAN)
    person.wait()
    for variant in ((), ("person",)):
        edit(person, Book.MAN, "N1", *variant, "label", en="Burning need", zh="燃眉之急")
    tab = window.page.findChild(ManTab)
    assert words(person, "Burning need", "燃眉之急") in labels(tab.cards[Question.N1])
    person.press("Ctrl+Z")


def prospect(person: Person) -> int:
    """A customer of the sample that MAN belongs to."""
    workspace = person.host.workspace
    return score_prospects(workspace.database, as_of=workspace.today())[0].customer_id


def test_the_tiers_page_tells_the_edited_strategy(person):
    window = person.host.window
    window.go(Page.TIERS)
    person.wait()
    window.page.distribution.show_side(2)
    edit(person, Book.TIERS, "A", "points", 0, en="Ours first", zh="我们优先")
    assert words(person, "Ours first", "我们优先") in labels(window.page.distribution)


def test_the_preview_of_a_brief_is_made_from_the_edited_playbook(person):
    edit(person, Book.TIERS, "A", "headline", en="Ours for A", zh="我们的做法")
    edit(person, Book.TIERS, "B", "headline", en="Ours for B", zh="我们的做法")
    edit(person, Book.TIERS, "C", "headline", en="Ours for C", zh="我们的做法")
    window = person.host.window
    window.preview_briefs([BriefOrder(TIERED)])
    person.wait()
    found = window.page._pages.find(words(person, "Ours for", "我们的做法"))
    assert found
