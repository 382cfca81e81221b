"""Telling whether a text names somebody, however a file name or a title writes them."""

from collections.abc import Callable, Iterable

from crm_desktop.language.folding import fold

_LONG_ENOUGH = 4
_LONG_ENOUGH_IN_HAN = 2


def naming(names: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a text has one of the names in it.

    Case, accents and what stands between the letters do not matter: ``2026-06-15-Anna-Keller.pdf``
    names Anna Keller. A short Latin name counts where it is the whole text alone.
    """
    plain = {_plain(name) for name in names} - {""}
    contained = {name for name in plain if _is_long(name)}
    whole = plain - contained

    def is_named(text: str) -> bool:
        said = _plain(text)
        return said in whole or any(name in said for name in contained)

    return is_named


def _plain(text: str) -> str:
    return "".join(one for one in fold(text) if one.isalnum())


def _is_long(name: str) -> bool:
    return len(name) >= (_LONG_ENOUGH if name.isascii() else _LONG_ENOUGH_IN_HAN)
