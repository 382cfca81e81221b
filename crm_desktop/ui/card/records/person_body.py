"""An open person: names, place at the customer, and everything known of them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.services.people_map import OtherPlace
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.photo_box import PhotoBox
from crm_desktop.ui.card.records.person import Person
from crm_desktop.ui.card.records.person_lists import (
    consent_spec,
    date_spec,
    point_spec,
    style_spec,
)
from crm_desktop.ui.card.records.sensitivity import MARK_FIELDS
from crm_desktop.ui.card.records.shown import Shown, reading_of
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.forms.list_specs import ListPlace, RowBody
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.forms.specs import FieldSpec, Options
from crm_desktop.ui.labels import Label
from crm_desktop.ui.navigation import CardTab
from crm_desktop.wording.card import POINTS
from crm_desktop.wording.people_map import elsewhere_words

NAME_FIELDS = (
    FieldSpec("name"),
    FieldSpec("salutation", hint=mark("Mr Zhang, Director Li …")),
    FieldSpec("latin_name"),
    FieldSpec("phonetic", hint=mark("only where the usual reading is wrong")),
    FieldSpec("language", is_choice=True),
    FieldSpec("preferred_channel", is_choice=True, is_editable_choice=True),
    FieldSpec("preferred_hours"),
    FieldSpec("note", columns=4, lines=2),
    FieldSpec("sensitive", label=mark("The note is sensitive")),
    *MARK_FIELDS[1:],
)
PLACE_FIELDS = (
    FieldSpec("title"),
    FieldSpec("department"),
    FieldSpec("role"),
    FieldSpec("counterpart"),
    FieldSpec("influence", is_choice=True, label=mark("Influence")),
    FieldSpec("stance", is_choice=True, label=mark("Stance")),
    FieldSpec("coverage"),
    FieldSpec("left_on"),
    FieldSpec("cares_about", columns=3, lines=2),
    FieldSpec("is_main"),
)

MAP_FIELDS = (
    FieldSpec("role", columns=2),
    FieldSpec("stance", columns=2, is_choice=True, label=mark("Stance")),
    FieldSpec("influence", is_choice=True, label=mark("Influence")),
    FieldSpec("counterpart"),
    FieldSpec("coverage", columns=2),
    FieldSpec("title", columns=2),
    FieldSpec("cares_about", columns=2, lines=2),
)
"""What the influence map shows of a place, to be edited beside it."""


def person_options(shown: Shown) -> Options:
    """Return the choices of a person's fields that have no fixed ones."""
    channels = [("", ""), *((one.value, shown.text(words)) for one, words in POINTS.items())]
    return {
        "language": shown.language_choices,
        "preferred_channel": lambda: channels,
        **shown.levels(Kind.AFFILIATION, "influence"),
        **shown.levels(Kind.AFFILIATION, "stance"),
    }


class PersonBody(RowBody):
    """The fields of the contact and of the place, the person's own lists, and their taboos."""

    def __init__(
        self, place: ListPlace, shown: Shown, others: Callable[[int], Sequence[OtherPlace]]
    ) -> None:
        super().__init__()
        self._place, self._shown, self._others = place, shown, others
        self._elsewhere = QWidget()
        self._flow = Flow(self._elsewhere)
        self._known_at: Sequence[OtherPlace] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 4, 0, 0)
        self._rows.setSpacing(14)
        self.photo = PhotoBox(place.workspace, place.icons)
        self.names = self._form(Kind.CONTACT, NAME_FIELDS)
        self.position = self._form(Kind.AFFILIATION, PLACE_FIELDS)
        self.lists: list[RecordList] = []
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.photo, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.names, 1)
        self._rows.addLayout(head)
        self._rows.addWidget(self._elsewhere)
        self._elsewhere.hide()
        self._rows.addWidget(Label(shown.text("At this customer"), "section"))
        self._rows.addWidget(self.position)

    def show_record(self, record: Any, *, customer_id: int) -> None:
        """Show a newer state of the person."""
        person: Person = record
        key = person.contact.id or 0
        self.names.show_record(person.contact, customer_id=customer_id)
        self.position.show_record(person.place, customer_id=customer_id)
        view = self._shown.view
        assert view is not None
        self.photo.show_contact(customer_id, person.contact, view.photos.get(key))
        self._show_elsewhere(self._others(key))
        phonetic = self.names.fields["phonetic"].editor.widget
        usual = reading_of(person.contact.name)
        if usual and hasattr(phonetic, "setPlaceholderText"):
            phonetic.setPlaceholderText(usual)
        if not self.lists:
            self._make_lists(key)
        card = view.card
        parts: tuple[Sequence[Any], ...] = (card.points, card.dates, card.styles, card.consents)
        for records, part in zip(self.lists, parts, strict=True):
            own = [one for one in part if one.contact_id == key]
            records.show_records(own, customer_id=customer_id)
        self._show_taboos([one.text for one in card.taboos if one.contact_id == key])

    def take_focus(self) -> None:
        """Put the keyboard into the name."""
        self.names.take_focus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        found = self.names.take_up(drafts) + self.position.take_up(drafts)
        return found + sum(records.take_up(drafts) for records in self.lists)

    def _form(self, kind: Kind, fields: Sequence[FieldSpec]) -> RecordForm:
        place = self._place
        options = person_options(self._shown)
        return RecordForm(place.workspace, place.icons, kind, fields, options=options, columns=4)

    def _make_lists(self, contact_id: int) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for at, make in enumerate((point_spec, date_spec, style_spec, consent_spec)):
            place = self._place
            spec = make(self._shown, contact_id)
            records = RecordList(place.workspace, place.icons, spec)
            self.lists.append(records)
            grid.addWidget(records, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        self._rows.addLayout(grid)
        self._rows.addLayout(self._taboo_line())

    def _show_elsewhere(self, places: Sequence[OtherPlace]) -> None:
        """Say at which other customers the person is known, where names are the same."""
        self._elsewhere.setVisible(bool(places))
        if places == self._known_at:
            return
        self._known_at = places
        empty(self._flow)
        for one in places:
            words = elsewhere_words(self._shown.language, one)
            button = icon_button(self._place.icons, "building-2", words.replace("&", "&&"), "link")
            button.setProperty("look", "link")
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, key=one.customer_id: self._go(key))
            self._flow.addWidget(button)
        hint = self._shown.text(
            "Names and numbers are shared; role and stance are of each customer."
        )
        if places:
            self._flow.addWidget(Label(hint, "small"))

    def _go(self, customer_id: int) -> None:
        self._shown.workspace.navigation.card_wanted.emit(customer_id, CardTab.PEOPLE)

    def _taboo_line(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(8)
        self._taboos = Label("", "danger")
        self._taboos.setWordWrap(True)
        edit = QPushButton(self._shown.text("Edit in “Preferences & taboos”").replace("&", "&&"))
        edit.setProperty("look", "quiet")
        edit.clicked.connect(self._edit_taboos)
        across.addWidget(self._taboos, 1)
        across.addWidget(edit, alignment=Qt.AlignmentFlag.AlignTop)
        return across

    def _show_taboos(self, texts: Sequence[str]) -> None:
        none = self._shown.text("No taboo of this person is known.")
        self._taboos.setText("\n".join(texts) or none)
        self._taboos.setProperty("look", "danger" if texts else "muted")
        self._taboos.style().unpolish(self._taboos)
        self._taboos.style().polish(self._taboos)

    def _edit_taboos(self) -> None:
        wish = self._shown.workspace.navigation.card_wanted
        wish.emit(self._shown.customer_id, CardTab.PREFERENCES)
