"""The command line says of real lists what a second computation says of them, number by number."""

import csv
import io
import json
import shutil
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import independent_figures as figures
import independent_man
import pypdfium2
import pytest
from written_lists import TWINS, write_shop

from crm_desktop.cli.main import run
from crm_desktop.domain.changes import Kind
from crm_desktop.storage.database import open_file

DAYS = [
    date(2014, 6, 30),
    date(2013, 12, 31),
    date(2013, 12, 22),
    date(2013, 2, 28),
    date(2012, 2, 29),
    date(2010, 6, 15),
    date(2009, 1, 1),
    date(2008, 12, 31),
]
RUN_DAYS = [DAYS[1], *DAYS[4:]]
LAST = date(2013, 12, 31)
FIRST_RUN = date(2013, 6, 15)
METHODS = ["quota", "threshold", "pareto"]
LISTS = ["Customer", "Invoice", "InvoiceLine", "Track"]
SIDE_LISTS = ["opportunities", "contracts", "tier_pins", "man_answers"]


@dataclass(frozen=True)
class World:
    """A folder of lists, the customer file they were imported into, and the program."""

    folder: Path
    file: Path
    home: Path
    parties: list[figures.Party] = field(default_factory=list)

    def ask(self, *words: object, on: date = LAST) -> Any:
        """Call the program and return what it says to a program."""
        out, err = io.StringIO(), io.StringIO()
        given = [*words, "--file", self.file, "--as-of", on, "--json"]
        environ = {"CRM_DESKTOP_HOME": str(self.home), "LANG": "en_GB.UTF-8"}
        code = run([str(word) for word in given], environ=environ, out=out, err=err)
        assert (code, err.getvalue()) == (0, "")
        return json.loads(out.getvalue())

    def take(self, *paths: Path, source: str = "shop") -> Any:
        return self.ask("import", *paths, "--source", source, "--currency", "GBP")

    def all_it_says(self) -> list[Any]:
        """Everything the other tests compare, to be compared with itself."""
        cards = [self.ask("show", f"id:{row['id']}") for row in self.ask("list")[::20]]
        return [self.ask("list"), self.ask("tiers"), self.ask("score"), cards]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A shop of our own with every odd case in it."""
    place = tmp_path_factory.mktemp("written")
    world = World(place / "lists", place / "shop.crm", place / "home")
    write_shop(world.folder)
    world.take(world.folder)
    return replace(world, parties=figures.read_parties(world.folder))


@pytest.fixture(scope="module")
def known(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The well known sample shop; skipped where it is not at hand."""
    place = tmp_path_factory.mktemp("known")
    world = World(place / "lists", place / "shop.crm", place / "home")
    shutil.copytree(shared_data / "chinook", world.folder)
    world.take(world.folder)
    return replace(world, parties=figures.read_parties(world.folder))


@pytest.fixture(params=["written", "known"])
def world(request: pytest.FixtureRequest) -> World:
    return request.getfixturevalue(request.param)


@pytest.fixture
def own(world: World, tmp_path: Path) -> World:
    """The same customer file, free to be written to."""
    return replace(world, file=Path(shutil.copyfile(world.file, tmp_path / "own.crm")))


@pytest.fixture
def empty(written: World, tmp_path: Path) -> World:
    """The written lists and no customer file yet."""
    return replace(written, file=tmp_path / "empty.crm")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_list_counts_what_the_lists_hold(world, day):
    index = {one.party.number: one.index for one in figures.score_all(world.parties, day)}

    rows = {row["external_id"]: row for row in world.ask("list", on=day)}

    assert len(rows) == len(world.parties)
    for party in world.parties:
        row, last = rows[party.number], figures.last_day(party, day)
        pinned = figures.pinned_tier(party, day)
        assert (row["id"], row["name"], row["tier"]) == (party.place, party.name, pinned)
        assert row["purchases"] == len(party.up_to(day))
        assert Fraction(row["revenue_total"]) == figures.total(party.up_to(day))
        assert Fraction(row["revenue_12m"]) == figures.total(party.of_twelve_months(day))
        assert row["last_purchase"] == (last.isoformat() if last else None)
        assert number(row["index"]) == index.get(party.number)


def number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


@pytest.mark.parametrize("day", RUN_DAYS, ids=str)
def test_every_index_is_the_sum_of_its_terms(world, day):
    scored = {one.party.number: one for one in figures.score_all(world.parties, day)}

    rows = [row for row in world.ask("tiers", on=day)["rows"] if row["rank"]]

    assert {row["external_id"] for row in rows} == scored.keys()
    for row in rows:
        one = scored[row["external_id"]]
        assert Fraction(row["index"]) == one.index
        assert Fraction(row["revenue_12m"]) == one.revenue
        assert row["terms"].keys() == one.terms.keys()
        for name, (score, weight, points) in one.terms.items():
            term = row["terms"][name]
            assert Fraction(term["score"]) == figures.six(score)
            assert figures.six(Fraction(term["weight"])) == figures.six(weight)
            assert Fraction(term["contribution"]) == figures.six(points)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("day", RUN_DAYS, ids=str)
def test_a_first_run_assigns_by_its_method_alone(world, day, method):
    expected = figures.assign(world.parties, day, method)

    document = world.ask("tiers", "--method", method, on=day)

    compare_run(document, world, day, expected)
    assert all(row["previous"] is None for row in document["rows"])


def compare_run(document: Any, world: World, day: date, expected: dict[str, figures.Held]) -> None:
    parties = world.parties
    ranked = figures.in_order(parties, day, document["method"])
    rows = document["rows"]
    order = [row["external_id"] for row in rows if row["rank"]]
    assert order == [one.party.number for one in ranked]
    assert [row["rank"] for row in rows if row["rank"]] == list(range(1, len(order) + 1))
    assert {row["external_id"]: row["tier"] for row in rows} == {
        one: held.tier for one, held in expected.items()
    }
    tiers = [held.tier for held in expected.values()]
    assert document["counts"] == {tier: tiers.count(tier) for tier in figures.TIERS}
    assert document["untiered"] == len(parties) - len(expected)
    shares = {tier: number(share) for tier, share in document["revenue_share"].items()}
    assert shares == figures.shares(parties, day, expected)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("days", [89, 90, 199])
def test_a_later_run_moves_only_whom_it_may(own, method, days):
    first = figures.assign(own.parties, FIRST_RUN, method)
    own.ask("tiers", "--method", method, "--apply", on=FIRST_RUN)
    later = FIRST_RUN + timedelta(days=days)

    document = own.ask("tiers", "--method", method, on=later)

    expected = figures.assign(own.parties, later, method, first)
    compare_run(document, own, later, expected)
    fresh = figures.assign(own.parties, later, method)
    assert kept_in(document) == {one for one in fresh if fresh[one].tier != expected[one].tier}
    before = {row["external_id"]: row["previous"] for row in document["rows"] if row["previous"]}
    assert before == {one: first[one].tier for one in before}


def kept_in(document: Any) -> set[str]:
    """Customers that keep a tier they would not get in a first run."""
    reasons = ("kept_near_border", "kept_recent")
    return {row["external_id"] for row in document["rows"] if row["reason"]["code"] in reasons}


@pytest.mark.parametrize("method", METHODS)
def test_a_third_run_knows_since_when_a_tier_is_held(own, method):
    held: dict[str, figures.Held] = {}
    for day in (date(2013, 1, 31), FIRST_RUN):
        held = figures.assign(own.parties, day, method, held)
        own.ask("tiers", "--method", method, "--apply", on=day)

    document = own.ask("tiers", "--method", method, on=date(2013, 8, 20))

    expected = figures.assign(own.parties, date(2013, 8, 20), method, held)
    compare_run(document, own, date(2013, 8, 20), expected)
    listed = {row["external_id"]: row["tier"] for row in own.ask("list", on=FIRST_RUN)}
    assert {one: tier for one, tier in listed.items() if tier} == {
        one: each.tier for one, each in held.items()
    }


def test_a_run_says_by_how_many_it_misses_the_quota(own):
    own.ask("tiers", "--method", "quota", "--apply", on=FIRST_RUN)

    document = own.ask("tiers")

    free = [row for row in document["rows"] if row["reason"]["code"] != "pinned"]
    quotas = figures.quotas(len(free))
    given = {tier: sum(row["tier"] == tier for row in free) for tier in figures.TIERS}
    assert document["off_quota"] == {tier: given[tier] - quotas[tier] for tier in figures.TIERS}


def test_another_method_is_not_bound_by_the_tiers_before(own):
    own.ask("tiers", "--method", "quota", "--apply", on=FIRST_RUN)
    soon = FIRST_RUN + timedelta(days=30)

    document = own.ask("tiers", "--method", "threshold", on=soon)

    compare_run(document, own, soon, figures.assign(own.parties, soon, "threshold"))


def test_of_two_customers_who_are_alike_the_older_card_goes_first(written):
    rows = [row["external_id"] for row in written.ask("tiers")["rows"]]
    indexes = {row["external_id"]: row["index"] for row in written.ask("list")}

    assert indexes[TWINS[0]] == indexes[TWINS[1]]
    assert rows.index(TWINS[1]) == rows.index(TWINS[0]) + 1


def test_nobody_has_bought_before_the_first_invoice(known):
    day = date(2008, 12, 31)

    rows, document = known.ask("list", on=day), known.ask("tiers", on=day)
    card = known.ask("show", "ext:6", on=day)

    assert {(row["purchases"], row["tier"], row["index"]) for row in rows} == {(0, None, None)}
    assert {(row["revenue_total"], row["last_purchase"]) for row in rows} == {("0", None)}
    assert (document["rows"], document["untiered"]) == ([], 59)
    assert document["revenue_share"] == dict.fromkeys(figures.TIERS)
    assert (card["purchases"], card["lines"], card["tier"]) == ([], [], None)


@pytest.mark.parametrize("day", [LAST, date(2012, 2, 29)], ids=str)
def test_a_card_lists_the_purchases_the_list_counts(world, day):
    listed = {row["external_id"]: row for row in world.ask("list", on=day)}

    for party in world.parties[3:40:7]:
        card = world.ask("show", f"ext:{party.number}", on=day)
        found = [(each["purchased_on"], Fraction(each["amount"])) for each in card["purchases"]]
        bought = [(when.isoformat(), amount) for when, amount in party.up_to(day)]
        assert sorted(found) == sorted(bought)
        row = listed[party.number]
        assert {key: card[key] for key in row if key != "purchases"} == {
            key: row[key] for key in row if key != "purchases"
        }


MAN_DAYS = [date(2014, 5, 1), LAST, date(2013, 6, 1)]


@pytest.mark.parametrize("day", MAN_DAYS, ids=str)
def test_every_lead_scores_as_its_answers_say(written, day):
    for document in written.ask("score", on=day):
        answers = answers_of(written, document, day)
        man = independent_man.man_of(answers, day)
        assert document["class"] == man.letters
        assert Fraction(document["overall"]) == figures.six(man.overall)
        assert Fraction(document["confidence"]) == figures.six(man.confidence)
        for letter, part in document["dimensions"].items():
            score = man.scores[letter]
            assert number(part["score"]) == (None if score is None else figures.six(score))
            assert Fraction(part["coverage"]) == figures.six(man.coverages[letter])


def answers_of(world: World, document: Any, day: date) -> dict[str, independent_man.Answer]:
    answers = independent_man.read_answers(world.folder, document["customer"]["external_id"])
    return {question: answer for question, answer in answers.items() if answer.on <= day}


@pytest.mark.parametrize("day", MAN_DAYS, ids=str)
def test_the_next_questions_come_by_what_they_settle_and_add(written, day):
    for document in written.ask("score", on=day):
        answers = answers_of(written, document, day)
        gains = independent_man.gains(answers, day)
        expected = [
            (question, figures.six(gains[question]))
            for question in independent_man.questions_in_order(answers, day)
        ]
        assert [
            (each["code"], Fraction(each["gain"])) for each in document["next_questions"]
        ] == expected


def test_the_answers_show_every_class_and_each_class_its_advice(written):
    advice: dict[str, set[str]] = {}
    for document in written.ask("score"):
        advice.setdefault(document["class"], set()).add(document["advice"]["code"])

    assert len(advice) == 27
    assert all(len(codes) == 1 for codes in advice.values())
    code = {letters: codes.pop() for letters, codes in advice.items()}
    assert code["maN"] == code["mAn"] == code["Man"]
    assert len({code[one] for one in ("MAN", "MAn", "MaN", "mAN", "maN", "man")}) == 6
    assert len({code[one] for one in code if "?" in one}) == 1


def test_leads_are_who_is_no_customer_yet_or_is_being_offered_something(written):
    gone = ("lost", "dormant")
    expected = {
        party.number
        for party in written.parties
        if any(figures.is_open(row, LAST) for row in party.hopes)
        or not (party.stage in gone or figures.belongs(party, LAST))
    }

    leads = written.ask("score")
    shown = {row["external_id"]: row for row in written.ask("list") if row["man_class"]}

    assert {document["customer"]["external_id"] for document in leads} == expected
    for document in leads:
        row = shown.pop(document["customer"]["external_id"], None)
        if row:
            assert (row["man_class"], row["man_score"]) == (document["class"], document["overall"])
        else:
            assert document["confidence"] == "0"
    assert not shown


def test_the_same_import_again_changes_nothing(own):
    before = own.all_it_says()

    document = own.take(own.folder)

    assert {(each["new"], each["updated"], each["refused"]) for each in document["files"]} == {
        (0, 0, 0)
    }
    assert all(each["unchanged"] == each["rows"] for each in document["files"])
    assert own.all_it_says() == before


@pytest.mark.parametrize("order", [LISTS + SIDE_LISTS, SIDE_LISTS + LISTS[::-1]])
def test_the_order_of_the_files_means_nothing(written, empty, order):
    empty.take(*[written.folder / f"{name}.csv" for name in order])

    assert empty.all_it_says() == written.all_it_says()


def test_one_file_after_the_other_gives_the_same_customers(written, empty):
    for name in [*LISTS, *SIDE_LISTS]:
        empty.take(written.folder / f"{name}.csv")

    assert empty.ask("list") == written.ask("list")
    assert empty.ask("tiers") == written.ask("tiers")
    assert empty.ask("score") == written.ask("score")


def test_each_file_once_more_by_itself_changes_nothing(own):
    before = own.all_it_says()

    for path in sorted(own.folder.glob("*.csv")):
        (document,) = own.take(path)["files"]
        assert (document["new"], document["updated"], document["refused"]) == (0, 0, 0), path.name

    assert own.all_it_says() == before


def test_another_source_with_the_same_ids_brings_everybody_once_more(own):
    count, before = len(own.parties), own.ask("list")

    for _ in range(2):
        own.take(own.folder, source="branch")

    after = own.ask("list")
    assert sorted(row["id"] for row in after) == list(range(1, 2 * count + 1))
    figures_of = {row["external_id"]: without(row, "id", "index") for row in before}
    assert all(without(row, "id", "index") == figures_of[row["external_id"]] for row in after)


def without(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def edit_by_hand(world: World) -> None:
    with closing(open_file(world.file)) as database, database.write("edited") as work:
        work.change(Kind.CUSTOMER, 6, city="Bath", note="Ask for Jo")
        work.change(Kind.PURCHASE, 1, amount=Decimal("77.7"))


def test_what_was_changed_by_hand_outlives_the_same_import(own):
    edit_by_hand(own)
    edited = own.all_it_says()

    document = own.take(own.folder)

    assert {each["new"] + each["updated"] + each["refused"] for each in document["files"]} == {0}
    assert own.all_it_says() == edited
    card = own.ask("show", "id:6")["customer"]
    assert (card["city"], card["note"]) == ("Bath", "Ask for Jo")


def test_what_was_changed_by_hand_outlives_another_list_and_is_told(own, tmp_path):
    edit_by_hand(own)
    shutil.copytree(own.folder, tmp_path / "newer")
    rewrite(tmp_path / "newer" / "Customer.csv", {"6": {"City": "York"}, "7": {"City": "York"}})
    rewrite(tmp_path / "newer" / "Invoice.csv", {"1": {"Total": "99.5"}, "2": {"Total": "99.5"}})

    document = own.take(tmp_path / "newer")

    cities = {row["id"]: row["city"] for row in own.ask("list")}
    assert (cities[6], cities[7]) == ("Bath", "York")
    assert amounts_of(own, 1, 2) == [Fraction("77.7"), Fraction("99.5")]
    told = [one for one in document["notes"] if one["code"] == "kept_by_hand"]
    assert [(Path(one["path"]).name, one["line"], one["params"]) for one in told] == [
        ("Customer.csv", 7, {"field": "city"}),
        ("Invoice.csv", 2, {"field": "amount"}),
    ]


def rewrite(path: Path, cells: dict[str, dict[str, str]]) -> None:
    """Change cells of the rows of those ids."""
    rows = figures.rows_of(path)
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | cells.get(next(iter(row.values())), {}) for row in rows)


def amounts_of(world: World, *keys: int) -> list[Fraction]:
    """Amounts of the purchases with these keys."""
    found = {}
    for key in keys:
        buyer = figures.rows_of(world.folder / "Invoice.csv")[key - 1]["CustomerId"]
        bought = world.ask("show", f"ext:{buyer}")["purchases"]
        found |= {one["id"]: Fraction(one["amount"]) for one in bought}
    return [found[key] for key in keys]


def test_the_brief_carries_the_sum_of_twelve_months(known, tmp_path):
    told = known.ask("brief", "ext:6", "--out", tmp_path / "out")

    (path,) = told["written"]
    party = known.parties[5]
    with pypdfium2.PdfDocument(path) as paper:
        text = " ".join(page.get_textpage().get_text_range() for page in paper)
    assert f"{float(figures.total(party.of_twelve_months(LAST))):.2f} in 12 months" in text
    assert "First contact" not in text
