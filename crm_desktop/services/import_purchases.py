"""Rows of purchases and their lines; lines may bring purchases and products of their own."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.imports import Entity, Refusal
from crm_desktop.formats.table import Row
from crm_desktop.services.import_amounts import Amounts, Total, line_value
from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_drafts import UNCHANGED, Link, Records
from crm_desktop.services.import_money import currencies
from crm_desktop.services.import_recipes import PRODUCT
from crm_desktop.services.import_stored import plain_columns
from crm_desktop.services.import_work import CUSTOMER, LinkRule, Prepared, TableWork
from crm_desktop.storage.types import LARGEST_MICRO, MICRO, to_micro

PURCHASE = LinkRule("purchase_id", Kind.PURCHASE, "purchase_id", is_needed=True)
_PRODUCT_ID = replace(PRODUCT, name_field="")
_LARGEST_LINE = LARGEST_MICRO // MICRO // 1000
_NAMED = ".named"


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
        for key, line, amount in zip(found.keys, columns.lines, values["amount"], strict=True):
            if key:
                amounts.totals[key] = Total(work.file, line, amount)
    else:
        amounts.unstated.update(key for key in found.keys if key)
    return found.states


def plan_lines(work: TableWork, amounts: Amounts, batch: Columns, rows: Sequence[Row]) -> list[int]:
    """Plan the lines of purchases and add up what they come to."""
    bad: dict[int, Refusal] = {}
    _plan_own_purchases(work, amounts, batch, bad)
    _refuse_large(work, batch, bad)
    prepared = work.prepare(batch, rows, (PURCHASE, _PRODUCT_ID), bad=bad)
    columns = prepared.columns
    _link_products(work, prepared)
    values = _line_values(columns)
    found = work.reconcile(work.records(Kind.PURCHASE_LINE, prepared, values))
    discounts = values.get("discount", [0] * len(columns))
    for key, line, state, *value in zip(
        prepared.link("purchase_id"), found.keys, found.states, values["quantity"],
        values["unit_price"], discounts, strict=True,
    ):  # fmt: skip
        if key:
            amounts.take_line(key, line, state, line_value(*value))
    return found.states


def _plan_own_purchases(
    work: TableWork, amounts: Amounts, batch: Columns, bad: dict[int, Refusal]
) -> None:
    """Lines that name customer and day bring the purchase they belong to."""
    if "purchased_on" not in batch or ("customer_id" not in batch and "customer_name" not in batch):
        return
    ids, days = batch.get("purchase_id"), batch.get("purchased_on")
    known = work.references.find_all(Kind.PURCHASE, work.source, ids)
    firsts: dict[str, int] = {}
    for place, one in enumerate(ids):
        if one is not None and known[place] is None and days[place] is not None:
            firsts.setdefault(one, place)
    head = batch.only(firsts.values())
    refused: dict[int, Refusal] = {}
    customers = work.link(head, CUSTOMER, refused)
    kept = [place for place in range(len(head)) if place not in refused]
    lost = {ids_of: refused[place] for place, ids_of in enumerate(firsts) if place in refused}
    for place, one in enumerate(ids):
        if one in lost:
            bad[place] = work.refusal(batch.lines[place], lost[one])
    if kept:
        _add_purchases(work, amounts, head.only(kept), customers.only(kept))


def _add_purchases(work: TableWork, amounts: Amounts, head: Columns, customers: Link) -> None:
    found = work.reconcile(
        Records(
            Kind.PURCHASE,
            work.source,
            head.get("purchase_id"),
            head.lines,
            {
                "purchased_on": [day.isoformat() for day in head.get("purchased_on")],
                "currency": currencies(work, head, "unit_price", "currency"),
            },
            {"customer_id": customers},
            file=work.file,
            unsaid={"amount": [0] * len(head)},
        )
    )
    amounts.unstated.update(key for key in found.keys if key)


def _refuse_large(work: TableWork, batch: Columns, bad: dict[int, Refusal]) -> None:
    """Quantities and prices whose product no amount can hold."""
    prices, quantities = batch.get("unit_price"), batch.get("quantity")
    for place, (price, quantity) in enumerate(zip(prices, quantities, strict=True)):
        if price and quantity and abs(price[0] * quantity) > _LARGEST_LINE:
            params = {"value": f"{quantity} x {price[0]}"}
            line = batch.lines[place]
            bad.setdefault(place, Refusal(work.file, line, "number_too_large", "quantity", params))


def _link_products(work: TableWork, prepared: Prepared) -> None:
    """Products named by code or name; those nobody knows are added."""
    columns = prepared.columns
    codes, names = columns.get("product_code"), columns.get("product_name")
    linked = prepared.links.get("product_id")
    known: list[int | None] = list(linked.keys) if linked else [None] * len(columns)
    wanted: dict[tuple[str, str], list[int]] = {}
    for place, (code, name) in enumerate(zip(codes, names, strict=True)):
        column, text = ("code", code) if code else ("name", name)
        if known[place] is None and text:
            key = work.references.named(Kind.PRODUCT, column, text)
            if key is None:
                wanted.setdefault((column, text), []).append(place)
            else:
                known[place] = key or None
    if wanted:
        keys = _add_products(work, columns, wanted)
        for places, key in zip(wanted.values(), keys, strict=True):
            for place in places:
                known[place] = key
    if wanted or any(known):
        said = [code or name for code, name in zip(codes, names, strict=True)]
        prepared.merge_link(PRODUCT, known, said)


def _add_products(
    work: TableWork, columns: Columns, wanted: dict[tuple[str, str], list[int]]
) -> list[int | None]:
    firsts = [places[0] for places in wanted.values()]
    names, codes = columns.get("product_name"), columns.get("product_code")
    categories = columns.get("product_category")
    values = {
        "name": [names[place] or codes[place] for place in firsts],
        "code": [codes[place] or "" for place in firsts],
        "category": [categories[place] or "" for place in firsts],
    }
    found = work.reconcile(
        Records(
            Kind.PRODUCT,
            work.source,
            [f"{column}:{text}" for column, text in wanted],
            [columns.lines[place] for place in firsts],
            values,
            file=work.file,
            entity=Kind.PRODUCT.value + _NAMED,
        )
    )
    for column in ("name", "code"):
        rows = [
            (text, key)
            for text, key in zip(values[column], found.keys, strict=True)
            if text and key
        ]
        work.references.add_names(
            Kind.PRODUCT, column, [text for text, _ in rows], [key for _, key in rows]
        )
    return found.keys


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
