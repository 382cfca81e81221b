"""Beside the list while several customers are chosen: who they are, and what to do with all."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.text import Language, mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip


class BulkAction(StrEnum):
    """What may be done with the chosen customers."""

    BRIEFS = "briefs"
    TAG = "tag"
    UNTAG = "untag"
    OWNER = "owner"
    STAGE = "stage"
    EXPORT_CHOSEN = "export_chosen"
    EXPORT = "export"
    MERGE = "merge"
    BIN = "bin"


BULK: Mapping[BulkAction, tuple[str, str]] = {
    BulkAction.BRIEFS: (mark("Print briefs"), "printer"),
    BulkAction.TAG: (mark("Add a tag…"), "tag"),
    BulkAction.UNTAG: (mark("Remove a tag…"), "x"),
    BulkAction.OWNER: (mark("Set the owner…"), "user"),
    BulkAction.STAGE: (mark("Set the stage…"), "kanban"),
    BulkAction.EXPORT_CHOSEN: (mark("Export the chosen…"), "download"),
    BulkAction.EXPORT: (mark("Export the tier list…"), "upload"),
    BulkAction.MERGE: (mark("Merge…"), "copy"),
    BulkAction.BIN: (mark("Move to bin"), "trash-2"),
}
NAMED = 6
_TWO = 2


class SelectionPanel(QWidget):
    """The first names, the number of all, and one button for each action."""

    def __init__(self, language: Language, icons: Icons, act: Callable[[BulkAction], None]) -> None:
        super().__init__()
        self._language = language
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 0, 0, 0)
        rows.setSpacing(8)
        self._title = Label("", "heading")
        self._names = Label("", "muted")
        self._names.setWordWrap(True)
        rows.addWidget(self._title)
        rows.addWidget(self._names)
        rows.addSpacing(8)
        for action, (words, icon) in BULK.items():
            button = icon_button(icons, icon, language.text(words))
            button.setObjectName(f"bulk-{action.value}")
            button.setProperty("look", "row")
            button.clicked.connect(lambda _=False, action=action: act(action))
            rows.addWidget(button)
            if action is BulkAction.MERGE:
                self._merge = button
        rows.addStretch(1)

    def show_chosen(self, count: int, names: list[str]) -> None:
        """Show how many are chosen; ``names`` are the first of them."""
        language = self._language
        self._merge.setEnabled(count == _TWO)
        tip = language.text("Compare two cards of one customer and make one of them")
        only_two = language.text("Two cards are merged: choose exactly two.")
        set_tip(self._merge, tip if count == _TWO else only_two)
        self._title.setText(
            language.plural("{count} customer chosen", "{count} customers chosen", count)
        )
        hidden = count - len(names)
        lines = list(names)
        if hidden > 0:
            lines.append(language.plural("and {count} more", "and {count} more", hidden))
        self._names.setText("\n".join(lines))
