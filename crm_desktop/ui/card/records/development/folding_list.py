"""A list whose records that are over fold away under a line that says how many there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import Language
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.forms.record_list import ListSpec, RecordList
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace


@dataclass(frozen=True)
class Fold:
    """Which records are over, how many in words, and a marked text for when nothing is open."""

    is_over: Callable[[Any], bool]
    words: Callable[[Language, int], str]
    nothing_open: str


def done_words(language: Language, count: int) -> str:
    """Return how many are done."""
    return language.plural("{count} done", "{count} done", count)


class FoldingList(RecordList):
    """Shows what is open; the rest on a click, or when one of them is asked for."""

    def __init__(self, workspace: Workspace, icons: Icons, spec: ListSpec, fold: Fold) -> None:
        self._fold = fold
        self._all: Sequence[Any] = ()
        self._of = 0
        self._is_unfolded = False
        super().__init__(workspace, icons, spec)
        self.fold_button = QPushButton()
        self.fold_button.setProperty("look", "quiet")
        self.fold_button.setObjectName(f"fold-{spec.kind}")
        self.fold_button.clicked.connect(lambda: self._unfold(not self._is_unfolded))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.fold_button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_records(self, records: Sequence[Any], *, customer_id: int) -> None:
        """Show the open ones in their order, then those that are over while they are unfolded."""
        if customer_id != self._of:
            self._of, self._is_unfolded = customer_id, False
        self._all = records
        over = [one for one in records if self._fold.is_over(one)]
        shown = [one for one in records if self._is_unfolded or self._is_shown(one)]
        language = self.workspace.language
        empty = self._fold.nothing_open if over else self.spec.empty
        self._empty.setText(language.text(empty))
        super().show_records(shown, customer_id=customer_id)
        self._show_button(len(over))

    def open_record(self, record_id: int) -> None:
        """Open the form of one record, unfolding the list where it is over."""
        self._reveal({record_id})
        super().open_record(record_id)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved, also into a record that is over."""
        self._reveal({one.place.record_id for one in drafts if one.place.kind is self.kind})
        return super().take_up(drafts)

    def _is_shown(self, record: Any) -> bool:
        """An open form stays where it is although what it says is over by now."""
        row = self.rows.get(record.id)
        return not self._fold.is_over(record) or (row is not None and row.is_open)

    def _reveal(self, keys: set[int]) -> None:
        if any(one.id in keys and self._fold.is_over(one) for one in self._all):
            self._unfold(True)

    def _unfold(self, is_unfolded: bool) -> None:
        self._is_unfolded = is_unfolded
        self.show_records(self._all, customer_id=self._of)

    def _show_button(self, over: int) -> None:
        words = self._fold.words(self.workspace.language, over)
        self.fold_button.setText(words)
        put_icon(
            self.fold_button, self.icons, "chevron-up" if self._is_unfolded else "chevron-down",
            "link",
        )  # fmt: skip
        self.fold_button.setAccessibleName(words)
        self.fold_button.setVisible(over > 0)
