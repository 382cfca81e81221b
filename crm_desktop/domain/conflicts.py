"""The conflict check: a plan that holds a trigger word of a taboo, or a day that is kept (D26).

Texts are compared folded; the caller brings the folding, which belongs to people's languages.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.playbook import LexiconEntry
from crm_desktop.domain.taboos import Taboo, TabooCalendar
from crm_desktop.domain.whole_words import holds, one_line

Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Clash:
    """A possible conflict: ``plan`` names the field, ``word`` what was found in it.

    For a kept day ``plan`` is ``visit_on`` and ``word`` the name of the calendar.
    """

    plan: str
    word: str
    taboo: Taboo


def clashes(
    plans: Mapping[str, str],
    taboos: Iterable[Taboo],
    lexicon: Mapping[str, LexiconEntry],
    *,
    fold: Fold,
) -> list[Clash]:
    """Return every taboo a plan may break, once for each field, with the first word found.

    A taboo is known by its own trigger words; where its text holds a keyword of the playbook's
    lexicon, the words listed there count too. A Latin word must stand whole, but may be a plural.
    """
    folded = {name: one_line(fold(text)) for name, text in plans.items() if text}
    found = []
    for taboo in taboos:
        words = trigger_words(taboo, lexicon, fold=fold)
        for name, text in folded.items():
            word = next((one for one in words if holds(text, one_line(fold(one)))), None)
            if word is not None:
                found.append(Clash(name, word, taboo))
    return found


def trigger_words(
    taboo: Taboo, lexicon: Mapping[str, LexiconEntry], *, fold: Fold
) -> tuple[str, ...]:
    """Return a taboo's own trigger words, then those its text starts in the lexicon."""
    text = one_line(fold(taboo.text))
    words = list(taboo.triggers)
    for entry in lexicon.values():
        if any(holds(text, one_line(fold(keyword))) for keyword in entry.keywords.words):
            words += entry.triggers.words
    return tuple(dict.fromkeys(words))


def kept_days(
    day: date, taboos: Iterable[Taboo], calendars: Mapping[TabooCalendar, Sequence[date]]
) -> list[Clash]:
    """Return the taboos whose calendar keeps ``day``; ``calendars`` lists the days of each."""
    return [
        Clash("visit_on", taboo.calendar.value, taboo)
        for taboo in taboos
        if taboo.calendar is not TabooCalendar.NONE and day in calendars.get(taboo.calendar, ())
    ]
