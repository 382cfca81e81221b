"""How one list is read: what its rows are, by what they are recognised, how its text is written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.imports import Entity, UpdateKey
from crm_desktop.services.import_views import ListView
from crm_desktop.text import Language
from crm_desktop.ui.importing.column_words import DECIMALS, DELIMITERS, ENCODINGS
from crm_desktop.ui.importing.decisions import KEYED
from crm_desktop.ui.importing.rule_lines import choice_box
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.wording.import_fields import UPDATE_KEYS
from crm_desktop.wording.imports import ENTITIES


class ListBar(QWidget):
    """Two lines of choices over the first rows; each takes effect at once."""

    entity_chosen = Signal(object)
    key_chosen = Signal(object)
    decimals_chosen = Signal(object)
    reading_chosen = Signal(str, object)
    """What is stated about a text (encoding, delimiter, has_header), and its value."""
    left_out = Signal(bool)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        text = language.text
        entities = [(one, text(words)) for one, words in ENTITIES.items()]
        self.entity = choice_box(
            text("Each row is one of the"), entities, Entity.CUSTOMERS, self.entity_chosen.emit
        )
        self.key = choice_box(
            text("Already there when"), self._keys(), UpdateKey.ID, self.key_chosen.emit
        )
        decimals = [(one, text(words)) for one, words in DECIMALS]
        self.decimals = choice_box(text("Decimals"), decimals, None, self.decimals_chosen.emit)
        self.encoding = choice_box(
            text("Encoding"), [("", "")], "", lambda one: self.reading_chosen.emit("encoding", one)
        )
        self.delimiter = choice_box(
            text("Cells divided by"),
            [("", "")],
            "",
            lambda one: self.reading_chosen.emit("delimiter", one),
        )
        self.header = QCheckBox(text("The first row names the columns"))
        self.header.clicked.connect(lambda on: self.reading_chosen.emit("has_header", on))
        self.out = QCheckBox(text("Leave this list out"))
        self.out.clicked.connect(self._leave_out)
        self._build()

    def show_list(self, view: ListView) -> None:
        """Show how a list is read."""
        text, said = self._language.text, view.mapping
        self.entity.setCurrentIndex(self.entity.values.index(said.entity))
        self.entity.setEnabled(not view.is_card_file)
        set_tip(self.entity, text("A file of vCards holds customers.") if view.is_card_file else "")
        self.key.offer(self._keys(), said.key)
        is_keyed = said.entity in KEYED
        self.key.setEnabled(is_keyed)
        set_tip(
            self.key,
            text("An id in the list goes first; this is for rows that are new by their id.")
            if is_keyed
            else text("Only customers and contacts are recognised by more than their id."),
        )
        self.decimals.offer(
            [(one, text(words)) for one, words in DECIMALS],
            said.conventions.decimal_mark,
        )
        self._show_text(view)
        self.out.setChecked(view.is_left_out)

    def _show_text(self, view: ListView) -> None:
        text = self._language.text
        self._of_text.setVisible(view.is_text)
        if view.is_text:
            names = dict.fromkeys((view.encoding, *ENCODINGS))
            self.encoding.offer([(one, one.upper()) for one in names], view.encoding)
            known = [(one, text(words)) for one, words in DELIMITERS]
            if view.delimiter not in dict(known):
                known.append((view.delimiter, view.delimiter))
            self.delimiter.offer(known, view.delimiter)
            self.header.setChecked(view.header is not None)

    def _leave_out(self, is_left_out: bool) -> None:
        self.left_out.emit(is_left_out)

    def _keys(self) -> list[tuple[UpdateKey, str]]:
        return [(one, self._language.text(words)) for one, words in UPDATE_KEYS.items()]

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(8)
        for box in (self.entity, self.key, self.decimals):
            _add(first, box)
        first.addStretch(1)
        first.addWidget(self.out)
        rows.addLayout(first)
        self._of_text = QWidget()
        second = QHBoxLayout(self._of_text)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        for box in (self.encoding, self.delimiter):
            _add(second, box)
        second.addWidget(self.header)
        second.addStretch(1)
        rows.addWidget(self._of_text)


def _add(line: QHBoxLayout, box: QComboBox) -> None:
    caption = Label(box.accessibleName(), "muted")
    caption.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(caption)
    line.addWidget(box)
    line.addSpacing(8)
