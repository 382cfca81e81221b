"""Previews of briefs: the pages as they would be printed, nothing written, nothing recorded."""

from datetime import time, timedelta

import pytest
from brief_cards import ENGLISH, MOMENT, NOW, RESOURCES, TODAY, ahead, playbook, store_visit
from builders import customer, store_customer, taboo
from pypdfium2 import PdfDocument

from crm_desktop.domain.brief_rules import ANNEXES, DEFAULT_SECTIONS
from crm_desktop.domain.briefs import PrivacyLevel, Section
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import InputError
from crm_desktop.services.brief_previews import (
    BriefChoices,
    DayPlanOrder,
    Paper,
    Preview,
    print_job,
    render_preview,
    steps_of,
)
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.storage.database import Database


def preview(database: Database, step, **choices) -> Preview:
    job = print_job(BriefChoices(ENGLISH, **choices), RESOURCES, NOW)
    return render_preview(database, step, job, playbook=playbook(), moment=MOMENT)


def sizes(found: Preview) -> list[tuple[float, float]]:
    document = PdfDocument(found.pdf)
    pages = [document.get_page_size(number) for number in range(len(document))]
    document.close()
    return pages


def test_a_preview_records_nothing(database):
    key = store_customer(database, customer("Acme"))
    with database.read() as reading:
        before = reading.one("SELECT count(*) FROM operation")

    found = preview(database, BriefOrder(key))

    assert found.names == ("Acme",)
    with database.read() as reading:
        assert reading.values(Kind.PRINTED_BRIEF, "") == []
        assert reading.one("SELECT count(*) FROM operation") == before


def test_the_paper_is_the_one_chosen(database):
    key = store_customer(database, customer())

    (width, height), *_ = sizes(preview(database, BriefOrder(key), paper=Paper.A5))

    assert (round(width), round(height)) == (420, 595)


def test_several_visits_of_a_day_begin_with_its_plan(database):
    keys = [store_customer(database, customer(name)) for name in ("One", "Two", "Three")]
    first = store_visit(database, keys[0], on=ahead(1), visit_time=time(9))
    store_visit(database, keys[1], on=ahead(1))
    orders = [BriefOrder(keys[0], first), BriefOrder(keys[1]), BriefOrder(keys[2])]

    steps = steps_of(database, orders, TODAY)

    assert steps == [DayPlanOrder(ahead(1), tuple(orders[:2])), *orders]
    assert preview(database, steps[0]).names == ("One", "Two")


def test_a_visit_that_is_over_plans_no_day(database):
    keys = [store_customer(database, customer(name)) for name in ("One", "Two")]
    for key in keys:
        store_visit(database, key, on=TODAY - timedelta(days=1))
    orders = [BriefOrder(key) for key in keys]

    assert steps_of(database, orders, TODAY) == orders


def test_any_number_of_customers_has_steps(database):
    key = store_customer(database, customer())
    orders = [BriefOrder(key), *(BriefOrder(key + more) for more in range(1, 200_000))]

    assert steps_of(database, orders, TODAY) == orders


def test_a_conflict_on_a_day_plan_names_the_customer(database):
    keys = [store_customer(database, customer(name)) for name in ("One", "Two")]
    with database.write("stored") as work:
        work.add(taboo("No pork", customer_id=keys[0], triggers=("pork",)))
    for key in keys:
        store_visit(database, key, on=ahead(1), gift="pork pie")
    plan = steps_of(database, [BriefOrder(key) for key in keys], TODAY)[0]

    (conflict,) = preview(database, plan).conflicts

    assert (conflict.person, conflict.word) == ("One", "pork")


def test_an_unknown_customer_is_refused(database):
    with pytest.raises(InputError) as caught:
        preview(database, BriefOrder(77))

    assert caught.value.problem.code == "customer_unknown"


@pytest.mark.parametrize("privacy", list(PrivacyLevel))
def test_every_level_and_annex_makes_pages(database, privacy):
    key = store_customer(database, customer())
    sections: tuple[Section, ...] = DEFAULT_SECTIONS + ANNEXES

    assert sizes(preview(database, BriefOrder(key), privacy=privacy, sections=sections))
