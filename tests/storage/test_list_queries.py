"""Whatever is filtered and sorted: the snapshot is what going through all cards by hand gives."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_list_page import in_order

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, CustomerKind, Stage, Tag
from crm_desktop.domain.interactions import Complaint, Interaction, InteractionKind
from crm_desktop.domain.leads import ManAnswer, ManSnapshot
from crm_desktop.domain.list_filters import FilterKey, ListFilter
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.purchases import Purchase
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.services.list_filters import chosen
from crm_desktop.storage import day_change, list_keys, list_page, list_rows, search
from crm_desktop.storage.list_keys import first_keys, sorted_keys
from crm_desktop.storage.list_marks import stored

CITIES = ["", "Łódź", "Lodz", "上海", "上海市", "Leeds"]
OWNERS = ["", "Li Wei", "Li Wei Min", "Ann"]
NAMES = ["Anna Weber", "Anna Novak", "王芳", "王伟", "Weber GmbH", "Acme 66", "张梅"]
ANSWERS = st.sampled_from(["yes", "no"])
VALUES = {
    FilterKey.TIER: st.sampled_from(["A", "B", "C", "none"]),
    FilterKey.STAGE: st.sampled_from([stage.value for stage in Stage]),
    FilterKey.KIND: st.sampled_from([kind.value for kind in CustomerKind]),
    FilterKey.OWNER: st.sampled_from(["none", "Li Wei", "li", "ann", "Nobody"]),
    FilterKey.CITY: st.sampled_from(["none", "lodz", "上海", "上", "Leeds"]),
    FilterKey.COUNTRY: st.sampled_from(["none", "CN", "d"]),
    FilterKey.TAG: st.sampled_from(["VIP", "vip", "old", "new", "none"]),
    FilterKey.MAN: st.sampled_from(["none", "MAN", "M??", "man", "mAN"]),
    FilterKey.BOUGHT: ANSWERS,
    FilterKey.OVERDUE: ANSWERS,
    FilterKey.TABOO: ANSWERS,
    FilterKey.RISK: ANSWERS,
    FilterKey.COMPLAINT: ANSWERS,
    FilterKey.COMPLETENESS: st.sampled_from(["10", "15", "50"]),
}
TERMS = st.fixed_dictionaries(
    {},
    optional={
        key: st.lists(values, min_size=1, max_size=2).map(tuple) for key, values in VALUES.items()
    },
)
QUERIES = st.builds(
    ListQuery,
    st.sampled_from(ListColumn),
    st.booleans(),
    st.sampled_from(["", "", " ", "anna", "a", "王", "wang", "weber", "66", "anna weber", "!"]),
    # Many terms at once leave nobody; most queries have one or two.
    TERMS.map(lambda terms: dict(list(terms.items())[:2])) | TERMS,
)


@pytest.fixture
def varied(database):
    """Sixty customers that differ in all a query can tell, some of them in the bin."""
    random = Random(5)
    day = database.clock().date()
    with database.write("imported") as work:
        for number in range(60):
            key = work.add(
                Customer(
                    random.choice(NAMES),
                    random.choice(list(CustomerKind)),
                    city=random.choice(CITIES),
                    country=random.choice(["", "CN", "DE"]),
                    owner=random.choice(OWNERS),
                    stage=random.choice(list(Stage)),
                    industry=random.choice(["", "Steel"]),
                    binned_at=database.clock() if number % 9 == 0 else None,
                )
            )
            for value in some_facts(random, key, day):
                work.add(value)
    with database.write("complained") as work:
        for talk in (3, 5, 6):
            (owner,) = work.one("SELECT customer_id FROM interaction WHERE id = ?", (talk,))
            work.add(Complaint(talk, owner, database.clock()))
        for snapshot in range(1, 5):
            for question in ("M1", "M2", "M3", "A1", "A2", "A3", "N1", "N2", "N3"):
                work.add(ManAnswer(snapshot, question, snapshot % 4 + 1))
    day_change.bring_up_to_date(database, day)
    return database


def some_facts(random, key, day):
    before = day - timedelta(days=random.randrange(1, 300))
    makers = [
        lambda: Tag(key, random.choice(["VIP", "vip", "old"])),
        lambda: TierPin(key, random.choice("ABC"), "Known", pinned_on=before),
        lambda: Taboo(key, "No wine"),
        lambda: Interaction(key, before, random.choice(list(InteractionKind)), "Talked"),
        lambda: ManSnapshot(key, before),
        lambda: Purchase(key, before, Decimal(random.randrange(9)), ""),
        lambda: Purchase(key, day - timedelta(days=290), Decimal(1), ""),
        lambda: Purchase(key, day - timedelta(days=280), Decimal(1), ""),
    ]
    return [make() for make in makers if random.random() < 0.5]


def by_hand(reading, query, day):
    """The keys of a query, tested and sorted one by one in Python."""
    rows = list_rows.all_rows(reading, day)
    if query.words.strip() or query.terms:
        rows = chosen(reading, rows, ListFilter(query.words.strip(), query.terms), as_of=day)
    found = {row.id for row in rows}
    value_of = column_values(reading, query.sort)
    keys = in_order({key: value_of[key] for key in found}, query.sort, query.descending)
    if query.sort is ListColumn.RELEVANCE and query.words.strip():
        leading = [key for key in search.leading(reading, query.words) if key in found]
        keys = list(dict.fromkeys([*leading, *keys]))
    return keys


def column_values(reading, sort):
    if sort is ListColumn.OVERDUE:
        return {mark.customer_id: mark.due_on for mark in stored(reading)}
    if sort is ListColumn.NEXT_ACTION:
        return {mark.customer_id: mark.next_action_on for mark in stored(reading)}
    if sort is ListColumn.COMPLETENESS:
        return {mark.customer_id: mark.completeness for mark in stored(reading)}
    table = "listing"
    if sort in (ListColumn.STANDING, ListColumn.VALUE_INDEX, ListColumn.RELEVANCE):
        table = "rating"
    names = {ListColumn.NAME: "sort_name", ListColumn.RELEVANCE: "standing"}
    return dict(reading.rows(f"SELECT customer_id, {names.get(sort, sort.value)} FROM {table}"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(QUERIES)
def test_a_snapshot_is_what_going_through_all_cards_gives(varied, query):
    with varied.read() as reading:
        assert list(sorted_keys(reading, query)) == by_hand(reading, query, varied.clock().date())


@pytest.mark.parametrize(("few", "steps"), [(2000, 5000), (0, 5000), (0, 7), (4, 7)])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(query=QUERIES, limit=st.sampled_from([1, 3, 200]))
def test_the_beginning_is_that_of_the_snapshot_on_every_way(varied, query, limit, few, steps):
    with pytest.MonkeyPatch.context() as patch, varied.read() as reading:
        patch.setattr(list_keys, "FEW", few)
        patch.setattr(list_keys, "STEPS", steps)
        first = first_keys(reading, query, limit)
        assert first == list(sorted_keys(reading, query)[:limit])
        assert [row.id for row in list_page.first_page(reading, query, limit=limit)] == first


@pytest.mark.parametrize("part", [1, 10**6])
def test_few_and_many_are_sorted_alike(varied, part, monkeypatch):
    monkeypatch.setattr(list_keys, "SORTED_PART", part)
    query = ListQuery(ListColumn.CITY, terms={FilterKey.KIND: ("person",)})

    with varied.read() as reading:
        found = list(sorted_keys(reading, query))
        assert found == by_hand(reading, query, varied.clock().date()) != []


def test_nobody_in_the_bin_is_found_by_a_tag_or_a_taboo(database):
    with database.write("added") as work:
        key = work.add(Customer("Acme"))
        work.add(Tag(key, "VIP"))
        work.add(Taboo(key, "No wine"))
    queries = [
        ListQuery(terms={FilterKey.TAG: ("VIP",)}),
        ListQuery(terms={FilterKey.TABOO: ("yes",)}),
    ]
    with database.read() as reading:
        assert [list(sorted_keys(reading, one)) for one in queries] == [[key], [key]]

    with database.write("customer_binned") as work:
        work.change(Kind.CUSTOMER, key, binned_at=database.clock())

    with database.read() as reading:
        assert [list(sorted_keys(reading, one)) for one in queries] == [[], []]
        assert [first_keys(reading, one, 9) for one in queries] == [[], []]


def test_an_empty_file_has_an_empty_list(database):
    with database.read() as reading:
        for query in (
            ListQuery(),
            ListQuery(words="a"),
            ListQuery(terms={FilterKey.RISK: ("no",)}),
        ):
            assert list(sorted_keys(reading, query)) == list_page.first_page(reading, query) == []
