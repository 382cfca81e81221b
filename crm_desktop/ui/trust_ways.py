"""The ways to the log of prints and to erasing, and what a window forgets of the erased."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crm_desktop.ui.navigation import ERASE, TRUST_LOG, Navigation

if TYPE_CHECKING:
    from crm_desktop.domain.erasures import Subject
    from crm_desktop.ui.pages import Pages
    from crm_desktop.ui.screen import Screen

Links = list[tuple[Any, Callable[..., None]]]


def trust_links(
    navigation: Navigation, pages: "Pages", show: "Callable[[str, Screen], None]"
) -> Links:
    """Return signals with what a window does about them."""

    def look_at_erasing(subject: "Subject") -> None:
        pages.erase.show_subject(subject)
        show(ERASE, pages.erase)

    def forget(is_named: Callable[[str], bool]) -> None:
        """Take out of the pages what names somebody who was erased, as a filter."""
        from crm_desktop.domain.erasures import without

        for page in pages.made.values():
            left = page.state()
            if (kept := without(left, is_named)) != left:
                page.restore(kept)

    return [
        (navigation.log_wanted, lambda: show(TRUST_LOG, pages.trust_log)),
        (navigation.erase_wanted, look_at_erasing),
        (navigation.erased, forget),
    ]
