"""The tier list as a workbook: the list, and a sheet with its summary and method."""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from crm_desktop.reports import tier_list_words as words
from crm_desktop.reports.spreadsheets import (
    CellKind,
    Formats,
    Value,
    formats_of,
    write_cell,
    write_table,
)
from crm_desktop.reports.tier_list import TierList, TierTotals
from crm_desktop.reports.tier_list_columns import columns_of
from crm_desktop.text import Language, mark

_OPTIONS: Mapping[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SUMMARY_HEADS = (
    mark("Tier"),
    mark("Meaning"),
    mark("Customers"),
    mark("Share of customers"),
    mark("Revenue 12 months"),
    mark("Share of revenue"),
    mark("Strategy"),
)
_SUMMARY_KINDS = (
    CellKind.TEXT,
    CellKind.TEXT,
    CellKind.WHOLE,
    CellKind.SHARE,
    CellKind.MONEY,
    CellKind.SHARE,
    CellKind.TEXT,
)
_SUMMARY_WIDTHS = (24, 22, 12, 14, 20, 14, 70)


def render(tier_list: TierList, language: Language) -> bytes:
    """Return an XLSX file; every cell is typed, and text is text whatever it begins with."""
    buffer = io.BytesIO()
    workbook = Workbook(buffer, dict(_OPTIONS))
    created = datetime.combine(tier_list.as_of, time(), tzinfo=UTC).replace(tzinfo=None)
    title = language.text(words.TITLE)
    workbook.set_properties({"title": title, "company": tier_list.organisation, "created": created})
    formats = formats_of(workbook, tier_list.currency)
    _write_list(workbook.add_worksheet(sheet_name(title)), tier_list, formats, language)
    summary = workbook.add_worksheet(sheet_name(language.text(mark("Summary and method"))))
    _write_summary(summary, tier_list, formats, language)
    workbook.close()
    return buffer.getvalue()


def sheet_name(text: str) -> str:
    """Return a name a workbook accepts: at most 31 characters, none of []:*?/\\."""
    return "".join(" " if char in "[]:*?/\\" else char for char in text)[:31].strip(" '")


def _write_list(
    sheet: Worksheet, tier_list: TierList, formats: Formats, language: Language
) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{language.text(words.CONFIDENTIAL)}&R&P / &N")
    write_table(sheet, columns_of(tier_list), tier_list.rows, formats=formats, language=language)


def _write_summary(
    sheet: Worksheet, tier_list: TierList, formats: Formats, language: Language
) -> None:
    for at, width in enumerate(_SUMMARY_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, language.text(words.TITLE), formats.title)
    top = _write_facts(sheet, tier_list, formats, language)
    for at, head in enumerate(_SUMMARY_HEADS):
        sheet.write_string(top, at, language.text(head), formats.head)
    for line, values in enumerate(_summary_rows(tier_list, language), top + 1):
        for at, (value, kind) in enumerate(zip(values, _SUMMARY_KINDS, strict=True)):
            write_cell(sheet, (line, at), value, formats.by_kind[kind])
    _write_weights(
        sheet, top + len(tier_list.totals) + 3, tier_list, formats=formats, language=language
    )


def _write_facts(
    sheet: Worksheet, tier_list: TierList, formats: Formats, language: Language
) -> int:
    """Write what the list is and return the line where the summary table begins."""
    facts: tuple[tuple[str, Value], ...] = (
        (mark("Organisation"), tier_list.organisation),
        (mark("As of"), tier_list.as_of),
        (mark("Compared with"), tier_list.previous_as_of),
        (mark("Method"), words.method_line(tier_list.scheme, language)),
        (mark("Base currency"), tier_list.currency),
        (mark("Amounts left out for want of a rate"), tier_list.left_out),
    )
    for line, (label, value) in enumerate(facts, 1):
        sheet.write_string(line, 0, language.text(label), formats.label)
        write_cell(sheet, (line, 1), value, formats.by_kind[_kind(value)])
    return len(facts) + 2


def _kind(value: Value) -> CellKind:
    if isinstance(value, int):
        return CellKind.WHOLE
    return CellKind.PLAIN if isinstance(value, str) else CellKind.DAY


def _summary_rows(tier_list: TierList, language: Language) -> Iterator[tuple[Value, ...]]:
    for tier, totals in tier_list.totals.items():
        strategy = tier_list.strategies.get(tier, "")
        yield (str(tier), language.text(words.TIERS[tier]), *_figures(totals), strategy)
    yield (language.text(mark("Total")), "", *_figures(tier_list.total), "")


def _figures(totals: TierTotals) -> tuple[Value, ...]:
    return (totals.count, totals.customer_share, totals.revenue, totals.revenue_share)


def _write_weights(
    sheet: Worksheet, line: int, tier_list: TierList, *, formats: Formats, language: Language
) -> None:
    sheet.write_string(line, 0, language.text(mark("Weight of the terms")), formats.label)
    for term, share in words.weight_shares(tier_list.scheme).items():
        line += 1
        sheet.write_string(
            line, 0, language.text(words.TERMS[term]), formats.by_kind[CellKind.TEXT]
        )
        write_cell(sheet, (line, 1), share, formats.by_kind[CellKind.SHARE])
    for note in (words.DROPPED_TERMS, words.DEFAULTS_NOTE):
        line += 1
        sheet.write_string(line, 0, language.text(note), formats.note)
