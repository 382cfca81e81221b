"""The tab of the people at a customer: a list, and the map of who decides and who listens (D1)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Role
from crm_desktop.domain.influence_map import key_supporters
from crm_desktop.domain.influence_steps import next_steps
from crm_desktop.services import card_edits, people_map
from crm_desktop.services.card_standing import last_contacts
from crm_desktop.services.card_views import CardView
from crm_desktop.services.people_search import PersonHit
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import mark, mark_in
from crm_desktop.ui.buttons import icon_button, put_icon
from crm_desktop.ui.card.records.link_person import LinkPerson
from crm_desktop.ui.card.records.person import people_of
from crm_desktop.ui.card.records.records_tab import RecordsTab
from crm_desktop.ui.card_places import tab_of_draft
from crm_desktop.ui.forms.list_specs import NEW
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.leaving import leave_focused
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.people.map_edits import MapEdits
from crm_desktop.ui.people.people_map import PeopleMap
from crm_desktop.ui.people.people_specs import is_of, link_spec, people_spec, placed
from crm_desktop.ui.people.standing import Standing, StandingPanel
from crm_desktop.ui.screen import State
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.card import ROLES

LIST, MAP = "list", "map"
_VIEWS = (
    (LIST, mark_in("people of a card", "List"), "list"),
    (MAP, mark_in("people of a card", "Map"), "network"),
)
_FEWEST_TO_LINK = 2
_MAP_EDGE_PX, _LIST_EDGE_PX = 8, 24
"""The room below."""


class PeopleTab(RecordsTab):
    """How we stand and the people, in a list or on the map; the view stays as it was chosen."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        shown = self.shown
        self._others: dict[int, tuple[people_map.OtherPlace, ...]] = {}
        self._standing: Standing | None = None
        self._is_map_fresh = False
        self.mode = LIST
        self._edits = MapEdits(shown)
        self._spec = people_spec(shown, lambda key: self._others.get(key, ()))
        self.standing = StandingPanel(self.language, icons)
        self.people = self.list_of(self._spec, lambda view: people_of(view.card))
        self.links = self.list_of(link_spec(shown), lambda view: view.card.links)
        self.link_person = LinkPerson(shown)
        self.link_person.hide()
        self._map: PeopleMap | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._head = self._make_head()
        self._list_part = QWidget()
        self._build()
        self._connect()

    @property
    def map(self) -> PeopleMap | None:
        """The map, None while it was never looked at."""
        return self._map

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        if view.customer_id != self.shown.customer_id:
            self.link_person.hide()
        self._others = people_map.other_places(self.workspace.database, view.customer_id)
        super().show_view(view)
        self._is_map_fresh = False
        self._standing = _standing_of(view)
        self.standing.show_standing(self._standing, self.shown.names())
        self.links.setVisible(len(view.card.contacts) >= _FEWEST_TO_LINK)
        self._fill_map()

    def show_mode(self, mode: str) -> None:
        """Show the list or the map."""
        leave_focused()
        self.mode = mode
        self.buttons[mode].setChecked(True)
        is_map = mode == MAP
        if is_map and self._map is None:
            self._make_map()
        if self._map is not None:
            self._map.setVisible(is_map)
            self._map.tools.setVisible(is_map)
        self.add_button.setVisible(is_map)
        self.people.add_button.setVisible(not is_map)
        self._list_part.setVisible(not is_map)
        self._give_room(is_map)
        self._fill_map()

    def state(self) -> State:
        """Remember the view, and what of the map is shown."""
        if self._map is None:
            return {"mode": self.mode}
        return {
            "mode": self.mode,
            "left": self._map.shows_left,
            "legend": self._map.side.turn.isChecked(),
        }

    def restore(self, state: State) -> None:
        """Take up a remembered view."""
        if state.get("mode") != MAP:
            return
        self.show_mode(MAP)
        if self._map is not None:
            self._map.show_left(state.get("left") is True)
            self._map.side.show_legend(state.get("legend") is not False)

    def open_record(self, kind: Kind, record_id: int) -> None:
        """Open somebody, or a link, in the list."""
        self.show_mode(LIST)
        super().open_record(kind, record_id)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back, also into the people whose forms are closed."""
        view = self.shown.view
        if view is not None and any(
            tab_of_draft(one.place, view.card) is CardTab.PEOPLE for one in drafts
        ):
            self.show_mode(LIST)
        mine = self.people.take_up([one for one in drafts if one.place.record_id == NEW])
        return mine + self.links.take_up(drafts) + self._take_up_people(drafts)

    def _take_up_people(self, drafts: Sequence[KeptDraft]) -> int:
        view = self.shown.view
        found = 0
        for person in people_of(view.card) if view is not None else ():
            assert view is not None
            mine = [one for one in drafts if is_of(one, person, view)]
            if mine:
                self.people.open_record(person.id)
                found += self.people.rows[person.id].take_up(mine)
        return found

    def _fill_map(self) -> None:
        view = self.shown.view
        if self._map is None or self.mode != MAP or self._is_map_fresh or view is None:
            return
        self._is_map_fresh = True
        self._map.show_map(view, self._others, self._standing)

    def _give_room(self, is_map: bool) -> None:
        """Let the map take the whole tab; the lists end where they end."""
        canvas = self.widget()
        around = canvas.layout() if canvas is not None else None
        if isinstance(around, QVBoxLayout):
            around.setStretch(0, int(is_map))
            around.setStretch(1, int(not is_map))
            edges = around.contentsMargins()
            edges.setBottom(_MAP_EDGE_PX if is_map else _LIST_EDGE_PX)
            around.setContentsMargins(edges)

    def _make_map(self) -> None:
        made = self._map = PeopleMap(self.shown, self.icons, self._spec)
        made.hide()
        made.opened.connect(self._open_in_list)
        self._tools.addWidget(made.tools)
        self.column.addWidget(made, 1)

    def _open_in_list(self, contact_id: int) -> None:
        view = self.shown.view
        keys = (
            [one.id for one in view.card.affiliations if one.contact_id == contact_id]
            if view
            else []
        )
        self.show_mode(LIST)
        for key in keys:
            self.people.open_record(key or 0)

    def _add_somebody(self) -> None:
        self._add()

    def _add(self, role: Role | None = None) -> None:
        if self.mode == MAP and self._map is not None:
            self._map.start_adding(role)
            return
        self.people.add()
        form = self.people.new_form
        if role is not None and form is not None:
            form.fields["role"].editor.type_raw(self.shown.text(ROLES[role]))

    def _visit(self, contact_id: int) -> None:
        view = self.shown.view
        for place in view.card.affiliations if view is not None else ():
            if place.contact_id == contact_id:
                self._edits.plan_visit(place)

    def _link(self, hit: PersonHit) -> None:
        self._close_search()
        database, author = self.workspace.database, self.workspace.author
        customer_id, contact = self.shown.customer_id, hit.contact
        self.workspace.write(
            lambda: placed(card_edits.add_contact(database, customer_id, contact, author=author)),
            then=partial(self._welcome, contact.id or 0),
            notice=self.language.text("{name} is now on this card.", name=contact.name),
            owner=self,
        )

    def _welcome(self, contact_id: int, result: tuple[int, object]) -> None:
        if self.mode == MAP and self._map is not None:
            self._map.choose(contact_id)
        else:
            self.people.open_record(result[0])

    def _close_search(self) -> None:
        self.link_button.setFocus()
        self.link_person.hide()

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        views = QHBoxLayout()
        views.setSpacing(0)
        group = QButtonGroup(self)
        for mode, words, icon in _VIEWS:
            button = QPushButton(self.language.text(words))
            put_icon(button, self.icons, icon)
            button.setProperty("look", "segment")
            button.setCheckable(True)
            button.setChecked(mode == self.mode)
            button.setObjectName(f"people-{mode}")
            button.clicked.connect(partial(self._turn_to, mode))
            group.addButton(button)
            views.addWidget(button)
            self.buttons[mode] = button
        head.addLayout(views)
        head.addStretch(1)
        self._tools = QHBoxLayout()
        head.addLayout(self._tools)
        self.link_button = self._quiet("link", mark("Link a known person…"))
        self.link_button.setObjectName("link-person")
        self.add_button = self._quiet("plus", mark("Add contact"))
        self.add_button.setObjectName("add-on-map")
        self.add_button.hide()
        head.addWidget(self.link_button)
        head.addWidget(self.add_button)
        return head

    def _quiet(self, icon: str, words: str) -> QPushButton:
        text = self.language.text(words)
        button = icon_button(self.icons, icon, text, "link")
        button.setProperty("look", "quiet")
        button.setAccessibleName(text)
        return button

    def _turn_to(self, mode: str, _is_checked: bool = False) -> None:
        self.show_mode(mode)
        self.buttons[mode].setFocus()

    def _build(self) -> None:
        self.column.addLayout(self._head)
        self.column.addWidget(self.link_person)
        rows = QVBoxLayout(self._list_part)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self.column.spacing())
        for one in (self.standing, self.people, self.links):
            rows.addWidget(one)
        self.column.addWidget(self._list_part)
        self.column.setSpacing(12)

    def _connect(self) -> None:
        self.link_person.chosen.connect(self._link)
        self.link_person.closed.connect(self._close_search)
        self.link_button.clicked.connect(self.link_person.start)
        self.add_button.clicked.connect(self._add_somebody)
        self.standing.visit_wanted.connect(self._visit)
        self.standing.add_wanted.connect(self._add)


def _standing_of(view: CardView) -> Standing | None:
    reading, card, today = view.standing.influence, view.card.as_of(view.today), view.today
    if reading is None:
        return None
    steps = next_steps(reading, card.affiliations, last_contacts(card), today=today)
    return Standing(reading, steps, key_supporters(card.affiliations, today=today))
