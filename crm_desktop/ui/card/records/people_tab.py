"""The tab of the people at a customer: who they are, what they decide, how to reach them (D1)."""

from collections.abc import Sequence
from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.contacts import Affiliation, Contact, ContactLink, LinkKind
from crm_desktop.services import card_edits
from crm_desktop.services.card_views import CardView
from crm_desktop.services.people_search import PersonHit
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.card.records.link_person import LinkPerson
from crm_desktop.ui.card.records.person import Person, people_of
from crm_desktop.ui.card.records.person_body import (
    NAME_FIELDS,
    PLACE_FIELDS,
    PersonBody,
    person_options,
)
from crm_desktop.ui.card.records.records_tab import RecordsTab
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.card.records.standing_strip import StandingStrip
from crm_desktop.ui.forms.list_specs import NEW
from crm_desktop.ui.forms.record_list import ListSpec, Summary
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

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
_FEWEST_TO_LINK = 2


class PeopleTab(RecordsTab):
    """How we stand, the people, and the arrows between them."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        shown = self.shown
        self.standing = StandingStrip(shown)
        self.people = self.list_of(_people_spec(shown), lambda view: people_of(view.card))
        self.links = self.list_of(_link_spec(shown), lambda view: view.card.links)
        self.link_person = LinkPerson(shown)
        self.link_person.hide()
        self.link_person.chosen.connect(self._link)
        self.link_person.closed.connect(self._close_search)
        self.link_button = icon_button(
            icons, "link", self.language.text("Link a known person…"), "link"
        )
        self.link_button.setProperty("look", "quiet")
        self.link_button.setObjectName("link-person")
        self.link_button.clicked.connect(self.link_person.start)
        self.people.head.insertWidget(self.people.head.count() - 1, self.link_button)
        for one in (self.standing, self.link_person, self.people, self.links):
            self.column.addWidget(one)

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        if view.customer_id != self.shown.customer_id:
            self.link_person.hide()
        super().show_view(view)
        self.standing.show_reading(view.standing.influence)
        self.links.setVisible(len(view.card.contacts) >= _FEWEST_TO_LINK)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back, also into the people whose forms are closed."""
        mine = self.people.take_up([one for one in drafts if one.place.record_id == NEW])
        return mine + self.links.take_up(drafts) + self._take_up_people(drafts)

    def _take_up_people(self, drafts: Sequence[KeptDraft]) -> int:
        view = self.shown.view
        found = 0
        for person in people_of(view.card) if view is not None else ():
            assert view is not None
            mine = [one for one in drafts if _is_of(one, person, view)]
            if mine:
                self.people.open_record(person.id)
                found += self.people.rows[person.id].take_up(mine)
        return found

    def _link(self, hit: PersonHit) -> None:
        self._close_search()
        database, author = self.workspace.database, self.workspace.author
        customer_id, contact = self.shown.customer_id, hit.contact
        self.workspace.write(
            lambda: _placed(card_edits.add_contact(database, customer_id, contact, author=author)),
            then=lambda result: self.people.open_record(result[0]),
            notice=self.language.text("{name} is now on this card.", name=contact.name),
            owner=self,
        )

    def _close_search(self) -> None:
        self.link_button.setFocus()
        self.link_person.hide()


def _is_of(draft: KeptDraft, person: Person, view: CardView) -> bool:
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


def _people_spec(shown: Shown) -> ListSpec:
    database = shown.workspace.database

    def summary(person: Person) -> Summary:
        place = person.place
        left = shown.text("left on {day}", day=shown.day(place.left_on)) if place.left_on else ""
        stance = shown.words(Kind.AFFILIATION, "stance", place.stance) if place.stance else ""
        badge = shown.words(Kind.AFFILIATION, "role", place.role)
        detail = shown.joined(left, place.title, place.department, stance)
        icon = "star" if place.is_main else "user"
        return Summary(shown.named(person.contact), detail, badge, _look(place), icon)

    def store(drafts: tuple[Contact, Affiliation], author: str) -> tuple[int, Changes]:
        contact, place = drafts
        fields = {"title": place.title, "role": place.role}
        customer_id = place.customer_id
        return _placed(
            card_edits.add_contact(database, customer_id, contact, author=author, **fields)
        )

    return ListSpec(
        Kind.AFFILIATION,
        mark("Contacts"),
        mark("Add contact"),
        mark("Nobody is known here yet. Add the person you talk to, then who decides."),
        PLACE_FIELDS,
        summary,
        lambda customer: (Contact(""), Affiliation(0, customer)),
        options=person_options(shown),
        body=lambda place: PersonBody(place, shown),
        new_fields=((Kind.CONTACT, _NEW_NAMES), (Kind.AFFILIATION, _NEW_PLACE)),
        store=store,
        opens_new=True,
    )


def _look(place: Affiliation) -> str:
    stance = place.stance or 0
    if stance > 0:
        return "good"
    return "danger" if stance < 0 else "section"


def _placed(result: tuple[int, Changes]) -> tuple[int, Changes]:
    """Return the key of the new place instead of that of the contact."""
    _, changes = result
    return next(iter(changes.ids[Kind.AFFILIATION])), changes


def _link_spec(shown: Shown) -> ListSpec:
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
