"""Customer lists as people really head them are understood without a mapping."""

from datetime import date

import pytest

from crm_desktop.domain.import_guess import SURE, understand
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.imports import Entity

TODAY = date(2024, 6, 15)


def table(name: str, header: str, row: str, rows: int) -> TableView:
    cells = tuple(tuple(row.format(n=n).split(",")) for n in range(1, rows + 1))
    return TableView(name, tuple(header.split(",")), cells)


def read(*views: TableView) -> list[tuple[Entity, dict[str, str]]]:
    return [
        (
            mapping.entity,
            {b.field: (view.header or ())[b.columns[0]] for b in mapping.bindings},
        )
        for view, mapping in zip(views, understand(views, TODAY), strict=True)
    ]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "header",
    ["Client,Email,City", "Account,Email,City", "Kunde,E-Mail,Ort", "客户,邮箱,城市",
     "单位,邮箱,城市", "名称,邮箱,城市"],
)  # fmt: skip
def test_whoever_a_list_names_first_is_the_customer(header, rows):
    entity, found = read(table("list", header, "Acme {n},a{n}@acme.example,Leeds", rows))[0]

    assert entity is Entity.CUSTOMERS
    assert header.split(",")[0] in (found.get("name"), found.get("company"))
    assert {"email", "city"} <= set(found)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "header",
    ["客户编号,客户名称,联系人,电话", "Customer No,Customer Name,Contact Person,Phone",
     "Client Code,Client,Main Contact,Phone", "编号,客户,联系人,手机",
     "Customer No.,Name,Contact,Phone"],
)  # fmt: skip
def test_the_contact_beside_a_customer_is_not_the_customer(header, rows):
    entity, found = read(table("x", header, "C{n},Acme {n},Ann Lee,+49 30 90000{n}", rows))[0]

    number, customer, contact, _ = header.split(",")
    assert entity is Entity.CUSTOMERS
    assert (found["external_id"], found["company"], found["name"]) == (number, customer, contact)


@pytest.mark.parametrize("name", ["x", "contacts", "联系人"])
def test_contacts_of_nobody_else_bring_their_customers_along(name):
    view = table(name, "客户名称,联系人,联系电话,备注", "公司{n},张三,021-5555000{n},x", 3)

    entity, found = read(view)[0]

    assert entity is Entity.CUSTOMERS
    assert (found["company"], found["name"]) == ("客户名称", "联系人")


@pytest.mark.parametrize("header", ["编号,名称,城市", "编号,客户,城市", "Client Code,Client,City"])
def test_a_plain_number_is_the_id_of_the_customer(header):
    entity, found = read(table("x", header, "C{n},Acme {n},Leeds", 3))[0]

    assert (entity, found["external_id"]) == (Entity.CUSTOMERS, header.split(",")[0])


@pytest.mark.parametrize(
    "header", ["Customer No.,Name,City", "客户编号,客户名称,城市", "Customer No,Client,City"]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_customers_stay_customers_beside_their_invoices(header, rows):
    number = header.split(",")[0]
    customers = table("cu", header, "C{n},Acme {n},Leeds", rows)
    invoices = table("in", f"Invoice No,{number},Date,Amount", "{n},C{n},2024-01-02,9.50", rows)

    mappings = understand([customers, invoices], TODAY)

    assert [one.entity for one in mappings] == [Entity.CUSTOMERS, Entity.PURCHASES]
    assert mappings[0].confidence >= SURE
    assert read(customers, invoices)[1][1]["customer_id"] == number


def test_people_beside_a_list_of_their_customers_are_contacts():
    customers = table("cu", "Customer No,Customer Name,City", "C{n},Acme {n},Leeds", 3)
    people = table("pe", "Customer Name,Contact Person,Phone", "Acme {n},Ann,+49 30 90000{n}", 3)

    assert [one for one, _ in read(customers, people)] == [Entity.CUSTOMERS, Entity.CONTACTS]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Customer No,Customer Name,Contact Person,Taboo,Stage", "C{n},Acme {n},Ann,pork,lead"),
        ("客户编号,客户名称,客户级别,生日,禁忌", "C{n},公司{n},A,1980-01-02,不喝酒"),
        ("Customer No,Customer Name,City,Allergies", "C{n},Acme {n},Leeds,nuts"),
    ],
)
def test_customers_with_their_taboos_are_customers(header, row, rows):
    entity, found = read(table("x", header, row, rows))[0]

    assert entity is Entity.CUSTOMERS
    assert not {"taboos", "allergies"}.isdisjoint(found)


@pytest.mark.parametrize("header", ["Customer No,Taboo,Severity", "客户编号,禁忌,原因"])
def test_a_reference_and_a_text_are_taboos(header):
    assert read(table("x", header, "C{n},No pork,avoid", 3))[0][0] is Entity.TABOOS


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("is_beside", [False, True])
def test_names_with_taboos_are_of_the_customers_beside_them_if_any(rows, is_beside):
    customers = table("cu", "Customer No,Customer Name,City", "C{n},Acme {n},Leeds", rows)
    taboos = table("x", "Customer No,Customer Name,Taboo", "C{n},Acme {n},pork", rows)

    found = read(*([customers] if is_beside else []), taboos)

    assert found[-1][0] is (Entity.TABOOS if is_beside else Entity.CUSTOMERS)
