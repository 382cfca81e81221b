"""A scanner at the search box: it types what it read and ends with Enter."""

import pytest
from person import Person
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact, ContactPoint, PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.visits import Visit
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.briefs import BriefOrder, build
from crm_desktop.ui.card.card_page import CardPage
from crm_desktop.ui.visits.visit_page import VisitPage


class Desk:
    """A window with one more customer, their contact and their visit, and its codes."""

    def __init__(self, host) -> None:
        self.host, self.person = host, Person(host)
        self.opened: list[int] = []
        self.told: list[str] = []
        database = host.workspace.database
        with database.write("stored") as work:
            self.key = work.add(Customer("Zebra Works"))
            who = work.add(Contact("Ann Lee"))
            work.add(Affiliation(who, self.key))
            work.add(ContactPoint(PointKind.EMAIL, "ann@zebra.example", contact_id=who))
            work.add(ContactPoint(PointKind.MOBILE, "0770 0900 123", contact_id=who))
            self.visit = work.add(Visit(self.key, host.workspace.today()))
        self.card_link = self._link(Kind.CUSTOMER, "card", self.key)
        self.visit_link = self._link(Kind.VISIT, "visit", self.visit)
        navigation = host.workspace.navigation
        navigation.card_wanted.connect(lambda key, _: self.opened.append(key))
        host.workspace.noticed.connect(lambda notice: self.told.append(notice.text))

    def _link(self, kind: Kind, word: str, key: int) -> str:
        with self.host.workspace.database.read() as reading:
            (uid,) = reading.one(f"SELECT uid FROM {kind.value} WHERE id = ?", (key,))
        return f"crm-desktop:{word}/{uid.hex()}"

    def scan(self, *lines: str) -> None:
        self.person.press("Ctrl+K")
        for line in lines:
            self.person.type(line)
            self.person.press("Return")

    @property
    def page(self):
        return self.host.window.page


@pytest.fixture
def desk(host) -> Desk:
    return Desk(host)


@pytest.fixture
def chinese_desk(chinese_host) -> Desk:
    return Desk(chinese_host)


@pytest.mark.parametrize("bend", [str, str.upper, lambda text: text.replace(":", "：")])
def test_the_code_of_a_card_opens_it(desk, bend):
    desk.scan(bend(desk.card_link))

    assert isinstance(desk.page, CardPage)
    assert desk.opened == [desk.key]
    assert desk.host.window.search.text() == ""
    assert desk.told == []


def test_the_code_of_a_visit_opens_it(desk):
    desk.scan(desk.visit_link)

    assert isinstance(desk.page, VisitPage)
    assert desk.person.reads("Zebra Works")


def test_while_a_code_is_typed_nobody_is_looked_for(desk):
    desk.person.press("Ctrl+K")
    desk.person.type(desk.card_link[:30])

    assert desk.host.window.search.hits == []
    assert desk.host.window.page is not None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("crm-desktop:card/" + "0" * 32, "belongs to nobody in this file"),
        ("crm-desktop:card/0123", "cut short"),
        ("https://example.com/pay", "none of CRM Desktop: https://example.com/pay"),
        ("tel:+15550001111", "the number or address of +15550001111"),
    ],
)
def test_any_other_code_gets_a_sentence_and_goes_nowhere(desk, line, told):
    before = desk.page
    desk.scan(line)

    assert desk.page is before
    assert any(told in text for text in desk.told), desk.told
    assert desk.host.window.search.text() == ""


def test_it_is_said_in_chinese_too(chinese_desk):
    chinese_desk.scan("crm-desktop:card/" + "0" * 32)

    assert "不属于" in chinese_desk.told[-1]


CARD = ("BEGIN:VCARD", "VERSION:3.0", "FN:Ann Lee", "N:Ann Lee;;;;", "{point}", "END:VCARD")


@pytest.mark.parametrize("point", ["EMAIL:ann@zebra.example", "TEL:07700900123"])
def test_a_card_of_a_person_typed_line_by_line_opens_the_customer(desk, point):
    desk.scan(*(line.format(point=point) for line in CARD))

    assert isinstance(desk.page, CardPage)
    assert desk.opened == [desk.key]


def test_a_card_of_nobody_known_says_so(desk):
    desk.scan(*(line.format(point="EMAIL:new@example.org") for line in CARD))

    assert "Nobody in this file has the number or address of Ann Lee." in desk.told


def test_somebody_at_two_customers_is_offered(desk):
    with desk.host.workspace.database.write("stored") as work:
        other = work.add(Customer("Yak Works"))
        work.add(ContactPoint(PointKind.EMAIL, "ann@zebra.example", customer_id=other))

    desk.scan("mailto:ann@zebra.example")
    desk.person.wait()

    names = {hit.name for hit in desk.host.window.search.hits}
    assert {"Yak Works", "Zebra Works"} <= names
    assert QApplication.focusWidget() is desk.host.window.search


def test_a_card_that_breaks_off_is_forgotten(desk, qtbot):
    desk.scan("BEGIN:VCARD", "FN:Ann")
    desk.person.press("Esc")
    desk.person.press("Ctrl+K")
    desk.person.type("zebra")
    desk.person.wait()

    assert "Zebra Works" in [hit.name for hit in desk.host.window.search.hits]


def test_a_name_and_enter_still_opens_the_first_hit(desk):
    desk.scan("Zebra")

    assert isinstance(desk.page, CardPage)


def test_what_the_brief_prints_is_what_is_scanned(desk):
    workspace = desk.host.workspace
    with workspace.database.read() as reading:
        moment = Moment(workspace.today(), workspace.clock())
        brief = build(reading, BriefOrder(desk.key, desk.visit), moment, workspace.playbook)

    assert brief.annexes.card_link == desk.card_link
    assert brief.annexes.visit_link == desk.visit_link
