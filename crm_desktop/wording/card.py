"""Words of a customer card: its sections, fields, and the kinds of what stands on it (D1)."""

from crm_desktop.domain.contacts import Coverage, DateKind, LinkKind, PointKind, Role
from crm_desktop.domain.customers import CustomerKind, Ownership, Section
from crm_desktop.domain.development import OpportunityState, Quadrant
from crm_desktop.domain.interactions import (
    ComplaintSeverity,
    ComplaintState,
    Emotion,
    InteractionKind,
)
from crm_desktop.domain.playbook import CardField
from crm_desktop.domain.preferences import Evidence, NeedCategory, PreferenceCategory
from crm_desktop.domain.taboos import Severity, TabooCategory
from crm_desktop.text import mark, mark_in

SECTIONS = {
    Section.BASICS: mark_in("section of a card", "Basics"),
    Section.TRANSACTIONS: mark_in("section of a card", "Transactions"),
    Section.SERVICE: mark_in("section of a card", "Service"),
    Section.DEVELOPMENT: mark_in("section of a card", "Development"),
}
KINDS = {CustomerKind.COMPANY: mark("Company"), CustomerKind.PERSON: mark("Person")}
OWNERSHIPS = {
    Ownership.PRIVATE: mark("privately owned"),
    Ownership.STATE_OWNED: mark("state-owned"),
    Ownership.PUBLIC_OFFICIAL: mark("public official"),
}
FIELDS = {
    CardField.NAME: mark("name"),
    CardField.SHORT_NAME: mark("short name"),
    CardField.SALUTATION: mark("how to address"),
    CardField.INDUSTRY: mark("industry"),
    CardField.HEADCOUNT: mark("headcount"),
    CardField.ANNUAL_REVENUE: mark("annual revenue"),
    CardField.BACKGROUND: mark("background"),
    CardField.LANGUAGE: mark("language"),
    CardField.ADDRESS: mark("address"),
    CardField.WEBSITE: mark("website"),
    CardField.TAX_NUMBER: mark("tax number"),
    CardField.PHONE: mark("phone"),
    CardField.EMAIL: mark_in("address", "e-mail"),
    CardField.CHANNEL: mark("preferred channel"),
    CardField.BIRTHDAY: mark("birthday"),
    CardField.SOURCE: mark("source"),
    CardField.OWNER: mark("owner"),
    CardField.CONSENT: mark("consent"),
    CardField.CONTACT: mark("contact"),
    CardField.CONTACT_SALUTATION: mark("how to address a contact"),
    CardField.CONTACT_TITLE: mark("a contact's title"),
    CardField.CONTACT_PHONE: mark("a contact's phone"),
    CardField.CONTACT_EMAIL: mark("a contact's e-mail"),
    CardField.CONTACT_CHANNEL: mark("a contact's preferred channel"),
    CardField.CONTACT_BIRTHDAY: mark("a contact's birthday"),
    CardField.CONTACT_ROLE: mark("a contact's role"),
    CardField.DECIDER: mark("decider"),
    CardField.REPORTS_TO: mark("who reports to whom"),
    CardField.PURCHASE: mark("purchase"),
    CardField.PRODUCT: mark("product"),
    CardField.PAYMENT_TERMS: mark("payment terms"),
    CardField.PAYMENT_METHOD: mark("payment method"),
    CardField.CONTRACT: mark("contract"),
    CardField.RENEWAL: mark("renewal"),
    CardField.INTERACTION: mark("interaction"),
    CardField.SATISFACTION: mark("satisfaction"),
    CardField.TABOO: mark("taboo"),
    CardField.PREFERENCE: mark("preference"),
    CardField.COMMUNICATION_STYLE: mark("communication style"),
    CardField.PAIN_POINT: mark("pain point"),
    CardField.PRESENT_SOLUTION: mark("present solution"),
    CardField.OPPORTUNITY: mark("opportunity"),
    CardField.NEXT_STEP: mark("next step"),
    CardField.RELATIONSHIP_ACTION: mark("relationship action"),
    CardField.SWOT: mark("SWOT"),
    CardField.GOAL: mark("goal"),
}
POINTS = {
    PointKind.PHONE: mark("phone"),
    PointKind.MOBILE: mark("mobile"),
    PointKind.FAX: mark("fax"),
    PointKind.EMAIL: mark_in("address", "e-mail"),
    PointKind.WECHAT: mark("WeChat"),
    PointKind.MESSENGER: mark("messenger"),
}
DATES = {
    DateKind.BIRTHDAY: mark("birthday"),
    DateKind.ANNIVERSARY: mark("anniversary"),
    DateKind.PASSPORT_EXPIRY: mark("passport runs out"),
    DateKind.LICENCE_EXPIRY: mark("licence runs out"),
    DateKind.DOCUMENT_EXPIRY: mark("document runs out"),
    DateKind.OTHER: mark("day to remember"),
}
OPPORTUNITY_STATES = {
    OpportunityState.OPEN: mark_in("opportunity", "open"),
    OpportunityState.QUOTED: mark_in("opportunity", "quoted"),
    OpportunityState.WON: mark_in("opportunity", "won"),
    OpportunityState.LOST: mark_in("opportunity", "lost"),
    OpportunityState.DECLINED: mark_in("opportunity", "declined"),
}
SEVERITIES = {
    Severity.NEVER: mark("NEVER"),
    Severity.AVOID: mark("AVOID"),
    Severity.NOTE: mark("MIND"),
}
TABOO_CATEGORIES = {
    TabooCategory.TOPIC: mark("topic"),
    TabooCategory.FOOD: mark("food"),
    TabooCategory.ALLERGY: mark("allergy"),
    TabooCategory.GIFT: mark("gift"),
    TabooCategory.RELIGION: mark("religion, culture"),
    TabooCategory.ETIQUETTE: mark("etiquette"),
    TabooCategory.TIMING: mark("timing"),
    TabooCategory.COMPETITOR: mark("competitor"),
    TabooCategory.PRIVACY: mark("privacy"),
    TabooCategory.OTHER: "",
}
NEED_CATEGORIES = {
    NeedCategory.ACCESS_HEALTH: mark("access, health"),
    NeedCategory.LANGUAGE: mark("language"),
    NeedCategory.DIET: mark("diet"),
    NeedCategory.PROCESS_INVOICE: mark("process, invoice"),
    NeedCategory.SECURITY: mark("security"),
    NeedCategory.FAMILY: mark("family"),
    NeedCategory.OTHER: "",
}
PREFERENCE_CATEGORIES = {
    PreferenceCategory.COMMUNICATION: mark("communication"),
    PreferenceCategory.MEETING: mark("meeting style"),
    PreferenceCategory.FOOD: mark("food and drink"),
    PreferenceCategory.TRAVEL: mark("travel"),
    PreferenceCategory.GIFT: mark("gift"),
    PreferenceCategory.HOBBY: mark("hobby"),
    PreferenceCategory.WORK_STYLE: mark("way of working"),
    PreferenceCategory.OTHER: "",
}
EVIDENCE = {
    Evidence.STATED: mark("said so"),
    Evidence.OBSERVED: mark("we saw it"),
    Evidence.INFERRED: mark("our guess"),
}
ROLES = {
    Role.DECIDER: mark("decider"),
    Role.APPROVER: mark("approver"),
    Role.INFLUENCER: mark("influencer"),
    Role.CHAMPION: mark("champion"),
    Role.SPONSOR: mark("executive sponsor"),
    Role.USER: mark_in("role in a decision", "user"),
    Role.GATEKEEPER: mark("gatekeeper"),
    Role.BLOCKER: mark("blocker"),
}
COVERAGE = {
    Coverage.UNKNOWN: "",
    Coverage.NONE: mark("no contact yet"),
    Coverage.BRIEF: mark("met briefly"),
    Coverage.MULTIPLE: mark("met several times"),
    Coverage.DEEP: mark("close contact"),
}
STANCES = {
    -2: mark("against us"),
    -1: mark("leans against us"),
    0: mark("neutral"),
    1: mark("leans to us"),
    2: mark("supports us"),
}
LINKS = {
    LinkKind.REPORTS_TO: mark("reports to"),
    LinkKind.INFLUENCES: mark("influences"),
    LinkKind.CONFLICTS: mark("in conflict with"),
}
INTERACTIONS = {
    InteractionKind.VISIT: mark("visit"),
    InteractionKind.EXECUTIVE_VISIT: mark("executive visit"),
    InteractionKind.CALL: mark("call"),
    InteractionKind.EMAIL: mark("e-mail"),
    InteractionKind.MESSAGE: mark("message"),
    InteractionKind.MEETING: mark("meeting"),
    InteractionKind.GIFT: mark("gift"),
    InteractionKind.EVENT: mark("event"),
    InteractionKind.SERVICE: mark("service"),
    InteractionKind.SURVEY: mark("survey"),
    InteractionKind.COMPLAINT: mark("complaint"),
}
EMOTIONS = {
    Emotion.ANGER: mark("anger"),
    Emotion.ANXIETY: mark("anxiety"),
    Emotion.DISAPPOINTMENT: mark("disappointment"),
    Emotion.DOUBT: mark("doubt"),
}
COMPLAINT_STATES = {
    ComplaintState.LISTEN: mark("next: listen"),
    ComplaintState.EMPATHISE: mark("next: empathise"),
    ComplaintState.APOLOGISE: mark("next: apologise"),
    ComplaintState.RESOLVE: mark("next: resolve"),
    ComplaintState.FOLLOW_UP: mark("next: follow up"),
    ComplaintState.CLOSED: mark("closed"),
}
COMPLAINT_SEVERITIES = {
    ComplaintSeverity.MINOR: mark("minor"),
    ComplaintSeverity.MAJOR: mark("major"),
    ComplaintSeverity.SEVERE: mark("severe"),
}
QUADRANTS = {
    Quadrant.STRENGTH: mark("Strengths"),
    Quadrant.WEAKNESS: mark("Weaknesses"),
    Quadrant.OPPORTUNITY: mark("Opportunities"),
    Quadrant.THREAT: mark("Threats"),
}
