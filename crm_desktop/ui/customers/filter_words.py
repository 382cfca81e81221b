"""Words of the filter: chips, their values, and how many customers are shown."""

from collections.abc import Mapping

from crm_desktop.domain.customers import CustomerKind, Stage
from crm_desktop.domain.list_filters import UNSET, YES_OR_NO, Answer, FilterKey
from crm_desktop.text import Language, mark, mark_in
from crm_desktop.wording.card import KINDS
from crm_desktop.wording.choices import STAGES

CHIPS: Mapping[FilterKey, str] = {
    FilterKey.TIER: mark("Tier"),
    FilterKey.STAGE: mark("Stage"),
    FilterKey.OWNER: mark("Owner"),
    FilterKey.TAG: mark("Tag"),
    FilterKey.MAN: mark("MAN"),
    FilterKey.COMPLETENESS: mark("Complete"),
    FilterKey.OVERDUE: mark_in("column", "Overdue"),
    FilterKey.TABOO: mark("Has taboo"),
    FilterKey.RISK: mark("At risk"),
    FilterKey.COMPLAINT: mark("Open complaint"),
    FilterKey.SENSITIVE: mark("Sensitive facts"),
    FilterKey.BOUGHT: mark("Has bought"),
    FilterKey.KIND: mark("Kind"),
    FilterKey.CITY: mark("City"),
    FilterKey.COUNTRY: mark("Country"),
}
USUAL_CHIPS = tuple(FilterKey(key) for key in list(CHIPS)[:11])
"""The chips that are always there; the others show while a saved view uses them."""

_UNSET: Mapping[FilterKey, str] = {
    FilterKey.TIER: mark("no tier"),
    FilterKey.OWNER: mark("no owner"),
    FilterKey.CITY: mark("no city"),
    FilterKey.COUNTRY: mark("no country"),
    FilterKey.TAG: mark("no tag"),
    FilterKey.MAN: mark("not assessed"),
}
BELOW = ("25", "50", "75", "100")
"""The steps of completeness that are offered, in per cent."""
_NAMED = 2


def value_words(language: Language, key: FilterKey, value: str) -> str:
    """Return a value of a chip in words."""
    if value == UNSET and key in _UNSET:
        return language.text(_UNSET[key])
    match key:
        case FilterKey.STAGE:
            return language.text(STAGES[Stage(value)])
        case FilterKey.KIND:
            return language.text(KINDS[CustomerKind(value)])
        case FilterKey.COUNTRY:
            return language.country(value)
        case FilterKey.COMPLETENESS:
            return language.text("below {percent}%", percent=value)
        case _ if key in YES_OR_NO:
            return language.text("yes") if value == Answer.YES else language.text("no")
        case _:
            return value


def chip_words(language: Language, key: FilterKey, values: tuple[str, ...]) -> str:
    """Return what a chip says: its name, and what is chosen or how much of it."""
    name = language.text(CHIPS[key])
    if not values or values == (Answer.YES.value,):
        return name
    if len(values) > _NAMED:
        return language.labelled(name, language.number(len(values)))
    words = [value_words(language, key, value) for value in values]
    return language.labelled(name, " / ".join(words))


def count_words(language: Language, shown: int, total: int, *, is_filtered: bool) -> str:
    """Return how many customers are shown of how many."""
    if not is_filtered:
        return language.plural("{count} customer", "{count} customers", total)
    return language.text(
        "{shown} of {total}", shown=language.number(shown), total=language.number(total)
    )
