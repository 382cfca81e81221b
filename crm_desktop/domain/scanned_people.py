"""A person in a code: the card of a phone (vCard, MECARD), a number to call, an address."""

import re
import unicodedata
from dataclasses import dataclass

_BEGIN, _END = re.compile(r"\s*begin\s*[:;]\s*vcard", re.I), re.compile(r"end\s*[:;]\s*vcard", re.I)
_FIELD = re.compile(
    r"(?:^|[\n\r;\t ])(?:item\d\.)?(TEL|EMAIL|FN|N)(?:;[^:\n\r]*)?:([^\n\r]*?)"
    r"(?=$|[\n\r]|;\w+:|\s(?:TEL|EMAIL|FN|N|ORG|TITLE|END)[:;])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*(tel|mailto|sms|smsto)\s*:\s*([^?;]+)", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\s*(https?|wifi|mecard|matmsg|geo|otpauth|weixin|wechat|alipays?|begin|bitcoin|urn|market)"
    r"\s*[:;]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ScannedPerson:
    """What a code says of a person; only phones and addresses find somebody."""

    name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


def begins_card(line: str) -> bool:
    """Return whether a line is the first of a card a scanner types line by line."""
    return bool(_BEGIN.match(_plain(line)))


def ends_card(text: str) -> bool:
    """Return whether a card that is typed line by line is whole."""
    return bool(_END.search(_plain(text)))


def read_person(text: str) -> ScannedPerson | None:
    """Return the person a scanned text tells of, None where it tells of none."""
    plain = _plain(text)
    if match := _ADDRESS.match(plain):
        value = match[2].strip()
        is_mail = match[1].casefold() == "mailto"
        return ScannedPerson(emails=(value,)) if is_mail else ScannedPerson(phones=(value,))
    if not (begins_card(plain) or plain.lstrip().casefold().startswith("mecard:")):
        return None
    body = re.sub(r"^\s*mecard:", ";", plain, flags=re.IGNORECASE)
    found: dict[str, list[str]] = {"TEL": [], "EMAIL": [], "FN": [], "N": []}
    for match in _FIELD.finditer(body):
        found[match[1].upper()].append(match[2].replace("\\", "").strip(" ;"))
    names = [*found["FN"], *found["N"]]
    return ScannedPerson(
        names[0] if names else "",
        tuple(filter(None, found["TEL"])),
        tuple(one.casefold() for one in found["EMAIL"] if "@" in one),
    )


def is_foreign(text: str) -> bool:
    """Return whether a text is a code of something else: a web page, a network, a payment."""
    return bool(_FOREIGN.match(_plain(text)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
