"""What a person is told of the playbook when a file opens: lost typing, edits nobody can read.

A window that becomes whole imports this: what takes long to import is left to the look-up thread.
"""

from dataclasses import dataclass

from crm_desktop.ui.navigation import Page
from crm_desktop.ui.notices import Notice, NoticeKind
from crm_desktop.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Found:
    has_typing: bool
    unusable: int


def tell_of_playbook(workspace: Workspace) -> None:
    """Look off the UI thread, and lead to the playbook where there is something to see."""
    database, resources = workspace.database, workspace.paths.resources

    def look() -> _Found:
        from crm_desktop.services.playbook import playbook_of
        from crm_desktop.ui.playbook.writer import kept_typing

        unusable = len(playbook_of(database, resources).unusable)
        return _Found(bool(kept_typing(workspace)), unusable)

    def tell(found: _Found) -> None:
        language = workspace.language
        if found.has_typing:
            _notice(workspace, language.text("What you typed in the playbook was not saved; it is"
                                             " kept there."))  # fmt: skip
        if found.unusable:
            from crm_desktop.wording.playbook import unusable_text

            words = unusable_text(language, found.unusable)
            _notice(workspace, words, NoticeKind.PROBLEM)

    workspace.tasks.look_up("playbook", look, tell, failed=workspace.tell_problem, owner=workspace)


def _notice(workspace: Workspace, words: str, kind: NoticeKind = NoticeKind.INFO) -> None:
    wanted, act = workspace.navigation.page_wanted, workspace.language.text("Show")
    workspace.noticed.emit(Notice(words, kind, act, lambda: wanted.emit(Page.PLAYBOOK)))
