"""Whatever a card says in all of its fields arrives wherever it is shown, and nothing else."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from unicodedata import category
from zipfile import ZipFile

import pytest
from brief_cards import MOMENT, RESOURCES, job, playbook
from builders import TODAY
from hostile_cards import FIRST, HOSTILE, LAST, marked, store_hostile
from icalendar import Calendar
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook
from whole_exports import again, digest_of, export, store_one

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import NoProgress
from crm_desktop.domain.record_schema import RECORDS, RECORDS_NAME
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.formats.vcard_table import read_vcards
from crm_desktop.language.cleaning import clean
from crm_desktop.services import list_pages, quick_search, tiers
from crm_desktop.services.brief_files import Batch, print_briefs, safe_name
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.calendar_export import CalendarWish, export_calendar
from crm_desktop.services.handover import PackWish, file_name, write_handover
from crm_desktop.services.selection_export import SelectionWish, export_customers, form_of
from crm_desktop.text import Language, LanguageCode

LANGUAGES = [Language.load(code, RESOURCES / "locale") for code in LanguageCode]
NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
LEAST_FIELDS = 60
ZWJ = "\u200d"


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def card(request, database):
    """The key of a card that says one hostile text everywhere, and its name as it is stored."""
    key, taken = store_hostile(database, marked(request.param))
    assert taken > LEAST_FIELDS
    with database.read() as reading:
        name = reading.get(Kind.CUSTOMER, key).name
    assert (name[:4], name[-4:]) == (FIRST, LAST)
    return key, name


def pages(path) -> str:
    document = PdfDocument(path)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "\n".join(found)


def exported(database, path, **wish) -> bytes:
    asked = SelectionWish(form_of(path), LANGUAGES[0], TODAY, **wish)
    assert export_customers(database, path, None, asked, NoProgress()) == 1
    return path.read_bytes()


def test_lists_of_every_form_say_the_name_as_it_is(database, card, tmp_path):
    key, name = card
    exact = exported(database, tmp_path / "exact.csv", is_exact=True).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(exact, newline=""))
    assert name in row.values()
    guarded = exported(database, tmp_path / "guarded.csv").decode("utf-8-sig")
    assert any(name in cell for line in csv.reader(io.StringIO(guarded)) for cell in line)
    exported(database, tmp_path / "list.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "list.xlsx")
    assert any(name in line for line in book.get_sheet_by_index(0).to_python())
    exported(database, tmp_path / "list.vcf")
    vcards = read_vcards(tmp_path / "list.vcf")
    assert any(name in cells for _, cells in vcards.rows(lambda _: None))

    assert [one.name for one in list_pages.first_rows(database, ListQuery())] == [name]
    for words in (name, FIRST, name[5:40], f"tag:{name}"):
        assert quick_search.best_matches(database, words) is not None
        list_pages.keys(database, ListQuery(words=words))
    assert [one.customer_id for one in quick_search.best_matches(database, FIRST)] == [key]


def test_papers_say_all_of_it_and_read_no_markup(database, card, tmp_path):
    key, _ = card
    batch = Batch([BriefOrder(key)], tmp_path, MOMENT, playbook(), job(tuple(LanguageCode)))
    report = print_briefs(database, batch)
    assert (report.skipped, report.trouble) == ([], None)
    wish = PackWish(LANGUAGES, RESOURCES, playbook(), NOW)
    paper, _ = write_handover(database, key, tmp_path, wish, NoProgress())

    for path in (*report.written, paper):
        assert path.parent == tmp_path
        said = pages(path)
        assert FIRST in said, path
        assert LAST in said, path


def test_everything_goes_out_and_comes_in_again_unchanged(database, card, tmp_path):
    _, name = card
    done = export(database, tmp_path / "all.zip")
    fresh = again(tmp_path, tmp_path / "all.zip")
    assert digest_of(fresh) == done.digest
    fresh.close()
    with ZipFile(tmp_path / "all.zip") as archive:
        records = json.loads(archive.read(RECORDS_NAME))[RECORDS]
        assert [one["name"] for one in records["customer"]] == [name]

    calendar = CalendarWish(NOW, LANGUAGES[0], playbook())
    export_calendar(database, tmp_path / "dates.ics", calendar, NoProgress())
    events = Calendar.from_ical((tmp_path / "dates.ics").read_bytes()).walk("VEVENT")
    assert any(name in str(event["SUMMARY"]) for event in events)


@pytest.mark.parametrize("text", [*map(marked, HOSTILE), "..", "/", "CON", ""])
def test_no_text_leads_a_file_name_elsewhere(text):
    for name in (safe_name(text), file_name("Handover pack", text)):
        assert not {one for one in name.replace(ZWJ, "") if category(one)[0] == "C"}
        assert not set(name) & set('\\/:*?"<>|\0')
        assert name.strip(" .") == name != ""
        assert len(name) <= 80


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_changed_export_comes_in_past_the_door(database, tmp_path, text):
    """Somebody wrote into the records of an export what no form would take."""
    store_one(database, FIRST)
    export(database, tmp_path / "all.zip")
    rude = marked(text).encode("utf-8", "replace").decode()
    with (
        ZipFile(tmp_path / "all.zip") as archive,
        ZipFile(tmp_path / "changed.zip", "w") as changed,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            if name == RECORDS_NAME:
                content = content.replace(f'"{FIRST}"'.encode(), json.dumps(rude).encode())
            changed.writestr(name, content)

    fresh = again(tmp_path, tmp_path / "changed.zip")
    with fresh.read() as reading:
        (name,) = (one.name for one in reading.values(Kind.CUSTOMER))
    fresh.close()
    assert name == clean(rude, multiline=True)


def test_a_reason_for_a_tier_is_cleaned_and_must_say_something(database):
    key = store_one(database)
    pin = TierPin(key, Tier.A, " \u202eold\x00 friend ")

    tiers.pin(database, pin)
    with pytest.raises(InputError, match="reason_missing"):
        tiers.pin(database, replace(pin, reason="\u202e \x00"))

    with database.read() as reading:
        assert [one.reason for one in reading.values(Kind.TIER_PIN)] == ["old friend"]
