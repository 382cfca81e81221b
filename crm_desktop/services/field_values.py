"""What was typed turned into what a card keeps: clean text, codes, numbers to dial."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import ContactPoint, PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.development import OPEN_STATES
from crm_desktop.domain.field_checks import LONGEST_TEXT
from crm_desktop.domain.field_rules import check, is_multiline
from crm_desktop.domain.interactions import ComplaintState
from crm_desktop.domain.problems import Problem, refuse
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.sensitive import becomes_sensitive
from crm_desktop.domain.taboos import Severity, TabooCategory
from crm_desktop.language.cleaning import clean
from crm_desktop.language.emails import normalise_email
from crm_desktop.language.phones import parse_phone
from crm_desktop.services.regions import is_chinese, region_of

PHONES = (PointKind.PHONE, PointKind.MOBILE, PointKind.FAX)

_CODES = frozenset({"currency", "annual_revenue_currency"})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(r"(https?://)([^/?#]+)(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a value is entered: on which day, and which country's phone numbers are meant."""

    today: date
    region: str | None = None


def normalised(kind: Kind, field: str, value: object) -> object:
    """Return a value as a card keeps it; what is no text stays as it is."""
    if isinstance(value, tuple | list):
        items = (clean(str(one)) for one in value)
        return tuple(one for one in items if one)
    if type(value) is not str:
        return value
    # Far beyond the limit, so that too long a text is refused and never cut.
    text = clean(value, max_length=4 * LONGEST_TEXT, multiline=is_multiline(kind, field))
    if field in _CODES:
        return text.upper()
    if field == "country":
        return region_of(text) or text if text else ""
    return _address(text) if (kind, field) == (Kind.CUSTOMER, "website") else text


def checked(kind: Kind, field: str, value: object) -> Any:
    """Return a value as a card keeps it; raises InputError for what the field does not take."""
    found = normalised(kind, field, value)
    refuse(check(kind, field, found))
    return found


def check_edit(kind: Kind, field: str, value: object) -> Problem | None:
    """Return what keeps a field from taking what was typed, or None; for showing while typing."""
    return check(kind, field, normalised(kind, field, value))


def not_understood(kind: PointKind, text: str, region: str | None = None) -> Problem | None:
    """Return a warning for a phone number that is kept as typed but can't be dialled abroad."""
    if kind in PHONES and text.strip() and parse_phone(clean(text), region).e164 is None:
        return Problem("phone_not_understood", {"value": clean(text)}, "value")
    return None


def region_for(customer: Customer | None) -> str | None:
    """Return the country whose phone numbers are written for a customer; a Chinese name says it."""
    if customer is None:
        return None
    known = region_of(customer.country) if customer.country else None
    return known or ("CN" if is_chinese(customer.name) else None)


def consequences(
    kind: Kind, before: Any, after: Any, said: Mapping[str, object], setting: Setting
) -> dict[str, object]:
    """Return the further fields that a change of a record sets; ``before`` is None for a new one.

    ``said`` are the fields that were given: a day or a mark a person set themselves stays.
    """
    found: dict[str, object] = {}
    match kind:
        case Kind.CONTACT_POINT:
            found = _reached(after, setting.region)
        case Kind.TABOO:
            if after.category is TabooCategory.ALLERGY:
                found = {"severity": Severity.NEVER}
        case Kind.CUSTOMER:
            if _moves(before, after, "stage") and "stage_since" not in said:
                found = {"stage_since": setting.today}
        case Kind.PROMISE | Kind.OPPORTUNITY | Kind.COMPLAINT:
            if _moves(before, after, "state") and "closed_on" not in said:
                found = {"closed_on": None if _is_open(after) else setting.today}
        case _:
            pass
    if "sensitive" not in said and becomes_sensitive(kind, before, after):
        found["sensitive"] = True
    return found


def _moves(before: Any, after: Any, field: str) -> bool:
    return before is None or getattr(before, field) != getattr(after, field)


def _is_open(record: Any) -> bool:
    state = record.state
    if isinstance(state, ComplaintState):
        return state is not ComplaintState.CLOSED
    return state is PromiseState.OPEN or state in OPEN_STATES


def _reached(point: ContactPoint, region: str | None) -> dict[str, object]:
    if point.kind in PHONES:
        phone = parse_phone(point.value, region)
        return {"normalised": phone.e164 or "", "extension": phone.extension or ""}
    address = normalise_email(point.value).key if point.kind is PointKind.EMAIL else None
    return {"normalised": address or "", "extension": ""}


def _address(text: str) -> str:
    """A web address with its scheme and a host in small letters."""
    if text and not _SCHEME.match(text):
        text = f"https://{text}"
    found = _HOST.fullmatch(text)
    return f"{found[1].lower()}{found[2].lower()}{found[3]}" if found else text
