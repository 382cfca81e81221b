"""How complete and how fresh a card is, per section (D1)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.cards import Card
from crm_desktop.domain.contacts import DateKind, LinkKind, PointKind, Role
from crm_desktop.domain.customers import Section
from crm_desktop.domain.development import OPEN_STATES
from crm_desktop.domain.playbook import CardField

STALE_DAYS = 180
PHONE_KINDS = (PointKind.PHONE, PointKind.MOBILE)


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section: which expected fields are missing, and when somebody last confirmed it.

    ``percent`` is filled / expected fields, 0-100; a section never confirmed is stale.
    """

    expected: int
    missing: tuple[CardField, ...]
    confirmed_on: date | None
    is_stale: bool

    @property
    def percent(self) -> int:
        """The filled part in whole per cent, 100 where nothing is expected."""
        filled = self.expected - len(self.missing)
        return 100 * filled // self.expected if self.expected else 100


def completeness(
    card: Card, expected: Mapping[Section, Sequence[CardField]], *, today: date
) -> dict[Section, SectionState]:
    """Return the state of every section of a card; ``expected`` comes from the playbook."""
    return {section: _state(card, section, expected.get(section, ()), today) for section in Section}


def overall_percent(states: Mapping[Section, SectionState]) -> int:
    """Return the filled part of all expected fields of a card, in whole per cent."""
    expected = sum(state.expected for state in states.values())
    missing = sum(len(state.missing) for state in states.values())
    return 100 * (expected - missing) // expected if expected else 100


def _state(
    card: Card, section: Section, expected: Sequence[CardField], today: date
) -> SectionState:
    missing = tuple(field for field in expected if not _IS_FILLED[field](card))
    confirmed = [one.confirmed_on for one in card.confirmations if one.section is section]
    last = max(confirmed, default=None)
    is_stale = last is None or (today - last).days > STALE_DAYS
    return SectionState(len(expected), missing, last, is_stale)


def _of_customer(name: str) -> Callable[[Card], bool]:
    return lambda card: getattr(card.customer, name) not in ("", None)


def _any_of(name: str) -> Callable[[Card], bool]:
    return lambda card: bool(getattr(card, name))


def _reached(card: Card, kinds: tuple[PointKind, ...], *, contact: bool) -> bool:
    return any(
        point.kind in kinds and (point.contact_id is not None) is contact for point in card.points
    )


def _any_contact(name: str) -> Callable[[Card], bool]:
    return lambda card: any(getattr(contact, name) for contact in card.contacts)


def _any_place(name: str) -> Callable[[Card], bool]:
    return lambda card: any(getattr(place, name) for place in card.affiliations)


def _has_birthday(card: Card, *, contact: bool) -> bool:
    return any(
        one.kind is DateKind.BIRTHDAY and (one.contact_id is not None) is contact
        for one in card.dates
    )


_IS_FILLED: dict[CardField, Callable[[Card], bool]] = {
    CardField.NAME: _of_customer("name"),
    CardField.SHORT_NAME: _of_customer("short_name"),
    CardField.SALUTATION: _of_customer("salutation"),
    CardField.INDUSTRY: _of_customer("industry"),
    CardField.HEADCOUNT: _of_customer("headcount"),
    CardField.ANNUAL_REVENUE: _of_customer("annual_revenue"),
    CardField.BACKGROUND: _of_customer("background"),
    CardField.LANGUAGE: _of_customer("language"),
    CardField.ADDRESS: lambda card: bool(card.customer.street or card.addresses),
    CardField.WEBSITE: _of_customer("website"),
    CardField.TAX_NUMBER: _of_customer("tax_number"),
    CardField.PHONE: lambda card: _reached(card, PHONE_KINDS, contact=False),
    CardField.EMAIL: lambda card: _reached(card, (PointKind.EMAIL,), contact=False),
    CardField.CHANNEL: _of_customer("preferred_channel"),
    CardField.BIRTHDAY: lambda card: _has_birthday(card, contact=False),
    CardField.SOURCE: _of_customer("source"),
    CardField.OWNER: _of_customer("owner"),
    CardField.CONSENT: _any_of("consents"),
    CardField.CONTACT: _any_of("contacts"),
    CardField.CONTACT_SALUTATION: _any_contact("salutation"),
    CardField.CONTACT_TITLE: _any_place("title"),
    CardField.CONTACT_PHONE: lambda card: _reached(card, PHONE_KINDS, contact=True),
    CardField.CONTACT_EMAIL: lambda card: _reached(card, (PointKind.EMAIL,), contact=True),
    CardField.CONTACT_CHANNEL: _any_contact("preferred_channel"),
    CardField.CONTACT_BIRTHDAY: lambda card: _has_birthday(card, contact=True),
    CardField.CONTACT_ROLE: _any_place("role"),
    CardField.DECIDER: lambda card: any(one.role is Role.DECIDER for one in card.affiliations),
    CardField.REPORTS_TO: lambda card: any(one.kind is LinkKind.REPORTS_TO for one in card.links),
    CardField.PURCHASE: _any_of("purchases"),
    CardField.PRODUCT: lambda card: any(
        line.product_id is not None or line.description for line in card.lines
    ),
    CardField.PAYMENT_TERMS: _of_customer("payment_terms_days"),
    CardField.PAYMENT_METHOD: _of_customer("payment_method"),
    CardField.CONTRACT: _any_of("contracts"),
    CardField.RENEWAL: lambda card: any(one.renews_on for one in card.contracts),
    CardField.INTERACTION: _any_of("interactions"),
    CardField.SATISFACTION: lambda card: any(one.satisfaction for one in card.interactions),
    CardField.TABOO: _any_of("taboos"),
    CardField.PREFERENCE: _any_of("preferences"),
    CardField.COMMUNICATION_STYLE: _any_of("styles"),
    CardField.PAIN_POINT: _any_of("pain_points"),
    CardField.PRESENT_SOLUTION: _of_customer("present_solution"),
    CardField.OPPORTUNITY: _any_of("opportunities"),
    CardField.NEXT_STEP: lambda card: any(
        one.next_step for one in card.opportunities if one.state in OPEN_STATES
    ),
    CardField.RELATIONSHIP_ACTION: _any_of("actions"),
    CardField.SWOT: _any_of("swot"),
    CardField.GOAL: _any_of("goals"),
}
