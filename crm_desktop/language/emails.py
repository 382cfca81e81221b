"""E-mail addresses as typed or pasted: the normal form where there is one, the raw text always."""

import re
from dataclasses import dataclass

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_COMMON = re.compile(
    rf"(?=.{{1,64}}@)(?=.{{3,254}}$)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@((?:{_LABEL}\.)+[A-Za-z]{{2,24}})"
)
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
    text = raw.strip()
    found = _COMMON.fullmatch(text)
    if found and not _SPECIAL.search(found[1]):
        return Email(raw, text[: found.start(1)] + found[1].lower())
    return Email(raw, _validated(text.translate(_WIDE).removeprefix("mailto:")))


def _validated(text: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text, check_deliverability=False, allow_display_name=True)
    except EmailNotValidError:
        return None
    return found.normalized
