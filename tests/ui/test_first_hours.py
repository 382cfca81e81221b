"""What a person new to the window stumbled over in their first hours."""

from builders import store
from person import Person
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit
from records_desk import Desk

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.services import card_edits, list_pages
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.ui.man.level_scale import LevelScale
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.notices import NoticeArea, NoticeRow


def notices(host):
    area = host.window.findChild(NoticeArea)
    return [row.notice for row in area.findChildren(NoticeRow) if not row.isHidden()]


def rename(host, name):
    database = host.workspace.database
    host.workspace.write(
        lambda: card_edits.set_fields(database, Kind.CUSTOMER, 1, {"name": name}),
        notice=f"Saved {name}",
    )
    host.tasks.drain()


def test_a_notice_offers_no_undo_of_what_was_undone_otherwise(host):
    rename(host, "Other name")
    assert [one.text for one in notices(host)] == ["Saved Other name"]

    Person(host).press("Ctrl+Z")
    host.tasks.drain()

    assert not any(one.action for one in notices(host))


def test_one_undo_after_another_leaves_one_notice(host):
    for name in ("One", "Two", "Three"):
        rename(host, name)
    for _ in range(3):
        Person(host).press("Ctrl+Z")
        host.tasks.drain()

    assert len(notices(host)) == 1


def test_a_notice_makes_room_for_the_field_that_has_the_keyboard(host):
    person = Person(host)
    field = QLineEdit(host.window.centralWidget())
    area = host.window.findChild(NoticeArea)
    field.setGeometry(0, area.parentWidget().height() - 40, area.parentWidget().width(), 30)
    field.show()
    host.workspace.tell("Something happened")
    assert area.geometry().intersects(field.geometry())

    field.setFocus()
    person.wait()

    assert not area.geometry().intersects(field.geometry())


def test_a_contact_is_added_with_a_phone_in_one_go(host):
    desk = Desk(host, CardTab.PEOPLE)
    people = desk.list_of(Kind.AFFILIATION)
    desk.person.click(people.add_button)
    desk.fill(people.new_form.fields, [("name", "Nora Quill"), ("value", "+44 20 7946 0018")])
    desk.person.press("Return")
    host.tasks.drain()

    with host.workspace.database.read() as reading:
        (nora,) = reading.values(Kind.CONTACT, "WHERE name = ?", ("Nora Quill",))
        (phone,) = reading.values(Kind.CONTACT_POINT, "WHERE contact_id = ?", (nora.id,))
    assert phone.normalised == "+442079460018"


def test_the_file_of_a_brief_is_named_after_the_day_of_the_visit(host, today):
    with host.workspace.database.read() as reading:
        visit = reading.values(Kind.VISIT, "WHERE visit_on > ? ORDER BY visit_on", (f"{today}",))[0]
    host.workspace.navigation.brief_wanted.emit([BriefOrder(visit.customer_id, visit.id)])
    host.tasks.drain()

    assert visit.visit_on != today
    assert host.window.page._suggested().startswith(f"{visit.visit_on}")


def test_the_notice_of_a_saved_brief_opens_its_folder(host, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    host.workspace.navigation.brief_wanted.emit([BriefOrder(1)])
    host.tasks.drain()
    page = host.window.page
    page._output.save(page._batch(tmp_path / "brief.pdf"))
    host.tasks.drain()
    (saved,) = [one for one in notices(host) if one.action]
    saved.act()

    assert opened == [str(tmp_path)]


def test_the_bin_shows_nothing_of_the_list(host):
    head = host.window.page.head
    of_the_list = (head.filters, head.count, head.field, head.views)
    Person(host).click(head.bin)
    assert not any(widget.isVisible() for widget in of_the_list)

    Person(host).click(head.bin)
    assert all(widget.isVisible() for widget in of_the_list)


def test_an_empty_panel_of_the_overview_offers_to_add(host):
    (empty,) = store(host.workspace.database, Customer("Nothing known yet"))
    host.workspace.navigation.card_wanted.emit(empty, CardTab.OVERVIEW)
    person = Person(host)
    person.wait()
    person.click(person.button("Add: Goals"))

    assert host.window.page.tabs.current is CardTab.DEVELOPMENT


def test_f10_opens_the_first_menu(host):
    person = Person(host)
    person.press("F10")
    bar = host.window.menuBar()
    opened = bar.activeAction()
    bar.actions()[0].menu().close()

    assert opened is bar.actions()[0]


def test_the_tip_of_a_level_says_its_number_once(host):
    scale = LevelScale(host.language)
    scale.offer((0, 1), ("no budget", "some budget"))

    assert scale.button(1).toolTip().count("1") == 1


def test_a_list_is_imported_with_a_count_of_what_it_brought(host, tmp_path):
    (tmp_path / "new.csv").write_text("name,city\nAnn Newcomer,London\nBo Newcomer,Leeds\n")
    import_list(host, tmp_path / "new.csv")
    host.tasks.drain()

    assert any("2 new, 0 updated" in one.text for one in notices(host))


def test_an_import_is_stopped_and_brings_nothing(host, tmp_path):
    rows = "".join(f"Newcomer {number},London\n" for number in range(3_000))
    (tmp_path / "new.csv").write_text(f"name,city\n{rows}", "utf-8")
    before = list_pages.count(host.workspace.database)
    import_list(host, tmp_path / "new.csv")
    host.tasks.cancel_jobs()
    host.tasks.drain()

    assert list_pages.count(host.workspace.database) == before
    assert not host.tasks.is_writing
    assert Person(host).reads("Stopped. Nothing was imported.")


def import_list(host, path):
    """Look at a list and press Import."""
    host.window.look_at_lists([path])
    host.tasks.drain()
    host.window.page._import.click()
