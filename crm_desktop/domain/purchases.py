"""What a customer bought, on which terms and contracts (D1, section Transactions).

Amounts are decimals with six places at most; each carries its own currency.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Product:
    """Something we sell."""

    name: str
    category: str = ""
    code: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """A dated purchase; a return is negative.

    ``amount`` is the source's total where given, else the sum of its lines.
    """

    customer_id: int
    purchased_on: date
    amount: Decimal
    currency: str
    reference: str = ""
    due_on: date | None = None
    paid_on: date | None = None
    delivery_due_on: date | None = None
    delivered_on: date | None = None
    note: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """One line of a purchase; ``discount`` is a fraction 0-1 of quantity x unit price."""

    purchase_id: int
    quantity: Decimal
    unit_price: Decimal
    product_id: int | None = None
    description: str = ""
    discount: Decimal = Decimal(0)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """A running agreement with its renewal day."""

    customer_id: int
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    renews_on: date | None = None
    value: Decimal | None = None
    currency: str = ""
    note: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """``rate`` units of the file's base currency buy one unit of ``currency`` from a day on."""

    currency: str
    valid_from: date
    rate: Decimal
    id: int | None = None
