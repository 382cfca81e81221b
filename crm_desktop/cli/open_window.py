"""The wish for the window, which the program's entry carries out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crm_desktop.text import LanguageCode


class OpenWindow(NamedTuple):
    """Without ``path`` the window opens on the last file, else where a person chooses one;
    without ``language`` in that of the settings or of the system."""

    path: Path | None = None
    language: "LanguageCode | None" = None


def plain_wish(words: Sequence[str], environ: Mapping[str, str]) -> OpenWindow | None:
    """Return the wish of a person who asks for the window and, at most, names its file.

    None for all else, and where no window can open: that has to be read and answered in full.
    """
    from crm_desktop.cli.window import check_window
    from crm_desktop.domain.problems import CrmError

    if words and not (len(words) == 2 and words[0] == "--file" and words[1]):
        return None
    try:
        check_window(environ, "")
    except CrmError:
        return None
    return OpenWindow(Path(words[1]) if words else None)
