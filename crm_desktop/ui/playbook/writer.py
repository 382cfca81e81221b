"""What the page writes: edits by the service, drafts of typing, each told to who asked."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.playbook_entries import Book, Entry, EntryKey
from crm_desktop.domain.playbook_parts import Path
from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.services import typing_drafts
from crm_desktop.services.playbook_edits import PlaybookDesk, new_code
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.playbook import BOOKS

Told = Callable[[Problem | None], None]
NEW = "new"
"""Stands for the code of an entry that is not added yet."""


class PlaybookWriter:
    """Writes into the playbook of the open file in the person's name."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._typing = workspace, DraftKeeper(workspace)

    @property
    def desk(self) -> PlaybookDesk:
        """The service, for who is signed in now."""
        workspace = self._workspace
        return PlaybookDesk(workspace.database, workspace.paths.resources, workspace.author)

    def new_code(self) -> str:
        """Return a code for something of the person's own."""
        return new_code(self._workspace.clock())

    def set_part(self, key: EntryKey, path: Path, value: Any, told: Told, owner: QObject) -> None:
        """Set a part of an entry."""
        desk = self.desk
        self._workspace.write(
            lambda: desk.set_part(key, path, value),
            then=lambda _: told(None),
            failed=lambda error: told(error.problem),
            owner=owner,
        )

    def remove_part(self, key: EntryKey, path: Path) -> None:
        """Take a line out of an entry; a notice offers to undo."""
        desk, text = self.desk, self._workspace.language.text
        self._workspace.write(lambda: desk.remove_part(key, path), notice=text("The line is gone."))

    def add(
        self, key: EntryKey, entry: Mapping[str, Any], done: Callable[[], None],
        failed: Callable[[CrmError], None], owner: QObject,
    ) -> None:  # fmt: skip
        """Add an entry of the person's own."""
        desk = self.desk
        self._workspace.write(
            lambda: desk.add(key, entry), then=lambda _: done(), failed=failed, owner=owner
        )

    def reset(self, entry: Entry) -> None:
        """Let an entry read as shipped again, or delete one of the person's own."""
        desk, text = self.desk, self._workspace.language.text
        notice = (
            text("The entry is deleted.") if entry.is_own else text("It reads as shipped again.")
        )
        self._workspace.write(lambda: desk.reset(entry.key), notice=notice)

    def reset_book(self, book: Book, own: int) -> None:
        """Let a book read as shipped again; ``own`` is how many entries go with it."""
        desk, language = self.desk, self._workspace.language
        name = language.text(BOOKS[book])
        notice = language.text("“{book}” reads as shipped again.", book=name)
        if own:
            notice = language.plural(
                "“{book}” reads as shipped again; {count} entry of your own is deleted.",
                "“{book}” reads as shipped again; {count} entries of your own are deleted.",
                own,
                book=name,
            )
        self._workspace.write(lambda: desk.reset_book(book), notice=notice)

    def hide(self, key: EntryKey, *, is_hidden: bool) -> None:
        """Put an entry out of use, or back into it."""
        desk, text = self.desk, self._workspace.language.text
        notice = text("It is not in use any more.") if is_hidden else text("It is in use again.")
        self._workspace.write(lambda: desk.hide(key, is_hidden=is_hidden), notice=notice)

    def keep_typing(self, key: EntryKey, path: Path, text: str) -> None:
        """Keep what is typed against a crash; empty forgets it."""
        self._typing.keep(draft_place(key, path), text or None)

    def forget_typing(self, key: EntryKey, paths: Iterable[Path]) -> None:
        """Forget what was typed into an entry that is given up or added."""
        self._typing.forget(draft_place(key, path) for path in paths)


def draft_place(key: EntryKey, path: Path) -> DraftPlace:
    """Return where typing into a text of an entry is kept."""
    return DraftPlace(Kind.SETTING, 0, 0, "/".join((key.book, key.code, *map(str, path))))


def kept_typing(workspace: Workspace) -> dict[EntryKey, dict[Path, str]]:
    """Return what was typed and not saved when the program ended, by entry and path."""
    found: dict[EntryKey, dict[Path, str]] = {}
    for draft in typing_drafts.kept(workspace.database, 0):
        book, _, rest = draft.place.field.partition("/")
        code, _, path = rest.partition("/")
        if draft.place.kind is Kind.SETTING and book in set(Book) and path:
            steps = tuple(int(step) if step.isdigit() else step for step in path.split("/"))
            found.setdefault(EntryKey(Book(book), code), {})[steps] = draft.text
    return found
