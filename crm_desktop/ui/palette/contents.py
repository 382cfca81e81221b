"""What the palette shows for a text: which sections, in which order, and what each line does."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from crm_desktop.domain.problems import CrmError
from crm_desktop.language.folding import fold
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.people_search import PersonMatch
from crm_desktop.services.quick_search import Match
from crm_desktop.services.recent_things import RecentThing, ThingKind
from crm_desktop.text import LanguageCode, mark
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.palette.commands import Command, CommandTable
from crm_desktop.ui.palette.entries import TITLES, Entry, Heading, Line, Section
from crm_desktop.ui.palette.matching import Fit
from crm_desktop.ui.theme import Look
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

SIGNS = (">", "＞", "》")
"""What limits the palette to actions; an input method gives the others for the first one."""
_MOST: Mapping[Section, int] = {
    Section.ACTIONS: 6,
    Section.CARD: 4,
    Section.VIEWS: 4,
    Section.SETTINGS: 4,
}
_ORDER = (
    Section.RECENT,
    Section.CUSTOMERS,
    Section.PEOPLE,
    Section.ACTIONS,
    Section.CARD,
    Section.VIEWS,
    Section.SETTINGS,
)
_LEADING_LETTERS = 3
_RECENT = 8
_WHY_NOT: Mapping[ActionCode, str] = {
    ActionCode.UNDO: mark("There is nothing to undo."),
    ActionCode.REDO: mark("There is nothing to do again."),
    ActionCode.BACK: mark("This is where you started."),
    ActionCode.FILTER: mark("There is no list to filter here."),
    ActionCode.EXPORT_TIERS: mark("Open the tiers or the list of customers first."),
    ActionCode.DAY_PLAN: mark("Open the calendar first."),
    ActionCode.NEW_CUSTOMER: mark("Open the list of customers first."),
}
_CHOOSE_FIRST = mark("Open a card or choose a customer first.")


@dataclass(frozen=True)
class Place:
    """Where the person is: the customer on the card that is open, and its tabs."""

    customer_id: int | None = None
    tabs: tuple[CardTab, ...] = ()


class Contents:
    """Makes the lines; knows no widget."""

    def __init__(
        self,
        workspace: Workspace,
        actions: "Mapping[ActionCode, QAction]",
        place: Callable[[], Place],
    ) -> None:
        self._workspace, self._actions, self._place = workspace, actions, place
        self._language = workspace.language
        self.table: CommandTable | None = None
        """None until it is made, which is off the UI thread."""

    def show_views(self) -> None:
        """Read the saved views of the file again."""
        if self.table is None:
            return
        from crm_desktop.services.list_views import list_views

        try:
            self.table.show_views(list_views(self._workspace.database))
        except CrmError:  # the page that shows them tells of it
            self.table.show_views(())

    def of_text(
        self, text: str, customers: Sequence[Match], people: Sequence[PersonMatch]
    ) -> list[Line]:
        """Return the lines for a text that was typed and what was found for it."""
        limited = is_limited(text)
        wanted = text.lstrip()[1:] if limited else text
        found = self.table.found(wanted) if self.table is not None else []
        entries = [
            *map(self._customer, customers),
            *map(self._person, people),
            *self._commands(found, is_limited=limited),
        ]
        leads = not limited and _leads(found, wanted, customers, self._is_ready)
        return _in_sections(entries, self._language.text, Section.ACTIONS if leads else None)

    def of_nothing(self, recent: Sequence[RecentThing]) -> list[Line]:
        """Return the lines while nothing is typed: what was seen lately, then what can be done."""
        found = self.table.found("") if self.table is not None else []
        ready = [pair for pair in found if self._is_ready(pair[1])]
        offered = [
            *(pair for pair in ready if pair[1].section is Section.CARD),
            *(pair for target in _FIRST for pair in ready if pair[1].target == target),
        ]
        here = self._place().customer_id
        things = [
            one
            for one in recent
            if one.thing.kind is not ThingKind.CARD or one.thing.customer_id != here
        ]
        entries = [*map(self._recent, things[:_RECENT]), *self._commands(offered, is_limited=True)]
        return _in_sections(entries, self._language.text, None)

    def _commands(self, found: Sequence[tuple[Fit, Command]], *, is_limited: bool) -> list[Entry]:
        """Return the entries of commands, those that can be done first; few of each section."""
        ready, greyed = [], []
        for how, one in found:
            if one.section is Section.CARD and one.target not in self._place().tabs:
                continue
            if self._is_ready(one):
                ready.append(self._command(one))
            elif is_limited or how <= Fit.WORDS:
                greyed.append(replace(self._command(one), act=None, detail=self._why_not(one)))
        if is_limited:
            return [*ready, *greyed]
        counts: dict[Section, int] = {}
        kept = []
        for entry in [*ready, *greyed]:
            counts[entry.section] = counts.get(entry.section, 0) + 1
            if counts[entry.section] <= _MOST[entry.section]:
                kept.append(entry)
        return kept

    def _is_ready(self, command: Command) -> bool:
        target = command.target
        if isinstance(target, ActionCode):
            return self._actions[target].isEnabled()
        return not isinstance(target, CardTab) or target in self._place().tabs

    def _why_not(self, command: Command) -> str:
        target = command.target
        known = _WHY_NOT.get(target) if isinstance(target, ActionCode) else None
        return self._language.text(known or _CHOOSE_FIRST)

    def _command(self, one: Command) -> Entry:
        ident = f"{one.section}:{one.target if one.section is not Section.VIEWS else one.title}"
        return Entry(
            one.section, ident, one.title, one.detail, one.keys, one.icon, act=self._act(one)
        )

    def _act(self, command: Command) -> Callable[[], None]:
        navigation, target = self._workspace.navigation, command.target
        if isinstance(target, ActionCode):
            return self._actions[target].trigger
        if isinstance(target, CardTab):
            return partial(navigation.card_wanted.emit, self._place().customer_id or 0, target)
        if isinstance(target, LanguageCode):
            return partial(navigation.language_wanted.emit, target)
        if isinstance(target, Look):
            return partial(navigation.look_wanted.emit, target)
        return partial(navigation.view_wanted.emit, target)

    def _customer(self, match: Match) -> Entry:
        detail = _joined(match.city, match.external_id, match.owner)
        act = partial(self._workspace.navigation.card_wanted.emit, match.customer_id, None)
        ident = f"customer:{match.customer_id}"
        return Entry(Section.CUSTOMERS, ident, match.name, detail, tier=match.tier, act=act)

    def _person(self, match: PersonMatch) -> Entry:
        detail = _joined(match.title, match.customer)
        navigation = self._workspace.navigation
        act = partial(navigation.person_wanted.emit, match.customer_id, match.affiliation_id)
        ident = f"person:{match.affiliation_id}"
        return Entry(Section.PEOPLE, ident, match.name, detail, icon="user", act=act)

    def _recent(self, one: RecentThing) -> Entry:
        thing, navigation = one.thing, self._workspace.navigation
        key, visit = thing.customer_id, thing.visit_id
        ident = f"recent:{thing.kind}:{key}:{visit}"
        if thing.kind is ThingKind.CARD:
            act = partial(navigation.card_wanted.emit, key, None)
            return Entry(Section.RECENT, ident, one.name, one.city, tier=one.tier, act=act)
        day = self._language.date(one.visit_on) if one.visit_on is not None else ""
        if thing.kind is ThingKind.VISIT:
            words, icon = self._language.text("Visit"), "calendar"
            act = partial(navigation.visit_wanted.emit, key, visit)
        else:
            words, icon = self._language.text("Brief"), "printer"
            act = partial(navigation.brief_wanted.emit, [BriefOrder(key, visit)])
        return Entry(Section.RECENT, ident, one.name, _joined(words, day), icon=icon, act=act)


_FIRST = (
    ActionCode.NEW_CUSTOMER,
    ActionCode.LOG,
    ActionCode.PLAN_VISIT,
    ActionCode.PRINT_BRIEF,
    ActionCode.IMPORT,
    ActionCode.SHORTCUTS,
)
"""What is offered before anything is typed, where it can be done."""


def is_limited(text: str) -> bool:
    """Whether a text asks for actions alone."""
    return text.lstrip().startswith(SIGNS)


def _leads(
    found: Sequence[tuple[Fit, Command]],
    wanted: str,
    customers: Sequence[Match],
    is_ready: Callable[[Command], bool],
) -> bool:
    """Whether actions stand above customers: their name is begun, and nobody is called so."""
    folded = fold(wanted.strip())
    if len(folded) < _LEADING_LETTERS and folded.isascii():
        return False
    is_begun = any(
        how <= Fit.BEGINS and one.section is Section.ACTIONS and is_ready(one) for how, one in found
    )
    return is_begun and not any(fold(one.name).startswith(folded) for one in customers[:1])


def _in_sections(
    entries: Iterable[Entry], say: Callable[[str], str], leading: Section | None
) -> list[Line]:
    """Return entries under the headings of their sections, ``leading`` above the others."""
    by_section: dict[Section, list[Entry]] = {section: [] for section in _ORDER}
    for entry in entries:
        by_section[entry.section].append(entry)
    order = _ORDER if leading is None else (leading, *(one for one in _ORDER if one != leading))
    lines: list[Line] = []
    for section in order:
        if by_section[section]:
            lines += [Heading(say(TITLES[section])), *by_section[section]]
    return lines


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
