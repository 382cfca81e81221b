"""One line under the day: what is to be decided about what is kept, with the way there (D28)."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from crm_desktop.ui.labels import ElidedLabel, set_tip
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.services.privacy_look import PrivacyLook


class PrivacyLine(QFrame):
    """Hidden while there is nothing to decide."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        say = workspace.language.text
        self.setProperty("look", "surface")
        self._sentence = ElidedLabel("", "muted")
        self.open = QPushButton(say("Decide…"))
        self.open.setProperty("look", "quiet")
        set_tip(self.open, say("Settle sensitive facts and cards past their term"))
        self.open.clicked.connect(workspace.navigation.privacy_wanted)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 4, 8, 4)
        across.addWidget(self._sentence, 1)
        across.addWidget(self.open)
        self.hide()

    def reload(self) -> None:
        """Look at the file again, off the UI thread."""
        database, today = self._workspace.database, self._workspace.today()

        def work() -> "PrivacyLook":
            from crm_desktop.services.privacy_look import look  # not before the first paint

            return look(database, today)

        self._workspace.tasks.look_up(
            f"privacy-line-{id(self)}",
            work,
            self._take,
            failed=self._workspace.tell_problem,
            owner=self,
            is_long=True,
        )

    def _take(self, found: "PrivacyLook") -> None:
        language, parts = self._language, []
        if found.unsettled:
            parts.append(
                language.plural(
                    "{count} sensitive fact waits for a consent",
                    "{count} sensitive facts wait for a consent",
                    len(found.unsettled),
                )
            )
        if found.past_terms:
            parts.append(
                language.plural(
                    "{count} card is past its term",
                    "{count} cards are past their term",
                    len(found.past_terms),
                )
            )
        self._sentence.setText("  ·  ".join(parts))
        self.setVisible(not found.is_quiet)
