"""The second half of a visit's page: told in a minute, saved at once, kept against a kill."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.services.visit_capture import VisitCapture, capture_of
from crm_desktop.services.visit_outcomes import call_off, postpone, record_outcome
from crm_desktop.services.visit_views import VisitView
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.fields import DRAFTED_AFTER_MS
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.visits.after_bar import SAVE_KEYS, AfterBar
from crm_desktop.ui.visits.after_form import AfterForm
from crm_desktop.ui.visits.after_told import Told, from_text, outcome_of, to_text, told_before
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text

DRAFT = "after"
"""The field under which what is told is kept until it is saved."""
_WIDEST_PX = 1500
_ROOM_PX = 40


class AfterPanel(QWidget):
    """Shows what may be told of a visit; ``done`` tells that it was saved, moved or called off."""

    done = Signal()

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._typing = DraftKeeper(workspace)
        self._capture: VisitCapture | None = None
        self._shown = Told()
        self._is_saving = self._is_kept = False
        self.form = AfterForm(workspace, icons)
        self.bar = AfterBar(workspace, icons)
        self._rest = QTimer(self, singleShot=True, interval=DRAFTED_AFTER_MS)
        self._rest.timeout.connect(self._keep)
        self._build()
        self._connect()

    @property
    def is_dirty(self) -> bool:
        """True while something is told that was not saved."""
        return self._capture is not None and self.form.told() != self._shown

    def show_view(self, view: VisitView, drafts: Sequence[KeptDraft] | None = None) -> bool:
        """Show a stored visit; what is told and not saved stays, or with ``drafts`` comes back.

        With ``drafts`` it is another visit, or the same one anew. Return whether typing came back.
        """
        if drafts is None and self._is_mine(view.visit) and (self.is_dirty or self._is_saving):
            return False
        assert view.visit is not None
        sources = self._sources(view.visit)
        capture = capture_of(view, sources, self._workspace.playbook)
        place = _place(view.visit)
        self._capture, self._is_saving = capture, False
        self._shown = told_before(capture)
        kept = next((one.text for one in drafts or () if one.place == place), "")
        self.form.show_told(capture, from_text(kept, self._shown) if kept else self._shown)
        self._shown = self._shown if kept else self.form.told()
        self._is_kept = bool(kept)
        self.bar.show_state(may_not_have_been=view.visit.state is VisitState.PLANNED)
        return bool(kept)

    def take_focus(self) -> None:
        """Begin with the question that one key answers."""
        self.form.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fold two columns into one where there is no room for them."""
        super().resizeEvent(event)
        self.form.fit(event.size().width())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep what is told when the person goes elsewhere."""
        self._keep()
        super().hideEvent(event)

    def _build(self) -> None:
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        canvas.setMaximumWidth(_WIDEST_PX)
        inside = QVBoxLayout(canvas)
        inside.setContentsMargins(20, 12, 20, 16)
        inside.addWidget(self.form)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(canvas)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._scroll, 1)
        rows.addWidget(self.bar)

    def _connect(self) -> None:
        self.form.typed.connect(self._rest.start)
        self.form.changed.connect(self._keep)
        self.form.finished.connect(self.bar.take_focus)
        self.bar.save_wanted.connect(self.save)
        self.bar.moved.connect(self._move)
        self.bar.called_off.connect(self._call_off)
        for keys in (SAVE_KEYS, "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, _: object, now: object) -> None:
        """Bring the stop that Enter went to into sight."""
        if isinstance(now, QWidget) and self.isVisible() and self.form.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, _ROOM_PX, _ROOM_PX)

    def save(self) -> None:
        """Store all of it as one operation."""
        capture = self._capture
        if capture is None or self._is_saving:
            return
        workspace, visit = self._workspace, capture.visit
        told, database = self.form.told(), workspace.database
        default = self._language.text("Visited")
        draft = outcome_of(told, capture, today=workspace.today(), default=default)
        draft = replace(draft, source=source_text(self._language, visit))
        now, author = workspace.clock(), workspace.author
        self._write(
            lambda: record_outcome(database, draft, now=now, author=author),
            self._language.text("The visit is recorded."),
        )

    def _move(self, day: date) -> None:
        capture, workspace = self._capture, self._workspace
        if capture is None:
            return
        visit, database, author = capture.visit, workspace.database, workspace.author
        key, at = visit.id or 0, visit.visit_time
        told = self._language.text(
            "The visit is planned for {day} now.", day=self._language.date(day)
        )
        self._write(lambda: postpone(database, key, day, at=at, author=author), told)

    def _call_off(self, reason: str) -> None:
        capture, workspace = self._capture, self._workspace
        if capture is None:
            return
        key, database, author = capture.visit.id or 0, workspace.database, workspace.author
        told = self._language.text("The visit is called off.")
        self._write(lambda: call_off(database, key, reason=reason, author=author), told)

    def _write(self, work: Callable[[], Changes], notice: str) -> None:
        capture = self._capture
        assert capture is not None
        self._is_saving = True
        self._rest.stop()
        self.bar.say_problem("")
        self._typing.write(
            work,
            {_place(capture.visit): None},
            then=self._saved,
            failed=self._refuse,
            notice=notice,
            owner=self,
        )

    def _saved(self, _: object) -> None:
        """What is shown has keys now; it is read again before anything is saved anew."""
        self._is_saving = self._is_kept = False
        self._capture = None
        self.done.emit()

    def _refuse(self, error: CrmError) -> None:
        self._is_saving = False
        self.bar.say_problem(problem_text(self._language, error.problem))
        self._keep()

    def _keep(self) -> None:
        """Keep what is told in the file, so that a kill loses nothing, until it is saved."""
        capture = self._capture
        self._rest.stop()
        if capture is None or self._is_saving:
            return
        told, place = self.form.told(), _place(capture.visit)
        if told != self._shown:
            self._typing.keep(place, to_text(told))
        elif self._is_kept:
            self._typing.keep(place, None)
        self._is_kept = told != self._shown

    def _is_mine(self, visit: Visit | None) -> bool:
        return (
            visit is not None and self._capture is not None and self._capture.visit.id == visit.id
        )

    def _sources(self, visit: Visit) -> frozenset[str]:
        """What the visit may be called where it was noted: in either language, if it was."""
        own = source_text(self._language, visit)
        if visit.state is not VisitState.HELD:
            return frozenset({own})
        return frozenset({own, source_text(self._other_language, visit)})

    @cached_property
    def _other_language(self) -> Language:
        codes = [code for code in LanguageCode if code is not self._language.code]
        return Language.load(codes[0], self._workspace.paths.locale)


def source_text(language: Language, visit: Visit) -> str:
    """Return what a visit is called as the source of what was noticed at it."""
    return language.text("Visit of {day}", day=language.date(visit.visit_on))


def holds_telling(draft: KeptDraft, visit: Visit) -> bool:
    """Return whether typing that was kept tells of a visit."""
    return draft.place == _place(visit)


def _place(visit: Visit) -> DraftPlace:
    return DraftPlace(Kind.VISIT, visit.id or 0, visit.customer_id, DRAFT)
