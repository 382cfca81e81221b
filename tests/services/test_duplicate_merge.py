"""Two cards become one without losing anything, and one undo makes them two again."""

from dataclasses import MISSING, fields, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random
from types import UnionType
from typing import Any, get_args, get_type_hints

import pytest
from builders import (
    MORNING,
    TODAY,
    contact,
    customer,
    place,
    point,
    promise,
    purchase,
    set_base_currency,
    store,
    store_customer,
    taboo,
)
from import_lists import Lists

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.customers import Attachment, Stage, Tag
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.domain.merge_choices import ChoiceReason, field_choices, merged_fields
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_history import TierPin, TierRecord, TierRun
from crm_desktop.services.customer_bulk import bin_customers
from crm_desktop.services.customers import list_customers
from crm_desktop.services.duplicate_merge import merge, plan_merge
from crm_desktop.services.duplicates import tell_apart, told_apart
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.change_log import undo


def card(database, key):
    with database.read() as reading:
        return load_card(reading, key)


def listed(database):
    return {row.id: row for row in list_customers(database, as_of=TODAY)}


def test_everything_of_both_cards_stands_on_the_kept_one(database):
    set_base_currency(database)
    kept = store_customer(database, customer("Acme"), taboo("No pork"), purchase(100))
    other = store_customer(
        database, customer("ACME Ltd"), taboo("No wine"), promise("Call back"), purchase(50)
    )

    merge(database, kept, other, ["name"])

    found = card(database, kept)
    assert found.customer.name == "ACME Ltd"
    assert {one.text for one in found.taboos} == {"No pork", "No wine"}
    assert len(found.promises) == 1
    assert listed(database).keys() == {kept}
    assert listed(database)[kept].revenue_total == 150
    assert card(database, other).customer.binned_at is not None
    assert card(database, other).purchases == ()


def test_an_exact_double_is_not_doubled_but_two_like_purchases_are_two(database):
    double = (taboo("No pork"), purchase(70, reference="R-1"), Tag(1, "VIP"))
    kept = store_customer(database, customer(), *double, purchase(100))
    other = store_customer(database, customer("B"), *double, purchase(100), Tag(1, "vip"))

    merge(database, kept, other, [])

    found = card(database, kept)
    assert (len(found.taboos), len(found.tags)) == (1, 1)
    assert sorted(one.amount for one in found.purchases) == [70, 100, 100]


def test_a_double_the_kept_card_had_before_stays(database):
    kept = store_customer(database, customer(), taboo("No pork"), taboo("No pork"))
    other = store_customer(database, customer("B"))

    merge(database, kept, other, [])

    assert len(card(database, kept).taboos) == 2


def person(database, customer_id, name, *points, note="", **fields):
    (key,) = store(database, contact(name, note=note))
    store(database, place(key, customer_id=customer_id, **fields))
    store(database, *(replace(one, contact_id=key) for one in points))
    return key


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("Ann Lee", point(PointKind.FAX, "1")),
        ("Anne Lee", point(PointKind.EMAIL, "ann@acme.example")),
        ("Lee, Ann", point(PointKind.PHONE, "010 8888 6666")),
    ],
)
def test_who_stands_on_both_is_one_person(database, name, way):
    kept, other = store_customer(database, customer()), store_customer(database, customer("B"))
    mail, phone = (
        point(PointKind.EMAIL, "ann@acme.example"),
        point(PointKind.PHONE, "010 8888 6666"),
    )
    ann = person(database, kept, "Ann Lee", mail, phone, title="Buyer")
    double = person(database, other, name, way, department="Tools", is_main=True)
    store(database, taboo("No nuts", customer_id=other, contact_id=double))

    merge(database, kept, other, [])

    found = card(database, kept)
    assert [one.id for one in found.contacts] == [ann]
    (here,) = found.affiliations
    assert (here.title, here.department) == ("Buyer", "Tools")
    assert [one.contact_id for one in found.taboos] == [ann]
    assert len([one for one in found.points if one.value == way.value]) == 1


def test_notes_of_both_are_kept_and_one_photo_stays_the_photo_of_a_person(database):
    kept, other = store_customer(database, customer()), store_customer(database, customer("B"))
    ann = person(database, kept, "Ann Lee", note="Two sons", cares_about="Price")
    double = person(database, other, "Ann Lee", note="Plays golf", cares_about="price")
    photo = Attachment("a.png", "image/png", "0" * 64, 1, is_photo=True, contact_id=ann)
    store(database, photo, replace(photo, sha256="1" * 64, contact_id=double))

    merge(database, kept, other, [])

    found = card(database, kept)
    assert [one.note for one in found.contacts] == ["Two sons\nPlays golf"]
    assert [one.cares_about for one in found.affiliations] == ["Price"]
    assert [one.is_photo for one in found.attachments] == [True, False]


def test_two_who_share_a_switchboard_stay_two(database):
    kept, other = store_customer(database, customer()), store_customer(database, customer("B"))
    person(database, kept, "Ann Lee", point(value="010 8888 6666"), is_main=True)
    person(database, other, "Boris Young", point(value="010 8888 6666"), is_main=True)

    merge(database, kept, other, [])

    found = card(database, kept)
    assert len(found.contacts) == 2
    assert sum(one.is_main for one in found.affiliations) == 1


def test_a_person_known_at_a_third_customer_is_still_known_there(database):
    kept, other, third = (store_customer(database, customer(name)) for name in "ABC")
    ann = person(database, kept, "Ann Lee")
    double = person(database, other, "Ann Lee")
    store(database, place(double, customer_id=third, title="Board"))

    merge(database, kept, other, [])

    assert [one.contact_id for one in card(database, third).affiliations] == [ann]


def test_a_later_import_of_either_list_updates_the_kept_card(lists):
    lists.write("a.csv", "id,name,city", "A1,Acme,Leeds")
    lists.take(lists.folder / "a.csv", source="a")
    lists.write("b.csv", "id,name,city", "B1,ACME Ltd,Hull")
    lists.take(lists.folder / "b.csv", source="b")
    merge(lists.database, 1, 2, ["city"])

    lists.write("b.csv", "id,name,city", "B1,ACME Ltd,York")
    lists.take(lists.folder / "b.csv", source="b")

    found = card(lists.database, 1)
    assert found.customer.city == "York"
    assert set(found.external_ids) == {"A1", "B1"}
    assert listed(lists.database).keys() == {1}


def test_of_two_tiers_set_by_hand_that_of_the_kept_card_is_in_force(database):
    pin = TierPin(1, "A", "Strategic", pinned_on=TODAY)
    kept = store_customer(database, customer(), pin)
    other = store_customer(database, customer("B"), replace(pin, tier="C", reason="Small"))

    merge(database, kept, other, [])

    in_force = [one.tier for one in card(database, kept).tier_pins if one.removed_on is None]
    assert in_force == ["A"]
    assert len(card(database, kept).tier_pins) == 2


def test_a_run_rated_the_kept_card_once(database):
    (run,) = store(database, TierRun(TODAY, "quota", "{}"))
    record = TierRecord(run, 1, "A")
    kept = store_customer(database, customer(), record)
    other = store_customer(database, customer("B"), replace(record, tier="C"))

    merge(database, kept, other, [])

    assert [one.tier for one in card(database, kept).tier_records] == ["A"]


def test_one_photo_stays_the_photo(database):
    photo = Attachment("a.png", "image/png", "0" * 64, 1, is_photo=True)
    kept = store_customer(database, customer(), photo)
    other = store_customer(database, customer("B"), replace(photo, sha256="1" * 64))

    merge(database, kept, other, [])

    assert [one.is_photo for one in card(database, kept).attachments] == [True, False]


def test_who_was_told_apart_stays_so(database):
    kept, other, third = (store_customer(database, customer(name)) for name in "ABC")
    tell_apart(database, other, third)
    tell_apart(database, other, kept)

    merge(database, kept, other, [])

    with database.read() as reading:
        assert told_apart(reading) == {(kept, third)}


def test_a_card_is_not_merged_with_itself_or_with_the_bin(database):
    kept, other = store_customer(database, customer()), store_customer(database, customer("B"))
    bin_customers(database, [other])

    for pair in ((kept, kept), (kept, other), (other, kept)):
        with pytest.raises(InputError, match="merge_not_two"):
            merge(database, *pair, [])


def test_the_fuller_and_the_newer_value_are_proposed():
    kept = customer("Acme", city="Leeds", industry="", street="1 High St", stage=Stage.LEAD)
    other = customer("Acme Ltd", city="Hull", industry="Tools", street="", stage=Stage.WON)

    found = {one.field: one for one in field_choices(kept, other, is_other_newer=True)}

    assert {name: (one.takes_other, one.reason) for name, one in found.items()} == {
        "name": (True, ChoiceReason.FULLER),
        "city": (True, ChoiceReason.NEWER),
        "industry": (True, ChoiceReason.FILLED),
        "street": (False, ChoiceReason.FILLED),
        "stage": (True, ChoiceReason.FILLED),
    }


def test_a_field_brings_what_belongs_to_it_and_texts_are_joined():
    kept = customer(note="Old", stage_reason="Asked")
    other = customer(note="New", stage=Stage.LOST, stage_reason="Price")

    found = merged_fields(kept, other, frozenset({"stage"}))

    assert (found["stage"], found["stage_reason"], found["note"]) == (
        Stage.LOST,
        "Price",
        "Old\nNew",
    )
    assert merged_fields(kept, replace(other, note="old"), frozenset())["note"] == "Old"


def test_a_plan_tells_what_comes_together(database):
    kept = store_customer(database, customer("Acme"), taboo("No pork"))
    other = store_customer(database, customer("ACME Ltd"), taboo("No wine"), promise())
    person(database, kept, "Ann Lee")
    person(database, other, "Ann Lee")

    plan = plan_merge(database, kept, other)

    assert plan.united == {Kind.TABOO: (1, 1), Kind.PROMISE: (0, 1), Kind.CONTACT: (1, 1)}
    assert plan.people == ("Ann Lee",)
    assert [one.field for one in plan.choices] == ["name"]


_LEFT = {"customer_id", "id", "binned_at", "removed_on", "as_planned", "not_applicable"}
_KEYS = {"contact_id", "from_contact_id", "to_contact_id"}
_OWNED = {
    Kind.PURCHASE_LINE: ("purchase_id", Kind.PURCHASE),
    Kind.INTERACTION_CONTACT: ("interaction_id", Kind.INTERACTION),
    Kind.VISIT_CONTACT: ("visit_id", Kind.VISIT),
    Kind.MAN_ANSWER: ("snapshot_id", Kind.MAN_SNAPSHOT),
    Kind.PREFERENCE_USE: ("preference_id", Kind.PREFERENCE),
}
_REFERRED = {
    "interaction_id": Kind.INTERACTION,
    "visit_id": Kind.VISIT,
    "opportunity_id": Kind.OPPORTUNITY,
    "run_id": Kind.TIER_RUN,
    "product_id": Kind.PRODUCT,
}
_ORDER = (
    *(Kind.TIER_RUN, Kind.PRODUCT, Kind.AFFILIATION, Kind.VISIT, Kind.INTERACTION),
    *(Kind.OPPORTUNITY, Kind.PREFERENCE, Kind.PURCHASE, Kind.MAN_SNAPSHOT),
)


class _Maker:
    """Makes cards with a few records of every kind, some of them the same on both."""

    def __init__(self, database, seed):
        self.database, self.random = database, Random(seed)
        self.run = store(database, TierRun(TODAY, "quota", "{}"))[0]
        self.product = store(database, VALUE_CLASSES[Kind.PRODUCT]("Drill"))[0]

    def card(self, name):
        key = store_customer(self.database, customer(name, city=self.word()))
        people = [store(self.database, contact(self.word()))[0] for _ in range(3)]
        known = {Kind.TIER_RUN: [self.run], Kind.PRODUCT: [self.product], Kind.CONTACT: people}
        known[Kind.AFFILIATION] = store(
            self.database, *(place(one, customer_id=key) for one in people)
        )
        rest = [kind for kind in VALUE_CLASSES if kind not in _ORDER]
        for kind in (*_ORDER, *rest):
            hints = get_type_hints(VALUE_CLASSES[kind])
            if kind not in known and ("customer_id" in hints or kind in _OWNED):
                drafts = [self.draft(kind, key, known) for _ in range(self.random.randint(1, 3))]
                known[kind] = store(self.database, *drafts)
        return key

    def word(self):
        return self.random.choice(("Ann Lee", "Bo Yang", "Cy Moor", "red", "blue", "green"))

    def draft(self, kind: Kind, owner: int, known: dict[Kind, list[int]]) -> Any:
        value_class = VALUE_CLASSES[kind]
        hints = get_type_hints(value_class)
        values = {"customer_id": owner} if "customer_id" in hints else {}
        for field in fields(value_class):
            name = field.name
            if name in _KEYS:
                values[name] = self.random.choice(known[Kind.CONTACT])
            elif name in _REFERRED or name == _OWNED.get(kind, ("",))[0]:
                target = _REFERRED.get(name) or _OWNED[kind][1]
                values[name] = self.random.choice(known[target])
            elif name not in _LEFT and (field.default is MISSING or self.random.random() < 0.6):
                values[name] = self.value(name, hints[name])
        if kind is Kind.DISMISSAL:
            values["subject"] = "stale"
        if "contact_id" in values and "customer_id" in values and kind in _EITHER:
            values[self.random.choice(("contact_id", "customer_id"))] = None
        return value_class(**values)

    def value(self, name: str, hint: Any) -> Any:
        if isinstance(hint, UnionType):
            hint = next(one for one in get_args(hint) if one is not type(None))
        random = self.random
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return random.choice(list(hint))
        simple = {
            bool: lambda: random.random() < 0.5,
            int: lambda: random.randint(1, 2),
            Decimal: lambda: Decimal(random.randint(1, 3)),
            date: lambda: TODAY - timedelta(days=random.randint(0, 2)),
            datetime: lambda: MORNING,
            time: lambda: time(9, 30),
            tuple[str, ...]: lambda: (self.word(),),
            str: lambda: "CNY" if "currency" in name else _TEXTS.get(name) or self.word(),
        }
        return simple[hint]()


_TEXTS = {"tier": "A", "question": "M1", "privacy": "full", "settings": "{}"}
_EITHER = {Kind.CONTACT_POINT, Kind.IMPORTANT_DATE, Kind.CONSENT, Kind.ATTACHMENT}


def _said(found):
    return {
        "taboos": {(one.text, one.severity, one.why) for one in found.taboos},
        "promises": {(one.text, one.due_on, one.state) for one in found.promises},
        "visits": {(one.visit_on, one.visit_time, one.objective) for one in found.visits},
    }


@pytest.mark.parametrize("seed", range(8))
def test_any_two_cards_are_merged_without_loss_and_undone_whole(database, tmp_path, seed):
    make = _Maker(database, seed)
    kept, other = make.card("Acme"), make.card("ACME Ltd")
    lists, before = Lists(tmp_path, database), (card(database, kept), card(database, other))
    digest, said = lists.digest(), [_said(one) for one in before]
    unreferenced = sum(not one.reference for found in before for one in found.purchases)

    changes = merge(database, kept, other, ["name", "city"] if seed % 2 else [])

    after = card(database, kept)
    for part in said[0]:
        assert _said(after)[part] == said[0][part] | said[1][part]
    assert sum(not one.reference for one in after.purchases) == unreferenced
    assert card(database, other).contacts == ()
    undo(database, changes.operation_id)
    assert (card(database, kept), card(database, other)) == before
    assert lists.digest() == digest
