"""Words of visit briefs: their blocks, privacy levels, and plans that may break a taboo."""

from crm_desktop.domain.brief_values import Conflict, ConflictCode
from crm_desktop.domain.briefs import PrivacyLevel, Section
from crm_desktop.domain.taboos import TabooCalendar
from crm_desktop.text import Language, mark, mark_in

PRIVACY_LEVELS = {
    PrivacyLevel.FULL: mark("Full, for us only"),
    PrivacyLevel.MEETING: mark("Meeting-safe"),
    PrivacyLevel.SHAREABLE: mark("Shareable"),
}
SECTIONS = {
    Section.WHO: mark_in("block of a brief", "Who"),
    Section.CAUTIONS: mark("Taboos"),
    Section.PLAN: mark("Objective"),
    Section.SERVICE: mark("Promises"),
    Section.CHANGES: mark("Lately"),
    Section.NEEDS: mark("Needs"),
    Section.BUSINESS: mark("Business"),
    Section.RAPPORT: mark("Rapport"),
    Section.SELLING: mark("Ideas"),
    Section.PURCHASES: mark("Purchases"),
    Section.SATISFACTION: mark("Satisfaction"),
    Section.SWOT: mark("Our position"),
    Section.DATES: mark("Coming up"),
    Section.NOTES: mark("Notes"),
    Section.MAP: mark("Influence map"),
    Section.CARD: mark("Cards to scan"),
    Section.HISTORY: mark("History"),
}
CONFLICT_LINES = {
    ConflictCode.WORD: mark("possible: “{word}” in “{plan}”, against “{taboo}”"),
    ConflictCode.KEPT_DAY: mark("{day} falls on {calendar}, against “{taboo}”"),
    ConflictCode.GIFT_POLICY: mark("check the gift “{plan}” against their policy “{taboo}”"),
}
KEPT_CALENDARS = {
    TabooCalendar.NONE: "",
    TabooCalendar.QINGMING: mark("Qingming"),
    TabooCalendar.GHOST_FESTIVAL: mark("the Ghost Festival"),
    TabooCalendar.RAMADAN: mark("Ramadan"),
    TabooCalendar.SABBATH: mark("the Sabbath"),
    TabooCalendar.LENT: mark("Lent"),
}


def conflict_text(language: Language, conflict: Conflict) -> str:
    """Return the sentence of a possible conflict, without the person (D26)."""
    return language.text(
        CONFLICT_LINES[conflict.code],
        word=conflict.word,
        plan=conflict.plan,
        taboo=conflict.taboo,
        calendar=language.text(KEPT_CALENDARS[conflict.calendar]),
        day=language.date(conflict.on) if conflict.on else "",
    )
