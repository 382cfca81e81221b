"""Words for every choice a field of a card offers, none of them empty."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from crm_desktop.domain.consents import ConsentMethod, ConsentScope, LegalGround
from crm_desktop.domain.contacts import Coverage, DateKind, LinkKind, PointKind, Role, Style
from crm_desktop.domain.customers import CustomerKind, Ownership, Section, Stage
from crm_desktop.domain.development import OpportunityState, Quadrant
from crm_desktop.domain.interactions import (
    ComplaintSeverity,
    ComplaintState,
    Emotion,
    Initiative,
    InteractionKind,
)
from crm_desktop.domain.preferences import Duration, Evidence, NeedCategory, PreferenceCategory
from crm_desktop.domain.promises import Direction, PromiseState
from crm_desktop.domain.sensitive_kinds import SensitiveKind
from crm_desktop.domain.taboos import Severity, TabooCalendar, TabooCategory
from crm_desktop.domain.visits import AsPlanned, VisitState
from crm_desktop.text import mark, mark_in
from crm_desktop.wording import card, privacy

_OTHER = mark_in("category", "other")
STAGES = {
    Stage.LEAD: mark_in("stage", "Lead identified"),
    Stage.QUALIFIED: mark_in("stage", "Qualified by MAN"),
    Stage.NURTURED: mark_in("stage", "Nurtured"),
    Stage.PROPOSAL: mark_in("stage", "Personal proposal"),
    Stage.EXPANSION: mark_in("stage", "Value expansion"),
    Stage.WON: mark_in("stage", "Won"),
    Stage.LOST: mark_in("stage", "Lost"),
    Stage.DORMANT: mark_in("stage", "Dormant"),
}
STYLES = {
    Style.DRIVING: mark("driving"),
    Style.EXPRESSIVE: mark("expressive"),
    Style.AMIABLE: mark("amiable"),
    Style.ANALYTICAL: mark("analytical"),
}
CALENDARS = {
    TabooCalendar.NONE: mark_in("calendar", "none"),
    TabooCalendar.QINGMING: mark("Qingming"),
    TabooCalendar.GHOST_FESTIVAL: mark("Ghost Festival"),
    TabooCalendar.RAMADAN: mark("Ramadan"),
    TabooCalendar.SABBATH: mark("Sabbath"),
    TabooCalendar.LENT: mark("Lent"),
}
DURATIONS = {
    Duration.LASTING: mark("lasting"),
    Duration.SITUATIONAL: mark("one-off"),
}
INITIATIVES = {
    Initiative.PASSIVE: mark_in("initiative", "passive"),
    Initiative.RESPONSIVE: mark_in("initiative", "responsive"),
    Initiative.PREVENTIVE: mark_in("initiative", "preventive"),
    Initiative.VALUE_CREATING: mark_in("initiative", "value-creating"),
}
DIRECTIONS = {
    Direction.OURS: mark_in("promise", "ours"),
    Direction.THEIRS: mark_in("promise", "theirs"),
}
PROMISE_STATES = {
    PromiseState.OPEN: mark_in("promise", "open"),
    PromiseState.KEPT: mark_in("promise", "kept"),
    PromiseState.BROKEN: mark_in("promise", "broken"),
}
VISIT_STATES = {
    VisitState.PLANNED: mark_in("visit", "planned"),
    VisitState.HELD: mark_in("visit", "held"),
    VisitState.CANCELLED: mark_in("visit", "cancelled"),
}
AS_PLANNED = {
    AsPlanned.YES: mark_in("as planned", "yes"),
    AsPlanned.PARTLY: mark_in("as planned", "partly"),
    AsPlanned.NO: mark_in("as planned", "no"),
}
CHOICES: dict[type[StrEnum], Mapping[Any, str]] = {
    CustomerKind: card.KINDS,
    Ownership: card.OWNERSHIPS,
    Section: card.SECTIONS,
    Stage: STAGES,
    Role: card.ROLES,
    Coverage: {**card.COVERAGE, Coverage.UNKNOWN: mark_in("coverage", "unknown")},
    LinkKind: card.LINKS,
    PointKind: card.POINTS,
    DateKind: card.DATES,
    Style: STYLES,
    TabooCategory: {**card.TABOO_CATEGORIES, TabooCategory.OTHER: _OTHER},
    Severity: card.SEVERITIES,
    TabooCalendar: CALENDARS,
    PreferenceCategory: {**card.PREFERENCE_CATEGORIES, PreferenceCategory.OTHER: _OTHER},
    Evidence: card.EVIDENCE,
    Duration: DURATIONS,
    NeedCategory: {**card.NEED_CATEGORIES, NeedCategory.OTHER: _OTHER},
    InteractionKind: card.INTERACTIONS,
    Initiative: INITIATIVES,
    Emotion: card.EMOTIONS,
    ComplaintState: card.COMPLAINT_STATES,
    ComplaintSeverity: card.COMPLAINT_SEVERITIES,
    Direction: DIRECTIONS,
    PromiseState: PROMISE_STATES,
    VisitState: VISIT_STATES,
    AsPlanned: AS_PLANNED,
    OpportunityState: card.OPPORTUNITY_STATES,
    Quadrant: card.QUADRANTS,
    SensitiveKind: privacy.SENSITIVE_KINDS,
    LegalGround: privacy.GROUNDS,
    ConsentMethod: privacy.METHODS,
    ConsentScope: privacy.SCOPES,
}
