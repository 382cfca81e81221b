"""Editing a card in place: what is typed is saved when it is left, and never lost."""

import pytest
from card_window import HOTEL, PERSON, TOOLS, OpenCard
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import CustomerKind, Stage
from crm_desktop.services import typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.labels import Label
from crm_desktop.ui.navigation import CardTab

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""Suggestions open over the window and ask for what a screen has and the tests have not."""


def list_of(card: OpenCard, kind: Kind) -> RecordList:
    return next(one for one in card.page.findChildren(RecordList) if one.kind is kind)


def test_a_field_is_saved_when_it_is_left(host):
    card = OpenCard(host)
    card.type_into("city", "Kunshan")
    assert card.stored.customer.city != "Kunshan"
    card.leave()
    assert card.stored.customer.city == "Kunshan"


def test_another_card_saves_what_was_typed_on_this_one(host):
    card = OpenCard(host)
    card.type_into("city", "Kunshan")
    card.go(HOTEL)
    card.go(TOOLS)
    assert card.stored.customer.city == "Kunshan"
    assert card.field("city").editor.raw() == "Kunshan"


def test_another_tab_saves_what_was_typed(host):
    card = OpenCard(host)
    card.type_into("city", "Kunshan")
    card.person.press("Ctrl+PgUp")
    card.wait()
    assert card.page.tabs.current is CardTab.OVERVIEW
    assert card.stored.customer.city == "Kunshan"


def test_closing_the_window_saves_what_is_typed(host):
    card = OpenCard(host)
    card.type_into("city", "Kunshan")
    host.window.close()
    host.tasks.drain()
    assert card.stored.customer.city == "Kunshan"


def test_a_picture_in_the_clipboard_is_not_pasted_while_a_field_has_the_keyboard(host):
    card = OpenCard(host)
    QGuiApplication.clipboard().setText("Wuxi")
    field = card.type_into("city", "x")
    card.person.press("Ctrl+A")
    card.person.press("Ctrl+V")
    assert field.editor.raw() == "Wuxi"
    assert not card.page.header.photo.has_photo


def test_a_wrong_e_mail_stays_typed_and_is_told_beside_its_field(host):
    card = OpenCard(host)
    records = list_of(card, Kind.CONTACT_POINT)
    point = next(one for one in card.stored.points if one.contact_id is None and "@" in one.value)
    records.open_record(point.id)
    card.wait()
    line = records.rows[point.id].findChild(QLineEdit, "value")
    line.setFocus()
    card.person.press("Ctrl+A")
    QTest.keyClicks(line, "not an address")
    card.leave()
    assert line.text() == "not an address"
    assert "e-mail" in line.accessibleDescription()
    assert next(one for one in card.stored.points if one.id == point.id).value == point.value


def test_undo_takes_typing_back_first_and_the_operation_later(host):
    card = OpenCard(host)
    before = card.stored.customer.city
    card.type_into("city", "Kunshan")
    card.leave()
    field = card.type_into("city", "Wuxi")
    card.person.press("Ctrl+Z")
    assert field.editor.raw() != "Wuxi"
    assert card.stored.customer.city == "Kunshan"
    field.editor.type_raw("Kunshan")
    card.person.press("Ctrl+Z")
    card.wait()
    assert card.stored.customer.city == before
    assert field.editor.raw() == before


def test_news_from_elsewhere_does_not_overwrite_typing_and_mine_can_be_kept(host):
    card = OpenCard(host)
    field = card.type_into("city", "Mine")
    card.other_writes(city="Theirs")
    assert field.editor.raw() == "Mine"
    card.click(card.person.button("Keep mine", field))
    assert card.stored.customer.city == "Mine"


def test_news_from_elsewhere_can_be_taken_instead_of_typing(host):
    card = OpenCard(host)
    field = card.type_into("city", "Mine")
    card.other_writes(city="Theirs")
    card.click(card.person.button("Take theirs", field))
    assert field.editor.raw() == "Theirs"
    card.leave()
    assert card.stored.customer.city == "Theirs"


def test_typing_that_a_killed_program_had_not_saved_is_back(host):
    place = DraftPlace(Kind.CUSTOMER, TOOLS, TOOLS, "parking")
    typing_drafts.keep(host.workspace.database, place, "Behind the gate")
    card = OpenCard(host)
    assert card.field("parking").editor.raw() == "Behind the gate"
    assert card.person.reads("What you typed in 1 field was not saved and is back.")
    card.field("parking").editor.widget.setFocus()
    card.leave()
    assert card.stored.customer.parking == "Behind the gate"
    assert not typing_drafts.kept(host.workspace.database, TOOLS)


def test_a_refused_value_is_there_again_after_a_look_at_another_card(host):
    card = OpenCard(host)
    card.type_into("headcount", "many")
    card.go(HOTEL)
    card.go(TOOLS)
    assert card.field("headcount").editor.raw() == "many"


def test_a_strategic_value_waits_for_its_reason_and_is_saved_with_it(host):
    card = OpenCard(host, customer_id=19)
    assert card.stored.customer.strategic_value is None
    box = card.field("strategic_value").editor.widget
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_3)
    box.activated.emit(box.currentIndex())
    card.wait()
    assert card.stored.customer.strategic_value is None
    assert card.person.reads("Say why the customer has this strategic value.")
    card.type_into("strategic_reason", "Opens a market")
    card.leave()
    assert card.stored.customer.strategic_value == 3
    assert card.stored.customer.strategic_reason == "Opens a market"


def test_a_stage_is_chosen_by_key(host):
    card = OpenCard(host)
    box = card.field("stage").editor.widget
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    card.wait()
    assert card.stored.customer.stage is Stage.LEAD


def test_a_person_and_a_company_show_their_own_fields(host):
    card = OpenCard(host)
    assert card.field("headcount").isVisible()
    card.go(PERSON)
    forms = [one for one in card.page.findChildren(QLineEdit, "headcount") if one.isVisible()]
    assert not forms
    card.field("kind").editor.box.setCurrentIndex(0)
    card.field("kind").editor.box.activated.emit(0)
    card.wait()
    assert card.stored.customer.kind is CustomerKind.COMPANY
    assert card.field("headcount").isVisible()


def test_a_country_is_taken_by_its_name(host):
    card = OpenCard(host)
    card.type_into("country", "Germany")
    card.leave()
    assert card.stored.customer.country == "DE"


def test_a_tag_is_added_by_enter_and_taken_away_by_delete(host):
    card = OpenCard(host)
    line = card.child(QLineEdit, "add-tag")
    line.setFocus()
    QTest.keyClicks(line, "Fair & Square")
    QTest.keyClick(line, Qt.Key.Key_Return)
    card.wait()
    assert "Fair & Square" in [one.name for one in card.stored.tags]
    name = "Remove the tag Fair & Square"
    chip = card.person.button(name)
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    card.wait()
    assert "Fair & Square" not in [one.name for one in card.stored.tags]


def test_a_lunar_day_without_a_year_is_added_by_keys(host):
    card = OpenCard(host)
    records = list_of(card, Kind.IMPORTANT_DATE)
    known = len(card.stored.dates)
    card.click(records.findChild(QPushButton, "add-important_date"))
    form = records.new_form
    for name, text in (("month", "8"), ("day", "15")):
        line = form.findChild(QLineEdit, name)
        line.selectAll()
        QTest.keyClicks(line, text)
    form.fields["lunar"].editor.box.click()
    form.save()
    card.wait()
    added = next(one for one in card.stored.dates if one.month == 8 and one.lunar)
    assert (added.day, added.year, added.customer_id) == (15, None, TOOLS)
    assert len(card.stored.dates) == known + 1


def test_markup_and_odd_characters_are_shown_as_they_are(host):
    card = OpenCard(host)
    odd = "<b>Bold</b> & “co” \u202e 𬱖 👩‍👩‍👧 ' OR 1=1"
    card.other_writes(name=odd, background="<img src=x>\n" * 3)
    stored = card.stored.customer.name
    assert "<b>Bold</b> &" in stored
    assert stored in card.page.header.name_shown
    assert card.field("name").editor.raw() == stored
    assert "<img src=x>" in card.field("background").editor.raw()
    plain = Qt.TextFormat.PlainText
    assert all(one.textFormat() is plain for one in card.page.findChildren(Label))
