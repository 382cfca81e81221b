"""Chosen customers go out as vCards, CSV in two forms, and a workbook."""

import csv
import io

import pytest
from builders import TODAY, contact, customer, place, point, store, store_customer, taboo
from python_calamine import CalamineWorkbook

from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.customers import CustomerKind, CustomField, Tag
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import NoProgress
from crm_desktop.domain.trust_log import TrustCode
from crm_desktop.domain.vcards import VcardVersion
from crm_desktop.formats.vcard_cards import read_cards
from crm_desktop.formats.vcard_lines import read_lines
from crm_desktop.paths import find_resources
from crm_desktop.services import imports
from crm_desktop.services.selection_export import (
    ListForm,
    SelectionWish,
    export_customers,
    form_of,
)
from crm_desktop.services.trust_log import entries
from crm_desktop.text import Language, LanguageCode

ENGLISH, CHINESE = (Language.load(code, find_resources() / "locale") for code in LanguageCode)


def export(database, path, keys, *, language=ENGLISH, **wish):
    asked = SelectionWish(form_of(path), language, TODAY, **wish)
    return export_customers(database, path, keys, asked, NoProgress())


@pytest.fixture
def acme(database) -> int:
    key = store_customer(
        database,
        customer("=Acme", city="上海", note="a\nb"),
        Tag(0, "VIP"),
        CustomField(0, "Fleet", "12"),
        external_id="007",
    )
    person = store(database, contact("王芳"))[0]
    store(
        database,
        place(person, customer_id=key, title="Buyer", is_main=True),
        point(value="010 8888 6666", contact_id=person),
        point(PointKind.EMAIL, "info@acme.example", customer_id=key),
        taboo("No pork", customer_id=key),
    )
    return key


def test_only_the_chosen_are_written_with_their_people(database, acme, tmp_path):
    store_customer(database, customer("Other"))

    count = export(database, tmp_path / "a.vcf", [acme], version=VcardVersion.FOUR)
    cards = list(read_cards(read_lines((tmp_path / "a.vcf").read_bytes())))

    assert count == 1
    assert [card.said("FN") for card in cards] == ["=Acme", "王芳"]
    assert cards[1].parts(cards[1].all("ORG")[0]) == ["=Acme"]
    assert "pork" not in (tmp_path / "a.vcf").read_text("utf-8")


def test_a_person_at_two_customers_comes_once(database, acme, tmp_path):
    other = store_customer(database, customer("Other"))
    store(database, place(1, customer_id=other))

    export(database, tmp_path / "a.vcf", None)
    cards = list(read_cards(read_lines((tmp_path / "a.vcf").read_bytes())))

    assert [card.said("FN") for card in cards].count("王芳") == 1


def test_the_exact_csv_keeps_every_text_and_is_imported_again(database, acme, tmp_path):
    export(database, tmp_path / "a.csv", [acme], is_exact=True)
    (row,) = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"), newline=""))

    assert (row["name"], row["external_id"], row["note"]) == ("=Acme", "007", "a\nb")
    assert (row["contact_name"], row["contact_phone"]) == ("王芳", "010 8888 6666")
    plan = imports.plan(
        database,
        [tmp_path / "a.csv"],
        today=TODAY,
        mapping=None,
        source="",
        currency="",
        locale_currency="EUR",
        progress=NoProgress(),
    )
    assert [count.refused for count in plan.files] == [0]


def test_the_guarded_csv_runs_no_formula(database, acme, tmp_path):
    export(database, tmp_path / "a.csv", [acme], language=CHINESE)
    text = (tmp_path / "a.csv").read_bytes()

    assert text.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    assert row["名称"] == "'=Acme"
    assert row["标签"] == "VIP"


def test_the_workbook_types_text_as_text(database, acme, tmp_path):
    export(database, tmp_path / "a.xlsx", [acme])
    heads, row = (
        CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    )

    assert dict(zip(heads, row, strict=True))["Name"] == "=Acme"
    assert dict(zip(heads, row, strict=True))["Customer no."] == "007"


def test_who_is_in_the_bin_stays_out_and_an_export_is_noted(database, acme, tmp_path):
    key = store_customer(database, customer("Gone", kind=CustomerKind.PERSON))
    with database.write("binned") as work:
        from crm_desktop.domain.changes import Kind

        work.change(Kind.CUSTOMER, key, binned_at=work.now)

    assert export(database, tmp_path / "a.csv", None) == 1
    (newest,) = entries(database, most=1)
    assert (newest.line.code, newest.line.name) == (TrustCode.CUSTOMERS_EXPORTED, "a.csv")
    assert newest.line.facts == {"customers": 1}


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(InputError) as caught:
        form_of(tmp_path / "a.doc")
    assert caught.value.problem.code == "export_format"
    assert form_of(tmp_path / "A.VCF") is ListForm.VCARD
