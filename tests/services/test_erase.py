"""Erasing for good leaves 0 remnants, keeps everybody else whole, and can't be undone."""

from contextlib import closing

import pytest
from builders import (
    TODAY,
    contact,
    customer,
    interaction,
    place,
    promise,
    store,
    store_customer,
    taboo,
)
from erase_cards import CONTENT, NAME, NEEDLES, leave_traces, remnants, store_full_card

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Subject
from crm_desktop.domain.problems import CrmError, InputError
from crm_desktop.domain.trust_log import TrustCode
from crm_desktop.services import attachments, trust_log, user_settings
from crm_desktop.services.duplicate_merge import merge
from crm_desktop.services.erase import check_name, erase, plan_erase
from crm_desktop.storage import scrubbing, tombstones
from crm_desktop.storage.change_log import operations, undo
from crm_desktop.storage.database import create, open_file
from crm_desktop.storage.day_change import bring_up_to_date
from crm_desktop.storage.digest import file_digest
from crm_desktop.storage.encryption.data_key import DataKey


@pytest.fixture
def folders(tmp_path):
    config, logs = tmp_path / "config", tmp_path / "logs"
    config.mkdir()
    logs.mkdir()
    return {"config": config, "logs": logs}


def erase_customer(database, key, folders):
    return erase(database, Subject(Kind.CUSTOMER, key), **folders, author="Li")


def count(database, table):
    with database.read() as reading:
        return reading.one(f"SELECT count(*) FROM {table}")[0]


def test_nothing_of_a_full_card_is_left_anywhere(database, tmp_path, folders):
    others = [store_customer(database, customer(f"Firma {at}"), taboo()) for at in range(30)]
    key = store_full_card(database)
    leave_traces(database, key)
    user_settings.keep(folders["config"], {"palette": ["x", NAME], "width": 3})
    (folders["config"] / user_settings.PICTURE).write_bytes(b"pixels")
    (folders["logs"] / "error-1.txt").write_text(f"KeyError: {NAME}", encoding="utf-8")
    (folders["logs"] / "error-2.txt").write_text("KeyError: 3", encoding="utf-8")
    entries = count(database, "operation")
    assert len(remnants(tmp_path)) > 4

    done = erase_customer(database, key, folders)

    assert done.trouble is None
    assert remnants(tmp_path) == []
    assert CONTENT[:40] not in database.path.read_bytes()
    assert user_settings.load(folders["config"]) == {"palette": ["x", ""], "width": 3}
    assert [one.name for one in folders["logs"].iterdir()] == ["error-2.txt"]
    assert count(database, "operation") == entries + 1
    assert count(database, "blob") == 0
    with database.read() as reading:
        assert {one.id for one in reading.values(Kind.CUSTOMER)} == set(others)
        assert reading.rows("PRAGMA foreign_key_check") == []
        assert reading.one("PRAGMA integrity_check") == ("ok",)
    assert trust_log.check_chain(database) is None
    newest, *older = trust_log.entries(database)
    assert newest.line.code == TrustCode.ERASED
    assert newest.line.subject.startswith("customer#")
    assert newest.line.params == "{}"
    assert [one.line.name for one in older] == ["other.pdf", "", ""]


def test_the_log_keeps_place_and_time_and_refuses_to_go_back(database, folders):
    other = store_customer(database, customer("Borges"), taboo())
    key = store_full_card(database)
    with database.read() as reading:
        before = [(one.id, one.happened_at) for one in operations(reading)]

    done = erase_customer(database, key, folders)

    with database.read() as reading:
        after = operations(reading)
    assert [(one.id, one.happened_at) for one in after[1:]] == before
    about = {one.id for one in after if one.code == "content_erased"}
    assert about
    assert about <= done.operations
    for operation_id in done.operations:
        with pytest.raises(CrmError) as caught:
            undo(database, operation_id)
        assert caught.value.problem.code in ("operation_erased", "already_undone", "changed_since")
    with pytest.raises(InputError, match="operation_erased"):
        undo(database, after[0].id)
    undo(database, after[-1].id)
    with database.read() as reading:
        assert reading.get(Kind.CUSTOMER, other) is None


def test_everybody_else_is_exactly_as_before(database, folders):
    store_full_card(database, "Firma Nord")
    store_customer(database, customer("Firma West"), taboo(), promise())
    with database.read() as reading:
        before = file_digest(reading)
    key = store_customer(database, customer(NAME), taboo(NAME), interaction(summary=NAME))

    erase_customer(database, key, folders)

    with database.read() as reading:
        assert file_digest(reading) == before


@pytest.fixture
def shared(database):
    """A person who stands on two cards, and one who stands on the first alone."""
    first, second = (store_customer(database, customer(name)) for name in ("Acme", "Borges"))
    both, alone = store(database, contact(NAME), contact("Tom Only"))
    store(
        database,
        place(both, customer_id=first),
        place(both, customer_id=second),
        place(alone, customer_id=first),
        taboo(f"never ask {NAME} of it", customer_id=second, contact_id=both),
        promise("Send it", customer_id=second, contact_id=both),
        interaction(customer_id=second, summary=f"Met {NAME} at the fair"),
    )
    return first, second, both, alone


def test_a_person_known_elsewhere_stays_when_one_customer_goes(database, shared, folders):
    first, _, both, alone = shared
    subject = Subject(Kind.CUSTOMER, first)

    plan = plan_erase(database, subject)
    erase_customer(database, first, folders)

    assert (plan.name, plan.people, plan.kept_people) == ("Acme", ("Tom Only",), (NAME,))
    with database.read() as reading:
        assert reading.get(Kind.CONTACT, both) is not None
        assert reading.get(Kind.CONTACT, alone) is None


def test_a_person_known_at_two_customers_goes_from_both(database, shared, tmp_path, folders):
    _, second, both, _ = shared
    subject = Subject(Kind.CONTACT, both)

    plan = plan_erase(database, subject)
    erase(database, subject, **folders)

    assert plan.records == {Kind.AFFILIATION: 2, Kind.TABOO: 1}
    (told,) = plan.elsewhere
    assert (told.customer, told.mention.kind) == ("Borges", Kind.INTERACTION)
    assert told.mention.text == f"Met {NAME} at the fair"
    with database.read() as reading:
        (kept,) = reading.values(Kind.PROMISE)
        (met,) = reading.values(Kind.INTERACTION)
        assert (kept.contact_id, met.customer_id) == (None, second)
    with database.write("interaction") as work:
        work.erase(Kind.INTERACTION, [met.id])
        work.execute("UPDATE change SET after = '' WHERE kind = 'interaction'")
    scrubbing.scrub(database)
    assert remnants(tmp_path) == []


def test_a_card_that_was_merged_away_goes_with_the_one_that_took_it(database, tmp_path, folders):
    kept = store_customer(database, customer("Kept"), taboo())
    other = store_full_card(database)
    merge(database, kept, other, ["name"])
    with database.read() as reading:
        uids = [uid for (uid,) in reading.rows("SELECT uid FROM customer")]

    plan = plan_erase(database, Subject(Kind.CUSTOMER, kept))
    erase_customer(database, kept, folders)

    assert plan.merged == (NAME,)
    assert remnants(tmp_path) == []
    with database.read() as reading:
        stones = tombstones.stored(reading)
        assert reading.values(Kind.CUSTOMER) == []
    digests = {one.digest for one in stones if one.kind is Kind.CUSTOMER}
    assert digests == {tombstones.digest_of(stones[0].salt, bytes(uid)) for uid in uids}


def test_somebody_in_the_bin_is_erased_too(database, tmp_path, folders):
    key = store_full_card(database)
    with database.write("customers_binned") as work:
        work.change(Kind.CUSTOMER, key, binned_at=work.now)

    erase_customer(database, key, folders)

    assert remnants(tmp_path) == []


def test_a_file_that_others_have_too_stays(database, folders):
    first, second = (store_customer(database, customer(name)) for name in ("Acme", "Borges"))
    attachments.add_attachment(database, first, None, "a.txt", CONTENT)
    key, _ = attachments.add_attachment(database, second, None, "b.txt", CONTENT)
    with database.write("record_removed") as work:
        work.remove(Kind.ATTACHMENT, key)
    removed = work.changes.operation_id

    erase_customer(database, first, folders)

    undo(database, removed)
    with database.read() as reading:
        (kept,) = reading.values(Kind.ATTACHMENT)
    assert attachments.attachment_content(database, kept.sha256) == CONTENT


def test_who_was_removed_from_a_card_before_goes_from_the_log(database, tmp_path, folders):
    from crm_desktop.services.card_edits import remove_record

    key = store_customer(database, customer("Acme"))
    (person,) = store(database, contact(NAME))
    (here,) = store(database, place(person, customer_id=key))
    remove_record(database, Kind.AFFILIATION, here)

    erase_customer(database, key, folders)

    assert remnants(tmp_path) == []
    with database.read() as reading:
        assert len(tombstones.stored(reading)) == 2


def test_an_erase_that_was_cut_short_is_cleaned_at_the_next_opening(database, tmp_path, folders):
    key = store_full_card(database)
    with closing(open_file(database.path, busy_timeout_ms=20)) as hasty:
        with database.read() as reading:
            reading.rows("SELECT count(*) FROM customer")
            done = erase_customer(hasty, key, folders)
        assert done.trouble is not None
        assert done.trouble.problem.code == "file_locked"
        assert scrubbing.is_unclean(hasty)

    bring_up_to_date(database, TODAY)

    assert remnants(tmp_path) == []
    assert not scrubbing.is_unclean(database)


@pytest.mark.parametrize(
    ("typed", "is_right"), [(" quetzalkern  赵敏敏密", True), ("Quetz", False)]
)
def test_the_name_must_be_typed(database, typed, is_right):
    key = store_customer(database, customer(NAME))
    plan = plan_erase(database, Subject(Kind.CUSTOMER, key))

    if is_right:
        check_name(plan, typed)
    else:
        with pytest.raises(InputError, match="erase_name_differs"):
            check_name(plan, typed)


def test_an_encrypted_file_keeps_no_content_either(tmp_path, folders):
    key = DataKey(bytes(range(32)))
    with closing(create(tmp_path / "locked.crm", key)) as locked:
        store_customer(locked, customer("Borges"), taboo())
        erase_customer(locked, store_full_card(locked), folders)
        with locked.read() as reading:
            tables = reading.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
            said = str([reading.rows(f"SELECT * FROM {name}") for (name,) in tables])
            assert reading.one("PRAGMA integrity_check") == ("ok",)
        assert not any(needle in said for needle in NEEDLES)
        assert "Borges" in said
        assert trust_log.check_chain(locked) is None
    assert remnants(tmp_path) == []
