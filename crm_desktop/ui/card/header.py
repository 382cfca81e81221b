"""The head of a card: who this is, how they stand, and what is done most often."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout

from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark
from crm_desktop.ui.actions import ACTIONS, ActionCode, plain
from crm_desktop.ui.buttons import icon_button, put_icon
from crm_desktop.ui.card.completeness_popover import CompletenessPopover
from crm_desktop.ui.card.header_words import man_state, man_words, other_names, tier_words, who_line
from crm_desktop.ui.card.lines import LineBlock
from crm_desktop.ui.card.overview_words import Line
from crm_desktop.ui.card.photo_box import PhotoBox
from crm_desktop.ui.card.ring import CompletenessRing
from crm_desktop.ui.card.tier_popover import TierPopover
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, restyle, set_tip
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.workspace import Workspace

NAME_PX = 84
"""Three lines: longer than any name a register takes."""
WIDE_PX = 1000
"""From this width on the further actions say what they are; their icons alone do below."""
_SHORT = {
    ActionCode.PRINT_BRIEF: mark("Print brief"),
    ActionCode.LOG: mark("Log"),
    ActionCode.PLAN_VISIT: mark("Plan visit"),
}
Handlers = Callable[[], dict[ActionCode, Callable[[], None]]]


class CardHeader(QFrame):
    """Asks for tabs by ``tab_wanted`` and does actions by the handlers of its page."""

    tab_wanted = Signal(object)

    def __init__(self, workspace: Workspace, icons: Icons, handlers: Handlers) -> None:
        super().__init__()
        self._workspace, self._icons, self._handlers = workspace, icons, handlers
        self._language = workspace.language
        self._view: CardView | None = None
        self._buttons: dict[ActionCode, QPushButton] = {}
        self.photo = PhotoBox(workspace, icons)
        self.setAcceptDrops(True)
        self._name = LineBlock(workspace.theme)
        self._name.setMaximumHeight(NAME_PX)
        self._others = ElidedLabel("", "muted")
        self._who = ElidedLabel("", "muted")
        self._tier = self._badge("tier", self._explain_tier)
        self._man = self._badge("man", lambda: self.tab_wanted.emit(CardTab.MAN))
        self._ring = CompletenessRing(workspace.theme, self._language)
        self._ring.clicked.connect(self._explain_ring)
        self._build()

    @property
    def name_shown(self) -> str:
        """The name at the head."""
        return self._name.accessibleName()

    def show_view(self, view: CardView) -> None:
        """Show a card."""
        self._view = view
        language, customer = self._language, view.card.customer
        self.photo.show_view(view)
        self._name.show_lines((Line(customer.name, "", "title"),))
        names = other_names(view.card)
        self._others.setText(names)
        self._others.setVisible(bool(names))
        self._who.setText(who_line(view, language))
        self._show_tier(view)
        words = man_words(view, language)
        self._man.setText(words)
        self._man.setVisible(bool(words))
        self._man.setAccessibleName(language.labelled("MAN", words))
        restyle(self._man, "state", man_state(view))
        for button in self._buttons.values():
            button.setVisible(customer.binned_at is None)
        is_stale = any(state.is_stale for state in view.sections.values())
        self._ring.show_state(view.percent, is_stale=is_stale)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave the room to the name where there is little."""
        super().resizeEvent(event)
        is_wide = self.width() >= WIDE_PX
        for code, button in list(self._buttons.items())[1:]:
            if is_wide != bool(button.text()):
                button.setText(button.accessibleName() if is_wide else "")
                put_icon(button, self._icons, ACTIONS[code].icon, is_alone=not is_wide)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """A picture may be dropped anywhere on the head."""
        self.photo.dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 (Qt's name)
        """The picture went elsewhere."""
        self.photo.dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the picture."""
        self.photo.dropEvent(event)

    def _show_tier(self, view: CardView) -> None:
        tier = view.row.tier if view.row else ""
        words = tier_words(view, self._language)
        self._tier.setText(tier or "–")
        self._tier.setAccessibleName(words)
        set_tip(self._tier, words)
        restyle(self._tier, "tier", tier)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 8)
        row.setSpacing(14)
        row.addWidget(self.photo)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        for label in (self._name, self._others, self._who):
            words.addWidget(label)
        words.addStretch(1)
        row.addLayout(words, 1)
        for badge in (self._tier, self._man, self._ring):
            row.addWidget(badge, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(6)
        for code, look in (
            (ActionCode.PRINT_BRIEF, "primary"),
            (ActionCode.LOG, ""),
            (ActionCode.PLAN_VISIT, ""),
        ):
            row.addWidget(self._action(code, look), alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._more(), alignment=Qt.AlignmentFlag.AlignVCenter)

    def _badge(self, look: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setProperty("look", look)
        button.setObjectName(look)
        button.clicked.connect(act)
        return button

    def _action(self, code: ActionCode, look: str) -> QPushButton:
        """A button of an action that the menu has too, with its shortcut in the tooltip."""
        spec = ACTIONS[code]
        text = self._language.text
        token = "on_accent" if look else "icon"
        button = icon_button(self._icons, spec.icon, text(_SHORT[code]), token)
        button.setProperty("look", look)
        button.setObjectName(f"card-{code}")
        set_tip(button, self._language.with_note(text(spec.tip), spec.shortcut))
        button.setAccessibleName(text(_SHORT[code]))
        button.clicked.connect(self._doing(code))
        self._buttons[code] = button
        return button

    def _doing(self, code: ActionCode) -> Callable[[], None]:
        def act() -> None:
            handler = self._handlers().get(code)
            if handler is not None:
                handler()

        return act

    def _more(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons.icon("ellipsis"))
        name = self._language.text("More to do with this card")
        button.setAccessibleName(name)
        set_tip(button, name)
        button.clicked.connect(lambda: self._open_menu(button))
        return button

    def _open_menu(self, button: QToolButton) -> None:
        menu = QMenu(button)
        text = self._language.text
        handlers = self._handlers()
        for code in (ActionCode.COPY_CARD, ActionCode.BIN):
            if code in handlers:
                spec = ACTIONS[code]
                action = menu.addAction(self._icons.icon(spec.icon), plain(text(spec.text)))
                action.triggered.connect(handlers[code])
        paste = menu.addAction(self._icons.icon("image"), text("Paste a picture"))
        paste.triggered.connect(self.photo.paste)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _explain_tier(self) -> None:
        if self._view is not None:
            TierPopover(self._tier, self._workspace, self._icons, self._view).open()

    def _explain_ring(self) -> None:
        if self._view is not None:
            popover = CompletenessPopover(self._ring, self._workspace, self._view)
            popover.tab_wanted.connect(self.tab_wanted)
            popover.open()
