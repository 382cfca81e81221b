"""An export that was damaged, or made to harm, is refused with a sentence and leaves nothing."""

import json
from datetime import timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from builders import TODAY, store, taboo
from whole_exports import again, digest_of, export, refusal, store_one

from crm_desktop.services.attachments import add_attachment
from crm_desktop.services.full_import import is_export
from crm_desktop.storage.database import create
from crm_desktop.storage.records import STAMPS


def changed(source: Path, target: Path, change) -> Path:
    """Copy an export with its records changed."""
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "crm-desktop.json":
                content = change(content.decode()).encode()
            new.writestr(name, content)
    return target


def _with(text: str, change) -> str:
    whole = json.loads(text)
    change(whole)
    return json.dumps(whole, indent=3)


def _newer(whole):
    whole["version"] = 99


def _bad_day(whole):
    whole["records"]["taboo"][0]["noted_on"] = "31 June"


def _half_letter(whole):
    whole["records"]["customer"][0]["name"] = "\ud800"


def _no_customer(whole):
    whole["records"]["customer"] = []


def _twice(whole):
    whole["records"]["customer"] *= 2


def _unknown_kind(whole):
    whole["records"]["spaceship"] = [{}]


def _no_key(whole):
    whole["records"]["customer"][0]["id"] = 0


def _key_too_large(whole):
    whole["records"]["customer"][0]["id"] = 2**40


def _no_json(whole):
    stamps = {name: whole["records"]["customer"][0][name] for name in STAMPS}
    whole["records"]["setting"] = [{"id": 1, "key": "cadence", "value": "{", **stamps}]


def _month_13(whole):
    stamps = {name: whole["records"]["customer"][0][name] for name in STAMPS}
    day = {"id": 1, "kind": "birthday", "month": 13, "day": 1, "customer_id": 1}
    whole["records"]["important_date"] = [{**day, **stamps}]


def _kind_below_another(whole):
    whole["records"]["some/customer"] = [{}]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_no_key, "export_record_bad"),
        (_key_too_large, "export_record_bad"),
        (_no_json, "export_record_bad"),
        (_month_13, "export_record_bad"),
        (_kind_below_another, "export_damaged"),
        (_newer, "export_newer"),
        (_bad_day, "export_record_bad"),
        (_half_letter, "export_record_bad"),
        (_no_customer, "export_contradicts"),
        (_twice, "export_contradicts"),
        (_unknown_kind, "export_damaged"),
    ],
)
def test_what_can_t_be_right_is_refused_and_nothing_comes(database, tmp_path, change, code):
    key = store_one(database)
    store(database, taboo(customer_id=key))
    export(database, tmp_path / "all.zip")
    bad = changed(tmp_path / "all.zip", tmp_path / "bad.zip", lambda text: _with(text, change))
    fresh = create(tmp_path / "new.crm")
    empty = digest_of(fresh)

    assert refusal(fresh, bad) == code
    assert digest_of(fresh) == empty


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text + "x",
        lambda text: "[" * 100_000,
        lambda text: "",
        lambda text: '{"format": "other", "version": 1, "records": {}}',
        lambda text: text.replace('"version": 1', '"version": NaN', 1),
        lambda text: text.replace('"version": 1', f'"version": {"9" * 5000}', 1),
        lambda text: text.replace('"version"', '"some/customer": 1, "extra"', 1),
    ],
)
def test_a_cut_or_foreign_text_is_refused(database, tmp_path, change):
    store_one(database)
    export(database, tmp_path / "all.zip")
    bad = changed(tmp_path / "all.zip", tmp_path / "bad.zip", change)

    assert refusal(create(tmp_path / "new.crm"), bad) == "export_damaged"


def test_a_bomb_is_refused_before_it_is_unpacked(database, tmp_path):
    store_one(database)
    export(database, tmp_path / "all.zip")
    with (
        ZipFile(tmp_path / "all.zip") as old,
        ZipFile(tmp_path / "bomb.zip", "w", ZIP_DEFLATED) as new,
    ):
        new.writestr("crm-desktop.json", old.read("crm-desktop.json").decode() + " " * 8_000_000)
    fresh = create(tmp_path / "new.crm")
    empty = digest_of(fresh)

    assert refusal(fresh, tmp_path / "bomb.zip") == "export_damaged"
    assert digest_of(fresh) == empty


def test_no_path_in_a_zip_leads_out_of_it(database, tmp_path):
    key = store_one(database)
    add_attachment(database, key, None, "plan.bin", b"plan")
    export(database, tmp_path / "all.zip")

    def lead_out(whole):
        whole["records"]["attachment"][0]["sha256"] = "../../outside"

    bad = changed(tmp_path / "all.zip", tmp_path / "bad.zip", lambda text: _with(text, lead_out))
    with ZipFile(bad, "a") as archive:
        archive.writestr("attachments/../../outside", b"evil")
        archive.writestr("/absolute", b"evil")

    assert refusal(create(tmp_path / "new.crm"), bad) == "export_damaged"
    assert not list(tmp_path.parent.glob("outside*"))


def test_a_torn_zip_is_refused(database, tmp_path):
    store_one(database)
    export(database, tmp_path / "all.zip")
    content = bytearray((tmp_path / "all.zip").read_bytes())
    middle = content.index(b"crm-desktop.json") + 200
    content[middle : middle + 40] = bytes(40)
    (tmp_path / "torn.zip").write_bytes(content)

    assert is_export(tmp_path / "torn.zip")
    assert refusal(create(tmp_path / "new.crm"), tmp_path / "torn.zip") == "export_damaged"
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04")
    assert not is_export(tmp_path / "no.zip")


def test_a_record_without_a_newer_field_has_its_usual_value(database, tmp_path):
    store_one(database)
    export(database, tmp_path / "all.zip")

    def older(whole):
        del whole["records"]["customer"][0]["parking"]

    old = changed(tmp_path / "all.zip", tmp_path / "old.zip", lambda text: _with(text, older))
    assert digest_of(again(tmp_path, old)) == digest_of(database)


def test_work_goes_on_in_a_file_that_came_from_an_export(database, tmp_path):
    first = store_one(database)
    export(database, tmp_path / "all.zip")
    fresh = again(tmp_path, tmp_path / "all.zip")

    key = store_one(fresh, "Newcomer", stage_since=TODAY - timedelta(days=1))

    assert key > first
