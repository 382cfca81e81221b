"""Everything goes out as one zip and comes in again with nothing lost."""

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from builders import TODAY, contact, customer, place, point, store, taboo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from whole_exports import again, digest_of, export, refusal, store_one

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.progress import CancelledError, NoProgress
from crm_desktop.domain.record_schema import export_schema
from crm_desktop.domain.trust_log import TrustCode
from crm_desktop.formats.vcard_table import read_vcards
from crm_desktop.language.cleaning import clean
from crm_desktop.services.attachments import add_attachment, attachment_content
from crm_desktop.services.full_import import import_everything
from crm_desktop.services.trust_log import entries
from crm_desktop.storage.change_log import undo
from crm_desktop.storage.database import Database, create

NAUGHTY = [
    "=1+1",
    "@SUM(A1)",
    "a,b;c\\n",
    '"',
    "\ttab",
    "𬱖王",
    "👩‍👩‍👧",
    "]]>",
    "{",
    "NULL",
    "null",
]


def add_rich(database: Database, seed: int, count: int = 3) -> None:
    sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
    try:
        from rich_cards import add_rich_cards
    finally:
        sys.path.pop()
    keys = store(database, *(customer(f"客户 {number}") for number in range(count)))
    with database.write("filled") as work:
        add_rich_cards(work, Random(seed), range(keys[0], keys[-1] + 1), TODAY)


@pytest.mark.parametrize("seed", range(3))
def test_rich_cards_come_in_with_an_equal_digest(database, tmp_path, seed):
    add_rich(database, seed)
    key = store_one(database, "With files")
    add_attachment(database, key, None, "plan 计划.bin", bytes(range(256)) * 40)

    done = export(database, tmp_path / "all.zip")
    fresh = again(tmp_path, tmp_path / "all.zip")

    assert digest_of(fresh) == done.digest == digest_of(database)
    assert done.attachments == 1
    with fresh.read() as reading:
        (file,) = [one for one in reading.values(Kind.ATTACHMENT) if one.name.startswith("plan 计")]
    assert attachment_content(fresh, file.sha256) == bytes(range(256)) * 40


TEXTS = st.one_of(st.sampled_from(NAUGHTY), st.text(max_size=40)).map(clean)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=st.lists(TEXTS.filter(bool), min_size=1, max_size=5), number=st.integers())
def test_no_text_is_lost_whatever_it_says(database, tmp_path_factory, texts, number):
    folder = tmp_path_factory.mktemp("naughty")
    for text in texts:
        key = store_one(database, text, note=text, owner=text)
        store(database, taboo(text, customer_id=key, triggers=tuple(texts)))

    done = export(database, folder / "all.zip")

    assert digest_of(again(folder, folder / "all.zip")) == done.digest


def test_numbers_and_days_are_written_as_the_format_says(database, tmp_path):
    add_rich(database, 1, count=2)
    export(database, tmp_path / "all.zip")

    with ZipFile(tmp_path / "all.zip") as archive:
        whole = json.loads(archive.read("crm-desktop.json"))
    purchase = whole["records"]["purchase"][0]

    assert (whole["format"], whole["version"], whole["is_whole"]) == ("crm-desktop", 1, True)
    assert isinstance(purchase["amount"], str)
    assert float(purchase["amount"]) > 0
    assert date.fromisoformat(purchase["purchased_on"]) < TODAY
    assert len(purchase["uid"]) == 32
    assert set(whole["records"]) == {kind.value for kind in Kind}


def test_every_record_is_as_the_schema_says(database, tmp_path):
    add_rich(database, 2)
    export(database, tmp_path / "all.zip")
    with ZipFile(tmp_path / "all.zip") as archive:
        whole = json.loads(archive.read("crm-desktop.json"))
        schema = json.loads(archive.read("schema.json"))

    assert schema == export_schema()
    for kind, records in whole["records"].items():
        form = schema["$defs"][kind]
        for record in records:
            assert set(record) == set(form["properties"])
            for name, value in record.items():
                assert fits(value, form["properties"][name]), (kind, name, value)


def fits(value: object, form: dict) -> bool:
    if "anyOf" in form:
        return any(fits(value, one) for one in form["anyOf"])
    if "enum" in form:
        return value in form["enum"]
    types = {"string": str, "boolean": bool, "array": list, "null": type(None), "integer": int}
    wanted = types[form["type"]]
    return isinstance(value, wanted) and (wanted is not int or not isinstance(value, bool))


def test_the_other_files_hold_the_same_and_run_no_formula(database, tmp_path):
    key = store_one(database, "=1+1", city="上海")
    person = store(database, contact("王芳"))[0]
    store(database, place(person, customer_id=key), point(value="+86 10 8888", contact_id=person))
    export(database, tmp_path / "all.zip")

    with ZipFile(tmp_path / "all.zip") as archive:
        archive.extractall(tmp_path / "out")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out/csv/customer.csv").read_text("utf-8"))))
    book = CalamineWorkbook.from_path(str(tmp_path / "out/customers.xlsx"))
    cards = read_vcards(tmp_path / "out/customers.vcf")

    assert (rows[0]["name"], rows[0]["city"]) == ("=1+1", "上海")
    assert len(book.sheet_names) == len(Kind)
    assert "=1+1" in book.get_sheet_by_name("Customer").to_python()[1]
    assert [cells[0] for _, cells in cards.sample] != []
    text = (tmp_path / "out/README.txt").read_text("utf-8")
    assert "Export of CRM Desktop" in text
    assert "CRM Desktop 导出" in text


def test_an_export_is_noted_in_the_log(database, tmp_path):
    store_one(database)

    export(database, tmp_path / "all.zip")

    (newest,) = entries(database, most=1)
    assert (newest.line.code, newest.line.name) == (TrustCode.EVERYTHING_EXPORTED, "all.zip")


def test_a_file_with_customers_takes_no_export(database, tmp_path):
    store_one(database)
    export(database, tmp_path / "all.zip")
    before = digest_of(database)

    assert refusal(database, tmp_path / "all.zip") == "file_not_empty"
    assert digest_of(database) == before


def test_one_undo_empties_the_file_again(database, tmp_path):
    add_rich(database, 3)
    export(database, tmp_path / "all.zip")
    fresh = create(tmp_path / "new.crm")
    empty = digest_of(fresh)
    taken = import_everything(fresh, tmp_path / "all.zip", NoProgress())

    undo(fresh, taken.changes.operation_id)

    assert digest_of(fresh) == empty


class _Stop:
    def report(self, done: int, total: int) -> None:
        raise CancelledError


def test_a_stopped_export_leaves_nothing(database, tmp_path):
    add_rich(database, 4)
    (tmp_path / "here").mkdir()
    path = tmp_path / "here" / "all.zip"
    path.write_bytes(b"old")

    with pytest.raises(CancelledError):
        export(database, path, _Stop())

    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]
