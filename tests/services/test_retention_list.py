"""The list of cards past their term, keeping one on, and the days left in the bin (D28)."""

from datetime import UTC, datetime, timedelta

import pytest
from builders import TODAY, contract, customer, interaction, purchase

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent
from crm_desktop.domain.customers import Customer, CustomerKind, Stage
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.retention import DEFAULT_TERMS, RetentionRule
from crm_desktop.domain.trust_log import TrustCode
from crm_desktop.domain.visits import Visit
from crm_desktop.services import card_edits, customer_bin, retention, trust_log
from crm_desktop.services.backup_places import places_of
from crm_desktop.services.backups import all_of
from crm_desktop.storage import tombstones

OLD = TODAY - timedelta(days=365 * 7)


@pytest.fixture
def file(database):
    """Customers named after what their card is about."""
    with database.write("filled") as work:
        keys = {
            name: work.add(customer(name, **fields))
            for name, fields in {
                "silent": {"stage": Stage.LEAD},
                "bought": {},
                "lost": {"stage": Stage.LOST, "stage_since": OLD, "stage_reason": "price"},
                "contract": {},
                "visit": {"stage": Stage.LEAD},
                "withdrew": {"kind": CustomerKind.PERSON},
                "fresh": {},
            }.items()
        }
        for name in ("silent", "lost", "visit", "contract"):
            work.add(interaction(OLD, customer_id=keys[name]))
        work.add(purchase(on=OLD, customer_id=keys["bought"]))
        work.add(contract(customer_id=keys["contract"], starts_on=OLD))
        work.add(Visit(keys["visit"], TODAY + timedelta(days=3)))
        withdrawn = TODAY - timedelta(days=40)
        work.add(
            Consent("mail", given_on=OLD, withdrawn_on=withdrawn, customer_id=keys["withdrew"])
        )
    return keys


def found(database, today=TODAY):
    return {one.name: one.rule for one in retention.past_terms(database, today)}


def test_the_list_names_who_is_past_their_term_and_by_which_rule(database, file):
    assert found(database) == {
        "silent": RetentionRule.SILENT_LEAD,
        "lost": RetentionRule.LOST_LEAD,
        "bought": RetentionRule.ENDED_CUSTOMER,
        "withdrew": RetentionRule.WITHDRAWN,
    }


def test_who_is_in_the_bin_is_on_no_list(database, file):
    card_edits.bin_customers(database, [file["silent"]])

    assert "silent" not in found(database)


def test_a_card_is_kept_until_a_day_with_a_reason(database, file):
    until = TODAY + timedelta(days=90)

    retention.keep_on(database, [file["silent"]], until, "In talks", today=TODAY)
    retention.keep_on(database, [file["silent"]], until, "Tax audit", today=TODAY)

    assert "silent" not in found(database)
    assert "silent" in found(database, until)
    kept = retention.kept_on(database, TODAY)
    assert [(one.name, one.until, one.reason) for one in kept] == [("silent", until, "Tax audit")]


@pytest.mark.parametrize(
    ("days", "reason", "code"),
    [(1, " ", "retention_reason_missing"), (0, "Audit", "retention_day_past")],
)
def test_keeping_needs_a_reason_and_a_day_to_come(database, file, days, reason, code):
    until = TODAY + timedelta(days=days)

    with pytest.raises(InputError) as caught:
        retention.keep_on(database, [file["silent"]], until, reason, today=TODAY)

    assert caught.value.problem.code == code
    assert "silent" in found(database)


def test_the_rules_of_a_file_are_its_own(database, file):
    terms = dict(DEFAULT_TERMS) | {RetentionRule.SILENT_LEAD: 0, RetentionRule.LOST_LEAD: 600}

    retention.set_terms(database, terms)

    assert retention.terms_of(database) == terms
    assert set(found(database)) == {"bought", "withdrew"}


@pytest.fixture
def clock(database):
    """The clock of the file, to be set."""

    class Hands:
        now = datetime(2026, 6, 1, 9, tzinfo=UTC)

        def set(self, day):
            self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    hands = Hands()
    database.clock = lambda: hands.now
    return hands


def work_on(database, clock, day, key):
    clock.set(day)
    card_edits.set_fields(database, Kind.CUSTOMER, key, {"note": str(day)})


def test_days_left_go_by_with_the_days_of_work_and_not_by_a_jump(database, clock):
    gone, _ = card_edits.create_customer(database, Customer("Gone"))
    other, _ = card_edits.create_customer(database, Customer("Other"))
    card_edits.bin_customers(database, [gone])
    first = clock.now.date()

    work_on(database, clock, first + timedelta(days=5), other)
    left = [
        customer_bin.binned(database, first + timedelta(days=days))[0].days_left
        for days in (0, 6, 12, 3650)
    ]

    assert left == [30, 24, 18, 18]


def test_the_bin_of_a_file_may_rest_for_longer(database, clock):
    gone, _ = card_edits.create_customer(database, Customer("Gone"))
    card_edits.bin_customers(database, [gone])

    customer_bin.set_bin_term(database, 90)

    assert customer_bin.bin_term_of(database) == 90
    assert customer_bin.binned(database, clock.now.date())[0].days_left == 90


def files_of(database):
    return b"".join(one.read_bytes() for one in database.path.parent.iterdir() if one.is_file())


def test_emptying_the_bin_leaves_nothing_of_a_card_but_no_tombstone(database, clock):
    gone, _ = card_edits.create_customer(database, Customer("Qzneedle", note="qzsecret"))
    stays, _ = card_edits.create_customer(database, Customer("Stays"))
    back, _ = card_edits.create_customer(database, Customer("Back"))
    card_edits.set_fields(database, Kind.CUSTOMER, gone, {"city": "qzcity"})
    card_edits.bin_customers(database, [gone, back])
    card_edits.restore_customers(database, [back])

    done = customer_bin.empty(database, [gone, stays, back])

    assert done.count == 1
    with database.read() as reading:
        assert {one.id for one in reading.values(Kind.CUSTOMER)} == {stays, back}
        assert tombstones.stored(reading) == []
    (noted,) = trust_log.entries(database)
    assert (noted.line.code, noted.line.facts) == (TrustCode.BIN_EMPTIED, {"customers": 1})
    left = files_of(database)
    assert not any(needle in left for needle in (b"Qzneedle", b"qzsecret", b"qzcity"))


def test_the_bin_empties_itself_of_who_rested_their_days_with_a_backup_before(
    database, clock, tmp_path
):
    gone, _ = card_edits.create_customer(database, Customer("Gone"))
    other, _ = card_edits.create_customer(database, Customer("Other"))
    card_edits.bin_customers(database, [gone])
    first, places = clock.now.date(), places_of(database.path)

    assert customer_bin.empty_expired(database, first + timedelta(days=29), places).count == 0
    for week in range(1, 5):
        work_on(database, clock, first + timedelta(days=7 * week), other)
    clock.set(first + timedelta(days=30))
    done = customer_bin.empty_expired(database, first + timedelta(days=30), places)

    assert done.count == 1
    assert len(all_of(database.path, places)) == 1
    assert customer_bin.binned(database, clock.now.date()) == []


def test_nobody_leaves_the_bin_while_the_clock_can_hardly_be_right(database, clock):
    gone, _ = card_edits.create_customer(database, Customer("Gone"))
    card_edits.bin_customers(database, [gone])
    late = clock.now.date() + timedelta(days=4000)

    clock.set(late)

    assert customer_bin.empty_expired(database, late, places_of(database.path)).count == 0
    assert len(customer_bin.binned(database, late)) == 1
