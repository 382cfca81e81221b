"""A person changes how a list is understood, looks at its rows, imports, and mends what is left."""

import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from crm_desktop.domain.imports import Entity, UpdateKey
from crm_desktop.services import list_pages
from crm_desktop.services.import_mappings import names_of_mappings
from crm_desktop.services.import_preview import RowState
from crm_desktop.ui.importing.column_editor import ConstantEditor

LINES = (
    "Dealer No,Company,Born,Phone",
    "1,Acme Ltd,x,+44 20 7946 0958",
    "2,Bolt Ltd,y,+44 20 7946 0111",
)


@pytest.fixture
def dealers(tmp_path):
    path = tmp_path / "dealers.csv"
    path.write_text("\n".join(LINES), "utf-8")
    return path


def look(host, *paths):
    """Drop lists on the window and wait until they are read."""
    host.window.look_at_lists(list(paths))
    settle(host)
    return host.window.page


def settle(host):
    for _ in range(3):
        host.tasks.drain()
        Person(host).wait()


def pick(host, box, value):
    """Choose an entry of a list."""
    place = box.values.index(value)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    settle(host)


def say_field(host, page, column, typed):
    """Open the panel of a column, type a field and press Enter, then Done."""
    editor = page._columns.table.edit_column(page.decisions.views[0], column)
    person = Person(host)
    editor.fields.line.setFocus()
    person.type(typed)
    person.press("Return")
    editor.close()
    settle(host)


def words(page, column):
    return page._columns.table.buttons[column].text().split("\n")[0]


def test_a_column_gets_its_field_by_typing_its_name(host, dealers):
    page = look(host, dealers)
    assert words(page, 2) == "Own field “Born”"
    say_field(host, page, 2, "nickn")
    assert words(page, 2) == "Nickname"
    assert page._import.isEnabled()


def test_escape_in_the_panel_changes_nothing(host, dealers):
    page = look(host, dealers)
    editor = page._columns.table.edit_column(page.decisions.views[0], 2)
    person = Person(host)
    editor.fields.line.setFocus()
    person.type("nickn")
    person.press("Return")
    person.press("Escape")
    settle(host)
    assert words(page, 2) == "Own field “Born”"


def test_names_are_split_and_joined_by_rules(host, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Street,House\nAda Lovelace,Main St,7\n", "utf-8")
    page = look(host, path)
    editor = page._columns.table.edit_column(page.decisions.views[0], 0)
    editor._rules._split(("first_name", "last_name"))
    editor.close()
    settle(host)
    assert words(page, 0) == "Given name + Family name"
    editor = page._columns.table.edit_column(page.decisions.views[0], 1)
    editor._rules._join(2)
    editor.close()
    settle(host)
    assert words(page, 2) == "Street"
    rows = page._rows.model.row(0)
    assert ("street", "Main St, 7") in [(one.field, one.after) for one in rows.changes] or (
        "street",
        "Main St 7",
    ) in [(one.field, one.after) for one in rows.changes]


def test_a_list_nobody_understands_says_what_to_choose(host, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("aa,bb\nfoo,1\nbar,2\n", "utf-8")
    page = look(host, path)
    assert not page._import.isEnabled()
    assert Person(host).reads("what its rows are")
    assert Person(host).reads("Still to be decided: x.csv.")
    say_field(host, page, 0, "name")
    assert page._import.isEnabled()


def test_another_entity_and_another_key_are_planned_at_once(host, dealers):
    page = look(host, dealers)
    pick(host, page._columns.bar.key, UpdateKey.PHONE)
    assert page.decisions.views[0].mapping.key is UpdateKey.PHONE
    pick(host, page._columns.bar.entity, Entity.PRODUCTS)
    assert page.decisions.views[0].mapping.entity is Entity.PRODUCTS
    assert page._columns.bar.key.isEnabled() is False


def test_encoding_and_header_are_stated_by_hand(host, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,City\nKöhler,Köln\n", "cp1252")
    page = look(host, path)
    pick(host, page._columns.bar.encoding, "gb18030")
    assert page.decisions.views[0].encoding == "gb18030"
    page._columns.bar.header.click()
    settle(host)
    assert page.decisions.views[0].header is None


def test_a_value_for_every_row_is_added_and_removed(host, dealers):
    page = look(host, dealers)
    page._columns.constant.click()
    editor = page._columns.constant.findChild(ConstantEditor)
    editor.fields.line.setFocus()
    Person(host).type("indus")
    Person(host).press("Return")
    Person(host).type("Steel")
    Person(host).press("Return")
    settle(host)
    assert page._columns.table.columnCount() == 5
    page._columns._remove_constant("industry")
    settle(host)
    assert page._columns.table.columnCount() == 4


def test_rows_are_filtered_by_what_becomes_of_them(host, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("Customer No,Name,City\n1,Ada,Bath\n1,Bo,Rome\n2,Cy,Oslo\n", "utf-8")
    page = look(host, path)
    page._views.setCurrentIndex(1)
    panel = page._rows
    assert panel.chips[None].text() == "All 3"
    panel.chips[RowState.REFUSED].click()
    assert panel.model.rowCount() == 1
    panel.table.selectRow(0)
    assert "stands in line 2 already" in panel.detail.toPlainText()


def test_a_mapping_is_remembered_followed_and_forgotten(host, dealers, tmp_path):
    page = look(host, dealers)
    say_field(host, page, 2, "nickn")
    page._foot.save.click()
    page._foot.name.setText("Dealers")
    page._foot.name.returnPressed.emit()
    settle(host)
    database = host.workspace.database
    assert names_of_mappings(database) == ["Dealers"]
    again = tmp_path / "april.csv"
    again.write_text("\n".join((*LINES, "3,Cog Ltd,z,")), "utf-8")
    page = look(host, again)
    assert words(page, 2) == "Nickname"
    page._foot.forget.click()
    settle(host)
    assert names_of_mappings(database) == []


def test_a_mapping_file_is_written_for_the_command_line(host, dealers, tmp_path):
    page = look(host, dealers)
    target = tmp_path / "mapping.toml"
    page._foot.write_file(target, list(page.decisions.views))
    assert 'entity = "customers"' in target.read_text("utf-8")
    page = look(host, dealers, target)
    assert page.decisions.mapping == target
    assert page._import.isEnabled()


def test_refused_rows_are_opened_mended_and_imported(host, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()) or True
    )
    path = tmp_path / "c.csv"
    path.write_text("Customer No,Name,City\n1,Ada,Bath\n1,Bo,Rome\n", "utf-8")
    before = list_pages.count(host.workspace.database)
    page = look(host, path)
    page._import.click()
    settle(host)
    rejects = tmp_path / "c.csv.rejected.csv"
    assert rejects.exists()
    buttons = [page._foot._reject_line.itemAt(at).widget() for at in range(3)]
    buttons[1].click()
    assert opened == ["c.csv.rejected.csv"]
    rejects.write_text(rejects.read_text("utf-8-sig").replace("1,Bo", "2,Bo"), "utf-8")
    page = look(host, rejects)
    page._import.click()
    settle(host)
    assert list_pages.count(host.workspace.database) == before + 2
    host.workspace.undo()
    settle(host)
    assert list_pages.count(host.workspace.database) == before + 1


def test_a_list_that_cannot_be_read_is_named_and_the_rest_is_taken(host, dealers, tmp_path):
    bad = tmp_path / "locked.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    page = look(host, bad, dealers)
    assert page._lists.count() == 2
    assert "can't be read" in page._lists.itemText(1)
    assert page._import.isEnabled()


def test_a_list_is_left_out_and_taken_again(host, dealers):
    page = look(host, dealers)
    page._columns.bar.out.click()
    settle(host)
    assert not page._import.isEnabled()
    page._columns.bar.out.click()
    settle(host)
    assert page._import.isEnabled()


def test_the_table_says_everything_to_a_screen_reader(host, dealers):
    page = look(host, dealers)
    names = [button.accessibleName() for button in page._columns.table.buttons]
    assert names[1] == "Company becomes: Company"
    assert all(
        button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in page._columns.table.buttons
    )
