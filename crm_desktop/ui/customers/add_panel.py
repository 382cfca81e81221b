"""The panel beside the list on which a new customer is entered."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits, typing_drafts
from crm_desktop.services.duplicate_hints import Hint, KnownBy, likely_same
from crm_desktop.services.quick_search import best_matches
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.text import mark
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.fields import FieldContext
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.duplicates import hint_text

FIELDS = (
    FieldSpec("kind"),
    FieldSpec("owner"),
    FieldSpec("name", columns=2, hint=mark("As its bearer writes it")),
    FieldSpec("latin_name", columns=2),
    FieldSpec("city"),
    FieldSpec("country"),
    FieldSpec("source", columns=2, hint=mark("Fair, referral, website …")),
)
MOST_ALIKE = 3
_Alike = tuple[list[str], Hint | None]
_NEW = 0


class AddPanel(QWidget):
    """``created`` carries the key of the new customer, ``closed`` that nothing is to be added.

    What is typed is kept against a kill until it is added or given up.
    """

    created = Signal(int)
    closed = Signal()

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._typing = DraftKeeper(workspace)
        reader = Reader(workspace.language, workspace.today())
        context = FieldContext(Kind.CUSTOMER, reader, icons)
        self.grid = FieldGrid(FIELDS, context)
        self.grid.keep_typing()
        self._is_put_away = False
        self._drafted: set[str] = set()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(Label(self._language.text("New customer"), "heading"))
        rows.addWidget(self.grid)
        self._alike = Label("", "warning")
        self._alike.setWordWrap(True)
        self._alike.hide()
        self._open = QPushButton(self._language.text("Open"))
        self._open.setProperty("look", "quiet")
        self._open.hide()
        self._open.clicked.connect(self._open_alike)
        self._same: Hint | None = None
        hint = QHBoxLayout()
        hint.addWidget(self._alike, 1)
        hint.addWidget(self._open)
        rows.addLayout(hint)
        rows.addLayout(self._build_buttons())
        rows.addStretch(1)
        self.grid.fields["name"].editor.typed.connect(self._look_for_alike)
        self.grid.drafted.connect(self._keep)
        for name, field in self.grid.fields.items():
            field.editor.left.connect(partial(self._keep_left, name))

    def start(self, *, goes_on: bool) -> None:
        """Begin a new customer with the person as its owner, and with what is kept of typing.

        The person is told of that unless they go on with it.
        """
        draft, found = Customer("", owner=self._workspace.author), self._kept()
        if found and not goes_on and not self._is_put_away:
            self._workspace.tell(
                self._language.text("What you typed before the program ended is back.")
            )
        for name, field in self.grid.fields.items():
            field.accept(getattr(draft, name))
            if name in found:
                field.editor.type_raw(found[name])
                self._drafted.add(name)
        self._show_alike(([], None))
        self.grid.fields["name"].editor.widget.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter adds, Escape puts the panel away with what is typed."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        else:
            super().keyPressEvent(event)

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.add_button = QPushButton(self._language.text("Add and open"))
        self.add_button.setProperty("look", "primary")
        self.add_button.clicked.connect(self._add)
        cancel = QPushButton(self._language.text("Cancel"))
        cancel.clicked.connect(self._give_up)
        row.addWidget(self.add_button)
        row.addWidget(cancel)
        row.addStretch(1)
        return row

    def _add(self) -> None:
        if not self.add_button.isEnabled():
            return
        try:
            values = self.grid.values()
        except CrmError:
            return
        draft = Customer(**values)  # type: ignore[arg-type]
        workspace = self._workspace
        database, author = workspace.database, workspace.author

        def done(result: tuple[int, Changes]) -> None:
            self.add_button.setEnabled(True)
            self._discard()
            self.created.emit(result[0])

        self.add_button.setEnabled(False)
        self._typing.write(
            lambda: card_edits.create_customer(database, draft, author=author),
            dict.fromkeys(map(_place, self.grid.fields)),
            then=done,
            failed=self._refuse,
            owner=self,
        )

    def _put_away(self) -> None:
        for name in self.grid.fields:
            self._keep_left(name)
        self._is_put_away = True
        self.closed.emit()

    def _give_up(self) -> None:
        self._discard()
        self.closed.emit()

    def _kept(self) -> dict[str, str]:
        """Return what was typed and not added; it stands in the file, never in the settings."""
        drafts = typing_drafts.kept(self._workspace.database, _NEW)
        return {one.place.field: one.text for one in drafts if one.place.kind is Kind.CUSTOMER}

    def _keep_left(self, name: str) -> None:
        """Keep what was typed also where the field was left before the typing rested."""
        self._keep(name, self.grid.fields[name].editor.raw())

    def _keep(self, name: str, text: str) -> None:
        if self.grid.fields[name].editor.is_dirty():
            self._drafted.add(name)
            self._typing.keep(_place(name), text)
        elif name in self._drafted:
            self._drafted.discard(name)
            self._typing.keep(_place(name), None)

    def _discard(self) -> None:
        """Forget what was typed, also what rested just now."""
        for field in self.grid.fields.values():
            field.accept(field.stored)
        self._typing.forget(map(_place, self.grid.fields))

    def _refuse(self, error: CrmError) -> None:
        self.add_button.setEnabled(True)
        if self.grid.show_problem(error):
            self.grid.fields[error.problem.field].editor.widget.setFocus()
        else:
            self._workspace.tell_problem(error)

    def _look_for_alike(self) -> None:
        """Say who is there already under the name that is typed, or one like it."""
        name = self.grid.fields["name"].editor.raw().strip()
        database = self._workspace.database

        def look() -> _Alike:
            with database.read() as reading:
                same = likely_same(reading, KnownBy(name)) if name else ()
            hits = best_matches(database, name, limit=MOST_ALIKE) if name and not same else []
            return [hit.name for hit in hits], next(iter(same), None)

        self._workspace.tasks.look_up(
            "customers.alike",
            look,
            self._show_alike,
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _show_alike(self, found: _Alike) -> None:
        names, self._same = found
        language, same = self._language, self._same
        self._alike.setVisible(bool(names) or same is not None)
        self._open.setVisible(same is not None)
        if same is None:
            self._alike.setText(
                language.text("Already in the file: {names}", names=language.join(names))
            )
            return
        self._alike.setText(hint_text(language, same.name, same.code))
        self._open.setAccessibleName(language.text("Open the card of {name}", name=same.name))

    def _open_alike(self) -> None:
        if self._same is not None:
            self._workspace.navigation.card_wanted.emit(self._same.customer_id, None)


def _place(name: str) -> DraftPlace:
    return DraftPlace(Kind.CUSTOMER, _NEW, _NEW, name)
