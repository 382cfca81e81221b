"""The printed visit brief: values in, PDF bytes out."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.domain.brief_privacy import for_privacy
from crm_desktop.domain.brief_rules import DEFAULT_SECTIONS, arrange
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.domain.week_plans import WeekPlan, week_for_privacy
from crm_desktop.reports import brief_words as words
from crm_desktop.reports.blocks import Block
from crm_desktop.reports.brief_lines import Lines, ink, parted
from crm_desktop.reports.brief_pages import compose, gap_of
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.day_plan import day_plan
from crm_desktop.reports.fonts import Fonts
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.paper_canvas import language_tag, new_canvas
from crm_desktop.reports.paper_document import PaperDocument, document_pages
from crm_desktop.reports.style import LIGHT, MM, SHEETS, Paper, type_scale
from crm_desktop.reports.tagging import Tag, Tags
from crm_desktop.reports.text import clean
from crm_desktop.reports.week_plan import TITLE, week_plan, week_title
from crm_desktop.text import Language, mark

FOOTER_PT = 7.5
FOOT_MM = 9.4


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
    printer = BriefPrinter(languages, fonts, options=options, printed_at=printed_at)
    printer.add(brief)
    return printer.finish()


class BriefPrinter:
    """Several briefs in one PDF, in the order they are added, each with its own page numbers.

    Nothing of a brief is drawn before all of it is laid out, so one that fails leaves no trace.
    """

    def __init__(
        self,
        languages: Sequence[Language],
        fonts: Fonts,
        *,
        options: PrintOptions,
        printed_at: datetime,
    ) -> None:
        self._options, self._printed_at, self._fonts = options, printed_at, fonts
        self._sheet = SHEETS[options.paper]
        self._languages = tuple(languages)
        self._file = io.BytesIO()
        self._canvas = new_canvas(self._file, self._sheet.size, self._languages[0])
        self._tags = Tags(self._canvas)
        self._count, self._grown = 0, False
        self._left_out: dict[Section, None] = {}

    def add_day_plan(self, briefs: Sequence[VisitBrief]) -> None:
        """A cover with the visits of ``briefs`` in the order of their time."""
        for language in self._languages:
            setting = self._setting(language, briefs[0].today)
            reduced = [for_privacy(brief, self._options.privacy) for brief in briefs]
            pages = day_plan(setting, reduced)
            self._mark(setting.say(mark("Day plan")))
            self._draw(setting, pages, (_fine(setting.say(mark("Day plan"))),))

    def add_week_plan(self, plan: WeekPlan) -> None:
        """A week with its visits and days to remember."""
        reduced = week_for_privacy(plan, self._options.privacy)
        for language in self._languages:
            setting = self._setting(language, plan.today)
            parts = (
                setting.say(TITLE),
                week_title(setting, plan),
                setting.say(words.PRIVACY[reduced.privacy]),
            )
            self._mark(setting.say(TITLE))
            self._draw(setting, week_plan(setting, reduced), parted(parts, _fine, "  ·  "))

    def add_document(self, today: date, make: Callable[[Language], PaperDocument]) -> None:
        """A paper of titled lists in every language."""
        for language in self._languages:
            setting, document = self._setting(language, today), make(language)
            self._mark(document.title)
            self._canvas.setSubject(document.kind)
            foot = parted((document.kind, document.title), _fine, "  ·  ")
            self._draw(setting, document_pages(setting, document), foot)

    def add(self, brief: VisitBrief) -> None:
        """One brief in every language."""
        reduced = for_privacy(brief, self._options.privacy)
        sections = arrange(self._options.sections)
        laid = [
            (setting, compose(setting, reduced, sections, one_page=self._options.one_page))
            for setting in (self._setting(one, brief.today) for one in self._languages)
        ]
        self._mark(brief.customer.name)
        for setting, found in laid:
            self._draw(setting, found.pages, _footer(setting, reduced, found.left_out))
            self._grown |= found.grown
            self._left_out |= dict.fromkeys(found.left_out)

    def finish(self) -> RenderedBrief:
        """The PDF of all that was added; nothing can be added afterwards."""
        self._tags.finish()
        self._canvas.save()
        missing = frozenset(self._fonts.missing)
        pdf = self._file.getvalue()
        return RenderedBrief(pdf, self._count, self._grown, tuple(self._left_out), missing)

    def _setting(self, language: Language, today: date) -> Setting:
        scale = type_scale(self._sheet.type_steps[0], language.code)
        return Setting(language, self._sheet, scale, self._fonts, today)

    def _mark(self, name: str) -> None:
        """Give the file its title and the pages that follow an entry in its outline."""
        name, key = clean(name), f"page-{self._count}"
        if not self._count:
            self._canvas.setTitle(name)
            kind = words.TITLES[self._options.privacy]
            self._canvas.setSubject(self._languages[0].text(kind))
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(name, key)

    def _draw(
        self, setting: Setting, pages: Sequence[Sequence[Block]], foot: Sequence[Inked]
    ) -> None:
        sheet = setting.sheet
        left = setting.entry(foot, sheet.width * 0.66)
        for number, page in enumerate(pages, 1):
            top, gap = sheet.top, gap_of(page, sheet.height)
            for block in page:
                tag = Tag.HEADING if number == 1 and block is page[0] else Tag.BLOCK
                with self._tags.tagged(tag, language_tag(setting.language)):
                    block.draw(self._canvas, sheet.left, top)
                top -= block.height + gap
            right = self._page_number(setting, number, len(pages))
            with self._tags.artifact():
                left.draw(self._canvas, sheet.left, FOOT_MM * MM)
                right.draw(self._canvas, sheet.left + sheet.width - right.width, FOOT_MM * MM)
            self._tags.end_page()
        self._count += len(pages)

    def _page_number(self, setting: Setting, number: int, total: int) -> Lines:
        text = setting.say(
            mark("printed {moment}  ·  {number}/{total}"),
            moment=setting.language.moment(self._printed_at),
            number=number,
            total=total,
        )
        return setting.entry((_fine(text),), setting.sheet.width, 1)


def _footer(
    setting: Setting, brief: VisitBrief, left_out: tuple[Section, ...]
) -> tuple[Inked, ...]:
    """Customer, day and privacy level; on a second line the blocks that found no room."""
    day = brief.visit.visit_on if brief.visit else brief.today
    name = setting.entry((_fine(brief.customer.name),), setting.sheet.width * 0.3, 1).text
    parts = (name, setting.day(day), setting.say(words.PRIVACY[brief.privacy]))
    inks = parted(parts, _fine, "  ·  ")
    if not left_out:
        return inks
    names = setting.language.join([setting.say(words.LABELS[one]) for one in left_out])
    return *inks, _fine("\n" + setting.say(mark("on the card only: {names}"), names=names))


def _fine(text: str) -> Inked:
    return ink(text, FOOTER_PT, color=LIGHT)
