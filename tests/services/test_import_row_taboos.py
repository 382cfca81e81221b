"""A taboo in a customer or contact list is never lost, and never doubled (D1)."""

import pytest
from import_lists import counts

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.taboos import Severity, TabooCategory
from crm_desktop.storage import change_log

HEADER = "Customer No,Customer Name,Contact Person,Taboo,Stage"


@pytest.fixture
def listed(lists):
    lists.write("list.csv", HEADER, "C1,Acme,Ann Lee,No pork; peanut allergy,", "C2,Bolt,Bo Chen,,")
    return lists


def texts(lists):
    return lists.column(Kind.TABOO, "text")


def test_each_taboo_of_a_row_is_one_of_its_customer(listed):
    listed.take()

    pork, peanuts = listed.values(Kind.TABOO)
    assert (pork.customer_id, pork.text, pork.severity) == (1, "No pork", Severity.AVOID)
    assert (peanuts.text, peanuts.severity) == ("peanut allergy", Severity.NEVER)
    assert peanuts.category is TabooCategory.ALLERGY
    assert listed.column(Kind.CUSTOMER, "name") == ["Acme", "Bolt"]
    assert listed.column(Kind.CONTACT, "name") == ["Ann Lee", "Bo Chen"]


def test_the_same_list_again_adds_no_taboo(listed):
    listed.take()

    report = listed.take()

    assert report.changes.is_empty
    assert len(texts(listed)) == 2


def test_a_cell_that_says_something_else_adds_and_takes_nothing_away(listed):
    listed.take()
    listed.write("list.csv", HEADER, "C1,Acme,Ann Lee,No lilies,")

    report = listed.take()

    assert counts(report) == {"list.csv": (0, 1, 0, 0)}
    assert texts(listed) == ["No pork", "peanut allergy", "No lilies"]


def test_undo_takes_the_taboos_with_their_cards(listed):
    before = listed.digest()
    report = listed.take()

    change_log.undo(listed.database, report.changes.operation_id)

    assert listed.digest() == before


@pytest.mark.parametrize(
    ("heading", "cell", "category"),
    [
        ("Allergies", "Hazelnut", TabooCategory.ALLERGY),
        ("过敏", "花生", TabooCategory.ALLERGY),
        ("Dietary", "No shellfish", TabooCategory.OTHER),
        ("忌口", "香菜", TabooCategory.OTHER),
        ("禁忌", "海鲜过敏", TabooCategory.ALLERGY),
    ],
)
def test_every_heading_of_taboos_brings_them(lists, heading, cell, category):
    lists.write("list.csv", f"客户编号,客户名称,城市,{heading}", f"C1,甲公司,上海,{cell}")

    lists.take()

    (taboo,) = lists.values(Kind.TABOO)
    assert (taboo.text, taboo.category, taboo.customer_id) == (cell, category, 1)


def test_a_level_and_a_birthday_beside_taboos_are_a_customers(lists):
    lists.write(
        "list.csv", "客户编号,客户名称,客户级别,生日,禁忌",
        'C1,张梅,A,1980-05-12,"不谈政治；不送钟\n不喝酒"',
    )  # fmt: skip

    lists.take()

    assert lists.column(Kind.CUSTOMER, "name") == ["张梅"]
    assert texts(lists) == ["不谈政治", "不送钟", "不喝酒"]


def test_a_taboo_of_a_contact_is_theirs_at_their_customer(lists):
    lists.write("customers.csv", "customer id,name,city", "C1,Acme Ltd,Leeds")
    lists.write("contacts.csv", "customer id,name,title,allergies", "C1,Ann Lee,Buyer,Nuts")

    lists.take()
    again = lists.take()

    (taboo,) = lists.values(Kind.TABOO)
    assert (taboo.customer_id, taboo.contact_id, taboo.text) == (1, 1, "Nuts")
    assert again.changes.is_empty


def test_a_long_taboo_is_kept_whole_in_its_reason(lists):
    lists.write("list.csv", "customer id,name,taboo,city", f"C1,Ann,{'a' * 300},Leeds")

    lists.take()

    (taboo,) = lists.values(Kind.TABOO)
    assert (len(taboo.text), taboo.why) == (200, "a" * 300)


@pytest.mark.parametrize("cell", ["", "-", "None", "无", "n/a", "无过敏史", "no known allergies"])
def test_words_for_nothing_are_no_taboo(lists, cell):
    lists.write("list.csv", "customer id,name,city,taboo", f"C1,Ann,Leeds,{cell}")

    lists.take()

    assert texts(lists) == []


def test_invoices_join_the_customers_given_beside_them(lists):
    customers = lists.write("cu.csv", "Customer No.,Name,City", "C1,Acme Ltd,Leeds")
    invoices = lists.write("in.csv", "Invoice No,Customer No.,Date,Amount", "1,C1,2026-01-05,9.50")

    report = lists.take(customers, invoices)

    assert counts(report) == {"cu.csv": (1, 0, 0, 0), "in.csv": (1, 0, 0, 0)}
    assert lists.column(Kind.PURCHASE, "customer_id") == [1]
