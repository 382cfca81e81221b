"""What a customer buys, what we could do more for it, and what we plan."""

from collections.abc import Iterator
from decimal import Decimal

from crm_desktop.domain.development import Opportunity
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.wording.card import OPPORTUNITY_STATES, QUADRANTS
from crm_desktop.wording.card_text.facts import CardFacts


def purchase_lines(view: CardFacts) -> Iterator[str]:
    """Yield the purchases, the newest first."""
    return (_purchase(view, one) for one in view.card.purchases)


def contract_lines(view: CardFacts) -> Iterator[str]:
    """Yield the contracts with their days."""
    return (_contract(view, one) for one in view.card.contracts)


def opportunity_lines(view: CardFacts) -> Iterator[str]:
    """Yield the opportunities with value, chance and next step."""
    return (_opportunity(view, one) for one in view.card.opportunities)


def plan_lines(view: CardFacts) -> Iterator[str]:
    """Yield pains, actions not done yet, goals and our position."""
    card, text = view.card, view.language.text
    for pain in card.pain_points:
        if pain.resolved_on is None:
            yield view.language.labelled(text("pain point"), pain.text)
    for action in card.actions:
        if action.done_on is None:
            notes = [action.owner, view.person(action.contact_id), view.on(action.due_on)]
            told = view.with_notes(action.text, notes)
            yield view.language.labelled(text("relationship action"), told)
    for goal in card.goals:
        if goal.reached_on is None:
            told = view.with_notes(goal.text, [view.on(goal.due_on)])
            yield view.language.labelled(text("goal"), told)
    for item in card.swot:
        told = view.with_notes(item.text, [item.action, item.owner, view.on(item.due_on)])
        yield view.language.labelled(text(QUADRANTS[item.quadrant]), told)


def money(view: CardFacts, amount: Decimal | None, currency: str) -> str:
    """Return an amount with its currency, a bare number where none is known."""
    if amount is None:
        return ""
    return view.language.money(amount, currency) if currency else view.language.number(amount)


def _purchase(view: CardFacts, purchase: Purchase) -> str:
    products = {one.id: one.name for one in view.card.products}
    lines = [one for one in view.card.lines if one.purchase_id == purchase.id]
    names = [products.get(one.product_id, one.description) for one in lines]
    bought = view.listed(dict.fromkeys(names))
    unpaid = purchase.due_on is not None and purchase.paid_on is None
    due = view.language.due(purchase.due_on, view.today) if unpaid and purchase.due_on else ""
    late = view.language.labelled(view.language.text("payment"), due) if due else ""
    amount = money(view, purchase.amount, purchase.currency)
    told = view.with_notes(f"{view.on(purchase.purchased_on)}  {amount}", [purchase.reference])
    return "  ".join(one for one in (told, bought, late) if one)


def _contract(view: CardFacts, contract: Contract) -> str:
    text = view.language.text
    begins = text("from {day}", day=view.on(contract.starts_on)) if contract.starts_on else ""
    ends = text("until {day}", day=view.on(contract.ends_on)) if contract.ends_on else ""
    renews = text("renews on {day}", day=view.on(contract.renews_on)) if contract.renews_on else ""
    value = money(view, contract.value, contract.currency)
    return view.with_notes(contract.name, [begins, ends, renews, value])


def _opportunity(view: CardFacts, one: Opportunity) -> str:
    language = view.language
    state = language.text(OPPORTUNITY_STATES[one.state])
    chance = "" if one.probability is None else language.percent(Decimal(one.probability) / 100)
    told = view.with_notes(one.title, [state, money(view, one.value, one.currency), chance])
    step = " ".join(filter(None, (view.on(one.next_step_on), one.next_step)))
    return f"{told} → {step}" if step else told
