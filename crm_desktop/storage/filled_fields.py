"""Which expected fields of each card are filled, counted for many cards at once (D1).

The same rule as ``domain.completeness``, said in SQL: one bit for each field, one query for each
table. A test holds both to each other.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from crm_desktop.domain.completeness import PHONE_KINDS
from crm_desktop.domain.contacts import DateKind, LinkKind, PointKind, Role
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.development import OPEN_STATES
from crm_desktop.domain.expected_fields import EXPECTED_FIELDS
from crm_desktop.domain.playbook import CardField as F
from crm_desktop.storage.reading import Reading, Row, Selection, among

_BITS = {field: 1 << place for place, field in enumerate(F)}


def _bits(conditions: Mapping[F, str]) -> str:
    """Return the SQL that adds up the bits of the fields whose condition holds in a row."""
    return " + ".join(f"({test}) * {_BITS[field]}" for field, test in conditions.items())


def _any(conditions: Mapping[F, str]) -> str:
    """Return the SQL that adds up the bits of the fields whose condition holds in any row."""
    return _bits({field: f"max({test})" for field, test in conditions.items()})


def _texts(**names: F) -> dict[F, str]:
    return {field: f"{name} <> ''" for name, field in names.items()}


_PHONES = ", ".join(f"'{kind}'" for kind in PHONE_KINDS)
_IS_PHONE, _IS_EMAIL = f"kind IN ({_PHONES})", f"kind = '{PointKind.EMAIL}'"
_OPEN = ", ".join(sorted(f"'{state}'" for state in OPEN_STATES))
_BORN = f"kind = '{DateKind.BIRTHDAY}'"
_KNOWN = "coalesce(noted_on, '') <= :day"

_OF_CUSTOMER = _bits(
    _texts(
        name=F.NAME,
        short_name=F.SHORT_NAME,
        salutation=F.SALUTATION,
        industry=F.INDUSTRY,
        background=F.BACKGROUND,
        language=F.LANGUAGE,
        street=F.ADDRESS,
        website=F.WEBSITE,
        tax_number=F.TAX_NUMBER,
        preferred_channel=F.CHANNEL,
        source=F.SOURCE,
        owner=F.OWNER,
        payment_method=F.PAYMENT_METHOD,
        present_solution=F.PRESENT_SOLUTION,
    )
    | {
        F.HEADCOUNT: "headcount IS NOT NULL",
        F.ANNUAL_REVENUE: "annual_revenue IS NOT NULL",
        F.PAYMENT_TERMS: "payment_terms_days IS NOT NULL",
    }
)
CUSTOMERS = f"SELECT id, kind, {_OF_CUSTOMER} FROM customer WHERE binned_at IS NULL{{only}}"
"""Key, kind and bits of every living customer."""

OF_INTERACTIONS = _bits({F.INTERACTION: "1", F.SATISFACTION: "max(coalesce(satisfaction, 0) <> 0)"})
OF_PURCHASES = _bits(
    {
        F.PURCHASE: "1",
        F.PRODUCT: "max(EXISTS (SELECT 1 FROM purchase_line WHERE purchase_id = purchase.id"
        " AND (product_id IS NOT NULL OR description <> '')))",
    }
)
OF_CONTRACTS = _bits({F.CONTRACT: "1", F.RENEWAL: "max(renews_on IS NOT NULL)"})

_LIVES = "c.binned_at IS NULL"
_PLACES = (
    {F.CONTACT: _LIVES}
    | {F.CONTACT_SALUTATION: f"{_LIVES} AND c.salutation <> ''"}
    | {F.CONTACT_CHANNEL: f"{_LIVES} AND c.preferred_channel <> ''"}
    | {F.CONTACT_TITLE: "a.title <> ''", F.CONTACT_ROLE: "a.role IS NOT NULL"}
    | {F.DECIDER: f"a.role IS '{Role.DECIDER}'"}
)
_OWN_POINTS = {
    F.PHONE: f"{_IS_PHONE} AND contact_id IS NULL",
    F.EMAIL: f"{_IS_EMAIL} AND contact_id IS NULL",
    F.CONTACT_PHONE: f"{_IS_PHONE} AND contact_id IS NOT NULL",
    F.CONTACT_EMAIL: f"{_IS_EMAIL} AND contact_id IS NOT NULL",
}
_OWN_DATES = {
    F.BIRTHDAY: f"{_BORN} AND contact_id IS NULL",
    F.CONTACT_BIRTHDAY: f"{_BORN} AND contact_id IS NOT NULL",
}


def _own(table: str, conditions: Mapping[F, str], where: str = "1") -> str:
    return (
        f"SELECT customer_id, {_any(conditions)} FROM {table}"
        f" WHERE customer_id IS NOT NULL AND {where}{{own}} GROUP BY customer_id"
    )


def _of_people(table: str, conditions: Mapping[F, str], where: str = "1") -> str:
    """What belongs to a person alone is on the card of each of their customers."""
    return (
        f"SELECT a.customer_id, {_any(conditions)} FROM affiliation a JOIN {table} p"
        f" ON p.contact_id = a.contact_id AND +p.customer_id IS NULL AND {where}"
        " WHERE 1{people} GROUP BY a.customer_id"
    )


_OF_PLACES = (
    f"SELECT a.customer_id, {_any(_PLACES)} FROM affiliation a CROSS JOIN contact c"
    " ON c.id = a.contact_id WHERE 1{people} GROUP BY a.customer_id"
)
_IS_OPEN = f"(state IN ({_OPEN}) OR coalesce(closed_on, '') > :day)"
_SOURCES = (
    _OF_PLACES,
    _own("contact_point", _OWN_POINTS),
    _of_people("contact_point", {F.CONTACT_PHONE: _IS_PHONE, F.CONTACT_EMAIL: _IS_EMAIL}),
    _own("important_date", _OWN_DATES),
    _of_people("important_date", {F.CONTACT_BIRTHDAY: _BORN}),
    _own("consent", {F.CONSENT: "1"}, "coalesce(given_on, '') <= :day"),
    _of_people("consent", {F.CONSENT: "1"}, "coalesce(p.given_on, '') <= :day"),
    _own("address", {F.ADDRESS: "1"}),
    _own("contact_link", {F.REPORTS_TO: f"kind = '{LinkKind.REPORTS_TO}'"}),
    _own("preference", {F.PREFERENCE: "1"}, _KNOWN),
    _own("communication_style", {F.COMMUNICATION_STYLE: "1"}, _KNOWN),
    _own("pain_point", {F.PAIN_POINT: "1"}, _KNOWN),
    _own(
        "opportunity",
        {
            F.OPPORTUNITY: "1",
            F.NEXT_STEP: f"next_step <> '' AND {_IS_OPEN}",
        },
        "coalesce(opened_on, '') <= :day",
    ),
    _own("relationship_action", {F.RELATIONSHIP_ACTION: "1"}),
    _own("swot_item", {F.SWOT: "1"}),
    _own("goal", {F.GOAL: "1"}),
)
TABOO_BIT = _BITS[F.TABOO]
_EXPECTED = {
    kind.value: (sum(_BITS[field] for field in fields), len(fields))
    for kind, fields in EXPECTED_FIELDS.items()
}
assert set(_EXPECTED) == set(CustomerKind)


def filled(reading: Reading, day: str, keys: Selection) -> Iterable[Row]:
    """Return customer and bits for whatever the simple tables of a card hold."""
    only = {"own": among("customer_id", keys), "people": among("a.customer_id", keys)}
    for sql in _SOURCES:
        yield from reading.rows(sql.format(**only), {"day": day})


@lru_cache(maxsize=4096)
def percent(kind: str, bits: int) -> int:
    """Return the filled part of the fields a kind of customer is expected to have."""
    wanted, count = _EXPECTED[kind]
    return 100 * (bits & wanted).bit_count() // count
