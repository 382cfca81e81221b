"""The fields of a customer in groups, and the choices that help to fill them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crm_desktop.domain.codes import COUNTRIES
from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.text import Language, mark, mark_in
from crm_desktop.ui.forms.currencies import currency_choices
from crm_desktop.ui.forms.specs import Choice, FieldSpec, Options
from crm_desktop.wording.card import POINTS
from crm_desktop.wording.languages import language_choices

COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one marked title; ``kind`` None is for companies and persons alike."""

    title: str
    fields: tuple[FieldSpec, ...]
    kind: CustomerKind | None = None


GROUPS = (
    Group(
        mark("Names"),
        (
            FieldSpec("name", columns=2),
            FieldSpec("kind"),
            FieldSpec("latin_name"),
            FieldSpec("phonetic", hint=mark("Where the dictionary would be wrong")),
            FieldSpec("short_name"),
            FieldSpec("salutation", hint=mark("How they like to be addressed")),
        ),
    ),
    Group(
        mark("The company"),
        (
            FieldSpec("industry"),
            FieldSpec("headcount"),
            FieldSpec("website"),
            FieldSpec("annual_revenue"),
            FieldSpec("annual_revenue_currency", is_choice=True, is_editable_choice=True),
            FieldSpec("tax_number"),
            FieldSpec("registration_number"),
            FieldSpec("background", columns=3, lines=3),
        ),
        CustomerKind.COMPANY,
    ),
    Group(
        mark("The person"),
        (
            FieldSpec("industry", label=mark("Line of work")),
            FieldSpec("website", columns=2),
            FieldSpec("background", columns=3, lines=3),
        ),
        CustomerKind.PERSON,
    ),
    Group(
        mark("Address"),
        (
            FieldSpec("street", columns=2),
            FieldSpec("postal_code"),
            FieldSpec("city"),
            FieldSpec("region"),
            FieldSpec("country", is_choice=True, is_editable_choice=True),
            FieldSpec("parking", columns=3),
        ),
    ),
    Group(
        mark("How we work together"),
        (
            FieldSpec("owner"),
            FieldSpec("source"),
            FieldSpec("language", is_choice=True, is_editable_choice=True),
            FieldSpec("preferred_channel", is_choice=True, is_editable_choice=True),
            FieldSpec("preferred_hours", hint=mark("Such as weekdays after 15:00")),
        ),
    ),
    Group(
        mark("Value and stage"),
        (
            FieldSpec("strategic_value", is_choice=True),
            FieldSpec("strategic_reason", columns=2),
            FieldSpec("stage"),
            FieldSpec("stage_reason"),
            FieldSpec("stage_since"),
        ),
    ),
    Group(
        mark("Gifts and hospitality"),
        (
            FieldSpec("ownership"),
            FieldSpec("gift_limit", hint=mark("In the currency of the file")),
            FieldSpec("gift_policy", columns=3, hint=mark("What their own rules allow")),
        ),
    ),
    Group(
        mark("Payment and market"),
        (
            FieldSpec("payment_terms_days"),
            FieldSpec("payment_method", columns=2),
            FieldSpec("present_solution", columns=2),
            FieldSpec("competitor"),
        ),
    ),
    Group(mark_in("field", "Note"), (FieldSpec("note", columns=3, lines=4),)),
)
STRATEGIC = {
    0: mark_in("strategic value", "none"),
    1: mark_in("strategic value", "little"),
    2: mark_in("strategic value", "some"),
    3: mark_in("strategic value", "great"),
    4: mark_in("strategic value", "decisive"),
}


def options(language: Language) -> Options:
    """Return the choices of the fields that take more than one of an enum.

    Reading 250 names of countries takes milliseconds, so it is done once, at first need.
    """
    countries = cache(lambda: _countries(language))
    return {
        "country": countries,
        "language": lambda: [("", ""), *language_choices(language)],
        "annual_revenue_currency": currency_choices,
        "preferred_channel": lambda: _channels(language),
        "strategic_value": lambda: _strategic(language),
    }


def _countries(language: Language) -> Sequence[Choice]:
    named = sorted((language.country(one), one) for one in COUNTRIES)
    return [("", ""), *((one, name) for name, one in named)]


def _channels(language: Language) -> Sequence[Choice]:
    return [("", ""), *((one.value, language.text(POINTS[one])) for one in PointKind)]


def _strategic(language: Language) -> Sequence[Choice]:
    words = [(one, f"{one}  {language.text(text)}") for one, text in STRATEGIC.items()]
    return [(None, ""), *words]
