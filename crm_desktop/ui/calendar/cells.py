"""The days of a month with what stands in each cell; knows no widget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crm_desktop.domain.visits import VisitState
from crm_desktop.text import Language
from crm_desktop.ui.visits.entries import Entry, full_words
from crm_desktop.wording.care_dates import festival_name, lunar_words, short_lunar

SPOKEN_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One day; ``lunar`` is its day in the Chinese calendar, ``festival`` the name of one.

    ``is_outside`` is true for days of the months before and after.
    """

    day: date
    is_outside: bool = False
    is_today: bool = False
    lunar: str = ""
    festival: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def shown(self) -> tuple[Entry, ...]:
        """What the cell has lines for; a cancelled visit stands beside the month only."""
        return tuple(one for one in self.entries if not _is_cancelled(one))


def cells(
    language: Language,
    days: Sequence[date],
    month: date | None,
    today: date,
    *,
    with_lunar: bool,
) -> list[Cell]:
    """Return the empty cells of some days; those of another month than ``month`` are outside."""
    return [
        Cell(
            day,
            month is not None and (day.year, day.month) != (month.year, month.month),
            day == today,
            short_lunar(language, day) if with_lunar else "",
            festival_name(language, day),
        )
        for day in days
    ]


def spoken(language: Language, cell: Cell) -> str:
    """Return a day with what stands on it, for who can't see it."""
    parts = [language.date(cell.day, "full")]
    if cell.is_today:
        parts.append(language.text("today"))
    if cell.lunar:
        parts.append(lunar_words(language, cell.day))
    parts += [cell.festival] if cell.festival else []
    entries = cell.shown
    if entries:
        parts.append(language.plural("{count} entry", "{count} entries", len(entries)))
    parts += [full_words(language, one) for one in entries[:SPOKEN_ENTRIES]]
    return ", ".join(parts)


def lines_of(entries: Sequence[Entry], room: int) -> tuple[Sequence[Entry], int]:
    """Return the entries a cell of ``room`` lines shows, and how many more there are.

    The last line is needed to tell of more.
    """
    if len(entries) <= room:
        return entries, 0
    shown = max(room - 1, 0)
    return entries[:shown], len(entries) - shown


def filled(some: Sequence[Cell], entries: Mapping[date, tuple[Entry, ...]]) -> list[Cell]:
    """Return the cells with what stands on their days."""
    return [replace(one, entries=entries.get(one.day, ())) for one in some]


def _is_cancelled(one: Entry) -> bool:
    return one.visit is not None and one.visit.visit.state is VisitState.CANCELLED
