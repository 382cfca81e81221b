"""The cover of a day's briefs: who, when, where and why, in the order of the visits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from crm_desktop.domain.brief_rules import severity_of
from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.taboos import Severity
from crm_desktop.domain.visits import Visit
from crm_desktop.reports.blocks import Beside, Block, Stack, hairline, pages_of
from crm_desktop.reports.brief_head import (
    COMPANIONS,
    PARKING,
    hours,
    parking_of,
    place_of,
    rule,
)
from crm_desktop.reports.brief_lines import ink, parted
from crm_desktop.reports.brief_setting import Setting, badge
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.style import ACCENT, ALARM, MM, type_scale
from crm_desktop.text import mark

TIME_MM = 26.0
ROW_GAP = 5.0
MAX_NAMES = 6


def day_plan(setting: Setting, briefs: Sequence[VisitBrief]) -> list[tuple[Block, ...]]:
    """The pages of the cover; visits without an hour come last on their day.

    Type shrinks where that saves a page.
    """
    ordered = sorted(briefs, key=visit_order)
    pages = _pages(setting, ordered)
    for body in setting.sheet.type_steps[1:] if len(pages) > 1 else ():
        scale = type_scale(body, setting.language.code)
        pages = min(pages, _pages(replace(setting, scale=scale), ordered), key=len)
    return pages


def _pages(setting: Setting, ordered: Sequence[VisitBrief]) -> list[tuple[Block, ...]]:
    head = _head(setting, ordered)
    room = setting.sheet.height - head.height - ROW_GAP
    rows = [_row(setting, brief) for brief in ordered]
    return [(head, page) for page in pages_of(rows, room, ROW_GAP)]


def visit_order(brief: VisitBrief) -> tuple[date, time, str]:
    """The order of a day: by day and hour, then by name."""
    visit = brief.visit
    if visit is None:
        return date.max, time.max, brief.customer.name
    return visit.visit_on, visit.visit_time or time.max, brief.customer.name


def _head(setting: Setting, briefs: Sequence[VisitBrief]) -> Block:
    width = setting.sheet.width
    days = {brief.visit.visit_on for brief in briefs if brief.visit}
    day = setting.language.date(days.pop(), "full") if len(days) == 1 else ""
    count = setting.language.plural("{count} visit", "{count} visits", len(briefs))
    title = ink(day or setting.say(mark("Day plan")), setting.scale.title, bold=True)
    lines = (
        setting.entry((setting.small(setting.say(mark("Day plan"))),), width, 1),
        setting.entry((title, *setting.tail(count)), width),
        rule(width),
    )
    return Stack(lines, gap=2.0)


def _row(setting: Setting, brief: VisitBrief) -> Block:
    width = setting.sheet.width - TIME_MM * MM
    name = ink(brief.customer.name, setting.scale.name, bold=True)
    lines: list[Block] = [_named(setting, brief, setting.entry((name,), width - 22 * MM))]
    names = [one.contact.name for one in brief.attendees if not one.is_customer]
    if names:
        more = [f"+{len(names) - MAX_NAMES}"] if len(names) > MAX_NAMES else []
        lines.append(setting.entry(parted(names[:MAX_NAMES] + more, setting.light), width))
    rows = (parted(place_of(brief), setting.body), _notes(setting, brief))
    lines += [setting.entry(row, width) for row in rows if row]
    if brief.visit and brief.visit.objective:
        aim = setting.body(brief.visit.objective, color=ACCENT)
        lines.append(setting.entry((aim,), width))
    row = Beside(((0.0, _when(setting, brief)), (TIME_MM * MM, Stack(tuple(lines), gap=1.0))))
    return Stack((row, hairline(setting.sheet.width, above=ROW_GAP, below=0.0)))


def _notes(setting: Setting, brief: VisitBrief) -> list[Inked]:
    """In a lower voice: whom to call at the door, where to park and who comes along."""
    visit = brief.visit or Visit(0, brief.today)
    inks = [setting.body(visit.host_phone)] if visit.host_phone else []
    for name, text in ((PARKING, parking_of(brief)), (COMPANIONS, visit.companions)):
        if text:
            gap = [setting.light("   ")] if inks else []
            inks += [*gap, setting.light(f"{setting.say(name)} {text}")]
    return inks


def _when(setting: Setting, brief: VisitBrief) -> Block:
    visit, width = brief.visit, TIME_MM * MM - 3 * MM
    if visit is None:
        return setting.entry((setting.light(setting.say(mark("No visit planned"))),), width)
    if visit.visit_time is None:
        return setting.entry((setting.light(setting.day(visit.visit_on)),), width)
    text = hours(setting, visit, visit.visit_time)
    return setting.entry((ink(text, setting.scale.name, bold=True),), width)


def _named(setting: Setting, brief: VisitBrief, name: Block) -> Block:
    """The customer's name, with the number of taboos flush right on our own paper."""
    taboos = [of.record for of in brief.cautions.taboos]
    count = len(taboos) + brief.cautions.hidden
    if not count:
        return name
    is_grave = any(severity_of(taboo) is Severity.NEVER for taboo in taboos)
    wide = 12 * MM
    sign = badge(setting, f"▲ {count}", wide, ALARM, is_filled=is_grave)
    return Beside(((0.0, name), (setting.sheet.width - TIME_MM * MM - wide, sign)))
