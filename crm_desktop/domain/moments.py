"""Which moments of truth are offered for a customer (D6): the general ones and their industry's."""

from collections.abc import Callable, Mapping

from crm_desktop.domain.playbook import Industry, Moment, Playbook
from crm_desktop.domain.whole_words import holds, one_line

Fold = Callable[[str], str]


def moments_for(playbook: Playbook, industry: str, *, fold: Fold) -> tuple[Moment, ...]:
    """Return the moments for a customer's ``industry`` as typed, its own before the general ones.

    Hidden moments are left out. An industry no pack knows leaves the general ones.
    """
    known = industries_of(playbook.industries, industry, fold=fold)
    offered = [moment for moment in playbook.moments.values() if not moment.is_hidden]
    own = [moment for moment in offered if moment.industry in known]
    return (*own, *(moment for moment in offered if not moment.industry))


def industries_of(industries: Mapping[str, Industry], text: str, *, fold: Fold) -> frozenset[str]:
    """Return the codes of the packs whose words a customer's industry holds."""
    folded = one_line(fold(text))
    return frozenset(
        code
        for code, industry in industries.items()
        if any(holds(folded, one_line(fold(word))) for word in industry.words.words)
    )
