"""What a check of a file found, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from crm_desktop.domain.file_checks import Finding, FindingCode
from crm_desktop.text import Language, mark

_FINDINGS: Mapping[FindingCode, str] = MappingProxyType(
    {
        FindingCode.PAGES: mark("Part of the file can't be read any more."),
        FindingCode.REFERENCES: mark("Entries belong to something that is gone ({count})."),
        FindingCode.CHANGE_LOG: mark("The history contradicts itself ({count})."),
        FindingCode.TRUST_LOG: mark(
            "The log of prints and exports was changed from outside, at line {where}."
        ),
        FindingCode.FILE_DAMAGED: mark("Kept files are not what they were ({count})."),
        FindingCode.FILE_MISSING: mark("Kept files are missing ({count})."),
        FindingCode.INDEX: mark("Indexes don't match their entries ({count})."),
        FindingCode.SEARCH: mark("The search finds cards by wrong words ({count})."),
        FindingCode.DERIVED: mark("Lists and figures don't match the cards ({count})."),
    }
)


def finding_text(language: Language, finding: Finding) -> str:
    """Return what a finding means for the reader."""
    count = language.number(finding.count)
    return language.text(_FINDINGS[finding.code], count=count, where=", ".join(finding.where))
