"""The lists of the Basics tab: ways to reach the customer, days, addresses, consents."""

from collections.abc import Callable, Sequence
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent
from crm_desktop.domain.contacts import ContactPoint, DateKind, ImportantDate, PointKind
from crm_desktop.domain.customers import Address, CustomField
from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark
from crm_desktop.ui.card.basics_fields import options
from crm_desktop.ui.card.records.consent_rows import (
    CONSENT_FIELDS,
    consent_actions,
    consent_summary,
)
from crm_desktop.ui.card.records.sensitivity import MARK_FIELDS, sensitivity
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.card_places import CUSTOMER_SCOPE
from crm_desktop.ui.forms.list_specs import ListSpec, Summary
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.wording.card import DATES, POINTS
from crm_desktop.wording.day_words import day_words

Select = Callable[[CardView], Sequence[Any]]

_ICONS = {
    PointKind.EMAIL: "mail",
    PointKind.MOBILE: "smartphone",
    PointKind.WECHAT: "message-circle",
    PointKind.MESSENGER: "message-circle",
}


def basics_lists(shown: Shown) -> list[tuple[ListSpec, Select]]:
    """Return what each list is of, and which records of a card stand in it."""
    return [
        (_points(shown), lambda view: _own(view.card.points)),
        (_days(shown), lambda view: _own(view.card.dates)),
        (_addresses(shown), lambda view: view.card.addresses),
        (_consents(shown), lambda view: _own(view.card.consents)),
        (_own_fields(), lambda view: view.card.custom_fields),
    ]


def _own(records: Sequence[Any]) -> list[Any]:
    return [one for one in records if one.contact_id is None]


def _points(shown: Shown) -> ListSpec:
    def summary(one: ContactPoint) -> Summary:
        value = shown.language.phone(one.value, one.extension or None)
        kind = shown.text(POINTS[one.kind])
        return Summary(value, one.label, kind, icon=_ICONS.get(one.kind, "phone"))

    return ListSpec(
        Kind.CONTACT_POINT,
        mark("Phones and addresses"),
        mark("Add phone or e-mail"),
        mark("No phone, e-mail or WeChat is known."),
        (FieldSpec("kind"), FieldSpec("value"), FieldSpec("label", hint=mark("Such as reception"))),
        summary,
        lambda customer: ContactPoint(PointKind.PHONE, "", customer_id=customer),
        columns=3,
        scope=CUSTOMER_SCOPE,
    )


def _days(shown: Shown) -> ListSpec:
    def summary(one: ImportantDate) -> Summary:
        badge = shown.text(DATES[one.kind])
        marked = sensitivity(shown, Kind.IMPORTANT_DATE, one)
        detail, icon = shown.joined(one.label, marked), "eye-off" if marked else "cake"
        return Summary(day_words(one, shown.language), detail, badge, icon=icon)

    return ListSpec(
        Kind.IMPORTANT_DATE,
        mark("Days to remember"),
        mark("Add a day"),
        mark("No birthday, anniversary or expiry is known."),
        (
            FieldSpec("kind"),
            FieldSpec("month", hint="1–12", starts_empty=True),
            FieldSpec("day", hint="1–31", starts_empty=True),
            FieldSpec("year", hint=mark("May stay empty")),
            FieldSpec("label", columns=2),
            FieldSpec("lunar"),
            FieldSpec("leap_month"),
            *MARK_FIELDS,
        ),
        summary,
        lambda customer: ImportantDate(DateKind.BIRTHDAY, 1, 1, customer_id=customer),
        columns=3,
        scope=CUSTOMER_SCOPE,
    )


def _addresses(shown: Shown) -> ListSpec:
    def summary(one: Address) -> Summary:
        country = shown.language.country(one.country) if one.country else ""
        text = shown.joined(one.street, one.postal_code, one.city, one.region, country)
        return Summary(text or one.note, one.note if text else "", one.label, icon="map-pin")

    return ListSpec(
        Kind.ADDRESS,
        mark("Further addresses"),
        mark("Add an address"),
        mark("No further address."),
        (
            FieldSpec("label", hint=mark("Such as warehouse")),
            FieldSpec("street", columns=2),
            FieldSpec("postal_code"),
            FieldSpec("city"),
            FieldSpec("region"),
            FieldSpec("country", is_choice=True, is_editable_choice=True),
            FieldSpec("note", columns=2),
        ),
        summary,
        Address,
        options={"country": options(shown.language)["country"]},
        columns=3,
    )


def _consents(shown: Shown) -> ListSpec:
    return ListSpec(
        Kind.CONSENT,
        mark("Consents"),
        mark("Add a consent"),
        mark("No consent is on record."),
        CONSENT_FIELDS,
        lambda one: consent_summary(shown, one),
        lambda customer: Consent("", given_on=shown.today, customer_id=customer),
        columns=3,
        actions=lambda one: consent_actions(shown, one),
        scope=CUSTOMER_SCOPE,
    )


def _own_fields() -> ListSpec:
    def summary(one: CustomField) -> Summary:
        return Summary(one.value, "", one.name)

    return ListSpec(
        Kind.CUSTOM_FIELD,
        mark("Own fields"),
        mark("Add an own field"),
        mark("What has no place elsewhere: a heading of your own and its value."),
        (FieldSpec("name"), FieldSpec("value", columns=2)),
        summary,
        lambda customer: CustomField(customer, "", ""),
        columns=3,
    )
