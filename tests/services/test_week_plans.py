"""The plan of a week on paper: what stands on it, for whom, and how many pages it takes."""

from dataclasses import replace
from datetime import date, time

import pytest
from brief_cards import MOMENT, RESOURCES, TODAY, ahead, playbook, store_person
from builders import customer, store, store_customer, taboo
from pypdfium2 import PdfDocument

from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.progress import NoProgress
from crm_desktop.domain.taboos import Severity
from crm_desktop.domain.visits import Visit, VisitContact, VisitState
from crm_desktop.domain.week_plans import WeekPlan, week_for_privacy
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.reports.style import Paper
from crm_desktop.services.brief_printing import PrintJob, render_week_plan
from crm_desktop.services.week_plans import gather_week, week_file_name, week_start
from crm_desktop.storage.database import Database
from crm_desktop.text import LanguageCode

MONDAY = date(2026, 6, 15)
JOB = PrintJob(RESOURCES, (LanguageCode.ENGLISH,), PrintOptions(), MOMENT.now)


def gather(database: Database, first: date = MONDAY) -> WeekPlan:
    return gather_week(database, first, MOMENT, playbook(), NoProgress())


def pages(plan: WeekPlan, job: PrintJob = JOB) -> list[str]:
    document = PdfDocument(render_week_plan(plan, job).pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def told(plan: WeekPlan, language=LanguageCode.ENGLISH, **options) -> str:
    job = replace(JOB, languages=(language,), options=PrintOptions(**options))
    return " ".join("\n".join(pages(plan, job)).split())


@pytest.fixture
def acme(database: Database) -> int:
    """A customer with a visit, a taboo, and a birthday in the week."""
    key = store_customer(database, customer("Acme"), taboo("No pork", severity=Severity.NEVER))
    ann = store_person(database, key, "Ann Lee")
    visit = Visit(key, ahead(1), time(9, 30), 60, venue="Tower 3", objective="Renew the contract")
    (kept,) = store(database, visit)
    store(
        database,
        VisitContact(kept, ann),
        ImportantDate(DateKind.BIRTHDAY, 6, 18, 1981, contact_id=ann),
        Visit(key, ahead(2), objective="Called off", state=VisitState.CANCELLED),
        Visit(key, ahead(7), objective="Next week"),
    )
    return key


def test_a_week_begins_where_one_says():
    assert week_start(TODAY) == MONDAY
    assert week_start(date(2026, 6, 21)) == MONDAY
    assert week_start(date(2026, 6, 20), 6) == date(2026, 6, 14)


def test_a_week_has_its_visits_and_days_to_remember(database: Database, acme: int):
    plan = gather(database)

    assert [one.day for one in plan.days] == [ahead(number) for number in range(7)]
    assert [len(one.visits) for one in plan.days] == [0, 1, 0, 0, 0, 0, 0]
    assert [one.person for one in plan.days[3].care] == ["Ann Lee"]
    assert plan.days[1].visits[0].customer.id == acme


@pytest.mark.usefixtures("acme")
def test_the_paper_tells_when_where_and_why_with_a_mark_for_the_taboos(database: Database):
    words = told(gather(database))

    for text in (
        "Jun 15 – Jun 21, 2026",
        "09:30",
        "Acme",
        "▲ 1",
        "Ann Lee",
        "Tower 3",
        "Renew the contract",
        "Birthday, turns 45: Ann Lee · Acme",
        "1 visit",
    ):
        assert text in words
    assert "No pork" not in words
    assert "Called off" not in words
    assert "Next week" not in words


@pytest.mark.usefixtures("acme")
def test_the_paper_speaks_chinese_with_lunar_days(database: Database):
    words = told(gather(database), LanguageCode.CHINESE)

    assert "2026年6月15日 – 6月21日" in words
    assert "农历五月初一" in words
    assert "45岁生日：Ann Lee · Acme" in words
    assert "端午节" in words


@pytest.mark.usefixtures("acme")
def test_paper_for_others_names_nobody_it_need_not(database: Database):
    plan = gather(database)

    meeting = told(plan, privacy=PrivacyLevel.MEETING)
    shareable = told(plan, privacy=PrivacyLevel.SHAREABLE)

    assert "Renew the contract" in meeting
    assert "Birthday" not in meeting
    assert "Appointment" in shareable
    assert "Acme" not in shareable
    assert "Tower 3" not in shareable
    twice = week_for_privacy(week_for_privacy(plan, PrivacyLevel.MEETING), PrivacyLevel.MEETING)
    assert twice == week_for_privacy(plan, PrivacyLevel.MEETING)


@pytest.mark.parametrize("paper", list(Paper))
def test_an_empty_week_is_a_page_to_write_on(database: Database, paper: Paper):
    found = pages(gather(database), replace(JOB, options=PrintOptions(paper=paper)))

    assert len(found) == 1
    assert "Sun" in found[0]


@pytest.mark.parametrize("paper", list(Paper))
def test_a_full_week_goes_on_over_pages_and_loses_nothing(database: Database, paper: Paper):
    for number in range(60):
        key = store_customer(database, customer(f"Customer {number:02}"))
        visit = Visit(key, ahead(number % 7), time(8 + number // 7), objective="Long " * 40)
        store(database, visit)

    found = pages(gather(database), replace(JOB, options=PrintOptions(paper=paper)))

    words = "\n".join(found)
    assert len(found) > 2
    assert all(f"Customer {number:02}" in words for number in range(60))
    assert all(f"/{len(found)}" in page for page in found)


def test_both_languages_stand_one_after_the_other(database: Database):
    job = replace(JOB, languages=tuple(LanguageCode))

    found = pages(gather(database), job)

    assert "Mon" in found[0]
    assert "周一" in found[1]
    assert week_file_name(MONDAY, job) == "week-2026-06-15.both.pdf"
    assert week_file_name(MONDAY, JOB) == "week-2026-06-15.en.pdf"
