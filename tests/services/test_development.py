"""The development plan: suggestions at the right time, and opportunities made of them."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import Opportunity, OpportunityState
from crm_desktop.domain.interactions import Complaint, ComplaintState, Interaction, InteractionKind
from crm_desktop.domain.purchases import Product, Purchase, PurchaseLine
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.paths import find_paths
from crm_desktop.services import card_edits, development, files
from crm_desktop.services.card_views import load_view
from crm_desktop.services.development import Quiet
from crm_desktop.services.playbook import load_playbook

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
CUSTOMER = 3


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "sample.crm"
    files.close(files.sample_file(path, find_paths({}).resources, TODAY))
    return path


@pytest.fixture
def database(template, tmp_path):
    path = tmp_path / "plan.crm"
    shutil.copyfile(template, path)
    file = files.open_existing(path, tmp_path)
    yield file.database
    files.close(file)


@pytest.fixture(scope="module")
def playbook():
    return load_playbook(find_paths({}).resources / "playbook")


@pytest.fixture
def card(database, playbook):
    """Read the card of the customer as the file has it now."""
    return lambda: load_view(database, CUSTOMER, today=TODAY, playbook=playbook).card


@pytest.fixture
def rhythm(database):
    """The customer buys coffee every thirty days and is late this time."""
    product, _ = card_edits.add_record(database, Product("Mountain coffee"))
    for days in (130, 100, 70, 40):
        day = TODAY - timedelta(days=days)
        purchase, _ = card_edits.add_record(database, Purchase(CUSTOMER, day, Decimal(90), "CNY"))
        line = PurchaseLine(purchase, Decimal(1), Decimal(90), product)
        card_edits.add_record(database, line)


def complain(database, state, *, closed=None, received=NOW):
    told, _ = card_edits.add_record(
        database, Interaction(CUSTOMER, TODAY, InteractionKind.COMPLAINT, "late again")
    )
    draft = Complaint(told, CUSTOMER, received, state, closed_on=closed)
    return card_edits.add_record(database, draft)[0]


def ask(database, card, playbook):
    return development.suggestions(database, card(), playbook, TODAY)


@pytest.mark.usefixtures("rhythm")
def test_what_is_due_by_their_own_rhythm_is_suggested_with_its_day(database, card, playbook):
    found = ask(database, card, playbook)

    assert [(one.product, one.on) for one in found.ideas][:1] == [
        ("Mountain coffee", TODAY - timedelta(days=10))
    ]
    assert found.quiet is None


@pytest.mark.usefixtures("rhythm")
def test_what_is_pursued_already_is_not_suggested_again(database, card, playbook):
    idea = ask(database, card, playbook).ideas[0]
    key, _ = development.pursue(database, card(), idea, "their rhythm", TODAY, author="Li")
    made = next(one for one in card().opportunities if one.id == key)

    assert (made.title, made.note, made.opened_on) == ("Mountain coffee", "their rhythm", TODAY)
    assert made.product_id is not None
    assert "Mountain coffee" not in [one.product for one in ask(database, card, playbook).ideas]


@pytest.mark.usefixtures("rhythm")
def test_what_was_declined_rests_for_180_days(database, card, playbook):
    idea = ask(database, card, playbook).ideas[0]
    key, _ = development.pursue(database, card(), idea, "", TODAY)
    end = {"state": OpportunityState.DECLINED, "closed_on": TODAY}
    card_edits.set_fields(database, Kind.OPPORTUNITY, key, end)

    assert "Mountain coffee" not in [one.product for one in ask(database, card, playbook).ideas]


@pytest.mark.usefixtures("rhythm")
def test_nothing_is_suggested_during_an_open_complaint(database, card, playbook):
    complain(database, ComplaintState.LISTEN)

    assert ask(database, card, playbook).quiet is Quiet.OPEN_COMPLAINT


@pytest.mark.usefixtures("rhythm")
def test_suggestions_come_back_two_weeks_after_a_complaint_was_closed(database, card, playbook):
    closed = TODAY - timedelta(days=4)
    complain(database, ComplaintState.CLOSED, closed=closed, received=NOW - timedelta(days=6))
    found = ask(database, card, playbook)

    assert (found.quiet, found.until) == (Quiet.JUST_CLOSED, closed + timedelta(days=15))
    assert found.ideas == ()
    later = development.suggestions(database, card(), playbook, found.until)
    assert later.quiet is None


@pytest.mark.usefixtures("rhythm")
def test_a_second_complaint_in_half_a_year_forbids_selling(database, card, playbook):
    for days in (100, 60):
        at = NOW - timedelta(days=days)
        complain(database, ComplaintState.CLOSED, closed=at.date(), received=at)

    assert ask(database, card, playbook).quiet is Quiet.SECOND_FAILURE


@pytest.mark.usefixtures("rhythm")
def test_a_product_that_touches_a_taboo_is_never_suggested(database, card, playbook):
    taboo = Taboo(CUSTOMER, "no coffee", TabooCategory.FOOD, Severity.NEVER, triggers=("coffee",))
    card_edits.add_record(database, taboo)

    assert "Mountain coffee" not in [one.product for one in ask(database, card, playbook).ideas]


def test_a_card_without_purchases_has_no_suggestion_and_no_trouble(database, playbook, card):
    key = card_edits.create_customer(database, replace(card().customer, id=None, name="Nobody"))[0]
    bare = load_view(database, key, today=TODAY, playbook=playbook).card

    assert development.suggestions(database, bare, playbook, TODAY).ideas == ()
    assert development.sums_of(database, bare, TODAY).open == 0


def test_amounts_of_a_currency_without_a_rate_are_left_out_and_counted(database, card):
    before = development.sums_of(database, card(), TODAY)
    for currency in (before.currency, "XAF"):
        chance = Opportunity(
            CUSTOMER, "More", value=Decimal(1000), currency=currency, probability=50
        )
        card_edits.add_record(database, chance)
    after = development.sums_of(database, card(), TODAY)

    assert after.open == before.open + 2
    assert after.value == before.value + 1000
    assert after.weighted == before.weighted + 500
    assert after.without_amount == before.without_amount + 1
