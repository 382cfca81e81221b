"""Work over very many rows without the search for garbage that comes round by itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nothing be searched within the block: every few hundred new rows start a search.

    Rows hold no cycles, and going through all of them again and again is a quarter of an import.
    Where the search is off already, as in a window, it stays so.
    """
    was_automatic = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_automatic:
            gc.enable()
