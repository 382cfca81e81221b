"""The tier list as CSV, exact for programs or guarded for spreadsheets."""

from crm_desktop.reports.spreadsheets import exact_csv, guarded_csv
from crm_desktop.reports.tier_list import TierList
from crm_desktop.reports.tier_list_columns import columns_of
from crm_desktop.text import Language


def render_exact(tier_list: TierList) -> bytes:
    """Return the list for programs: stable English heads, ISO dates, plain decimals, UTF-8."""
    return exact_csv(columns_of(tier_list), tier_list.rows)


def render_guarded(tier_list: TierList, language: Language) -> bytes:
    """Return the list for people with a spreadsheet: localised, and no cell runs as a formula."""
    return guarded_csv(columns_of(tier_list), tier_list.rows, language)
