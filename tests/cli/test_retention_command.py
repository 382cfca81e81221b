"""`retention` prints what a person has to decide on, in words and as JSON (D28)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from builders import TODAY, customer, interaction, store, store_customer

from crm_desktop.domain.customers import Stage
from crm_desktop.domain.taboos import Taboo, TabooCategory
from crm_desktop.services import card_edits, retention
from crm_desktop.storage.database import open_file

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def told(file):
    """A file with a card past its term, one kept on, one in the bin, and an allergy."""
    database = open_file(file)
    old = TODAY - timedelta(days=1500)
    keys = [store_customer(database, customer(one, stage=Stage.LEAD)) for one in ("Old", "Kept")]
    store(database, *(interaction(old, customer_id=key) for key in keys))
    gone = store_customer(database, customer("Gone"))
    card_edits.bin_customers(database, [gone])
    card_edits.add_record(database, Taboo(keys[0], "qznuts", TabooCategory.ALLERGY))
    until = TODAY + timedelta(days=30)
    retention.keep_on(database, keys[1:], until, "Audit", today=TODAY)
    database.close()
    return file


def paths(value, path=""):
    yield from ([path] if path else [])
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for one in value:
            yield from paths(one, f"{path}[]")


def test_the_lists_are_printed_as_they_are_documented(call, told):
    found = call("retention", "--file", told, "--as-of", TODAY.isoformat(), "--json").json

    assert "Old" in [one["name"] for one in found["past_term"]]
    assert [one["reason"] for one in found["kept_on"]] == ["Audit"]
    assert [one["name"] for one in found["bin"]["customers"]] == ["Gone"]
    assert "qznuts" not in str(found), "what is sensitive is not for programs to log"
    for page in ("json.md", "json.zh_CN.md"):
        part = (DOCS / page).read_text("utf-8").partition("\n## retention\n")[2]
        known = set(re.findall(r"^\| `([^`]+)`", part, re.MULTILINE))
        plain = {one.removesuffix("[]") for one in known}
        printed = set(paths(found)) - {f"terms.{key}" for key in found["terms"]}
        assert {one.removesuffix("[]") for one in printed} <= plain


def test_the_lists_are_printed_in_words(call, told):
    out = call("retention", "--file", told, "--as-of", TODAY.isoformat()).out

    assert "Old" in out
    assert "kept for 24 months" in out
    assert "consent pending" in out
