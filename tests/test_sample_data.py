"""The sample file is whole, believable in its numbers, and names nobody who can be reached."""

import csv
import importlib.util
import re
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import pytest

from crm_desktop.domain.contacts import Coverage, LinkKind, Role, Style
from crm_desktop.domain.customers import CustomerKind, Ownership, Stage
from crm_desktop.domain.development import OpportunityState, Quadrant
from crm_desktop.domain.interactions import (
    ComplaintSeverity,
    ComplaintState,
    Emotion,
    Initiative,
    InteractionKind,
)
from crm_desktop.domain.preferences import Duration, Evidence, NeedCategory, PreferenceCategory
from crm_desktop.domain.promises import Direction, PromiseState
from crm_desktop.domain.taboos import MAX_TEXT_GRAPHEMES, Severity, TabooCalendar, TabooCategory
from crm_desktop.domain.visits import VisitState

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "resources" / "sample"
FILES = {path.stem: path for path in sorted(SAMPLE.rglob("*.csv"))}

Row = dict[str, str]

COUNTS = {
    "customers": (58, 64),
    "contacts": (90, 200),
    "taboos": (80, 130),
    "visits": (50, 80),
    "interactions": (180, 480),
    "purchases": (350, 700),
    "purchase_lines": (400, 1200),
    "products": (25, 30),
    "promises": (60, 120),
    "preferences": (60, 120),
    "special_needs": (20, 40),
    "opportunities": (30, 50),
    "man_answers": (90, 140),
}
TARGETS = {
    "customer_id": "customers",
    "contact_id": "contacts",
    "contact_ids": "contacts",
    "from_contact_id": "contacts",
    "to_contact_id": "contacts",
    "reports_to": "contacts",
    "purchase_id": "purchases",
    "product_id": "products",
    "visit_id": "visits",
    "interaction_id": "interactions",
    "opportunity_id": "opportunities",
}
CHOICES: list[tuple[str, str, type[StrEnum]]] = [
    ("customers", "kind", CustomerKind),
    ("customers", "stage", Stage),
    ("customers", "ownership", Ownership),
    ("contacts", "role", Role),
    ("contacts", "coverage", Coverage),
    ("contacts", "style", Style),
    ("contact_links", "kind", LinkKind),
    ("taboos", "category", TabooCategory),
    ("taboos", "severity", Severity),
    ("taboos", "calendar", TabooCalendar),
    ("preferences", "category", PreferenceCategory),
    ("preferences", "evidence", Evidence),
    ("preferences", "duration", Duration),
    ("special_needs", "category", NeedCategory),
    ("interactions", "kind", InteractionKind),
    ("interactions", "initiative", Initiative),
    ("interactions", "emotion", Emotion),
    ("interactions", "complaint_state", ComplaintState),
    ("interactions", "complaint_severity", ComplaintSeverity),
    ("promises", "direction", Direction),
    ("promises", "state", PromiseState),
    ("visits", "state", VisitState),
    ("opportunities", "state", OpportunityState),
    ("swot_items", "quadrant", Quadrant),
]
# Ranges kept free for fiction: Ofcom, the North American 555-01xx, the Bundesnetzagentur, ARCEP,
# the Swedish PTS. China keeps none: 5550 and 138-0000 are plain to see.
FICTIONAL_PHONES = re.compile(
    r"0\d{2,3}-5550-\d{4}|138-0000-\d{4}|\+44 (20 7946|131 496|161 496) 0\d{3}|\+44 7700 900\d{3}"
    r"|\+1 \d{3}-555-01\d\d|\+49 30 23125 \d{3}|\+49 40 66969 \d{3}|\+49 69 90009 \d{3}"
    r"|\+49 89 99998 \d{3}|\+49 221 4710 \d{3}|\+49 171 39200\d\d|\+46 8 465 004 \d\d"
    r"|\+33 1 99 00 \d\d \d\d|\+33 4 65 71 \d\d \d\d"
)
HAN = re.compile(r"[\u3400-\u9fff]")


def rows(name: str) -> list[Row]:
    with FILES[name].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(name: str) -> set[str]:
    return {row["external_id"] for row in rows(name)}


def days(cell: str) -> int:
    return int(cell.removesuffix("d"))


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    path = ROOT / "packaging" / "sample" / "build_purchases.py"
    spec = importlib.util.spec_from_file_location("build_sample_purchases", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up by name while it is made.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_plain_utf8_with_full_rows(name: str) -> None:
    content = FILES[name].read_bytes()

    table = list(csv.reader(content.decode("utf-8").splitlines()))

    assert not content.startswith(b"\xef\xbb\xbf")
    assert {len(row) for row in table} == {len(table[0])}
    assert all(cell == cell.strip() for row in table for cell in row)


@pytest.mark.parametrize("name", FILES)
def test_a_row_has_an_id_of_its_own(name: str) -> None:
    # Only a contact may come twice: once for each customer it belongs to.
    keys = [
        (row["external_id"], row["customer_id"] if name == "contacts" else "") for row in rows(name)
    ]

    assert all(key for key, _ in keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", FILES)
def test_references_lead_to_rows_that_exist(name: str) -> None:
    known = {target: ids(target) for target in set(TARGETS.values())}

    lost = [
        (row["external_id"], column, reference)
        for row in rows(name)
        for column in TARGETS.keys() & row.keys()
        for reference in re.split(r";\s*", row[column])
        if reference and reference not in known[TARGETS[column]]
    ]

    assert not lost


@pytest.mark.parametrize(
    ("name", "column"),
    [
        (name, column)
        for name in FILES
        for column, target in TARGETS.items()
        if target == "contacts" and column in rows(name)[0]
    ],
)
def test_a_contact_is_named_only_where_it_belongs(name: str, column: str) -> None:
    home = {(row["external_id"], row["customer_id"]) for row in rows("contacts")}

    strangers = [
        row["external_id"]
        for row in rows(name)
        for contact in re.split(r";\s*", row[column])
        if contact and (contact, row["customer_id"]) not in home
    ]

    assert not strangers


@pytest.mark.parametrize(("name", "bounds"), COUNTS.items())
def test_the_file_is_as_large_as_a_real_desk(name: str, bounds: tuple[int, int]) -> None:
    assert bounds[0] <= len(rows(name)) <= bounds[1]


@pytest.mark.parametrize(("name", "column", "choices"), CHOICES)
def test_choices_are_ours(name: str, column: str, choices: type[StrEnum]) -> None:
    written = {row[column] for row in rows(name)} - {""}

    assert written
    assert written <= {member.value for member in choices}


@pytest.mark.parametrize("name", FILES)
def test_days_count_from_today(name: str) -> None:
    dated = [
        row[column]
        for row in rows(name)
        for column in row
        if column.endswith(("_on", "_since")) or column in ("valid_from", "passport_expiry")
    ]

    assert all(re.fullmatch(r"([+-]?\d{1,4}d)?", cell) for cell in dated)


@pytest.mark.parametrize("name", ["purchases", "interactions"])
def test_what_happened_lies_in_the_past(name: str) -> None:
    column = "purchased_on" if name == "purchases" else "happened_on"

    assert all(-740 <= days(row[column]) < 0 for row in rows(name))


def test_kept_promises_are_closed_and_open_ones_are_not() -> None:
    assert all((row["state"] == "open") == (not row["closed_on"]) for row in rows("promises"))


def test_a_promise_is_as_old_as_the_talk_it_comes_from() -> None:
    talks = {row["external_id"]: row for row in rows("interactions")}

    for promise in rows("promises"):
        talk = talks[promise["interaction_id"]]
        assert (talk["customer_id"], talk["happened_on"]) == (
            promise["customer_id"],
            promise["made_on"],
        )


def test_both_languages_have_their_share() -> None:
    written = Counter(bool(HAN.search(row["text"])) for row in rows("taboos"))
    customers = Counter(row["language"] == "zh" for row in rows("customers"))

    assert min(written.values()) >= 30
    assert min(customers.values()) >= 25


def test_companies_and_persons_are_both_there() -> None:
    kinds = Counter(row["kind"] for row in rows("customers"))

    assert kinds["company"] >= 35
    assert kinds["person"] >= 20


@pytest.mark.parametrize("name", ["customers", "contacts", "visits"])
def test_nobody_can_be_reached_by_phone(name: str) -> None:
    phones = [row.get(column, "") for row in rows(name) for column in ("phone", "mobile")]
    phones += [row.get("host_phone", "") for row in rows(name)]

    assert not [phone for phone in phones if phone and not FICTIONAL_PHONES.fullmatch(phone)]


@pytest.mark.parametrize("name", ["customers", "contacts"])
def test_nobody_can_be_reached_by_mail_or_on_the_web(name: str) -> None:
    places = [
        row[column] for row in rows(name) for column in ("email", "website") if row.get(column)
    ]

    assert all(re.search(r"[@/.](example\.com|[\w-]+\.example)$", place) for place in places)


def test_tomorrow_is_a_full_day_worth_printing() -> None:
    tomorrow = [row for row in rows("visits") if row["visit_on"] == "+1d"]
    needed = ("visit_time", "venue", "address", "objective", "commitment", "fallback", "questions")

    assert len(tomorrow) >= 8
    assert all(row["state"] == "planned" for row in tomorrow)
    assert all(row[column] for row in tomorrow for column in needed)
    assert sum(row["customer_id"].startswith("PE") for row in tomorrow) >= 2


def test_tomorrow_holds_a_gift_against_a_taboo() -> None:
    taboos = defaultdict(list)
    for row in rows("taboos"):
        taboos[row["customer_id"]] += re.split(r";\s*", row["triggers"])

    hits = [
        word
        for visit in rows("visits")
        if visit["visit_on"] == "+1d"
        for word in taboos[visit["customer_id"]]
        if word and word in visit["gift"].lower()
    ]

    assert hits


def test_held_visits_are_rated_and_noted() -> None:
    held = [row for row in rows("visits") if row["state"] == "held"]
    noted = {row["visit_id"] for row in rows("interactions")}

    assert len(held) >= 25
    assert all(row["peak_rating"] and row["ending_rating"] and row["outcome"] for row in held)
    assert {row["external_id"] for row in held} <= noted


def test_taboos_fit_the_first_page() -> None:
    assert all(len(row["text"]) <= MAX_TEXT_GRAPHEMES for row in rows("taboos"))


def test_every_kind_of_taboo_occurs() -> None:
    taboos = rows("taboos")

    assert {row["category"] for row in taboos} == {member.value for member in TabooCategory}
    assert {row["severity"] for row in taboos} == {member.value for member in Severity}
    assert all(row["severity"] == "never" for row in taboos if row["category"] == "allergy")


def test_complaints_are_open_and_closed() -> None:
    states = Counter(
        row["complaint_state"] == "closed"
        for row in rows("interactions")
        if row["kind"] == "complaint"
    )

    assert states[True] >= 3
    assert states[False] >= 3


def test_prospects_have_answers_and_unknowns() -> None:
    answers = defaultdict(set)
    for row in rows("man_answers"):
        if row["level"] or row["not_applicable"]:
            answers[row["customer_id"]].add(row["question"])

    assert len(answers) >= 12
    assert any(len(known) < 9 for known in answers.values())


def test_purchases_are_those_of_their_descriptions(builder: ModuleType) -> None:
    built = builder.build()

    assert rows("purchases") == built["purchases"]
    assert rows("purchase_lines") == built["purchase_lines"]


def test_few_customers_bring_most_of_the_revenue() -> None:
    rates = {"CNY": Decimal(1)}
    rates |= {row["currency"]: Decimal(row["rate"]) for row in rows("exchange_rates")}
    revenue: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows("purchases"):
        revenue[row["customer_id"]] += Decimal(row["amount"]) * rates[row["currency"]]

    ranked = sorted(revenue.values(), reverse=True)

    assert sum(ranked[: len(ranked) // 5]) > sum(ranked) / 2
    assert sum(ranked[: len(ranked) // 2]) > sum(ranked) * Decimal("0.8")


def test_money_has_its_troubles() -> None:
    purchases = rows("purchases")

    assert any(Decimal(row["amount"]) < 0 for row in purchases)
    assert any(days(row["due_on"]) < 0 and not row["paid_on"] for row in purchases)
    assert any(
        row["delivered_on"] and days(row["delivered_on"]) > days(row["delivery_due_on"])
        for row in purchases
    )


def test_contracts_come_up_for_renewal_soon() -> None:
    soon = [row for row in rows("contracts") if 0 < days(row["renews_on"]) <= 90]

    assert len(soon) >= 8


@pytest.mark.parametrize("column", ["agenda", "questions"])
def test_items_with_commas_are_not_cut_at_them(column: str) -> None:
    cells = [row[column] for row in rows("visits") if re.search("[,，、]", row[column])]

    assert cells
    assert all(re.search("[;；]", cell) for cell in cells)


@pytest.mark.parametrize("name", ["interactions", "promises"])
def test_notes_speak_of_purchases_that_exist(name: str) -> None:
    written = " ".join(" ".join(row.values()) for row in rows(name))
    own_ids = re.compile(r"(CO|PE|I|K|V|PM)-\d+")

    spoken = set(re.findall(r"(?<![\w-])[A-Z]{2}-[A-Z0-9]{2,4}(?![\w-])", written))
    named = {word for word in spoken if not own_ids.fullmatch(word)}

    assert named
    assert named <= ids("purchases")
