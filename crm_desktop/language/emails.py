"""E-mail addresses as typed or pasted: the normal form where there is one, the raw text always."""

import re
from dataclasses import dataclass
from functools import lru_cache

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_COMMON = re.compile(
    rf"(?=.{{1,64}}@)(?=.{{3,254}}$)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@((?:{_LABEL}\.)+[A-Za-z]{{2,24}})"
).fullmatch
# Names no mail can reach, and encoded international ones: the library judges them.
_SPECIAL = re.compile(
    r"(?i)(?:^|\.)(?:xn--|arpa$|invalid$|local$|localhost$|onion$|test$|..--)|\.alt$"
)
_WIDE = str.maketrans("＠．。", "@..")


@dataclass(frozen=True, slots=True)
class Email:
    """`normalised` keeps the case of the local part and lowers the domain; None: no address."""

    raw: str
    normalised: str | None

    @property
    def key(self) -> str | None:
        """For finding duplicates: no mail system in use tells upper case from lower case."""
        return self.normalised.casefold() if self.normalised else None


def normalise_email(raw: str) -> Email:
    """`raw` as an address, also from `Anna <anna@x.com>`, `mailto:` and full-width typing.

    No name server is asked. What is no address is kept as it is, with `normalised` None.
    """
    return Email(raw, normalised_email(raw))


def normalised_email(raw: str) -> str | None:
    """The address of `normalise_email` alone, for lists of many."""
    text = raw.strip()
    found = _COMMON(text)
    if found and (domain := _usual_domain(found[1])):
        return text[: found.start(1)] + domain
    return _validated(text.translate(_WIDE).removeprefix("mailto:"))


@lru_cache(maxsize=4096)
def _usual_domain(domain: str) -> str | None:
    """A domain in lower case, None for one the library is to judge; many addresses share one."""
    return None if _SPECIAL.search(domain) else domain.lower()


def _validated(text: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text, check_deliverability=False, allow_display_name=True)
    except EmailNotValidError:
        return None
    return found.normalized
