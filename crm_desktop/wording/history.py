"""What was done to a card, in words: operations, labels of fields, and their values."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from crm_desktop.domain.briefs import PrivacyLevel
from crm_desktop.domain.changes import Kind, Operation
from crm_desktop.domain.customers import Section, Stage
from crm_desktop.text import Language, mark
from crm_desktop.wording.briefs import PRIVACY_LEVELS
from crm_desktop.wording.card import SECTIONS, STANCES
from crm_desktop.wording.choices import CHOICES, STAGES
from crm_desktop.wording.field_labels import KINDS, LABELS, OF_KIND
from crm_desktop.wording.languages import language_name
from crm_desktop.wording.playbook import OPERATIONS as PLAYBOOK_OPERATIONS
from crm_desktop.wording.playbook import book_name

OPERATIONS: dict[str, str] = {
    "attachment_added": mark("Attached {name}"),
    "attendees_set": mark("Changed who attends a visit"),
    "bin_term_set": mark("Changed how long cards rest in the bin"),
    "cards_kept": mark("Kept cards beyond their term, until {day}"),
    "care_lead_set": mark("Changed how early days to remember are told of"),
    "cadence_set": mark("Changed how often the tiers are met"),
    "capacity_set": mark("Set what a week has room for"),
    "consent_withdrawn": mark("Noted that a consent was withdrawn"),
    "contact_added": mark("Added the contact {name}"),
    "currency_set": mark("Set the base currency {currency}"),
    "customer_created": mark("Added the customer {name}"),
    "content_erased": mark("About somebody who was erased for good"),
    "erased": mark("Erased somebody for good"),
    "exported": mark("Exported {name}"),
    "salvaged": mark("Saved what could be read of a damaged file"),
    "export_imported": mark("Took in the export {name}"),
    "facts_erased": mark("Erased sensitive facts for good"),
    "bin_emptied": mark("Emptied the bin"),
    "facts_settled": mark("Recorded what sensitive facts are kept on"),
    "field_restored": mark("Restored: {field} ({kind})"),
    "mapping_forgotten": mark("Removed the saved mapping {name}"),
    "mapping_saved": mark("Saved the mapping {name}"),
    "map_arranged": mark("Arranged the influence map"),
    "map_laid_out": mark("Laid out the influence map"),
    "greeted": mark("Greeted {name}"),
    "man_answered": mark("Answered {question}"),
    "people_linked": mark("Linked two people"),
    "next_step_set": mark("Set the next step for {day}"),
    "photo_removed": mark("Removed the photo"),
    "photo_set": mark("Set the photo"),
    "pin_removed": mark("Removed the tier set by hand"),
    "proposal_dismissed": mark("Was done with a proposal"),
    "proposal_postponed": mark("Put off a proposal until {day}"),
    "record_added": mark("Added: {kind}"),
    "record_removed": mark("Removed: {kind}"),
    "retention_set": mark("Changed how long cards are kept"),
    "section_confirmed": mark("Confirmed the section {section}"),
    "told_apart": mark("Said that two cards are of two customers"),
    "customers_merged": mark("Merged {other} into {name}"),
    "tier_pinned": mark("Set tier {tier} by hand"),
    "tiers_applied": mark("Applied the tiers of {as_of}"),
    "view_deleted": mark("Removed the view {name}"),
    "view_renamed": mark("Called a view {name}"),
    "view_saved": mark("Saved the view {name}"),
    "visit_called_off": mark("Called a visit off"),
    "visit_planned": mark("Planned a visit for {day}"),
    "visit_postponed": mark("Moved a visit to {day}"),
    "visit_recorded": mark("Recorded the visit of {day}"),
}
OPERATIONS |= PLAYBOOK_OPERATIONS
_UNKNOWN = mark("Changed the file")


def _stance(language: Language, value: object) -> str:
    known = STANCES.get(value) if isinstance(value, int) else None
    return language.text(known) if known else str(value)


def _privacy(language: Language, value: object) -> str:
    known = PRIVACY_LEVELS.get(PrivacyLevel(str(value))) if value in set(PrivacyLevel) else None
    return language.text(known) if known else str(value)


_CODED: Mapping[str, Callable[[Language, object], str]] = {
    "country": lambda language, value: language.country(str(value)),
    "language": lambda language, value: language_name(language, str(value)),
    "stance": _stance,
    "privacy": _privacy,
}
_SHARES = frozenset({(Kind.PURCHASE_LINE, "discount")})
_PERCENT = frozenset({(Kind.OPPORTUNITY, "probability")})
_PARAMS = (
    "name",
    "currency",
    "field",
    "kind",
    "question",
    "section",
    "tier",
    "as_of",
    "day",
    "book",
    "other",
)
_LONGEST_NAME = 60


def operation_text(language: Language, operation: Operation) -> str:
    """Return what an operation did, for a menu or a line of history."""
    params = operation.params
    match operation.code:
        case "fields_set":
            return _fields_set(language, params)
        case "customers_set":
            return _customers_set(language, params)
        case "customers_binned":
            return language.plural(
                "Put {count} customer into the bin",
                "Put {count} customers into the bin",
                _count(params),
            )
        case "customers_restored":
            return language.plural(
                "Restored {count} customer", "Restored {count} customers", _count(params)
            )
        case "tagged":
            return language.plural(
                "Tagged {count} customer “{name}”",
                "Tagged {count} customers “{name}”",
                _count(params),
                name=_short(params.get("name")),
            )
        case "untagged":
            return language.plural(
                "Took the tag “{name}” from {count} customer",
                "Took the tag “{name}” from {count} customers",
                _count(params),
                name=_short(params.get("name")),
            )
        case "briefs_printed":
            return language.plural(
                "Printed {count} brief", "Printed {count} briefs", _count(params)
            )
        case "imported":
            return language.text("Imported {files}", files=_files(language, params))
        case code:
            known = OPERATIONS.get(code, _UNKNOWN)
            lacking = dict.fromkeys(_PARAMS, "")
            shown = {name: _shown(language, name, value) for name, value in params.items()}
            return language.text(known, **lacking | shown)


def field_label(language: Language, kind: Kind, field: str) -> str:
    """Return the label of a field; raises KeyError for one nobody named."""
    return language.text(OF_KIND.get((kind, field)) or LABELS[field])


def kind_name(language: Language, kind: Kind) -> str:
    """Return what a record of a kind is called."""
    return language.text(KINDS[kind])


def value_text(
    language: Language,
    kind: Kind,
    field: str,
    value: object,
    names: Mapping[tuple[str, int], str] | None = None,
) -> str:
    """Return a value as people read it, empty for what is absent; no value raises.

    ``names`` are of the records that keys such as ``contact_id`` point at.
    """
    if isinstance(value, StrEnum):
        words = CHOICES.get(type(value), {}).get(value)
        return language.text(words) if words else value.value
    if value is None or value == "" or value == ():
        return ""
    if field in _CODED:
        return _CODED[field](language, value)
    if names and isinstance(value, int) and (field, value) in names:
        return names[field, value]
    if (kind, field) in _SHARES and isinstance(value, Decimal):
        return language.percent(value)
    if (kind, field) in _PERCENT and isinstance(value, int):
        return f"{value}%"
    return _plain(language, value)


def _plain(language: Language, value: object) -> str:
    match value:
        case bool():
            return language.text("yes") if value else language.text("no")
        case datetime():
            return language.moment(value.astimezone())
        case date():
            return language.date(value)
        case time():
            return language.time(value)
        case Decimal():
            return language.number(value)
        case int():
            return str(value)
        case tuple():
            return language.join([str(one) for one in value])
        case _:
            return str(value)


def _fields_set(language: Language, params: Mapping[str, object]) -> str:
    kind, fields = _kind(params), params.get("fields")
    if kind is None or not isinstance(fields, list) or not fields:
        return language.text(_UNKNOWN)
    labels = [field_label(language, kind, str(one)) for one in fields if one in LABELS]
    return language.text(
        "Changed: {fields} ({kind})", fields=language.join(labels), kind=kind_name(language, kind)
    )


def _customers_set(language: Language, params: Mapping[str, object]) -> str:
    if params.get("field") == "stage":
        return language.plural(
            "Moved {count} customer to “{stage}”",
            "Moved {count} customers to “{stage}”",
            _count(params),
            stage=language.text(STAGES[Stage(str(params.get("value")))]),
        )
    return language.plural(
        "Gave {count} customer to {owner}",
        "Gave {count} customers to {owner}",
        _count(params),
        owner=_short(params.get("value")) or language.text("nobody"),
    )


def _files(language: Language, params: Mapping[str, object]) -> str:
    files = params.get("files")
    return language.join([_short(one) for one in files]) if isinstance(files, list) else ""


def _count(params: Mapping[str, object]) -> int:
    count = params.get("count")
    return count if isinstance(count, int) else 0


def _kind(params: Mapping[str, object]) -> Kind | None:
    found = params.get("kind")
    return Kind(found) if isinstance(found, str) and found in set(Kind) else None


def _shown(language: Language, name: str, value: object) -> str:
    match name:
        case "kind" if value in set(Kind):
            return kind_name(language, Kind(str(value)))
        case "field" if value in LABELS:
            return language.text(LABELS[str(value)])
        case "section" if value in set(Section):
            return language.text(SECTIONS[Section(str(value))])
        case "book":
            return book_name(language, value)
        case "as_of" | "day":
            return _day(language, value)
        case _:
            return _short(value)


def _day(language: Language, value: object) -> str:
    try:
        return language.date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"
