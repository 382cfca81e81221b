"""The currency of the place a computer is set up for."""

from collections.abc import Mapping

from babel.numbers import get_territory_currencies

from crm_desktop.text import LanguageCode

_PLACES = ("LC_ALL", "LC_MONETARY", "LANG")
_OF_LANGUAGE = {LanguageCode.CHINESE: "CNY", LanguageCode.ENGLISH: "USD"}


def locale_currency(environ: Mapping[str, str], language: LanguageCode) -> str:
    """The ISO code for the place in LC_ALL, LC_MONETARY or LANG, else for the language."""
    place = next((environ[name] for name in _PLACES if environ.get(name)), "")
    territory = place.partition(".")[0].partition("@")[0].partition("_")[2].upper()
    found = get_territory_currencies(territory) if territory else []
    return found[0] if found else _OF_LANGUAGE[language]
