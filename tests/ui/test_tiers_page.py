"""The page of the tiers by keys and clicks on a real file, in both languages."""

import zipfile
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from crm_desktop.domain.customers import Tag
from crm_desktop.domain.tier_scheme import Method, Scheme
from crm_desktop.services import card_edits, list_pages, tiers
from crm_desktop.services.tier_runs import applied_runs, pins_in_force
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.host import Host
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.tiers.moves_model import Column
from crm_desktop.ui.tiers.tiers_page import PINS, RUNS, TiersPage
from crm_desktop.ui.tiers.what_if import Direction


def open_page(host: Host) -> TiersPage:
    host.window.go(Page.TIERS)
    Person(host).wait()
    return host.window.findChild(TiersPage)


def turn(page: TiersPage, code: str, value: float) -> None:
    """Type a number into a box and let the plan follow."""
    box = page.scheme_panel.rows[code].box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, str(value))
    QTest.keyClick(box, Qt.Key.Key_Tab)
    wait_for_plan(page)


def wait_for_plan(page: TiersPage) -> None:
    page._ask()
    page.workspace.tasks.drain()


def tier_of(host: Host, customer_id: int) -> str:
    return list_pages.rows(host.workspace.database, [customer_id])[0].tier


@pytest.fixture(params=["host", "chinese_host"])
def either_host(request) -> Host:
    return request.getfixturevalue(request.param)


@pytest.fixture
def applied_host(host) -> Host:
    database, today = host.workspace.database, host.workspace.today()
    tiers.apply(database, tiers.plan(database, as_of=today))
    return host


def test_other_weights_are_tried_applied_and_undone(either_host):
    page, person = open_page(either_host), Person(either_host)
    turn(page, "weight_growth", 90)
    ups = page.outlook.keys[Direction.UP]
    assert ups
    moved = ups[0]
    before = tier_of(either_host, moved)
    person.click(page.apply_button)
    assert tier_of(either_host, moved) != before
    assert page.outlook.changes_nothing
    either_host.workspace.undo()
    person.wait()
    assert tier_of(either_host, moved) == before


def test_a_what_if_writes_nothing(applied_host):
    page = open_page(applied_host)
    before = applied_runs(applied_host.workspace.database)
    turn(page, "weight_growth", 90)
    assert page.outlook.plan.scheme != Scheme()
    assert applied_runs(applied_host.workspace.database) == before
    assert tiers.scheme(applied_host.workspace.database) == Scheme()


def test_the_newest_wish_wins(applied_host):
    page, person = open_page(applied_host), Person(applied_host)
    slider = page.scheme_panel.rows["quota_a"].slider
    for _ in range(12):
        QTest.keyClick(slider, Qt.Key.Key_Right)
        page._ask()
    person.wait()
    assert page.outlook.plan.scheme.quota_a * 100 == slider.value() == 27


def test_an_older_plan_that_arrives_late_moves_no_slider_back(applied_host):
    page = open_page(applied_host)
    box = page.scheme_panel.rows["quota_a"].box
    box.setValue(30)
    page._ask()
    box.setValue(35)
    page.workspace.tasks.drain()
    assert box.value() == 35
    assert not page.apply_button.isEnabled()
    wait_for_plan(page)
    assert page.outlook.plan.scheme.quota_a * 100 == 35
    assert page.apply_button.isEnabled()


def test_a_method_is_chosen_with_a_click(applied_host):
    page, person = open_page(applied_host), Person(applied_host)
    person.click(page.scheme_panel.methods[Method.PARETO])
    wait_for_plan(page)
    assert page.outlook.plan.scheme.method is Method.PARETO
    assert page.scheme_panel.rows["pareto_a"].isVisible()
    assert not page.scheme_panel.rows["quota_a"].isVisible()


def test_settings_no_ranking_can_follow_are_refused_in_place(applied_host):
    page = open_page(applied_host)
    for code in list(page.scheme_panel.rows):
        if code.startswith("weight"):
            page.scheme_panel.rows[code].box.setValue(0)
    wait_for_plan(page)
    assert page.refusal.isVisible()
    assert page.refusal.words.text()
    assert not page.apply_button.isEnabled()
    turn(page, "weight_revenue", 30)
    assert not page.refusal.isVisible()
    assert page.apply_button.isEnabled()


def test_an_outdated_plan_is_refused_in_place_and_made_again(applied_host):
    page, person = open_page(applied_host), Person(applied_host)
    turn(page, "weight_growth", 90)
    runs = len(applied_runs(applied_host.workspace.database))
    card_edits.add_record(applied_host.workspace.database, Tag(1, "written elsewhere"))
    person.click(page.apply_button)
    assert page.refusal.isVisible()
    assert len(applied_runs(applied_host.workspace.database)) == runs
    person.click(page.refusal.again_button)
    assert not page.refusal.isVisible()
    person.click(page.apply_button)
    assert len(applied_runs(applied_host.workspace.database)) == runs + 1


def test_a_plan_before_later_history_is_refused_in_place(host):
    database, today = host.workspace.database, host.workspace.today()
    tiers.apply(database, tiers.plan(database, as_of=today + timedelta(10)))
    page, person = open_page(host), Person(host)
    turn(page, "weight_growth", 90)
    person.click(page.apply_button)
    assert "Mar 20, 2026" in page.refusal.words.text()
    assert not page.refusal.again_button.isVisible()


def test_the_index_is_explained_term_by_term(applied_host):
    page = open_page(applied_host)
    turn(page, "weight_growth", 90)
    tip = page.moves.model.index(0, Column.INDEX).data(Qt.ItemDataRole.ToolTipRole)
    assert "growth" in tip
    assert "weight" in tip


def test_a_click_on_a_name_opens_the_card(applied_host):
    page, person = open_page(applied_host), Person(applied_host)
    turn(page, "weight_growth", 90)
    wanted = []
    applied_host.workspace.navigation.card_wanted.connect(lambda key, _: wanted.append(key))
    table = page.moves.table
    spot = table.visualRect(page.moves.model.index(0, Column.NAME)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    person.wait()
    assert wanted == [page.moves.model.key_at(0)]


def test_moves_say_why_and_are_filtered_by_direction(applied_host):
    page, person = open_page(applied_host), Person(applied_host)
    turn(page, "weight_growth", 90)
    person.click(page.moves.chips[Direction.DOWN])
    model = page.moves.model
    assert model.rowCount() == len(page.outlook.keys[Direction.DOWN]) > 0
    assert model.index(0, Column.BEFORE).data() in ("A", "B")
    assert "rank" in model.index(0, Column.WHY).data()


def test_the_moves_model_is_sound(applied_host, qtmodeltester):
    page = open_page(applied_host)
    turn(page, "weight_growth", 90)
    qtmodeltester.check(page.moves.model)


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".csv"])
def test_the_list_is_written_to_a_chosen_file(applied_host, monkeypatch, tmp_path, ending):
    open_page(applied_host)
    person, path = Person(applied_host), tmp_path / f"list{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    told = []
    applied_host.workspace.noticed.connect(told.append)
    person.choose(ActionCode.EXPORT_TIERS)
    assert told[-1].action
    assert path.name in told[-1].text
    assert_is(path, ending)


def assert_is(path: Path, ending: str) -> None:
    if ending == ".pdf":
        assert len(pypdfium2.PdfDocument(path)) > 0
    elif ending == ".xlsx":
        assert "xl/workbook.xml" in zipfile.ZipFile(path).namelist()
    else:
        assert path.read_text(encoding="utf-8-sig").count("\n") > 20


def test_a_place_that_can_t_be_written_to_is_told(applied_host, monkeypatch, tmp_path):
    page, person = open_page(applied_host), Person(applied_host)
    path = tmp_path / "gone" / "list.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    told = []
    applied_host.workspace.noticed.connect(told.append)
    person.click(page.export_button)
    assert "gone" in told[-1].text


def test_an_ending_is_added_from_the_chosen_kind(applied_host, monkeypatch, tmp_path):
    page, person = open_page(applied_host), Person(applied_host)
    kinds = []

    def choose(_owner, _title, _suggested, filters):
        kinds.extend(filters.split(";;"))
        return str(tmp_path / "list"), kinds[1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    person.click(page.export_button)
    assert (tmp_path / "list.xlsx").exists()


def test_a_pin_without_a_reason_says_so_and_keeps_what_was_typed(either_host):
    page, person = open_page(either_host), Person(either_host)
    page.tabs.setCurrentIndex(PINS)
    known = len(page.pins._pins)
    page.pins.add()
    person.wait()
    person.click(page.pins.panel.save_button)
    assert page.pins.panel.problem.text()
    name = list_pages.rows(either_host.workspace.database, [3])[0].name
    page.pins.customer.setFocus()
    person.type(name[:6])
    person.press("Return")
    person.click(page.pins.panel.save_button)
    reason = page.pins.panel.fields.fields["reason"]
    assert reason.editor.widget.accessibleDescription()
    assert page.pins.customer.line.text()
    reason.editor.widget.setFocus()
    person.type("Flagship")
    person.click(page.pins.panel.save_button)
    pins = pins_in_force(either_host.workspace.database, as_of=either_host.workspace.today())
    assert len(pins) == known + 1
    assert (pins[0].name, pins[0].pin.reason, pins[0].pin.tier) == (name, "Flagship", "A")


def test_a_pin_is_taken_back_and_undone(host):
    page, person = open_page(host), Person(host)
    page.tabs.setCurrentIndex(PINS)
    database, today = host.workspace.database, host.workspace.today()
    before = pins_in_force(database, as_of=today)
    assert before
    page.pins.table.setFocus()
    person.press("Del")
    assert len(pins_in_force(database, as_of=today)) == len(before) - 1
    host.workspace.undo()
    person.wait()
    assert pins_in_force(database, as_of=today) == before


def test_the_scheme_of_a_past_run_is_tried_again(applied_host):
    page, person = open_page(applied_host), Person(applied_host)
    turn(page, "quota_a", 40)
    page.tabs.setCurrentIndex(RUNS)
    person.click(page.runs.use_button)
    wait_for_plan(page)
    assert page.outlook.plan.scheme == Scheme()


def test_defaults_and_the_file_s_own_settings_are_two_ways_back(host):
    page, person = open_page(host), Person(host)
    turn(page, "quota_a", 40)
    page.apply()
    person.wait()
    turn(page, "quota_a", 20)
    person.click(page.scheme_panel.own)
    wait_for_plan(page)
    assert page.outlook.plan.scheme.quota_a * 100 == 40
    person.click(page.scheme_panel.defaults)
    wait_for_plan(page)
    assert page.outlook.plan.scheme == Scheme()


def test_a_narrow_window_offers_the_bars_among_the_rest(applied_host):
    page, person = open_page(applied_host), Person(applied_host)
    applied_host.window.resize(960, 600)
    person.wait()
    assert page.distribution.bars.isVisible()
    person.click_button("Serving B", page)
    assert not page.distribution.bars.isVisible()
    applied_host.window.resize(1280, 720)
    person.wait()
    assert page.distribution.bars.isVisible()
    assert not page.distribution.sides[0].isVisible()


def test_an_empty_file_says_what_to_do_first(make_host, customer_file):
    host = make_host(customer_file)
    page = open_page(host)
    assert page.first_run.isVisible()
    assert not page.apply_button.isEnabled()
    assert page.distribution.chart.sentences() == ["No revenue in the last 12 months."]


def test_what_is_tried_outlives_a_change_of_language(applied_host):
    page = open_page(applied_host)
    turn(page, "quota_a", 40)
    page.distribution.show_side(2)
    state = page.state()
    fresh = TiersPage(applied_host.workspace, applied_host.window.icons)
    fresh.restore(state)
    wait_for_plan(fresh)
    assert fresh.outlook.plan.scheme.quota_a * 100 == 40
    assert fresh.distribution.side == 2
    fresh.deleteLater()


def test_the_briefs_of_chosen_moves_are_printed_from_the_keyboard(host):
    page = open_page(host)
    asked = []
    host.workspace.navigation.brief_wanted.connect(asked.append)
    turn(page, "hold_days", 0)
    turn(page, "quota_a", 40)
    page.moves.table.selectRow(1)

    Person(host).choose(ActionCode.PRINT_BRIEF)

    assert [order.customer_id for order in asked[0]] == page.moves.chosen_keys
    assert len(asked[0]) == 1


def test_a_tab_is_made_when_it_is_first_seen_and_shows_the_newest(applied_host):
    page = open_page(applied_host)
    made = [name for name in ("moves", "pins", "runs") if name in vars(page)]
    page.tabs.setCurrentIndex(RUNS)
    assert made == ["moves"]
    assert page.runs.table.rowCount() == len(applied_runs(page.workspace.database))
    page.tabs.setCurrentIndex(PINS)
    known = page.pins.table.rowCount()
    page.tabs.setCurrentIndex(RUNS)
    page.pins.table.setCurrentCell(0, 0)
    page.pins.remove()
    Person(applied_host).wait()
    page.tabs.setCurrentIndex(PINS)
    assert page.pins.table.rowCount() == known - 1
