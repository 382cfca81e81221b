"""Ideas for the plan, each added by one click: questions, openers, small surprises."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.brief_values import Remark
from crm_desktop.domain.playbook import Dig, Playbook
from crm_desktop.services.card_views import CardView
from crm_desktop.services.visit_ideas import VisitIdeas
from crm_desktop.text import Language, mark
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip

MAN_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Idea:
    """A text for a field of the plan, and where it comes from."""

    field: str
    text: str
    source: str = ""


HEADS = {
    "questions": mark("Questions worth asking"),
    "opener": mark("Openers in their own words"),
    "surprise": mark("Small surprises"),
}


def question_ideas(language: Language, view: CardView, playbook: Playbook) -> list[Idea]:
    """Return what MAN wants to know next, then one question of each kind that digs (D2, D18)."""
    code, asks = language.code.value, playbook.man[view.card.customer.kind]
    unknown = view.assessment.next_questions[:MAN_QUESTIONS] if view.assessment else ()
    found = [Idea("questions", asks[one.question].ask.get(code), "MAN") for one in unknown]
    for dig in Dig:
        found += [Idea("questions", one.get(code)) for one in playbook.questions[dig][:1]]
    return found


def card_ideas(language: Language, ideas: VisitIdeas) -> list[Idea]:
    """Return the customer's own words and facts as ideas."""
    found = [Idea("opener", one.text, _source(language, one)) for one in ideas.openers]
    found += [
        Idea("surprise", one.text, language.date(one.on) if one.on else "")
        for one in ideas.surprises
    ]
    return found


def _source(language: Language, remark: Remark) -> str:
    parts = (remark.person, language.date(remark.on) if remark.on else "")
    return " · ".join(part for part in parts if part)


class IdeasPanel(QFrame):
    """Tells ``taken`` with the idea a person wants."""

    taken = Signal(object)

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self.setProperty("look", "surface")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(14, 12, 8, 12)
        self._rows.setSpacing(4)
        self._groups: dict[str, QWidget] = {}
        self._shown: dict[str, list[Idea]] = {}

    def show_ideas(self, ideas: Sequence[Idea]) -> None:
        """Show ideas by field, in place of those of the same fields.

        The same ones stay as they are, and the keyboard on them.
        """
        for name in dict.fromkeys(idea.field for idea in ideas):
            some = [idea for idea in ideas if idea.field == name]
            if self._shown.get(name) != some:
                self._shown[name] = some
                self._show_group(name, some)

    def _show_group(self, name: str, ideas: Sequence[Idea]) -> None:
        before = self._groups.pop(name, None)
        if before is not None:
            before.hide()
            before.deleteLater()
        group = self._groups[name] = QWidget()
        rows = QVBoxLayout(group)
        rows.setContentsMargins(0, 0, 0, 8)
        rows.setSpacing(8)
        rows.addWidget(Label(self._language.text(HEADS[name]), "heading"))
        for idea in ideas:
            rows.addLayout(self._row(idea))
        at = list(HEADS).index(name)
        earlier = sum(one in self._groups for one in list(HEADS)[:at])
        self._rows.insertWidget(earlier, group)

    def _row(self, idea: Idea) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(0)
        text = Label(idea.text)
        text.setWordWrap(True)
        words.addWidget(text)
        if idea.source:
            words.addWidget(Label(idea.source, "small"))
        row.addLayout(words, 1)
        add = QToolButton()
        add.setIcon(self._icons.icon("plus", "link", size=16))
        name = self._language.text("Add: {text}", text=idea.text)
        add.setAccessibleName(name)
        set_tip(add, name)
        add.clicked.connect(lambda: self.taken.emit(idea))
        row.addWidget(add, alignment=Qt.AlignmentFlag.AlignTop)
        return row
