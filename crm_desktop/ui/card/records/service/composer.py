"""The whole form of an entry that is not stored yet; nothing typed or chosen in it is lost."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Emotion, Initiative, Interaction, InteractionKind
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import interaction_log
from crm_desktop.services.interaction_log import WholeEntry
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.ui.card.records.service.entry_form import PARTS, EntryForm
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.fields import DRAFTED_AFTER_MS, Field, FieldContext
from crm_desktop.ui.forms.list_specs import NEW
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.own_keys import keeps
from crm_desktop.ui.page_keys import keys_text
from crm_desktop.wording.problems import problem_text

SCOPE = "full"
CHOSEN = "chosen"
"""The draft that holds what was clicked, not typed."""
_LINES = ("acted", "responded", "thanked")
_PICKED = (
    "emotion",
    "emotion_intensity",
    "satisfaction",
    "initiative",
    "moment",
    "moment_points",
    "moment_rating",
)


class EntryComposer(QFrame):
    """Saved as one operation with all it leads to; Escape folds it back into the line."""

    logged = Signal(int)
    folded = Signal(str)
    """What stands under "what happened", for the line to take over."""
    given_up = Signal()

    def __init__(self, shown: Shown, icons: Icons) -> None:
        super().__init__()
        self._shown, self._icons = shown, icons
        self._workspace, self._typing = shown.workspace, DraftKeeper(shown.workspace)
        self._draft = _blank(shown)
        self._kept: set[str] = set()
        self.setProperty("look", "plain")
        self.fields: dict[str, Field] = {}
        self.form = EntryForm(shown, self._grid, keeps_choice=True)
        self.form.edited.connect(self._chose)
        self.form.people_changed.connect(self._keep_chosen)
        self.form.follow_ups_changed.connect(self._follow_up_typed)
        self._rest = QTimer(self, singleShot=True, interval=DRAFTED_AFTER_MS)
        self._rest.timeout.connect(self._keep_chosen)
        self._problem = Label("", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._build()

    def start(self, draft: Interaction) -> None:
        """Begin with what the line says; what was typed here before stays."""
        said: dict[str, Any] = {"kind": draft.kind, "happened_on": draft.happened_on}
        if draft.happened_at is not None:
            said["happened_at"] = draft.happened_at
        for name, value in said.items():
            self.fields[name].accept(value)
        self._draft = replace(self._draft, customer_id=draft.customer_id, **said)
        summary = self.fields["summary"]
        if draft.summary and draft.summary != summary.editor.raw():
            summary.editor.type_raw(draft.summary)
            self._keep("summary", draft.summary)
        self.form.show_record(self._draft, is_other=False)
        self._show_proposed()
        self._keep_chosen()
        self.show()

    def take_focus(self) -> None:
        """Put the keyboard behind what was typed."""
        self.form.take_focus()
        box = self.fields["summary"].editor.widget
        cursor = box.textCursor()  # type: ignore[attr-defined]
        cursor.movePosition(cursor.MoveOperation.End)
        box.setTextCursor(cursor)  # type: ignore[attr-defined]

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing and choices back that were not saved; return how many fields."""
        mine = {
            one.place.field.rpartition("/")[2]: one.text
            for one in drafts
            if one.place.kind is Kind.INTERACTION and one.place.field.startswith(f"{SCOPE}/")
        }
        if not mine:
            return 0
        self._kept |= mine.keys()
        chosen = json.loads(mine.pop(CHOSEN, "{}"))
        self._restore(chosen)
        self.form.show_record(self._draft, is_other=True)
        for name, text in mine.items():
            section = self.form.section_of(name)
            if section is not None:
                section.unfold()
            if name in self.fields:
                self.fields[name].editor.type_raw(text)
        self._show_proposed()
        lines = chosen.get("lines", [])
        if lines:
            self.form.sections["follow"].unfold()
        if self.form.follow_ups is not None:
            self.form.follow_ups.restore(lines)
        self.form.people.show_values(chosen.get("people", []))
        return len(mine) or 1

    def save(self) -> None:
        """Store the entry; what is wrong is said beside its field and nothing typed is lost."""
        if not self._save.isEnabled():
            return
        self._problem.hide()
        try:
            entry = self._whole()
        except CrmError:
            return
        self._save.setEnabled(False)
        database, author = self._workspace.database, self._workspace.author
        now, places = self._workspace.clock(), self._places()
        text = entry.interaction.summary
        self._typing.write(
            lambda: interaction_log.log_whole(database, entry, now=now, author=author),
            dict.fromkeys(places),
            then=lambda result: self._done(places, result[0]),
            failed=lambda error: self._refuse(places, error),
            notice=self._shown.text("Logged: {text}", text=text[:60] + "…" * (len(text) > 60)),
            owner=self,
        )

    def give_up(self) -> None:
        """Throw away what was typed."""
        self._typing.forget(self._places())
        self.clear()
        self.given_up.emit()

    def fold(self) -> None:
        """Go back to the line with what happened; the rest stays for the next time."""
        text = " ".join(self.fields["summary"].editor.raw().split())
        self.fields["summary"].accept("")
        self._keep("summary", "")
        self.folded.emit(text)

    def clear(self) -> None:
        """Hold nothing any more."""
        self._draft = _blank(self._shown)
        for name, field in self.fields.items():
            field.accept(getattr(self._draft, name))
        self.form.people.show_values([])
        if self.form.follow_ups is not None:
            self.form.follow_ups.clear()
        self.form.show_record(self._draft, is_other=True)
        self._problem.hide()
        self._save.setEnabled(True)
        self._rest.stop()
        self._kept.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Ctrl+Enter saves from everywhere, Escape folds the form back into the line."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.fold()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window's own shortcuts."""
        return keeps(event, Qt.Key.Key_Escape) or super().event(event)

    def _whole(self) -> WholeEntry:
        values: dict[str, Any] = {}
        for grid in self.form.grids:
            values |= grid.values()
        happened = replace(self._draft, customer_id=self._shown.customer_id, **values)
        people = [one for one in self.form.people.values() if isinstance(one, int)]
        led_to = self.form.follow_ups.follow_ups() if self.form.follow_ups is not None else []
        return WholeEntry(happened, people, led_to)

    def _grid(self, specs: Sequence[FieldSpec], columns: int) -> FieldGrid:
        reader = Reader(self._workspace.language, self._workspace.today())
        context = FieldContext(Kind.INTERACTION, reader, self._icons)
        grid = FieldGrid(specs, context, columns=columns)
        grid.keep_typing()
        grid.drafted.connect(self._typed)
        for name, field in grid.fields.items():
            field.accept(getattr(self._draft, name))
            field.editor.left.connect(self._keeper(name, field))
        self.fields |= grid.fields
        return grid

    def _with_typed(self) -> Interaction:
        """The draft with the parts as they stand, whatever is still wrong in other fields."""
        made = self.form.iheart
        texts = {name: one.editor.raw() for name, one in made.fields.items()} if made else {}
        return replace(self._draft, **texts)  # type: ignore[arg-type]

    def _show_proposed(self) -> None:
        record = self._with_typed()
        self.form.show_follow_ups(record, ())
        self.form.tell(record)

    def _typed(self, name: str, text: str) -> None:
        self._keep(name, text)
        if name in PARTS:
            self._show_proposed()

    def _chose(self, values: Mapping[str, object]) -> None:
        self._draft = replace(self._draft, **values)  # type: ignore[arg-type]
        self.form.show_record(self._with_typed(), is_other=False)
        self._keep_chosen()

    def _follow_up_typed(self) -> None:
        self._rest.start()

    def _restore(self, chosen: Mapping[str, Any]) -> None:
        said: dict[str, Any] = {}
        for name, read in _READERS.items():
            if chosen.get(name) is not None:
                said[name] = read(chosen[name])
        self._draft = replace(_blank(self._shown), **said)
        for name in ("kind", "happened_on", "happened_at"):
            self.fields[name].accept(getattr(self._draft, name))

    def _keep_chosen(self) -> None:
        self._rest.stop()
        found: dict[str, object] = {
            name: getattr(self._draft, name)
            for name in _PICKED
            if getattr(self._draft, name) not in (None, "", ())
        }
        made = self.form.follow_ups
        lines = made.state() if made is not None else []
        found |= {"people": self.form.people.values(), "lines": lines}
        is_plain = not any(found.values())
        for name in ("kind", "happened_on", "happened_at"):
            value = getattr(self._draft, name)
            found[name] = value.isoformat() if isinstance(value, date | time) else value
        text = self.fields["summary"].editor.raw()
        self._keep_text(CHOSEN, "" if is_plain and not text else json.dumps(found))

    def _keeper(self, name: str, field: Field) -> Callable[[], None]:
        """Keep what was typed also where the field was left before the typing rested."""

        def keep() -> None:
            self._typed(name, field.editor.raw())

        return keep

    def _keep(self, name: str, text: str) -> None:
        self._keep_text(name, text if self.fields[name].editor.is_dirty() else "")

    def _keep_text(self, name: str, text: str) -> None:
        if text:
            self._kept.add(name)
            self._typing.keep(self._place(name), text)
        elif name in self._kept:
            self._kept.discard(name)
            self._typing.keep(self._place(name), None)

    def _place(self, name: str) -> DraftPlace:
        return DraftPlace(Kind.INTERACTION, NEW, self._shown.customer_id, f"{SCOPE}/{name}")

    def _places(self) -> list[DraftPlace]:
        return [self._place(name) for name in {*self.fields, *self._kept, CHOSEN}]

    def _done(self, places: Sequence[DraftPlace], key: int) -> None:
        is_shown = places[0].customer_id == self._shown.customer_id
        if is_shown:
            self.clear()
        self._typing.forget(places)  # what was kept once more while the write waited
        if is_shown:
            self.logged.emit(key)

    def _refuse(self, places: Sequence[DraftPlace], error: CrmError) -> None:
        if places[0].customer_id != self._shown.customer_id:
            self._workspace.tell_problem(error)
            return
        self._save.setEnabled(True)
        if not any(grid.show_problem(error) for grid in self.form.grids):
            self._problem.setText(problem_text(self._shown.language, error.problem))
            self._problem.show()
            return
        self.fields[error.problem.field].editor.widget.setFocus()

    def _build(self) -> None:
        text = self._shown.text
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.form)
        rows.addWidget(self._problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._save = QPushButton(text("Save"))
        self._save.setProperty("look", "primary")
        self._save.setObjectName("save")
        self._save.clicked.connect(self.save)
        set_tip(self._save, text("{keys} saves too", keys=keys_text("Ctrl+Return")))
        less = QPushButton(text("Fold back into the line"))
        less.setObjectName("less")
        less.clicked.connect(self.fold)
        cancel = QPushButton(text("Discard"))
        cancel.setObjectName("discard")
        cancel.clicked.connect(self.give_up)
        buttons.addWidget(self._save)
        buttons.addWidget(less)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        rows.addLayout(buttons)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "kind": InteractionKind,
    "happened_on": date.fromisoformat,
    "happened_at": time.fromisoformat,
    "emotion": Emotion,
    "emotion_intensity": int,
    "satisfaction": int,
    "initiative": Initiative,
    "moment": str,
    "moment_points": tuple,
    "moment_rating": int,
}


def _blank(shown: Shown) -> Interaction:
    author = shown.workspace.author
    return Interaction(shown.customer_id, shown.today, InteractionKind.CALL, "", author=author)
