"""History, undo and redo: what an operation did is taken back whole, or not at all."""

from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, Stage, Tag
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.domain.problems import InputError, OutdatedError
from crm_desktop.domain.purchases import Purchase
from crm_desktop.storage.change_log import history, operations, undo
from crm_desktop.storage.revision import revision


def contents(database, *, stamps=True):
    """Every record of the file; without stamps only what a person would call its content."""
    with database.read() as reading:
        return {
            kind: reading.rows(f"SELECT * FROM {kind} ORDER BY id")
            if stamps
            else reading.values(kind, "ORDER BY id")
            for kind in VALUE_CLASSES
        }


def add(database, *values):
    with database.write("added") as work:
        keys = [work.add(value) for value in values]
    return work.changes.operation_id, *keys


def problem_of(caught):
    return caught.value.problem.code


def test_undoing_an_addition_removes_it(database):
    before = contents(database)
    operation, _ = add(database, Customer("Acme"))

    changes = undo(database, operation)

    assert contents(database) == before
    assert set(changes.ids) == {Kind.CUSTOMER}


def test_redo_brings_back_the_very_same_record(database):
    operation, _ = add(database, Customer("Acme", annual_revenue=Decimal("1.5")))
    added = contents(database)
    undone = undo(database, operation)

    undo(database, undone.operation_id)

    assert contents(database) == added


def test_undoing_a_change_restores_every_field(database):
    _, key = add(database, Customer("Acme", stage=Stage.WON, gift_limit=Decimal("9.99")))
    before = contents(database, stamps=False)
    with database.write("customer_changed") as work:
        work.change(Kind.CUSTOMER, key, name="Bolt", stage=Stage.LOST, gift_limit=None)

    undo(database, work.changes.operation_id)

    assert contents(database, stamps=False) == before


def test_undoing_a_removal_restores_key_and_identity(database):
    _, key = add(database, Customer("Acme"))
    before = contents(database)
    with database.write("customer_removed") as work:
        work.remove(Kind.CUSTOMER, key)

    undo(database, work.changes.operation_id)

    assert contents(database) == before


def test_several_steps_are_undone_in_reverse(database):
    before = contents(database)
    with database.write("card_added") as work:
        key = work.add(Customer("Acme"))
        work.add(Tag(key, "new"))
        work.change(Kind.CUSTOMER, key, city="Łódź")

    undo(database, work.changes.operation_id)

    assert contents(database) == before


def test_a_bulk_addition_is_undone_and_redone(database):
    before = contents(database)
    with database.write("imported") as work:
        keys = work.add_many(Kind.CUSTOMER, [Customer(name) for name in "abc"])
        work.add_rows(Kind.TAG, ("customer_id", "name"), [(key, "x") for key in keys])
    added = contents(database)

    undone = undo(database, work.changes.operation_id)
    after_undo = contents(database)
    undo(database, undone.operation_id)

    assert after_undo == before
    assert contents(database) == added


@pytest.mark.parametrize("in_bulk", [False, True])
def test_what_was_changed_since_is_not_undone(database, in_bulk):
    with database.write("imported") as work:
        key = (
            work.add_many(Kind.CUSTOMER, [Customer("a"), Customer("b")])[0]
            if in_bulk
            else work.add(Customer("a"))
        )
    with database.write("customer_changed") as later:
        later.change(Kind.CUSTOMER, key, name="c")
    before = contents(database)

    with pytest.raises(OutdatedError) as caught:
        undo(database, work.changes.operation_id)

    assert problem_of(caught) == "changed_since"
    assert contents(database) == before


def test_a_change_of_another_field_does_not_stand_in_the_way(database):
    _, key = add(database, Customer("Acme"))
    with database.write("customer_changed") as first:
        first.change(Kind.CUSTOMER, key, name="Bolt")
    with database.write("customer_changed") as second:
        second.change(Kind.CUSTOMER, key, city="Łódź")

    undo(database, first.changes.operation_id)

    with database.read() as reading:
        customer = reading.get(Kind.CUSTOMER, key)
    assert (customer.name, customer.city) == ("Acme", "Łódź")


def test_what_something_new_refers_to_is_not_undone(database):
    operation, key = add(database, Customer("Acme"))
    add(database, Tag(key, "new"))
    before = contents(database)

    with pytest.raises(OutdatedError) as caught:
        undo(database, operation)

    assert problem_of(caught) == "used_since"
    assert contents(database) == before


def test_nothing_is_undone_twice(database):
    operation, _ = add(database, Customer("Acme"))
    undo(database, operation)

    with pytest.raises(InputError) as caught:
        undo(database, operation)

    assert problem_of(caught) == "already_undone"


def test_an_unknown_operation_is_not_undone(database):
    with pytest.raises(InputError) as caught:
        undo(database, 99)

    assert problem_of(caught) == "operation_gone"


def test_a_redone_operation_may_be_undone_again(database):
    operation, _ = add(database, Customer("Acme"))
    undone = undo(database, operation)
    redone = undo(database, undone.operation_id)

    undo(database, redone.operation_id)

    assert contents(database)[Kind.CUSTOMER] == []


def test_the_log_tells_who_did_what_when(database):
    with database.write("customer_added", params={"name": "王"}, author="Li") as work:
        work.add(Customer("王"))

    with database.read() as reading:
        (entry,) = operations(reading)
    assert (entry.code, entry.params, entry.author) == ("customer_added", {"name": "王"}, "Li")
    assert entry.happened_at == database.clock()


def test_history_shows_values_as_the_program_knows_them(database):
    _, key = add(database, Customer("Acme"))
    with database.write("customer_changed") as work:
        work.change(Kind.CUSTOMER, key, stage=Stage.WON, stage_since=date(2026, 5, 1))

    with database.read() as reading:
        found = history(reading, Kind.CUSTOMER, key)
    assert {(one.field, one.before, one.after) for _, one in found} == {
        ("stage", Stage.LEAD, Stage.WON),
        ("stage_since", None, date(2026, 5, 1)),
    }


def test_the_revision_grows_with_every_operation(database):
    def now():
        with database.read() as reading:
            return revision(reading)

    seen = [now()]
    _, key = add(database, Customer("Acme"))
    seen.append(now())
    add(database, Purchase(key, date(2026, 1, 1), Decimal(5), "EUR"))
    seen.append(now())

    assert seen[0] == 0
    assert seen == sorted(set(seen))
