"""A customer goes to the next account manager whole; a person gets all that is stored of them."""

import json
from datetime import UTC, datetime, time, timedelta

import pypdfium2
import pytest
from builders import (
    TODAY,
    contact,
    customer,
    interaction,
    place,
    point,
    promise,
    store,
    store_customer,
    taboo,
)

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent
from crm_desktop.domain.contacts import ContactLink, LinkKind
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.interactions import InteractionContact
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import NoProgress
from crm_desktop.domain.trust_log import TrustCode
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.paths import find_resources
from crm_desktop.services.full_import import import_everything
from crm_desktop.services.handover import PackWish, write_handover
from crm_desktop.services.playbook import playbook_of
from crm_desktop.services.subject_access import Subject, write_subject_access
from crm_desktop.services.trust_log import entries
from crm_desktop.storage.database import create
from crm_desktop.text import Language, LanguageCode

RESOURCES = find_resources()
NOW = datetime.combine(TODAY, time(9), UTC)


def wish(database, *, first=LanguageCode.ENGLISH):
    codes = [first, *(code for code in LanguageCode if code is not first)]
    languages = [Language.load(code, RESOURCES / "locale") for code in codes]
    return PackWish(languages, RESOURCES, playbook_of(database, RESOURCES), NOW, "Li")


def text_of(path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.fixture
def acme(database):
    key = store_customer(
        database, customer("Acme/上海"), taboo("No pork"), promise("Send the plan")
    )
    ann, wang = store(database, contact("Ann Lee"), contact("王芳"))
    visits = [
        Visit(key, TODAY - timedelta(days=day), objective=f"Aim {day}", state=VisitState.HELD)
        for day in range(1, 8)
    ]
    talk = store(database, interaction(customer_id=key, summary="Talked of <b>pumps</b>"))[0]
    store(
        database,
        place(ann, customer_id=key),
        place(wang, customer_id=key),
        point(value="010 8888", contact_id=ann),
        ContactLink(key, wang, ann, LinkKind.REPORTS_TO),
        Consent("newsletter", given_on=TODAY, contact_id=ann),
        InteractionContact(talk, ann),
        *visits,
    )
    store_customer(database, customer("Somebody else"), taboo("Secret of others"))
    return key, ann


@pytest.mark.parametrize("code", list(LanguageCode))
def test_the_paper_says_what_must_be_known(database, acme, tmp_path, code):
    paper, _ = write_handover(database, acme[0], tmp_path, wish(database, first=code), NoProgress())
    text = text_of(paper)

    for words in ("No pork", "Send the plan", "Ann Lee", "王芳", "Aim 1", "Aim 5", "<b>pumps</b>"):
        assert words in text
    assert text.count("王芳") == 3, "twice in words and once on the map"
    assert "Aim 7" not in text
    assert "Secret of others" not in text
    assert ("禁忌" if code is LanguageCode.CHINESE else "Taboos") in text


def test_the_machine_s_part_comes_into_an_empty_file_and_names_nobody_else(
    database, acme, tmp_path
):
    _, machine = write_handover(database, acme[0], tmp_path, wish(database), NoProgress())
    fresh = create(tmp_path / "next.crm")
    import_everything(fresh, machine, NoProgress())

    with fresh.read() as reading, database.read() as old:
        assert [one.name for one in reading.values(Kind.CUSTOMER)] == ["Acme/上海"]
        assert [one.text for one in reading.values(Kind.TABOO)] == ["No pork"]
        assert reading.values(Kind.VISIT) == old.values(Kind.VISIT)
        assert len(reading.values(Kind.CONTACT_LINK)) == 1


def test_a_person_of_a_company_gets_what_is_theirs(database, acme, tmp_path):
    paper, machine = write_subject_access(
        database, Subject(contact_id=acme[1]), tmp_path, wish(database)
    )
    whole = json.loads(machine.read_text("utf-8"))
    text = text_of(paper)

    assert whole["person"] == "Ann Lee"
    assert [one["purpose"] for one in whole["records"]["consent"]] == ["newsletter"]
    assert [one["summary"] for one in whole["records"]["interaction"]] == ["Talked of <b>pumps</b>"]
    assert [one["name"] for one in whole["records"]["contact"]] == ["Ann Lee"]
    assert "taboo" not in whole["records"]
    for words in ("newsletter", "010 8888", "<b>pumps</b>"):
        assert words in text


def test_a_customer_who_is_a_person_gets_the_whole_card(database, tmp_path):
    key = store_customer(
        database, customer("尉迟嘉树", kind=CustomerKind.PERSON), taboo("No lilies"), interaction()
    )

    _, machine = write_subject_access(
        database, Subject(customer_id=key), tmp_path, wish(database, first=LanguageCode.CHINESE)
    )
    records = json.loads(machine.read_text("utf-8"))["records"]

    assert records["taboo"][0]["text"] == "No lilies"
    assert len(records["interaction"]) == 1


def test_a_company_is_asked_which_person(database, acme, tmp_path):
    with pytest.raises(InputError) as caught:
        write_subject_access(database, Subject(customer_id=acme[0]), tmp_path, wish(database))

    assert caught.value.problem.code == "subject_is_company"
    assert list(tmp_path.glob("*.json")) == []


def test_both_are_noted_in_the_log(database, acme, tmp_path):
    write_handover(database, acme[0], tmp_path, wish(database), NoProgress())
    write_subject_access(database, Subject(contact_id=acme[1]), tmp_path, wish(database))

    found = [(one.line.code, one.line.author, one.line.subject) for one in entries(database)]
    assert found == [
        (TrustCode.ACCESS_GIVEN, "Li", f"contact:{acme[1]}"),
        (TrustCode.HANDED_OVER, "Li", f"customer:{acme[0]}"),
    ]
