"""What to offer next, each with its reason and a button; or why this is no time to (D5)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.brief_values import CrossSell
from crm_desktop.services import development
from crm_desktop.services.card_views import CardView
from crm_desktop.services.development import Quiet, Suggestions
from crm_desktop.text import mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label
from crm_desktop.wording.cross_sell import reason_text

_QUIET = {
    Quiet.OPEN_COMPLAINT: mark(
        "A complaint is open, so nothing is suggested: settle it first, then sell."
    ),
    Quiet.SECOND_FAILURE: mark(
        "A second complaint came within 180 days, so nothing is suggested: no pitch, bring"
        " somebody with authority."
    ),
    Quiet.JUST_CLOSED: mark(
        "A complaint was closed a short while ago; suggestions come back on {day}."
    ),
}
_TEACH = mark(
    "Nothing to suggest yet: it takes purchases with products, and products that other customers"
    " buy together."
)


class IdeasPanel(QWidget):
    """Reads its suggestions off the UI thread whenever the card is shown anew."""

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown, self._icons = shown, icons
        self._view: CardView | None = None
        self.found = Suggestions()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(Label(shown.text("What to offer next"), "section"))
        self._note = Label("", "muted")
        self._note.setWordWrap(True)
        rows.addWidget(self._note)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(12)
        rows.addLayout(self._cards)

    def show_view(self, view: CardView) -> None:
        """Look for suggestions to another state of the card."""
        self._view = view
        workspace, card, today = self._shown.workspace, view.card, view.today
        database, playbook = workspace.database, workspace.playbook
        workspace.tasks.look_up(
            "suggestions",
            lambda: development.suggestions(database, card, playbook, today),
            lambda found: self._show(view, found),
            failed=workspace.tell_problem,
            owner=self,
        )

    def _show(self, view: CardView, found: Suggestions) -> None:
        if view is not self._view:
            return
        if found == self.found and self._cards.count() == len(found.ideas) and self._note.text():
            return
        self.found = found
        empty(self._cards)
        for idea in found.ideas:
            self._cards.addWidget(self._card(idea), 1)
        self._note.setText(self._words(found))
        self._note.setVisible(not found.ideas)

    def _words(self, found: Suggestions) -> str:
        if found.quiet is None:
            return self._shown.text(_TEACH)
        if found.until is None:
            return self._shown.text(_QUIET[found.quiet])
        return self._shown.text(_QUIET[found.quiet], day=self._shown.day(found.until))

    def _card(self, idea: CrossSell) -> QWidget:
        frame = QFrame()
        frame.setProperty("look", "surface")
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.setSpacing(4)
        name = ElidedLabel(idea.product)
        name.setProperty("look", "strong")
        reason = Label(reason_text(self._shown.language, idea), "small")
        reason.setWordWrap(True)
        rows.addWidget(name)
        rows.addWidget(reason)
        rows.addStretch(1)
        words = self._shown.text("Add as opportunity")
        button = icon_button(self._icons, "plus", words, "link")
        button.setProperty("look", "link")
        said = self._shown.language.labelled(words, idea.product)
        button.setAccessibleName(said)
        button.clicked.connect(self._adding(idea))
        rows.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        return frame

    def _adding(self, idea: CrossSell) -> Callable[[], None]:
        def add() -> None:
            view, workspace = self._view, self._shown.workspace
            if view is None:
                return
            database, author = workspace.database, workspace.author
            note = reason_text(self._shown.language, idea)
            workspace.write(
                lambda: development.pursue(
                    database, view.card, idea, note, view.today, author=author
                ),
                notice=self._shown.text("{product} is an opportunity now.", product=idea.product),
                owner=self,
            )

        return add
