"""What follows page 2 on request: the influence map, codes to scan, the full history."""

from crm_desktop.domain.brief_rules import newest_first
from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.interactions import Interaction
from crm_desktop.reports.blocks import Beside, Block, Stack
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.influence_map_drawing import influence_map
from crm_desktop.reports.qr import qr_code, vcard_text
from crm_desktop.reports.style import MM
from crm_desktop.text import mark
from crm_desktop.wording import card as card_words

CODE_PT = 25 * MM
COLUMN_GAP = 2.5 * MM


def influence(setting: Setting, brief: VisitBrief) -> Block | None:
    """Who decides and who listens to whom, drawn."""
    chart = brief.annexes.influence
    if chart is None or not chart.nodes:
        return None
    return influence_map(setting, chart, setting.full)


def codes(setting: Setting, brief: VisitBrief) -> Block | None:
    """QR codes: a contact for a phone, and what opens the card and the visit in the search box."""
    annexes = brief.annexes
    parts = []
    if annexes.card is not None:
        parts.append((annexes.card.name, vcard_text(annexes.card)))
    if annexes.card_link:
        parts.append((setting.say(mark("Opens the card")), annexes.card_link))
    if annexes.visit_link:
        parts.append((setting.say(mark("Opens the visit: how did it go?")), annexes.visit_link))
    if not parts:
        return None
    wide = CODE_PT + 20 * MM
    cells = [
        Stack((qr_code(text, CODE_PT), setting.entry((setting.light(name),), wide - 4 * MM, 2)))
        for name, text in parts
    ]
    return Beside(tuple((wide * number, cell) for number, cell in enumerate(cells)))


def history(setting: Setting, brief: VisitBrief) -> Block | None:
    """Every interaction, the newest first, whole."""
    kinds = {kind: setting.say(text) for kind, text in card_words.INTERACTIONS.items()}
    entries = newest_first(brief.annexes.history)
    days = [
        setting.entry((setting.light(setting.day(one.happened_on)),), CODE_PT) for one in entries
    ]
    marks = [setting.entry((setting.light(kinds[one.kind]),), CODE_PT) for one in entries]
    second = max((one.width for one in days), default=0.0) + COLUMN_GAP
    third = second + max((one.width for one in marks), default=0.0) + COLUMN_GAP
    lines = [
        Beside(((0.0, day), (second, kind), (third, _told(setting, one, third))))
        for day, kind, one in zip(days, marks, entries, strict=True)
    ]
    return Stack(tuple(lines), gap=2.0) if lines else None


def _told(setting: Setting, one: Interaction, indent: float) -> Block:
    mood = setting.say(card_words.EMOTIONS[one.emotion]) if one.emotion else ""
    strength = f"{mood} {one.emotion_intensity}/3" if mood and one.emotion_intensity else mood
    rated = mark("satisfaction {rating} of 5")
    rating = setting.say(rated, rating=one.satisfaction) if one.satisfaction else ""
    inks = (setting.body(one.summary), *setting.tail(strength, rating, one.author))
    return setting.entry(inks, setting.full - indent, None)
