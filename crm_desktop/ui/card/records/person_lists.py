"""The small lists of one person: reach, days, style, consents (D1, D28, D30)."""

from datetime import date

from PySide6.QtGui import QGuiApplication

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent
from crm_desktop.domain.contacts import (
    CommunicationStyle,
    ContactPoint,
    DateKind,
    ImportantDate,
    PointKind,
    Style,
)
from crm_desktop.language.lunar import lunar_text
from crm_desktop.text import mark
from crm_desktop.ui.card.records.consent_rows import (
    CONSENT_FIELDS,
    consent_actions,
    consent_summary,
)
from crm_desktop.ui.card.records.sensitivity import MARK_FIELDS, sensitivity
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_list import ListSpec, RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec

_ANY_LEAP_YEAR = 2000
_POINT_FIELDS = (
    FieldSpec("kind"),
    FieldSpec("value"),
    FieldSpec("extension"),
    FieldSpec("label", hint=mark("office, home, assistant …")),
)
_DATE_FIELDS = (
    FieldSpec("kind", columns=2),
    FieldSpec("month", hint="1–12", starts_empty=True),
    FieldSpec("day", label=mark("Day"), hint="1–31", starts_empty=True),
    FieldSpec("year", hint=mark("may stay empty")),
    FieldSpec("label"),
    FieldSpec("lunar"),
    FieldSpec("leap_month"),
    *MARK_FIELDS,
)
_STYLE_FIELDS = (
    FieldSpec("style"),
    FieldSpec("noted_on"),
    FieldSpec("evidence", columns=2, lines=2, hint=mark("What made you think so?")),
)
_POINT_ICONS = {
    PointKind.PHONE: "phone",
    PointKind.MOBILE: "smartphone",
    PointKind.FAX: "printer",
    PointKind.EMAIL: "mail",
    PointKind.WECHAT: "message-circle",
    PointKind.MESSENGER: "message-square",
}


def point_spec(shown: Shown, contact_id: int) -> ListSpec:
    """Phones, addresses and handles, each copied by one click."""

    def summary(one: ContactPoint) -> Summary:
        number = shown.language.phone(one.value, one.extension or None)
        kind = shown.words(Kind.CONTACT_POINT, "kind", one.kind)
        return Summary(number, shown.joined(kind, one.label), icon=_POINT_ICONS[one.kind])

    def actions(one: ContactPoint) -> list[RowAction]:
        words = shown.text("Copy {text}", text=one.value)
        return [RowAction(words, lambda: _copy(shown, one.value), "copy")]

    return ListSpec(
        Kind.CONTACT_POINT,
        mark("Reach"),
        mark("Add number or address"),
        mark("No phone or e-mail is known."),
        _POINT_FIELDS,
        summary,
        lambda _: ContactPoint(PointKind.MOBILE, "", contact_id=contact_id),
        actions=actions,
        new_fields=(
            (Kind.CONTACT_POINT, tuple(one for one in _POINT_FIELDS if one.name != "extension")),
        ),
        scope=f"person-{contact_id}",
    )


def date_spec(shown: Shown, contact_id: int) -> ListSpec:
    """Birthdays and other days, in the calendar they are kept in."""

    def summary(one: ImportantDate) -> Summary:
        name = one.label or shown.words(Kind.IMPORTANT_DATE, "kind", one.kind)
        icon = "cake" if one.kind is DateKind.BIRTHDAY else "calendar"
        marked = sensitivity(shown, Kind.IMPORTANT_DATE, one)
        return Summary(
            day_text(shown, one), shown.joined(name, marked), icon="eye-off" if marked else icon
        )

    return ListSpec(
        Kind.IMPORTANT_DATE,
        mark("Days to remember"),
        mark("Add day"),
        mark("No birthday is known. Month and day are enough; many keep the lunar one."),
        _DATE_FIELDS,
        summary,
        lambda _: ImportantDate(DateKind.BIRTHDAY, 1, 1, contact_id=contact_id),
        scope=f"person-{contact_id}",
    )


def style_spec(shown: Shown, contact_id: int) -> ListSpec:
    """How the person likes to be talked to: a guess with its evidence."""

    def summary(one: CommunicationStyle) -> Summary:
        advice = shown.workspace.playbook.styles[one.style].headline.get(shown.language.code)
        badge = shown.words(Kind.COMMUNICATION_STYLE, "style", one.style)
        return Summary(advice, one.evidence or shown.day(one.noted_on), badge, wraps=True)

    return ListSpec(
        Kind.COMMUNICATION_STYLE,
        mark("Communication style"),
        mark("Add style"),
        mark("No guess yet. Does the person want facts, results, people or calm?"),
        _STYLE_FIELDS,
        summary,
        lambda customer: CommunicationStyle(
            customer, Style.AMIABLE, contact_id, noted_on=shown.today
        ),
        scope=f"person-{contact_id}",
    )


def consent_spec(shown: Shown, contact_id: int) -> ListSpec:
    """What the person agreed to, and since when."""

    return ListSpec(
        Kind.CONSENT,
        mark("Consents"),
        mark("Add consent"),
        mark("No consent is on record. Sensitive facts need one."),
        CONSENT_FIELDS,
        lambda one: consent_summary(shown, one),
        lambda _: Consent("", given_on=shown.today, contact_id=contact_id),
        actions=lambda one: consent_actions(shown, one),
        scope=f"person-{contact_id}",
    )


def day_text(shown: Shown, one: ImportantDate) -> str:
    """Return a day to remember in words, in the calendar it is kept in."""
    language = shown.language
    if one.lunar:
        text = lunar_text(one.month, one.day, leap=one.leap_month, lang=language.code)
        return language.with_note(text, str(one.year)) if one.year else text
    try:
        day = date(one.year or _ANY_LEAP_YEAR, one.month, one.day)
    except ValueError:  # an import may hold 30 February
        return f"{one.month}/{one.day}"
    return language.date(day, "short" if one.year else "month_day")


def _copy(shown: Shown, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    shown.workspace.tell(shown.text("Copied: {text}", text=text))
