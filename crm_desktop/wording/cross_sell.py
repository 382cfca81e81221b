"""Why a product is suggested, in words."""

from collections.abc import Mapping

from crm_desktop.domain.brief_values import CrossSell, Lens
from crm_desktop.text import Language, mark

LENSES: Mapping[Lens, str] = {
    Lens.ASSOCIATION: mark("often bought with {because}"),
    Lens.LIFE_CYCLE: mark("fits their stage: {because}"),
    Lens.RHYTHM: mark("by their own rhythm due again since {because}"),
    Lens.SCENARIO: mark("belongs to the scenario: {because}"),
    Lens.VALUE: mark("matches what they value: {because}"),
}


def reason_text(language: Language, idea: CrossSell) -> str:
    """Return why a product is suggested."""
    because = idea.because or (language.date(idea.on) if idea.on is not None else "")
    return language.text(LENSES[idea.lens], because=because)
