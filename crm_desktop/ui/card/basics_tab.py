"""The Basics tab: every field of the customer itself, and the lists that belong to it (D1)."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.services.card_views import CardView
from crm_desktop.ui.card.attachment_list import AttachmentList
from crm_desktop.ui.card.basics_fields import COLUMNS, GROUPS, Group, options
from crm_desktop.ui.card.basics_lists import basics_lists
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.card.tab import CardTabView
from crm_desktop.ui.card.tag_chips import TagChips
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace


class BasicsTab(CardTabView):
    """Groups of fields saved as they are left; what fits the other kind alone is hidden."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._shown = Shown(workspace)
        self._groups: list[tuple[Group, RecordForm, QWidget]] = []
        for group in GROUPS:
            self._add_group(group)
        self._tags = TagChips(workspace, icons)
        self.column.addWidget(self._framed(self.language.text("Tags"), self._tags))
        self._lists = [
            (RecordList(workspace, icons, spec), select)
            for spec, select in basics_lists(self._shown)
        ]
        for records, _ in self._lists:
            self.column.addWidget(records)
        self._attachments = AttachmentList(workspace, icons)
        self.column.addWidget(self._attachments)

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        self._shown.show(view)
        customer, key = view.card.customer, view.customer_id
        for group, form, frame in self._groups:
            frame.setVisible(group.kind in (None, customer.kind))
            form.show_record(customer, customer_id=key)
        self._tags.show_tags(view.card.tags, customer_id=key)
        for records, select in self._lists:
            records.show_records(select(view), customer_id=key)
        self._attachments.show_view(view)

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
        self._groups.append((group, form, frame))
        self.column.addWidget(frame)

    def _framed(self, title: str, inner: QWidget) -> QWidget:
        frame = QFrame()
        frame.setProperty("look", "surface")
        frame.setAccessibleName(title)
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(16, 12, 16, 14)
        rows.setSpacing(10)
        rows.addWidget(Label(title, "heading"))
        rows.addWidget(inner)
        return frame
