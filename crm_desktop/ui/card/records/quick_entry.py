"""One line in which what just happened is noted: choose the kind, type, Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import interaction_log, typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.text import mark
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.fields import DRAFTED_AFTER_MS
from crm_desktop.ui.forms.list_specs import NEW
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.wording.card import INTERACTIONS
from crm_desktop.wording.problems import problem_text

KIND_ICONS = {
    InteractionKind.VISIT: "handshake",
    InteractionKind.EXECUTIVE_VISIT: "briefcase",
    InteractionKind.CALL: "phone",
    InteractionKind.EMAIL: "mail",
    InteractionKind.MESSAGE: "message-circle",
    InteractionKind.MEETING: "users",
    InteractionKind.GIFT: "gift",
    InteractionKind.EVENT: "star",
    InteractionKind.SERVICE: "headset",
    InteractionKind.SURVEY: "list",
    InteractionKind.COMPLAINT: "flame",
}
SCOPE = "quick"
_HINT = mark("What happened today? One line and Enter is enough.")


class EntryLine(QLineEdit):
    """While it is empty, undo belongs to the window: it takes back what was logged last."""

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where there is no typing."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and not self.text():
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in keys):
                event.ignore()
                return False
        return super().event(event)


class QuickEntry(QFrame):
    """The line, and the menu of kinds before it; what is typed survives a refusal and a kill."""

    logged = Signal(int)

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown, self._icons = shown, icons
        self._is_saving = False
        self.kind = InteractionKind.CALL
        self._customer_id = 0
        self.setProperty("look", "surface")
        self.line = EntryLine()
        self.line.setObjectName("quick-entry")
        self.line.setPlaceholderText(shown.text(_HINT))
        self.line.setAccessibleName(shown.text("What happened"))
        self.line.returnPressed.connect(self.save)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._left)
        self._problem = Label("", "problem")
        self._problem.hide()
        self._rest = QTimer(self, singleShot=True, interval=DRAFTED_AFTER_MS)
        self._rest.timeout.connect(self._keep)
        self.kind_button = self._kinds()
        self._build()
        self.choose(self.kind)

    def show_customer(self, customer_id: int) -> None:
        """Begin anew where another card is shown."""
        if customer_id != self._customer_id:
            self._customer_id = customer_id
            self.line.clear()
            self._problem.hide()

    def start(self) -> None:
        """Put the keyboard into the line."""
        self.line.setFocus()

    def choose(self, kind: InteractionKind) -> None:
        """Say what is noted next."""
        self.kind = kind
        words = self._shown.text(INTERACTIONS[kind])
        self.kind_button.setText(f"{words[:1].upper()}{words[1:]}  ▾")
        put_icon(self.kind_button, self._icons, KIND_ICONS[kind])
        self.kind_button.setMinimumWidth(self.kind_button.sizeHint().width() + 12)
        name = self._shown.language.labelled(self._shown.text("Kind"), words)
        self.kind_button.setAccessibleName(name)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        mine = [one for one in drafts if one.place == self._place()]
        for one in mine:
            self.line.setText(one.text)
        return len(mine)

    def save(self) -> None:
        """Store the line as what happened today; an empty one only waits."""
        text = self.line.text().strip()
        if not text or self._is_saving:
            return
        self._is_saving = True
        self._rest.stop()
        self._problem.hide()
        workspace, database = self._shown.workspace, self._shown.workspace.database
        draft = Interaction(
            self._customer_id, workspace.today(), self.kind, text, author=workspace.author
        )
        now, author, place = workspace.clock(), workspace.author, self._place()
        written: list[int] = []

        def work() -> tuple[int, Changes]:
            result = interaction_log.log_interaction(database, draft, now=now, author=author)
            written.append(result[0])
            return result

        workspace.write(
            work,
            then=lambda result: self._done(place, text, result[0]),
            failed=lambda error: self._refuse(place, error),
            notice=self._shown.text(
                "Logged: {text}", text=text if len(text) < 60 else text[:60] + "…"
            ),
            owner=self,
        )
        # Behind the write, whichever card is shown by then.
        self._keep_at(place, lambda: "" if written else text)

    def _kinds(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("look", "quiet")
        menu = QMenu(button)
        group = QActionGroup(menu)
        for kind, words in INTERACTIONS.items():
            action = QAction(self._icons.icon(KIND_ICONS[kind]), self._shown.text(words), group)
            action.triggered.connect(lambda _=False, chosen=kind: self._chosen(chosen))
            menu.addAction(action)
        button.setMenu(menu)
        set_tip(button, self._shown.text("Choose what kind of contact it was"))
        return button

    def _chosen(self, kind: InteractionKind) -> None:
        self.choose(kind)
        self.start()

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 8, 10, 8)
        rows.setSpacing(4)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.kind_button)
        across.addWidget(self.line, 1)
        log = QPushButton(self._shown.text("Log it"))
        log.setObjectName("log-it")
        log.clicked.connect(self.save)
        across.addWidget(log)
        rows.addLayout(across)
        rows.addWidget(self._problem)

    def _typed(self) -> None:
        self._rest.start()

    def _left(self) -> None:
        """Typing that has not rested yet is kept when the line is left, as by closing."""
        if self._rest.isActive():
            self._rest.stop()
            self._keep()

    def _done(self, place: DraftPlace, text: str, key: int) -> None:
        self._is_saving = False
        if place != self._place():
            return
        if self.line.text().strip() == text:
            self.line.setText("")
            self._rest.stop()
        self.logged.emit(key)

    def _refuse(self, place: DraftPlace, error: CrmError) -> None:
        self._is_saving = False
        if place != self._place():
            self._shown.workspace.tell_problem(error)
            return
        self._problem.setText(problem_text(self._shown.language, error.problem))
        self._problem.show()

    def _place(self) -> DraftPlace:
        return DraftPlace(Kind.INTERACTION, NEW, self._customer_id, f"{SCOPE}/summary")

    def _keep(self) -> None:
        text = self.line.text()
        self._keep_at(self._place(), lambda: text)

    def _keep_at(self, place: DraftPlace, typed: Callable[[], str]) -> None:
        database = self._shown.workspace.database

        def keep() -> None:
            text = typed()
            if text:
                typing_drafts.keep(database, place, text)
            else:
                typing_drafts.discard(database, place)

        workspace = self._shown.workspace
        workspace.tasks.command(keep, lambda _: None, failed=workspace.tell_problem)
