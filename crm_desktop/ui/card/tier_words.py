"""Why a customer has its tier, in words and numbers; knows no widget."""

from datetime import date

from crm_desktop.domain.tier_pins import is_valid
from crm_desktop.domain.tier_plan import Rule
from crm_desktop.domain.value_index import MICRO
from crm_desktop.services.card_views import CardView
from crm_desktop.services.tier_reasons import TierReason
from crm_desktop.text import Language
from crm_desktop.wording.tiers import reason_text, term_texts

SHOWN = 6


def why_words(found: TierReason, language: Language) -> str:
    """Return in a sentence what today's figures would decide."""
    if found.reason is None:
        return language.text("Not tiered: neither a purchase nor a running contract.")
    why = reason_text(language, found.reason)
    return language.text("By today's figures {tier}: {why}", tier=found.tier, why=why)


def term_lines(found: TierReason, language: Language) -> list[str]:
    """Return how the index is made up, the weightiest part first."""
    return term_texts(language, found.terms)


def held_words(view: CardView, language: Language) -> str:
    """Return the tier in force, its index and since when it is held."""
    row, today = view.row, view.today
    if row is None or not row.tier:
        return language.text("No tier")
    words = language.text("Tier {tier}", tier=row.tier)
    pins = [one for one in view.card.tier_pins if is_valid(one, today)]
    held = [one for one in view.card.tier_records if one.tier == row.tier and one.since]
    since = pins[0].pinned_on if pins else held[0].since if held else None
    notes = []
    if row.value_index is not None:
        index = language.number(row.value_index / MICRO, 1)
        notes.append(language.text("index {index}", index=index))
    if since:
        notes.append(language.text("since {day}", day=language.date(since)))
    if pins:
        notes.append(language.text("set by hand"))
    return language.with_note(words, " · ".join(notes)) if notes else words


def history_lines(view: CardView, language: Language) -> list[str]:
    """Return which tiers were given when, the newest first; a pin with its reason."""
    found: list[tuple[date, str]] = []
    for record in view.card.tier_records:
        if record.since and record.tier != record.previous:
            rule = Rule(record.rule) if record.rule in set(Rule) else None
            found.append((record.since, _move(record.previous, record.tier, rule, language)))
    for pin in view.card.tier_pins:
        if pin.pinned_on:
            why = language.text("set by hand: {reason}", reason=pin.reason)
            found.append((pin.pinned_on, language.labelled(pin.tier, why)))
        if pin.removed_on:
            found.append((pin.removed_on, language.text("tier set by hand taken back")))
    found.sort(key=lambda one: one[0], reverse=True)
    return [f"{language.date(day)}  {words}" for day, words in found[:SHOWN]]


def _move(previous: str, tier: str, rule: Rule | None, language: Language) -> str:
    words = f"{previous} → {tier}" if previous else tier
    if rule is Rule.NO_REVENUE:
        return language.with_note(words, language.text("no revenue in 12 months"))
    return words
