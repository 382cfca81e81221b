"""Block 4 of page 1: open complaints with clock, emotion and advice, promises of both sides."""

from crm_desktop.domain.brief_rules import capped, order_complaints, order_promises
from crm_desktop.domain.brief_values import OpenComplaint
from crm_desktop.domain.briefs import PrivacyLevel, VisitBrief
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.reports import brief_words as words
from crm_desktop.reports.blocks import Block, Stack, exempt
from crm_desktop.reports.brief_setting import ITEM_GAP, Setting
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.style import ALARM
from crm_desktop.text import mark
from crm_desktop.wording import card as card_words


def service(setting: Setting, brief: VisitBrief) -> Block | None:
    """Open complaints in full, the alarm of a second one, promises of both sides, overdue first."""
    complaints = order_complaints(brief.service.complaints)
    blocks: list[Block] = [exempt(_complaint(setting, one)) for one in complaints]
    if brief.service.is_second_failure:
        warning = setting.body(setting.say(words.SECOND_COMPLAINT), bold=True, color=ALARM)
        blocks.append(exempt(setting.entry((warning,), setting.full, None)))
    ours, theirs = mark("We promised"), mark("They promised")
    if brief.privacy is not PrivacyLevel.FULL:
        ours, theirs = mark("Our part"), mark("Your part")
    cells = setting.cells(
        (
            _promises(setting, brief, Direction.OURS, ours),
            _promises(setting, brief, Direction.THEIRS, theirs),
        )
    )
    blocks += [cells] if cells else []
    return Stack(tuple(blocks), gap=3.0) if blocks else None


def _complaint(setting: Setting, one: OpenComplaint) -> Block:
    side = (
        setting.say(card_words.COMPLAINT_SEVERITIES[one.complaint.severity]),
        setting.say(card_words.COMPLAINT_STATES[one.complaint.state]),
        setting.day(one.complaint.received_at.date()),
    )
    lead = setting.say(mark("Open complaint"))
    told = (
        setting.body(f"{lead}  ", bold=True, color=ALARM),
        setting.body(one.text),
        *setting.tail(*side),
    )
    parts = (told, _clock(setting, one) + _mood(setting, one))
    lines = [setting.entry(inks, setting.full, None) for inks in parts if inks]
    return Stack(tuple(lines), gap=ITEM_GAP)


def _clock(setting: Setting, one: OpenComplaint) -> tuple[Inked, ...]:
    """The deadline that runs: the first answer, then the solution."""
    is_answered = one.complaint.responded_at is not None or one.respond_by is None
    due = one.resolve_by if is_answered else one.respond_by
    if due is None:
        return ()
    msgid = mark("Solve by {moment}") if is_answered else mark("Answer by {moment}")
    text = setting.say(msgid, moment=setting.moment(due))
    late = setting.say(mark("overdue")) if one.is_overdue else ""
    return (
        setting.body(f"{text}  ", bold=one.is_overdue),
        setting.body(f"{late}   " if late else "", bold=True, color=ALARM),
    )


def _mood(setting: Setting, one: OpenComplaint) -> tuple[Inked, ...]:
    """The emotion last seen and what to do about it (D13)."""
    if one.emotion is None:
        return ()
    mood = setting.say(card_words.EMOTIONS[one.emotion])
    strength = f" {one.intensity}/3" if one.intensity else ""
    advice = setting.worded(one.advice) if one.advice else ""
    return setting.body(f"{mood}{strength}  ", bold=True), setting.body(advice)


def _promises(setting: Setting, brief: VisitBrief, side: Direction, name: str) -> Block | None:
    half = setting.half
    kept, left = capped(order_promises(brief.service.promises, side, brief.today))
    items = [setting.entry(_promise(setting, brief, of.record), half) for of in kept]
    return setting.cell(name, (*items, *setting.more(left, half)), half)


def _promise(setting: Setting, brief: VisitBrief, promise: Promise) -> tuple[Inked, ...]:
    """A promise with its day; only our own paper says that one is overdue."""
    due = promise.due_on
    day = setting.say(mark("by {day}"), day=setting.day(due)) if due else ""
    told = (setting.body(promise.text), *setting.tail(promise.who, day))
    if due is None or brief.privacy is not PrivacyLevel.FULL or not promise.is_overdue(brief.today):
        return told
    late = setting.language.due(due, brief.today)
    return (setting.body(f"{late}  ", bold=True, color=ALARM), *told)
