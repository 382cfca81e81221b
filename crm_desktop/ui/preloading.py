"""What is read beforehand, after the first paint, so that the first brief waits for nothing."""

from importlib import import_module
from typing import TYPE_CHECKING

from crm_desktop.domain.problems import CrmError

if TYPE_CHECKING:
    from crm_desktop.ui.host import Host


def preload_after_paint(host: "Host") -> None:
    """Load fonts, readings and the printing of briefs on the look-up thread."""
    resources = host.paths.resources

    def work() -> None:
        from crm_desktop.services.brief_preload import preload

        preload(resources)
        import_module("crm_desktop.ui.briefs.brief_page")

    def failed(error: CrmError) -> None:
        host.tell_bug(error)

    host.tasks.look_up("preload", work, lambda _: None, failed=failed, owner=host)
