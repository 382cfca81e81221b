"""What a person has done with or put off of all that the program proposes (Today, care dates)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One proposal that is not to be made again, or not before ``until``.

    ``subject`` is a code with the key of what it speaks of, such as ``date:12`` or
    ``contract:5``; ``occurs_on`` the day it spoke of, so that next year's is proposed again.
    ``customer_id`` is None for what is not about one customer, such as a festival.
    ``reason`` says why where that was asked for.
    """

    subject: str
    customer_id: int | None = None
    occurs_on: date | None = None
    until: date | None = None
    reason: str = ""
    id: int | None = None

    def hides(self, subject: str, occurs_on: date | None, today: date) -> bool:
        """True while the proposal of this subject and day is done with or put off."""
        is_same = self.subject == subject and self.occurs_on == occurs_on
        return is_same and (self.until is None or today < self.until)
