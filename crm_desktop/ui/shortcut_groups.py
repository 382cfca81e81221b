"""Every shortcut in groups, by menu and by place, and which of them fit what is typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm_desktop.text import Language
from crm_desktop.ui.actions import ACTIONS, MENUS, ActionCode, plain, shown_keys
from crm_desktop.ui.page_keys import PLACES, keys_text
from crm_desktop.ui.palette.matching import Wanted, fit, words_of


@dataclass(frozen=True, slots=True)
class ShortcutLine:
    """What some keys do; ``msgid`` is the text in the language of the program's source."""

    text: str
    keys: tuple[str, ...]
    msgid: str


@dataclass(frozen=True, slots=True)
class ShortcutGroup:
    """The shortcuts of a menu or a place."""

    title: str
    lines: tuple[ShortcutLine, ...]


def shortcut_groups(language: Language) -> list[ShortcutGroup]:
    """Return every shortcut: the menus in their order, then the places of the window."""
    menus = (
        ShortcutGroup(plain(language.text(menu)), tuple(_of_menu(language, codes)))
        for menu, codes in MENUS
    )
    places = (
        ShortcutGroup(
            language.text(place.title),
            tuple(
                ShortcutLine(language.text(one.text), tuple(map(keys_text, one.keys)), one.text)
                for one in place.lines
            ),
        )
        for place in PLACES
    )
    return [*menus, *places]


def fitting(groups: Sequence[ShortcutGroup], other: Language, text: str) -> list[ShortcutGroup]:
    """Return what of the groups fits a text in either language, or is done by its keys."""
    wanted = Wanted.of(text)
    if not wanted.folded:
        return list(groups)
    found = []
    for group in groups:
        if wanted.folded in group.title.casefold():
            found.append(group)
            continue
        lines = tuple(one for one in group.lines if _fits(one, other, wanted))
        if lines:
            found.append(ShortcutGroup(group.title, lines))
    return found


def _fits(line: ShortcutLine, other: Language, wanted: Wanted) -> bool:
    if wanted.squeezed in (key.casefold() for key in line.keys):
        return True
    texts = (line.text, plain(other.text(line.msgid)), plain(line.msgid))
    return fit(words_of(texts), wanted) is not None


def _of_menu(language: Language, codes: Sequence[ActionCode | None]) -> Iterator[ShortcutLine]:
    for code in codes:
        if code is not None and ACTIONS[code].shortcut:
            spec = ACTIONS[code]
            text = plain(language.text(spec.text)).rstrip("…")
            keys = (shown_keys(code), *map(keys_text, spec.more))
            yield ShortcutLine(text, keys, spec.text)
