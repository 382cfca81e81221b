"""The fixed phrases of a brief: codes of the domain to msgids of both languages."""

from crm_desktop.domain.brief_asks import AskCode
from crm_desktop.domain.brief_values import (
    ChangeKind,
    OccasionKind,
    ScoreKind,
    SurpriseKind,
)
from crm_desktop.domain.briefs import PrivacyLevel, Section
from crm_desktop.text import mark, mark_in
from crm_desktop.wording.briefs import (
    CONFLICT_LINES,
    KEPT_CALENDARS,
    PRIVACY_LEVELS,
    SECTIONS,
)
from crm_desktop.wording.card import SEVERITIES

TITLES = {
    PrivacyLevel.FULL: mark("Visit brief"),
    PrivacyLevel.MEETING: mark("Meeting sheet"),
    PrivacyLevel.SHAREABLE: mark("Meeting agenda"),
}

PRIVACY = PRIVACY_LEVELS

LABELS = SECTIONS

COMPLAINT = mark_in("block of a brief", "Complaint")
"""What the block of complaints and promises is called where it tells of one."""

PHRASES = mark_in("block of a brief", "Wording")
"""What the block of ideas and phrases is called where there are phrases only."""

OPEN_LABELS = LABELS | {
    Section.CAUTIONS: mark("Please note"),
    Section.PLAN: mark("Agenda"),
    Section.SERVICE: mark("Agreed"),
    Section.RAPPORT: mark("Wishes"),
}
"""Labels on paper the customer may see."""

SAFETY = mark("SAFETY")
ARRANGE = mark("ARRANGE")
CONFLICT = mark("CONFLICT")
MARKS = (*SEVERITIES.values(), SAFETY, ARRANGE, CONFLICT)

CONFLICTS = CONFLICT_LINES

CALENDARS = KEPT_CALENDARS

CHANGES = {
    ChangeKind.PEOPLE: mark("people"),
    ChangeKind.PURCHASE: mark("purchase"),
    ChangeKind.RETURN: mark("return"),
    ChangeKind.CONTRACT: mark("contract"),
    ChangeKind.COMPLAINT: mark("complaint"),
    ChangeKind.OPPORTUNITY: mark("opportunity"),
    ChangeKind.PROMISE: mark_in("kind of change", "promise"),
    ChangeKind.STANCE: mark_in("kind of change", "stance"),
    ChangeKind.PREFERENCE: mark_in("kind of change", "preference"),
    ChangeKind.MAN: mark_in("kind of change", "MAN"),
    ChangeKind.TIER: mark_in("kind of change", "tier"),
    ChangeKind.STEP: mark_in("kind of change", "next step"),
    ChangeKind.CARD: mark_in("kind of change", "card"),
}

SECOND_COMPLAINT = mark(
    "Second complaint within 180 days: no pitch, no surprise; bring somebody with authority."
)

SURPRISES = {
    SurpriseKind.MEMORY: mark("something they told us"),
    SurpriseKind.ANTICIPATION: mark("thinking ahead for them"),
    SurpriseKind.CONFIRMATION: mark("a confirmation they don't expect"),
    SurpriseKind.EXTRA: mark("an extra piece of useful news"),
}

SCORES = {
    ScoreKind.NPS: mark("NPS {values} of 10"),
    ScoreKind.CSAT: mark("CSAT {values} of 5"),
    ScoreKind.CES: mark("CES {values} of 7"),
}

MONTHS = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)

OCCASIONS = {
    OccasionKind.BIRTHDAY: mark("birthday"),
    OccasionKind.ANNIVERSARY: mark("anniversary"),
    OccasionKind.EXPIRY: mark("runs out"),
    OccasionKind.RENEWAL: mark("renewal"),
    OccasionKind.HOLIDAY: mark("holiday"),
    OccasionKind.PROMISE: mark("promise due"),
    OccasionKind.OTHER: "",
}

ASKS = {
    AskCode.ATTENDEES: mark("Who will be there, and in which role?"),
    AskCode.HOW_TO_ADDRESS: mark("How does {name} like to be addressed?"),
    AskCode.PLACE: mark("Where do we meet, and where can we park?"),
    AskCode.TABOOS: mark(
        "No taboo is known. Ask the host beforehand: is there anything we should avoid – "
        "topics, food, gifts, days?"
    ),
    AskCode.OBJECTIVE: mark("Decide before you go: what shall be different after this visit?"),
    AskCode.COMMITMENT: mark("Which next step will you ask them to agree to?"),
    AskCode.ENDING: mark("Which moment shall they remember, and how do you leave?"),
    AskCode.FIRST_CONTACT: mark("First contact: ask how they heard of us."),
    AskCode.PAINS: mark("What costs you most time or trouble at the moment?"),
    AskCode.PRESENT_SOLUTION: mark("How do you do this today?"),
    AskCode.COMPETITOR: mark("Who else are you talking to?"),
    AskCode.RENEWAL: mark("When does your present contract end?"),
    AskCode.OPENER: mark("What are you proud of this year?"),
    AskCode.PREFERENCES: mark("How do you like us to keep you informed?"),
    AskCode.STYLE: mark("Watch: do they want facts first, or the person first?"),
    AskCode.PURCHASES: mark("No purchase in 12 months. What do you buy elsewhere?"),
    AskCode.SATISFACTION: mark("How likely are you to recommend us, from 0 to 10?"),
    AskCode.SWOT: mark("What would make you leave us, what keeps you?"),
    AskCode.DATES: mark("Which days matter to you this year?"),
}
