"""The head of page 1: customer, appointment and the people at the table."""

import io
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_asks import asks
from crm_desktop.domain.brief_rules import MAX_ITEMS, order_attendees
from crm_desktop.domain.brief_values import Attendee
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.domain.contacts import Affiliation
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.visits import Visit
from crm_desktop.reports import brief_words as words
from crm_desktop.reports.blocks import Beside, Block, Drawn, Space, Stack
from crm_desktop.reports.brief_lines import Lines, ink, parted, whole
from crm_desktop.reports.brief_setting import CELL_GAP, Density, Setting, badge
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.style import ACCENT, ACCENT_TINT, ALARM, LIGHT, MM, RULE_PT
from crm_desktop.text import mark, mark_in
from crm_desktop.wording import card as card_words

PHOTO = 11 * MM
_DATE_SHARE = 0.40
PARKING, COMPANIONS = mark("Parking"), mark("With us")


def masthead(setting: Setting, brief: VisitBrief) -> Block:
    """Title of the paper, customer, day and hour, tier and MAN marks, closed by a rule."""
    width = setting.sheet.width
    right = width * _DATE_SHARE
    left = width - right - CELL_GAP
    over = setting.small(setting.say(words.TITLES[brief.privacy]))
    name = ink(brief.customer.name, setting.scale.title, bold=True)
    names = [setting.entry((over,), left, 1), setting.entry((name,), left, 3)]
    under = parted(_about(brief.customer), setting.light)
    if under:
        names.append(setting.entry(under, left, 2))
    when = Stack(tuple(_when(setting, brief, right)), gap=1.0)
    pair = Beside(((0.0, Stack(tuple(names), gap=1.0)), (width - right, when)))
    return Stack((pair, rule(width)), gap=2.5)


def _about(customer: Customer) -> tuple[str, ...]:
    return customer.latin_name, customer.phonetic, customer.industry, customer.city


def _when(setting: Setting, brief: VisitBrief, width: float) -> list[Block]:
    size, visit = setting.scale.name, brief.visit
    if visit is None:
        texts = [ink(setting.say(mark("No visit planned")), size, bold=True)]
    else:
        texts = [ink(setting.language.date(visit.visit_on, "full"), size, bold=True)]
        if visit.visit_time:
            when = hours(setting, visit, visit.visit_time)
            texts.append(ink(when, size, bold=True, color=ACCENT))
    lines = [setting.entry((text,), width) for text in texts]
    return [_marks(setting, brief, width), *(_flush_right(one, width) for one in lines)]


def _flush_right(lines: Lines, width: float) -> Block:
    return Beside(((width - lines.width, lines),))


def hours(setting: Setting, visit: Visit, start: time) -> str:
    """When a visit begins, and ends where that is planned."""
    hour = setting.language.time(start)
    if not visit.duration_minutes:
        return hour
    end = datetime.combine(visit.visit_on, start) + timedelta(minutes=visit.duration_minutes)
    return f"{hour} – {setting.language.time(end.time())}"


def _marks(setting: Setting, brief: VisitBrief, width: float) -> Block:
    """Tier and MAN class as small outlined marks, flush right."""
    tier, man = brief.business.tier, brief.business.man
    texts = [tier.letter or setting.say(mark("prospect"))] if tier else []
    texts += [f"{man.letters} {man.overall}"] if man else []
    parts, end = [], width
    for text in reversed(texts):
        wide = setting.entry((setting.small(text),), width, 1).width + 8
        parts.append((end - wide, badge(setting, text, wide, LIGHT, is_filled=False)))
        end -= wide + 4
    return Beside(tuple(parts)) if parts else Space(setting.scale.leading(setting.scale.body))


def sheet_head(setting: Setting, brief: VisitBrief, number: int = 0, total: int = 0) -> Block:
    """The line on top of a following page; with a ``number`` that of a sheet of taboos."""
    width = setting.sheet.width
    size = setting.scale.lead
    runs = [ink(brief.customer.name, size, bold=True)]
    if brief.visit is not None:
        runs += setting.tail(setting.day(brief.visit.visit_on))
    if number:
        text = setting.say(mark("Taboos, sheet {number} of {total}"), number=number, total=total)
        runs.append(ink("   " + text, size, bold=True, color=ALARM))
    return Stack((setting.entry(runs, width), rule(width)), gap=2.5)


def rule(width: float) -> Drawn:
    """The strong line under the head of a page."""

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(RULE_PT)
        canvas.line(x, top - RULE_PT / 2, x + width, top - RULE_PT / 2)

    return Drawn(RULE_PT, paint)


def who(setting: Setting, brief: VisitBrief) -> Block | None:
    """Where we meet, then the people: three as cards, the others in a line each."""
    people = order_attendees(brief.attendees)
    width = setting.half if len(people) > 1 else setting.full
    most = 0 if setting.density else MAX_ITEMS
    cards = [_card(setting, one, width) for one in people[:most]]
    others = [_short(setting, one) for one in people[most:]]
    blocks = [*where(setting, brief, setting.full), *setting.pairs(cards), *setting.pairs(others)]
    if brief.privacy is PrivacyLevel.FULL:
        blocks += setting.asks(asks(brief, Section.WHO), setting.full)
    return Stack(tuple(blocks), gap=3.0) if blocks else None


def where(setting: Setting, brief: VisitBrief, width: float) -> list[Block]:
    """Venue and address, parking, the host's phone, who of ours comes along."""
    visit = brief.visit or Visit(0, brief.today)
    facts = (
        (PARKING, parking_of(brief)),
        (mark("Host’s phone"), visit.host_phone),
        (COMPANIONS, visit.companions),
    )
    inks = list(parted(place_of(brief), partial(setting.body, bold=True)))
    for name, text in facts:
        if text:
            gap = setting.light("   " if inks else "")
            inks += [gap, *map(whole, _named(setting, name, text))]
    return [setting.entry(inks, width, 3, single_from=Density.TIGHT)] if inks else []


def place_of(brief: VisitBrief) -> tuple[str, str]:
    """Venue and address of a visit, else the customer's own street."""
    customer, visit = brief.customer, brief.visit or Visit(0, brief.today)
    own = " ".join(filter(None, (customer.street, customer.city)))
    return visit.venue, visit.address or own


def parking_of(brief: VisitBrief) -> str:
    """Where to park at this visit, else at this customer."""
    return (brief.visit and brief.visit.parking) or brief.customer.parking


def _card(setting: Setting, one: Attendee, width: float) -> Block:
    contact = one.contact
    inner = width - PHOTO - 2.5 * MM
    named = (
        ink(contact.name, setting.scale.name, bold=True),
        *setting.tail(contact.phonetic, contact.latin_name),
    )
    lines = [setting.entry(named, inner, 3)]
    lines += [setting.entry(inks, inner, 2) for inks in _particulars(setting, one)]
    face = _photo(one.photo) or _monogram(setting, contact.name)
    return Beside(((0.0, face), (PHOTO + 2.5 * MM, Stack(tuple(lines)))))


def _particulars(setting: Setting, one: Attendee) -> Iterator[tuple[Inked, ...]]:
    """Title and address; role, influence, stance; what they care about; who covers them."""
    place, salutation = one.affiliation, one.contact.salutation
    title = parted((place.title, place.department), setting.body)
    if salutation:
        gap = setting.light("   " if title else "")
        lead = whole(setting.light(setting.say(mark_in("how to address somebody", "say")) + " "))
        yield *title, gap, lead, whole(setting.body(salutation, bold=True))
    elif title:
        yield title
    if standing := " · ".join(_standing(setting, place)):
        yield (setting.body(standing, color=ACCENT),)
    if place.cares_about:
        yield _named(setting, mark("Cares about"), place.cares_about)
    coverage = setting.say(card_words.COVERAGE[place.coverage])
    if ours := parted((place.counterpart, coverage), setting.body):
        yield setting.light(setting.say(mark("Covered by")) + " "), *ours


def _named(setting: Setting, name: str, text: str) -> tuple[Inked, ...]:
    return setting.light(setting.say(name) + " "), setting.body(text)


def _standing(setting: Setting, place: Affiliation) -> list[str]:
    facts = []
    if place.role:
        facts.append(setting.say(card_words.ROLES[place.role]))
    if place.influence is not None:
        facts.append(setting.say(mark("influence {level}/4"), level=place.influence))
    if place.stance is not None:
        facts.append(setting.say(card_words.STANCES[place.stance]))
    return facts


def _short(setting: Setting, one: Attendee) -> Lines:
    contact, place = one.contact, one.affiliation
    role = setting.say(card_words.ROLES[place.role]) if place.role else ""
    name = (setting.body(contact.name, bold=True),)
    return setting.entry(
        (*name, *setting.tail(contact.phonetic, contact.salutation, place.title, role)),
        setting.half,
        single_from=Density.TIGHT,
    )


def _photo(data: bytes | None) -> Drawn | None:
    """The portrait; None where there is none, or none that can be read."""
    if not data:
        return None
    try:
        image = ImageReader(io.BytesIO(data))
    except OSError:
        return None

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.saveState()
        clip = canvas.beginPath()
        clip.roundRect(x, top - PHOTO - 1, PHOTO, PHOTO, 2 * MM)
        canvas.clipPath(clip, stroke=0)
        canvas.drawImage(
            image, x, top - PHOTO - 1, PHOTO, PHOTO, preserveAspectRatio=True, mask="auto"
        )
        canvas.restoreState()

    return Drawn(PHOTO + 1, paint)


def _monogram(setting: Setting, name: str) -> Drawn:
    """The first letter of a name where there is no photo."""
    letter = ink(name.strip()[:1].upper(), 14, bold=True, color=ACCENT)
    lines = setting.entry((letter,), PHOTO, 1)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(ACCENT_TINT)
        canvas.roundRect(x, top - PHOTO - 1, PHOTO, PHOTO, 2 * MM, stroke=0, fill=1)
        lines.draw(canvas, x + (PHOTO - lines.width) / 2, top - 1 - (PHOTO - lines.height) / 2)

    return Drawn(PHOTO + 1, paint)
