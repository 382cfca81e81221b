"""The taboo panel: taboos, safety facts, special needs and possible conflicts, never cut."""

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_asks import asks
from crm_desktop.domain.brief_rules import capped, order_needs, order_taboos, severity_of
from crm_desktop.domain.brief_values import Conflict, Of
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.domain.preferences import SpecialNeed
from crm_desktop.domain.taboos import Severity, Taboo
from crm_desktop.reports import brief_words as words
from crm_desktop.reports.blocks import Beside, Block, Drawn, Stack
from crm_desktop.reports.brief_setting import Setting, badge
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.style import ACCENT, ACCENT_TINT, ALARM, ALARM_TINT, INK, MM, WHITE
from crm_desktop.text import mark
from crm_desktop.wording import card as card_words

PAD = 1.9 * MM
ROW_GAP = 2.4
MAX_SIGNS = 12


def cautions(setting: Setting, brief: VisitBrief, note: str = "") -> Block | None:
    """The whole panel; None only where there is nothing to say.

    A sheet for anybody says nothing of what is left out: a customer would ask what it is.
    A ``note`` stands for the taboos where they are printed on sheets of their own.
    """
    wide = mark_width(setting)
    rows = [_note(setting, note)] if note else taboo_rows(setting, brief, wide)
    rows += _other_rows(setting, brief, wide)
    if not rows:
        return None
    return panel(setting, Stack(tuple(rows), gap=ROW_GAP), brief.privacy)


def _note(setting: Setting, note: str) -> Block:
    return setting.entry((setting.body(note, bold=True, color=ALARM),), _text_width(setting), None)


def panel(setting: Setting, content: Block, privacy: PrivacyLevel) -> Drawn:
    """Rows beside a dark flag that says what they are, on a light ground.

    Paper the customer may see says it in a neutral word and colour.
    """
    is_ours = privacy is PrivacyLevel.FULL
    dark, light = (ALARM, ALARM_TINT) if is_ours else (ACCENT, ACCENT_TINT)
    wide = _flag_width(setting)
    label = (words.LABELS if is_ours else words.OPEN_LABELS)[Section.CAUTIONS]
    flag = _flag(setting, label, has_sign=is_ours)
    if not setting.indent:
        sign = "▲ " if is_ours else ""
        content = Stack((_title(setting, sign + setting.say(label), dark), content), gap=ROW_GAP)
    height = max(content.height, flag.height if setting.indent else 0.0) + 2 * PAD

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(light)
        canvas.rect(x, top - height, setting.sheet.width, height, stroke=0, fill=1)
        canvas.setFillColor(dark)
        canvas.rect(x, top - height, wide, height, stroke=0, fill=1)
        if setting.indent:
            flag.draw(canvas, x + 2 * MM, top - PAD)
        content.draw(canvas, x + wide + inset(setting), top - PAD)

    return Drawn(height, paint)


def _flag(setting: Setting, label: str, *, has_sign: bool) -> Block:
    """The panel's name in white, behind a warning sign on our own paper."""
    size = setting.scale.body
    indent = size * 1.3 if has_sign else 0.0
    name = setting.body(setting.say(label), bold=True, color=WHITE)
    lines = setting.entry((name,), _flag_width(setting) - indent - 2 * MM)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(WHITE)
        if has_sign:
            _warning_sign(canvas, x, top - size * 1.05, size)

    return Beside(((0.0, Drawn(0.0, paint)), (indent, lines)))


def _title(setting: Setting, text: str, color: Color) -> Block:
    """The panel's name above its rows, where no column is left for it."""
    return setting.entry((setting.body(text, bold=True, color=color),), setting.full, 1)


def room_for_rows(setting: Setting, height: float) -> float:
    """What a panel of a height holds."""
    title = 0.0 if setting.indent else setting.scale.leading(setting.scale.body) + ROW_GAP
    return height - 2 * PAD - title


def inset(setting: Setting) -> float:
    """Distance from the flag to the text; the text stands in line with all other blocks."""
    return setting.sheet.gutter_mm * MM if setting.indent else 2.5 * MM


def _flag_width(setting: Setting) -> float:
    return setting.sheet.label_mm * MM if setting.indent else 3 * MM


def _text_width(setting: Setting) -> float:
    return setting.sheet.width - _flag_width(setting) - inset(setting) - 2 * MM


def _warning_sign(canvas: Canvas, x: float, low: float, size: float) -> None:
    sign = canvas.beginPath()
    sign.moveTo(x, low)
    sign.lineTo(x + size, low)
    sign.lineTo(x + size / 2, low + size * 0.9)
    sign.close()
    canvas.drawPath(sign, stroke=0, fill=1)


def taboo_rows(setting: Setting, brief: VisitBrief, wide: float) -> list[Block]:
    """One row a taboo in order of severity, each whole, behind a mark ``wide`` points wide."""
    return [_taboo(setting, of, wide, brief.privacy) for of in order_taboos(brief.cautions.taboos)]


def sheet_note(setting: Setting, taboos: int, sheets: int) -> str:
    """What page 1 says where the taboos fill sheets of their own."""
    return setting.say(
        mark("{taboos} taboos on sheets 1 to {sheets}: read them first"),
        taboos=taboos,
        sheets=sheets,
    )


def _taboo(setting: Setting, of: Of[Taboo], wide: float, privacy: PrivacyLevel) -> Block:
    taboo, severity = of.record, severity_of(of.record)
    is_ours = privacy is PrivacyLevel.FULL
    inks = (
        setting.body(taboo.text, bold=severity is not Severity.NOTE),
        *setting.tail(
            of.person,
            setting.say(card_words.TABOO_CATEGORIES[taboo.category]),
            taboo.why,
            setting.day(taboo.noted_on),
        ),
    )
    name = setting.say(card_words.SEVERITIES[severity] if is_ours else words.SAFETY)
    sign = badge(setting, name, wide, ALARM, is_filled=severity is Severity.NEVER)
    return _row(setting, sign, wide, inks)


def _row(setting: Setting, sign: Block, wide: float, inks: tuple[Inked, ...]) -> Block:
    """A whole text behind its mark; it is never shortened."""
    offset = wide + 2 * MM
    lines = setting.entry(inks, _text_width(setting) - offset, None)
    return Beside(((0.0, sign), (offset, lines)))


def mark_width(setting: Setting) -> float:
    """The width all marks of the panel share."""
    names = ((setting.small(setting.say(name)),) for name in words.MARKS)
    return max(setting.entry(name, setting.full, 1).width for name in names) + 8


def _other_rows(setting: Setting, brief: VisitBrief, wide: float) -> list[Block]:
    found, width = brief.cautions, _text_width(setting)
    needs, left = order_needs(found.needs)
    rows: list[Block] = [_need(setting, of, wide) for of in needs]
    rows += setting.more(left, width)
    is_told = found.hidden and brief.privacy is not PrivacyLevel.SHAREABLE
    rows += [_hidden(setting, found.hidden, wide)] if is_told else []
    conflicts, left = capped(found.conflicts)
    rows += [_conflict(setting, one, wide) for one in conflicts]
    rows += setting.more(left, width)
    if brief.privacy is PrivacyLevel.FULL:
        rows += setting.asks(asks(brief, Section.CAUTIONS), width)
    return rows


def _hidden(setting: Setting, count: int, wide: float) -> Block:
    """How many taboos only our own paper tells; their signs stand where marks do if they fit."""
    signs = setting.entry((setting.body(" ".join("▲" * min(count, MAX_SIGNS))),), setting.full)
    told = setting.entry((setting.body(setting.say(mark("see full brief"))),), setting.half)
    return Beside(((0.0, signs), (max(wide, signs.width) + 2 * MM, told)))


def _need(setting: Setting, of: Of[SpecialNeed], wide: float) -> Block:
    need = of.record
    inks = (
        setting.body(need.text, bold=need.is_safety_fact),
        setting.body(f" → {need.arrangement}" if need.arrangement else ""),
        *setting.tail(of.person, need.arranged_by, need.source, setting.day(need.noted_on)),
    )
    name, color = (words.SAFETY, ALARM) if need.is_safety_fact else (words.ARRANGE, INK)
    sign = badge(setting, setting.say(name), wide, color, is_filled=need.is_safety_fact)
    return _row(setting, sign, wide, inks)


def _conflict(setting: Setting, one: Conflict, wide: float) -> Block:
    text = setting.say(
        words.CONFLICTS[one.code],
        plan=one.plan,
        word=one.word,
        taboo=one.taboo,
        day=setting.day(one.on),
        calendar=setting.say(words.CALENDARS[one.calendar]),
    )
    inks = (setting.body(text), *setting.tail(one.person))
    sign = badge(setting, setting.say(words.CONFLICT), wide, INK, is_filled=True)
    return _row(setting, sign, wide, inks)
