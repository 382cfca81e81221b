"""Tables are understood without a mapping: what they are, their columns, how they join."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.domain.import_guess import SURE, named_entity, understand
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.imports import Entity, TableMapping

TODAY = date(2024, 6, 15)
REAL = Path(__file__).parents[3] / "shared" / "data"


def table(name: str, header: str, *rows: str) -> TableView:
    cells = tuple(tuple(next(csv.reader([row]))) for row in rows)
    return TableView(name, tuple(next(csv.reader([header]))), cells)


def fields(mapping: TableMapping, view: TableView) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for binding in mapping.bindings:
        names = [view.header[place] if view.header else str(place) for place in binding.columns]
        found.setdefault(binding.field, []).extend(names)
    return found


def one(view: TableView) -> tuple[Entity, dict[str, list[str]]]:
    mapping = understand([view], TODAY)[0]
    return mapping.entity, fields(mapping, view)


SHOP = (
    table("Client", "ClientId,FirstName,LastName,Company,Mail,RepId", "1,Ann,Lee,,a@example.org,7"),
    table("Order", "OrderId,ClientId,OrderDate,Total", "10,1,2024-03-05 00:00:00,19.90"),
    table("OrderItem", "OrderItemId,OrderId,SongId,UnitPrice,Quantity", "100,10,55,9.95,2"),
    table("Song", "SongId,Name,StyleId,Seconds", "55,Blue,3,200"),
    table("Style", "StyleId,Name", "3,Jazz"),
    table("Employee", "EmployeeId,FirstName,LastName", "7,Bo,Kim"),
)


def test_related_tables_are_understood_together():
    mappings = understand(SHOP, TODAY)

    assert [mapping.entity for mapping in mappings] == [
        Entity.CUSTOMERS,
        Entity.PURCHASES,
        Entity.PURCHASE_LINES,
        Entity.PRODUCTS,
        Entity.CATEGORIES,
        Entity.OWNERS,
    ]


@pytest.mark.parametrize(
    ("place", "field", "column"),
    [
        (0, "external_id", "ClientId"),
        (0, "owner_id", "RepId"),
        (1, "external_id", "OrderId"),
        (1, "customer_id", "ClientId"),
        (1, "purchased_on", "OrderDate"),
        (1, "amount", "Total"),
        (2, "external_id", "OrderItemId"),
        (2, "purchase_id", "OrderId"),
        (2, "product_id", "SongId"),
        (3, "external_id", "SongId"),
        (3, "category_id", "StyleId"),
        (4, "name", "Name"),
    ],
)
def test_ids_are_own_or_references_by_the_table_they_stand_in(place, field, column):
    assert fields(understand(SHOP, TODAY)[place], SHOP[place])[field] == [column]


def test_what_fits_nothing_is_kept_or_named():
    clients = table("clients", "name,shoe size", "Ann,42")

    customers = understand([clients], TODAY)[0]
    songs = understand(SHOP, TODAY)[3]

    assert fields(customers, clients)["custom:shoe size"] == ["shoe size"]
    assert customers.assumptions[-1].params["columns"] == ("shoe size",)
    assert (songs.assumptions[-1].code, songs.assumptions[-1].params["columns"]) == (
        "columns_left_out",
        ("Seconds",),
    )


def test_a_list_of_users_alone_is_a_list_of_customers():
    assert one(table("users", "id,name,email", "1,Ann,a@example.org"))[0] is Entity.CUSTOMERS


@pytest.mark.parametrize(
    ("name", "header", "row", "entity"),
    [
        ("Track", "TrackId,Name,GenreId,UnitPrice", "1,Blue,3,0.99", Entity.PRODUCTS),
        ("价目", "编号,名称,单价", "1,绿茶,5.5", Entity.PRODUCTS),
        ("Employee", "EmployeeId,LastName,FirstName,Phone", "7,Kim,Bo,021-5555", Entity.OWNERS),
        ("staff", "id,name,email,hire date", "7,Bo,b@example.org,2020-01-02", Entity.OWNERS),
        ("员工", "工号,姓名,电话", "7,张三,021-5555", Entity.OWNERS),
        ("dealers", "id,name,phone,price", "1,Acme,021-55550001,9", Entity.CUSTOMERS),
    ],
)
def test_goods_and_own_staff_are_no_customers_even_alone(name, header, row, entity):
    assert one(table(name, header, row))[0] is entity


def test_the_keys_of_fields_always_match_first():
    view = table("x", "external_id,customer_id,text,severity,why", "t1,c1,No pork,never,faith")
    entity, found = one(view)
    assert entity is Entity.TABOOS
    assert found["customer_id"] == ["customer_id"]


@pytest.mark.parametrize(
    ("name", "header", "row", "entity"),
    [
        ("禁忌", "客户编号,内容,严重程度", "1,不谈竞争对手,避免", Entity.TABOOS),
        ("偏好", "客户编号,内容,类别", "1,喜欢绿茶,饮食", Entity.PREFERENCES),
        ("客户名单", "客户名称,联系电话,所在城市", "甲公司,021-5555,上海", Entity.CUSTOMERS),
        ("订单明细", "订单号,产品名称,数量,单价", "1,茶,2,5.5", Entity.PURCHASE_LINES),
        ("订单", "订单号,客户编号,下单日期,金额", "1,1,2024年3月5日,88", Entity.PURCHASES),
        ("联系人", "客户编号,姓名,职务", "1,张三,经理", Entity.CONTACTS),
        (
            "跟进记录",
            "客户编号,跟进日期,跟进方式,内容",
            "1,2024-1-2,电话,报价",
            Entity.INTERACTIONS,
        ),
        ("promises", "customer_id,text,due_on", "1,Send the offer,2024-07-01", Entity.PROMISES),
        ("visits", "customer_id,visit_on,objective", "1,2024-07-01,Renewal", Entity.VISITS),
        ("special_needs", "customer_id,text", "1,Step-free access", Entity.SPECIAL_NEEDS),
        ("man_answers", "customer_id,question,level", "1,M1,3", Entity.MAN_ANSWERS),
        ("opportunities", "customer_id,title,value", "1,Second site,5000", Entity.OPPORTUNITIES),
        ("products", "external_id,name,category", "1,Tea,Drinks", Entity.PRODUCTS),
    ],
)
def test_each_kind_of_list_is_told_by_its_name_and_header(name, header, row, entity):
    assert one(table(name, header, row))[0] is entity


def test_an_unknown_file_name_does_not_hide_what_a_table_is():
    view = table("export(1)", "Order No,Customer No,Order Date,Amount", "1,2,2024-03-05,9")
    assert one(view)[0] is Entity.PURCHASES


def test_one_row_an_order_line_with_its_head_is_a_list_of_lines():
    view = table(
        "online retail",
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "536365,85123A,LANTERN,6,12/1/2010 8:26,2.55,17850.0,United Kingdom",
    )
    entity, found = one(view)
    assert entity is Entity.PURCHASE_LINES
    assert found["purchase_id"] == ["InvoiceNo"]
    assert found["customer_id"] == ["CustomerID"]


def test_a_column_of_other_values_is_not_taken_for_its_name():
    _, found = one(table("clients", "name,employees,email", "Ann,50-100,none", "Bo,1-10,-"))

    assert "headcount" not in found
    assert found["custom:employees"] == ["employees"]


def test_title_is_a_job_unless_a_job_title_stands_beside_it():
    _, alone = one(table("clients", "name,title", "Ann,CFO"))
    _, beside = one(table("clients", "name,title,job title", "Ann,Dr.,CFO"))

    assert alone["title"] == ["title"]
    assert (beside["prefix"], beside["title"]) == (["title"], ["job title"])


def test_headings_may_state_currency_and_unit():
    view = table("clients", "name,年收入（万元）,gift limit (EUR)", "甲,5,10")

    bindings = {binding.field: binding for binding in understand([view], TODAY)[0].bindings}

    assert (bindings["annual_revenue"].scale, bindings["gift_limit"].currency) == (10_000, "EUR")


def test_a_day_with_its_time_fills_both_fields():
    view = table("calls", "customer_id,date,summary", "1,2024-03-05 14:30,Called")
    _, found = one(view)
    assert (found["happened_on"], found["happened_at"]) == (["date"], ["date"])


def test_a_table_without_header_is_read_by_its_shapes():
    view = TableView(
        "list", None, (("1", "Acme Inc", "a@acme.example"), ("2", "Bolt Ltd", "b@bolt.example"))
    )

    _, found = one(view)

    assert (found["external_id"], found["name"], found["email"]) == (["0"], ["1"], ["2"])


def test_a_table_nobody_understands_is_unsure():
    assert understand([table("iris", "sepal,petal", "5.1,1.4")], TODAY)[0].confidence < SURE


def test_a_stated_entity_is_kept():
    view = table("taboos", "customer_id,text", "1,No calls before ten")
    assert one(replace(view, entity=Entity.SPECIAL_NEEDS))[0] is Entity.SPECIAL_NEEDS


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("InvoiceLine", Entity.PURCHASE_LINES),
        ("customer_purchases", Entity.PURCHASES),
        ("Companies 2024", Entity.CUSTOMERS),
        ("report", None),
        ("special-needs", Entity.SPECIAL_NEEDS),
    ],
)
def test_a_file_name_speaks_of_an_entity(name, entity):
    assert named_entity(name) is entity


HEADERS = {
    "outlook365_en": {
        "title": ["Job Title"],
        "street": ["Business Street", "Business Street 2", "Business Street 3"],
        "email": ["E-mail Address", "E-mail 2 Address", "E-mail 3 Address"],
        "birthday": ["Birthday"],
        "company": ["Company"],
    },
    "outlook_zh_cn": {
        "last_name": ["姓"],
        "first_name": ["名"],
        "company": ["单位"],
        "street": ["商务地址 街道", "商务地址 街道 2", "商务地址 街道 3"],
        "region": ["商务地址 省/市/自治区"],
        "email": ["电子邮件地址", "电子邮件 2 地址", "电子邮件 3 地址"],
        "mobile": ["移动电话"],
    },
    "thunderbird_de": {
        "name": ["Anzeigename"],
        "birthday": ["Geburtsjahr", "Geburtsmonat", "Geburtstag"],
        "home_postal_code": ["Privat: PLZ"],
        "street": ["Dienstlich: Adresse", "Dienstlich: Adresse 2"],
    },
    "thunderbird_en": {
        "birthday": ["Birth Year", "Birth Month", "Birth Day"],
        "email": ["Primary Email", "Secondary Email"],
        "company": ["Organization"],
    },
    "google_old": {
        "company": ["Organization 1 - Name"],
        "title": ["Organization 1 - Title"],
        "city": ["Address 1 - City"],
        "tags": ["Group Membership"],
    },
    "google_as_outlook": {"prefix": ["Title"], "website": ["Web Page"], "tags": ["Categories"]},
    "gshared": {"external_id": ["ID"], "name": ["Name"], "street": ["Business Address"]},
}


@pytest.mark.skipif(not (REAL / "csv_headers").is_dir(), reason="needs the collected headers")
@pytest.mark.parametrize("name", HEADERS)
def test_headers_of_address_books_are_customers(name):
    lines = (REAL / "csv_headers" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    view = TableView(name, tuple(line.strip() for line in lines if line.strip()), ())

    entity, found = one(view)

    assert entity is Entity.CUSTOMERS
    assert {field: found.get(field) for field in HEADERS[name]} == HEADERS[name]


@pytest.mark.parametrize("rows", [1, 2, 5])
@pytest.mark.parametrize(
    "header", ["customer id,name,phone", "Client ID,Name,Title", "客户ID,姓名,电话"]
)
def test_ids_and_names_are_customers_whatever_the_file_is_called(header, rows):
    view = table("export", header, *(f"{n},Name {n},+49 30 90000{n}" for n in range(rows)))

    entity, found = one(view)

    assert entity is Entity.CUSTOMERS
    assert len(found["external_id"]) == 1


def test_a_list_called_contacts_is_one_also_with_one_contact_each():
    rows = (f"{n},Name {n},Buyer" for n in range(5))

    assert one(table("contacts", "customer id,name,title", *rows))[0] is Entity.CONTACTS
