"""The people of a card: added, linked, taken off, reached, and how they stand to us."""

import shutil

import pytest
from builders import store
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton
from records_desk import Desk, problem

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Role
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.taboos import Taboo
from crm_desktop.ui.navigation import CardTab

NAUGHTY = '<img src=x> O\'Brien & "Söhne" 𬱖 ـهلا'


@pytest.fixture
def people(host):
    return Desk(host, CardTab.PEOPLE)


def opened(desk: Desk, text: str):
    """The open row of a person, by a part of the name."""
    row = desk.row(desk.list_of(Kind.AFFILIATION), text)
    row.open()
    desk.person.wait()
    return row


def own_list(row, kind: Kind):
    return next(one for one in row.body.lists if one.kind is kind)


def test_names_stand_with_their_pinyin_role_and_stance(people):
    row = people.row(people.list_of(Kind.AFFILIATION), "曾一帆")

    assert row.summary.text == "曾一帆 (Zēng Yīfān)"
    assert row.summary.badge == "champion"
    assert "supports us" in row.accessibleName()


def test_a_contact_is_added_with_title_and_role_and_opens(people):
    records = people.list_of(Kind.AFFILIATION)
    people.person.click(records.add_button)
    fields = records.new_form.fields
    people.fill(fields, [("name", NAUGHTY), ("title", "Buyer"), ("role", "gatekeeper")])
    people.person.click_button("Save", records.new_form)

    contact = next(one for one in people.card.contacts if one.name == NAUGHTY)
    place = next(one for one in people.card.affiliations if one.contact_id == contact.id)
    assert (place.title, place.role) == ("Buyer", Role.GATEKEEPER)
    assert records.rows[place.id].is_open

    people.press_undo()
    assert NAUGHTY not in [one.name for one in people.card.contacts]


def test_a_contact_without_a_name_is_refused_beside_the_name(people):
    records = people.list_of(Kind.AFFILIATION)
    people.person.click(records.add_button)
    fields = records.new_form.fields
    people.fill(fields, [("title", "Buyer")])
    people.person.click_button("Save", records.new_form)

    assert problem(fields["name"]) == "This can't be left empty."
    assert fields["title"].editor.raw() == "Buyer"


def test_names_and_place_are_edited_each_by_an_own_step(people):
    row = opened(people, "曾一帆")
    people.enter(row.body.names.fields["salutation"].editor.widget, "Director Zeng")
    people.pick(row.body.position.fields["influence"].editor.widget, "4  decisive")
    people.pick(row.body.position.fields["stance"].editor.widget, "-1  leans against us")

    place = next(one for one in people.card.affiliations if one.id == row.key)
    contact = next(one for one in people.card.contacts if one.id == place.contact_id)
    assert (contact.salutation, place.influence, place.stance) == ("Director Zeng", 4, -1)

    people.press_undo()
    place = next(one for one in people.card.affiliations if one.id == row.key)
    assert (place.influence, place.stance) == (4, 2)


@pytest.mark.parametrize(
    ("kind", "part", "typed", "wrong"),
    [
        (Kind.CONTACT_POINT, "points", [("value", "139 0000 1234")], ("value", "x")),
        (Kind.IMPORTANT_DATE, "dates", [("month", "8"), ("day", "15")], ("month", "13")),
        (Kind.COMMUNICATION_STYLE, "styles", [("evidence", "Asks why")], ("noted_on", "?")),
        (Kind.CONSENT, "consents", [("purpose", "Newsletter")], ("given_on", "soon")),
    ],
)
def test_what_is_known_of_a_person_is_added_refused_removed_and_undone(
    people, kind, part, typed, wrong
):
    records = own_list(opened(people, "缪铁生"), kind)
    before = getattr(people.card, part)
    people.person.click(records.add_button)
    fields = records.new_form.fields
    people.fill(fields, [*typed, wrong])
    people.person.click_button("Save", records.new_form)
    assert problem(fields[wrong[0]])

    good = dict(typed).get(wrong[0], "2026-01-05")
    people.fill(fields, [(wrong[0], good)])
    people.person.click_button("Save", records.new_form)
    (key,) = {one.id for one in getattr(people.card, part)} - {one.id for one in before}

    records.rows[key].setFocus()
    people.person.press("Del")
    assert getattr(people.card, part) == before
    people.press_undo()
    assert key in records.rows


def test_a_lunar_birthday_is_written_as_a_lunar_day(people):
    records = own_list(opened(people, "缪铁生"), Kind.IMPORTANT_DATE)
    people.person.click(records.add_button)
    fields = records.new_form.fields
    people.fill(fields, [("month", "8"), ("day", "15")])
    fields["lunar"].editor.widget.setFocus()
    people.person.press("Space")
    people.person.click_button("Save", records.new_form)

    made = next(one for one in people.card.dates if one.lunar and one.day == 15)
    assert "15" in records.rows[made.id].text


def test_a_number_is_copied_by_one_click(people):
    records = own_list(opened(people, "曾一帆"), Kind.CONTACT_POINT)
    row = next(iter(records.rows.values()))

    people.person.click_button(f"Copy {row.text}", row)

    assert QGuiApplication.clipboard().text() == row.text
    assert people.person.reads("Copied: ")


def test_somebody_known_elsewhere_is_found_by_pinyin_and_linked(people):
    other = Desk(people.host, CardTab.PEOPLE, 9).card.contacts[0]
    desk = Desk(people.host, CardTab.PEOPLE)
    panel = desk.tab.link_person
    desk.person.click(desk.tab.findChild(QPushButton, "link-person"))
    assert panel.line.hasFocus()

    desk.person.type(other.name)
    assert panel.results.count() >= 1
    desk.person.press("Return")

    assert other.id in [one.contact_id for one in desk.card.affiliations]
    assert not panel.isVisible()
    assert desk.person.reads("is now on this card")

    desk.press_undo()
    assert other.id not in [one.contact_id for one in desk.card.affiliations]


def test_a_search_without_hits_says_what_to_do_and_escape_closes_it(people):
    panel = people.tab.link_person
    people.person.click(people.tab.link_button)
    people.person.type("zzqq")
    assert people.person.reads("Nobody found. Add them as a new contact.")

    people.person.press("Esc")
    assert not panel.isVisible()
    assert people.host.window.page.isVisible()


def test_a_contact_leaves_the_card_and_comes_back(people):
    records = people.list_of(Kind.AFFILIATION)
    row = people.row(records, "盖晓冬")
    key = row.key
    row.setFocus()

    people.person.press("Del")
    assert "盖晓冬" not in [one.name for one in people.card.contacts]

    people.press_undo()
    assert key in records.rows


def test_the_map_says_how_we_stand_and_what_is_missing(people):
    assert people.person.reads("Green: somebody who decides or approves supports us")

    row = opened(people, "缪铁生")
    people.pick(row.body.position.fields["stance"].editor.widget, "-2  against us")

    assert people.person.reads("Amber: ") or people.person.reads("Red: ")


def test_a_person_of_a_card_reports_to_somebody_else_only(people):
    records = people.list_of(Kind.CONTACT_LINK)
    people.person.click(records.add_button)
    fields = records.new_form.fields
    people.pick(fields["to_contact_id"].editor.widget, fields["from_contact_id"].editor.raw())
    people.person.click_button("Save", records.new_form)

    assert problem(fields["to_contact_id"]) == "Choose two different people."


def test_taboos_of_a_person_are_shown_and_edited_on_their_tab(people):
    place = people.list_of(Kind.AFFILIATION)
    key = people.row(place, "曾一帆").key
    contact = next(one.contact_id for one in people.card.affiliations if one.id == key)
    store(people.host.workspace.database, Taboo(2, "No jokes on weight", contact_id=contact))
    people.host.window.page.reload()
    row = opened(people, "曾一帆")
    assert people.person.reads("No jokes on weight")

    people.person.click_button("Edit in “Preferences  taboos”", row)
    assert people.host.window.page.tabs.current is CardTab.PREFERENCES


def test_a_photo_is_pasted_onto_a_person(people):
    row = opened(people, "曾一帆")
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(picture)
    row.body.photo.setFocus()

    people.person.press("Ctrl+V")
    assert row.body.photo.has_photo

    people.press_undo()
    assert not row.body.photo.has_photo


def test_a_killed_program_gives_typing_in_a_closed_person_back(host, make_host, tmp_path):
    desk = Desk(host, CardTab.PEOPLE)
    row = opened(desk, "缪铁生")
    records = own_list(row, Kind.CONTACT_POINT)
    desk.person.click(records.add_button)
    desk.fill(records.new_form.fields, [("value", "139 1111")])
    killed = tmp_path / "killed.crm"
    source = host.workspace.file.path
    shutil.copyfile(source, killed)
    shutil.copyfile(f"{source}-wal", f"{killed}-wal")

    again = Desk(make_host(killed), CardTab.PEOPLE)

    reopened = again.row(again.list_of(Kind.AFFILIATION), "缪铁生")
    assert reopened.is_open
    form = own_list(reopened, Kind.CONTACT_POINT).new_form
    assert form.fields["value"].editor.raw() == "139 1111"


def test_an_empty_card_says_whom_to_add_first(host):
    key = store(host.workspace.database, Customer("Empty Ltd"))[0]
    desk = Desk(host, CardTab.PEOPLE, key)

    assert desk.person.reads("Nobody is known here yet.")
    assert not desk.tab.links.isVisible()
    assert not desk.tab.standing.isVisible()


def test_the_people_tab_speaks_chinese(chinese_host):
    desk = Desk(chinese_host, CardTab.PEOPLE)
    row = opened(desk, "曾一帆")

    assert row.summary.badge == "内部支持者"
    assert row.body.position.fields["influence"].editor.raw() == "3  较大"


def test_a_number_is_typed_at_once_and_the_month_of_a_day_is_typed_over(people):
    row = opened(people, "曾一帆")
    points, days = own_list(row, Kind.CONTACT_POINT), own_list(row, Kind.IMPORTANT_DATE)

    people.person.click(points.add_button)
    assert points.new_form.fields["value"].editor.widget.hasFocus()

    people.person.click(days.add_button)
    month = days.new_form.fields["month"].editor.widget
    assert month.hasFocus()
    assert month.selectedText() == month.text()


def test_a_day_to_remember_begins_empty_and_must_be_given(people):
    days = own_list(opened(people, "曾一帆"), Kind.IMPORTANT_DATE)
    people.person.click(days.add_button)
    fields = days.new_form.fields
    assert [fields[name].editor.raw() for name in ("month", "day")] == ["", ""]

    people.person.press("Return")

    assert people.person.reads("This can't be left empty.")


def test_the_form_of_a_first_contact_is_not_drawn_out_over_an_empty_tab(host):
    (empty,) = store(host.workspace.database, Customer("Nobody known yet"))
    host.window.resize(1280, 760)
    desk = Desk(host, CardTab.PEOPLE, empty)
    records = desk.list_of(Kind.AFFILIATION)

    desk.person.click(records.add_button)

    assert records.new_form.height() <= records.new_form.sizeHint().height()
