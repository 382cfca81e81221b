"""What is read beforehand, after the first paint, so that the first brief waits for nothing."""

from importlib import import_module
from typing import TYPE_CHECKING

from crm_desktop.domain.problems import CrmError

if TYPE_CHECKING:
    from crm_desktop.ui.host import Host


_PAGES = (
    "crm_desktop.ui.briefs.brief_page",
    "crm_desktop.ui.card.card_page",
    "crm_desktop.ui.customers.add_panel",
    "crm_desktop.ui.customers.bulk_edits",
    "crm_desktop.ui.card.overview_tab",
    "crm_desktop.ui.card.basics_tab",
    "crm_desktop.ui.card.history_tab",
)
"""What a person opens first from the list."""


def preload_after_paint(host: "Host") -> None:
    """Load fonts, readings and the printing of briefs on the look-up thread."""
    resources = host.paths.resources

    def work() -> None:
        from crm_desktop.services.brief_preload import preload

        preload(resources)
        for module in _PAGES:
            import_module(module)

    def failed(error: CrmError) -> None:
        host.tell_bug(error)

    host.tasks.look_up("preload", work, lambda _: None, failed=failed, owner=host)
