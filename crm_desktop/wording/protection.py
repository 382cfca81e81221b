"""Words of encrypting: what would make a passphrase better."""

from crm_desktop.domain.passphrases import PassphraseHint
from crm_desktop.text import Language, mark

_HINTS = {
    PassphraseHint.TOO_SHORT: mark("At least 8 letters, or 4 Chinese characters."),
    PassphraseHint.OWN_WORDS: mark("A name a thief knows is tried first."),
    PassphraseHint.COMMON_WORDS: mark("Common words and passwords are tried first."),
    PassphraseHint.KEYBOARD_ROW: mark("Keys that lie side by side are tried first."),
    PassphraseHint.REPEATS: mark("Repeating something adds little."),
    PassphraseHint.SEQUENCES: mark("Rows such as abc or 4321 add little."),
    PassphraseHint.DATES: mark("Dates and years are tried first."),
    PassphraseHint.MORE_WORDS: mark("Add a word or two that nobody would put beside them."),
}


def hint_text(language: Language, hint: PassphraseHint) -> str:
    """Return what makes a passphrase easy to guess, as a sentence."""
    return language.text(_HINTS[hint])
