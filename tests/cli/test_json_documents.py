"""The pages about JSON name every key that is printed, and none that is not."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from builders import TODAY, customer, store_customer

from crm_desktop.domain.cards import Card
from crm_desktop.storage.database import open_file

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("json.md", "json.zh_CN.md")
COMMANDS = (
    *("today", "list", "show", "score", "tiers", "import", "brief", "week", "demo"),
    *("duplicates", "encrypt"),
    *("erase", "erase --preview", "log", "log --check"),
    *("backup", "restore", "restore --preview", "check", "salvage"),
)
# Keys of these are words of the domain or parameters of a sentence.
OPEN = re.compile(
    r"(counts|counts_before|off_quota|revenue_share|dimensions|completeness|params|terms"
    r"|changed_terms|records|facts|counts_now)\.[^.\[]+"
)

# Our examples give no occasion for these, and leave those empty.
NO_OCCASION = {
    *(f"notes[].{key}" for key in ("path", "line", "code", "params", "text")),
    *(f"troubles[].{key}" for key in ("code", "text")),
    *(f"standing.risks[].{key}" for key in ("code", "params", "text")),
    *(f"named_elsewhere[].{key}" for key in ("kind", "id", "customer", "field", "text")),
    "skipped[].customer",
    "skipped[].reason",
}
EMPTY = {
    *("notes", "named_elsewhere", "skipped", "rows[].changed_terms", "standing.risks"),
    *("copies", "troubles", "unread", "mended"),
}


def sections(page: str) -> dict[str, str]:
    parts = re.split(r"^## (\S.*)$", (DOCS / page).read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def documented(section: str) -> set[str]:
    """Key paths of the tables; a third column lists the fields of what stands in the first."""
    keys = set()
    for line in section.splitlines():
        cells = re.findall(r"`([^`]+)`", line.split(" | ")[0]) if line.startswith("| `") else []
        if cells:
            keys.add(cells[0])
            columns = line.split(" | ")
            named = re.findall(r"`([^`]+)`", columns[2]) if len(columns) > 2 else []
            keys |= {f"{cells[0]}.{name}" for name in named}
    return keys


def key_paths(value: Any, path: str = "") -> Iterator[str]:
    """Every path of a JSON value with ``[]`` for items, and ``*`` where any key may stand."""
    if path:
        yield OPEN.sub(r"\1.*", path)
    if isinstance(value, dict):
        for key, one in value.items():
            yield from key_paths(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for one in value:
            yield from key_paths(one, f"{path}[]")


def card_paths() -> set[str]:
    """The paths of a card's parts, also of those that are empty on our examples."""
    hints, paths = get_type_hints(Card), set()
    for field in fields(Card):
        inner = (get_args(hints[field.name]) or (hints[field.name],))[0]
        name = field.name if field.name == "customer" else f"{field.name}[]"
        parts = () if inner is str else fields(inner)
        paths |= {name} | {f"{name}.{part.name}" for part in parts}
    return paths


def leaves(paths: set[str]) -> set[str]:
    """What holds no other of the paths; an array or table of values counts as its own key."""
    plain = {re.sub(r"(\[\]|\.\*)+$", "", path) for path in paths}
    return {
        path
        for path in plain
        if not any(other.startswith((f"{path}.", f"{path}[]")) for other in plain)
    }


def backing_up(call, file, folder):
    """Back a file up, change it, and spoil what follows from its records."""
    backup = call("backup", folder / "stick", "--file", file, "--json").json["path"]
    with closing(open_file(file)) as database:
        store_customer(database, customer("Since then"))
        with database.write("spoiled") as work:
            work.execute("UPDATE listing SET city = 'Wrong'")
    return backup


def encrypting(file, folder):
    """Encrypt a file beside which an older copy lies, after everything else was asked of it."""
    shutil.copyfile(file, file.with_name("customers.before-schema-2.crm"))
    words = folder / "words.txt"
    words.write_text("correct horse battery staple", "utf-8")
    sheet = ("--recovery-pdf", folder / "sheet.pdf")
    return ("encrypt", "--file", file, "--passphrase-file", words, *sheet, "--json")


@pytest.fixture
def printed(call, file, tmp_path, quick_passphrases) -> dict[str, set[str]]:
    """The key paths each command prints."""
    customers = tmp_path / "customers.csv"
    customers.write_text("name,city,annual_revenue\nNew Ltd,Leeds,1\n,Leeds,2\n", "utf-8")
    twins = tmp_path / "twins.csv"
    twins.write_text("id,name,tax number\n1,Twin Ltd,DE811\n2,Twin,DE811\n", "utf-8")
    (tmp_path / "stick").mkdir()
    spoiled = shutil.copyfile(file, tmp_path / "spoiled.crm")
    backup = backing_up(call, spoiled, tmp_path)
    other = ("--file", spoiled, "--json")
    on = ("--file", file, "--as-of", TODAY.isoformat(), "--json")
    calls = {
        "today": [("today", *on)],
        "list": [("list", *on)],
        "show": [("show", "AC-1", *on)],
        "score": [("score", "PR-1", *on), ("score", "AC-1", *on)],
        "tiers": [("tiers", *on)],
        "brief": [("brief", "AC-1", "--out", tmp_path, *on)],
        "week": [("week", "--out", tmp_path, *on)],
        "import": [("import", customers, *on), ("import", twins, *on)],
        "duplicates": [("duplicates", *on)],
        "erase --preview": [("erase", "AC-1", "--preview", *on)],
        "log": [("log", *on)],
        "log --check": [("log", "--check", *on)],
        "erase": [("erase", "AC-1", "--yes", *on)],
        "encrypt": [encrypting(file, tmp_path)],
        "backup": [("backup", tmp_path / "stick", *other), ("backup", *other)],
        "restore --preview": [("restore", backup, "--preview", *other)],
        "check": [("check", *other), ("check", "--mend", *other)],
        "salvage": [("salvage", "--to", tmp_path / "saved.crm", *other)],
        "restore": [("restore", backup, *other)],
    }
    found: dict[str, set[str]] = {}
    for command, words in calls.items():
        found[command] = set()
        for one in words:
            value = call(*one).json
            found[command] |= {path.removeprefix("[].") for path in key_paths(value)}
    found["list"] -= {"[]"}
    found["duplicates"] -= {"[]"}
    found["log"] -= {"[]"}
    found["show"] |= card_paths()
    return found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("command", [one for one in COMMANDS if one != "demo"])
def test_every_printed_key_is_documented_and_no_other(printed, page, command):
    parts = sections(page)
    keys = documented(parts[command])
    if command == "show":
        keys |= documented(parts["list"])
    paths = printed[command]

    known = leaves(keys | paths)
    assert leaves(paths) - leaves(keys) - EMPTY == set(), "not documented"
    assert known - leaves(paths) - NO_OCCASION == set(), "not printed"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_shows_documented_keys_only(page, command):
    parts = sections(page)
    keys = documented(parts[command]) | (documented(parts["list"]) if command == "show" else set())
    (example,) = re.findall(r"```json\n(.*?)```", parts[command], re.DOTALL)

    paths = {path.removeprefix("[].") for path in key_paths(json.loads(example))} - {"[]"}

    assert leaves(paths) - leaves(keys) - EMPTY == set()


def test_both_pages_document_the_same():
    one, other = (
        {name: documented(text) for name, text in sections(page).items()} for page in PAGES
    )

    assert one == other


def test_the_demo_prints_what_is_documented(call, tmp_path):
    answer = call("demo", "--out", tmp_path / "demo", "--no-window", "--json")

    paths = set(key_paths(answer.json))
    assert leaves(paths) == leaves(documented(sections("json.md")["demo"]))
