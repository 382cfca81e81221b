"""Writes the purchases of the sample file and their lines from two short descriptions.

``purchase_streams.csv`` names what a customer buys again and again: every so many days a quantity
at a price, growing (or shrinking) from the first to the last day; ``also`` is a second line of
every other purchase (product:quantity:price). ``single_purchases.csv`` lists those that notes and
complaints speak of. Days count from today. The same descriptions always give the same tables.
"""

import csv
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "resources" / "sample"
_CENT = Decimal("0.01")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A product, how many, at which price, and the part of it taken off (0-1)."""

    product_id: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal = Decimal(0)

    @property
    def amount(self) -> Decimal:
        """What the line costs, to the cent."""
        return (self.quantity * self.unit_price * (1 - self.discount)).quantize(_CENT)


@dataclass(frozen=True, slots=True)
class Bill:
    """One purchase; days count from today and are None where nothing happened."""

    customer_id: str
    day: int
    currency: str
    lines: tuple[Line, ...]
    reference: str = ""
    due_day: int | None = None
    paid_day: int | None = None
    delivery_due_day: int | None = None
    delivered_day: int | None = None
    note: str = ""


def build() -> dict[str, list[dict[str, str]]]:
    """The rows of ``purchases`` and of ``purchase_lines``, oldest first."""
    bills = [bill for row in _read("purchase_streams") for bill in _of_stream(row)]
    bills += [_single(row) for row in _read("single_purchases")]
    bills.sort(key=lambda bill: (bill.day, bill.customer_id, bill.reference))
    numbered = [
        replace(bill, reference=bill.reference or f"SO-{number:04d}")
        for number, bill in enumerate(bills, 1)
    ]
    lines = [row for bill in numbered for row in _line_rows(bill)]
    return {"purchases": [_bill_row(bill) for bill in numbered], "purchase_lines": lines}


def write(folder: Path) -> None:
    """Writes both tables into ``folder`` as UTF-8 with commas."""
    for name, rows in build().items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _read(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _of_stream(row: Row) -> Iterator[Bill]:
    first, last = int(row["first_day"]), int(row["last_day"])
    for number, planned in enumerate(range(first, last + 1, int(row["every_days"]))):
        seed = f"{row['customer_id']}/{row['product_id']}/{number}"
        day = min(planned + _drawn(f"{seed}/day", -3, 4), last)
        part = Decimal(planned - first) / max(1, last - first)
        yield _dated(row, day, _stream_lines(row, number, part, seed), seed)


def _stream_lines(row: Row, number: int, part: Decimal, seed: str) -> tuple[Line, ...]:
    growth = 1 + (Decimal(row["growth"]) - 1) * part
    sway = Decimal(_drawn(f"{seed}/quantity", 85, 118)) / 100
    quantity = max(Decimal(1), (Decimal(row["quantity"]) * growth * sway).quantize(Decimal(1)))
    main = Line(row["product_id"], quantity, _price(row, growth, seed))
    if not row["also"] or number % 2:
        return (main,)
    product_id, count, price = row["also"].split(":")
    return (main, Line(product_id, Decimal(count), Decimal(price)))


def _price(row: Row, growth: Decimal, seed: str) -> Decimal:
    """Where one thing is bought at a time, the price carries the growth; prices end in a ten."""
    price = Decimal(row["unit_price"])
    if Decimal(row["quantity"]) > 1:
        return price
    swayed = price * growth * Decimal(_drawn(f"{seed}/price", 90, 112)) / 100
    return (swayed / 10).quantize(Decimal(1)) * 10


def _dated(row: Row, day: int, lines: tuple[Line, ...], seed: str) -> Bill:
    due = day + int(row["terms_days"])
    late = int(row["late_days"])
    earliest = max(day - due, -3 if late else 0)
    paid = due + _drawn(f"{seed}/paid", earliest, late)
    delivery_due = day + int(row["delivery_days"]) if row["delivery_days"] else None
    delivered = delivery_due and delivery_due + _drawn(f"{seed}/delivered", -2, 1)
    return Bill(
        row["customer_id"],
        day,
        row["currency"],
        lines,
        due_day=due,
        paid_day=_past(paid),
        delivery_due_day=delivery_due,
        delivered_day=_past(delivered),
    )


def _single(row: Row) -> Bill:
    line = Line(
        row["product_id"],
        Decimal(row["quantity"]),
        Decimal(row["unit_price"]),
        Decimal(row["discount"] or 0),
    )
    days = {
        name: int(row[name]) if row[name] else None
        for name in ("due_day", "paid_day", "delivery_due_day", "delivered_day")
    }
    return Bill(
        row["customer_id"],
        int(row["day"]),
        row["currency"],
        (line,),
        reference=row["reference"],
        note=row["note"],
        **days,
    )


def _bill_row(bill: Bill) -> dict[str, str]:
    total = sum((line.amount for line in bill.lines), Decimal(0))
    return {
        "external_id": bill.reference,
        "customer_id": bill.customer_id,
        "purchased_on": _offset(bill.day),
        "amount": str(total),
        "currency": bill.currency,
        "reference": bill.reference,
        "due_on": _offset(bill.due_day),
        "paid_on": _offset(bill.paid_day),
        "delivery_due_on": _offset(bill.delivery_due_day),
        "delivered_on": _offset(bill.delivered_day),
        "note": bill.note,
    }


def _line_rows(bill: Bill) -> Iterable[dict[str, str]]:
    for number, line in enumerate(bill.lines, 1):
        yield {
            "external_id": f"{bill.reference}/{number}",
            "purchase_id": bill.reference,
            "product_id": line.product_id,
            "quantity": str(line.quantity),
            "unit_price": str(line.unit_price),
            "discount": str(line.discount) if line.discount else "",
            "currency": bill.currency,
        }


def _drawn(seed: str, low: int, high: int) -> int:
    """A number from low to high (both included) that depends on the seed alone."""
    return low + zlib.crc32(seed.encode()) % (high - low + 1)


def _past(day: int | None) -> int | None:
    return day if day is not None and day < 0 else None


def _offset(day: int | None) -> str:
    return "" if day is None else f"{day:+d}d"


if __name__ == "__main__":
    write(SAMPLE)
