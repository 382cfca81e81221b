"""A field to name a customer in: the best matches stand beneath while it is typed into."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from crm_desktop.services.quick_search import Match, best_matches
from crm_desktop.ui.workspace import Workspace


class CustomerField(QLineEdit):
    """``chosen`` carries a customer's key, or None once the name is changed again."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        text = workspace.language.text
        self._matches: Sequence[Match] = ()
        self.setPlaceholderText(text("Customer: name, pinyin, initials"))
        self.setAccessibleName(text("Customer"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.textEdited.connect(self._search)
        self.returnPressed.connect(self._take_only)

    def _search(self, text: str) -> None:
        self.chosen.emit(None)
        self._matches = best_matches(self._workspace.database, text) if text.strip() else []
        self._names.setStringList([self._line(match) for match in self._matches])
        if self._matches:
            self.completer().complete()

    def _take(self, index: QModelIndex) -> None:
        self._choose(self._matches[index.row()])

    def _take_only(self) -> None:
        if self._matches and self.text() not in self._names.stringList():
            self._choose(self._matches[0])

    def _choose(self, match: Match) -> None:
        self.setText(self._line(match))
        self.chosen.emit(match.customer_id)

    def _line(self, match: Match) -> str:
        notes = ", ".join(filter(None, (match.external_id, match.city)))
        return self._workspace.language.with_note(match.name, notes) if notes else match.name
