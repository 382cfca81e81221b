"""Typing that is not saved, kept in the file so that a killed program loses none of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from crm_desktop.services import typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.ui.workspace import Workspace, Written


class DraftKeeper:
    """Keeps and forgets typing behind the writes asked for before.

    It is done whether the form that asked for it is still there or not.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def keep(self, place: DraftPlace, text: str | None) -> None:
        """Keep what stands in a field; None forgets it."""
        self._command(lambda: self._put(place, text))

    def forget(self, places: Iterable[DraftPlace]) -> None:
        """Forget what was typed, after it was saved or given up."""
        known = list(places)

        def forget() -> None:
            for place in known:
                self._put(place, None)

        self._command(forget)

    def write(
        self, work: Callable[[], Written], typed: Mapping[DraftPlace, str | None], **told: Any
    ) -> None:
        """Run a write of the workspace, ``told`` as there, that saves what is typed at places.

        Behind it, and before what is typed next, their typing is forgotten. Where it is refused
        it is kept, an empty text forgotten; None leaves what is kept already.
        """
        written: list[Written] = []

        def noted() -> Written:
            written.append(work())
            return written[0]

        def end() -> None:
            for place, text in typed.items():
                if written or text is not None:
                    self._put(place, None if written else text or None)

        self._workspace.write(noted, **told)
        if typed:
            self._command(end)

    def _put(self, place: DraftPlace, text: str | None) -> None:
        workspace = self._workspace
        if text is None:
            workspace.unkept.pop(place, None)
            typing_drafts.discard(workspace.database, place)
            return
        workspace.unkept[place] = text
        typing_drafts.keep(workspace.database, place, text)
        del workspace.unkept[place]

    def _command(self, work: Callable[[], None]) -> None:
        tasks, failed = self._workspace.tasks, self._workspace.tell_problem
        tasks.command(work, lambda _: None, failed=failed)
