"""Briefs as files: whole or not at all, one bad card alone left out, each print recorded."""

import errno
import os
from datetime import date, time
from pathlib import Path

import pytest
from brief_cards import (
    ENGLISH,
    MOMENT,
    TODAY,
    ahead,
    brief_of,
    job,
    playbook,
    store_everything,
    store_visit,
)
from builders import customer, store_customer, taboo
from pypdfium2 import PdfDocument

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.progress import CancelledError
from crm_desktop.domain.visits import PrintedBrief
from crm_desktop.reports.brief import PrivacyLevel
from crm_desktop.services import brief_printing
from crm_desktop.services.brief_files import Batch, BriefReport, print_briefs, safe_name
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.storage.database import Database, open_file
from crm_desktop.text import LanguageCode

BOTH = tuple(LanguageCode)


def printed(database: Database) -> list[PrintedBrief]:
    with database.read() as reading:
        return reading.values(Kind.PRINTED_BRIEF, "ORDER BY id")


def write(database: Database, target: Path, *orders: BriefOrder | int, progress=None, **options):
    languages = options.pop("languages", ENGLISH)
    wanted = [one if isinstance(one, BriefOrder) else BriefOrder(one) for one in orders]
    batch = Batch(wanted, target, MOMENT, playbook(), job(languages, **options))
    return print_briefs(database, batch, progress)


def pages(path: Path) -> list[str]:
    """The text of each page."""
    document = PdfDocument(path)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def text_of(path: Path) -> str:
    return "\n".join(pages(path))


def names(report: BriefReport) -> list[str]:
    return [path.name for path in report.written]


def damage(database: Database, key: int) -> None:
    """Give a customer a visit no program of ours would write."""
    visit = store_visit(database, key)
    with database.write("damaged") as work:
        work.execute("UPDATE visit SET visit_time = 'noonish' WHERE id = ?", (visit,))


class StopAfter:
    """A listener that stops a job after so many steps."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def report(self, done: int, total: int) -> None:
        if done >= self.steps:
            raise CancelledError


def test_a_customer_without_data_still_gets_a_usable_brief(database: Database, tmp_path: Path):
    acme = store_customer(database, customer("Bare Ltd"))

    report = write(database, tmp_path / "bare.pdf", acme)

    assert report.skipped == []
    assert "Bare Ltd" in text_of(tmp_path / "bare.pdf")
    assert "?" in text_of(tmp_path / "bare.pdf")


def test_a_folder_takes_one_file_each_named_by_day_time_and_customer(
    database: Database, tmp_path: Path
):
    acme, beta = (
        store_customer(database, customer()),
        store_customer(database, customer("王芳/北京")),
    )
    store_visit(database, acme, on=ahead(1), visit_time=time(9, 30))

    report = write(database, tmp_path / "new" / "folder", acme, beta)

    assert names(report) == ["2026-06-16-0930-Acme.en.pdf", "2026-06-15-王芳-北京.en.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in report.written)


def test_customers_of_one_name_have_files_of_their_own(database: Database, tmp_path: Path):
    keys = [store_customer(database, customer(name)) for name in ("Acme", "ACME", "Acme")]

    report = write(database, tmp_path, *keys)

    assert len({name.casefold() for name in names(report)}) == 3


def test_a_day_in_one_file_is_led_by_its_plan(database: Database, tmp_path: Path):
    acme, beta = store_customer(database, customer()), store_customer(database, customer("Beta"))
    orders = [
        BriefOrder(beta, store_visit(database, beta, visit_time=time(8))),
        BriefOrder(acme, store_visit(database, acme, visit_time=time(15))),
    ]

    write(database, tmp_path / "day.pdf", *orders)

    cover, first, *_ = pages(tmp_path / "day.pdf")
    assert cover.index("Beta") < cover.index("Acme")
    assert "Beta" in first
    assert "Acme" not in first


def test_a_day_in_a_folder_has_its_plan_as_the_first_file(database: Database, tmp_path: Path):
    keys = [store_customer(database, customer(name)) for name in ("Acme", "Beta")]
    orders = [BriefOrder(key, store_visit(database, key, visit_time=time(8))) for key in keys]

    report = write(database, tmp_path, *orders)

    assert names(report)[0] == "2026-06-15-00-day-plan.en.pdf"
    assert sorted(names(report)) == names(report)
    assert len(names(report)) == 3


@pytest.mark.parametrize("privacy", [PrivacyLevel.MEETING, PrivacyLevel.SHAREABLE])
@pytest.mark.parametrize("target", ["day.pdf", "folder"])
def test_paper_that_others_see_has_no_plan_of_the_day(database, tmp_path: Path, target, privacy):
    keys = [store_customer(database, customer(name)) for name in ("Acme", "Beta")]
    orders = [BriefOrder(key, store_visit(database, key, visit_time=time(8))) for key in keys]

    report = write(database, tmp_path / target, *orders, privacy=privacy)

    texts = [text_of(path) for path in report.written]
    assert "Day plan" not in "".join(texts)


def test_a_single_visit_needs_no_plan(database: Database, tmp_path: Path):
    acme = store_customer(database, customer())
    visit = store_visit(database, acme)

    report = write(database, tmp_path, BriefOrder(acme, visit))

    assert len(report.written) == 1


def test_each_print_is_recorded_in_each_language(database: Database, tmp_path: Path):
    acme = store_customer(database, customer())
    visit = store_visit(database, acme)

    write(database, tmp_path, acme, languages=BOTH, privacy=PrivacyLevel.MEETING)

    assert [
        (one.language, one.privacy, one.visit_id, one.printed_on) for one in printed(database)
    ] == [(code.value, "meeting", visit, TODAY) for code in BOTH]


def test_one_failing_card_is_left_out_and_the_rest_go_on(database: Database, tmp_path: Path):
    good, bad, last = (store_customer(database, customer(name)) for name in ("A", "Bad", "C"))
    damage(database, bad)

    for target in (tmp_path / "all.pdf", tmp_path / "each"):
        report = write(database, target, good, bad, last)

        assert [one.customer for one in report.skipped] == ["Bad"]
        assert [one.customer_id for one in report.printed] == [good, last]
    assert len(printed(database)) == 4


def test_a_customer_that_is_gone_is_left_out_by_its_key(database: Database, tmp_path: Path):
    report = write(database, tmp_path, 77)

    assert [(one.customer, one.problem.code) for one in report.skipped] == [
        ("id:77", "customer_unknown")
    ]
    assert printed(database) == []


def test_a_stopped_batch_keeps_whole_files_and_records_them(database: Database, tmp_path: Path):
    keys = [store_customer(database, customer(f"Nr {number}")) for number in range(5)]

    with pytest.raises(CancelledError):
        write(database, tmp_path / "each", *keys, progress=StopAfter(2))

    files = sorted((tmp_path / "each").iterdir())
    assert [file.suffix for file in files] == [".pdf", ".pdf"]
    assert all(pages(file) for file in files)
    assert [one.customer_id for one in printed(database)] == keys[:2]


def test_a_stopped_single_file_is_as_it_was(database: Database, tmp_path: Path):
    keys = [store_customer(database, customer(f"Nr {number}")) for number in range(5)]
    target = tmp_path / "all.pdf"
    target.write_bytes(b"yesterday")

    with pytest.raises(CancelledError):
        write(database, target, *keys, progress=StopAfter(2))

    assert target.read_bytes() == b"yesterday"
    assert list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part")) == []
    assert printed(database) == []


def test_many_briefs_from_several_processes_are_the_same_files(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    keys = [store_customer(database, customer(f"Nr {number}")) for number in range(24)]
    damage(database, keys[13])
    alone = write(database, tmp_path / "alone", *keys)
    monkeypatch.setattr(brief_printing, "POOL_FROM", 2)
    monkeypatch.setattr(brief_printing, "CHUNK", 2)

    report = write(database, tmp_path / "pool", *keys)

    assert names(report) == names(alone)
    assert report.skipped == alone.skipped
    assert [text_of(path) for path in report.written] == [text_of(path) for path in alone.written]


def die() -> None:
    os._exit(1)


def test_briefs_outlive_the_processes_that_help(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    keys = [store_customer(database, customer(f"Nr {number}")) for number in range(9)]
    monkeypatch.setattr(brief_printing, "POOL_FROM", 2)
    monkeypatch.setattr(brief_printing, "CHUNK", 2)
    monkeypatch.setattr(brief_printing, "_ignore_interrupts", die)

    report = write(database, tmp_path / "pool", *keys)

    assert (len(report.written), report.skipped) == (9, [])


def test_a_folder_that_cannot_be_made_is_told(database: Database, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    acme = store_customer(database, customer())

    report = write(database, tmp_path / "file" / "folder", acme)

    assert report.trouble.problem.code == "cannot_write"
    assert (report.written, printed(database)) == ([], [])


def test_a_full_disk_stops_the_batch_and_keeps_what_is_whole(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    keys = [store_customer(database, customer(f"Nr {number}")) for number in range(4)]
    left = [None, None, OSError(errno.ENOSPC, "No space left on device")]

    def sync(_file: int) -> None:
        if error := left.pop(0):
            raise error

    monkeypatch.setattr("os.fsync", sync)
    report = write(database, tmp_path / "each", *keys)

    assert report.trouble.problem.code == "disk_full_for"
    assert sorted((tmp_path / "each").iterdir()) == sorted(report.written)
    assert [one.customer_id for one in printed(database)] == keys[:2]


def test_paper_is_written_though_another_program_holds_the_file(
    database: Database, customer_file: Path, tmp_path: Path
):
    acme = store_customer(database, customer())
    hasty = open_file(customer_file, busy_timeout_ms=30)

    with database.write("long work") as work:
        work.execute("SELECT 1")
        report = write(hasty, tmp_path / "a.pdf", acme)
    hasty.close()

    assert [path.name for path in report.written] == ["a.pdf"]
    assert report.trouble.problem.code == "file_locked"


@pytest.mark.parametrize("privacy", list(PrivacyLevel))
def test_less_private_paper_keeps_the_taboos_to_itself(database: Database, tmp_path: Path, privacy):
    acme = store_customer(database, customer(), taboo("Never mention the lawsuit"))

    write(database, tmp_path / "a.pdf", acme, privacy=privacy)

    assert ("lawsuit" in text_of(tmp_path / "a.pdf")) is (privacy is PrivacyLevel.FULL)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Acme Ltd.", "Acme-Ltd"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\x00b\u202ec", "a-b-c"),
        ("…", "…"),
        ("...", "brief"),
        ("", "brief"),
        ("王" * 90, "王" * 40),
        ('<>:"/\\|?*', "brief"),
    ],
)
def test_a_name_becomes_a_safe_part_of_a_file_name(name: str, safe: str):
    assert safe_name(name) == safe


def test_briefs_speak_of_the_day_asked_for(database: Database):
    acme = store_everything(database)

    brief = brief_of(database, acme, today=date(2026, 6, 1))

    assert brief.today == date(2026, 6, 1)
    assert brief.service.complaints == ()
