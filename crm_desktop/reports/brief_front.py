"""The blocks of page 1 behind the cautions, each from the values of a brief."""

from collections.abc import Iterator

from crm_desktop.domain.brief_asks import asks
from crm_desktop.domain.brief_rules import (
    capped,
    newest_first,
    order_changes,
    order_preferences,
)
from crm_desktop.domain.brief_values import Change, CrossSell, Of
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.domain.interactions import Interaction
from crm_desktop.domain.preferences import Duration, Preference
from crm_desktop.domain.purchases import Purchase
from crm_desktop.domain.visits import Visit
from crm_desktop.reports import brief_words as words
from crm_desktop.reports.blocks import Block, Stack
from crm_desktop.reports.brief_setting import ITEM_GAP, Setting
from crm_desktop.reports.style import ACCENT, ALARM
from crm_desktop.text import mark
from crm_desktop.wording import card as card_words
from crm_desktop.wording.choices import DURATIONS, STYLES
from crm_desktop.wording.cross_sell import LENSES


def plan(setting: Setting, brief: VisitBrief) -> Block | None:
    """Objective, agenda, the commitment to ask for with its fallback, peak and ending."""
    visit, half = brief.visit, setting.half
    blocks: list[Block] = []
    if visit and visit.objective:
        lead = setting.body(visit.objective, bold=True)
        blocks.append(setting.entry((lead,), setting.full, 3))
    if visit and visit.agenda:
        blocks.append(_agenda(setting, visit.agenda, brief.privacy))
    ask = setting.cell(mark("Commitment to ask for"), _asked_for(setting, visit), half)
    moments = setting.cell(mark("Peak and ending"), _moments(setting, visit), half)
    cells = setting.cells((ask, moments))
    blocks += [cells] if cells else []
    blocks += _open(setting, brief, Section.PLAN)
    return Stack(tuple(blocks), gap=3.0) if blocks else None


def _asked_for(setting: Setting, visit: Visit | None) -> Iterator[Block]:
    if visit and visit.commitment:
        text = setting.body(visit.commitment, bold=True, color=ACCENT)
        yield setting.entry((text,), setting.half, 3)
    if visit and visit.fallback:
        yield setting.fact(visit.fallback, setting.half, lead=setting.say(mark("Fallback")))


def _moments(setting: Setting, visit: Visit | None) -> Iterator[Block]:
    for text in (visit.intended_peak, visit.intended_ending) if visit else ():
        if text:
            yield setting.fact(text, setting.half)


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


def changes(setting: Setting, brief: VisitBrief) -> Block | None:
    """What is new since the last held visit, and the last three interactions."""
    half, recent = setting.half, brief.recent
    news, left = capped(order_changes(recent.changes))
    new = setting.cell(
        mark("New since the last visit"),
        (
            *(_change(setting, one) for one in news),
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


def _change(setting: Setting, one: Change) -> Block:
    kind = setting.say(words.CHANGES[one.kind])
    once = setting.say(DURATIONS[Duration.SITUATIONAL]) if one.is_one_off else ""
    due = setting.say(mark("by {day}"), day=setting.day(one.due_on)) if one.due_on else ""
    return setting.fact(_told(setting, one), setting.half, kind, once, due, setting.day(one.on))


def _told(setting: Setting, one: Change) -> str:
    text = one.text
    if one.levels is not None:
        unknown = mark("not known")
        before, now = (
            setting.say(unknown if level is None else card_words.STANCES.get(level, unknown))
            for level in one.levels
        )
        text = f"{before} → {now}"
    return setting.language.labelled(one.who, text) if one.who else text


def _interaction(setting: Setting, one: Interaction) -> Block:
    kind = setting.say(card_words.INTERACTIONS[one.kind])
    mood = setting.say(card_words.EMOTIONS[one.emotion]) if one.emotion else ""
    return setting.fact(one.summary, setting.half, kind, mood, setting.day(one.happened_on))


def _with_asks(
    setting: Setting, cells: Block | None, brief: VisitBrief, section: Section
) -> Block | None:
    blocks = ([cells] if cells else []) + list(_open(setting, brief, section))
    return Stack(tuple(blocks), gap=2.0) if blocks else None


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
            setting.question(setting.worded(one.text), half)
            for one in capped(brief.needs.questions)[0]
        ],
        half,
    )
    return _with_asks(setting, setting.cells((pain, ask)), brief, Section.NEEDS)


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
        strategy = setting.worded(tier.strategy) if tier.strategy else ""
        lead = setting.say(mark("Tier {letter}"), letter=name) if tier.letter else name
        yield setting.fact(strategy, half, setting.day(tier.since), lead=lead)
    if man is not None:
        advice = setting.worded(man.advice) if man.advice else ""
        lead = f"MAN {man.letters} {man.overall}"
        yield setting.fact(advice, half, setting.day(man.on), lead=lead)


def rapport(setting: Setting, brief: VisitBrief) -> Block | None:
    """Opener, small surprise, preferences and the communication style in a line."""
    half, rapport = setting.half, brief.rapport
    likes, left = capped(order_preferences(rapport.preferences))
    items = [*(_preference(setting, brief, of) for of in likes), *setting.more(left, half)]
    if brief.privacy is not PrivacyLevel.FULL:
        return Stack(tuple(items), gap=ITEM_GAP) if items else None
    prefer = setting.cell(mark("Preferences"), items, half)
    first = setting.cell(mark("Opener and surprise"), _opening(setting, brief), half)
    return _with_asks(setting, setting.cells((first, prefer)), brief, Section.RAPPORT)


def _preference(setting: Setting, brief: VisitBrief, of: Of[Preference]) -> Block:
    one = of.record
    day = setting.day(one.confirmed_on or one.noted_on)
    evidence = (
        setting.say(card_words.EVIDENCE[one.evidence]) if brief.privacy is PrivacyLevel.FULL else ""
    )
    return setting.fact(one.text, setting.half, of.person, evidence, day)


def _opening(setting: Setting, brief: VisitBrief) -> Iterator[Block]:
    half, rapport = setting.half, brief.rapport
    if rapport.opener is not None:
        said = rapport.opener
        text = f"“{said.text}”" if said.is_quoted else said.text
        yield setting.fact(text, half, said.person, setting.day(said.on))
    if rapport.surprise is not None:
        gift = rapport.surprise
        kind = setting.say(words.SURPRISES[gift.kind]) if gift.kind else ""
        lead = setting.say(mark("Small surprise"))
        yield setting.fact(gift.text, half, kind, setting.day(gift.on), lead=lead)
    if rapport.style is not None:
        style = rapport.style
        name = setting.say(STYLES[style.record.style])
        advice = setting.worded(rapport.style_advice) if rapport.style_advice else ""
        day = setting.day(style.record.noted_on)
        yield setting.fact(advice, half, style.person, day, lead=f"{name[:1].upper()}{name[1:]}")


def selling(setting: Setting, brief: VisitBrief) -> Block | None:
    """At most three cross-sell ideas; phrases to use and to avoid."""
    half = setting.half
    ideas = setting.cell(
        mark("Ideas for more"),
        [
            setting.fact(one.product, half, _reason(setting, one))
            for one in capped(brief.selling.ideas)[0]
        ],
        half,
    )
    phrases = setting.cell(
        mark("Say it like this"),
        [
            setting.entry(
                (
                    setting.body(setting.worded(one.use)),
                    *setting.tail(
                        setting.say(mark("not: “{phrase}”"), phrase=setting.worded(one.avoid))
                    ),
                ),
                half,
            )
            for one in capped(brief.selling.phrases)[0]
        ],
        half,
    )
    return setting.cells((ideas, phrases))


def _reason(setting: Setting, one: CrossSell) -> str:
    because = one.because or setting.day(one.on)
    return setting.say(LENSES[one.lens], because=because)
