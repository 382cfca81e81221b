"""Typing that a killed program had not saved, offered back when its file is opened again."""

from crm_desktop.services import typing_drafts
from crm_desktop.ui.notices import Notice
from crm_desktop.ui.workspace import Workspace


def offer_unsaved(workspace: Workspace) -> None:
    """Tell on how many cards there is such typing and lead to the first of them."""

    def tell(keys: list[int]) -> None:
        if not keys:
            return
        language, wanted = workspace.language, workspace.navigation.card_wanted
        words = language.plural(
            "What you typed on {count} card was not saved; it is kept there.",
            "What you typed on {count} cards was not saved; it is kept there.",
            len(keys),
        )
        act = language.text("Show")
        workspace.noticed.emit(Notice(words, action=act, act=lambda: wanted.emit(keys[0], None)))

    workspace.tasks.look_up(
        "unsaved",
        lambda: [key for key in typing_drafts.kept_customers(workspace.database) if key],
        tell,
        failed=workspace.tell_problem,
        owner=workspace,
    )
