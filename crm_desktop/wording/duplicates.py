"""Why two cards may be of one customer, in words."""

from crm_desktop.domain.duplicates import Evidence, EvidenceCode
from crm_desktop.domain.merge_choices import ChoiceReason
from crm_desktop.text import Language, mark

EVIDENCE = {
    EvidenceCode.EMAIL: mark("same e-mail {value}"),
    EvidenceCode.PHONE: mark("same phone ending in {value}"),
    EvidenceCode.NUMBER: mark("same number {value}"),
    EvidenceCode.NAME: mark("same name"),
    EvidenceCode.SOUND: mark("name sounds the same"),
    EvidenceCode.LIKE_NAME: mark("similar name"),
    EvidenceCode.PART_NAME: mark("part of the name"),
    EvidenceCode.BIRTHDAY: mark("same birthday"),
    EvidenceCode.LIKE_BIRTHDAY: mark("similar birthday"),
    EvidenceCode.ADDRESS: mark("same street"),
    EvidenceCode.LIKE_ADDRESS: mark("similar street"),
    EvidenceCode.PLACE: mark("same place"),
    EvidenceCode.OTHER_NAME: mark("another name"),
    EvidenceCode.OTHER_BIRTHDAY: mark("another birthday"),
    EvidenceCode.OTHER_ADDRESS: mark("another street"),
    EvidenceCode.OTHER_NUMBER: mark("another official number"),
}
SHORT = EVIDENCE | {
    EvidenceCode.EMAIL: mark("same e-mail"),
    EvidenceCode.PHONE: mark("same phone"),
    EvidenceCode.NUMBER: mark("same number"),
}
REASONS = {
    ChoiceReason.FILLED: mark("the other says nothing"),
    ChoiceReason.FULLER: mark("says more"),
    ChoiceReason.NEWER: mark("from the card changed last"),
}
"""Why a value is proposed for the merged card."""
SURE, POSSIBLE = mark("Almost certain"), mark("Possible")


def evidence_text(language: Language, evidence: Evidence) -> str:
    """Return one reason for or against."""
    value = evidence.value
    if evidence.code is EvidenceCode.NUMBER:
        value = value.partition(":")[2].upper()
    return language.text(EVIDENCE[evidence.code], value=value)


def short_evidence(language: Language, code: EvidenceCode) -> str:
    """Return a reason without the value it rests on."""
    return language.text(SHORT[code])


def hint_text(language: Language, name: str, code: EvidenceCode) -> str:
    """Return that somebody may be known already under another card."""
    return language.text(
        "May be the same as {name}: {reason}", name=name, reason=short_evidence(language, code)
    )


def certainty_text(language: Language, *, is_sure: bool) -> str:
    """Return how certain a suspicion is."""
    return language.text(SURE if is_sure else POSSIBLE)
