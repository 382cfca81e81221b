"""What a sensitive fact of a file stands on, and what a withdrawal does (D28)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import TODAY, customer, interaction

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent, ConsentScope, Footing, LegalGround
from crm_desktop.domain.contacts import Affiliation, Contact, DateKind, ImportantDate
from crm_desktop.domain.interactions import InteractionContact
from crm_desktop.domain.preferences import Preference
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.taboos import Taboo, TabooCategory
from crm_desktop.domain.trust_log import TrustCode
from crm_desktop.paths import find_resources
from crm_desktop.services import card_edits, sensitive_facts, trust_log
from crm_desktop.services.undo import UndoHistory
from crm_desktop.text import Language, LanguageCode
from crm_desktop.wording.trust_log import details_text

HEALTH = ConsentScope.HEALTH


@pytest.fixture
def keys(database):
    """A company with Ann, an allergy of hers, a note on her, a day, and a talk with her."""
    owner, _ = card_edits.create_customer(database, customer("Northgate"))
    ann, _ = card_edits.add_contact(database, owner, Contact("Ann", note="She is diabetic"))
    for draft in (
        Taboo(owner, "Nuts", TabooCategory.ALLERGY, contact_id=ann),
        Preference(owner, "Green tea", contact_id=ann),
        Preference(owner, "Halal kitchen"),
        ImportantDate(DateKind.OTHER, 5, 1, label="Her daughter's birthday", contact_id=ann),
    ):
        card_edits.add_record(database, draft)
    talk, _ = card_edits.add_record(
        database, interaction(customer_id=owner, summary="Her son started in kindergarten")
    )
    card_edits.add_record(database, InteractionContact(talk, ann))
    return owner, ann


def facts(database):
    return {one.fact.text: one for one in sensitive_facts.listed_facts(database, TODAY)}


def stand(database):
    return {text: one.footing for text, one in facts(database).items()}


def consent(**fields):
    return Consent("hospitality", given_on=TODAY - timedelta(days=9), **fields)


def test_every_kind_of_marked_fact_waits_for_a_consent_with_its_owner(database, keys):
    found = facts(database)

    assert set(stand(database).values()) == {Footing.PENDING}
    assert {text: (one.customer, one.people) for text, one in found.items()} == {
        "Nuts": ("Northgate", ("Ann",)),
        "She is diabetic": ("Northgate", ("Ann",)),
        "Her daughter's birthday": ("Northgate", ("Ann",)),
        "Her son started in kindergarten": ("Northgate", ("Ann",)),
        "Halal kitchen": ("Northgate", ()),
    }
    assert next(iter(found)) == "Nuts", "safety facts come first"


def test_a_consent_settles_what_it_covers(database, keys):
    _, ann = keys
    card_edits.add_record(database, consent(contact_id=ann, covers=HEALTH))

    settled = {text for text, one in facts(database).items() if one.is_settled}

    assert settled == {"Nuts", "She is diabetic"}


def test_facts_are_settled_together_with_one_record_a_person_and_kind(database, keys):
    found = [one.fact for one in facts(database).values()]

    sensitive_facts.settle(database, found, consent())

    assert set(stand(database).values()) == {Footing.COVERED}
    with database.read() as reading:
        assert len(reading.values(Kind.CONSENT)) == 3


def test_a_withdrawal_names_what_lost_its_ground_and_removes_or_keeps_it(database, keys):
    _, ann = keys
    key, _ = card_edits.add_record(database, consent(contact_id=ann, covers=ConsentScope.ALL))
    lost = sensitive_facts.losing_ground(database, key, TODAY)
    by_text = {one.fact.text: one.fact for one in lost}
    assert set(by_text) == {
        "Nuts", "She is diabetic", "Her daughter's birthday", "Her son started in kindergarten",
    }  # fmt: skip

    erased = [by_text["She is diabetic"], by_text["Her daughter's birthday"]]
    wish = sensitive_facts.Withdrawal(
        key, TODAY, erased, [by_text["Nuts"]], LegalGround.VITAL, "Meals are ordered for her"
    )
    sensitive_facts.withdraw(database, wish)

    assert stand(database) == {
        "Nuts": Footing.COVERED,
        "Her son started in kindergarten": Footing.LOST,
        "Halal kitchen": Footing.PENDING,
    }
    with database.read() as reading:
        assert reading.get(Kind.CONTACT, ann).note == ""
    (noted,) = trust_log.entries(database)
    assert (noted.line.code, noted.line.facts) == (TrustCode.FACTS_ERASED, {"facts": 2})
    english = Language.load(LanguageCode.ENGLISH, find_resources() / "locale")
    assert details_text(english, noted.line) == "2 sensitive facts"


def test_an_undo_gives_a_withdrawn_consent_back_and_nothing_of_what_was_erased(database, keys):
    _, ann = keys
    key, _ = card_edits.add_record(database, consent(contact_id=ann, covers=ConsentScope.ALL))
    erased = [one.fact for one in sensitive_facts.losing_ground(database, key, TODAY)]
    history = UndoHistory()
    history.note(sensitive_facts.withdraw(database, sensitive_facts.Withdrawal(key, TODAY, erased)))

    history.undo(database)

    with database.read() as reading:
        assert reading.get(Kind.CONSENT, key).withdrawn_on is None
    assert set(stand(database)) == {"Halal kitchen"}


def test_an_edit_of_a_note_that_was_erased_cannot_be_taken_back(database, keys):
    _, ann = keys
    history = UndoHistory()
    edit = card_edits.set_fields(database, Kind.CONTACT, ann, {"note": "She is pregnant"})
    history.note(edit)
    sensitive_facts.erase_facts(database, [facts(database)["She is pregnant"].fact])

    with pytest.raises(InputError) as caught:
        history.undo(database)

    assert caught.value.problem.code == "operation_erased"


def test_nothing_is_kept_without_saying_why(database, keys):
    _, ann = keys
    key, _ = card_edits.add_record(database, consent(contact_id=ann, covers=HEALTH))
    kept = [one.fact for one in sensitive_facts.losing_ground(database, key, TODAY)]

    with pytest.raises(InputError) as caught:
        sensitive_facts.withdraw(
            database, sensitive_facts.Withdrawal(key, TODAY, kept=kept, basis=" ")
        )

    assert caught.value.problem.code == "keeping_needs_ground"
    assert stand(database)["Nuts"] is Footing.COVERED


def test_a_card_in_the_bin_asks_for_nothing(database, keys):
    owner, _ = keys
    card_edits.bin_customers(database, [owner])

    assert facts(database) == {}


def test_a_person_of_two_customers_is_asked_once(database, keys):
    _, ann = keys
    other, _ = card_edits.create_customer(database, customer("Southgate"))
    card_edits.add_record(database, replace(Affiliation(ann, other), is_main=True))

    assert facts(database)["She is diabetic"].customer == "Southgate"
    assert len(facts(database)) == 5


def test_erased_facts_leave_nothing_behind(database, keys):
    owner, ann = keys
    key, _ = card_edits.add_record(
        database, interaction(customer_id=owner, summary="qzneedle", sensitive=True)
    )
    card_edits.add_record(database, InteractionContact(key, ann))
    card_edits.set_fields(database, Kind.CONTACT, ann, {"note": "qznote on her pregnancy"})
    chosen = [one.fact for text, one in facts(database).items() if text.startswith("qz")]

    sensitive_facts.erase_facts(database, chosen)

    assert len(chosen) == 2
    assert not any(text.startswith("qz") for text in facts(database))
    left = b"".join(one.read_bytes() for one in database.path.parent.iterdir() if one.is_file())
    assert b"qzneedle" not in left
    assert b"qznote" not in left
    assert b"diabetic" not in left
