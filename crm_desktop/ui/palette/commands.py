"""The table of what can be done from the palette, made once and searched at every key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crm_desktop.paths import Paths
from crm_desktop.services.list_views import BUILT_IN, ListView
from crm_desktop.text import Language, LanguageCode, mark
from crm_desktop.ui.actions import ACTIONS, MENUS, ActionCode, plain, shown_keys
from crm_desktop.ui.card.tabs import TITLES as TAB_TITLES
from crm_desktop.ui.choice_row import LANGUAGES
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.palette.entries import Section
from crm_desktop.ui.palette.matching import Fit, Wanted, Words, fit, words_of
from crm_desktop.ui.theme import Look
from crm_desktop.wording.list_views import VIEWS

Target = ActionCode | CardTab | ListView | LanguageCode | Look
LOOKS: Mapping[Look, str] = {
    Look.SYSTEM: mark("Look as the system"),
    Look.LIGHT: mark("Light look"),
    Look.DARK: mark("Dark look"),
    Look.CONTRAST: mark("High contrast look"),
}
_LOOK_ICONS = {
    Look.SYSTEM: "sun-moon",
    Look.LIGHT: "sun",
    Look.DARK: "moon",
    Look.CONTRAST: "eye",
}
_TAB_ICONS = {
    CardTab.OVERVIEW: "layout-grid",
    CardTab.BASICS: "building-2",
    CardTab.PEOPLE: "users",
    CardTab.PURCHASES: "wallet",
    CardTab.SERVICE: "headset",
    CardTab.PREFERENCES: "heart",
    CardTab.MAN: "target",
    CardTab.DEVELOPMENT: "trending-up",
    CardTab.HISTORY: "history",
}
_NOT_OFFERED = frozenset({ActionCode.SEARCH})
"""Who asks for the palette has it."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done: where it leads, its words, and how it is found."""

    section: Section
    target: Target
    title: str
    detail: str
    icon: str
    words: Words

    @property
    def keys(self) -> str:
        """The shortcut as this system writes it, empty without one."""
        return shown_keys(self.target) if isinstance(self.target, ActionCode) else ""


class CommandTable:
    """Every command in the reader's language, found by the words of both."""

    def __init__(self, language: Language, other: Language) -> None:
        self._language, self._other = language, other
        self.commands: tuple[Command, ...] = (
            *self._actions(),
            *self._tabs(),
            *self._settings(),
        )
        self._views: tuple[Command, ...] = ()

    @classmethod
    def load(cls, language: Language, paths: Paths) -> "CommandTable":
        """Make the table; takes some 30 ms, so not on the UI thread."""
        is_english = language.code is LanguageCode.ENGLISH
        other = LanguageCode.CHINESE if is_english else LanguageCode.ENGLISH
        return cls(language, Language.load(other, paths.locale))

    def show_views(self, views: Sequence[ListView]) -> None:
        """Know the saved views of the file, besides those that are always there."""
        texts = (self._language.text, self._other.text)
        built_in = [
            Command(
                Section.VIEWS,
                ListView(texts[0](VIEWS[code]), query),
                texts[0](VIEWS[code]),
                "",
                "list",
                words_of(say(VIEWS[code]) for say in texts),
            )
            for code, query in BUILT_IN.items()
        ]
        own = [
            Command(Section.VIEWS, view, view.name, "", "list", words_of([view.name]))
            for view in views
        ]
        self._views = (*built_in, *own)

    def found(self, text: str) -> list[tuple[Fit, Command]]:
        """Return what fits a text, the best first; an empty one is fitted by everything.

        Letters with gaps count only where nothing fits better.
        """
        everything = (*self.commands, *self._views)
        wanted = Wanted.of(text)
        if not text.strip():
            return [(Fit.BEGINS, one) for one in everything]
        fits = ((fit(one.words, wanted), one) for one in everything)
        found = [(how, one) for how, one in fits if how is not None]
        found.sort(key=lambda pair: pair[0])
        best = found[0][0] if found else Fit.LETTERS
        return [pair for pair in found if pair[0] is not Fit.LETTERS or best is Fit.LETTERS]

    def _actions(self) -> Iterator[Command]:
        for menu, codes in MENUS:
            for code in codes:
                if code is not None and code not in _NOT_OFFERED:
                    yield self._action(menu, code)

    def _action(self, menu: str, code: ActionCode) -> Command:
        spec = ACTIONS[code]
        names = [_bare(say(spec.text)) for say in self._says]
        tips = [say(spec.tip) for say in self._says]
        where = plain(self._language.text(menu))
        return Command(Section.ACTIONS, code, names[0], where, spec.icon, words_of(names, tips))

    def _tabs(self) -> Iterator[Command]:
        for tab, title in TAB_TITLES.items():
            names = [say(title) for say in self._says]
            yield Command(Section.CARD, tab, names[0], "", _TAB_ICONS[tab], words_of(names))

    def _settings(self) -> Iterator[Command]:
        language = [say(mark("Language")) for say in self._says]
        for code, name in LANGUAGES:
            title = self._language.labelled(language[0], name)
            words = words_of([*(f"{word} {name}" for word in language), name])
            yield Command(Section.SETTINGS, code, title, "", "languages", words)
        for look, text in LOOKS.items():
            names = [say(text) for say in self._says]
            icon = _LOOK_ICONS[look]
            yield Command(Section.SETTINGS, look, names[0], "", icon, words_of(names))

    @property
    def _says(self) -> tuple[Callable[[str], str], ...]:
        return (self._language.text, self._other.text)


def _bare(text: str) -> str:
    return plain(text).rstrip("…")
