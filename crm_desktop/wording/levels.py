"""Words for numbers that stand for a level: influence, stance, strength, satisfaction."""

from collections.abc import Mapping

from crm_desktop.domain.changes import Kind
from crm_desktop.text import Language, mark, mark_in
from crm_desktop.wording.card import STANCES

INFLUENCES = {
    0: mark_in("influence", "none"),
    1: mark_in("influence", "little"),
    2: mark_in("influence", "some"),
    3: mark_in("influence", "much"),
    4: mark_in("influence", "decisive"),
}
STRENGTHS = {
    1: mark_in("strength", "mild"),
    2: mark_in("strength", "clear"),
    3: mark_in("strength", "strong"),
}
SATISFACTIONS = {
    1: mark("very dissatisfied"),
    2: mark("dissatisfied"),
    3: mark_in("satisfaction", "so-so"),
    4: mark("satisfied"),
    5: mark("very satisfied"),
}
INTENSITIES = {
    1: mark_in("intensity", "slight"),
    2: mark_in("intensity", "clear"),
    3: mark_in("intensity", "strong"),
}
LEVELS: Mapping[tuple[Kind, str], Mapping[int, str]] = {
    (Kind.AFFILIATION, "influence"): INFLUENCES,
    (Kind.AFFILIATION, "stance"): STANCES,
    (Kind.PREFERENCE, "strength"): STRENGTHS,
    (Kind.INTERACTION, "satisfaction"): SATISFACTIONS,
    (Kind.INTERACTION, "emotion_intensity"): INTENSITIES,
}


def level_text(language: Language, kind: Kind, field: str, level: int) -> str:
    """Return the words of a level, such as ``3 much``; a stance with its sign."""
    words = LEVELS[kind, field].get(level)
    number = f"{level:+d}" if field == "stance" and level else str(level)
    return f"{number}  {language.text(words)}" if words else number
