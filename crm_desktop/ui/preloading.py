"""What is read beforehand, after the first paint, so that the first brief waits for nothing."""

import gc
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from crm_desktop.domain.problems import CrmError
from crm_desktop.ui.later import later
from crm_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from crm_desktop.ui.host import Host


_PAGES = (
    "crm_desktop.ui.today.today_page",
    "crm_desktop.ui.today.reminders",
    "crm_desktop.ui.briefs.brief_page",
    "crm_desktop.ui.card.card_page",
    "crm_desktop.ui.palette.panel",
    "crm_desktop.ui.customers.add_panel",
    "crm_desktop.ui.customers.bulk_edits",
    "crm_desktop.ui.card.overview_tab",
    "crm_desktop.ui.card.basics_tab",
    "crm_desktop.ui.card.history_tab",
    "crm_desktop.ui.card.records.purchases_tab",
    "crm_desktop.ui.card.records.development_tab",
    "crm_desktop.ui.people.people_tab",
    "crm_desktop.ui.man.man_tab",
    "crm_desktop.ui.tiers.tiers_page",
    "crm_desktop.ui.calendar.calendar_page",
    "crm_desktop.ui.visits.visit_page",
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

    def done(_: None) -> None:
        # All that is loaded by now stays for good: to search it would take as long as a brief.
        gc.freeze()
        # Made now, a page is 30 ms less to wait for after the click.
        if isinstance(host.window, MainWindow):
            _step(host.window, host.window.prepare())
        _remind(host)

    host.tasks.look_up("preload", work, done, failed=failed, owner=host)


def _remind(host: "Host") -> None:
    from crm_desktop.ui.today.reminders import Reminders

    Reminders(host).start()


def _step(window: MainWindow, steps: Iterator[None]) -> None:
    """Take a step whenever the window has nothing else to do, while it exists."""

    def take() -> None:
        if next(steps, steps) is None:
            later(window, take)

    later(window, take)
