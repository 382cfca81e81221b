"""The set blocks of one brief in one language, ready to be made up into pages."""

from collections.abc import Iterable

from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.reports import brief_annexes, brief_back, brief_front, brief_service
from crm_desktop.reports.blocks import Block, Space, Stack, hairline
from crm_desktop.reports.brief_cautions import cautions
from crm_desktop.reports.brief_head import who
from crm_desktop.reports.brief_setting import Density, Setting, labelled
from crm_desktop.reports.brief_words import COMPLAINT, LABELS, OPEN_LABELS, PHRASES

BLOCK_GAP = 2.8
PANEL_GAP = 2.6
"""Added above and below the taboo panel, whose ground comes closer to the text than a line."""

_BLOCKS = {
    Section.WHO: who,
    Section.PLAN: brief_front.plan,
    Section.SERVICE: brief_service.service,
    Section.CHANGES: brief_front.changes,
    Section.NEEDS: brief_front.needs,
    Section.BUSINESS: brief_front.business,
    Section.RAPPORT: brief_front.rapport,
    Section.SELLING: brief_front.selling,
    Section.PURCHASES: brief_back.purchases,
    Section.SATISFACTION: brief_back.satisfaction,
    Section.SWOT: brief_back.swot,
    Section.DATES: brief_back.dates,
    Section.MAP: brief_annexes.influence,
    Section.CARD: brief_annexes.codes,
    Section.HISTORY: brief_annexes.history,
}


class Galley:
    """Sets each block of a brief once for a type size, however often pages try it."""

    def __init__(self, brief: VisitBrief) -> None:
        self.brief = brief
        self._set: dict[tuple[Section, float, Density], Block | None] = {}

    def blocks(
        self, setting: Setting, sections: Iterable[Section], note: str = ""
    ) -> dict[Section, Block]:
        """Each block that has something to say, under its hairline and beside its label.

        A ``note`` stands for taboos that are printed on sheets of their own. The first block and
        the one behind the taboo panel need no hairline.
        """
        found: dict[Section, Block] = {}
        is_first, was_panel = True, False
        for section in sections:
            block = self._block(setting, section, note)
            if block is None:
                continue
            is_panel = section is Section.CAUTIONS and not self._is_shareable
            if is_panel or was_panel:
                found[section] = Stack((Space(PANEL_GAP), block))
            else:
                found[section] = block if is_first else _ruled(setting, block)
            is_first, was_panel = False, is_panel
        return found

    @property
    def _is_shareable(self) -> bool:
        return self.brief.privacy is PrivacyLevel.SHAREABLE

    def _block(self, setting: Setting, section: Section, note: str) -> Block | None:
        if section is Section.CAUTIONS:
            return cautions(setting, self.brief, note)
        key = (section, setting.scale.body, setting.density)
        if key not in self._set:
            self._set[key] = self._labelled(setting, section)
        return self._set[key]

    def _labelled(self, setting: Setting, section: Section) -> Block | None:
        content = _BLOCKS[section](setting, self.brief)
        if content is None:
            return None
        return labelled(setting, self._label(section), content)

    def _label(self, section: Section) -> str:
        """What a block is called: after a complaint that leads it, or phrases that fill it."""
        if self.brief.privacy is not PrivacyLevel.FULL:
            return OPEN_LABELS[section]
        service = self.brief.service
        if section is Section.SERVICE and (service.complaints or service.is_second_failure):
            return COMPLAINT
        if section is Section.SELLING and not self.brief.selling.ideas:
            return PHRASES
        return LABELS[section]


def _ruled(setting: Setting, block: Block) -> Block:
    return Stack((hairline(setting.sheet.width, above=0.0, below=BLOCK_GAP), block))
