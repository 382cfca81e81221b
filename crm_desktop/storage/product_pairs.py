"""Which products the same customers buy, counted over the whole file (D5, need association)."""

from collections.abc import Collection

from crm_desktop.domain.cross_sell import MIN_SUPPORT, Pair
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.writing import Writing

MAX_PRODUCTS = 500
"""Only the most bought products are paired: pairs grow with the square of a customer's products."""

_OWNED = (
    "SELECT DISTINCT p.customer_id, l.product_id FROM purchase_line l"
    " JOIN purchase p ON p.id = l.purchase_id WHERE l.product_id IN ("
    " SELECT product_id FROM purchase_line WHERE product_id IS NOT NULL"
    " GROUP BY product_id ORDER BY count(*) DESC, product_id LIMIT :limit)"
)
_PAIRS = (
    f"WITH owned AS MATERIALIZED ({_OWNED}),"
    " buyers AS (SELECT product_id, count(*) AS number FROM owned GROUP BY product_id)"
    " INSERT INTO product_pair SELECT a.product_id, b.product_id, count(*), x.number, y.number"
    " FROM owned a JOIN owned b ON b.customer_id = a.customer_id AND b.product_id <> a.product_id"
    " JOIN buyers x ON x.product_id = a.product_id JOIN buyers y ON y.product_id = b.product_id"
    " GROUP BY a.product_id, b.product_id HAVING count(*) >= :support"
)


def rebuild(work: Writing) -> None:
    """Count all pairs again."""
    work.execute("DELETE FROM product_pair")
    work.execute(_PAIRS, {"limit": MAX_PRODUCTS, "support": MIN_SUPPORT})


def pairs_of(reading: Reading, product_ids: Collection[int]) -> list[Pair]:
    """Return the pairs whose first product is one of the given ones."""
    buyers = reading.one("SELECT count(*) FROM listing WHERE purchases > 0")
    customers = buyers[0] if buyers else 0
    rows = reading.rows(
        "SELECT a.name, b.name, p.both, p.owned_by, p.suggested_by FROM product_pair p"
        " JOIN product a ON a.id = p.owned JOIN product b ON b.id = p.suggested"
        f" WHERE p.owned IN ({id_list(product_ids)})"
    )
    return [
        Pair(owned, suggested, both, owned_by, suggested_by, customers)
        for owned, suggested, both, owned_by, suggested_by in rows
    ]
