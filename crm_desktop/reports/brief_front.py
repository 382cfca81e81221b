"""The blocks of page 1 behind the cautions, each from the values of a brief."""

from collections.abc import Iterator

from crm_desktop.domain.brief_asks import asks
from crm_desktop.domain.brief_rules import (
    capped,
    newest_first,
    order_complaints,
    order_preferences,
    order_promises,
)
from crm_desktop.domain.brief_values import Of, OpenComplaint, Wording
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.domain.interactions import Interaction
from crm_desktop.domain.preferences import Preference
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.purchases import Purchase
from crm_desktop.reports import brief_words as words
from crm_desktop.reports.blocks import Block, Stack
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.style import ALARM
from crm_desktop.text import mark

ITEM_GAP = 1.2


def plan(setting: Setting, brief: VisitBrief) -> Block | None:
    """Objective, agenda, the commitment to ask for with its fallback, peak and ending."""
    visit, half = brief.visit, setting.half
    pieces: list[Block] = []
    if visit and visit.objective:
        lead = setting.body(visit.objective, bold=True)
        pieces.append(setting.entry((lead,), setting.full, 3))
    if visit and visit.agenda:
        pieces.append(_agenda(setting, visit.agenda, brief.privacy))
    facts = (
        ()
        if visit is None
        else (
            (mark("Commitment to ask for"), visit.commitment),
            (mark("Fallback"), visit.fallback),
            (mark("Peak"), visit.intended_peak),
            (mark("Ending"), visit.intended_ending),
        )
    )
    cells = setting.cells(
        setting.cell(name, (setting.entry((setting.body(text),), half, 3),), half)
        for name, text in facts
        if text
    )
    pieces += [cells] if cells else []
    pieces += _open(setting, brief, Section.PLAN)
    return Stack(tuple(pieces), gap=3.0) if pieces else None


def _agenda(setting: Setting, agenda: tuple[str, ...], privacy: PrivacyLevel) -> Block:
    if privacy is PrivacyLevel.FULL:
        points = "   ".join(f"{number} {text}" for number, text in enumerate(agenda, 1))
        return setting.entry((setting.body(points),), setting.full, 3)
    rows = [
        setting.entry((setting.body(f"{number}   {text}"),), setting.full, None)
        for number, text in enumerate(agenda, 1)
    ]
    return Stack(tuple(rows), gap=3.0)


def _open(setting: Setting, brief: VisitBrief, section: Section) -> tuple[Block, ...]:
    """Questions for what is missing; only on our own paper."""
    if brief.privacy is not PrivacyLevel.FULL:
        return ()
    return setting.asks(asks(brief, section), setting.full)


def service(setting: Setting, brief: VisitBrief) -> Block | None:
    """Open complaints in full, then the promises of both sides, overdue first."""
    complaints = order_complaints(brief.service.complaints)
    pieces: list[Block] = [_complaint(setting, one) for one in complaints]
    cells = setting.cells(
        _promises(setting, brief, side, name)
        for side, name in (
            (Direction.OURS, mark("We promised")),
            (Direction.THEIRS, mark("They promised")),
        )
    )
    pieces += [cells] if cells else []
    return Stack(tuple(pieces), gap=4.0) if pieces else None


def _complaint(setting: Setting, one: OpenComplaint) -> Block:
    full = setting.full
    head = setting.say(mark("Open complaint"))
    side = (
        setting.say(words.COMPLAINT_SEVERITIES[one.complaint.severity]),
        setting.say(words.COMPLAINT_STATES[one.complaint.state]),
        setting.day(one.complaint.received_at.date()),
    )
    runs = (
        setting.body(f"{head}  ", bold=True, color=ALARM),
        setting.body(one.text),
        *setting.tail(*side),
    )
    lines = [setting.entry(runs, full, None)]
    lines += [setting.entry(clock, full, None) for clock in _clock(setting, one)]
    return Stack(tuple(lines), gap=ITEM_GAP)


def _clock(setting: Setting, one: OpenComplaint) -> Iterator[tuple[Inked, ...]]:
    due = one.resolve_by if one.complaint.responded_at or not one.respond_by else one.respond_by
    if due is not None:
        msgid = mark("Answer by {moment}") if due == one.respond_by else mark("Solve by {moment}")
        text = setting.say(msgid, moment=setting.language.moment(due))
        late = setting.say(mark("overdue")) if one.is_overdue else ""
        yield (
            setting.body(text, bold=one.is_overdue),
            setting.body(f"  {late}", bold=True, color=ALARM),
        )
    if one.emotion is not None:
        mood = setting.say(words.EMOTIONS[one.emotion])
        strength = f" {one.intensity}/3" if one.intensity else ""
        advice = setting.say(words.EMOTION_ADVICE[one.emotion])
        yield setting.body(f"{mood}{strength}  ", bold=True), setting.body(advice)
    if one.is_second:
        yield (setting.body(setting.say(words.SECOND_COMPLAINT), bold=True, color=ALARM),)


def _promises(setting: Setting, brief: VisitBrief, side: Direction, name: str) -> Block | None:
    half = setting.half
    found = order_promises(brief.service.promises, side, brief.today)
    kept, left = capped(found)
    items = [setting.entry(_promise(setting, brief, of.record), half, 2) for of in kept]
    return setting.cell(name, (*items, *setting.more(left, half)), half)


def _promise(setting: Setting, brief: VisitBrief, promise: Promise) -> tuple[Inked, ...]:
    runs = [setting.body(promise.text)]
    if brief.privacy is PrivacyLevel.FULL and promise.is_overdue(brief.today):
        days = (brief.today - promise.due_on).days if promise.due_on else 0
        late = setting.language.plural("{count} day overdue", "{count} days overdue", days)
        runs.insert(0, setting.body(f"{late}  ", bold=True, color=ALARM))
    due = setting.say(mark("by {day}"), day=setting.day(promise.due_on)) if promise.due_on else ""
    return (*runs, *setting.tail(promise.who, due))


def changes(setting: Setting, brief: VisitBrief) -> Block | None:
    """What is new since the last held visit, and the last three interactions."""
    half, recent = setting.half, brief.recent
    news, left = capped(sorted(recent.changes, key=lambda one: one.on, reverse=True))
    new = setting.cell(
        mark("New since the last visit"),
        (
            *(setting.fact(one.text, half, setting.day(one.on)) for one in news),
            *setting.more(left, half),
        ),
        half,
    )
    last = setting.cell(
        mark("Last contacts"),
        [_interaction(setting, one) for one in capped(newest_first(recent.interactions))[0]],
        half,
    )
    return _with_asks(setting, setting.cells((new, last)), brief, Section.CHANGES)


def _interaction(setting: Setting, one: Interaction) -> Block:
    kind = setting.say(words.INTERACTIONS[one.kind])
    mood = setting.say(words.EMOTIONS[one.emotion]) if one.emotion else ""
    return setting.fact(one.summary, setting.half, kind, mood, setting.day(one.happened_on))


def _with_asks(
    setting: Setting, cells: Block | None, brief: VisitBrief, section: Section
) -> Block | None:
    pieces = ([cells] if cells else []) + list(_open(setting, brief, section))
    return Stack(tuple(pieces), gap=2.0) if pieces else None


def needs(setting: Setting, brief: VisitBrief) -> Block | None:
    """Needs and pain points, present solution and competitor, the next best questions."""
    half, customer = setting.half, brief.customer
    pains, left = capped(brief.needs.pains)
    items = [
        setting.fact(of.record.text, half, of.person, setting.day(of.record.noted_on))
        for of in pains
    ]
    today = (
        (mark("Uses now"), customer.present_solution),
        (mark("Competitor"), customer.competitor),
    )
    items += [setting.fact(text, half, lead=setting.say(name)) for name, text in today if text]
    pain = setting.cell(mark("Needs and pain points"), (*items, *setting.more(left, half)), half)
    ask = setting.cell(
        mark("Ask next"),
        [
            setting.question(worded(setting, one.text), half)
            for one in capped(brief.needs.questions)[0]
        ],
        half,
    )
    return _with_asks(setting, setting.cells((pain, ask)), brief, Section.NEEDS)


def worded(setting: Setting, wording: Wording) -> str:
    """A playbook sentence in the language of the paper."""
    return wording.zh_cn if setting.language.code.startswith("zh") else wording.en


def business(setting: Setting, brief: VisitBrief) -> Block | None:
    """Live business, then the tier with its strategy and the MAN class with its advice."""
    live = setting.cell(mark("Live business"), _live(setting, brief), setting.half)
    marks = setting.cell(mark("Where they stand"), _standing(setting, brief), setting.half)
    return _with_asks(setting, setting.cells((live, marks)), brief, Section.BUSINESS)


def _live(setting: Setting, brief: VisitBrief) -> Iterator[Block]:
    half, live, money = setting.half, brief.business, setting.language.money
    for quote in capped(live.quotes)[0]:
        value = money(quote.value, quote.currency) if quote.value is not None else ""
        yield setting.fact(
            quote.title, half, value, setting.day(quote.opened_on), lead=setting.say(mark("Quote"))
        )
    for late in capped(live.late_deliveries)[0]:
        yield _late(setting, late, mark("Late delivery"), setting.day(late.delivery_due_on))
    for invoice in capped(live.overdue_invoices)[0]:
        yield _late(setting, invoice, mark("Overdue invoice"), setting.day(invoice.due_on))
    if live.renewal is not None:
        yield setting.fact(
            live.renewal.name,
            half,
            setting.day(live.renewal.renews_on),
            lead=setting.say(mark("Renewal")),
        )


def _late(setting: Setting, purchase: Purchase, name: str, due: str) -> Block:
    amount = setting.language.money(purchase.amount, purchase.currency)
    runs = (
        setting.body(f"{setting.say(name)}  ", bold=True, color=ALARM),
        setting.body(" ".join(part for part in (purchase.reference, amount) if part)),
        *setting.tail(setting.say(mark("due {day}"), day=due)),
    )
    return setting.entry(runs, setting.half)


def _standing(setting: Setting, brief: VisitBrief) -> Iterator[Block]:
    half, tier, man = setting.half, brief.business.tier, brief.business.man
    if tier is not None:
        name = tier.letter or setting.say(mark("prospect"))
        strategy = worded(setting, tier.strategy) if tier.strategy else ""
        lead = setting.say(mark("Tier {letter}"), letter=name) if tier.letter else name
        yield setting.fact(strategy, half, setting.day(tier.since), lead=lead)
    if man is not None:
        advice = setting.say(words.MAN_ADVICE.get(man.letters, words.MAN_OPEN))
        lead = f"MAN {man.letters} {man.overall}"
        yield setting.fact(advice, half, setting.day(man.on), lead=lead)


def rapport(setting: Setting, brief: VisitBrief) -> Block | None:
    """Opener, small surprise, preferences and the communication style in a line."""
    half, rapport = setting.half, brief.rapport
    likes, left = capped(order_preferences(rapport.preferences))
    prefer = setting.cell(
        mark("Preferences"),
        (
            *(_preference(setting, brief, of) for of in likes),
            *setting.more(left, half),
        ),
        half,
    )
    first = setting.cell(mark("Opener and surprise"), _opening(setting, brief), half)
    return _with_asks(setting, setting.cells((first, prefer)), brief, Section.RAPPORT)


def _preference(setting: Setting, brief: VisitBrief, of: Of[Preference]) -> Block:
    one = of.record
    day = setting.day(one.confirmed_on or one.noted_on)
    evidence = (
        setting.say(words.EVIDENCE[one.evidence]) if brief.privacy is PrivacyLevel.FULL else ""
    )
    return setting.fact(one.text, setting.half, of.person, evidence, day)


def _opening(setting: Setting, brief: VisitBrief) -> Iterator[Block]:
    half, rapport = setting.half, brief.rapport
    if rapport.opener is not None:
        said = rapport.opener
        yield setting.fact(f"“{said.text}”", half, said.person, setting.day(said.on))
    if rapport.surprise is not None:
        gift = rapport.surprise
        kind = setting.say(words.SURPRISES[gift.kind]) if gift.kind else ""
        lead = setting.say(mark("Small surprise"))
        yield setting.fact(gift.text, half, kind, setting.day(gift.on), lead=lead)
    if rapport.style is not None:
        style = rapport.style
        line = setting.say(words.STYLES[style.record.style])
        yield setting.fact(line, half, style.person, setting.day(style.record.noted_on))


def selling(setting: Setting, brief: VisitBrief) -> Block | None:
    """At most three cross-sell ideas; phrases to use and to avoid."""
    half = setting.half
    ideas = setting.cell(
        mark("Ideas for more"),
        [
            setting.fact(
                one.product, half, setting.say(words.LENSES[one.lens], because=one.because)
            )
            for one in capped(brief.selling.ideas)[0]
        ],
        half,
    )
    phrases = setting.cell(
        mark("Say it like this"),
        [
            setting.entry(
                (
                    setting.body(worded(setting, one.use)),
                    setting.light(
                        "  "
                        + setting.say(mark("not: “{phrase}”"), phrase=worded(setting, one.avoid))
                    ),
                ),
                half,
            )
            for one in capped(brief.selling.phrases)[0]
        ],
        half,
    )
    return setting.cells((ideas, phrases))
