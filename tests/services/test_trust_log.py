"""Whatever leaves a file is noted: who, when, what, how many, for whose eyes, to which file."""

from datetime import timedelta
from pathlib import Path

import pytest
from brief_cards import ENGLISH, MOMENT, TODAY, job, playbook
from builders import customer, store, store_customer, taboo

from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.progress import NoProgress
from crm_desktop.domain.trust_log import TrustCode, TrustFamily
from crm_desktop.services import calendar_export, tier_lists, tiers, trust_log
from crm_desktop.services.attachments import add_attachment, save_copy
from crm_desktop.services.brief_files import Batch, print_briefs
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.trust_log import TrustFilter
from crm_desktop.services.week_plans import note_week, write_week
from crm_desktop.text import Language, LanguageCode

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def noted(database, **wanted):
    return [
        (one.line.code, one.subject_name, one.line.facts, one.line.name)
        for one in trust_log.entries(database, TrustFilter(**wanted))
    ]


@pytest.fixture
def acme(database):
    return store_customer(database, customer("王记 Acme"), taboo())


def print_to(database, target, *keys, **options):
    orders = [BriefOrder(key) for key in keys]
    wished = job(ENGLISH, **options)
    print_briefs(database, Batch(orders, target, MOMENT, playbook(), wished, "Li"))


def test_each_brief_of_a_batch_is_noted_with_its_own_file(database, acme, tmp_path):
    other = store_customer(database, customer("Borges"))

    print_to(database, tmp_path / "all", acme, other)
    print_to(database, tmp_path / "one.pdf", acme, privacy=PrivacyLevel.SHAREABLE)

    full = {"privacy": "full", "languages": ["en"]}
    day = TODAY.isoformat()
    assert noted(database) == [
        (TrustCode.BRIEF_PRINTED, "王记 Acme", full | {"privacy": "shareable"}, "one.pdf"),
        (TrustCode.BRIEF_PRINTED, "Borges", full, f"{day}-Borges.en.pdf"),
        (TrustCode.BRIEF_PRINTED, "王记 Acme", full, f"{day}-王记-Acme.en.pdf"),
    ]
    assert {one.line.author for one in trust_log.entries(database)} == {"Li"}
    assert trust_log.check_chain(database) is None


def test_what_else_leaves_the_file_is_noted_too(database, acme, tmp_path):
    key, _ = add_attachment(database, acme, None, "secret.txt", b"content")
    with database.read() as reading:
        attachment = reading.get(Kind.ATTACHMENT, key)
    english = Language.load(LanguageCode.ENGLISH, RESOURCES / "locale")
    plan = tiers.plan(database, as_of=TODAY)

    save_copy(database, attachment, tmp_path / "copy.txt")
    write_week(database, tmp_path / "week.pdf", b"%PDF", job(ENGLISH))
    note_week(database, job(ENGLISH))
    tier_lists.export(database, plan, tmp_path / "a.csv", english, resources=RESOURCES)
    wish = calendar_export.CalendarWish(MOMENT.now, english, playbook())
    calendar_export.export_calendar(database, tmp_path / "a.ics", wish, NoProgress())

    found = [(code, name) for code, _, _, name in noted(database)]
    assert found == [
        (TrustCode.CALENDAR_EXPORTED, "a.ics"),
        (TrustCode.TIERS_EXPORTED, "a.csv"),
        (TrustCode.WEEK_PRINTED, ""),
        (TrustCode.WEEK_PRINTED, "week.pdf"),
        (TrustCode.ATTACHMENT_SAVED, "copy.txt"),
    ]
    assert all(one.line.author for one in trust_log.entries(database))


def test_lines_are_found_by_day_kind_and_words(database, acme, tmp_path):
    print_to(database, tmp_path / "Report.pdf", acme)
    note_week(database, job(ENGLISH), author="Wang Fang")
    today = trust_log.entries(database)[0].line.happened_at.astimezone().date()
    one_day = timedelta(days=1)

    assert len(noted(database, since=today, until=today)) == 2
    assert noted(database, since=today + one_day) == []
    assert noted(database, until=today - one_day) == []
    assert noted(database, families=frozenset({TrustFamily.EXPORT})) == []
    assert len(noted(database, families=frozenset({TrustFamily.PRINT}))) == 2
    assert [code for code, *_ in noted(database, words="fang")] == [TrustCode.WEEK_PRINTED]
    assert len(noted(database, words="王记 report")) == 1


def test_a_file_that_may_only_be_read_gives_out_without_a_note(database, acme):
    with database.read() as reading:
        reading.execute("PRAGMA query_only=ON")

    note_week(database, job(ENGLISH))

    with database.read() as reading:
        reading.execute("PRAGMA query_only=OFF")
    assert noted(database) == []


def test_a_note_leaves_no_entry_in_the_history(database, acme):
    store(database, customer("Other"))
    with database.read() as reading:
        before = reading.one("SELECT count(*) FROM operation")

    note_week(database, job(ENGLISH))

    with database.read() as reading:
        assert reading.one("SELECT count(*) FROM operation") == before
