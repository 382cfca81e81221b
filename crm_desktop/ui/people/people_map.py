"""The influence map of a card: tools, the map, and beside it who is being edited (D1)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QPointF, QSignalBlocker, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.contacts import ContactLink, LinkKind, Role
from crm_desktop.domain.problems import CrmError
from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.list_specs import ListPlace, ListSpec
from crm_desktop.ui.forms.new_record import NewRecord
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.later import later
from crm_desktop.ui.people.empty_map import EmptyMap
from crm_desktop.ui.people.gestures import MapGestures
from crm_desktop.ui.people.legend import MapLegend
from crm_desktop.ui.people.map_canvas import MapCanvas
from crm_desktop.ui.people.map_edits import MapEdits
from crm_desktop.ui.people.map_model import MapModel, Others, read_model
from crm_desktop.ui.people.map_tools import MapTools
from crm_desktop.ui.people.map_view import MapView
from crm_desktop.ui.people.person_panel import PersonPanel
from crm_desktop.ui.people.side_panel import SidePanel
from crm_desktop.ui.people.standing import Standing, StandingPanel
from crm_desktop.wording.card import ROLES

_MANY = 60
"""The map of more people is laid out off the UI thread."""
_LEAST_PX = 240
_PANEL_MS = 150
"""So long after the map the panel of a person is made, which takes 40 ms: nobody clicks sooner."""
_HELP = mark(
    "Drag people where they belong; drag from the knob at their side, or press L, to draw a link."
)
_LINK_HELP = mark(
    "Link from {name}: go to somebody with the arrows and press Enter, or click them. Esc ends it."
)
_CHOSEN_HELP = mark("{link}. Delete removes the link.")


class PeopleMap(QWidget):
    """Shows a card's map; ``tools`` stand apart from it, in the head of the tab."""

    opened = Signal(int)
    """The key of a contact to open in the list."""

    def __init__(self, shown: Shown, icons: Icons, spec: ListSpec) -> None:
        super().__init__()
        self._shown, self._icons, self._spec = shown, icons, spec
        self._workspace, self._language = shown.workspace, shown.language
        theme = self._workspace.theme
        self._model: MapModel | None = None
        self._view: CardView | None = None
        self._edits = MapEdits(shown)
        self._others: Others = {}
        self._expected = 0
        self.shows_left = False
        self.gestures = MapGestures(self)
        self.canvas = MapCanvas(theme, icons, self.gestures)
        self.canvas.setAccessibleName(self._language.text("Influence map"))
        self.gestures.work_on(self.canvas)
        self.map = MapView(self.canvas)
        self.tools = MapTools(self._language, icons)
        self.empty = EmptyMap(self._language, icons)
        self.standing = StandingPanel(self._language, icons, is_narrow=True)
        legend = MapLegend(theme, icons, self._language)
        self.side = SidePanel(self.standing, legend, icons)
        self.side.build(self._language)
        self.guide = Label("", "small")
        self._build()
        self._connect()

    @cached_property
    def person(self) -> PersonPanel:
        """The panel of who is edited; made at first need, since its form takes a while."""
        panel = PersonPanel(self._shown, self._icons)
        panel.closed.connect(self._close_person)
        panel.opened.connect(self.opened)
        panel.link_wanted.connect(self._start_link)
        panel.link_removal_wanted.connect(self._remove_link)
        return panel

    def show_map(self, view: CardView, others: Others, standing: Standing | None) -> None:
        """Show a newer state of a card, or another card."""
        self.gestures.settle()
        if self._view is None or view.customer_id != self._view.customer_id:
            self._put_away()
            self.side.end_form()
        self._view, self._others = view, others
        self.standing.show_standing(standing, self._shown.names())
        language, shows_left = self._language, self.shows_left

        def work() -> MapModel:
            return read_model(view, others, language, shows_left=shows_left)

        if len(view.card.affiliations) <= _MANY:
            self._take(work())
            return
        tell = self._workspace.tell_problem
        self._workspace.tasks.look_up("people map", work, self._take_late, failed=tell, owner=self)

    def start_adding(self, role: Role | None = None) -> None:
        """Open the form for somebody new, their role filled in where it is known."""
        form = self.side.new_form or self._make_form()
        with QSignalBlocker(self.gestures):
            # The button that was clicked is hidden, and its keyboard falls onto the map.
            self.side.show_form(form)
            form.take_focus()
        self._mark_chosen(0)
        if role is not None:
            form.fields["role"].editor.type_raw(self._language.text(ROLES[role]))

    def _make_panel(self) -> None:
        self.side.keep(self.person)

    def _make_form(self) -> NewRecord:
        spec = replace(self._spec, columns=1)
        place = ListPlace(self._workspace, self._icons, spec, self._shown.customer_id)
        form = NewRecord(place)
        form.stored.connect(self._stored)
        form.given_up.connect(self.side.end_form)
        form.put_away.connect(self.side.show_overview)
        return form

    def leave(self) -> None:
        """Keep what is being moved, before the map is hidden."""
        self.gestures.settle()
        self.gestures.end_link()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep what is being moved."""
        super().hideEvent(event)
        self.leave()

    def show_left(self, is_shown: bool) -> None:
        """Show who has left, or hide them."""
        if is_shown != self.shows_left:
            self.shows_left = is_shown
            self.tools.left.setChecked(is_shown)
            self._show_again()

    def choose(self, key: int) -> None:
        """Edit somebody beside the map."""
        if self._model is None or key not in self._model.people:
            return
        self.person.show_person(self._model.people[key], self._model)
        self.side.show_person(self.person)
        self._mark_chosen(key)
        self.map.reveal(key)

    def _take_late(self, model: MapModel) -> None:
        """Take what was laid out elsewhere, unless another card is shown by now."""
        if self._view is not None and model.customer_id == self._view.customer_id:
            self._take(model)

    def _take(self, model: MapModel) -> None:
        is_other = self._model is None or model.customer_id != self._model.customer_id
        self._model = model
        self.empty.setVisible(not model.people)
        self.map.setVisible(bool(model.people))
        self.map.show_model(model, is_other=is_other)
        if model.people and "person" not in self.__dict__:
            # Made when the map stands: with the first click on somebody it would take 60 ms.
            later(self, self._make_panel, _PANEL_MS)
        self.tools.show_model(model)
        self._show_guide()
        expected = [one for one in model.people.values() if one.place.id == self._expected]
        if expected:
            self._expected = 0
            self.choose(expected[0].key)
            self._focus(expected[0].key)
        elif self.side.shows_person and self.person.key in model.people:
            self.person.show_person(model.people[self.person.key], model)
            self._mark_chosen(self.person.key)
        elif self.side.shows_person:
            self._put_away()

    def _show_again(self) -> None:
        if self._view is not None:
            view, language = self._view, self._language
            self._take(read_model(view, self._others, language, shows_left=self.shows_left))

    def _mark_chosen(self, key: int) -> None:
        for one, node in self.canvas.nodes.items():
            node.mark(is_chosen=one == key, is_target=node.is_target)
        self.gestures.can_escape = bool(key)

    def _put_away(self) -> None:
        self._mark_chosen(0)
        if self.side.shows_person:
            self.side.show_overview()

    def _close_person(self) -> None:
        """Put the panel away and the keyboard back onto the map."""
        node = self.canvas.nodes.get(self.person.key)
        if node is not None:
            with QSignalBlocker(self.gestures):
                node.setFocus()
        self._put_away()

    def _save_layout(self) -> None:
        def failed(error: CrmError) -> None:
            self._show_again()
            self._workspace.tell_problem(error)

        if self._model is not None:
            self._edits.lay_out(self._model, self.canvas.boxes, failed, self)

    def _clear_layout(self) -> None:
        self.map.is_fitted = True
        self._edits.arrange()

    def _ask_link(self, start: int, end: int, at: QPointF) -> None:
        """Ask what a line between two people says."""
        menu = QMenu(self)
        for who, whom, kind in (
            (start, end, LinkKind.REPORTS_TO),
            (end, start, LinkKind.REPORTS_TO),
            (start, end, LinkKind.INFLUENCES),
            (start, end, LinkKind.CONFLICTS),
        ):
            words = self._edits.told(who, whom, kind).replace("&", "&&")
            menu.addAction(words).triggered.connect(self._linking(who, whom, kind))
        self._popup(menu, at)

    def _linking(self, who: int, whom: int, kind: LinkKind) -> Callable[[], None]:
        return lambda: self._edits.link(who, whom, kind)

    def _remove_link(self, link_id: int) -> None:
        link = next((one for one in self._links() if one.id == link_id), None)
        if link is not None:
            self._edits.remove_link(link)

    def _remove_person(self, key: int) -> None:
        if self._model is None:
            return
        person = self._model.people[key]
        if not self.gestures.node_step(key, forward=False):
            self.gestures.node_step(key, forward=True)
        self._put_away()
        self._edits.remove_person(person)

    def plan_visit(self, key: int) -> None:
        """Plan a visit to somebody and go to it."""
        if self._model is not None and key in self._model.people:
            self._edits.plan_visit(self._model.people[key].place)

    def _ask_person(self, key: int, at: QPointF) -> None:
        menu = QMenu(self)
        name = self._shown.person(key)
        text = self._language.text
        entries: Sequence[tuple[str, str, Callable[[], None]]] = (
            ("pencil", text("Edit"), lambda: self._edit(key)),
            ("link", text("Draw a link…"), lambda: self.gestures.start_link(key)),
            ("list", text("Open in the list"), lambda: self.opened.emit(key)),
            (
                "calendar-plus",
                text("Plan a visit to {name}", name=name),
                lambda: self.plan_visit(key),
            ),
            ("trash-2", text("Remove"), lambda: self._remove_person(key)),
        )
        for icon, words, act in entries:
            menu.addAction(self._icons.icon(icon), words.replace("&", "&&")).triggered.connect(act)
        self._popup(menu, at)

    def _popup(self, menu: QMenu, at: QPointF) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at.toPoint())

    def _edit(self, key: int) -> None:
        self.choose(key)
        self.person.take_focus()

    def _links(self) -> Sequence[ContactLink]:
        return self._model.links if self._model is not None else ()

    def _stored(self, key: int) -> None:
        self._expected = key
        self.side.end_form()
        if self._model is not None:
            self._take(self._model)

    def _zoom(self, steps: int) -> None:
        if steps:
            self.map.step(steps)
        else:
            self.map.fit()

    def _show_guide(self) -> None:
        text, key = self._language.text, self.gestures.link_from
        link = self.canvas.chosen_link
        if key:
            words = text(_LINK_HELP, name=self._shown.person(key))
        elif link is not None:
            told = self._edits.told(link.from_contact_id, link.to_contact_id, link.kind)
            words = text(_CHOSEN_HELP, link=told)
        else:
            words = text(_HELP) if self.canvas.boxes else ""
        self.guide.setText(words)
        self.canvas.setAccessibleDescription(words)

    def _focus(self, key: int) -> None:
        node = self.canvas.nodes.get(key)
        if node is not None:
            node.setFocus()

    def _start_link(self, key: int) -> None:
        self._focus(key)
        self.gestures.start_link(key)

    def _build(self) -> None:
        rows = QVBoxLayout()
        rows.setSpacing(4)
        rows.addWidget(self.map, 1)
        rows.addWidget(self.empty, 1)
        rows.addWidget(self.guide)
        self.guide.setWordWrap(True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addLayout(rows, 1)
        across.addWidget(self.side)
        for part in (self.map, self.side, self.empty):
            # The tab scrolls where its parts would like to be taller than it.
            policy = part.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
            part.setSizePolicy(policy)
            part.setMinimumHeight(_LEAST_PX)
        self.empty.hide()

    def _connect(self) -> None:
        hand = self.gestures
        for signal, slot in (
            (hand.reached, self.choose),
            (hand.moved, self._save_layout),
            (hand.link_asked, self._ask_link),
            (hand.opened, self.opened),
            (hand.edit_wanted, self._edit),
            (hand.removal_wanted, self._remove_person),
            (hand.menu_asked, self._ask_person),
            (hand.zoom_wanted, self._zoom),
            (hand.escaped, self._close_person),
            (self.canvas.ground_clicked, self._put_away),
            (self.canvas.link_removal_wanted, self._remove_link),
            (self.map.zoomed, self.tools.show_zoom),
            (self.tools.arrange_wanted, self._clear_layout),
            (self.tools.zoom_wanted, self._zoom),
            (self.tools.left_turned, self.show_left),
            (self.empty.add_wanted, self.start_adding),
            (self.standing.visit_wanted, self.plan_visit),
            (self.standing.add_wanted, self.start_adding),
        ):
            signal.connect(slot)
        hand.linking.connect(lambda _: self._show_guide())
        self.canvas.link_chosen.connect(lambda _: self._show_guide())
