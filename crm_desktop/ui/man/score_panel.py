"""What the answers come to: class, scores, advice, the next best questions, and why (D2)."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.man import Assessment
from crm_desktop.domain.man_letters import Letter, LetterState
from crm_desktop.domain.man_questions import Dimension, Question
from crm_desktop.domain.man_weights import DEFAULT_THRESHOLDS
from crm_desktop.domain.playbook import AdviceText
from crm_desktop.text import Language, mark_in
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.man.letter_bar import ClassBoxes, ScoreBar
from crm_desktop.ui.theme import Theme
from crm_desktop.wording.leads import DIMENSIONS, explanation_text

NEXT_SHOWN = 3
STATES = {
    LetterState.PRESENT: mark_in("letter", "present"),
    LetterState.ABSENT: mark_in("letter", "absent"),
    LetterState.UNDETERMINED: mark_in("letter", "undetermined"),
}


class ScorePanel(QScrollArea):
    """Stands beside the questions; ``asked`` carries the question a person wants to go to."""

    asked = Signal(object)

    def __init__(self, language: Language, theme: Theme) -> None:
        super().__init__()
        self._language = language
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._boxes = ClassBoxes(theme)
        self._overall = Label("", "figure")
        self._confidence = Label("", "small")
        self._rows = {one: _LetterRow(language, theme, one) for one in Dimension}
        self._advice = Label("", "heading")
        self._steps = Label()
        self._next_title = Label(language.text("Ask next"), "section")
        self._next = [QPushButton() for _ in range(NEXT_SHOWN)]
        self._next_questions: list[Question] = []
        self._why_button = QPushButton(language.text("Why this score"))
        self._why = Label("", "small")
        self._build()

    @property
    def class_text(self) -> str:
        """The class shown, such as ``MA?``."""
        return self._boxes.accessibleName()

    @property
    def advice_text(self) -> str:
        """The advice shown."""
        return self._advice.text()

    def next_button(self, place: int) -> QPushButton:
        """Return the button of the next best question at a place from 0."""
        return self._next[place]

    def show_score(
        self, found: Assessment, advice: AdviceText, labels: Mapping[Question, str]
    ) -> None:
        """Show an assessment; ``labels`` name the questions."""
        language, code = self._language, self._language.code
        self._boxes.show_letters(found.letters, language.labelled("MAN", found.man_class))
        score = language.number(float(found.overall), 0)
        self._overall.setText(language.text("{score} of 100", score=score))
        share = language.percent(float(found.confidence), 0)
        self._confidence.setText(language.text("Confidence {share}", share=share))
        for letter in found.letters:
            self._rows[letter.dimension].show_letter(letter, found)
        self._advice.setText(advice.headline.get(code))
        steps = [f"• {point.get(code)}" for point in advice.points]
        if found.look_again_on is not None:
            day = language.date(found.look_again_on)
            steps.append(f"• {language.text('Look again on {day}', day=day)}")
        self._steps.setText("\n".join(steps))
        self._steps.setVisible(bool(steps))
        self._show_next(found, labels)
        lines = [explanation_text(language, one, labels) for one in found.explanations]
        self._why.setText("\n".join(lines))

    def _show_next(self, found: Assessment, labels: Mapping[Question, str]) -> None:
        best = found.next_questions[:NEXT_SHOWN]
        self._next_questions = [one.question for one in best]
        self._next_title.setVisible(bool(best))
        for place, button in enumerate(self._next):
            button.setVisible(place < len(best))
            if place < len(best):
                one = best[place]
                gain = self._language.number(float(one.gain), 0)
                name = f"{one.question} {labels[one.question]}"
                button.setText(self._language.text("{question}: +{gain}", question=name, gain=gain))

    def _build(self) -> None:
        canvas = QFrame()
        canvas.setProperty("look", "surface")
        rows = QVBoxLayout(canvas)
        rows.setContentsMargins(16, 14, 16, 14)
        rows.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._boxes)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addWidget(self._overall)
        figures.addWidget(self._confidence)
        head.addLayout(figures, 1)
        rows.addLayout(head)
        for row in self._rows.values():
            rows.addWidget(row)
        for label in (self._advice, self._steps, self._why):
            label.setWordWrap(True)
        rows.addSpacing(4)
        rows.addWidget(self._advice)
        rows.addWidget(self._steps)
        rows.addWidget(self._next_title)
        for place, button in enumerate(self._next):
            button.setProperty("look", "row")
            button.clicked.connect(self._going_to(place))
            rows.addWidget(button)
        self._why_button.setProperty("look", "quiet")
        self._why_button.setCheckable(True)
        self._why_button.toggled.connect(self._why.setVisible)
        rows.addWidget(self._why_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._why.hide()
        rows.addWidget(self._why)
        rows.addStretch(1)
        self.setWidget(canvas)

    def _going_to(self, place: int) -> Callable[[], None]:
        return lambda: self.asked.emit(self._next_questions[place])


class _LetterRow(QWidget):
    """One dimension: its state, its score on a bar, how much of it is answered."""

    def __init__(self, language: Language, theme: Theme, dimension: Dimension) -> None:
        super().__init__()
        self._language = language
        self._name = language.text(DIMENSIONS[dimension])
        self._state = Label("", "small")
        self._bar = ScoreBar(theme, DEFAULT_THRESHOLDS.score)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(1)
        head = QHBoxLayout()
        head.addWidget(Label(self._name))
        head.addStretch(1)
        head.addWidget(self._state)
        rows.addLayout(head)
        rows.addWidget(self._bar)

    def show_letter(self, letter: Letter, found: Assessment) -> None:
        """Show a letter of an assessment."""
        language = self._language
        asked = found.sheet.questions(letter.dimension)
        answered = sum(question in found.sheet.levels for question in asked)
        share = language.text("{answered} of {asked} answered", answered=answered, asked=len(asked))
        parts = [language.text(STATES[letter.state])]
        if letter.score is not None:
            parts.append(language.number(float(letter.score), 0))
        self._state.setText(" · ".join([*parts, f"{answered}/{len(asked)}"]))
        words = " · ".join([*parts, share])
        set_tip(self._state, words)
        self._bar.show_letter(letter, language.labelled(self._name, words))
