"""Somebody of the map being edited beside it: standing, links, and where else they belong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import ContactLink
from crm_desktop.text import mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.card.portrait import Portrait, monogram
from crm_desktop.ui.card.records.person_body import MAP_FIELDS, person_options
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.people.map_model import MapModel, MapPerson
from crm_desktop.wording.people_map import elsewhere_words, link_words

_FACE_PX = 40
_CLOSE = mark("Put {name} away")


class PersonPanel(QWidget):
    """The form is the one of the list: each field is saved when it is left."""

    closed = Signal()
    opened = Signal(int)
    """The key of the contact to open in the list."""
    link_wanted = Signal(int)
    link_removal_wanted = Signal(int)

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown, self._icons = shown, icons
        self._person: MapPerson | None = None
        self._listed: object = None
        self._face = Portrait(shown.workspace.theme, _FACE_PX)
        self._face.setEnabled(False)
        self._face.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name, self._reading = ElidedLabel("", "heading"), ElidedLabel("", "muted")
        self._close = self._tool("x", shown.text("Close"))
        self._close.clicked.connect(self.closed)
        options = person_options(shown)
        self.form = RecordForm(
            shown.workspace, icons, Kind.AFFILIATION, MAP_FIELDS, options=options
        )
        self._links = QVBoxLayout()
        self._places = QVBoxLayout()
        self._lines: list[QWidget] = []
        self._build()

    @property
    def key(self) -> int:
        """The key of the contact shown, 0 for nobody."""
        return self._person.key if self._person is not None else 0

    def show_person(self, person: MapPerson, model: MapModel) -> None:
        """Show somebody, or a newer state of them; typing that is not saved stays."""
        self._person = person
        self._face.show_photo(person.photo, monogram(person.contact.name))
        self._name.setText(person.contact.name)
        named = self._shown.named(person.contact)
        self._reading.setText(named.removeprefix(person.contact.name).strip(" ()（）"))
        self._reading.setVisible(bool(self._reading.text()))
        self._close.setAccessibleName(self._shown.text(_CLOSE, name=person.contact.name))
        self.form.show_record(person.place, customer_id=model.customer_id)
        links = model.links_of(person.key)
        listed = (person.key, [(one, self._told(one)) for one in links], person.others)
        if listed != self._listed:
            self._listed = listed
            self._fill(links)

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self.form.fields["role"].editor.widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, links: list[ContactLink]) -> None:
        for line in self._lines:
            line.setParent(None)
            line.deleteLater()
        self._lines = []
        for link in links:
            self._add(self._links, self._link_line(link))
        for place in self._person.others if self._person is not None else ():
            words = elsewhere_words(self._shown.language, place)
            button = icon_button(
                self._icons, "building-2", words[:1].upper() + words[1:].replace("&", "&&"), "link"
            )
            button.setProperty("look", "link")
            customer_id = place.customer_id
            button.clicked.connect(lambda _=False, key=customer_id: self._go(key))
            self._add(self._places, button)

    def _add(self, rows: QVBoxLayout, line: QWidget) -> None:
        rows.addWidget(line)
        self._lines.append(line)

    def _link_line(self, link: ContactLink) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        words = self._told(link)
        label = Label(words)
        label.setWordWrap(True)
        across.addWidget(label, 1)
        remove = self._tool("x", self._shown.text("Remove: {text}", text=words))
        remove.clicked.connect(lambda: self.link_removal_wanted.emit(link.id or 0))
        across.addWidget(remove, alignment=Qt.AlignmentFlag.AlignTop)
        return line

    def _told(self, link: ContactLink) -> str:
        who, whom = (self._shown.person(key) for key in (link.from_contact_id, link.to_contact_id))
        return link_words(self._shown.language, link.kind, who, whom)

    def _go(self, customer_id: int) -> None:
        self._shown.workspace.navigation.card_wanted.emit(customer_id, CardTab.PEOPLE)

    def _tool(self, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIcon(self._icons.icon(icon, size=16))
        button.setAccessibleName(words)
        set_tip(button, words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(self._head())
        rows.addWidget(self.form)
        for some in (self._links, self._places):
            some.setSpacing(2)
            rows.addLayout(some)
        for words, icon, wish in (
            (mark("Draw a link…"), "link", self.link_wanted),
            (mark("Open in the list"), "list", self.opened),
        ):
            text = self._shown.text(words)
            button: QPushButton = icon_button(self._icons, icon, text, "link")
            button.setProperty("look", "quiet")
            button.setAccessibleName(text)
            button.clicked.connect(lambda _=False, wish=wish: wish.emit(self.key))
            rows.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._face)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._reading)
        head.addLayout(names, 1)
        head.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        return head
