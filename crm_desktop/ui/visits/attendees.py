"""Who comes: the people of the card to check, and guests from other customers by search."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from crm_desktop.domain.contacts import Affiliation
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.services.people_search import PersonHit, find_people
from crm_desktop.services.visit_views import VisitView
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.labels import Label
from crm_desktop.ui.visits.pick_line import SHOWN_HITS, PickLine
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.card import ROLES, STANCES

INDENT_PX = 25
Person = tuple[str, str]
"""A name, and what is known of the person here."""


class Attendees(QFrame):
    """Tells ``chosen`` with the keys of who comes whenever a person checks or adds somebody."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._customer_id = 0
        self._boxes: dict[int, QCheckBox] = {}
        self._shown: dict[int, Person] = {}
        self.setProperty("look", "surface")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(6)
        rows.addWidget(Label(self._language.text("Who you meet"), "heading"))
        self._note = Label("", "muted")
        self._note.setWordWrap(True)
        rows.addWidget(self._note)
        self._people = QVBoxLayout()
        self._people.setSpacing(2)
        rows.addLayout(self._people)
        self._search = PickLine(
            workspace,
            self._language.text("Add a guest from another customer"),
            lambda text: find_people(
                workspace.database, text, not_at=self._customer_id, limit=SHOWN_HITS
            ),
            _words,
        )
        self._search.found.connect(self._add)
        rows.addWidget(self._search)

    @property
    def keys(self) -> tuple[int, ...]:
        """Who is checked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def show_people(self, view: VisitView) -> None:
        """Show the people of a card and the guests, those who come checked.

        The same people stay as they are, and the keyboard on them.
        """
        self._customer_id = view.card.customer_id
        people = self._people_of(view)
        if people != self._shown:
            self._shown = people
            self._clear()
            for key, (name, detail) in people.items():
                self._put(key, name, detail)
        for key, box in self._boxes.items():
            box.setChecked(key in view.attending)
        self._tell(view)

    def _people_of(self, view: VisitView) -> dict[int, Person]:
        """Return who may be checked: who is at the customer, and who comes whoever they are."""
        contacts = {one.id: one for one in view.card.card.contacts}
        found: dict[int, Person] = {}
        for place in view.card.card.affiliations:
            contact = contacts.get(place.contact_id)
            is_here = place.left_on is None or place.left_on > view.card.today
            if contact is not None and (is_here or place.contact_id in view.attending):
                found[place.contact_id] = contact.name, self._detail(place)
        guest = self._language.text("guest")
        return found | {one.id: (one.name, guest) for one in view.guests if one.id is not None}

    def _tell(self, view: VisitView) -> None:
        customer = view.card.card.customer
        text = ""
        if customer.kind is CustomerKind.PERSON:
            text = self._language.text("{name} is always there.", name=customer.name)
        elif not self._boxes:
            text = self._language.text("This card has no people yet; add them on its People tab.")
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _add(self, hit: PersonHit) -> None:
        key = hit.contact.id
        if key is None:
            return
        if key not in self._boxes:
            self._put(key, hit.contact.name, hit.customer)
        self._boxes[key].setChecked(True)
        self._boxes[key].setFocus()
        self.chosen.emit(self.keys)

    def _put(self, key: int, name: str, detail: str) -> None:
        box = QCheckBox(name.replace("&", "&&"))
        box.setAccessibleDescription(detail)
        box.clicked.connect(lambda: self.chosen.emit(self.keys))
        self._boxes[key] = box
        self._people.addWidget(box)
        if detail:
            label = Label(detail, "small")
            label.setWordWrap(True)
            label.setContentsMargins(INDENT_PX, 0, 0, 2)
            self._people.addWidget(label)

    def _detail(self, place: Affiliation) -> str:
        language = self._language
        role = language.text(ROLES[place.role]) if place.role else ""
        stance = language.text(STANCES[place.stance]) if place.stance is not None else ""
        return " · ".join(part for part in (place.title, role, stance) if part)

    def _clear(self) -> None:
        self._boxes = {}
        empty(self._people)


def _words(hit: PersonHit) -> str:
    return " · ".join(part for part in (hit.contact.name, hit.title, hit.customer) if part)
