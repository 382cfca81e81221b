"""A paper of titled lists: what a card or a person's data look like outside the program."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm_desktop.domain.brief_values import InfluenceMap
from crm_desktop.reports.blocks import Beside, Block, Space, Stack, pages_of
from crm_desktop.reports.brief_head import rule
from crm_desktop.reports.brief_lines import ink
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.influence_map_drawing import influence_map
from crm_desktop.reports.qr import qr_code
from crm_desktop.reports.style import ACCENT, ALARM, MM

BULLET_PT = 3 * MM
STEP_PT = 4 * MM
SCANNED_PT = 36 * MM
GAP = 3.0
_STEP = "  "


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A heading with its lines; two spaces before a line set it further in.

    ``is_warning`` draws it in the colour of taboos, ``is_large`` sets lines to be typed off;
    ``scanned`` is a code to scan and ``chart`` drawn below the lines.
    """

    heading: str
    lines: Sequence[str] = ()
    is_warning: bool = False
    is_large: bool = False
    scanned: str = ""
    chart: InfluenceMap | None = None


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """What stands on the paper in one language; ``kind`` says what it is, ``note`` for whom."""

    kind: str
    title: str
    note: str
    sections: Sequence[PaperSection]


def document_pages(setting: Setting, document: PaperDocument) -> list[tuple[Block, ...]]:
    """Return the pages: the head on the first one, no heading alone at the foot of another."""
    head = _head(setting, document)
    height = setting.sheet.height
    blocks: list[Block] = [head]
    for section in document.sections:
        blocks += _section(setting, section)
    return [(page,) for page in pages_of(blocks, height, GAP)]


def _head(setting: Setting, document: PaperDocument) -> Block:
    width = setting.sheet.width
    title = ink(document.title, setting.scale.title, bold=True)
    return Stack(
        (
            setting.entry((setting.small(document.kind),), width, 1),
            setting.entry((title,), width, None),
            setting.entry((setting.light(document.note),), width, None),
            rule(width),
        ),
        gap=2.0,
    )


def _section(setting: Setting, section: PaperSection) -> list[Block]:
    """The heading stays with what comes first below it."""
    width = setting.sheet.width
    color = ALARM if section.is_warning else ACCENT
    name = ink(section.heading, setting.scale.lead, bold=True, color=color)
    heading = Stack((Space(4.0), setting.entry((name,), width, 1)))
    set_line = _large if section.is_large else _line
    body: list[Block] = [set_line(setting, line, width) for line in section.lines]
    if section.scanned:
        body.append(qr_code(section.scanned, SCANNED_PT))
    if section.chart is not None:
        narrow = replace(setting)
        body.append(influence_map(narrow, section.chart, width))
    if not body:
        return []
    first, *others = body
    if first.height > setting.sheet.height / 3:
        return [heading, first, *others]
    return [Stack((heading, first), gap=GAP), *others]


def _line(setting: Setting, line: str, width: float) -> Block:
    text = line.lstrip()
    indent = BULLET_PT + STEP_PT * ((len(line) - len(text)) // len(_STEP))
    dot = setting.entry((setting.light("•"),), BULLET_PT, 1)
    words = setting.entry((setting.body(text),), width - indent, None)
    return Beside(((indent - BULLET_PT, dot), (indent, words)))


def _large(setting: Setting, line: str, width: float) -> Block:
    return setting.entry((ink(line, setting.scale.title, bold=True),), width, None)
