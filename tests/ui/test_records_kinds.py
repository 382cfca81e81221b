"""Every kind of record on the tabs of a card is added, edited, removed, and each step undone."""

from dataclasses import dataclass

import pytest
from records_desk import Desk, problem

from crm_desktop.domain.changes import Kind
from crm_desktop.ui.navigation import CardTab

NAUGHTY = "<b>x</b> & {name} %s 名\\0 'or' 1=1 ـهلا 🙂"


@dataclass(frozen=True)
class Case:
    """A list with what to type for a new record, the field to edit, and what it can't take."""

    tab: CardTab
    kind: Kind
    part: str
    new: tuple[tuple[str, str], ...]
    edited: str = "text"
    wrong: tuple[str, str] = ("text", "")
    at: int = 0


CASES = [
    Case(CardTab.PREFERENCES, Kind.TABOO, "taboos", (("text", "No golf jokes"),)),
    Case(CardTab.PREFERENCES, Kind.SPECIAL_NEED, "special_needs", (("text", "A ramp"),)),
    Case(CardTab.PREFERENCES, Kind.PREFERENCE, "preferences", (("text", "Green tea"),)),
    Case(CardTab.PREFERENCES, Kind.PAIN_POINT, "pain_points", (("text", "Late invoices"),)),
    Case(
        CardTab.DEVELOPMENT,
        Kind.OPPORTUNITY,
        "opportunities",
        (("title", "Second plant"), ("value", "12,000"), ("currency", "cny")),
        "title",
        ("probability", "120"),
    ),
    Case(
        CardTab.DEVELOPMENT,
        Kind.RELATIONSHIP_ACTION,
        "actions",
        (("text", "Invite to the fair"), ("due_on", "2026-04-01")),
        "text",
        ("due_on", "some day"),
    ),
    Case(CardTab.DEVELOPMENT, Kind.SWOT_ITEM, "swot", (("text", "We are slow"),), at=1),
    Case(CardTab.DEVELOPMENT, Kind.GOAL, "goals", (("text", "All three sites"),)),
    Case(
        CardTab.SERVICE,
        Kind.PROMISE,
        "promises",
        (("text", "Send the drawings"), ("due_on", "tomorrow")),
        "text",
        ("due_on", "1999-01-01"),
    ),
    Case(
        CardTab.PURCHASES,
        Kind.CONTRACT,
        "contracts",
        (("name", "Frame 2026"), ("value", "500"), ("currency", "EUR")),
        "name",
        ("currency", "EURO"),
    ),
    Case(
        CardTab.PURCHASES,
        Kind.PURCHASE,
        "purchases",
        (("amount", "1,250.50"), ("currency", "CNY")),
        "reference",
        ("purchased_on", "31.31.2026"),
    ),
    Case(
        CardTab.PEOPLE,
        Kind.CONTACT_LINK,
        "links",
        (("kind", "influences"),),
        "kind",
        ("to_contact_id", ""),
    ),
]
IDS = [case.kind.value for case in CASES]
TYPED = [case for case in CASES if case.kind is not Kind.CONTACT_LINK]


def opened(host, case: Case):
    desk = Desk(host, case.tab)
    return desk, desk.list_of(case.kind, case.at)


def added(desk: Desk, records, case: Case) -> int:
    """Add the case's record and return its key."""
    before = {one.id for one in getattr(desk.card, case.part)}
    desk.person.click(records.add_button)
    desk.fill(records.new_form.fields, case.new)
    records.new_form.save()
    desk.person.wait()
    assert records.new_form is None
    (key,) = {one.id for one in getattr(desk.card, case.part)} - before
    return key


def record(desk: Desk, case: Case, key: int):
    return next(one for one in getattr(desk.card, case.part) if one.id == key)


def fields_of(records, key: int):
    row = records.rows[key]
    if not row.is_open:
        records.open_record(key)
    body = row.body
    form = getattr(body, "form", None) or body._form.form
    return form.fields


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_record_is_added_by_its_form_and_undone(host, case):
    desk, records = opened(host, case)
    before = getattr(desk.card, case.part)

    key = added(desk, records, case)
    assert key in records.rows

    desk.press_undo()
    assert getattr(desk.card, case.part) == before
    assert key not in records.rows


@pytest.mark.parametrize("case", TYPED, ids=[case.kind.value for case in TYPED])
def test_a_field_of_an_open_record_is_saved_when_left(host, case):
    desk, records = opened(host, case)
    key = added(desk, records, case)
    was = getattr(record(desk, case, key), case.edited)

    desk.fill(fields_of(records, key), [(case.edited, NAUGHTY)])
    assert getattr(record(desk, case, key), case.edited) == NAUGHTY.replace("\\0", "\\0")

    desk.press_undo()
    assert getattr(record(desk, case, key), case.edited) == was


@pytest.mark.parametrize("case", TYPED, ids=[case.kind.value for case in TYPED])
def test_a_wrong_value_is_explained_beside_its_field_and_stays_typed(host, case):
    desk, records = opened(host, case)
    key = added(desk, records, case)
    name, text = case.wrong
    was = getattr(record(desk, case, key), name)

    fields = fields_of(records, key)
    desk.fill(fields, [case.wrong])

    assert problem(fields[name])
    assert fields[name].editor.raw() == text
    assert getattr(record(desk, case, key), name) == was


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_delete_removes_a_record_and_undo_brings_it_back(host, case):
    desk, records = opened(host, case)
    key = added(desk, records, case)
    records.rows[key].setFocus()

    desk.person.press("Del")
    assert key not in records.rows
    assert desk.person.reads("Removed: ")

    desk.press_undo()
    assert key in records.rows
    assert record(desk, case, key)
