"""The order of the lines of a list while one of them is being edited."""

from collections.abc import Sequence


def settled(wanted: Sequence[int], shown: Sequence[int]) -> list[int]:
    """Return the keys ``wanted`` with those already shown left in their order.

    A record that is being edited must not jump away under the person's hands; a new one stands
    behind the one it follows.
    """
    known = set(wanted)
    found = [key for key in shown if key in known]
    there = set(found)
    for at, key in enumerate(wanted):
        if key not in there:
            found.insert(found.index(wanted[at - 1]) + 1 if at else 0, key)
            there.add(key)
    return found
