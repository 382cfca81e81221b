"""What can be undone and done again in one window, newest first."""

from threading import Lock

from crm_desktop.domain.changes import Changes, Operation
from crm_desktop.domain.problems import CrmError, OutdatedError
from crm_desktop.storage.database import Database

KEPT = 500


class UndoHistory:
    """The operations of one window that can be taken back, and those taken back.

    Steps belong on one thread at a time; what can be done may be asked from any.
    """

    def __init__(self) -> None:
        self._done: list[Operation] = []
        self._undone: list[Operation] = []
        self._lock = Lock()

    def note(self, changes: Changes) -> None:
        """Remember a new operation; nothing can be done again after it. An empty one is none."""
        if changes.operation is None:
            return
        with self._lock:
            self._done.append(changes.operation)
            del self._done[:-KEPT]
            self._undone.clear()

    def forget(self, operations: frozenset[int]) -> None:
        """Let go of operations by key, as those about somebody who was erased."""
        with self._lock:
            self._done[:] = [one for one in self._done if one.id not in operations]
            self._undone[:] = [one for one in self._undone if one.id not in operations]

    @property
    def can_undo(self) -> bool:
        """True when there is an operation to take back."""
        return bool(self._done)

    def holds(self, operation: Operation) -> bool:
        """True while an operation can be taken back: it was not yet, nor fell out of memory."""
        with self._lock:
            return operation in self._done

    @property
    def can_redo(self) -> bool:
        """True when there is an operation to do again."""
        return bool(self._undone)

    @property
    def next_undo(self) -> Operation | None:
        """The operation :meth:`undo` takes back."""
        with self._lock:
            return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Operation | None:
        """The operation :meth:`redo` does again (its title; the entry is that of the undo)."""
        with self._lock:
            return self._undone[-1] if self._undone else None

    def undo(
        self, database: Database, author: str = "", operation: Operation | None = None
    ) -> Changes:
        """Take the newest operation back, or an earlier one; empty Changes where there is none.

        Raises what ``change_log.undo`` raises. After OutdatedError and InputError the newest is
        dropped, since it can't be taken back later either; an earlier one can, once those after it
        are, and after a failure of the machine any stays.
        """
        if operation is not None and operation not in self._done:
            return Changes()
        return self._step(database, (self._done, self._undone), author, operation)

    def redo(self, database: Database, author: str = "") -> Changes:
        """Do the operation again that was taken back last; raises like :meth:`undo`."""
        return self._step(database, (self._undone, self._done), author)

    def _step(
        self,
        database: Database,
        stacks: tuple[list[Operation], list[Operation]],
        author: str,
        wanted: Operation | None = None,
    ) -> Changes:
        source, target = stacks
        operation = wanted or (source[-1] if source else None)
        if operation is None:
            return Changes()
        from crm_desktop.storage import change_log  # it knows every table: not before paint

        try:
            changes = change_log.undo(database, operation.id, author=author)
        except CrmError as error:
            if operation is source[-1] and (error.is_input or isinstance(error, OutdatedError)):
                with self._lock:
                    source.remove(operation)
            raise
        with self._lock:
            source.remove(operation)
            if changes.operation is not None:
                target.append(changes.operation)
        return changes
