"""Products chosen by name for what is sold, new ones among them."""

from decimal import Decimal

import pytest
from builders import customer, opportunity, purchase, store, store_customer

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.purchases import Product, PurchaseLine
from crm_desktop.services import products
from crm_desktop.services.undo import UndoHistory


@pytest.fixture
def line(database):
    """The key of a purchase line without a product."""
    store_customer(database, customer(), purchase())
    return store(database, PurchaseLine(1, Decimal(1), Decimal(5)))[0]


def stored(database, kind, key):
    with database.read() as reading:
        return reading.get(kind, key)


def test_a_new_name_makes_the_product_in_the_same_step(database, line):
    changes = products.set_sold(database, Kind.PURCHASE_LINE, line, {"product_id": " Pump X "})
    key = stored(database, Kind.PURCHASE_LINE, line).product_id
    assert products.product_names(database) == {key: "Pump X"}

    history = UndoHistory()
    history.note(changes)
    history.undo(database)
    assert products.product_names(database) == {}
    assert stored(database, Kind.PURCHASE_LINE, line).product_id is None


def test_a_known_name_is_the_known_product(database, line):
    known = store(database, Product("Pump"))[0]
    products.set_sold(database, Kind.PURCHASE_LINE, line, {"product_id": "Pump"})
    assert stored(database, Kind.PURCHASE_LINE, line).product_id == known


@pytest.mark.parametrize("nothing", ["", "   ", None])
def test_no_name_is_no_product(database, line, nothing):
    products.set_sold(database, Kind.PURCHASE_LINE, line, {"product_id": "Pump"})
    products.set_sold(database, Kind.PURCHASE_LINE, line, {"product_id": nothing})
    assert stored(database, Kind.PURCHASE_LINE, line).product_id is None


def test_a_product_that_is_gone_is_refused_with_its_field(database, line):
    with pytest.raises(InputError) as refused:
        products.set_sold(database, Kind.PURCHASE_LINE, line, {"product_id": 99})
    assert refused.value.problem.field == "product_id"


def test_a_refused_record_leaves_no_product_behind(database):
    store_customer(database, customer())
    draft = opportunity("", product_id="Pump")
    with pytest.raises(InputError):
        products.add_sold(database, draft)
    assert products.product_names(database) == {}


def test_products_stand_in_the_order_of_their_names(database):
    store(database, Product("Beta"), Product("Alpha"))
    assert list(products.product_names(database).values()) == ["Alpha", "Beta"]
