"""The model of the customer list: a snapshot of keys, and pages fetched at need."""

from array import array
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from crm_desktop.paths import find_paths
from crm_desktop.services.list_pages import PageRow
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.customers.cell_texts import CellTexts
from crm_desktop.ui.customers.columns import ORDER, Column
from crm_desktop.ui.customers.list_feed import new_places
from crm_desktop.ui.customers.list_model import KEPT_PAGES, PAGE_ROWS, ListModel

TODAY = date(2026, 3, 10)
LANGUAGE = Language.load(LanguageCode.ENGLISH, find_paths({}).locale)


def a_row(key: int, **changes: object) -> PageRow:
    usual = PageRow(
        id=key,
        external_id="",
        name=f"Customer {key}",
        kind="company",
        city="Graz",
        country="AT",
        owner="",
        stage="won",
        tier="A",
        value_index=81_250_000,
        man_class="MAN",
        man_score=75_500_000,
        purchases=3,
        revenue_total=12_000_000_000,
        revenue_12m=1_234_560_000,
        last_purchase="2025-12-31",
        last_contact="2026-03-01",
        due_on=None,
        next_action="",
        next_action_on=None,
        completeness=64,
        at_risk=0,
        has_taboo=0,
        open_complaint=0,
    )
    return usual._replace(**changes)


class Source:
    """Hands out rows of any key and counts the pages asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.gone: set[int] = set()

    def __call__(self, keys):
        self.asked.append(len(keys))
        return [a_row(key) for key in keys if key not in self.gone]


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def model(source: Source, qapp) -> ListModel:
    return ListModel(source, CellTexts(LANGUAGE, "EUR", TODAY))


def cell(model: ListModel, row: int, column: Column, role=Qt.ItemDataRole.DisplayRole):
    return model.data(model.index(row, ORDER.index(column)), role)


def test_the_model_keeps_the_rules_of_qt(model, source):
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.show_keys(array("q", range(1, 65)), [a_row(key) for key in range(1, 65)])
    model.extend(array("q", range(1, 1001)))
    model.refresh()
    model.show_keys(array("q", range(5, 300)))
    model.show_keys(array("q"))

    assert model.rowCount() == 0


def test_a_million_rows_are_fetched_a_page_at_a_time(model, source):
    model.show_keys(array("q", range(1, 1_000_001)))

    assert cell(model, 999_999, Column.NAME) == "Customer 1000000"
    assert cell(model, 500_000, Column.NAME) == "Customer 500001"
    assert source.asked == [PAGE_ROWS, PAGE_ROWS]


def test_first_rows_that_came_along_are_not_fetched(model, source):
    keys = array("q", range(1, 65))

    model.show_keys(keys, [a_row(key) for key in keys])

    assert cell(model, 63, Column.NAME) == "Customer 64"
    assert source.asked == []


def test_the_beginning_stays_when_the_other_keys_arrive(model):
    model.show_keys(array("q", range(1, 65)), [a_row(key) for key in range(1, 65)])

    model.extend(array("q", range(1, 501)))

    assert model.rowCount() == 500
    assert cell(model, 70, Column.NAME) == "Customer 71"
    assert cell(model, 0, Column.NAME) == "Customer 1"


def test_old_pages_are_let_go(model, source):
    pages = KEPT_PAGES + 10
    model.show_keys(array("q", range(1, pages * PAGE_ROWS + 1)))
    for page in range(pages):
        cell(model, page * PAGE_ROWS, Column.NAME)

    cell(model, 0, Column.CITY)

    assert len(source.asked) == pages + 1
    assert len(model._pages) == KEPT_PAGES


def test_a_customer_gone_since_is_an_empty_row(model, source):
    source.gone = {2}
    model.show_keys(array("q", [1, 2, 3]))

    assert [cell(model, row, Column.NAME) for row in range(3)] == ["Customer 1", "", "Customer 3"]


def test_cells_are_written_for_the_reader(model, source):
    row = a_row(
        1,
        due_on="2026-03-01",
        next_action="Call\nAnna",
        next_action_on="2026-03-11",
        has_taboo=1,
        at_risk=1,
    )
    model.show_keys(array("q", [1]), [row])
    shown = {column: cell(model, 0, column) for column in Column}

    assert shown[Column.REVENUE_12M] == "€1,235"
    assert shown[Column.OVERDUE] == "9 days"
    assert shown[Column.NEXT_ACTION] == "tomorrow: Call Anna"
    assert shown[Column.LAST_PURCHASE] == "Dec 31, 2025"
    assert shown[Column.LAST_CONTACT] == "Mar 1"
    assert shown[Column.COUNTRY] == "Austria"
    assert shown[Column.INDEX] == "81.3"
    assert shown[Column.STAGE] == "Won"
    assert shown[Column.COMPLETENESS] == "64%"
    spoken = cell(model, 0, Column.NAME, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Customer 1 (has a taboo and at risk)"
    said = cell(model, 0, Column.MAN, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "MAN class MAN, 75.5 of 100"


def test_markup_in_a_name_stays_text_in_its_tooltip(model):
    model.show_keys(array("q", [1]), [a_row(1, name="<b>Bold & Co</b>")])

    tip = cell(model, 0, Column.NAME, Qt.ItemDataRole.ToolTipRole)

    assert tip == "<span>&lt;b&gt;Bold &amp; Co&lt;/b&gt;</span>"


def test_customers_are_found_again_wherever_they_stand_now():
    old = array("q", range(1, 5001))
    new = array("q", [key for key in old if key % 2])
    new.append(2)

    places = new_places(new, [(1, 2), (100, 101), (4998, 4999), (3, 4)])

    assert {key: new[row] for key, row in places.items()} == {2: 2, 101: 101, 4999: 4999}


def test_many_customers_are_found_again_in_one_go():
    keys = array("q", range(1, 2001))
    new = array("q", reversed(keys))

    places = new_places(new, list(enumerate(keys)))

    assert len(places) == 2000
    assert all(places[a] == places[b] + 1 for a, b in pairwise(keys))


def test_what_is_in_sight_is_read_at_once(source):
    model = ListModel(source, CellTexts(LANGUAGE, "EUR", TODAY))
    model.show_keys(array("q", range(1, 1001)))

    model.have(range(PAGE_ROWS - 2, 2 * PAGE_ROWS + 3))
    names = [model.row_at(row).name for row in range(3 * PAGE_ROWS)]

    assert source.asked == [3 * PAGE_ROWS]
    assert (names[0], names[-1]) == ("Customer 1", f"Customer {3 * PAGE_ROWS}")


def test_as_many_other_rows_replace_the_former_without_a_reset(source, qtbot):
    model = ListModel(source, CellTexts(LANGUAGE, "EUR", TODAY))
    model.show_keys(array("q", [1, 2, 3]))
    assert model.text_at(1, Column.NAME) == "Customer 2"

    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_keys(array("q", [7, 8, 9]))

    assert model.text_at(1, Column.NAME) == "Customer 8"
