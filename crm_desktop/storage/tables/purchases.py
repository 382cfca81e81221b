"""Tables of what customers bought."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from crm_desktop.storage.tables.columns import Micro
from crm_desktop.storage.tables.record import Record


class ProductTable(Record, table=True):
    """A :class:`~crm_desktop.domain.purchases.Product`."""

    __tablename__ = "product"

    name: str
    category: str = ""
    code: str = ""


class PurchaseTable(Record, table=True):
    """A :class:`~crm_desktop.domain.purchases.Purchase`.

    ``base_amount`` is derived: the amount in the file's base currency, None without a rate.
    """

    __tablename__ = "purchase"
    __table_args__: ClassVar[Any] = (
        Index("ix_purchase_customer_day", "customer_id", "purchased_on"),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id")
    purchased_on: date
    amount: Decimal = Field(sa_type=Micro)
    currency: str
    reference: str = ""
    due_on: date | None = None
    paid_on: date | None = None
    delivery_due_on: date | None = None
    delivered_on: date | None = None
    note: str = ""
    base_amount: Decimal | None = Field(default=None, sa_type=Micro)


class PurchaseLineTable(Record, table=True):
    """A :class:`~crm_desktop.domain.purchases.PurchaseLine`."""

    __tablename__ = "purchase_line"

    purchase_id: int = Field(foreign_key="purchase.id", index=True)
    quantity: Decimal = Field(sa_type=Micro)
    unit_price: Decimal = Field(sa_type=Micro)
    product_id: int | None = Field(default=None, foreign_key="product.id", index=True)
    description: str = ""
    discount: Decimal = Field(default=Decimal(0), sa_type=Micro)


class ContractTable(Record, table=True):
    """A :class:`~crm_desktop.domain.purchases.Contract`."""

    __tablename__ = "contract"

    customer_id: int = Field(foreign_key="customer.id", index=True)
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    renews_on: date | None = Field(default=None, index=True)
    value: Decimal | None = Field(default=None, sa_type=Micro)
    currency: str = ""
    note: str = ""


class ExchangeRateTable(Record, table=True):
    """A :class:`~crm_desktop.domain.purchases.ExchangeRate`."""

    __tablename__ = "exchange_rate"
    __table_args__: ClassVar[Any] = (
        Index("ix_exchange_rate_currency_day", "currency", "valid_from"),
        {"sqlite_autoincrement": True},
    )

    currency: str
    valid_from: date
    rate: Decimal = Field(sa_type=Micro)
