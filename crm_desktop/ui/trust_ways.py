"""The ways to the log of prints and to erasing, and what a window forgets of the erased."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from crm_desktop.ui.navigation import ERASE, TRUST_LOG, Navigation

if TYPE_CHECKING:
    from crm_desktop.domain.erasures import Subject
    from crm_desktop.ui.pages import Pages
    from crm_desktop.ui.screen import Screen

Links = list[tuple[Any, Callable[..., None]]]


class TrustWays(QObject):
    """Ends with its window.

    Its methods are linked to signals, no functions: a signal keeps a function, which would keep the
    pages, and they the file with its key, where no search for garbage finds them.
    """

    def __init__(
        self, pages: "Pages", show: "Callable[[str, Screen], None]", window: QObject
    ) -> None:
        super().__init__(window)
        self._pages, self._show = pages, show

    def links(self, navigation: Navigation) -> Links:
        """Return signals with what the window does about them."""
        return [
            (navigation.log_wanted, self._look_at_log),
            (navigation.erase_wanted, self._look_at_erasing),
            (navigation.erased, self._forget),
        ]

    def _look_at_log(self) -> None:
        self._show(TRUST_LOG, self._pages.trust_log)

    def _look_at_erasing(self, subject: "Subject") -> None:
        self._pages.erase.show_subject(subject)
        self._show(ERASE, self._pages.erase)

    def _forget(self, is_named: Callable[[str], bool]) -> None:
        """Take out of the pages what names somebody who was erased, as a filter."""
        from crm_desktop.domain.erasures import without

        for page in self._pages.made.values():
            left = page.state()
            if (kept := without(left, is_named)) != left:
                page.restore(kept)
