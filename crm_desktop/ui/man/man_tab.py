"""The MAN tab: nine questions answered by key or click, and the score beside them (D2)."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.man import Assessment, assess
from crm_desktop.domain.man_questions import QUESTIONS_OF, Answer, Dimension, Question
from crm_desktop.domain.playbook import QuestionText
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import man_edits
from crm_desktop.services.card_views import CardView
from crm_desktop.services.man_edits import SnapshotView
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.ui.card.tab import CardTabView
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.fields import FieldContext
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.man.answers import Answers, Mark, known_at, marks
from crm_desktop.ui.man.question_card import QuestionCard
from crm_desktop.ui.man.score_panel import ScorePanel
from crm_desktop.ui.man.trend_section import TrendSection
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.leads import DIMENSIONS
from crm_desktop.wording.problems import problem_text

PANEL_PX = 330
NARROW_PX = 1000
NARROW_PANEL_PX = 276
"""In a window of 960 pixels the scale of a person's questions needs the room."""

GAP_PX = 16


class ManTab(CardTabView):
    """Answers are stored one by one as they are given; the score moves at once."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._typing = DraftKeeper(workspace)
        self._customer_id = 0
        self._answers = Answers.start(CustomerKind.COMPANY, workspace.today(), ())
        self._looked_at: SnapshotView | None = None
        self._snapshots: list[SnapshotView] = []
        self.cards: dict[Question, QuestionCard] = {}
        self._texts: Mapping[Question, QuestionText] = {}
        self.panel = ScorePanel(self.language, workspace.theme)
        self.trend = TrendSection(self.language, workspace.theme)
        self._older_words = Label()
        self._older = self._older_notice()
        self._absent = self._absent_notice()
        self._questions = QWidget()
        self._build()

    def show_view(self, view: CardView) -> None:
        """Show the answers of a card; what is being written stays as it was said."""
        kind = view.card.customer.kind
        found = view.assessment
        self._absent.setVisible(found is None)
        self._questions.setVisible(found is not None)
        self.panel.setVisible(found is not None)
        self._place_panel()
        if found is None:
            self._customer_id = view.customer_id
            return
        is_same = view.customer_id == self._customer_id and kind is self._answers.kind
        if is_same and self._answers.today == view.today:
            self._answers = self._answers.read_again(found.answers)
        else:
            self._begin(view.customer_id, Answers.start(kind, view.today, found.answers))
        database = self.workspace.database
        self._snapshots = man_edits.snapshots(database, self._customer_id)
        self.trend.show_snapshots(self._snapshots)
        self._show()

    def start_entry(self) -> None:
        """Start at the best question to ask next, at the first where all are answered."""
        best = self._answers.assessment.next_questions
        self.go_to(best[0].question if best else Question.M1)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typed notes back that a killed program had not saved."""
        found = 0
        for draft in drafts:
            name, _, field = draft.place.field.partition(".")
            if draft.place.kind is Kind.MAN_ANSWER and name in set(Question):
                editor = self.cards[Question(name)].notes.fields[field].editor
                editor.type_raw(draft.text)
                found += 1
        return found

    def go_to(self, question: Question) -> None:
        """Scroll to a question and put the keyboard on its scale."""
        card = self.cards[question]
        self.ensureWidgetVisible(card, 0, 60)
        card.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep the score beside the questions."""
        super().resizeEvent(event)
        self._place_panel()

    def _begin(self, customer_id: int, answers: Answers) -> None:
        self._customer_id, self._answers, self._looked_at = customer_id, answers, None
        self._texts = {}
        for card in self.cards.values():
            for field in card.notes.fields.values():
                field.accept("")

    def _show_questions(self) -> None:
        """Show how this kind of customer is asked, again where the playbook was edited."""
        kind = self._answers.kind
        texts = self.workspace.playbook.man[kind]
        if texts is not self._texts:
            self._texts = texts
            for question, card in self.cards.items():
                card.show_question(texts[question], marks(question, kind))

    def _show(self) -> None:
        self._show_questions()
        found = self._assessment()
        known = {one.question: one for one in found.answers}
        for question, card in self.cards.items():
            card.show_answer(known.get(question), is_stale=question in found.stale)
            card.lock(is_locked=self._looked_at is not None)
        self._older.setVisible(self._looked_at is not None)
        if self._looked_at is not None:
            day = self.language.date(self._looked_at.snapshot.assessed_on)
            words = self.language.text("This is the assessment of {day}, to look at.", day=day)
            self._older_words.setText(words)
        self._show_score(found)

    def _show_score(self, found: Assessment) -> None:
        code, playbook = self.language.code, self.workspace.playbook
        texts = playbook.man[self._answers.kind]
        labels = {question: text.label.get(code) for question, text in texts.items()}
        self.panel.show_score(found, playbook.advice_for(found.man_class), labels)

    def _assessment(self) -> Assessment:
        shown = self._looked_at
        if shown is None:
            return self._answers.assessment
        answers = known_at(self._snapshots, shown)
        return assess(answers, as_of=shown.snapshot.assessed_on, kind=self._answers.kind)

    def _say(self, question: Question, mark: Mark) -> None:
        self._answers = self._answers.say(question, mark)
        self._write(question)

    def _note(self, question: Question, field: str, text: str) -> None:
        self._answers = self._answers.note(question, field, text)
        self._write(question, field)

    def _write(self, question: Question, field: str = "") -> None:
        """Show what was said at once, and store it."""
        given = self._answers.answer(question)
        assert given is not None
        self._show()
        customer_id, author = self._customer_id, self.workspace.author
        database = self.workspace.database

        def store() -> Changes:
            return man_edits.answer(
                database,
                customer_id,
                question,
                level=given.level,
                today=given.answered_on or self._answers.today,
                not_applicable=given.not_applicable,
                evidence=given.evidence,
                source=given.source,
                author=author,
            )

        self._typing.write(
            store,
            {self._draft_place(question, field): getattr(given, field)} if field else {},
            then=lambda _: self._stored(customer_id, given, field),
            failed=lambda error: self._refused(customer_id, given, error),
            owner=self,
        )

    def _stored(self, customer_id: int, given: Answer, field: str) -> None:
        if customer_id != self._customer_id:
            return
        self._answers = self._answers.settle(given, is_stored=True)
        if field:
            editor = self.cards[given.question].notes.fields[field].editor
            if editor.is_dirty() and editor.value() == getattr(given, field):
                self.cards[given.question].accept_note(field, getattr(given, field))
        self._show()

    def _refused(self, customer_id: int, given: Answer, error: CrmError) -> None:
        if customer_id != self._customer_id:
            self.workspace.tell_problem(error)
            return
        self._answers = self._answers.settle(given, is_stored=False)
        self._show()
        text = problem_text(self.language, error.problem)
        self.cards[given.question].show_problem(error, text)

    def _keep(self, question: Question, field: str, text: str) -> None:
        """Keep resting typing in the file, so that a kill loses nothing."""
        place = self._draft_place(question, field)
        if not self.cards[question].notes.fields[field].editor.is_dirty():
            self._typing.keep(place, None)
            return
        self._typing.keep(place, text)

    def _draft_place(self, question: Question, field: str) -> DraftPlace:
        return DraftPlace(Kind.MAN_ANSWER, 0, self._customer_id, f"{question}.{field}")

    def _move(self, question: Question, step: int) -> None:
        order = list(Question)
        place = order.index(question) + step
        if 0 <= place < len(order):
            self.go_to(order[place])

    def _look_at(self, view: SnapshotView | None) -> None:
        is_newest = bool(self._snapshots) and view is self._snapshots[0]
        self._looked_at = None if is_newest else view
        self._show()
        self.verticalScrollBar().setValue(0)

    def _build(self) -> None:
        self.setWidgetResizable(True)
        rows = QVBoxLayout(self._questions)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self._older)
        reader = Reader(self.language, self.workspace.today())
        context = FieldContext(Kind.MAN_ANSWER, reader, self.icons)
        for dimension in Dimension:
            name = self.language.text(DIMENSIONS[dimension])
            rows.addWidget(Label(f"{dimension}  {name}", "heading"))
            for question in QUESTIONS_OF[dimension]:
                rows.addWidget(self._card(question, context))
        rows.addWidget(self.trend)
        self.column.addWidget(self._absent)
        self.column.addWidget(self._questions)
        self.panel.setParent(self)
        self.panel.asked.connect(self.go_to)
        self.trend.opened.connect(self._look_at)

    def _card(self, question: Question, context: FieldContext) -> QuestionCard:
        card = self.cards[question] = QuestionCard(question, context)
        card.said.connect(lambda mark: self._say(question, mark))
        card.noted.connect(lambda field, text: self._note(question, field, text))
        card.drafted.connect(lambda field, text: self._keep(question, field, text))
        card.confirmed.connect(lambda: self._say(question, self._answers.mark(question)))
        card.scale.moved.connect(lambda step: self._move(question, step))
        return card

    def _place_panel(self) -> None:
        is_shown = not self.panel.isHidden()
        width = PANEL_PX if self.width() >= NARROW_PX else NARROW_PANEL_PX
        self.setViewportMargins(0, 0, width + GAP_PX if is_shown else 0, 0)
        height = self.height() - 2 * GAP_PX
        self.panel.setGeometry(self.width() - width - GAP_PX, GAP_PX, width, height)
        self.panel.raise_()

    def _older_notice(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("look", "hint")
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 8, 8, 8)
        row.addWidget(self._older_words, 1)
        back = QPushButton(self.language.text("Back to today"))
        back.clicked.connect(lambda: self._look_at(None))
        row.addWidget(back)
        frame.hide()
        return frame

    def _absent_notice(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("look", "hint")
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(16, 14, 16, 14)
        text = self.language.text
        rows.addWidget(Label(text("MAN is for prospects and open opportunities"), "heading"))
        why = Label(
            text(
                "This customer already buys and has no open opportunity, so a score would say"
                " nothing. Add an opportunity under Development, and the nine questions appear"
                " here."
            )
        )
        why.setWordWrap(True)
        rows.addWidget(why)
        frame.hide()
        return frame
