"""The Basics tab: every field of the customer itself, and the lists that belong to it (D1)."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.services.card_views import CardView
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.card.attachment_list import AttachmentList
from crm_desktop.ui.card.basics_fields import COLUMNS, GROUPS, Group, options
from crm_desktop.ui.card.basics_lists import Select, basics_lists
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.card.tab import CardTabView
from crm_desktop.ui.card.tag_chips import TagChips
from crm_desktop.ui.forms.list_specs import ListSpec
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.later import later
from crm_desktop.ui.workspace import Workspace

AT_ONCE = 2
"""So many parts are made before the tab is shown; the others follow between two events."""
Show = Callable[[CardView], None]


class BasicsTab(CardTabView):
    """Groups of fields saved as they are left; what fits the other kind alone is hidden."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._view: CardView | None = None
        self._shown = Shown(workspace)
        self._parts: list[Show] = []
        self._waiting = deque(self._builders())
        for _ in range(AT_ONCE):
            self._waiting.popleft()()
        later(self, self._build_on)

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        self._view = view
        self._shown.show(view)
        for show in self._parts:
            show(view)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back; for that every field must be there."""
        while drafts and self._waiting:
            self._build_next()
        return super().take_up(drafts)

    def _builders(self) -> list[Callable[[], None]]:
        """Return what makes the parts in their order, each quickly enough not to be felt."""
        groups = [partial(self._add_group, group) for group in GROUPS]
        lists = [partial(self._add_list, *one) for one in basics_lists(self._shown)]
        return [*groups, self._add_tags, *lists, self._add_attachments]

    def _build_on(self) -> None:
        if self._waiting:
            self._build_next()
            # Else it is painted once in the room that was there before, squeezed.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            later(self, self._build_on)

    def _build_next(self) -> None:
        known = len(self._parts)
        self._waiting.popleft()()
        if self._view is not None:
            for show in self._parts[known:]:
                show(self._view)

    def _add_tags(self) -> None:
        tags = TagChips(self.workspace, self.icons)
        self.column.addWidget(self._framed(self.language.text("Tags"), tags))
        self._parts.append(
            lambda view: tags.show_tags(view.card.tags, customer_id=view.customer_id)
        )

    def _add_list(self, spec: ListSpec, select: Select) -> None:
        records = RecordList(self.workspace, self.icons, spec)
        self.column.addWidget(records)
        self._parts.append(
            lambda view: records.show_records(select(view), customer_id=view.customer_id)
        )

    def _add_attachments(self) -> None:
        attachments = AttachmentList(self.workspace, self.icons)
        self.column.addWidget(attachments)
        self._parts.append(attachments.show_view)

    def _add_group(self, group: Group) -> None:
        form = RecordForm(
            self.workspace,
            self.icons,
            Kind.CUSTOMER,
            group.fields,
            options=options(self.language),
            columns=COLUMNS,
        )
        frame = self._framed(self.language.text(group.title), form)
        self.column.addWidget(frame)

        def show(view: CardView) -> None:
            customer = view.card.customer
            frame.setVisible(group.kind in (None, customer.kind))
            form.show_record(customer, customer_id=view.customer_id)

        self._parts.append(show)

    def _framed(self, title: str, inner: QWidget) -> QWidget:
        frame = QFrame()
        frame.setProperty("look", "surface")
        frame.setAccessibleName(title)
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(16, 12, 16, 14)
        rows.setSpacing(10)
        rows.addWidget(Label(title, "heading"))
        rows.addWidget(inner)
        return frame
