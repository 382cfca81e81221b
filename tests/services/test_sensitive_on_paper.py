"""Sensitive facts stay off everything that leaves a file but the papers for our own eyes (D28)."""

import io
import re
from datetime import time, timedelta
from zipfile import ZipFile

import pypdfium2
import pytest
from brief_cards import MOMENT, NOW, RESOURCES, playbook
from builders import TODAY, customer, interaction, store, store_customer

from crm_desktop.domain.brief_rules import DEFAULT_SECTIONS
from crm_desktop.domain.briefs import PrivacyLevel, Section
from crm_desktop.domain.contacts import Affiliation, Contact, DateKind, ImportantDate
from crm_desktop.domain.interactions import InteractionContact
from crm_desktop.domain.preferences import Evidence, NeedCategory, Preference, SpecialNeed
from crm_desktop.domain.progress import NoProgress
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.domain.visits import Visit, VisitContact
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.services import tier_lists, tiers
from crm_desktop.services.brief_files import Batch, print_briefs
from crm_desktop.services.brief_printing import PrintJob, render_week_plan
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.calendar_export import CalendarWish, export_calendar
from crm_desktop.services.handover import PackWish, write_handover
from crm_desktop.services.selection_export import (
    ListForm,
    SelectionWish,
    export_customers,
    left_out,
)
from crm_desktop.services.subject_access import Subject, write_subject_access
from crm_desktop.services.week_plans import gather_week
from crm_desktop.text import Language, LanguageCode

FULL, MEETING, SHAREABLE = PrivacyLevel
ENGLISH = Language.load(LanguageCode.ENGLISH, RESOURCES / "locale")
SAFETY = {"qpeanut", "qramp"}
ORIGINS = {"qstroke", "qclinic"}
FACTS = {"qfaith", "qhalal", "qcrib", "qchild", "qtalk", "qnote"}
NEEDLES = SAFETY | ORIGINS | FACTS
VISIT_ON = TODAY + timedelta(days=1)


@pytest.fixture
def keys(database):
    """A customer visited tomorrow, with a needle in every kind of sensitive fact."""
    owner = store_customer(database, customer("Acme"))
    (ann,) = store(database, Contact("Ann Lee", note="qnote", sensitive=True))
    store(database, Affiliation(ann, owner, "Buyer", is_main=True))
    marked = {"customer_id": owner, "contact_id": ann, "sensitive": True}
    visit, talk = store(
        database,
        Visit(owner, VISIT_ON, time(9)),
        interaction(customer_id=owner, summary="qtalk", sensitive=True),
    )
    store(
        database,
        VisitContact(visit, ann),
        InteractionContact(talk, ann),
        Taboo(
            text="qpeanut", category=TabooCategory.ALLERGY, severity=Severity.NEVER,
            why="qstroke", **marked,
        ),
        Taboo(text="qfaith", category=TabooCategory.RELIGION, **marked),
        SpecialNeed(
            text="qramp", category=NeedCategory.ACCESS_HEALTH, source="qclinic", **marked
        ),
        SpecialNeed(text="qcrib", category=NeedCategory.FAMILY, **marked),
        Preference(text="qhalal", evidence=Evidence.STATED, **marked),
        ImportantDate(
            DateKind.OTHER, VISIT_ON.month, VISIT_ON.day, label="qchild", contact_id=ann,
            sensitive=True,
        ),
    )  # fmt: skip
    return owner, ann, visit


def in_text(text):
    return {one for one in NEEDLES if one in re.sub(r"\s", "", text)}


def in_pdf(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return in_text("".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()


def job(privacy, **options):
    chosen = PrintOptions(privacy=privacy, sections=(*DEFAULT_SECTIONS, *Section), **options)
    return PrintJob(RESOURCES, (LanguageCode.ENGLISH,), chosen, NOW)


@pytest.mark.parametrize(
    ("privacy", "expected"),
    [(FULL, SAFETY | ORIGINS | {"qfaith", "qhalal", "qcrib", "qtalk"}), (MEETING, SAFETY),
     (SHAREABLE, set())],
)  # fmt: skip
def test_a_brief_and_its_day_plan(database, keys, tmp_path, privacy, expected):
    owner, _, visit = keys
    target = tmp_path / "brief.pdf"
    batch = Batch([BriefOrder(owner, visit)], target, MOMENT, playbook(), job(privacy))

    assert print_briefs(database, batch).trouble is None

    found = in_pdf(target.read_bytes())
    assert found == expected if privacy is not FULL else found >= expected


@pytest.mark.parametrize("privacy", [MEETING, SHAREABLE])
def test_a_week_that_others_see(database, keys, privacy):
    plan = gather_week(database, TODAY, MOMENT, playbook(), NoProgress())

    assert in_pdf(render_week_plan(plan, job(privacy)).pdf) == set()


@pytest.mark.parametrize("ending", ["pdf", "csv", "xlsx"])
def test_a_tier_list(database, keys, tmp_path, ending):
    tiers.apply(database, tiers.plan(database, as_of=TODAY))
    path = tmp_path / f"tiers.{ending}"
    plan = tiers.plan(database, as_of=TODAY)

    tier_lists.export(database, plan, path, ENGLISH, resources=RESOURCES)

    assert (in_pdf if ending == "pdf" else in_file)(path.read_bytes()) == set()


def in_file(content):
    if not content.startswith(b"PK"):
        return in_text(content.decode("utf-8", "replace"))
    with ZipFile(io.BytesIO(content)) as archive:
        return set().union(*(in_file(archive.read(name)) for name in archive.namelist()))


def test_a_calendar(database, keys, tmp_path):
    path = tmp_path / "days.ics"

    export_calendar(database, path, CalendarWish(NOW, ENGLISH, playbook()), NoProgress())

    assert in_text(path.read_text("utf-8")) == set()


@pytest.mark.parametrize("form", ListForm)
@pytest.mark.parametrize("with_sensitive", [False, True])
def test_chosen_customers_go_out_with_them_only_when_asked(
    database, keys, tmp_path, form, with_sensitive
):
    owner, _, _ = keys
    path = tmp_path / f"chosen.{form.value}"
    wish = SelectionWish(form, ENGLISH, TODAY, with_sensitive=with_sensitive)

    export_customers(database, path, [owner], wish, NoProgress())

    is_card = form is ListForm.VCARD
    assert in_file(path.read_bytes()) == ({"qnote"} if is_card and with_sensitive else set())
    assert left_out(database, [owner], form) == (1 if is_card else 0)


def test_the_next_manager_and_the_person_themselves_get_everything(database, keys, tmp_path):
    owner, ann, _ = keys
    wish = PackWish([ENGLISH], RESOURCES, playbook(), NOW)

    for folder in ("pack", "access"):
        (tmp_path / folder).mkdir()
    paper, machine = write_handover(database, owner, tmp_path / "pack", wish, NoProgress())
    _, said = write_subject_access(database, Subject(contact_id=ann), tmp_path / "access", wish)

    assert in_file(machine.read_bytes()) == NEEDLES
    assert in_pdf(paper.read_bytes()) >= SAFETY | {"qfaith"}
    assert in_file(said.read_bytes()) == NEEDLES
