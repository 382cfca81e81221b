"""The plan of a week: a band a day with its visits, days to remember, and room for notes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_rules import severity_of
from crm_desktop.domain.briefs import PrivacyLevel, VisitBrief
from crm_desktop.domain.care_dates import CareDate
from crm_desktop.domain.taboos import Severity
from crm_desktop.domain.week_plans import WeekDay, WeekPlan
from crm_desktop.reports.blocks import Beside, Block, Drawn, Stack, hairline, pages_of
from crm_desktop.reports.brief_head import hours, place_of, rule
from crm_desktop.reports.brief_lines import ink, parted
from crm_desktop.reports.brief_setting import Setting, badge
from crm_desktop.reports.style import (
    ACCENT,
    ALARM,
    HAIRLINE,
    HAIRLINE_PT,
    LIGHT,
    MM,
    type_scale,
)
from crm_desktop.text import LanguageCode, mark
from crm_desktop.wording.care_dates import care_line, festival_name, lunar_words
from crm_desktop.wording.day_words import span_words

DAY_SHARE, NOTES_SHARE = 0.15, 0.24
TIME_MM = 13.0
TIER_PT, SIGN_PT, MARK_GAP = 15.0, 30.0, 3.0
GAP = 4.0
LINE_PT = 15.0
LEAST_PT = 40.0
MOST_SPARE = 0.12
"""Part of a page that a day may get beyond what stands on it."""
MOST_NAMES = 3
TITLE = mark("Week plan")
_LARGER_ON_SMALL = 1.45
"""On a small sheet a column has a larger share, so that no word is broken."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths in points: the day, what stands on it, room for notes."""

    day: float
    body: float
    notes: float


def week_plan(setting: Setting, plan: WeekPlan) -> list[tuple[Block, ...]]:
    """The pages of a week; type shrinks where that saves a page."""
    pages = _pages(setting, plan)
    for body in setting.sheet.type_steps[1:] if len(pages) > 1 else ():
        scale = type_scale(body, setting.language.code)
        pages = min(pages, _pages(replace(setting, scale=scale), plan), key=len)
    return pages


def week_title(setting: Setting, plan: WeekPlan) -> str:
    """The first and the last day of a week."""
    return span_words(setting.language, plan.days[0].day, plan.days[-1].day)


def _pages(setting: Setting, plan: WeekPlan) -> list[tuple[Block, ...]]:
    head = _head(setting, plan)
    room = setting.sheet.height - head.height - GAP
    columns = _columns(setting)
    bodies = [_body(setting, day, plan.privacy, columns) for day in plan.days]
    high = _heights([max(one.height, LEAST_PT) for one in bodies], room)
    rows = [
        _row(setting, columns, day, body, height)
        for day, body, height in zip(plan.days, bodies, high, strict=True)
    ]
    return [(head, page) for page in pages_of(rows, room, GAP)]


def _columns(setting: Setting) -> _Columns:
    width = setting.sheet.width
    factor = 1.0 if setting.indent else _LARGER_ON_SMALL
    day, notes = width * DAY_SHARE * factor, width * NOTES_SHARE
    return _Columns(day, width - day - notes - 8 * MM, notes)


def _heights(least: Sequence[float], room: float) -> list[float]:
    """The days of a page share what is left of it, so that there is room to write on each."""
    found: list[float] = []
    for page in _dealt(least, room):
        spare = room - sum(one + 2 * GAP for one in page)
        share = min(max(spare, 0.0) / len(page), room * MOST_SPARE)
        found += [one + share for one in page]
    return found


def _dealt(least: Sequence[float], room: float) -> list[list[float]]:
    """Heights as they come to stand on pages, by the same rule as :func:`pages_of`."""
    pages: list[list[float]] = [[]]
    for one in least:
        if pages[-1] and sum(height + 2 * GAP for height in (*pages[-1], one)) > room:
            pages.append([])
        pages[-1].append(one)
    return pages


def _head(setting: Setting, plan: WeekPlan) -> Block:
    width = setting.sheet.width
    visits = sum(len(one.visits) for one in plan.days)
    count = setting.language.plural("{count} visit", "{count} visits", visits)
    title = ink(week_title(setting, plan), setting.scale.title, bold=True)
    return Stack(
        (
            setting.entry((setting.small(setting.say(TITLE)),), width, 1),
            setting.entry((title, *setting.tail(count)), width),
            rule(width),
        ),
        gap=2.0,
    )


def _row(setting: Setting, columns: _Columns, day: WeekDay, body: Block, height: float) -> Block:
    parts = (
        (0.0, _label(setting, day, columns.day)),
        (columns.day + 3 * MM, body),
        (columns.day + columns.body + 7 * MM, _lines(columns.notes, height)),
    )
    return Stack((Beside(parts), hairline(setting.sheet.width, above=GAP, below=0.0)))


def _label(setting: Setting, day: WeekDay, width: float) -> Block:
    """Weekday and date, and the name the day has in the Chinese calendar for who reads Chinese."""
    language, scale = setting.language, setting.scale
    weekend = LIGHT if day.day.weekday() > 4 else ACCENT
    weekday = ink(language.date(day.day, "weekday"), scale.name, bold=True, color=weekend)
    lines = [
        setting.entry((weekday,), width, 1),
        setting.entry((setting.body(language.date(day.day, "month_day")),), width, 1),
    ]
    lunar = lunar_words(language, day.day) if language.code is LanguageCode.CHINESE else ""
    names = (lunar, festival_name(language, day.day))
    lines += [setting.entry((setting.light(text),), width, 2) for text in names if text]
    return Stack(tuple(lines), gap=1.0)


def _lines(width: float, height: float) -> Block:
    """Room for notes, ruled."""
    count = int(height // LINE_PT)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(HAIRLINE_PT)
        for number in range(1, count + 1):
            canvas.line(x, top - number * LINE_PT, x + width, top - number * LINE_PT)

    return Drawn(height, paint)


def _body(setting: Setting, day: WeekDay, privacy: PrivacyLevel, columns: _Columns) -> Block:
    width = columns.body
    blocks: list[Block] = [_care(setting, one, width) for one in day.care]
    blocks += [_visit(setting, brief, privacy, width) for brief in day.visits]
    return Stack(tuple(blocks), gap=4.0)


def _care(setting: Setting, one: CareDate, width: float) -> Block:
    return setting.entry((setting.light(f"• {care_line(setting.language, one)}"),), width)


def _visit(setting: Setting, brief: VisitBrief, privacy: PrivacyLevel, width: float) -> Block:
    visit = brief.visit
    at = visit.visit_time if visit is not None else None
    when = hours(setting, visit, at).partition(" ")[0] if visit is not None and at else ""
    time = setting.entry((setting.small(when),), TIME_MM * MM, 1)
    left = width - TIME_MM * MM
    if privacy is PrivacyLevel.SHAREABLE:
        words: Block = setting.entry((setting.body(setting.say(mark("Appointment"))),), left, 1)
    else:
        words = _words(setting, brief, left)
    return Beside(((0.0, time), (TIME_MM * MM, words)))


def _words(setting: Setting, brief: VisitBrief, width: float) -> Block:
    """Whom we meet with the tier and the number of taboos, who is there, where, and why."""
    lines: list[Block] = [_named(setting, brief, width)]
    names = [one.contact.name for one in brief.attendees if not one.is_customer]
    more = [f"+{len(names) - MOST_NAMES}"] if len(names) > MOST_NAMES else []
    people = parted(names[:MOST_NAMES] + more, setting.light)
    rows = (people, parted(place_of(brief), setting.light))
    lines += [setting.entry(row, width) for row in rows if row]
    if brief.visit is not None and brief.visit.objective:
        aim = setting.body(brief.visit.objective, color=ACCENT)
        lines.append(setting.entry((aim,), width, 3))
    return Stack(tuple(lines), gap=0.5)


def _named(setting: Setting, brief: VisitBrief, width: float) -> Block:
    """The customer's name, with tier and number of taboos flush right."""
    taboos = [of.record for of in brief.cautions.taboos]
    count = len(taboos) + brief.cautions.hidden
    tier = brief.business.tier.letter if brief.business.tier else ""
    marks: list[tuple[float, Block]] = []
    if tier:
        marks.append((TIER_PT, badge(setting, tier, TIER_PT, LIGHT, is_filled=False)))
    if count:
        is_grave = any(severity_of(one) is Severity.NEVER for one in taboos)
        marks.append((SIGN_PT, badge(setting, f"▲ {count}", SIGN_PT, ALARM, is_filled=is_grave)))
    left = width - sum(one + MARK_GAP for one, _ in marks)
    name = ink(brief.customer.name, setting.scale.lead, bold=True)
    parts: list[tuple[float, Block]] = [(0.0, setting.entry((name,), left))]
    for wide, sign in marks:
        parts.append((left + MARK_GAP, sign))
        left += wide + MARK_GAP
    return Beside(tuple(parts))
