"""Settings take effect at once: language, look, name, base currency and exchange rates."""

from decimal import Decimal

import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.services import file_money, list_pages
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.colours import Scheme
from crm_desktop.ui.forms.fields import Field
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.settings.settings_page import SettingsPage


@pytest.fixture
def person(host) -> Person:
    """Somebody who opened the settings."""
    person = Person(host)
    person.choose(ActionCode.SETTINGS)
    return person


def page_of(person: Person) -> SettingsPage:
    page = person.host.window.page
    assert isinstance(page, SettingsPage)
    return page


def fields_of(person: Person) -> dict[str, Field]:
    """The fields of the open form for a new rate."""
    grid = page_of(person).money.rates.new_form.findChild(FieldGrid)
    return grid.fields


def revenue(person: Person) -> int:
    rows = list_pages.first_rows(person.host.workspace.database, ListQuery())
    return sum(row.revenue_total for row in rows)


def choose_currency(person: Person, code: str) -> None:
    box: QComboBox = page_of(person).money.currency.box
    box.setFocus()
    box.setCurrentIndex(box.findText(code))
    box.activated.emit(box.currentIndex())
    person.wait()


def test_another_language_is_spoken_at_once_and_kept(person):
    person.click_button("简体中文")

    assert person.host.language.code is LanguageCode.CHINESE
    assert person.reads("设置")
    assert person.host.settings["language"] == LanguageCode.CHINESE


@pytest.mark.parametrize(
    ("words", "scheme"), [("Dark", Scheme.DARK), ("High contrast", Scheme.CONTRAST)]
)
def test_another_look_is_taken_at_once(person, words, scheme):
    person.click_button(words)

    assert person.host.theme.scheme is scheme
    assert page_of(person).isVisible()


def test_changes_are_signed_with_the_name_given(person):
    line = page_of(person).findChild(QLineEdit, "author")
    person.click(line)
    line.selectAll()
    person.type("Harriet Quill")
    person.press("Tab")

    assert person.host.workspace.author == "Harriet Quill"


def test_another_base_currency_leaves_out_what_has_no_rate_and_is_undone(person):
    before = revenue(person)

    choose_currency(person, "ISK")
    assert file_money.file_money(person.host.workspace.database).base == "ISK"
    assert revenue(person) != before
    person.choose(ActionCode.UNDO)

    assert revenue(person) == before
    assert page_of(person).money.currency.value() == "CNY"


def test_a_rate_is_added_in_place_and_counts_at_once(person):
    choose_currency(person, "ISK")
    without = revenue(person)
    person.click(page_of(person).money.rates.add_button)
    fields = fields_of(person)
    fields["currency"].editor.type_raw("CNY")
    line = fields["rate"].editor.widget
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "20")
    day = fields["valid_from"].editor.widget
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, "2000-01-01")
    QTest.keyClick(day, Qt.Key.Key_Return)
    person.wait()

    rates = file_money.file_money(person.host.workspace.database).rates
    assert Decimal(20) in [one.rate for one in rates if one.currency == "CNY"]
    assert revenue(person) > without


def test_a_rate_that_is_none_is_said_beneath_and_kept_as_typed(person):
    person.click(page_of(person).money.rates.add_button)
    fields = fields_of(person)
    line = fields["rate"].editor.widget
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "many")
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.wait()

    assert line.text() == "many"
    assert line.accessibleDescription()


def test_a_page_that_is_gone_is_not_shown(person):
    """Another language makes the pages anew; what leads to the protection reaches the new one."""
    person.host.switch_language(LanguageCode.CHINESE)
    person.wait()
    person.choose(ActionCode.SETTINGS)

    person.host.workspace.navigation.protection_shown.emit()
    person.wait()

    assert page_of(person).protection.isVisible()
