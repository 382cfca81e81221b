"""Names of the languages people speak, by ISO 639 code."""

from crm_desktop.text import Language, mark

_NAMES = {
    "zh": mark("Chinese"),
    "yue": mark("Cantonese"),
    "en": mark("English"),
    "ar": mark("Arabic"),
    "cs": mark("Czech"),
    "da": mark("Danish"),
    "de": mark("German"),
    "es": mark("Spanish"),
    "fi": mark("Finnish"),
    "fr": mark("French"),
    "he": mark("Hebrew"),
    "hi": mark("Hindi"),
    "id": mark("Indonesian"),
    "it": mark("Italian"),
    "ja": mark("Japanese"),
    "ko": mark("Korean"),
    "ms": mark("Malay"),
    "nl": mark("Dutch"),
    "no": mark("Norwegian"),
    "pl": mark("Polish"),
    "pt": mark("Portuguese"),
    "ru": mark("Russian"),
    "sv": mark("Swedish"),
    "th": mark("Thai"),
    "tr": mark("Turkish"),
    "uk": mark("Ukrainian"),
    "vi": mark("Vietnamese"),
}


def language_name(language: Language, code: str) -> str:
    """Return the name of a language such as ``zh`` or ``pt-BR``; other texts stay as they are."""
    known = _NAMES.get(code.replace("_", "-").partition("-")[0].lower())
    return language.text(known) if known else code


def language_choices(language: Language) -> list[tuple[str, str]]:
    """Return code and name of every language we know the name of, the likeliest first."""
    return [(code, language.text(name)) for code, name in _NAMES.items()]
