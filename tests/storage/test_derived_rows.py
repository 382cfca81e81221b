"""List lines, ratings and search rows follow every write, and say the same as the facts."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact, ContactPoint, PointKind
from crm_desktop.domain.customers import Customer, Stage
from crm_desktop.domain.import_identity import ImportIdentity
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.leads import ManAnswer, ManSnapshot
from crm_desktop.domain.purchases import Contract, ExchangeRate, Purchase
from crm_desktop.domain.tier_history import TierPin, TierRecord, TierRun
from crm_desktop.storage import day_change, list_rows, listing, ratings, search, settings
from crm_desktop.storage.change_log import undo

TODAY = date(2026, 6, 15)
DAYS = [TODAY - timedelta(days=days) for days in (0, 1, 30, 364, 365, 366, 900)]


def write(database, *values):
    with database.write("stored") as work:
        keys = [work.add(value) for value in values]
    return work.changes.operation_id, *keys


def stored_and_computed(database):
    """The lines as writes left them, and as the facts of the same day give them."""
    with database.read() as reading:
        day = listing.listed_day(reading)
        return listing.stored(reading), listing.compute(reading, day) if day else []


def found(database, query):
    with database.read() as reading:
        return search.find(reading, query)


def random_values(random, keys):
    """Records that decide a line, at random customers, currencies and days."""
    for _ in range(12):
        key, day = random.choice(keys), TODAY - timedelta(days=random.randrange(-5, 800))
        amount = Decimal(random.randrange(-50_000, 500_000)) / 100
        yield random.choice(
            [
                Purchase(key, day, amount, random.choice(["", "EUR", "USD", "JPY"])),
                Interaction(key, day, InteractionKind.CALL, "Talked"),
                Contract(key, "Service", day, day + timedelta(days=300)),
                TierPin(key, random.choice("ABC"), "Known", pinned_on=day),
                ImportIdentity("list", "customer", f"X{random.randrange(10**9)}", key),
            ]
        )


@pytest.mark.parametrize("seed", range(6))
def test_lines_follow_any_sequence_of_writes(database, seed):
    random = Random(seed)
    operations = []
    with database.write("imported") as work:
        settings.write_setting(work, settings.BASE_CURRENCY, "EUR")
        work.add(ExchangeRate("USD", TODAY - timedelta(days=400), Decimal("0.9")))
        keys = list(work.add_many(Kind.CUSTOMER, [Customer(f"Customer {n}") for n in range(40)]))
    for value in random_values(random, keys):
        operations.append(write(database, value)[0])
        with database.write("customer_changed") as work:
            stage = random.choice(list(Stage))
            work.change(Kind.CUSTOMER, random.choice(keys), stage=stage, city=str(value)[:9])
        if random.random() < 0.4:
            undo(database, operations.pop())

    stored, computed = stored_and_computed(database)

    assert stored == computed


def test_a_bulk_addition_and_its_undo_are_followed(database):
    keys = write(database, *[Customer(name) for name in "abcdefgh"])[1:]
    with database.write("imported") as work:
        rows = [(key, "2026-01-02", 5_000_000, "", 5_000_000) for key in keys[:2] for _ in range(3)]
        columns = ("customer_id", "purchased_on", "amount", "currency", "base_amount")
        work.add_rows(Kind.PURCHASE, columns, rows)
        more = work.add_many(Kind.CUSTOMER, [Customer("王芳"), Customer("李雷")])
        work.add_rows(Kind.TAG, ("customer_id", "name"), [(key, "neu") for key in more])

    stored, computed = stored_and_computed(database)
    assert stored == computed
    assert len(stored) == 10
    assert set(found(database, "neu")) == set(more)
    undo(database, work.changes.operation_id)
    stored, computed = stored_and_computed(database)
    assert stored == computed
    assert len(stored) == 8
    assert found(database, "neu") == []


def test_a_card_in_the_bin_is_neither_listed_nor_found(database):
    _, key, other = write(database, Customer("Acme"), Customer("Acme"))
    with database.write("customer_binned") as work:
        work.change(Kind.CUSTOMER, key, binned_at=database.clock())

    stored, computed = stored_and_computed(database)

    assert [line.customer_id for line in stored] == [other]
    assert stored == computed
    assert found(database, "acme") == [other]


def test_removing_an_answer_changes_the_man_class(database):
    _, key = write(database, Customer("Acme"))
    _, snapshot = write(database, ManSnapshot(key, TODAY))
    added, _ = write(database, ManAnswer(snapshot, "M1", 4))
    with_answer, _ = stored_and_computed(database)

    undo(database, added)
    without, computed = stored_and_computed(database)

    assert with_answer[0].man_class != without[0].man_class == ""
    assert without == computed


def test_what_a_contact_is_called_or_reached_by_finds_every_card_of_the_person(database):
    _, first, second = write(database, Customer("Acme"), Customer("Bolt"))
    _, person = write(database, Contact("王芳"))
    write(database, Affiliation(person, first), Affiliation(person, second))
    point, _ = write(database, ContactPoint(PointKind.MOBILE, "13812345678", contact_id=person))

    assert set(found(database, "wangfang")) == set(found(database, "5678")) == {first, second}
    undo(database, point)
    assert found(database, "5678") == []
    with database.write("contact_changed") as work:
        work.change(Kind.CONTACT, person, name="李雷")
    assert found(database, "wangfang") == []
    assert set(found(database, "lilei")) == {first, second}


def test_a_line_keeps_its_day_until_the_day_changes(database):
    _, key = write(database, Customer("Acme"))
    write(database, Purchase(key, TODAY + timedelta(days=1), Decimal(5), ""))
    with database.read() as reading:
        before = listing.stored(reading)[0].purchases

    assert day_change.bring_up_to_date(database, TODAY + timedelta(days=1))

    with database.read() as reading:
        assert (before, listing.stored(reading)[0].purchases) == (0, 1)
        assert ratings.rated(reading).day == TODAY + timedelta(days=1)
    assert not day_change.bring_up_to_date(database, TODAY + timedelta(days=1))


def test_moving_the_day_leaves_no_entry_in_the_log(database):
    write(database, Customer("Acme"))

    day_change.bring_up_to_date(database, TODAY + timedelta(days=9))

    with database.read() as reading:
        assert reading.one("SELECT count(*) FROM operation") == (1,)


@pytest.mark.parametrize("day", DAYS)
def test_rows_are_the_same_from_stored_lines_and_from_the_facts(database, day):
    random = Random(3)
    keys = write(database, *[Customer(f"Customer {n}") for n in range(20)])[1:]
    write(database, *random_values(random, keys), *random_values(random, keys))
    with database.read() as reading:
        computed = list_rows.all_rows(reading, day)

    day_change.bring_up_to_date(database, day)

    with database.read() as reading:
        assert ratings.rated(reading).day == day
        assert list_rows.all_rows(reading, day) == computed


@pytest.mark.parametrize("day", DAYS[:5])
def test_the_population_is_the_same_from_stored_lines_and_from_the_facts(database, day):
    random = Random(4)
    keys = write(database, *[Customer(f"Customer {n}") for n in range(20)])[1:]
    write(database, *random_values(random, keys), *random_values(random, keys))
    with database.read() as reading:
        computed = ratings.population(reading, day)

    day_change.bring_up_to_date(database, day)

    with database.read() as reading:
        assert ratings.population(reading, day) == computed != []


def test_customers_are_listed_by_name_as_it_sounds(database):
    names = ["Zoe", "张伟", "anna", "王芳", "Émile", "李雷"]
    write(database, *[Customer(name) for name in names])

    with database.read() as reading:
        listed = [row.name for row in list_rows.all_rows(reading, TODAY)]

    assert listed == ["anna", "Émile", "李雷", "王芳", "张伟", "Zoe"]


def test_the_tier_is_the_pin_else_the_last_run(database):
    _, first, second = write(database, Customer("Acme"), Customer("Bolt"))
    day = TODAY - timedelta(days=10)
    _, run = write(database, TierRun(day, "quota", "{}"))
    with database.write("tiers_applied") as work:
        rows = [(run, first, "B", day.isoformat()), (run, second, "C", day.isoformat())]
        work.add_rows(Kind.TIER_RECORD, ("run_id", "customer_id", "tier", "since"), rows)
    write(database, TierPin(second, "A", "Reference", pinned_on=day))

    with database.read() as reading:
        tiers = {row.id: row.tier for row in list_rows.all_rows(reading, TODAY)}
        stored = ratings.stored_ratings(reading)
    assert tiers == {first: "B", second: "A"}
    assert {key: tier for key, (tier, _) in stored.items()} == tiers


def test_a_single_tier_record_is_followed_too(database):
    _, key = write(database, Customer("Acme"))
    write(database, TierRun(TODAY, "quota", "{}"))
    with database.write("tier_set") as work:
        work.add(TierRecord(1, key, "B", since=TODAY))

    with database.read() as reading:
        assert ratings.stored_ratings(reading)[key][0] == "B"


def test_standing_puts_tiers_before_the_index():
    order = [("A", 99), ("A", 1), ("A", None), ("B", 100_000_000), ("C", 0), ("", 100_000_000)]

    assert sorted(order, key=lambda pair: ratings.standing(*pair)) == order


def test_a_deleted_name_is_nowhere_in_the_file(database, path):
    _, key = write(database, Customer("Xylophonist Quagmire"))
    with database.write("erased") as work:
        work.remove(Kind.CUSTOMER, key)
        work.execute("UPDATE change SET before = '', after = ''")
    database.close()

    assert b"ylophonist" not in path.read_bytes().lower()
