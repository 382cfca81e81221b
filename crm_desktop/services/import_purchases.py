"""Rows of purchases and their lines, and the amounts that follow from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.imports import Entity
from crm_desktop.formats.table import Row
from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_money import currencies
from crm_desktop.services.import_recipes import PRODUCT
from crm_desktop.services.import_records import UNCHANGED, Ledger
from crm_desktop.services.import_stored import plain_columns
from crm_desktop.services.import_work import CUSTOMER, LinkRule, Prepared, TableWork
from crm_desktop.storage.types import MICRO, to_micro

PURCHASE = LinkRule("purchase_id", Kind.PURCHASE, "purchase_id", is_needed=True)
_HALF_CENT = MICRO // 200


@dataclass(slots=True)
class Amounts:
    """Totals that lists state and sums of the lines they bring, by purchase."""

    totals: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    """File, line and total in 10^-6 units."""
    sums: dict[int, int] = field(default_factory=dict)
    """Exact sums in 10^-18 units."""
    unstated: set[int] = field(default_factory=set)


def plan_purchases(
    work: TableWork, amounts: Amounts, batch: Columns, rows: Sequence[Row]
) -> list[int]:
    """Plan purchases; one without a total gets the sum of its lines at the end."""
    prepared = work.prepare(batch, rows, (CUSTOMER,))
    states = [UNCHANGED] * len(prepared.keys)
    given = prepared.columns.get("amount")
    with_total = [place for place, amount in enumerate(given) if amount is not None]
    without = [place for place, amount in enumerate(given) if amount is None]
    for places in (with_total, without):
        if places:
            part = prepared if len(places) == len(states) else prepared.only(places)
            found = _plan_purchases(work, amounts, part, has_total=places is with_total)
            for place, state in zip(places, found, strict=True):
                states[place] = state
    return states


def _plan_purchases(
    work: TableWork, amounts: Amounts, prepared: Prepared, *, has_total: bool
) -> list[int]:
    columns = prepared.columns
    values = plain_columns(Entity.PURCHASES, Kind.PURCHASE, columns)
    values["currency"] = currencies(work, columns, "amount", "currency")
    if not has_total:
        values.pop("amount", None)
    records = work.records(Kind.PURCHASE, prepared, values)
    if not has_total:
        records.unsaid = {"amount": [0] * len(prepared.keys)}
    found = work.reconcile(records)
    if has_total:
        lines = zip(found.keys, columns.lines, values["amount"], strict=True)
        amounts.totals.update(
            {key: (work.file, line, amount) for key, line, amount in lines if key}
        )
    else:
        amounts.unstated.update(key for key in found.keys if key)
    return found.states


def plan_lines(work: TableWork, amounts: Amounts, batch: Columns, rows: Sequence[Row]) -> list[int]:
    """Plan the lines of purchases and add up what they come to."""
    prepared = work.prepare(batch, rows, (PURCHASE, PRODUCT))
    columns = prepared.columns
    values = _line_values(columns)
    found = work.reconcile(work.records(Kind.PURCHASE_LINE, prepared, values))
    discounts = values.get("discount", [0] * len(columns))
    sums = amounts.sums
    for key, quantity, price, discount in zip(
        prepared.link("purchase_id"), values["quantity"], values["unit_price"], discounts,
        strict=True,
    ):  # fmt: skip
        if key:
            sums[key] = sums.get(key, 0) + quantity * price * (MICRO - discount)
    return found.states


def _line_values(columns: Columns) -> dict[str, list[Any]]:
    values = plain_columns(Entity.PURCHASE_LINES, Kind.PURCHASE_LINE, columns)
    count = len(columns)
    quantities = [MICRO if one is None else one for one in values.get("quantity", [None] * count)]
    prices = values.get("unit_price", [None] * count)
    if None in prices:
        discounts = values.get("discount", [0] * count)
        given = zip(columns.get("line_amount"), quantities, discounts, prices, strict=True)
        prices = [
            _price(amount, quantity, discount) if price is None else price
            for amount, quantity, discount, price in given
        ]
    return values | {"quantity": quantities, "unit_price": prices}


def _price(amount: tuple[Decimal, str] | None, quantity: int, discount: int) -> int:
    """The price a piece had for the line to come to its amount."""
    share = quantity * (MICRO - discount)
    if amount is None or not share:
        return 0
    return to_micro(amount[0] * MICRO * MICRO / share)


def settle_amounts(ledger: Ledger, amounts: Amounts) -> None:
    """Give purchases without a total the sum of their lines; a total that differs wins aloud."""
    for key, exact in amounts.sums.items():
        total = amounts.totals.get(key)
        amount = _rounded(exact)
        if total is not None and abs(total[2] - amount) >= _HALF_CENT:
            ledger.note(total[0], total[1], "total_differs", total=total[2], lines=amount)
        elif key in amounts.unstated and key < 0:
            ledger.amend(Kind.PURCHASE, key, "amount", amount)


def _rounded(exact: int) -> int:
    """10^-18 units in 10^-6 units, half to even."""
    scale = MICRO**2
    whole, rest = divmod(exact, scale)
    half = scale // 2
    return whole + (rest > half or (rest == half and whole % 2))
