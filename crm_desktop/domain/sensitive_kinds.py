"""The kinds of sensitive facts about a person (D28; PIPL art. 28, GDPR special categories)."""

from enum import StrEnum


class SensitiveKind(StrEnum):
    """What a sensitive fact is about; *minors* are the children of somebody we know."""

    RELIGION = "religion"
    HEALTH = "health"
    FINANCES = "finances"
    WHEREABOUTS = "whereabouts"
    MINORS = "minors"
    OTHER = "other"
