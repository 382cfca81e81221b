"""The name of a company without its legal form, which programs write, shorten or leave out."""

import re

from crm_desktop.language.folding import fold

_CHINESE = (
    "股份有限公司", "有限责任公司", "集团有限公司", "控股有限公司", "有限公司", "股份公司",
    "集团公司", "责任公司", "总公司", "分公司", "公司", "集团",
)  # fmt: skip
_LATIN = (
    "gmbh co kg", "gmbh", "mbh", "ag", "kg", "ohg", "ug", "ek", "ev", "se",
    "limited", "ltd", "plc", "llp", "incorporated", "inc", "llc", "corporation", "corp",
    "company", "co", "sarl", "sas", "sa", "srl", "spa", "sl", "bv", "nv", "ab", "as", "oy", "aps",
    "a s", "oyj", "sp z o o", "spol s r o", "s r o", "sro", "kft", "pty", "pte", "sdn bhd", "bhd",
    "kk", "group", "holding", "holdings",
)  # fmt: skip
_MARKS = re.compile(r"[^\w]+", re.UNICODE)
_FORMS = re.compile(
    r"(?:\s(?:" + "|".join(sorted(map(re.escape, _LATIN), key=len, reverse=True)) + r"))+$"
)
_IN_BRACKETS = re.compile(r"[(（][^)）]*[)）]")


def plain_name(name: str) -> str:
    """A name as its folded words: no marks, nothing in brackets."""
    if "(" in name or "（" in name:
        name = _IN_BRACKETS.sub(" ", name) if _IN_BRACKETS.sub("", name).strip() else name
    folded = fold(name)
    if folded.isalnum():
        return folded
    return _MARKS.sub(" ", folded.replace("&", " and ").replace(".", "")).strip()


def core_name(name: str) -> str:
    """The name of a company without brackets and legal forms; never empty for a name.

    `Müller Maschinen GmbH & Co. KG` and `Mueller Maschinen` differ in spelling alone afterwards;
    `上海明远贸易有限公司` is `上海明远贸易`.
    """
    plain = plain_name(name).removeprefix("the ")
    if plain.endswith(_CHINESE):
        form = next(one for one in _CHINESE if plain.endswith(one))
        if len(plain) > len(form) + 1:
            plain = plain.removesuffix(form)
    if " " not in plain:
        return plain
    shorter = _FORMS.sub("", plain.replace(" and co kg", " co kg")).strip()
    return shorter or plain
