"""What the page of the tiers says of a plan; knows no widget (D3)."""

from crm_desktop.domain.tier_scheme import Method, Tier
from crm_desktop.text import Language
from crm_desktop.ui.tiers.what_if import Direction, Outlook


def summary(outlook: Outlook, language: Language) -> str:
    """Return in a line who moves, who keeps the tier, and how far that is from the quota."""
    moving = len(outlook.keys[Direction.ALL])
    parts = [language.plural("{count} customer moves", "{count} customers move", moving)]
    if outlook.is_first:
        parts = [
            language.plural(
                "{count} customer gets a first tier",
                "{count} customers get their first tier",
                moving,
            )
        ]
    elif not moving:
        parts = [language.text("Nobody moves")]
    kept = len(outlook.keys[Direction.KEPT])
    if kept:
        parts.append(
            language.plural(
                "{count} keeps the tier, being near a border or new in it",
                "{count} keep their tier, being near a border or new in it",
                kept,
            )
        )
    off = outlook.plan.off_quota
    if outlook.plan.scheme.method is Method.QUOTA and any(off.values()):
        sizes = ", ".join(f"{tier} {off[tier]:+d}" for tier in Tier if off[tier])
        parts.append(language.text("against the quota: {sizes}", sizes=sizes))
    return " · ".join(parts)


def standing(outlook: Outlook, language: Language) -> str:
    """Return which day it is about and when tiers were applied last, and by whom."""
    parts = [language.text("As of {day}", day=language.date(outlook.ground.as_of))]
    last = outlook.ground.last
    if last is None:
        parts.append(language.text("never applied"))
    elif last.author:
        day = language.date(last.as_of)
        parts.append(language.text("applied {day} by {author}", day=day, author=last.author))
    else:
        parts.append(language.text("applied {day}", day=language.date(last.as_of)))
    return " · ".join(parts)


def apply_words(outlook: Outlook, language: Language) -> str:
    """Return what the button that applies the plan says."""
    if outlook.is_first:
        return language.text("Apply the first tiers")
    moving = len(outlook.keys[Direction.ALL])
    if not moving:
        return language.text("Apply the settings")
    return language.plural("Apply {count} move", "Apply {count} moves", moving)


def why_not(outlook: Outlook | None, language: Language, *, is_counting: bool) -> str:
    """Return why the plan can't be applied now, empty where it can."""
    if is_counting or outlook is None:
        return language.text("Still counting; a moment.")
    if outlook.is_empty:
        return language.text("Nobody can be tiered yet.")
    if outlook.changes_nothing:
        return language.text("Everybody already stands where this plan puts them.")
    return ""
