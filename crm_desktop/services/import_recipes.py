"""Lists whose rows become one record each: what they refer to, and what is filled in for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.imports import Entity
from crm_desktop.domain.sensitive import MARKED, is_marked_by
from crm_desktop.domain.taboos import MAX_TEXT_GRAPHEMES, Severity, TabooCategory
from crm_desktop.formats.table import Row
from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_drafts import Link, Reconciled
from crm_desktop.services.import_money import currencies
from crm_desktop.services.import_stored import plain_columns
from crm_desktop.services.import_work import CUSTOMER, LinkRule, Prepared, TableWork

CONTACT = LinkRule("contact_id", Kind.CONTACT, "contact_id")
INTERACTION = LinkRule("interaction_id", Kind.INTERACTION, "interaction_id", is_strict=False)
_ENDS = tuple(
    LinkRule(field, Kind.CONTACT, field, is_needed=True)
    for field in ("from_contact_id", "to_contact_id")
)
Values = dict[str, list[Any]]
Adjust = Callable[[TableWork, Prepared, Values], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What rows of an entity become."""

    kind: Kind
    links: tuple[LinkRule, ...] = (CUSTOMER,)
    adjust: tuple[Adjust, ...] = ()


def plan_simple(
    work: TableWork, entity: Entity, batch: Columns, rows: Sequence[Row]
) -> tuple[Prepared, Reconciled]:
    """Plan the rows of a batch by the recipe of their entity."""
    recipe = RECIPES[entity]
    prepared = work.prepare(batch, rows, recipe.links)
    values = plain_columns(entity, recipe.kind, prepared.columns)
    for adjust in recipe.adjust:
        adjust(work, prepared, values)
    return prepared, work.reconcile(work.records(recipe.kind, prepared, values))


def _name_contacts(field: str) -> Adjust:
    """Contacts given by name; one nobody knows is kept in the text, so that nothing is lost."""

    def adjust(work: TableWork, prepared: Prepared, values: Values) -> None:
        columns = prepared.columns
        if "contact_name" not in columns:
            return
        found: list[int | None] = []
        said = zip(
            columns.get("contact_id"),
            columns.get("contact_name"),
            prepared.link("customer_id"),
            strict=True,
        )
        texts = values[field]
        for place, (contact_id, name, customer) in enumerate(said):
            key = None
            if contact_id is None and name and customer:
                key = work.references.person(customer, name) or None
                if key is None:
                    texts[place] = f"{name}: {texts[place]}"
                    work.note(columns.lines[place], "contact_unknown", value=name)
            found.append(key)
        prepared.merge_link(CONTACT, found, columns.get("contact_name"))

    return adjust


def _safe_taboos(_: TableWork, __: Prepared, values: Values) -> None:
    """An allergy is never to be touched."""
    categories = values.get("category")
    if categories is None:
        return
    allergy = TabooCategory.ALLERGY.value
    default = [Severity.AVOID.value] * len(categories)
    values["severity"] = [
        Severity.NEVER.value if category == allergy else severity
        for category, severity in zip(categories, values.get("severity", default), strict=True)
    ]


def _marked(kind: Kind) -> Adjust:
    """Mark what looks sensitive by its category or its words, where no column says it (D28)."""

    def adjust(_: TableWork, prepared: Prepared, values: Values) -> None:
        usual = {"category": "other", "calendar": "", **dict.fromkeys(MARKED[kind], "")}
        rows = len(values["text"])
        columns = [values.get(name, [one] * rows) for name, one in usual.items()]
        stated = prepared.columns.get("sensitive")
        values["sensitive"] = [
            int(is_marked_by(kind, dict(zip(usual, row, strict=True))) if said is None else said)
            for said, row in zip(stated, zip(*columns, strict=True), strict=True)
        ]

    return adjust


def _short_taboos(_: TableWork, __: Prepared, values: Values) -> None:
    """What is longer than a taboo may be moves whole to the reason, the text keeps its start."""
    texts = values["text"]
    for place, text in enumerate(texts):
        if len(text) > MAX_TEXT_GRAPHEMES:
            whys = values.setdefault("why", [""] * len(texts))
            whys[place] = f"{text}\n{whys[place]}".strip()
            texts[place] = text[: MAX_TEXT_GRAPHEMES - 1] + "…"


def _priced(amount: str) -> Adjust:
    """A currency for every amount."""

    def adjust(work: TableWork, prepared: Prepared, values: Values) -> None:
        if amount in prepared.columns:
            values["currency"] = currencies(work, prepared.columns, amount, "currency")

    return adjust


def _titled(_: TableWork, prepared: Prepared, values: Values) -> None:
    """An opportunity without a title is called by its product."""
    columns = prepared.columns
    titles = zip(
        columns.get("title"), columns.get("product_name"), columns.get("product_id"), strict=True
    )
    values["title"] = [title or name or key or "" for title, name, key in titles]


def _of_one(_: TableWork, prepared: Prepared, __: Values) -> None:
    """A consent is the contact's where one is named, else the customer's."""
    contacts = prepared.links.get("contact_id")
    if contacts is not None:
        link = prepared.links["customer_id"]
        keys = [
            None if contact else customer
            for contact, customer in zip(contacts.keys, link.keys, strict=True)
        ]
        prepared.links["customer_id"] = Link(link.kind, keys, link.names)


def _lent_categories(work: TableWork, prepared: Prepared, values: Values) -> None:
    lent = work.shared.lookups.get(Entity.CATEGORIES)
    columns = prepared.columns
    if lent is not None and "category_id" in columns:
        said = values.get("category", [""] * len(columns))
        values["category"] = [
            text or lent.get(key or "", "")
            for text, key in zip(said, columns.get("category_id"), strict=True)
        ]


def remember_products(work: TableWork, prepared: Prepared, found: Reconciled) -> None:
    """Names and codes of products, where other lists of this import ask for them."""
    for column, field in (("name", "product_name"), ("code", "product_code")):
        if field in work.shared.wanted and column in prepared.columns:
            rows = zip(prepared.columns.get(column), found.keys, strict=True)
            named = [(name, key) for name, key in rows if name and key]
            work.references.add_names(
                Kind.PRODUCT, column, [name for name, _ in named], [key for _, key in named]
            )


PRODUCT = LinkRule("product_id", Kind.PRODUCT, "product_id", "product_name", is_strict=False)
RECIPES: dict[Entity, Recipe] = {
    Entity.PRODUCTS: Recipe(Kind.PRODUCT, (), (_lent_categories,)),
    Entity.TABOOS: Recipe(
        Kind.TABOO,
        (CUSTOMER, CONTACT),
        (_name_contacts("text"), _safe_taboos, _marked(Kind.TABOO), _short_taboos),
    ),
    Entity.PREFERENCES: Recipe(
        Kind.PREFERENCE, (CUSTOMER, CONTACT), (_name_contacts("text"), _marked(Kind.PREFERENCE))
    ),
    Entity.SPECIAL_NEEDS: Recipe(
        Kind.SPECIAL_NEED,
        (CUSTOMER, CONTACT),
        (_name_contacts("text"), _marked(Kind.SPECIAL_NEED)),
    ),
    Entity.PROMISES: Recipe(
        Kind.PROMISE, (CUSTOMER, CONTACT, INTERACTION), (_name_contacts("text"),)
    ),
    Entity.CONTACT_LINKS: Recipe(Kind.CONTACT_LINK, (CUSTOMER, *_ENDS)),
    Entity.CONTRACTS: Recipe(Kind.CONTRACT, adjust=(_priced("value"),)),
    Entity.EXCHANGE_RATES: Recipe(Kind.EXCHANGE_RATE, ()),
    Entity.PAIN_POINTS: Recipe(Kind.PAIN_POINT, (CUSTOMER, CONTACT), (_name_contacts("text"),)),
    Entity.SWOT_ITEMS: Recipe(Kind.SWOT_ITEM),
    Entity.GOALS: Recipe(Kind.GOAL),
    Entity.RELATIONSHIP_ACTIONS: Recipe(
        Kind.RELATIONSHIP_ACTION, (CUSTOMER, CONTACT), (_name_contacts("text"),)
    ),
    Entity.CONSENTS: Recipe(
        Kind.CONSENT, (CUSTOMER, CONTACT), (_name_contacts("purpose"), _of_one)
    ),
    Entity.TIER_PINS: Recipe(Kind.TIER_PIN),
    Entity.OPPORTUNITIES: Recipe(
        Kind.OPPORTUNITY, (CUSTOMER, PRODUCT), (_titled, _priced("value"))
    ),
}
