"""The minute before a visit: six lines to read while one breathes out (D24)."""

from crm_desktop.text import Language, mark

_LINES = (
    mark("One part is what happens, nine parts are how you take it. Choose how you walk in."),
    mark("Breathe out slowly. Before you answer anything hard, wait three to five seconds."),
    mark("The person and the matter are two things: be warm with one and exact with the other."),
    mark("Say to yourself: I know this customer, I am prepared, and I may ask."),
    mark("Stand upright, let your shoulders drop, and smile before the door opens."),
    mark("A quiet heart, a level voice. Whatever comes, you can look at it from their side too."),
)


def minute_lines(language: Language) -> tuple[str, ...]:
    """Return the lines in their order."""
    return tuple(map(language.text, _LINES))
