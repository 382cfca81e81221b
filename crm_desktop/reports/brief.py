"""The printed visit brief: values in, PDF bytes out."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_privacy import for_privacy
from crm_desktop.domain.brief_rules import DEFAULT_SECTIONS, arrange
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.reports import brief_words as words
from crm_desktop.reports.brief_canvas import new_canvas
from crm_desktop.reports.brief_lines import Lines, ink
from crm_desktop.reports.brief_pages import Pages, compose, gap_of
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.fonts import Fonts
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.style import LIGHT, SHEETS, Paper, type_scale
from crm_desktop.text import Language, mark

FOOTER_PT = 7.5
FOOT_MM = 10.0


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """What a user chooses for a print."""

    privacy: PrivacyLevel = PrivacyLevel.FULL
    paper: Paper = Paper.A4
    one_page: bool = False
    sections: tuple[Section, ...] = DEFAULT_SECTIONS


@dataclass(frozen=True, slots=True)
class RenderedBrief:
    """A finished PDF.

    ``grown`` says that taboos or other exempt blocks asked for more pages than usual,
    ``left_out`` names blocks that found no room, ``missing`` the characters no font could draw.
    """

    pdf: bytes
    page_count: int
    grown: bool
    left_out: tuple[Section, ...]
    missing: frozenset[str]


def render(
    brief: VisitBrief,
    languages: Sequence[Language],
    fonts: Fonts,
    *,
    options: PrintOptions,
    printed_at: datetime,
) -> RenderedBrief:
    """The brief as one PDF, whole in each language, one after the other.

    Two readers then each hold their own sheets; both languages side by side would fill page 1
    twice. May run off the UI thread. ``fonts`` collects what it could not draw.
    """
    reduced = for_privacy(brief, options.privacy)
    sheet = SHEETS[options.paper]
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, sheet.size)
    canvas.setTitle(brief.customer.name)
    canvas.setCreator("CRM Desktop")
    count, grown = 0, False
    left_out: tuple[Section, ...] = ()
    for language in languages:
        scale = type_scale(sheet.type_steps[0], language.code)
        setting = Setting(language, sheet, scale, fonts, brief.today)
        laid = compose(setting, reduced, arrange(options.sections), one_page=options.one_page)
        _draw(canvas, setting, reduced, laid, printed_at)
        count += len(laid.pages)
        grown, left_out = grown or laid.grown, left_out or laid.left_out
    canvas.save()
    return RenderedBrief(buffer.getvalue(), count, grown, left_out, frozenset(fonts.missing))


def _draw(
    canvas: Canvas, setting: Setting, brief: VisitBrief, laid: Pages, printed_at: datetime
) -> None:
    sheet, total = setting.sheet, len(laid.pages)
    foot = _footer(setting, brief, laid.left_out)
    for number, page in enumerate(laid.pages, 1):
        top, gap = sheet.top, gap_of(page, sheet.height)
        for block in page:
            block.draw(canvas, sheet.left, top)
            top -= block.height + gap
        foot.draw(canvas, sheet.left, FOOT_MM * mm)
        text = setting.say(
            mark("printed {moment}  ·  {number}/{total}"),
            moment=setting.language.moment(printed_at),
            number=number,
            total=total,
        )
        end = setting.entry((_fine(text),), sheet.width, 1)
        end.draw(canvas, sheet.left + sheet.width - end.width, FOOT_MM * mm)
        canvas.showPage()


def _footer(setting: Setting, brief: VisitBrief, left_out: tuple[Section, ...]) -> Lines:
    """Customer, day and privacy level; below them the blocks that found no room."""
    day = brief.visit.visit_on if brief.visit else brief.today
    name = setting.entry((_fine(brief.customer.name),), setting.sheet.width * 0.3, 1).text
    text = "  ·  ".join((name, setting.day(day), setting.say(words.PRIVACY[brief.privacy])))
    if left_out:
        names = setting.language.join([setting.say(words.LABELS[one]) for one in left_out])
        text += "\n" + setting.say(mark("on the card only: {names}"), names=names)
    return setting.entry((_fine(text),), setting.sheet.width * 0.66)


def _fine(text: str) -> Inked:
    return ink(text, FOOTER_PT, color=LIGHT)
