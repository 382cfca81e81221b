"""Texts named where they are listed and translated where they are shown."""

from typing import Final

CONTEXT_GLUE: Final = "\x04"


def mark(msgid: str) -> str:
    """The msgid itself: says to the catalog that `Language.text` will get it later."""
    return msgid


def mark_in(context: str, msgid: str) -> str:
    """A msgid whose English word has another translation elsewhere; `Language.text` takes it.

    The context tells the senses apart and is never shown.
    """
    return f"{context}{CONTEXT_GLUE}{msgid}"
