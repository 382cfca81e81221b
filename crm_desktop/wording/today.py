"""Words of the day: its parts, actions, and the reason of each proposal in one sentence."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from crm_desktop.domain.cadence import Duty
from crm_desktop.domain.care_dates import CareDate
from crm_desktop.domain.customers import Section
from crm_desktop.domain.development import Quadrant
from crm_desktop.domain.today import Proposal, ReasonCode, TodayAct, TodayKind, TodayPart
from crm_desktop.text import Language, mark, mark_in
from crm_desktop.wording.card import QUADRANTS, SECTIONS
from crm_desktop.wording.care_dates import care_notes, care_what, care_who

PARTS = {
    TodayPart.VISITS: mark_in("today", "Visits"),
    TodayPart.DUE: mark_in("today", "Due"),
    TodayPart.TOUCH: mark_in("today", "Keep in touch"),
    TodayPart.AHEAD: mark_in("today", "Coming up"),
    TodayPart.TIDY: mark_in("today", "Loose ends"),
}
ACTS = {
    TodayAct.PRINT_BRIEF: mark_in("today", "Print brief"),
    TodayAct.TELL: mark_in("today", "How did it go?"),
    TodayAct.ANSWERED: mark_in("today", "Answered"),
    TodayAct.RESOLVED: mark_in("today", "Resolved"),
    TodayAct.FOLLOW_UP: mark_in("today", "Follow up"),
    TodayAct.KEPT: mark_in("today", "Kept"),
    TodayAct.DONE: mark_in("today", "Done"),
    TodayAct.NEXT_STEP: mark_in("today", "Set next step"),
    TodayAct.LOG_CALL: mark_in("today", "Log a call"),
    TodayAct.LOG_MESSAGE: mark_in("today", "Log a message"),
    TodayAct.LOG_SURVEY: mark_in("today", "Log a survey"),
    TodayAct.PLAN_VISIT: mark_in("today", "Plan a visit"),
    TodayAct.GREET: mark_in("today", "Greeted"),
    TodayAct.LOOK_THROUGH: mark_in("today", "Look through"),
}
KINDS = {
    TodayKind.HOW_DID_IT_GO: mark_in("today", "Visit to tell of"),
    TodayKind.VISIT: mark_in("today", "Visit"),
    TodayKind.COMPLAINT: mark_in("today", "Complaint"),
    TodayKind.OUR_PROMISE: mark_in("today", "Our promise"),
    TodayKind.THEIR_PROMISE: mark_in("today", "Their promise"),
    TodayKind.ACTION: mark_in("today", "Relationship action"),
    TodayKind.SWOT_ACTION: mark_in("today", "Action from the SWOT"),
    TodayKind.NEXT_STEP: mark_in("today", "Next step"),
    TodayKind.CADENCE: mark_in("today", "Cadence"),
    TodayKind.AT_RISK: mark_in("today", "At risk"),
    TodayKind.CARE_DATE: mark_in("today", "Day to remember"),
    TodayKind.RENEWAL: mark_in("today", "Renewal"),
    TodayKind.NO_NEXT_STEP: mark_in("today", "No next step"),
    TodayKind.STALE: mark_in("today", "Card to look through"),
}
_MET = {
    Duty.CONTACT: mark("Last contact {ago}; tier {tier} asks for one every {span}"),
    Duty.VISIT: mark("Last visit {ago}; tier {tier} asks for one every {span}"),
    Duty.EXECUTIVE_VISIT: mark("Last executive visit {ago}; tier {tier} asks for one every {span}"),
    Duty.BATCH_TOUCH: mark("Last sign of life {ago}; tier {tier} asks for one every {span}"),
    Duty.SURVEY: mark("Last survey {ago}; tier {tier} asks for one every {span}"),
}
_NEVER_MET = {
    Duty.CONTACT: mark("No contact yet; tier {tier} asks for one every {span}"),
    Duty.VISIT: mark("No visit yet; tier {tier} asks for one every {span}"),
    Duty.EXECUTIVE_VISIT: mark("No executive visit yet; tier {tier} asks for one every {span}"),
    Duty.BATCH_TOUCH: mark("No sign of life from us yet; tier {tier} asks for one every {span}"),
    Duty.SURVEY: mark("No survey yet; tier {tier} asks for one every {span}"),
}


def reason_text(language: Language, one: Proposal, today: date) -> str:
    """Return why something is proposed, one line with its numbers."""
    return " ".join(_REASONS[one.reason.code](language, one, today).split())


def when_text(language: Language, one: Proposal, today: date) -> str:
    """Return when something is or was due, as it stands at the end of a line; empty for never."""
    if one.kind in (TodayKind.VISIT, TodayKind.HOW_DID_IT_GO):
        return _visit_when(language, one, today)
    if one.due is None:
        return ""
    if one.kind in (TodayKind.CARE_DATE, TodayKind.RENEWAL):
        return language.relative(one.due, today)
    if one.kind is TodayKind.COMPLAINT and one.at is None:
        return language.relative(one.due, today)
    if one.at is not None and not one.is_late and one.due == today:
        return language.text("due at {time}", time=language.time(one.at))
    if one.at is not None and one.is_late and one.due == today:
        return language.text("was due at {time}", time=language.time(one.at))
    return language.due(one.due, today)


def spoken(language: Language, one: Proposal, today: date) -> str:
    """Return a whole line for a screen reader: what, who, why, when, and the action."""
    parts = (
        language.text(KINDS[one.kind]),
        one.who.name,
        one.who.tier,
        reason_text(language, one, today),
        when_text(language, one, today),
        language.text(ACTS[one.act]),
    )
    return ", ".join(part for part in parts if part)


def _visit_when(language: Language, one: Proposal, today: date) -> str:
    time = language.time(one.at) if one.at is not None else language.text("any time")
    if one.due is None or one.due == today:
        return time
    return language.relative(one.due, today)


def _visit(language: Language, one: Proposal, _: date) -> str:
    params = one.reason.params
    people = _names(language, params["people"])
    return " · ".join(str(part) for part in (people, params["place"], params["objective"]) if part)


def _visit_bare(language: Language, _: Proposal, __: date) -> str:
    return language.text("No objective yet: what should be different after this visit?")


def _visit_passed(language: Language, one: Proposal, _: date) -> str:
    people = _names(language, one.reason.params["people"])
    text = language.text("Its time has passed; note what came of it while it is fresh")
    return f"{people} · {text}" if people else text


def _complaint_answer(language: Language, one: Proposal, _: date) -> str:
    late, soon = mark("First answer was due {by}: {text}"), mark("First answer due {by}: {text}")
    return _complaint(language, one, late if one.is_late else soon)


def _complaint_resolve(language: Language, one: Proposal, _: date) -> str:
    late, soon = mark("Was to be resolved by {by}: {text}"), mark("To be resolved by {by}: {text}")
    return _complaint(language, one, late if one.is_late else soon)


def _complaint_follow_up(language: Language, one: Proposal, _: date) -> str:
    msgid = mark("Resolved {by}; ask whether it holds, then close it: {text}")
    return _complaint(language, one, msgid)


def _complaint(language: Language, one: Proposal, msgid: str) -> str:
    by = one.reason.params["by"]
    assert isinstance(by, datetime)
    return language.text(msgid, by=language.moment(by), text=one.reason.params["text"])


def _we_promised(language: Language, one: Proposal, _: date) -> str:
    params = one.reason.params
    if isinstance(params["made_on"], date):
        day = language.date(params["made_on"])
        return language.text("Promised on {day}: {text}", day=day, text=params["text"])
    return language.text("We promised: {text}", text=params["text"])


def _they_promised(language: Language, one: Proposal, _: date) -> str:
    params = one.reason.params
    if params["by"]:
        return language.text("{name} promised: {text}", name=params["by"], text=params["text"])
    return language.text("They promised: {text}", text=params["text"])


def _action(language: Language, one: Proposal, _: date) -> str:
    params = one.reason.params
    text, owner = str(params["text"]), str(params["owner"])
    return language.with_note(text, owner) if owner else text


def _swot_action(language: Language, one: Proposal, _: date) -> str:
    params = one.reason.params
    quadrant = params["quadrant"]
    assert isinstance(quadrant, Quadrant)
    found = language.labelled(language.text(QUADRANTS[quadrant]), str(params["from"]))
    return language.with_note(str(params["text"]), found)


def _step_passed(language: Language, one: Proposal, _: date) -> str:
    params = one.reason.params
    return language.labelled(str(params["title"]), str(params["step"]) or _no_words(language))


def _no_words(language: Language) -> str:
    return language.text("a next step without words")


def _duty(language: Language, one: Proposal, today: date) -> str:
    params = one.reason.params
    duty, days, last = params["duty"], params["days"], params["last"]
    assert isinstance(duty, Duty)
    span = language.plural("{count} day", "{count} days", int(str(days)))
    if isinstance(last, date):
        ago = language.relative(last, today)
        return language.text(_MET[duty], ago=ago, tier=params["tier"], span=span)
    return language.text(_NEVER_MET[duty], tier=params["tier"], span=span)


def _silent(language: Language, one: Proposal, _: date) -> str:
    return language.text(
        "Bought nothing for {silent_days} days; used to buy every {rhythm_days} days",
        **one.reason.params,
    )


def _care(language: Language, one: Proposal, _: date) -> str:
    care = one.reason.params["care"]
    assert isinstance(care, CareDate)
    if care.festival is not None:
        return _on_day(language, care_who(language, care), care)
    what = _on_day(language, care_what(language, care), care)
    notes = (note for note in care_notes(language, care) if note != care.customer_name)
    named = language.labelled(care.person, what) if care.person else what
    return " · ".join((named, *notes))


def _on_day(language: Language, what: str, care: CareDate) -> str:
    return language.text("{what} on {day}", what=what, day=language.date(care.on))


def _renewal(language: Language, one: Proposal, today: date) -> str:
    params = one.reason.params
    day, last = params["day"], params["last"]
    assert isinstance(day, date)
    named = {"name": params["name"], "day": language.date(day)}
    if isinstance(last, date):
        ago = language.relative(last, today)
        return language.text("{name} renews on {day}; last contact {ago}", ago=ago, **named)
    return language.text("{name} renews on {day} and nobody was in touch yet", **named)


def _chance(language: Language, one: Proposal, _: date) -> str:
    params = one.reason.params
    facts = []
    value, currency = params["value"], str(params["currency"])
    if isinstance(value, Decimal):
        facts.append(language.short_money(value, currency) if currency else language.number(value))
    if params["probability"] is not None:
        facts.append(f"{params['probability']}%")
    title = str(params["title"])
    named = language.with_note(title, ", ".join(facts)) if facts else title
    return language.text("{title} has no day for a next step", title=named)


def _lead(language: Language, one: Proposal, _: date) -> str:
    days = one.reason.params["days"]
    if isinstance(days, int):
        return language.plural(
            "In this stage for {count} day and nothing is planned",
            "In this stage for {count} days and nothing is planned",
            days,
        )
    return language.text("A lead with nothing planned")


def _never_confirmed(language: Language, one: Proposal, _: date) -> str:
    sections = _sections(language, one)
    return language.text(
        "Nobody confirmed yet that this still holds: {sections}", sections=sections
    )


def _stale(language: Language, one: Proposal, _: date) -> str:
    days = one.reason.params["days"]
    assert isinstance(days, int)
    return language.plural(
        "Not confirmed for {count} day: {sections}",
        "Not confirmed for {count} days: {sections}",
        days,
        sections=_sections(language, one),
    )


def _sections(language: Language, one: Proposal) -> str:
    found = one.reason.params["sections"]
    assert isinstance(found, tuple)
    if len(found) == len(Section):
        return language.text("the whole card")
    return language.join([language.text(SECTIONS[section]) for section in found])


def _names(language: Language, people: object) -> str:
    return language.join([str(one) for one in people]) if isinstance(people, tuple) else ""


Writer = Callable[[Language, Proposal, date], str]
_REASONS: Mapping[ReasonCode, Writer] = {
    ReasonCode.VISIT: _visit,
    ReasonCode.VISIT_BARE: _visit_bare,
    ReasonCode.VISIT_PASSED: _visit_passed,
    ReasonCode.COMPLAINT_ANSWER: _complaint_answer,
    ReasonCode.COMPLAINT_RESOLVE: _complaint_resolve,
    ReasonCode.COMPLAINT_FOLLOW_UP: _complaint_follow_up,
    ReasonCode.WE_PROMISED: _we_promised,
    ReasonCode.THEY_PROMISED: _they_promised,
    ReasonCode.ACTION: _action,
    ReasonCode.SWOT_ACTION: _swot_action,
    ReasonCode.STEP_PASSED: _step_passed,
    ReasonCode.DUTY: _duty,
    ReasonCode.DUTY_NEVER: _duty,
    ReasonCode.SILENT: _silent,
    ReasonCode.CARE: _care,
    ReasonCode.RENEWAL: _renewal,
    ReasonCode.RENEWAL_UNTOUCHED: _renewal,
    ReasonCode.CHANCE_WITHOUT_STEP: _chance,
    ReasonCode.LEAD_WITHOUT_STEP: _lead,
    ReasonCode.NEVER_CONFIRMED: _never_confirmed,
    ReasonCode.STALE: _stale,
}
