"""The whole card as plain text, in the words the command line has for it."""

from decimal import Decimal

from crm_desktop.domain.figures import ListRow
from crm_desktop.services.card_views import CardView
from crm_desktop.services.customers import list_row
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.card_text.facts import CardFacts
from crm_desktop.wording.card_text.lines import card_lines


def card_text(workspace: Workspace, view: CardView) -> str:
    """Return the lines of a card; may run off the UI thread."""
    is_listed = view.card.customer.binned_at is None
    row = (
        list_row(workspace.database, view.card, as_of=view.today) if is_listed else _unlisted(view)
    )
    facts = CardFacts(
        workspace.language,
        view.card.as_of(view.today),
        row,
        view.sections,
        workspace.playbook,
        view.today,
        view.standing,
    )
    return "\n".join(card_lines(facts))


def _unlisted(view: CardView) -> ListRow:
    """Return what is known of a customer in the bin, who has no tier and no figures."""
    one = view.card.customer
    return ListRow(
        id=view.customer_id,
        external_id="",
        name=one.name,
        kind=one.kind,
        city=one.city,
        country=one.country,
        owner=one.owner,
        stage=one.stage,
        tier="",
        value_index=None,
        man_class="",
        man_score=None,
        purchases=0,
        revenue_total=Decimal(0),
        revenue_12m=Decimal(0),
        last_purchase=None,
        last_contact=None,
    )
