"""What the head of a card says of a customer in words."""

import re

from crm_desktop.domain.cards import Card
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.language.pinyin import pinyin
from crm_desktop.services.brief_people import reading
from crm_desktop.services.card_views import CardView
from crm_desktop.text import Language
from crm_desktop.wording.card import KINDS
from crm_desktop.wording.choices import STAGES

SEPARATOR = " · "
_LOOSE = re.compile(r"\s*([（）()])\s*")
_TIGHT = {"（": " (", "(": " (", "）": ") ", ")": ") "}


def other_names(card: Card) -> str:
    """Return how the name is pronounced and written otherwise, side by side."""
    customer = card.customer
    spoken = customer.phonetic or _pinyin(card)
    names = (spoken, customer.latin_name, customer.short_name, customer.salutation)
    known = dict.fromkeys(one for one in names if one and one != customer.name)
    return SEPARATOR.join(known)


def who_line(view: CardView, language: Language) -> str:
    """Return kind, place, stage and owner in one line."""
    customer = view.card.customer
    country = language.country(customer.country) if customer.country else ""
    owner = language.text("owner: {owner}", owner=customer.owner) if customer.owner else ""
    stage = language.text(STAGES[customer.stage])
    kind = language.text(KINDS[customer.kind])
    return SEPARATOR.join(
        one for one in (kind, customer.industry, customer.city, country, stage, owner) if one
    )


def tier_words(view: CardView, language: Language) -> str:
    """Return the tier as it is read aloud."""
    tier = view.row.tier if view.row else ""
    return language.text("Tier {tier}", tier=tier) if tier else language.text("No tier")


def man_words(view: CardView, language: Language) -> str:
    """Return class and score of a lead, empty where MAN does not belong."""
    assessment = view.assessment
    if assessment is None:
        return ""
    if not assessment.is_assessed:
        return language.text("MAN not assessed")
    return f"{assessment.man_class} {round(assessment.overall)}"


def man_state(view: CardView) -> str:
    """Return how the badge of a lead looks: ``open`` while no question is answered."""
    assessment = view.assessment
    return "open" if assessment is not None and not assessment.is_assessed else ""


def _pinyin(card: Card) -> str:
    customer = card.customer
    spoken = reading(customer.name, customer.language)
    if not spoken or customer.kind is CustomerKind.PERSON:
        return spoken
    syllables = " ".join(pinyin(customer.name, surname_first=False))
    return _LOOSE.sub(lambda found: _TIGHT[found[1]], syllables)
