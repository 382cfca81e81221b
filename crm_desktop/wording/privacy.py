"""Words of sensitive facts, consents, the retention list and the bin (D28)."""

from crm_desktop.domain.consents import (
    ConsentMethod,
    ConsentScope,
    Footing,
    LegalGround,
)
from crm_desktop.domain.retention import PastTerm, RetentionRule
from crm_desktop.domain.sensitive import DefaultMark
from crm_desktop.domain.sensitive_kinds import SensitiveKind
from crm_desktop.text import Language, mark, mark_in

SENSITIVE_KINDS = {
    SensitiveKind.RELIGION: mark_in("sensitive", "religion"),
    SensitiveKind.HEALTH: mark_in("sensitive", "health"),
    SensitiveKind.FINANCES: mark_in("sensitive", "a person's finances"),
    SensitiveKind.WHEREABOUTS: mark_in("sensitive", "whereabouts"),
    SensitiveKind.MINORS: mark_in("sensitive", "children"),
    SensitiveKind.OTHER: mark_in("sensitive", "other"),
}
GROUNDS = {
    LegalGround.CONSENT: mark_in("ground", "consent"),
    LegalGround.CONTRACT: mark_in("ground", "needed for a contract"),
    LegalGround.LAW: mark_in("ground", "required by law"),
    LegalGround.VITAL: mark_in("ground", "protects life and health"),
    LegalGround.PUBLIC: mark_in("ground", "made public by the person"),
    LegalGround.CLAIMS: mark_in("ground", "legal claims"),
}
METHODS = {
    ConsentMethod.SIGNED: mark_in("consent", "signed"),
    ConsentMethod.EMAIL: mark_in("consent", "by e-mail"),
    ConsentMethod.MESSAGE: mark_in("consent", "by message"),
    ConsentMethod.ORAL: mark_in("consent", "spoken, with a witness"),
}
SCOPES = {
    ConsentScope.NONE: mark_in("consent", "no sensitive facts"),
    ConsentScope.ALL: mark_in("consent", "all sensitive facts"),
    **{ConsentScope(kind.value): words for kind, words in SENSITIVE_KINDS.items()},
}
FOOTINGS = {
    Footing.COVERED: mark("settled"),
    Footing.PENDING: mark("consent pending"),
    Footing.LOST: mark("consent withdrawn or run out"),
}
RULES = {
    RetentionRule.SILENT_LEAD: mark("Leads without contact"),
    RetentionRule.LOST_LEAD: mark("Lost leads"),
    RetentionRule.ENDED_CUSTOMER: mark("Ended customers"),
    RetentionRule.WITHDRAWN: mark("People who withdrew every consent"),
}
COUNTED_FROM = {
    RetentionRule.SILENT_LEAD: mark("months after the last contact"),
    RetentionRule.LOST_LEAD: mark("months after they were lost"),
    RetentionRule.ENDED_CUSTOMER: mark("months after the last purchase"),
    RetentionRule.WITHDRAWN: mark("months after the last was withdrawn"),
}
_REASONS = {
    RetentionRule.SILENT_LEAD: mark("Lead, last contact {day}; kept for {months}"),
    RetentionRule.LOST_LEAD: mark("Lost lead, last contact {day}; kept for {months}"),
    RetentionRule.ENDED_CUSTOMER: mark("Ended, last purchase or contact {day}; kept for {months}"),
    RetentionRule.WITHDRAWN: mark("Every consent withdrawn, the last on {day}; kept for {months}"),
}


def mark_text(language: Language, found: DefaultMark) -> str:
    """Return why a fact is marked as sensitive on entry, in a few words."""
    kind = language.text(SENSITIVE_KINDS[found.kind])
    if not found.word:
        return language.text("Sensitive by its category: {kind}", kind=kind)
    return language.text("Sensitive: {kind}, because of “{word}”", kind=kind, word=found.word)


def sensitive_text(language: Language, kind: SensitiveKind) -> str:
    """Return the quiet sign of a marked fact in words."""
    return language.text("sensitive: {kind}", kind=language.text(SENSITIVE_KINDS[kind]))


def footing_text(language: Language, footing: Footing) -> str:
    """Return what a fact stands on."""
    return language.text(FOOTINGS[footing])


def retention_text(language: Language, one: PastTerm) -> str:
    """Return why a card is past its term."""
    months = language.plural("{count} month", "{count} months", one.months)
    return language.text(_REASONS[one.rule], day=language.date(one.since), months=months)


def left_out_text(language: Language, count: int) -> str:
    """Return that sensitive facts stayed out of a file for others, and how to have them in."""
    return language.plural(
        "{count} sensitive note or day was left out. To have it in the file, choose the vCard with"
        " sensitive notes and days.",
        "{count} sensitive notes and days were left out. To have them in the file, choose the vCard"
        " with sensitive notes and days.",
        count,
    )


def days_left_text(language: Language, days: int) -> str:
    """Return when a card in the bin goes for good."""
    if not days:
        return language.text("at the next start")
    return language.plural("in {count} day", "in {count} days", days)
