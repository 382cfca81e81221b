"""Typing that a killed program had not saved, offered back when its file is opened again."""

from crm_desktop.domain.changes import Kind
from crm_desktop.services import typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.ui.notices import Notice
from crm_desktop.ui.workspace import Workspace


def offer_unsaved(workspace: Workspace) -> None:
    """Tell on how many cards there is such typing and lead to the first of them."""

    def tell(places: list[DraftPlace]) -> None:
        if not places:
            return
        language, first = workspace.language, places[0]
        words = language.plural(
            "What you typed on {count} card was not saved; it is kept there.",
            "What you typed on {count} cards was not saved; it is kept there.",
            len(places),
        )
        act = language.text("Show")
        workspace.noticed.emit(Notice(words, action=act, act=lambda: _show(workspace, first)))

    workspace.tasks.look_up(
        "unsaved",
        lambda: _places(workspace),
        tell,
        failed=workspace.tell_problem,
        owner=workspace,
    )


def _places(workspace: Workspace) -> list[DraftPlace]:
    """Return one place of each card, that of a visit first: it is not seen on the card."""
    database = workspace.database
    found = []
    for key in typing_drafts.kept_customers(database):
        places = [one.place for one in typing_drafts.kept(database, key)]
        if key and places:
            found.append(min(places, key=lambda one: one.kind is not Kind.VISIT))
    return found


def _show(workspace: Workspace, place: DraftPlace) -> None:
    navigation = workspace.navigation
    if place.kind is Kind.VISIT:
        navigation.visit_wanted.emit(place.customer_id, place.record_id or None)
    else:
        navigation.card_wanted.emit(place.customer_id, None)
