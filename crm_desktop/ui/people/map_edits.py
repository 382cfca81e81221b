"""What is written from the influence map: the layout, links, who is removed, a visit."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.contacts import Affiliation, ContactLink, LinkKind
from crm_desktop.domain.influence_layout import Box, saved_places
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits, people_map
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.people.map_model import MapModel, MapPerson
from crm_desktop.wording.people_map import link_words


class MapEdits:
    """Writes for the card that is shown; each is one step to undo."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._workspace = shown.workspace

    def told(self, who: int, whom: int, kind: LinkKind) -> str:
        """Return a link as a sentence."""
        first, second = self._shown.person(who), self._shown.person(whom)
        return link_words(self._shown.language, kind, first, second)

    def lay_out(
        self,
        model: MapModel,
        boxes: Mapping[int, Box],
        failed: Callable[[CrmError], None],
        owner: QObject,
    ) -> None:
        """Keep where everybody stands; who has left has no place of their own."""
        database, author = self._workspace.database, self._workspace.author
        people = model.people
        here = {key: box for key, box in boxes.items() if people[key].is_here}
        spots = {people[key].place.id or 0: spot for key, spot in saved_places(here).items()}
        self._workspace.write(
            lambda: people_map.save_layout(database, spots, author=author),
            failed=failed,
            owner=owner,
        )

    def arrange(self) -> None:
        """Let the map lay itself out again."""
        database, author = self._workspace.database, self._workspace.author
        customer_id = self._shown.customer_id
        self._workspace.write(
            lambda: people_map.clear_layout(database, customer_id, author=author),
            notice=self._shown.text("The map is laid out anew."),
        )

    def link(self, who: int, whom: int, kind: LinkKind) -> None:
        """Draw a link; the notice says it as a sentence."""
        database, author = self._workspace.database, self._workspace.author
        draft = ContactLink(self._shown.customer_id, who, whom, kind)
        self._workspace.write(
            lambda: people_map.link_people(database, draft, author=author),
            notice=self.told(who, whom, kind),
        )

    def remove_link(self, link: ContactLink) -> None:
        """Take a link away."""
        words = self.told(link.from_contact_id, link.to_contact_id, link.kind)
        self._remove(Kind.CONTACT_LINK, link.id or 0, words)

    def remove_person(self, person: MapPerson) -> None:
        """Take somebody from this customer; at others they stay."""
        self._remove(Kind.AFFILIATION, person.place.id or 0, person.contact.name)

    def plan_visit(self, place: Affiliation) -> None:
        """Plan a visit to somebody and go to it, to change the day and say why."""
        workspace = self._workspace
        database, author, today = workspace.database, workspace.author, workspace.today()
        name = self._shown.person(place.contact_id)
        workspace.write(
            lambda: people_map.plan_visit_to(database, place, today, author=author),
            then=lambda result: workspace.navigation.visit_wanted.emit(
                place.customer_id, result[0]
            ),
            notice=self._shown.text("A visit to {name} is planned.", name=name),
        )

    def _remove(self, kind: Kind, record_id: int, words: str) -> None:
        database, author = self._workspace.database, self._workspace.author

        def work() -> Changes:
            return card_edits.remove_record(database, kind, record_id, author=author)

        self._workspace.write(work, notice=self._shown.text("Removed: {text}", text=words))
