"""The lists of the people's tab: who they are and what they decide, and who is linked with whom."""

from collections.abc import Callable, Sequence
from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.contacts import (
    Affiliation,
    Contact,
    ContactLink,
    ContactPoint,
    LinkKind,
    PointKind,
)
from crm_desktop.services import card_edits
from crm_desktop.services.card_views import CardView
from crm_desktop.services.people_map import OtherPlace
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import mark
from crm_desktop.ui.card.records.person import Person
from crm_desktop.ui.card.records.person_body import (
    NAME_FIELDS,
    PLACE_FIELDS,
    PersonBody,
    person_options,
)
from crm_desktop.ui.card.records.sensitivity import sensitivity
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.list_specs import NEW, ListSpec, Store, Summary
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.wording.people_map import elsewhere_words

_OWN_LISTS = (
    Kind.CONTACT_POINT,
    Kind.IMPORTANT_DATE,
    Kind.COMMUNICATION_STYLE,
    Kind.CONSENT,
)
_LINK_FIELDS = (
    FieldSpec("from_contact_id", is_choice=True, label=mark("Who")),
    FieldSpec("kind"),
    FieldSpec("to_contact_id", is_choice=True, label=mark("Whom")),
)
_NEW_NAMES = tuple(one for one in NAME_FIELDS if one.name in ("name", "salutation"))
_NEW_PLACE = tuple(one for one in PLACE_FIELDS if one.name in ("title", "role"))
_NEW_PHONE = (FieldSpec("value", label=mark("Mobile phone")),)

OthersOf = Callable[[int], Sequence[OtherPlace]]
"""The other customers of a contact."""


def is_of(draft: KeptDraft, person: Person, view: CardView) -> bool:
    """Whether typing belongs to a person: to their names, their place, or one of their lists."""
    place, key = draft.place, person.contact.id
    if place.record_id == NEW:
        return place.kind in _OWN_LISTS and place.field.startswith(f"person-{key}/")
    if place.kind is Kind.CONTACT:
        return place.record_id == key
    if place.kind is Kind.AFFILIATION:
        return place.record_id == person.id
    card = view.card
    lists: dict[Kind, Sequence[Any]] = {
        Kind.CONTACT_POINT: card.points,
        Kind.IMPORTANT_DATE: card.dates,
        Kind.COMMUNICATION_STYLE: card.styles,
        Kind.CONSENT: card.consents,
    }
    own = lists.get(place.kind, ())
    return any(one.id == place.record_id and one.contact_id == key for one in own)


def people_spec(shown: Shown, others: OthersOf) -> ListSpec:
    """Return the list of the people with everything known of them."""

    def summary(person: Person) -> Summary:
        place = person.place
        left = shown.text("left on {day}", day=shown.day(place.left_on)) if place.left_on else ""
        stance = shown.words(Kind.AFFILIATION, "stance", place.stance) if place.stance else ""
        badge = shown.words(Kind.AFFILIATION, "role", place.role)
        known = [elsewhere_words(shown.language, one) for one in others(place.contact_id)]
        noted = sensitivity(shown, Kind.CONTACT, person.contact)
        detail = shown.joined(left, place.title, place.department, stance, *known, noted)
        icon = "star" if place.is_main else "user"
        return Summary(shown.named(person.contact), detail, badge, _look(place), icon)

    return ListSpec(
        Kind.AFFILIATION,
        mark("Contacts"),
        mark("Add contact"),
        mark("Nobody is known here yet. Add the person you talk to, then who decides."),
        PLACE_FIELDS,
        summary,
        lambda customer: (
            Contact(""),
            Affiliation(0, customer),
            ContactPoint(PointKind.MOBILE, ""),
        ),
        options=person_options(shown),
        body=lambda place: PersonBody(place, shown, others),
        new_fields=(
            (Kind.CONTACT, _NEW_NAMES),
            (Kind.AFFILIATION, _NEW_PLACE),
            (Kind.CONTACT_POINT, _NEW_PHONE),
        ),
        store=_storing(shown),
        opens_new=True,
    )


def _storing(shown: Shown) -> Store:
    database = shown.workspace.database

    def store(drafts: tuple[Any, ...], author: str) -> tuple[int, Changes]:
        contact, place, phone = drafts
        fields = {"title": place.title, "role": place.role}
        return placed(
            card_edits.add_contact(
                database,
                place.customer_id,
                contact,
                author=author,
                points=[phone] if phone.value else [],
                **fields,
            )
        )

    return store


def _look(place: Affiliation) -> str:
    stance = place.stance or 0
    if stance > 0:
        return "good"
    return "danger" if stance < 0 else "section"


def placed(result: tuple[int, Changes]) -> tuple[int, Changes]:
    """Return the key of the new place instead of that of the contact."""
    _, changes = result
    return next(iter(changes.ids[Kind.AFFILIATION])), changes


def link_spec(shown: Shown) -> ListSpec:
    """Return the list of the links between them."""

    def summary(one: ContactLink) -> Summary:
        who, whom = shown.person(one.from_contact_id), shown.person(one.to_contact_id)
        words = shown.words(Kind.CONTACT_LINK, "kind", one.kind)
        return Summary(f"{who}  →  {words}  →  {whom}")

    def draft(customer_id: int) -> ContactLink:
        first, second, *_ = [*shown.names(), 0, 0]
        return ContactLink(customer_id, first, second, LinkKind.REPORTS_TO)

    def people() -> list[tuple[object, str]]:
        return list(shown.names().items())

    return ListSpec(
        Kind.CONTACT_LINK,
        mark("Who reports to whom"),
        mark("Add link"),
        mark("No link is known. Who reports to whom, who listens to whom, who quarrels?"),
        _LINK_FIELDS,
        summary,
        draft,
        options={"from_contact_id": people, "to_contact_id": people},
        columns=3,
    )
