"""`list`, `show`, `score` and `tiers`: what a person reads and what a program gets."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from builders import TODAY

TODAY_ISO = TODAY.isoformat()
LIST_KEYS = {
    "id",
    "external_id",
    "name",
    "kind",
    "city",
    "country",
    "tier",
    "index",
    "man_class",
    "man_score",
    "purchases",
    "revenue_total",
    "revenue_12m",
    "last_purchase",
    "last_contact",
    "owner",
}
TIER_KEYS = {"method", "as_of", "counts", "untiered", "revenue_share", "rows"}
TIER_ROW_KEYS = {"id", "external_id", "name", "tier", "previous", "index", "terms", "reason"}
SCORE_KEYS = {
    "customer",
    "class",
    "overall",
    "confidence",
    "dimensions",
    "advice",
    "next_questions",
}


@pytest.fixture
def ask(call, file):
    """Call a command on the file as of the day the examples are made for."""
    return lambda *words, **environ: call(*words, "--file", file, "--as-of", TODAY_ISO, **environ)


def values_of(value) -> Iterator[object]:
    if isinstance(value, dict):
        for one in value.values():
            yield from values_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from values_of(one)
    else:
        yield value


@pytest.mark.parametrize(
    "words", [["list"], ["show", "AC-1"], ["score"], ["score", "PR-1"], ["tiers"]], ids=" ".join
)
def test_json_has_no_floats_and_is_the_same_in_any_language_but_for_texts(ask, words):
    english, chinese = (ask(*words, "--json", "--lang", code) for code in ("en", "zh_CN"))

    assert (english.code, english.err) == (0, "")
    assert not any(isinstance(value, float) for value in values_of(english.json))
    texts = re.compile(r'"text": ".*"')
    assert texts.sub("", english.out) == texts.sub("", chinese.out)


def test_list_gives_one_object_a_customer(ask):
    rows = ask("list", "--json").json

    acme = next(row for row in rows if row["external_id"] == "AC-1")
    assert acme.keys() >= LIST_KEYS
    assert (acme["name"], acme["kind"], acme["country"]) == ("Acme Ltd", "company", "GB")
    assert (acme["revenue_12m"], acme["purchases"]) == ("1234", 1)
    assert (acme["last_purchase"], acme["last_contact"]) == ("2026-06-14", "2026-06-15")
    assert Decimal(acme["index"]) > 50
    shop = next(row for row in rows if row["name"] == "Shop 1")
    assert (shop["external_id"], shop["last_contact"], shop["man_class"]) == (None, None, None)


def test_list_of_an_earlier_day_knows_nothing_later(call, file):
    rows = call("list", "--file", file, "--json", "--as-of", "2025-12-31").json

    acme = next(row for row in rows if row["external_id"] == "AC-1")
    assert (acme["purchases"], acme["revenue_total"], acme["last_contact"]) == (0, "0", None)


def test_list_for_people_has_a_line_each_and_counts_them(ask):
    lines = ask("list").out.splitlines()

    assert lines[0].split()[:2] == ["Id", "Name"]
    assert len(lines) == 11 + 2
    assert lines[-1] == "11 customers"
    assert any("Acme Ltd" in line and "CN¥1,234.00" in line for line in lines)


def test_a_chinese_list_stands_in_straight_columns(ask):
    lines = ask("list", "--lang", "zh_CN").out.splitlines()

    row = next(line for line in lines if "张梅" in line)
    head = lines[0]
    column = sum(2 if ord(one) > 0x2E80 else 1 for one in head[: head.index("城市")])
    place = sum(2 if ord(one) > 0x2E80 else 1 for one in row[: row.index("上海")])
    assert place == column


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("zm", ["张梅"]),
        ("tag:vip", ["Acme Ltd"]),
        ("kind:person", ["张梅"]),
        ("taboo:yes", ["Acme Ltd"]),
        ("stage:lead", ["Prospect Ltd"]),
        ("shop city:leeds tier:A", ["Shop 8"]),
        ("nobody", []),
    ],
)
def test_list_takes_a_filter(ask, query, names):
    assert [row["name"] for row in ask("list", "--filter", query, "--json").json] == names


@pytest.mark.parametrize(
    ("query", "said"),
    [("colour:red", "no “colour:”"), ("tier:D", "A, B, C, none"), ("owner:", "needs a value")],
)
def test_a_filter_nobody_understands_is_explained(ask, query, said):
    answer = ask("list", "--filter", query)

    assert answer.code == 2
    assert said in answer.err


@pytest.mark.parametrize("text", ["AC-1", "ext:AC-1", "name:acme", "Acme Ltd", "acme ltd"])
def test_show_takes_any_way_to_name_a_customer(ask, text):
    assert ask("show", text, "--json").json["name"] == "Acme Ltd"


def test_show_gives_the_whole_card_to_a_program(ask):
    card = ask("show", "AC-1", "--json").json

    assert card.keys() >= LIST_KEYS
    assert [one["text"] for one in card["taboos"]] == ["Never mention the strike", "No pork"]
    assert card["purchases"][0]["amount"] == "1234"
    assert card["contacts"][0]["name"] == "Ann Lee"
    assert card["completeness"]["basics"]["missing"]
    assert card["customer"]["street"] == "1 High Road"


@pytest.mark.parametrize(
    "fact",
    [
        "Acme Ltd (Acme)",
        "Company · London · United Kingdom · id:1 · AC-1",
        "NEVER  No pork (Faith)",
        "MIND  Never mention the strike",
        "Wheelchair → Use the lift",
        "Wrong tea (major, next: listen)",
        "we: Send the offer  Jun 13, 2026 (overdue by 2 days)",
        "Jun 16, 2026  Renew the frame",
        "Ann Lee (Anna Lee) · Buyer · decider · influence 4 of 4 · leans to us",
        "how to address: Ms Lee",
        "e-mail: ann@acme.test",
        "birthday: 8th lunar month, day 15",
        "address: 1 High Road, London, United Kingdom",
        "language: English",
        "payment terms: 30 days",
        "tags: VIP",
        "Jun 15, 2026  call: Call 0",
        "… 3 more",
        "Green tea (we saw it)",
        "Jun 14, 2026  CN¥1,234.00 (R7)  Tea",
        "Frame (renews on Jul 15, 2026)",
        "Second line (open, CN¥9,000.00, 50%) → Call",
        "pain point: Late deliveries",
        "relationship action: Lunch (Lin Wei)",
        "Strengths: Fast answers",
        "goal: Twice the volume",
        "never confirmed",
    ],
)
def test_show_tells_every_fact_in_words(ask, fact):
    assert fact in ask("show", "AC-1").out


def test_the_worst_taboo_heads_the_card_in_any_language(ask):
    for code, title in (("en", "Taboos"), ("zh_CN", "禁忌")):
        lines = ask("show", "AC-1", "--lang", code).out.splitlines()
        first = lines.index(title)
        assert first < 6
        assert "No pork" in lines[first + 1]


def test_score_of_one_customer_is_an_object(ask):
    found = ask("score", "PR-1", "--json").json

    assert found.keys() >= SCORE_KEYS
    assert found["customer"] == {"id": 3, "external_id": "PR-1", "name": "Prospect Ltd"}
    assert (found["class"], found["applies"]) == ("M?N", True)
    assert found["dimensions"]["M"] == {
        "score": "87.5",
        "coverage": "0.666667",
        "state": "present",
        "reason": "score_reached",
    }
    assert found["next_questions"][0]["code"] == "A2"


def test_score_without_a_customer_ranks_who_man_belongs_to(ask):
    found = ask("score", "--json").json

    assert [one["customer"]["name"] for one in found] == ["Prospect Ltd", "Acme Ltd"]


def test_score_tells_a_person_what_to_ask_next(ask):
    out = ask("score", "PR-1").out

    assert "Authority: undetermined" in out
    assert "A1 Access" not in out
    assert "Ask next:" in out


def test_explain_names_every_question(ask):
    out = ask("score", "PR-1", "--explain").out

    assert "M1 Ability to pay: level 4" in out
    assert "unknown, could add" in out


def test_score_of_who_needs_no_score_says_so(ask):
    assert ask("score", "张梅").out.startswith("张梅 buys already")
    assert ask("score", "张梅", "--json").json["applies"] is False


def test_tiers_as_json_stand_in_rank_order(ask):
    found = ask("tiers", "--json").json

    assert found.keys() >= TIER_KEYS
    assert (found["method"], found["as_of"]) == ("quota", TODAY_ISO)
    assert sum(found["counts"].values()) == len(found["rows"]) == 10
    assert found["untiered"] == 1
    assert [row["rank"] for row in found["rows"]] == list(range(1, 11))
    assert sum(map(Decimal, found["revenue_share"].values())) == pytest.approx(1, abs=1e-5)
    for row in found["rows"]:
        assert row.keys() >= TIER_ROW_KEYS
        parts = [Decimal(term["contribution"]) for term in row["terms"].values()]
        assert abs(sum(parts) - Decimal(row["index"])) < Decimal("0.0001")


def test_a_preview_writes_nothing(ask, file):
    before = ask("list", "--json").json
    bare, preview = ask("tiers"), ask("tiers", "--preview")

    assert bare == preview
    assert bare.code == 0
    assert "nothing was changed" in bare.out
    assert ask("list", "--json").json == before


def test_the_preview_says_who_moves_and_why(ask):
    out = ask("tiers").out

    assert re.search(r"\d customers? moves?", out)
    assert re.search(r"A → [BC]  Shop 8: index \S+, rank \d of 10; .*\d → \d", out)
    assert "1 customer gets a first tier" in out
    assert re.search(r"^A +2 +20% +1 .* 0$", out, re.MULTILINE)


def test_applying_writes_the_tiers(ask):
    planned = {row["id"]: row["tier"] for row in ask("tiers", "--json").json["rows"]}

    assert "Applied" in ask("tiers", "--apply").out

    rows = ask("list", "--json").json
    assert {row["id"]: row["tier"] for row in rows if row["tier"]} == planned


def test_applying_for_a_day_before_the_last_run_is_refused(call, ask, file):
    answer = call("tiers", "--apply", "--file", file, "--as-of", "2025-01-01")

    assert answer.code == 2
    assert "Tiers were already applied for Nov 27, 2025, after Jan 1, 2025." in answer.err


@pytest.mark.parametrize("method", ["quota", "threshold", "pareto"])
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_method_explains_itself(ask, method, code):
    answer = ask("tiers", "--method", method, "--lang", code)

    assert (answer.code, answer.err) == (0, "")
    assert "{" not in answer.out


@pytest.mark.parametrize("name", ["tiers.pdf", "tiers.xlsx", "tiers.csv"])
def test_tiers_are_exported(ask, tmp_path, name):
    answer = ask("tiers", "--export", tmp_path / name)

    assert f"Written: {tmp_path / name}" in answer.out
    assert (tmp_path / name).stat().st_size > 500


def test_an_exact_csv_has_stable_heads(ask, tmp_path):
    ask("tiers", "--export", tmp_path / "tiers.csv", "--exact", "--lang", "zh_CN")

    assert (tmp_path / "tiers.csv").read_text("utf-8").startswith("name,external_id,id,")


def test_a_file_without_customers_says_what_to_do(call, blank_file, tmp_path):
    for command in (["list"], ["tiers"], ["score"]):
        answer = call(*command, "--file", blank_file)
        assert (answer.code, answer.err) == (0, "")
    assert "No customer" in call("tiers", "--file", blank_file).out
    assert "import" in call("list", "--file", blank_file).out
