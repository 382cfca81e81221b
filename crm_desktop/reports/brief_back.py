"""The blocks of page 2: figures, satisfaction, our position, days ahead and note lines."""

from collections.abc import Iterator

from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_asks import asks
from crm_desktop.domain.brief_rules import capped
from crm_desktop.domain.brief_values import Occasion, PaymentHabit, Score, ScoreKind, Share
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.domain.development import Quadrant
from crm_desktop.reports import brief_words as words
from crm_desktop.reports.blocks import Beside, Block, Drawn, Space, Stack, hairline
from crm_desktop.reports.brief_charts import months_chart, share_bar, trend_line
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.style import HAIRLINE, HAIRLINE_PT, MM
from crm_desktop.text import mark
from crm_desktop.wording import card as card_words

MIN_NOTES_PT = 24 * MM
NOTE_STEP = 8.5 * MM
NOTES_GAP = 4.0
BAR_PT = 16 * MM
_DATES = 6
_SCORES = 6
_MIX = 5
_HIGHEST = {ScoreKind.NPS: 10, ScoreKind.CSAT: 5, ScoreKind.CES: 7}


def _asked(
    setting: Setting, brief: VisitBrief, section: Section, content: Block | None
) -> Block | None:
    if brief.privacy is not PrivacyLevel.FULL:
        return content
    blocks = ([content] if content else []) + list(setting.asks(asks(brief, section), setting.full))
    return Stack(tuple(blocks), gap=3.0) if blocks else None


def purchases(setting: Setting, brief: VisitBrief) -> Block | None:
    """Twelve monthly sums as bars, the mix behind them and how invoices were paid."""
    figures = brief.figures
    blocks: list[Block] = []
    if figures.months:
        total = sum(one.amount for one in figures.months)
        amount = setting.language.money(total, figures.currency)
        runs = [setting.body(amount, bold=True), *setting.tail(setting.say(mark("in 12 months")))]
        if figures.without_rate:
            left = setting.language.plural(
                "{count} purchase without an exchange rate left out",
                "{count} purchases without an exchange rate left out",
                figures.without_rate,
            )
            runs += setting.tail(left)
        blocks.append(setting.entry(runs, setting.full))
        blocks.append(months_chart(setting, figures, setting.full))
    mix = setting.cell(
        mark("Product mix"), [_share(setting, one) for one in figures.mix[:_MIX]], setting.half
    )
    paid = None
    if figures.payment is not None:
        paid = setting.cell(mark("Payment habit"), _payment(setting, figures.payment), setting.half)
    cells = setting.cells((mix, paid))
    blocks += [cells] if cells else []
    content = Stack(tuple(blocks), gap=5.0) if blocks else None
    return _asked(setting, brief, Section.PURCHASES, content)


def _share(setting: Setting, one: Share) -> Block:
    half, bar = setting.half, BAR_PT
    percent = setting.language.percent(one.fraction)
    name = setting.entry((setting.body(one.name), *setting.tail(percent)), half - bar - 2 * MM, 1)
    leading = setting.scale.leading(setting.scale.body)
    return Beside(((0.0, share_bar(one.fraction, bar, leading)), (bar + 2 * MM, name)))


def _payment(setting: Setting, habit: PaymentHabit) -> Iterator[Block]:
    say, half = setting.say, setting.half
    if habit.terms_days is not None:
        text = say(mark("Terms {days} days"), days=habit.terms_days)
        yield setting.fact(text, half, habit.method)
    elif habit.method:
        yield setting.fact(habit.method, half)
    if habit.days_to_pay is not None:
        text = say(mark("Pays after {days} days on average"), days=habit.days_to_pay)
        yield setting.fact(text, half)
    if habit.paid:
        text = say(mark("{late} of {paid} invoices late"), late=habit.late, paid=habit.paid)
        yield setting.fact(text, half)


def satisfaction(setting: Setting, brief: VisitBrief) -> Block | None:
    """Each measure as a line through its last scores, with the newest one's person and day."""
    scores = sorted(brief.figures.scores, key=lambda one: one.on)
    kinds = [[one for one in scores if one.kind is kind][-_SCORES:] for kind in ScoreKind]
    rows = [_trend(setting, found) for found in kinds if found]
    return _asked(setting, brief, Section.SATISFACTION, setting.cells(rows))


def _trend(setting: Setting, scores: list[Score]) -> Block:
    last, values = scores[-1], [one.value for one in scores]
    text = setting.say(words.SCORES[last.kind], values=" → ".join(map(str, values)))
    inks = (setting.body(text), *setting.tail(last.person, setting.day(last.on)))
    if len(values) == 1:
        return setting.entry(inks, setting.half)
    offset = BAR_PT + 2.5 * MM
    leading = setting.scale.leading(setting.scale.body)
    line = trend_line(values, _HIGHEST[last.kind], BAR_PT, leading)
    return Beside(((0.0, line), (offset, setting.entry(inks, setting.half - offset))))


def swot(setting: Setting, brief: VisitBrief) -> Block | None:
    """Our position in four lists of at most three."""
    cells = []
    for quadrant in Quadrant:
        mine = [one for one in brief.outlook.swot if one.quadrant is quadrant]
        lines = [
            setting.fact(one.text, setting.half, one.action, one.owner, setting.day(one.due_on))
            for one in capped(mine)[0]
        ]
        cells.append(setting.cell(card_words.QUADRANTS[quadrant], lines, setting.half))
    return _asked(setting, brief, Section.SWOT, setting.cells(cells))


def dates(setting: Setting, brief: VisitBrief) -> Block | None:
    """The next days to remember."""
    coming = sorted(brief.outlook.occasions, key=lambda one: one.on)[:_DATES]
    lines = [_occasion(setting, one) for one in coming]
    return _asked(setting, brief, Section.DATES, setting.cells(lines))


def _occasion(setting: Setting, one: Occasion) -> Block:
    """A day and what falls on it; a festival has no words but its name."""
    lunar = setting.worded(one.lunar) if one.lunar else ""
    text, side = (one.text, lunar) if one.text else (lunar, "")
    kind = setting.say(words.OCCASIONS[one.kind])
    return setting.fact(text, setting.half, one.person, kind, side, lead=setting.day(one.on))


def note_lines(setting: Setting, room: float) -> Block:
    """Ruled lines down to the foot of the page, under a hairline of their own."""
    width = setting.sheet.width
    label = setting.heading(words.LABELS[Section.NOTES], width)
    head = Stack((Space(NOTES_GAP), hairline(width, above=0.0, below=NOTES_GAP), label))
    count = int((room - head.height) // NOTE_STEP)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        head.draw(canvas, x, top)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(HAIRLINE_PT)
        for number in range(1, count + 1):
            y = top - head.height - number * NOTE_STEP + 2 * MM
            canvas.line(x, y, x + width, y)

    return Drawn(head.height + count * NOTE_STEP, paint)
