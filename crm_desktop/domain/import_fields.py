"""The fields an import knows for each entity, and what columns of them are called.

A column whose name is the key of a field always means that field; the names after it are what
other programs and people write, English, Chinese, and German where Thunderbird needs it.
"""

from collections.abc import Mapping

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.import_field_builders import identity, people, text
from crm_desktop.domain.import_fields_people import CONTACTS, CUSTOMERS
from crm_desktop.domain.import_fields_plans import (
    CONSENTS,
    CONTACT_LINKS,
    CONTRACTS,
    EXCHANGE_RATES,
    GOALS,
    PAIN_POINTS,
    RELATIONSHIP_ACTIONS,
    SWOT_ITEMS,
    TIER_PINS,
)
from crm_desktop.domain.import_fields_sales import (
    MAN_ANSWERS,
    OPPORTUNITIES,
    PRODUCTS,
    PURCHASE_LINES,
    PURCHASES,
)
from crm_desktop.domain.import_fields_service import (
    INTERACTIONS,
    PREFERENCES,
    PROMISES,
    SPECIAL_NEEDS,
    TABOOS,
    VISITS,
)
from crm_desktop.domain.imports import Entity, Field

_LOOKUP_NAMES = "label, title, description, 名称, 姓名"
FIELDS: Mapping[Entity, tuple[Field, ...]] = {
    Entity.CUSTOMERS: CUSTOMERS,
    Entity.CONTACTS: CONTACTS,
    Entity.PRODUCTS: PRODUCTS,
    Entity.PURCHASES: PURCHASES,
    Entity.PURCHASE_LINES: PURCHASE_LINES,
    Entity.INTERACTIONS: INTERACTIONS,
    Entity.TABOOS: TABOOS,
    Entity.PREFERENCES: PREFERENCES,
    Entity.SPECIAL_NEEDS: SPECIAL_NEEDS,
    Entity.PROMISES: PROMISES,
    Entity.VISITS: VISITS,
    Entity.MAN_ANSWERS: MAN_ANSWERS,
    Entity.OPPORTUNITIES: OPPORTUNITIES,
    Entity.CONTACT_LINKS: CONTACT_LINKS,
    Entity.CONTRACTS: CONTRACTS,
    Entity.EXCHANGE_RATES: EXCHANGE_RATES,
    Entity.PAIN_POINTS: PAIN_POINTS,
    Entity.SWOT_ITEMS: SWOT_ITEMS,
    Entity.GOALS: GOALS,
    Entity.RELATIONSHIP_ACTIONS: RELATIONSHIP_ACTIONS,
    Entity.CONSENTS: CONSENTS,
    Entity.TIER_PINS: TIER_PINS,
    Entity.OWNERS: (identity("employee no, staff no, 工号, 员工编号"), *people()[:6]),
    Entity.CATEGORIES: (identity("category no, 类别编号"), text("name", _LOOKUP_NAMES)),
}
"""Every entity's fields; keys are unique within an entity."""

_WHOSE = ("customer_id", "customer_name")
_NAMED = ("name", "company", "first_name", "last_name")
NEEDS: Mapping[Entity, tuple[tuple[str, ...], ...]] = {
    Entity.CUSTOMERS: (_NAMED,),
    Entity.CONTACTS: (_WHOSE, ("name", "first_name", "last_name")),
    Entity.PRODUCTS: (("name",),),
    Entity.PURCHASES: (_WHOSE, ("purchased_on",)),
    Entity.PURCHASE_LINES: (("purchase_id",), ("quantity", "unit_price", "line_amount")),
    Entity.INTERACTIONS: (_WHOSE, ("happened_on",), ("summary", "detail", "kind")),
    Entity.TABOOS: (_WHOSE, ("text",)),
    Entity.PREFERENCES: (_WHOSE, ("text",)),
    Entity.SPECIAL_NEEDS: (_WHOSE, ("text",)),
    Entity.PROMISES: (_WHOSE, ("text",)),
    Entity.VISITS: (_WHOSE, ("visit_on",)),
    Entity.MAN_ANSWERS: (_WHOSE, ("question",)),
    Entity.OPPORTUNITIES: (_WHOSE, ("title", "product_name", "product_id")),
    Entity.CONTACT_LINKS: (_WHOSE, ("from_contact_id",), ("to_contact_id",), ("kind",)),
    Entity.CONTRACTS: (_WHOSE, ("name",)),
    Entity.EXCHANGE_RATES: (("currency",), ("valid_from",), ("rate",)),
    Entity.PAIN_POINTS: (_WHOSE, ("text",)),
    Entity.SWOT_ITEMS: (_WHOSE, ("quadrant",), ("text",)),
    Entity.GOALS: (_WHOSE, ("text",)),
    Entity.RELATIONSHIP_ACTIONS: (_WHOSE, ("text",)),
    Entity.CONSENTS: (_WHOSE, ("purpose",)),
    Entity.TIER_PINS: (_WHOSE, ("tier",), ("reason",)),
    Entity.OWNERS: (("external_id",), ("name", "first_name", "last_name")),
    Entity.CATEGORIES: (("external_id",), ("name",)),
}
"""Groups of fields: of every group at least one must have a value in every row."""

KINDS: Mapping[Entity, Kind] = {
    Entity.CUSTOMERS: Kind.CUSTOMER,
    Entity.CONTACTS: Kind.CONTACT,
    Entity.PRODUCTS: Kind.PRODUCT,
    Entity.PURCHASES: Kind.PURCHASE,
    Entity.PURCHASE_LINES: Kind.PURCHASE_LINE,
    Entity.INTERACTIONS: Kind.INTERACTION,
    Entity.TABOOS: Kind.TABOO,
    Entity.PREFERENCES: Kind.PREFERENCE,
    Entity.SPECIAL_NEEDS: Kind.SPECIAL_NEED,
    Entity.PROMISES: Kind.PROMISE,
    Entity.VISITS: Kind.VISIT,
    Entity.MAN_ANSWERS: Kind.MAN_ANSWER,
    Entity.OPPORTUNITIES: Kind.OPPORTUNITY,
    Entity.CONTACT_LINKS: Kind.CONTACT_LINK,
    Entity.CONTRACTS: Kind.CONTRACT,
    Entity.EXCHANGE_RATES: Kind.EXCHANGE_RATE,
    Entity.PAIN_POINTS: Kind.PAIN_POINT,
    Entity.SWOT_ITEMS: Kind.SWOT_ITEM,
    Entity.GOALS: Kind.GOAL,
    Entity.RELATIONSHIP_ACTIONS: Kind.RELATIONSHIP_ACTION,
    Entity.CONSENTS: Kind.CONSENT,
    Entity.TIER_PINS: Kind.TIER_PIN,
}
"""The records that the rows of a list are; other lists only lend names."""


def field_of(entity: Entity, key: str) -> Field | None:
    """The field of that key, or None."""
    return next((field for field in FIELDS[entity] if field.key == key), None)
