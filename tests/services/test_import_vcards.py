"""vCards and workbooks go the way of any list: into cards, again without change, undone as one."""

from contextlib import closing
from datetime import date

import pytest
from import_lists import Lists
from xlsxwriter import Workbook

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import PointKind
from crm_desktop.services import imports
from crm_desktop.storage.database import create

CARDS = """BEGIN:VCARD
VERSION:3.0
UID:1
FN:张梅
N:张;梅;;;
TEL;TYPE=CELL:13800138000
EMAIL:z@example.com
BDAY:1980-05-12
CATEGORIES:VIP,north
X-TEA:green
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:2
FN:Ann Lee
N:Lee;Ann;;;
ORG:Harbour Hotel
TITLE:Buyer
TEL;TYPE=WORK:+44 20 7946 0000
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:3
TEL:1
END:VCARD
"""


@pytest.fixture
def today():
    """A day after everything in the lists."""
    return date(2026, 3, 10)


@pytest.fixture
def database(tmp_path):
    """An empty customer file."""
    with closing(create(tmp_path / "own.crm")) as opened:
        yield opened


def planned(database, path, today):
    return imports.plan(database, [path], today=today, currency="EUR")


def test_cards_become_customers_with_their_people(database, tmp_path, today):
    path = tmp_path / "people.vcf"
    path.write_text(CARDS, encoding="utf-8")

    report = imports.apply(database, planned(database, path, today), elsewhere=tmp_path)

    (count,) = report.plan.files
    assert (count.new, count.refused) == (2, 1)
    with database.read() as reading:
        person, firm = reading.values(Kind.CUSTOMER, "ORDER BY id")
        (contact,) = reading.values(Kind.CONTACT)
        points = {(one.kind, one.value) for one in reading.values(Kind.CONTACT_POINT)}
        (born,) = reading.values(Kind.IMPORTANT_DATE)
        tags = {one.name for one in reading.values(Kind.TAG)}
        (tea,) = reading.values(Kind.CUSTOM_FIELD)
    assert (person.name, person.kind, firm.name, firm.kind) == (
        "张梅", "person", "Harbour Hotel", "company",
    )  # fmt: skip
    assert contact.name == "Ann Lee"
    assert (PointKind.MOBILE, "13800138000") in points
    assert (born.year, born.month, born.day) == (1980, 5, 12)
    assert tags == {"VIP", "north"}
    assert (tea.name, tea.value) == ("X-TEA", "green")


def test_the_same_cards_again_change_nothing(database, tmp_path, today):
    path = tmp_path / "people.vcf"
    path.write_text(CARDS, encoding="utf-8")
    imports.apply(database, planned(database, path, today), elsewhere=tmp_path)

    again = planned(database, path, today)

    assert again.writes.is_empty
    assert again.files[0].unchanged == 2


def test_the_sheets_of_a_workbook_are_joined_by_their_ids(database, tmp_path, today):
    path = tmp_path / "shop.xlsx"
    with Workbook(path) as workbook:
        for title, rows in {
            "Customers": [("Customer id", "Name"), (17850, "Ann"), (2, "Bo")],
            "Invoices": [("Invoice id", "Customer id", "Date", "Total"),
                         (10, 17850, "2024-05-01", 99.5)],
        }.items():  # fmt: skip
            sheet = workbook.add_worksheet(title)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)

    plan = planned(database, path, today)
    imports.apply(database, plan, elsewhere=tmp_path)

    assert [one.path.name for one in plan.files] == ["shop.xlsx#Customers", "shop.xlsx#Invoices"]
    with database.read() as reading:
        (bought,) = reading.values(Kind.PURCHASE)
        owner = reading.get(Kind.CUSTOMER, bought.customer_id)
    assert (owner.name, str(bought.amount)) == ("Ann", "99.5")


def test_refused_rows_of_a_sheet_go_to_a_list_that_can_be_mended(database, tmp_path, today):
    path = tmp_path / "shop.xlsx"
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet("S")
        for number, cells in enumerate(
            [("Name", "Birthday"), ("Ann", "1980-05-12"), ("Bo", "soon"), ("Cy", "1981-01-02"),
             ("Di", "1982-01-02"), ("Ed", "1983-01-02")]
        ):  # fmt: skip
            sheet.write_row(number, 0, cells)

    report = imports.apply(database, planned(database, path, today), elsewhere=tmp_path)

    ((_, written),) = report.rejects.items()
    assert written.name == "shop.xlsx.rejected.csv"
    text = written.read_text(encoding="utf-8-sig")
    assert "Bo,soon,3," in text
    written.write_text(text.replace("soon", "1990-03-04"), encoding="utf-8-sig")
    again = imports.plan(database, [written], today=today, currency="EUR")
    assert (again.files[0].new, again.files[0].refused) == (1, 0)


PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def test_the_picture_of_a_card_becomes_the_photo_of_who_it_shows(lists: Lists) -> None:
    lists.write(
        "phone.vcf",
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Ada Lovelace",
        f"PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}",
        "END:VCARD",
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Bo Diddley",
        "ORG:Acme Ltd",
        f"PHOTO:data:image/png;base64,{PIXEL}",
        "END:VCARD",
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Cy Nobody",
        "PHOTO:https://example.com/cy.jpg",
        "PHOTO;ENCODING=b:bm8gcGljdHVyZQ==",
        "END:VCARD",
    )
    report = lists.take()
    photos = lists.values(Kind.ATTACHMENT)
    assert [(one.customer_id, one.contact_id, one.is_photo) for one in photos] == [
        (1, None, True),
        (None, 1, True),
    ]
    assert photos[0].media_type == "image/jpeg"
    again = lists.take()
    assert len(lists.values(Kind.ATTACHMENT)) == 2
    assert again.plan.writes.is_empty
    assert report.changes.operation_id is not None


def test_a_birthday_that_is_no_day_does_not_cost_the_card(lists: Lists) -> None:
    lists.write("odd.vcf", "BEGIN:VCARD", "VERSION:4.0", "FN:Ada", "BDAY:19723101", "END:VCARD")
    report = lists.take()
    assert report.plan.files[0].new == 1
    fields = lists.values(Kind.CUSTOM_FIELD)
    assert [(one.name, one.value) for one in fields] == [("BDAY", "19723101")]
