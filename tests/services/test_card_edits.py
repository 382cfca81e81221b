"""Editing a card by hand: what is taken, what is refused, and that undo brings all of it back."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from brief_cards import store_everything, store_person, store_sale, store_visit
from builders import TODAY, store, store_customer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Contact, ContactLink, ContactPoint, LinkKind, PointKind
from crm_desktop.domain.customers import Customer, Section, Stage, Tag
from crm_desktop.domain.field_rules import field_types
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.domain.preferences import NeedCategory, SpecialNeed
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.domain.taboos import Severity, Taboo, TabooCategory
from crm_desktop.language.cleaning import clean
from crm_desktop.services import card_edits
from crm_desktop.storage import change_log
from crm_desktop.storage.cards import load_card

LOCAL_TODAY = date.today


def whole(database):
    """Every stored record, by kind."""
    with database.read() as reading:
        return {kind: reading.values(kind, "ORDER BY id") for kind in VALUE_CLASSES}


def get(database, kind, key):
    with database.read() as reading:
        return reading.get(kind, key)


def card(database, key):
    with database.read() as reading:
        return load_card(reading, key)


def undone(database, changes):
    change_log.undo(database, changes.operation_id)
    return whole(database)


def refused(database, kind, key, **values):
    before = whole(database)
    with pytest.raises(InputError) as caught:
        card_edits.set_fields(database, kind, key, values)
    assert whole(database) == before
    return caught.value.problem.code, caught.value.problem.field


def test_a_field_is_cleaned_and_kept(database):
    key = store_customer(database, Customer("Acme"))

    changes = card_edits.set_fields(
        database, Kind.CUSTOMER, key, {"name": " Ac\u202eme\x00 \n工业 "}
    )

    assert get(database, Kind.CUSTOMER, key).name == "Acme  工业"
    assert changes.ids == {Kind.CUSTOMER: frozenset({key})}
    assert changes.operation.code == "fields_set"


def test_an_equal_value_writes_nothing(database):
    key = store_customer(database, Customer("Acme", city="Leeds"))

    assert card_edits.set_fields(database, Kind.CUSTOMER, key, {"city": " Leeds "}).is_empty


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"name": "  \u200b "}, "field_empty", "name"),
        ({"name": "x" * 501}, "text_too_long", "name"),
        ({"note": "x" * 1_000_000}, "text_too_long", "note"),
        ({"strategic_value": 5, "strategic_reason": "r"}, "number_out_of_range", "strategic_value"),
        ({"strategic_value": 3}, "strategic_reason_missing", "strategic_reason"),
        ({"stage": Stage.LOST}, "lost_reason_missing", "stage_reason"),
        ({"annual_revenue": Decimal(-1)}, "number_negative", "annual_revenue"),
        ({"annual_revenue": Decimal("NaN")}, "amount_too_large", "annual_revenue"),
        ({"annual_revenue": Decimal("1e400")}, "amount_too_large", "annual_revenue"),
        ({"annual_revenue_currency": "XYZ"}, "currency_code_unknown", "annual_revenue_currency"),
        ({"country": "Absurdistan"}, "country_code_unknown", "country"),
        ({"website": "javascript:alert(1)"}, "website_wrong", "website"),
        ({"website": "http://[::1"}, "website_wrong", "website"),
        ({"stage_since": date(1066, 10, 14)}, "day_out_of_range", "stage_since"),
        ({"payment_terms_days": 10**30}, "number_out_of_range", "payment_terms_days"),
    ],
)
def test_what_a_customer_does_not_take_changes_nothing(database, values, code, field):
    key = store_customer(database, Customer("Acme"))

    assert refused(database, Kind.CUSTOMER, key, **values) == (code, field)


def test_codes_and_addresses_are_brought_to_their_form(database):
    key = store_customer(database, Customer("Acme"))

    card_edits.set_fields(
        database,
        Kind.CUSTOMER,
        key,
        {"country": "德国", "annual_revenue_currency": "eur", "website": "WWW.Acme.com/Über"},
    )

    found = get(database, Kind.CUSTOMER, key)
    assert (found.country, found.annual_revenue_currency) == ("DE", "EUR")
    assert found.website == "https://www.acme.com/Über"


def test_what_came_by_import_keeps_no_other_field_from_being_mended(database):
    key = store_customer(database, Customer("Acme", stage=Stage.LOST, strategic_value=3))

    assert not card_edits.set_fields(database, Kind.CUSTOMER, key, {"city": "Leeds"}).is_empty


def test_a_new_stage_is_held_since_today(database):
    key = store_customer(database, Customer("Acme"))

    card_edits.set_fields(database, Kind.CUSTOMER, key, {"stage": Stage.QUALIFIED})

    assert get(database, Kind.CUSTOMER, key).stage_since == LOCAL_TODAY()


def test_an_allergy_is_never_to_be_touched_and_sensitive(database):
    owner = store_customer(database, Customer("Acme"))

    key, _ = card_edits.add_record(
        database, Taboo(owner, "Nuts", TabooCategory.ALLERGY, Severity.NOTE)
    )
    card_edits.set_fields(database, Kind.TABOO, key, {"severity": Severity.AVOID})
    stored = get(database, Kind.TABOO, key)
    assert (stored.severity, stored.sensitive) == (Severity.NEVER, True)

    card_edits.set_fields(
        database, Kind.TABOO, key, {"sensitive": False, "sensitive_reason": "Of the kitchen"}
    )
    assert get(database, Kind.TABOO, key).sensitive is False


def test_a_fact_that_becomes_a_matter_of_health_becomes_sensitive(database):
    owner = store_customer(database, Customer("Acme"))
    key, _ = card_edits.add_record(database, SpecialNeed(owner, "Ramp"))

    card_edits.set_fields(
        database, Kind.SPECIAL_NEED, key, {"category": NeedCategory.ACCESS_HEALTH}
    )

    assert get(database, Kind.SPECIAL_NEED, key).sensitive is True


def test_a_taboo_counts_characters_as_a_reader_does(database):
    owner = store_customer(database, Customer("Acme"))
    family = "👨‍👩‍👧‍👦"

    key, _ = card_edits.add_record(database, Taboo(owner, family * 200))

    assert refused(database, Kind.TABOO, key, text=family * 201) == ("taboo_too_long", "text")


@pytest.mark.parametrize(
    ("kind", "text", "normalised", "extension"),
    [
        (PointKind.MOBILE, "138 0013 8000", "+8613800138000", ""),
        (PointKind.PHONE, "010-8888 6666 转 12", "+861088886666", "12"),
        (PointKind.PHONE, "ask at gate 1234", "", ""),
        (PointKind.EMAIL, "Anna@Example.COM", "anna@example.com", ""),
        (PointKind.WECHAT, "wx_anna", "", ""),
    ],
)
def test_ways_to_reach_somebody_are_understood(database, kind, text, normalised, extension):
    owner = store_customer(database, Customer("泰合工业"))

    key, _ = card_edits.add_record(database, ContactPoint(kind, text, customer_id=owner))

    stored = get(database, Kind.CONTACT_POINT, key)
    assert (stored.value, stored.normalised, stored.extension) == (text, normalised, extension)


def test_a_changed_number_is_understood_again(database):
    owner = store_customer(database, Customer("Acme", country="GB"))
    person = store_person(database, owner)
    key, _ = card_edits.add_record(
        database, ContactPoint(PointKind.PHONE, "020 7946 0018", contact_id=person)
    )

    card_edits.set_fields(database, Kind.CONTACT_POINT, key, {"value": "020 7946 0999"})

    assert get(database, Kind.CONTACT_POINT, key).normalised == "+442079460999"


@pytest.mark.parametrize("text", ["anna", "anna@", "@example.com", "a b@c", "a@b"])
def test_what_is_no_address_is_refused(database, text):
    owner = store_customer(database, Customer("Acme"))

    with pytest.raises(InputError, match="email_wrong"):
        card_edits.add_record(database, ContactPoint(PointKind.EMAIL, text, customer_id=owner))


def test_a_kept_promise_is_closed_today_and_open_again_without_a_day(database):
    owner = store_customer(database, Customer("Acme"))
    key, _ = card_edits.add_record(database, Promise(owner, "Send it"))

    card_edits.set_fields(database, Kind.PROMISE, key, {"state": PromiseState.KEPT})
    assert get(database, Kind.PROMISE, key).closed_on == LOCAL_TODAY()

    card_edits.set_fields(database, Kind.PROMISE, key, {"state": PromiseState.OPEN})
    assert get(database, Kind.PROMISE, key).closed_on is None


def test_a_record_of_nobody_is_refused(database):
    with pytest.raises(InputError, match="record_gone"):
        card_edits.add_record(database, Taboo(77, "No pork"))


def test_a_removed_record_can_not_be_changed(database):
    with pytest.raises(InputError, match="record_gone"):
        card_edits.set_fields(database, Kind.TABOO, 5, {"text": "x"})


def test_the_same_tag_is_not_added_twice(database):
    owner = store_customer(database, Customer("Acme"))
    first, _ = card_edits.add_record(database, Tag(owner, "VIP"))

    again, changes = card_edits.add_record(database, Tag(owner, " vip "))

    assert (again, changes.is_empty) == (first, True)


def removable(database, kind):
    """A key of a record of the card with everything."""
    with database.read() as reading:
        found = reading.one(f"SELECT min(id) FROM {kind.value}")
    return found[0]


REMOVABLE = [
    kind
    for kind in VALUE_CLASSES
    if kind not in (Kind.CUSTOMER, Kind.PRODUCT, Kind.SETTING, Kind.IMPORT_IDENTITY, Kind.TIER_RUN)
]


@pytest.mark.parametrize("kind", REMOVABLE)
def test_undoing_a_removal_restores_everything(database, kind):
    store_everything(database)
    before, key = whole(database), removable(database, kind)
    if key is None:
        pytest.skip("the card has none of this kind")

    changes = card_edits.remove_record(database, kind, key)

    assert get(database, kind, key) is None
    assert whole(database) != before
    assert undone(database, changes) == before


def test_a_purchase_goes_with_its_lines(database):
    owner = store_customer(database, Customer("Acme"))
    purchase = store_sale(database, owner, "Pump", TODAY)

    card_edits.remove_record(database, Kind.PURCHASE, purchase)

    assert not card(database, owner).lines


def test_a_product_that_was_bought_stays(database):
    owner = store_customer(database, Customer("Acme"))
    store_sale(database, owner, "Pump", TODAY)

    with pytest.raises(InputError, match="product_in_use"):
        card_edits.remove_record(database, Kind.PRODUCT, 1)


def test_a_contact_who_belongs_to_nobody_else_goes_altogether(database):
    owner = store_customer(database, Customer("Acme"))
    ann, bob = store_person(database, owner, "Ann"), store_person(database, owner, "Bob")
    store(
        database,
        ContactLink(owner, ann, bob, LinkKind.REPORTS_TO),
        ContactPoint(PointKind.PHONE, "123", contact_id=ann),
        Taboo(owner, "No pork", contact_id=ann),
        Promise(owner, "Call Ann", contact_id=ann),
    )
    store_visit(database, owner, ann, bob)
    before = whole(database)
    (place,) = (one.id for one in card(database, owner).affiliations if one.contact_id == ann)

    changes = card_edits.remove_record(database, Kind.AFFILIATION, place)

    left = card(database, owner)
    assert [one.name for one in left.contacts] == ["Bob"]
    assert (left.links, left.points, left.taboos) == ((), (), ())
    assert [one.contact_id for one in left.promises] == [None]
    assert undone(database, changes) == before


def test_a_contact_of_two_customers_stays_with_the_other(database):
    acme, bolt = (store_customer(database, Customer(name)) for name in ("Acme", "Bolt"))
    ann = store_person(database, acme, "Ann")
    card_edits.add_contact(database, bolt, Contact("Ann", id=ann), title="Adviser")
    store(database, ContactPoint(PointKind.PHONE, "123", contact_id=ann))

    place = card(database, acme).affiliations[0].id
    card_edits.remove_record(database, Kind.AFFILIATION, place)

    assert card(database, acme).contacts == ()
    assert [one.value for one in card(database, bolt).points] == ["123"]


def test_a_new_contact_comes_with_its_place_as_one_operation(database):
    owner = store_customer(database, Customer("Acme"))
    before = whole(database)

    key, changes = card_edits.add_contact(
        database, owner, Contact(" 王芳 "), title="Head", influence=4
    )

    assert [(one.id, one.name) for one in card(database, owner).contacts] == [(key, "王芳")]
    assert card(database, owner).affiliations[0].title == "Head"
    assert undone(database, changes) == before


def test_a_place_that_is_refused_leaves_no_contact(database):
    owner = store_customer(database, Customer("Acme"))

    with pytest.raises(InputError, match="number_out_of_range"):
        card_edits.add_contact(database, owner, Contact("Ann"), influence=9)

    assert whole(database)[Kind.CONTACT] == []


def test_a_new_customer_is_found_and_listed(database):
    key, _ = card_edits.create_customer(database, Customer("Łódź Werke", country="pl"))

    stored = get(database, Kind.CUSTOMER, key)
    assert (stored.country, stored.stage_since) == ("PL", LOCAL_TODAY())
    with database.read() as reading:
        assert reading.one("SELECT name FROM listing WHERE customer_id = ?", (key,)) is not None


def test_a_customer_without_a_name_is_refused(database):
    with pytest.raises(InputError) as caught:
        card_edits.create_customer(database, Customer(" "))

    assert (caught.value.problem.code, caught.value.problem.field) == ("field_empty", "name")


def test_a_section_is_confirmed_once_a_day(database):
    owner = store_customer(database, Customer("Acme"))

    card_edits.confirm_section(database, owner, Section.SERVICE, TODAY, author="Li")
    again = card_edits.confirm_section(database, owner, Section.SERVICE, TODAY, author="Li")
    card_edits.confirm_section(database, owner, Section.SERVICE, TODAY + timedelta(1))

    assert again.is_empty
    assert len(card(database, owner).confirmations) == 2


TEXTS = [
    (kind, field)
    for kind in VALUE_CLASSES
    if kind not in (Kind.SETTING, Kind.IMPORT_IDENTITY, Kind.TIER_RUN)
    for field, types in field_types(kind).items()
    if str in types and field not in ("media_type", "sha256", "normalised")
]


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_field_is_kept_or_refused_and_undone(database, data):
    key = store_everything(database) if not whole(database)[Kind.CUSTOMER] else 1
    kind, field = data.draw(st.sampled_from(TEXTS))
    record, before = removable(database, kind), whole(database)
    if record is None:
        return

    try:
        changes = card_edits.set_fields(database, kind, record, {field: data.draw(st.text())})
    except InputError:
        assert whole(database) == before
        return

    assert card(database, key)
    if not changes.is_empty:
        assert undone(database, changes) == before


def test_known_naughty_strings_are_kept_as_they_are_seen(database, shared_data):
    strings = json.loads((shared_data / "text/naughty_blns/blns.json").read_text("utf-8"))
    owner = store_customer(database, Customer("Acme"))
    for text in strings:
        card_edits.set_fields(database, Kind.CUSTOMER, owner, {"note": text})

        assert get(database, Kind.CUSTOMER, owner).note == clean(text, multiline=True)


def test_a_number_keeps_to_one_line_and_a_note_has_several(database):
    owner = store_customer(database, Customer("Acme"))
    key, _ = card_edits.add_record(database, ContactPoint(PointKind.PHONE, "010\n123", owner))

    card_edits.set_fields(database, Kind.CUSTOMER, owner, {"note": "a\r\nb"})

    assert get(database, Kind.CONTACT_POINT, key).value == "010 123"
    assert get(database, Kind.CUSTOMER, owner).note == "a\nb"
