"""Cards for the tests of briefs: people at the table, a card with everything, a brief of a key."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from builders import TODAY, complaint, interaction, set_base_currency, store, store_customer

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import (
    Affiliation,
    CommunicationStyle,
    Contact,
    ContactPoint,
    DateKind,
    ImportantDate,
    PointKind,
    Role,
    Style,
)
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.development import Opportunity, OpportunityState, Quadrant, SwotItem
from crm_desktop.domain.interactions import Emotion, InteractionKind
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.preferences import Evidence, PainPoint, Preference, SpecialNeed
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.purchases import Contract, Product, Purchase, PurchaseLine
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.domain.visits import Visit, VisitContact, VisitState
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.brief_printing import PrintJob
from crm_desktop.services.briefs import BriefOrder, build
from crm_desktop.services.playbook import load_playbook
from crm_desktop.storage.database import Database
from crm_desktop.text import LanguageCode

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
MOMENT = Moment(TODAY, NOW)
ENGLISH = (LanguageCode.ENGLISH,)
LAST_MONTH = TODAY - timedelta(days=30)
TOMORROW = TODAY + timedelta(days=1)


@cache
def playbook() -> Playbook:
    return load_playbook(RESOURCES / "playbook")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def job(languages: tuple[LanguageCode, ...] = ENGLISH, **options: Any) -> PrintJob:
    return PrintJob(RESOURCES, languages, PrintOptions(**options), NOW)


def brief_of(
    database: Database, key: int, visit: int | None = None, today: date = TODAY
) -> VisitBrief:
    """The brief of a customer, gathered the way the program does."""
    moment = Moment(today, datetime.combine(today, time(9), UTC))
    with database.read() as reading:
        return build(reading, BriefOrder(key, visit), moment, playbook())


def store_person(database: Database, customer: int, name: str = "Ann Lee", **place: Any) -> int:
    """A contact of a customer; the rest describes the place there."""
    words = {"language", "phonetic", "salutation"} & place.keys()
    (key,) = store(database, Contact(name, **{word: place.pop(word) for word in words}))
    store(database, Affiliation(key, customer, **place))
    return key


def store_visit(
    database: Database, customer: int, *attendees: int, on: date = TODAY, **visit: Any
) -> int:
    (key,) = store(database, Visit(customer, on, **visit))
    store(database, *(VisitContact(key, one) for one in attendees))
    return key


def store_complaint(
    database: Database, customer: int, on: date = LAST_MONTH, **complaint_fields: Any
) -> int:
    """A complaint with the interaction it came by; return the key of the interaction."""
    told = interaction(on, customer_id=customer, kind=InteractionKind.COMPLAINT, summary="Broken")
    (key,) = store(database, told)
    received = datetime.combine(on, time(8), UTC)
    store(
        database, complaint(received, interaction_id=key, customer_id=customer, **complaint_fields)
    )
    return key


def store_sale(
    database: Database, customer: int, product: str, on: date, amount: int = 100, **sale: Any
) -> int:
    """A purchase of one line; products of one name are one product."""
    with database.read() as reading:
        known = reading.values(Kind.PRODUCT, "WHERE name = ?", (product,))
    key = known[0].id if known else store(database, Product(product, f"All {product}"))[0]
    (purchase,) = store(
        database, Purchase(customer, on, Decimal(amount), **{"currency": "CNY"} | sale)
    )
    store(database, PurchaseLine(purchase, Decimal(1), Decimal(amount), key))
    return purchase


def everything(text: str = "") -> tuple[Customer, tuple[Any, ...]]:
    """A customer with a record of every kind a brief prints; a ``text`` fills every text field."""
    records = (
        Opportunity(0, "Second line", value=Decimal(5000), currency="CNY", probability=40,
                    state=OpportunityState.QUOTED, opened_on=ago(20)),
        Contract(0, "Frame contract", ago(300), renews_on=ahead(30)),
        Taboo(0, "No pork", TabooCategory.FOOD, Severity.NEVER, triggers=("pork",)),
        Taboo(0, "Penicillin", TabooCategory.ALLERGY, why="Shock", noted_on=ago(400)),
        SpecialNeed(0, "Step-free entrance", arrangement="Use the side door"),
        Preference(0, "Green tea", evidence=Evidence.STATED, noted_on=ago(80)),
        PainPoint(0, "Late deliveries", noted_on=ago(9)),
        Promise(0, "Send the drawing", made_on=ago(40), due_on=ago(2), who="Li"),
        Promise(0, "Name the budget", Direction.THEIRS, made_on=ago(40), due_on=ahead(9)),
        SwotItem(0, Quadrant.STRENGTH, "Trusted", "Keep it", "Li", ahead(20)),
        interaction(ago(40), kind=InteractionKind.VISIT, summary="Walked the plant",
                    heard="The new hall opens in autumn", satisfaction=4),
        interaction(ago(8), summary="Asked for a date", emotion=Emotion.DOUBT),
        ImportantDate(DateKind.ANNIVERSARY, 7, 1, 1998, label="Founded"),
        CommunicationStyle(0, Style.ANALYTICAL, evidence="Asks for tables", noted_on=ago(90)),
        ContactPoint(PointKind.PHONE, "010 8888 6666", normalised="+861088886666"),
    )  # fmt: skip
    who = Customer("Acme 工业", city="Leeds", street="Dock 4", parking="Gate 2")
    if not text:
        return who, records
    return filled(who, text), tuple(filled(one, text) for one in records)


_CODES = frozenset({"currency", "annual_revenue_currency"})


def filled(record: Any, text: str) -> Any:
    """The record with ``text`` in every field that holds free text."""
    texts = {
        one.name: text
        for one in fields(record)
        if one.type in (str, "str") and one.name not in _CODES
    }
    lists = {one.name: (text, text) for one in fields(record) if "tuple[str" in str(one.type)}
    return replace(record, **texts | lists)


def store_everything(database: Database, text: str = "", visit_on: date = TOMORROW) -> int:
    """A card with everything, a visit with two people, purchases and a complaint."""
    set_base_currency(database)
    who, records = everything(text)
    key = store_customer(database, who, *records)
    names = (text, text) if text else ("王芳", "Tom Baker")
    keys = [store_person(database, key, name, role=Role.DECIDER) for name in names]
    held = Visit(key, ago(10), state=VisitState.HELD)
    plan = Visit(key, visit_on, time(9, 30), objective="Agree on the second line", gift="Pork pie",
                 agenda=("Welcome", "Plan"), questions=("Who signs?",))  # fmt: skip
    if text:
        plan = filled(plan, text)
    store(database, held)
    (visit,) = store(database, plan)
    store(database, *(VisitContact(visit, one) for one in keys))
    store_sale(database, key, text or "Pump", ago(200), due_on=ago(170), paid_on=ago(160))
    store_sale(database, key, text or "Valve", ago(5), 300, due_on=ago(1))
    store_complaint(database, key, ago(3))
    return key
