"""Finding customers by what a person types, and listing them as of any day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from builders import (
    TODAY,
    bin_customer,
    contact,
    customer,
    interaction,
    opportunity,
    place,
    point,
    purchase,
    set_base_currency,
    store,
    store_answers,
    store_customer,
    taboo,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.customers import CustomerKind, Stage, Tag
from crm_desktop.domain.problems import InputError
from crm_desktop.services import tiers
from crm_desktop.services.customers import (
    find_customer,
    list_customers,
    list_row,
    names,
    show,
)

YEAR = timedelta(days=365)


def find(database, text):
    with database.read() as reading:
        return find_customer(reading, text)


def problem(database, text):
    with pytest.raises(InputError) as caught:
        find(database, text)
    return caught.value.problem


def listed(database, query="", as_of=TODAY):
    return [row.name for row in list_customers(database, as_of=as_of, query=query)]


@pytest.fixture
def people(database):
    """A few customers of every sort: their keys by name."""
    rows = [
        (customer("Acme Ltd", city="Leeds", latin_name="Acme Holding"), "AC-1"),
        (customer("张梅", kind=CustomerKind.PERSON, city="上海", short_name="Mei"), "P-1"),
        (customer("章眉", kind=CustomerKind.PERSON, city="苏州"), "P-2"),
        (customer("Łódź Tools", city="Łódź"), ""),
        (customer("Ann Lee"), ""),
        (customer("Ann Leeds"), ""),
    ]
    return {who.name: store_customer(database, who, external_id=ext) for who, ext in rows}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ext:AC-1", "Acme Ltd"),
        ("AC-1", "Acme Ltd"),
        ("EXT：P-1", "张梅"),
        ("name:张梅", "张梅"),
        ("張梅", "张梅"),
        ("zhangmei su", None),
        ("Mei", "张梅"),
        ("acme", "Acme Ltd"),
        ("Acme Holding", "Acme Ltd"),
        ("lodz tools", "Łódź Tools"),
        ("  Ann Lee ", "Ann Lee"),
        ("leeds ann", "Ann Leeds"),
        ("ann leeds", "Ann Leeds"),
    ],
)
def test_a_customer_is_found_by_any_writing_of_its_name(database, people, text, name):
    if name is None:
        assert problem(database, text).code == "customer_unknown"
    else:
        assert find(database, text) == people[name]


def test_a_key_is_found_bare_and_with_its_prefix(database, people):
    key = people["张梅"]

    assert (find(database, str(key)), find(database, f"id: {key}")) == (key, key)


def test_a_bare_text_is_an_external_id_first_then_a_key_then_a_name(database):
    first = store_customer(database, customer("One"))
    second = store_customer(database, customer(f"{first}"), external_id="7")
    third = store_customer(database, customer("7"), external_id=f"{first}")

    assert find(database, str(first)) == third
    assert find(database, f"id:{first}") == first
    assert find(database, f"name:{first}") == second
    assert find(database, "7") == second
    assert find(database, "name:7") == third


def test_a_name_beginning_alike_is_ambiguous_with_its_candidates(database, people):
    found = problem(database, "zhang")

    assert found.code == "customer_ambiguous"
    assert found.params["count"] == 2
    shown = {(one.id, one.external_id, one.name, one.city) for one in found.params["candidates"]}
    assert shown == {
        (people["张梅"], "P-1", "张梅", "上海"),
        (people["章眉"], "P-2", "章眉", "苏州"),
    }


def test_one_external_id_of_two_lists_is_ambiguous(database):
    keys = [
        store_customer(database, customer(name), external_id="7", source=name)
        for name in ("One", "Two")
    ]

    assert problem(database, "ext:7").params["count"] == len(keys)
    assert find(database, "name:Two") == keys[1]


def test_at_most_ten_candidates_are_named(database):
    for number in range(12):
        store_customer(database, customer(f"Branch {number}"))

    found = problem(database, "branch")

    assert (found.params["count"], len(found.params["candidates"])) == (12, 10)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "*",
        '"',
        "nobody",
        "id:0",
        "id:x",
        "id:99999999999999999999",
        "ext:",
        "ext:ac-1",
        "name:AC-1",
        "Leeds Ltd",
        "上海",
        "苏州",
        "01088886666",
    ],
)
def test_what_names_nobody_is_unknown(database, people, text):
    store(database, point(customer_id=people["Acme Ltd"]))

    assert problem(database, text).code == "customer_unknown"


def test_a_contact_s_name_is_not_a_customer_s(database, people):
    (key,) = store(database, contact("Harriet Quill"))
    store(database, place(key, customer_id=people["Acme Ltd"]))

    assert problem(database, "Harriet Quill").code == "customer_unknown"
    assert listed(database, "harriet") == ["Acme Ltd"]


def test_nobody_in_the_bin_is_found(database, people):
    key = people["Acme Ltd"]
    bin_customer(database, key)

    for text in ("AC-1", f"id:{key}", "acme"):
        assert problem(database, text).code == "customer_unknown"
    assert "Acme Ltd" not in listed(database)


def test_a_card_is_shown_as_of_the_day(database):
    past, future = TODAY - YEAR, TODAY + YEAR
    store_customer(database, customer(), purchase(on=past), purchase(on=future), taboo())

    card = show(database, "Acme", as_of=TODAY)

    assert [one.purchased_on for one in card.purchases] == [past]
    assert len(card.taboos) == 1


def test_names_come_with_their_external_ids(database, people):
    assert names(database)[people["张梅"]] == ("张梅", "P-1")
    assert names(database)[people["Ann Lee"]] == ("Ann Lee", "")


def test_the_list_is_by_name(database, people):
    assert listed(database)[:4] == ["Acme Ltd", "Ann Lee", "Ann Leeds", "Łódź Tools"]


def test_words_bring_the_best_tier_first(database):
    set_base_currency(database)
    for name, amount in (("Anna Small", 1), ("Anna Big", 1000), ("Bert", 500)):
        store_customer(database, customer(name), purchase(amount))
    tiers.apply(database, tiers.plan(database, as_of=TODAY))

    assert listed(database, "anna") == ["Anna Big", "Anna Small"]


@pytest.fixture
def filtered(database):
    """Three customers that differ in everything a filter can tell."""
    set_base_currency(database)
    first = store_customer(
        database,
        customer("Acme", owner="Lin Wei", city="上海市", stage=Stage.EXPANSION),
        purchase(),
        Tag(1, "VIP"),
    )
    store_customer(
        database,
        customer("Bert", kind=CustomerKind.PERSON, owner="Ann", city="Leeds", stage=Stage.LEAD),
    )
    third = store_customer(
        database, customer("Carl", owner="Lin Mo", city="Łódź", stage=Stage.LOST), Tag(1, "old")
    )
    tiers.apply(database, tiers.plan(database, as_of=TODAY))
    (person,) = store(database, contact())
    store(
        database,
        place(person, customer_id=first),
        place(person, customer_id=third),
        taboo(customer_id=first, contact_id=person),
    )
    return database


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tier:none", ["Bert", "Carl"]),
        ("TIER:a tier:b tier:C", ["Acme"]),
        ("stage:lead", ["Bert"]),
        ("stage:lead stage:lost", ["Bert", "Carl"]),
        ("kind:person", ["Bert"]),
        ("owner:lin", ["Acme", "Carl"]),
        ('owner:"lin wei"', ["Acme"]),
        ("owner:lin stage:lost", ["Carl"]),
        ("city:上海", ["Acme"]),
        ("city:lodz", ["Carl"]),
        ("tag:vip", ["Acme"]),
        ("tag:vip tag:OLD", ["Acme", "Carl"]),
        ("tag:vi", []),
        ("taboo:yes", ["Acme", "Carl"]),
        ("taboo:no", ["Bert"]),
        ("bert kind:person", ["Bert"]),
        ("bert kind：company", []),
        ("nobody", []),
        ("  ", ["Acme", "Bert", "Carl"]),
    ],
)
def test_a_filter_narrows_the_list(filtered, query, expected):
    assert listed(filtered, query) == expected


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("colour:red", "filter_key_unknown"),
        ("tier:D", "filter_value_unknown"),
        ("stage:", "filter_value_unknown"),
        ("owner:", "filter_value_missing"),
        ("taboo:maybe", "filter_value_unknown"),
    ],
)
def test_a_filter_nobody_understands_is_refused(database, query, code):
    with pytest.raises(InputError) as caught:
        list_customers(database, as_of=TODAY, query=query)

    assert caught.value.problem.code == code


dates = st.dates(date(2025, 1, 1), date(2026, 12, 31))
facts = st.lists(st.tuples(dates, st.integers(-50, 200), dates, dates), max_size=5)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts, dates)
def test_the_list_of_any_day_is_what_adding_up_by_hand_gives(database, bought, day):
    set_base_currency(database)
    key = store_customer(
        database,
        customer(),
        *(purchase(amount, on) for on, amount, _, _ in bought),
        *(interaction(on) for _, _, on, _ in bought),
        *(opportunity(opened_on=on) for _, _, _, on in bought),
    )
    store_answers(database, key, on=date(2025, 6, 1), M1=4, M2=4)

    (row,) = [one for one in list_customers(database, as_of=day) if one.id == key]

    known = [(on, amount) for on, amount, _, _ in bought if on <= day]
    recent = [amount for on, amount in known if on > day.replace(year=day.year - 1)]
    talks = [on for _, _, on, _ in bought if on <= day]
    chances = [on for _, _, _, on in bought if on <= day]
    assert row.purchases == len(known)
    assert row.revenue_total == sum(amount for _, amount in known)
    assert row.revenue_12m == sum(recent)
    assert row.last_purchase == max((on for on, _ in known), default=None)
    assert row.last_contact == max(talks, default=None)
    shows_man = (not known or bool(chances)) and day >= date(2025, 6, 1)
    assert row.man_class == ("M??" if shows_man else "")


@pytest.mark.parametrize("day", [TODAY, TODAY - YEAR, TODAY + YEAR])
def test_one_row_is_the_row_of_the_list(database, day):
    set_base_currency(database)
    for number in range(5):
        store_customer(database, customer(f"Shop {number}"), purchase(10 * number + 1))
    tiers.apply(database, tiers.plan(database, as_of=TODAY))

    for row in list_customers(database, as_of=day):
        card = show(database, f"id:{row.id}", as_of=day)
        assert list_row(database, card, as_of=day) == row


def test_purchases_without_a_rate_are_left_out_of_the_sums(database):
    set_base_currency(database)
    store_customer(database, customer(), purchase(10), purchase(99, currency="USD"))

    (row,) = list_customers(database, as_of=TODAY)

    assert (row.revenue_total, row.purchases) == (Decimal(10), 2)
