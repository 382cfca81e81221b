"""At the start of a file the bin lets go of who rested in it for the whole term (D28)."""

from crm_desktop.domain.changes import Changes
from crm_desktop.services.backup_places import places_of
from crm_desktop.services.customer_bin import Emptied, empty_expired
from crm_desktop.ui.workspace import Workspace


def empty_bin_at_start(workspace: Workspace) -> None:
    """Empty the bin of who is over on the command thread, and say how many went."""
    database, today = workspace.database, workspace.today()
    places = places_of(workspace.file.path, workspace.paths.config)
    done: list[Emptied] = []

    def work() -> Changes:
        done.append(empty_expired(database, today, places, author=workspace.author))
        return done[-1].changes

    def tell(_: object) -> None:
        count = done[-1].count
        if count:
            workspace.tell(
                workspace.language.plural(
                    "{count} card left the bin for good after its days there. A backup made just"
                    " before holds it.",
                    "{count} cards left the bin for good after their days there. A backup made"
                    " just before holds them.",
                    count,
                )
            )

    workspace.write(work, then=tell)
