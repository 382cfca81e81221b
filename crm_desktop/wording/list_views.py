"""Names of the views of the customer list that are always there."""

from collections.abc import Mapping

from crm_desktop.domain.list_views import BuiltInView
from crm_desktop.text import mark

VIEWS: Mapping[BuiltInView, str] = {
    BuiltInView.ALL: mark("All customers"),
    BuiltInView.A_OVERDUE: mark("A customers overdue"),
    BuiltInView.PROSPECTS: mark("Prospects by MAN"),
}
