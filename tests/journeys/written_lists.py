"""Writes a small shop in the same tables as a well known sample shop, with every odd case in it."""

import csv
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

Row = dict[str, object]

BUYERS = 44
TWINS = ("7", "8")
BOUGHT_NOTHING, ONLY_A_CONTRACT, ONLY_LATER, GIVES_BACK, LOST, DORMANT = range(39, 45)
EDGES = (
    "2011-02-27",
    "2011-02-28",
    "2011-03-01",
    "2012-02-29",
    "2012-03-01",
    "2012-12-31",
    "2013-01-01",
    "2013-12-31",
    "2014-01-01",
)
# Levels by letter and what they come to: "-" is an unknown level, "x" a question left out.
MONEY = ("432", "40-", "4--", "222", "3-2", "---", "000")
AUTHORITY = ("431", "234", "144", "440", "4-4", "-44", "--4", "44-", "222", "4xx", "1xx", "-xx")
NEED = ("444", "331", "11-", "-3-", "---", "24-")


def write_shop(folder: Path) -> None:
    """Write every list; the same lists each time."""
    folder.mkdir()
    chance = random.Random(20131231)
    people = list(_people(chance))
    invoices, lines = _sales(chance)
    prospects = [_prospect(number, levels) for number, levels in _answer_sets()]
    _write(folder / "Customer.csv", [*people, *prospects])
    _write(folder / "Invoice.csv", invoices)
    _write(folder / "InvoiceLine.csv", lines)
    _write(folder / "Track.csv", _tracks())
    _write(folder / "opportunities.csv", _opportunities())
    _write(folder / "contracts.csv", _contracts())
    _write(folder / "tier_pins.csv", _pins())
    _write(folder / "man_answers.csv", _answers())


def _write(path: Path, rows: Iterable[Row]) -> None:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _customer(number: int, **more: object) -> Row:
    row: Row = {
        "CustomerId": number,
        "FirstName": f"Ann{number}",
        "LastName": f"Lee{number}",
        "Company": f"Works {number} Ltd" if number % 3 == 0 else "",
        "City": "Leeds",
        "Country": "GB",
        "Email": f"ann{number}@works{number}.example",
        "stage": "",
        "strategic_value": "",
    }
    return row | more


def _people(chance: random.Random) -> Iterator[Row]:
    stages = {LOST: "lost", DORMANT: "dormant"}
    for number in range(1, BUYERS + 1):
        strategic = chance.choice(["", 0, 1, 2, 3, 4])
        if str(number) in TWINS:
            strategic = 2
        yield _customer(number, stage=stages.get(number, "won"), strategic_value=strategic)


def _sales(chance: random.Random) -> tuple[list[Row], list[Row]]:
    invoices: list[Row] = []
    lines: list[Row] = []
    for number, day in _purchase_days(chance):
        key = len(invoices) + 1
        bought = [_line(chance, key, len(lines) + place) for place in (1, 2)]
        lines += bought
        whole = sum((_worth(line) for line in bought), Decimal(0))
        told: object = whole
        if number == GIVES_BACK and day.year == 2013:
            told = -2 * whole
        elif key % 9 == 0:
            told = ""
        elif key % 10 == 0:
            told = whole + Decimal("0.50")
        invoices.append(
            {
                "InvoiceId": key,
                "CustomerId": number,
                "InvoiceDate": f"{day} 00:00:00",
                "Total": told,
            }
        )
    return invoices + _twin_sales(invoices), lines


def _purchase_days(chance: random.Random) -> list[tuple[int, date]]:
    found = [(number + 9, date.fromisoformat(day)) for number, day in enumerate(EDGES)]
    silent = {BOUGHT_NOTHING, ONLY_A_CONTRACT, ONLY_LATER, int(TWINS[1])}
    for number in range(1, BUYERS + 1):
        if number not in silent:
            days = sorted(chance.sample(range(5 * 365), chance.randint(1, 9)))
            found += [(number, date(2009, 1, 1) + timedelta(days=one)) for one in days]
    found += [(ONLY_LATER, date(2014, 2, 3)), (GIVES_BACK, date(2013, 5, 6))]
    return sorted([*found, (1, date(2009, 1, 1))], key=lambda one: (one[1], one[0]))


def _twin_sales(invoices: list[Row]) -> list[Row]:
    """The second twin buys what the first buys, to the cent and to the day."""
    first = [row for row in invoices if str(row["CustomerId"]) == TWINS[0] and row["Total"] != ""]
    for row in invoices:
        if str(row["CustomerId"]) == TWINS[0] and row["Total"] == "":
            row["Total"] = Decimal("12.34")
            first.append(row)
    start = len(invoices) + 1
    twin = {"CustomerId": TWINS[1]}
    return [row | twin | {"InvoiceId": key} for key, row in enumerate(first, start)]


def _line(chance: random.Random, invoice: int, key: int) -> Row:
    return {
        "InvoiceLineId": key,
        "InvoiceId": invoice,
        "TrackId": chance.randint(1, 5),
        "UnitPrice": chance.choice(["0.99", "1.99", "125.5", "19.125"]),
        "Quantity": chance.choice([1, 2, 5]),
        "Discount": chance.choice(["", "", "0.1", "0.25"]),
    }


def _worth(line: Row) -> Decimal:
    left = 1 - Decimal(str(line["Discount"] or 0))
    return Decimal(str(line["Quantity"])) * Decimal(str(line["UnitPrice"])) * left


def _tracks() -> Iterator[Row]:
    for key in range(1, 6):
        yield {"TrackId": key, "Name": f"Song {key}", "UnitPrice": "0.99"}


def _opportunities() -> Iterator[Row]:
    days = [
        ("", "", "open"),
        ("2010-01-01", "", "open"),
        ("2013-12-31", "", "quoted"),
        ("2014-01-01", "", "open"),
        ("2012-01-01", "2013-12-22", "won"),
        ("2012-01-01", "2014-01-05", "lost"),
    ]
    for key in range(1, 19):
        opened, closed, state = days[key % len(days)]
        yield {
            "external_id": f"O{key}",
            "customer_id": 1 + (key * 5) % 36,
            "title": f"Idea {key}",
            "value": 100 * key,
            "currency": "GBP",
            "probability": (0, 25, 50, 100)[key % 4],
            "state": state,
            "next_step": "Call",
            "opened_on": opened,
            "closed_on": closed,
        }


def _contracts() -> Iterator[Row]:
    spans = [
        (ONLY_A_CONTRACT, "2010-01-01", "2013-12-31"),
        (BOUGHT_NOTHING, "2008-01-01", "2008-12-30"),
        (3, "2008-06-01", ""),
    ]
    for key, (number, start, end) in enumerate(spans, start=1):
        yield {
            "external_id": f"C{key}",
            "customer_id": number,
            "name": "Frame",
            "starts_on": start,
            "ends_on": end,
            "value": 1000,
            "currency": "GBP",
        }


def _pins() -> Iterator[Row]:
    spans = [
        (2, "C", "2009-06-01", ""),
        (5, "A", "2010-01-01", "2012-02-28"),
        (11, "A", "2010-01-01", "2013-12-31"),
        (20, "B", "2013-12-25", ""),
        (BOUGHT_NOTHING, "B", "2013-01-01", ""),
    ]
    for key, (number, tier, start, end) in enumerate(spans, start=1):
        yield {
            "external_id": f"P{key}",
            "customer_id": number,
            "tier": tier,
            "reason": "Asked by the board",
            "author": "Lin",
            "pinned_on": start,
            "expires_on": end,
        }


def _answer_sets() -> Iterator[tuple[int, str]]:
    """Every letter in each of its states, with every other letter in each of its own."""
    sets = [m + a + n for m in MONEY for a in AUTHORITY for n in NEED]
    chosen = sets[::11]
    return ((100 + place, levels) for place, levels in enumerate(chosen))


def _prospect(number: int, _levels: str) -> Row:
    return _customer(number, Company="", stage="lead")


def _answers() -> Iterator[Row]:
    questions = ["M1", "M2", "M3", "A1", "A2", "A3", "N1", "N2", "N3"]
    ages = (0, 10, 180, 181, 400)
    for number, levels in _answer_sets():
        for place, (question, level) in enumerate(zip(questions, levels, strict=True)):
            day = date(2013, 12, 31) - timedelta(days=ages[(number + place) % 5])
            yield {
                "external_id": f"{number}-{question}",
                "customer_id": number,
                "question": question,
                "level": "" if level in "-x" else level,
                "not_applicable": "yes" if level == "x" else "",
                "evidence": "Told",
                "answered_on": day,
            }
