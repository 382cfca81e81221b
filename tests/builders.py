"""Records with good defaults, so that a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact, ContactPoint, PointKind
from crm_desktop.domain.customers import Customer, Stage
from crm_desktop.domain.development import Opportunity
from crm_desktop.domain.import_identity import ImportIdentity
from crm_desktop.domain.interactions import Complaint, Interaction, InteractionKind
from crm_desktop.domain.leads import ManAnswer, ManSnapshot
from crm_desktop.domain.preferences import Preference
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.domain.taboos import Taboo
from crm_desktop.storage import settings
from crm_desktop.storage.database import Database

TODAY = date(2026, 6, 15)
MORNING = datetime(2026, 6, 15, 9, tzinfo=UTC)


def customer(name: str = "Acme", **fields: Any) -> Customer:
    return Customer(name, **{"stage": Stage.EXPANSION} | fields)


def purchase(amount: int | str = 100, on: date = TODAY, **fields: Any) -> Purchase:
    values = {"customer_id": 1, "currency": "CNY"} | fields
    return Purchase(purchased_on=on, amount=Decimal(amount), **values)


def contract(**fields: Any) -> Contract:
    return Contract(**{"customer_id": 1, "name": "Frame contract"} | fields)


def interaction(on: date = TODAY, **fields: Any) -> Interaction:
    values = {"customer_id": 1, "kind": InteractionKind.CALL, "summary": "Talked"} | fields
    return Interaction(happened_on=on, **values)


def complaint(received_at: datetime = MORNING, **fields: Any) -> Complaint:
    values = {"interaction_id": 1, "customer_id": 1} | fields
    return Complaint(received_at=received_at, **values)


def taboo(text: str = "No pork", **fields: Any) -> Taboo:
    return Taboo(**{"customer_id": 1} | fields, text=text)


def preference(text: str = "Green tea", **fields: Any) -> Preference:
    return Preference(**{"customer_id": 1} | fields, text=text)


def promise(text: str = "Send the offer", **fields: Any) -> Promise:
    return Promise(**{"customer_id": 1} | fields, text=text)


def opportunity(title: str = "Second line", **fields: Any) -> Opportunity:
    return Opportunity(**{"customer_id": 1} | fields, title=title)


def contact(name: str = "Ann Lee", **fields: Any) -> Contact:
    return Contact(name, **fields)


def place(contact_id: int = 1, **fields: Any) -> Affiliation:
    return Affiliation(**{"customer_id": 1} | fields, contact_id=contact_id)


def point(kind: PointKind = PointKind.PHONE, value: str = "010 8888 6666", **fields: Any):
    return ContactPoint(kind, value, **fields)


def store(database: Database, *values: object) -> list[int]:
    """Write records as one operation and return their keys."""
    with database.write("stored") as work:
        return [work.add(value) for value in values]


def store_customer(
    database: Database, *values: Customer | Any, external_id: str = "", source: str = "list"
) -> int:
    """Write a customer with records of its own and return its key."""
    who, *records = values
    with database.write("stored") as work:
        key = work.add(who)
        if external_id:
            work.add(ImportIdentity(source, "customer", external_id, key))
        for record in records:
            work.add(replace(record, customer_id=key))
    return key


def store_answers(database: Database, customer_id: int, on: date = TODAY, **levels: int) -> None:
    """Write a MAN assessment such as ``M1=4, N2=0``."""
    with database.write("stored") as work:
        snapshot = work.add(ManSnapshot(customer_id, on))
        for question, level in levels.items():
            work.add(ManAnswer(snapshot, question, level))


def set_base_currency(database: Database, code: str = "CNY") -> None:
    with database.write("stored") as work:
        settings.write_setting(work, settings.BASE_CURRENCY, code)


def bin_customer(database: Database, key: int) -> None:
    with database.write("stored") as work:
        work.change(Kind.CUSTOMER, key, binned_at=MORNING)
