"""Every operation, field and choice of a card has words in both languages."""

import ast
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

import crm_desktop
from crm_desktop.domain.changes import Kind, Operation
from crm_desktop.domain.contacts import Role
from crm_desktop.domain.field_rules import field_types
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.paths import find_resources
from crm_desktop.text import Language, LanguageCode
from crm_desktop.wording.history import field_label, kind_name, operation_text, value_text

NOT_ON_A_CARD = {Kind.SETTING, Kind.IMPORT_IDENTITY, Kind.TIER_RUN, Kind.EXCHANGE_RATE}
FIELDS = [
    (kind, field)
    for kind in VALUE_CLASSES
    if kind not in NOT_ON_A_CARD
    for field in field_types(kind)
]
CHOICES = sorted(
    {
        part
        for kind in VALUE_CLASSES
        for types in field_types(kind).values()
        for part in types
        if issubclass(part, StrEnum)
    },
    key=lambda one: one.__name__,
)
HAN = re.compile("[\u4e00-\u9fff]")
UNLOGGED = {"checked", "mended", "noted", "rated", "recent", "typing", "window"}


@pytest.fixture(params=LanguageCode, scope="module")
def language(request):
    return Language.load(request.param, find_resources() / "locale")


def is_spoken(language, text):
    return bool(text) and (language.code is LanguageCode.ENGLISH or HAN.search(text))


def test_every_field_of_a_card_has_a_label(language):
    silent = [one for one in FIELDS if not is_spoken(language, field_label(language, *one))]

    assert silent == []


def test_every_kind_has_a_name(language):
    assert all(is_spoken(language, kind_name(language, kind)) for kind in Kind)


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_has_words(language, choice):
    words = [value_text(language, Kind.CUSTOMER, "kind", one) for one in choice]

    assert all(is_spoken(language, word) for word in words)
    assert len(set(words)) == len(words)


def codes_written():
    """Every code a write of the program is called by."""
    for path in Path(crm_desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_write = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "write"
            first = node.args[0] if is_write and node.args else None
            code = getattr(first, "value", None)
            if isinstance(code, str) and code.isidentifier():
                yield code


PARAMS = {
    "kind": "taboo", "fields": ["text", "why"], "count": 2, "name": "Acme", "field": "text",
    "files": ["a.csv", "b.csv"], "section": "service", "tier": "A", "as_of": "2026-06-15",
    "day": "2026-06-15", "question": "M1", "currency": "CNY", "value": "Li",
    "other": "Acme Ltd",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted({*codes_written(), "imported"} - UNLOGGED))
def test_every_operation_has_a_title(language, code):
    title = operation_text(language, Operation(1, code, PARAMS, "", datetime.now(UTC)))

    assert is_spoken(language, title)
    assert title not in ("Changed the file", "修改了文件")
    assert "{" not in title


@pytest.mark.parametrize("params", [{}, {"count": "x", "kind": 7, "fields": 3, "files": None}])
@pytest.mark.parametrize("code", sorted({*codes_written(), "imported", "of_a_newer_program"}))
def test_a_title_is_found_whatever_the_log_says(language, code, params):
    assert operation_text(language, Operation(1, code, params, "", datetime.now(UTC)))


@pytest.mark.parametrize(
    ("kind", "field", "value", "english", "chinese"),
    [
        (Kind.PURCHASE_LINE, "discount", Decimal("0.125"), "12.5%", "12.5%"),
        (Kind.OPPORTUNITY, "probability", 40, "40%", "40%"),
        (Kind.PRINTED_BRIEF, "privacy", "meeting", "Meeting-safe", "会议版"),
        (Kind.PRINTED_BRIEF, "privacy", "of a newer program", *["of a newer program"] * 2),
        (Kind.VISIT, "visit_on", date(2026, 3, 4), "Mar 4, 2026", "2026年3月4日"),
        (Kind.VISIT, "visit_time", time(9, 5), "09:05", "09:05"),
        (Kind.TABOO, "sensitive", True, "yes", "是"),
        (Kind.TABOO, "sensitive", False, "no", "否"),
        (Kind.CUSTOMER, "country", "DE", "Germany", "德国"),
        (Kind.CUSTOMER, "country", "Absurdistan", "Absurdistan", "Absurdistan"),
        (Kind.CUSTOMER, "language", "zh", "Chinese", "中文"),
        (Kind.AFFILIATION, "stance", -2, "against us", "反对我方"),
        (Kind.AFFILIATION, "role", Role.DECIDER, "decider", "决策者"),
        (Kind.VISIT, "agenda", ("a", "b"), "a and b", "a、b"),
        (Kind.CUSTOMER, "strategic_value", 0, "0", "0"),
        (Kind.CUSTOMER, "city", "", "", ""),
        (Kind.CUSTOMER, "stage_since", None, "", ""),
    ],
)
def test_values_are_said_as_people_write_them(kind, field, value, english, chinese):
    said = [
        value_text(Language.load(code, find_resources() / "locale"), kind, field, value)
        for code in LanguageCode
    ]

    assert said == [english, chinese]


def test_a_key_is_said_by_the_name_it_points_at(language):
    names = {("contact_id", 3): "Ann"}

    assert value_text(language, Kind.TABOO, "contact_id", 3, names) == "Ann"
    assert value_text(language, Kind.TABOO, "contact_id", 4, names) == "4"
