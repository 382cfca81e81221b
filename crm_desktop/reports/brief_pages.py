"""How blocks become pages: what fits page 1, what it gives up, and when taboos need their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from crm_desktop.domain.brief_rules import ANNEXES, BACK, FRONT, GIVE_UP_ORDER
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.reports.blocks import Block, pages_of
from crm_desktop.reports.brief_back import MIN_NOTES_PT, note_lines
from crm_desktop.reports.brief_cautions import (
    ROW_GAP,
    mark_width,
    panel,
    room_for_rows,
    sheet_note,
    taboo_rows,
)
from crm_desktop.reports.brief_galley import BLOCK_GAP, Galley
from crm_desktop.reports.brief_head import masthead, sheet_head
from crm_desktop.reports.brief_setting import Density, Setting
from crm_desktop.reports.style import MIN_TYPE_PT, type_scale

MAX_GAP = 7.0
MAX_WORDS = 420
"""Lower blocks leave page 1 while it has more to read: two minutes are about 350 words."""


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of one language; ``left_out`` blocks found no room on any."""

    pages: tuple[tuple[Block, ...], ...]
    left_out: tuple[Section, ...] = ()
    grown: bool = False


@dataclass(frozen=True, slots=True)
class _Front:
    pages: tuple[tuple[Block, ...], ...]
    given_up: tuple[Section, ...]
    grown: bool


def compose(
    setting: Setting, brief: VisitBrief, sections: Sequence[Section], *, one_page: bool
) -> Pages:
    """Lay out one language: page 1 with what it must hold, page 2, then the annexes.

    Page 1 gives up its lower blocks in their fixed order; they lead page 2, or are left out on a
    one-page form. Then type shrinks to 8 pt. Taboos that still don't fit make numbered sheets
    before anything else, and the result says that the page count grew.
    """
    galley = Galley(brief)
    wanted = [section for section in sections if section in FRONT]
    front = _front(setting, galley, wanted, inf if one_page else MAX_WORDS)
    pages, left_out = list(front.pages), front.given_up
    back: list[tuple[Block, ...]] = []
    if not one_page:
        back, left_out = _back(setting, galley, sections, front.given_up), ()
        pages += back
    if Section.NOTES in sections and (not back or _is_half_empty(setting, front.pages[-1])):
        at = len(front.pages) - 1
        pages[at] = _with_notes(setting, pages[at], brief)
    if not one_page:
        pages += _annex_pages(setting, galley, sections)
    return Pages(tuple(pages), left_out, front.grown)


def _is_half_empty(setting: Setting, page: Sequence[Block]) -> bool:
    return _height(page) < setting.sheet.height / 2


def _front(setting: Setting, galley: Galley, wanted: Sequence[Section], words: float) -> _Front:
    fitted = _fit(setting, galley, wanted, words=words)
    if fitted is not None:
        return fitted
    small = replace(setting, scale=type_scale(MIN_TYPE_PT, setting.language.code))
    sheets = _taboo_sheets(small, galley.brief)
    note = sheet_note(small, len(galley.brief.cautions.taboos), len(sheets)) if sheets else ""
    rest = (_fit(setting, galley, wanted, words=words, note=note) if note else None) or _flowing(
        small, galley, wanted, note
    )
    return _Front((*sheets, *rest.pages), rest.given_up, grown=True)


def _fit(
    setting: Setting,
    galley: Galley,
    wanted: Sequence[Section],
    *,
    words: float,
    note: str = "",
) -> _Front | None:
    """One page at the largest type that holds all but the blocks given up; None where none does.

    At last the people at the table are set in a line each, and then everything in single lines.
    """
    steps = [(body, Density.FULL) for body in setting.sheet.type_steps]
    steps += [(MIN_TYPE_PT, Density.DENSE), (MIN_TYPE_PT, Density.TIGHT)]
    for body, density in steps:
        scale = type_scale(body, setting.language.code)
        sized = replace(setting, scale=scale, density=density)
        head, blocks = masthead(sized, galley.brief), galley.blocks(sized, wanted, note)
        given_up = _give_up(head, blocks, sized.sheet.height, words)
        if given_up is not None:
            kept = (block for section, block in blocks.items() if section not in given_up)
            return _Front(((head, *kept),), given_up, grown=False)
    return None


def _give_up(
    head: Block, blocks: dict[Section, Block], height: float, words: float
) -> tuple[Section, ...] | None:
    """The blocks that leave for the others to fit in ``height`` and to be read at a glance.

    None where even without all of them the height is too small; words alone never refuse.
    """
    kept = dict(blocks)
    counts = {section: block.words for section, block in blocks.items()}
    for section in (one for one in GIVE_UP_ORDER if one in blocks):
        is_short = sum(counts[one] for one in kept) <= words
        if is_short and _height((head, *kept.values())) <= height:
            break
        del kept[section]
    if _height((head, *kept.values())) > height:
        return None
    return tuple(section for section in blocks if section not in kept)


def _height(blocks: Iterable[Block]) -> float:
    return sum(block.height + BLOCK_GAP for block in blocks) - BLOCK_GAP


def _taboo_sheets(setting: Setting, brief: VisitBrief) -> tuple[tuple[Block, ...], ...]:
    """Every taboo, whole, on as many sheets as it takes."""
    head = sheet_head(setting, brief, 1, 1)
    room = room_for_rows(setting, setting.sheet.height - head.height - BLOCK_GAP)
    dealt = pages_of(taboo_rows(setting, brief, mark_width(setting)), room, ROW_GAP)
    return tuple(
        (sheet_head(setting, brief, number, len(dealt)), panel(setting, page, brief.privacy))
        for number, page in enumerate(dealt, 1)
    )


def _flowing(setting: Setting, galley: Galley, wanted: Sequence[Section], note: str) -> _Front:
    """Everything at the smallest type, over as many pages as it takes."""
    blocks = (masthead(setting, galley.brief), *galley.blocks(setting, wanted, note).values())
    dealt = pages_of(blocks, setting.sheet.height, BLOCK_GAP)
    return _Front(tuple((page,) for page in dealt), (), grown=True)


def _back(
    setting: Setting, galley: Galley, sections: Sequence[Section], given_up: tuple[Section, ...]
) -> list[tuple[Block, ...]]:
    """Page 2 with the blocks page 1 gave up on top; at the largest type that needs no page 3.

    Where even the smallest does, the blocks go on over as many pages as they take.
    """
    wanted = (*given_up, *(one for one in sections if one in BACK and one is not Section.NOTES))
    pages: list[tuple[Block, ...]] = []
    for body in setting.sheet.type_steps:
        sized = replace(setting, scale=type_scale(body, setting.language.code))
        pages = _following(sized, galley, wanted)
        if len(pages) <= 1:
            break
    else:
        pages = _following(setting, galley, wanted)
    if pages and Section.NOTES in sections:
        pages[-1] = _with_notes(setting, pages[-1], galley.brief)
    return pages


def _following(
    setting: Setting, galley: Galley, wanted: Sequence[Section]
) -> list[tuple[Block, ...]]:
    """Blocks over pages in their order; each is capped, so none is as tall as a page."""
    head = sheet_head(setting, galley.brief)
    room = setting.sheet.height - head.height - BLOCK_GAP
    left = list(galley.blocks(setting, wanted))
    pages: list[tuple[Block, ...]] = []
    while left:
        blocks = tuple(galley.blocks(setting, left).values())
        count = max(_count_fitting(blocks, room), 1)
        pages.append((head, *blocks[:count]))
        del left[:count]
    return pages


def _count_fitting(blocks: Iterable[Block], room: float) -> int:
    """How many blocks, from the first on, a page holds."""
    count = 0
    for block in blocks:
        room -= block.height + BLOCK_GAP
        if room < -BLOCK_GAP:
            break
        count += 1
    return count


def _with_notes(setting: Setting, page: Sequence[Block], brief: VisitBrief) -> tuple[Block, ...]:
    """The page with ruled lines to its foot, where its level allows them and there is room."""
    room = setting.sheet.height - _height(page) - BLOCK_GAP
    if brief.privacy is PrivacyLevel.SHAREABLE or room < MIN_NOTES_PT:
        return tuple(page)
    return (*page, note_lines(setting, room))


def gap_of(page: Sequence[Block], height: float) -> float:
    """The gap between the blocks of a page: what is left over opens it up, within measure."""
    left = height - sum(block.height for block in page)
    return min(max(left / len(page), BLOCK_GAP), MAX_GAP)


def _annex_pages(
    setting: Setting, galley: Galley, sections: Sequence[Section]
) -> list[tuple[Block, ...]]:
    """Map, codes and history behind page 2, each beginning where the one before ends."""
    blocks = galley.blocks(setting, [one for one in sections if one in ANNEXES])
    if not blocks:
        return []
    head = sheet_head(setting, galley.brief)
    room = setting.sheet.height - head.height - BLOCK_GAP
    dealt = pages_of(blocks.values(), room, BLOCK_GAP)
    return [(head, page) for page in dealt]
