"""Says quietly that a card may be of somebody known, once a name, phone or e-mail was typed in."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.ui.notices import Notice, NoticeKind
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.services.duplicate_hints import Hint

_TYPED = frozenset({Kind.CONTACT_POINT, Kind.CUSTOMER})


class DuplicateWatch(QObject):
    """Hears every change of the window; looks into indexes off its thread."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        workspace.changed.connect(self._hear)

    def _hear(self, changes: Changes) -> None:
        operation = changes.operation
        if operation is None or operation.undoes is not None or _TYPED.isdisjoint(changes.ids):
            return
        # No window waits for this at its start.
        from crm_desktop.services.duplicate_hints import hints_after

        database = self._workspace.database
        self._workspace.tasks.look_up(
            "duplicates.hint",
            lambda: hints_after(database, changes),
            self._tell,
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _tell(self, found: "tuple[int, tuple[Hint, ...]] | None") -> None:
        if found is None:
            return
        from crm_desktop.wording.duplicates import hint_text

        customer_id, (hint, *_) = found
        workspace, language = self._workspace, self._workspace.language
        wanted = workspace.navigation.duplicates_wanted
        compare = partial(wanted.emit, [customer_id, hint.customer_id])
        words = hint_text(language, hint.name, hint.code)
        action = language.text("Compare")
        notice = Notice(words, NoticeKind.INFO, action, compare, topic="duplicate")
        workspace.noticed.emit(notice)
