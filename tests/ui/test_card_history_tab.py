"""The history of a card: read, filtered, and taken back line by line."""

from card_window import TOOLS, OpenCard
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.taboos import Taboo
from crm_desktop.services import card_edits
from crm_desktop.ui.card.history_model import ACT, AFTER, BEFORE, WHAT, WHO
from crm_desktop.ui.card.history_tab import PAGE, HistoryTab
from crm_desktop.ui.navigation import CardTab


def open_history(host) -> tuple[OpenCard, HistoryTab]:
    card = OpenCard(host, TOOLS, CardTab.HISTORY)
    return card, card.child(HistoryTab)


def cell(tab: HistoryTab, row: int, column: int) -> str:
    return str(tab.table.model().index(row, column).data() or "")


def row_of(tab: HistoryTab, text: str) -> int:
    rows = range(tab.table.model().rowCount())
    return next(at for at in rows if text in cell(tab, at, WHAT))


def click_action(tab: HistoryTab, row: int) -> None:
    index = tab.table.model().index(row, ACT)
    tab.table.scrollTo(index)
    place: QPoint = tab.table.visualRect(index).center()
    QTest.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_change_stands_on_top_with_before_and_after(host):
    card, tab = open_history(host)
    card.other_writes(city="Kunshan")
    assert cell(tab, 0, WHAT) == "City"
    assert (cell(tab, 0, BEFORE), cell(tab, 0, AFTER)) == ("苏州", "Kunshan")
    assert cell(tab, 0, WHO) == "other"


def test_a_value_is_put_back_by_a_click(host):
    card, tab = open_history(host)
    card.other_writes(city="Kunshan", headcount=7)
    click_action(tab, row_of(tab, "City"))
    card.wait()
    assert card.stored.customer.city == "苏州"
    assert card.stored.customer.headcount == 7


def test_enter_on_a_row_does_what_its_link_says(host):
    card, tab = open_history(host)
    key = card.add(Taboo(TOOLS, "Never the old boss"))
    tab.table.setFocus()
    tab.table.setCurrentIndex(tab.table.model().index(row_of(tab, "Never the old boss"), 0))
    card.person.press("Return")
    card.wait()
    assert key not in [one.id for one in card.stored.taboos]


def test_a_record_that_was_removed_comes_back(host):
    card, tab = open_history(host)
    taboo = card.stored.taboos[0]
    workspace = host.workspace
    changes = card_edits.remove_record(workspace.database, Kind.TABOO, taboo.id)
    workspace.changed.emit(changes)
    card.wait()
    assert cell(tab, 0, WHAT).startswith("Removed")
    click_action(tab, 0)
    card.wait()
    assert taboo in card.stored.taboos


def test_an_operation_that_was_changed_since_is_refused_in_words(host):
    card, tab = open_history(host)
    key = card.add(Taboo(TOOLS, "Never the old boss"))
    card_edits.set_fields(host.workspace.database, Kind.TABOO, key, {"why": "said so"})
    click_action(tab, row_of(tab, "Added: taboo: Never the old boss"))
    card.wait()
    assert card.person.reads("changed again since")


def test_what_many_cards_share_is_not_undone_from_one(host):
    _, tab = open_history(host)
    assert cell(tab, row_of(tab, "Added: customer"), ACT) == ""


def test_the_filter_finds_words_and_numbers_of_any_column(host):
    card, tab = open_history(host)
    card.other_writes(city="Kunshan")
    card.person.press("Ctrl+F")
    assert tab.filter.hasFocus()
    QTest.keyClicks(tab.filter, "kunshan")
    card.wait()
    assert tab.table.model().rowCount() == 1
    tab.filter.clear()
    assert tab.table.model().rowCount() > 1


def test_older_changes_are_asked_for(host):
    card, tab = open_history(host)
    assert tab.table.model().rowCount() >= PAGE
    card.click(card.person.button("Show older"))
    assert tab.table.model().rowCount() > PAGE + 1
