"""The tags of a card as chips: a click takes one away, typing adds one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from crm_desktop.domain.customers import Tag
from crm_desktop.domain.list_filters import UNSET, FilterKey
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits, list_pages
from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.workspace import Workspace

FIELD_PX = 170
MOST_SUGGESTED = 500


class TagChips(QWidget):
    """Suggests tags that other cards have; Enter adds, Delete on a chip removes."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._icons = workspace, icons
        self._customer_id = 0
        self._tags: Sequence[Tag] = ()
        self._chips: list[QPushButton] = []
        self._known = QStringListModel(self)
        self.field = self._build_field()
        self._flow = Flow(self)
        self._flow.addWidget(self.field)

    def show_tags(self, tags: Sequence[Tag], *, customer_id: int) -> None:
        """Show the tags of a card."""
        if customer_id != self._customer_id:
            self.field.clear()
        if (customer_id, tuple(tags)) == (self._customer_id, tuple(self._tags)):
            return
        self._customer_id, self._tags = customer_id, tags
        had_focus = any(chip.hasFocus() for chip in self._chips)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QPushButton):
                widget.hide()
                widget.deleteLater()
        self._chips = [self._chip(tag) for tag in tags]
        for chip in self._chips:
            self._flow.addWidget(chip)
        self._flow.addWidget(self.field)
        if had_focus:
            (self._chips[-1] if self._chips else self.field).setFocus()
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Learn the tags there are when typing begins; Delete on a chip removes it."""
        if watched is self.field and event.type() == QEvent.Type.FocusIn:
            self._learn()
        if watched in self._chips and isinstance(event, QKeyEvent) and event.key() in REMOVAL_KEYS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._chips[self._chips.index(watched)].click()
                return True
        return super().eventFilter(watched, event)

    def _build_field(self) -> QLineEdit:
        text = self._workspace.language.text
        field = QLineEdit()
        field.setPlaceholderText(text("Add a tag"))
        field.setAccessibleName(text("Add a tag"))
        field.setObjectName("add-tag")
        field.setFixedWidth(FIELD_PX)
        completer = QCompleter(self._known, field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(completer)
        field.editingFinished.connect(self._add)
        field.installEventFilter(self)
        return field

    def _chip(self, tag: Tag) -> QPushButton:
        language = self._workspace.language
        chip = QPushButton(tag.name.replace("&", "&&"))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        put_icon(chip, self._icons, "x", size=14)
        chip.setProperty("look", "chip")
        name = language.text("Remove the tag {name}", name=tag.name)
        chip.setAccessibleName(name)
        set_tip(chip, name)
        chip.clicked.connect(lambda: self._remove(tag))
        chip.installEventFilter(self)
        return chip

    def _learn(self) -> None:
        database = self._workspace.database
        self._workspace.tasks.look_up(
            "tag-names",
            lambda: list_pages.facet_values(database, FilterKey.TAG)[:MOST_SUGGESTED],
            lambda found: self._known.setStringList(
                [one.value for one in found if one.value != UNSET]
            ),
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _add(self) -> None:
        name = self.field.text().strip()
        if not name:
            return
        self.field.clear()
        tag = Tag(self._customer_id, name)
        database, author = self._workspace.database, self._workspace.author

        def refuse(error: CrmError) -> None:
            if not self.field.text():
                self.field.setText(name)
            self._workspace.tell_problem(error)

        self._workspace.write(
            lambda: card_edits.add_record(database, tag, author=author), failed=refuse, owner=self
        )

    def _remove(self, tag: Tag) -> None:
        database, author = self._workspace.database, self._workspace.author
        key = self._customer_id
        self._workspace.write(
            lambda: card_edits.untag_many(database, [key], tag.name, author=author),
            notice=self._workspace.language.text("Removed: {text}", text=tag.name),
        )
