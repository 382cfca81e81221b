"""Whatever stands in a card's texts, its brief is printed and says no less."""

import json
from pathlib import Path
from time import perf_counter

import pytest
from brief_cards import MOMENT, brief_of, job, playbook, store_everything
from builders import customer, store_customer, taboo

from crm_desktop.language.cleaning import clean
from crm_desktop.services.brief_files import Batch, print_briefs
from crm_desktop.services.brief_printing import Printed, render_all
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.storage.database import Database
from crm_desktop.text import LanguageCode

HOSTILE = (
    "</para><b>bold",
    "Anna <anna@x.com> & Söhne",
    "{0} {name} %s %(x)d \\N{BULLET}",
    "a\x00b\x07c\x1b[31m",
    "\u202egnp.exe\u2066\u200f",
    "x" * 5000,
    "鬱" * 3000,
    "Z̸̧̛̝͖̲̈́̀a̴l̷g̵o̶" * 30,
    "👩‍👩‍👧‍👦🏳️‍🌈" * 50,
    "𬱖𠮷\U0010ffff\ufffe",
    "مرحبا שלום สวัสดี नमस्ते",
    "\n\n\r\n\t\v\f\u2028",
    "  ",
    "=1+1;DROP TABLE customer;--",
    "../../../etc/passwd\\..\\con",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_card_full_of_hostile_text_is_printed(database: Database, tmp_path: Path, text: str):
    key = store_everything(database, text)
    batch = Batch([BriefOrder(key)], tmp_path, MOMENT, playbook(), job(tuple(LanguageCode)))

    report = print_briefs(database, batch)

    assert (report.skipped, report.trouble) == ([], None)
    assert report.written[0].read_bytes().startswith(b"%PDF")
    assert report.written[0].parent == tmp_path


def test_known_naughty_strings_that_may_be_stored_are_printed(
    database: Database, shared_data: Path
):
    strings = json.loads((shared_data / "text/naughty_blns/blns.json").read_text("utf-8"))
    texts = ["\n".join(strings[at : at + 40]) for at in range(0, len(strings), 40)]
    briefs = [
        brief_of(database, store_everything(database, clean(text, multiline=True)))
        for text in texts
    ]

    outcomes = list(render_all(briefs, job()))

    assert all(isinstance(one, Printed) for one in outcomes)


def test_hostile_taboos_do_not_make_a_brief_slow(database: Database):
    words = ("a" * 3000, "猪" * 3000, "((((" * 500)
    taboos = [taboo("a" * 5000, triggers=words) for _ in range(40)]
    key = store_customer(database, customer(), *taboos)

    start = perf_counter()
    brief_of(database, key)

    assert perf_counter() - start < 1
