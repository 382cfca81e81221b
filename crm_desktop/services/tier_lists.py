"""The tier list of a plan, as values and as a file: PDF, workbook or CSV (D3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from crm_desktop.domain.figures import ListRow
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_history import TierRun
from crm_desktop.domain.tier_plan import Placement, TierPlan
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.language.cleaning import clean
from crm_desktop.reports.tier_list import TierList, TierListRow
from crm_desktop.services.playbook import playbook_of
from crm_desktop.services.trust_log import note_alone
from crm_desktop.services.whole_files import check_folder, write_whole
from crm_desktop.storage import list_rows, settings, tier_records
from crm_desktop.storage.database import Database
from crm_desktop.storage.figures import figures
from crm_desktop.storage.next_actions import next_actions
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.types import from_micro
from crm_desktop.text import Language, LanguageCode

FORMATS = (".pdf", ".xlsx", ".csv")


def check_target(path: Path) -> None:
    """Raise InputError ``export_format`` or ``folder_missing`` before any work is done."""
    if path.suffix.lower() not in FORMATS:
        raise InputError("export_format", path=str(path), formats=FORMATS)
    check_folder(path)


def export(
    database: Database,
    tier_plan: TierPlan,
    path: Path,
    language: Language,
    *,
    resources: Path,
    is_exact: bool = False,
    author: str = "",
) -> None:
    """Write the tier list in the format the ending of ``path`` names, and note it.

    A CSV is guarded for spreadsheets, or with ``is_exact`` meant for programs. Raises what
    :func:`check_target` and ``write_whole`` raise.
    """
    check_target(path)
    playbook = playbook_of(database, resources)
    code = LanguageCode.ENGLISH if is_exact else language.code
    strategies = {tier: playbook.tiers[tier].headline.get(code) for tier in Tier}
    organisation = clean(database.path.stem)
    found = tier_list(database, tier_plan, organisation=organisation, strategies=strategies)
    write_whole(path, _rendered(found, path.suffix.lower(), language, resources, is_exact))
    params = {"customers": len(found.rows)}
    left = TrustNote(TrustCode.TIERS_EXPORTED, author, params=params, name=path.name)
    note_alone(database, left)


def tier_list(
    database: Database,
    tier_plan: TierPlan,
    *,
    organisation: str,
    strategies: Mapping[Tier, str] | None = None,
) -> TierList:
    """Return the tier list of a plan; ``strategies`` are lines in the reader's language."""
    with database.read() as reading:
        beside = _gathered(reading, tier_plan)
        currency = settings.base_currency(reading)
        listed = [placement.id for placement in tier_plan.placements]
        summed = figures(reading, tier_plan.as_of, listed)
    return TierList(
        organisation=organisation,
        as_of=tier_plan.as_of,
        scheme=tier_plan.scheme,
        currency=currency,
        rows=tuple(_row(tier_plan, placement, beside) for placement in tier_plan.placements),
        strategies=strategies or {},
        previous_as_of=beside.last.as_of if beside.last else None,
        left_out=sum(one.without_rate for one in summed.values()),
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a row shows beside the plan, by customer."""

    customers: Mapping[int, ListRow]
    actions: Mapping[int, tuple[str, str]]
    earlier: Mapping[int, Decimal]
    last: TierRun | None


def _gathered(reading: Reading, tier_plan: TierPlan) -> _Beside:
    # A first run compares with nothing, also when it is listed after it was applied.
    last = tier_records.last_run(reading, tier_plan.as_of) if tier_plan.previous else None
    return _Beside(
        customers={row.id: row for row in list_rows.all_rows(reading, tier_plan.as_of)},
        actions=next_actions(reading, tier_plan.as_of),
        earlier=tier_records.indexes(reading, last.id) if last and last.id else {},
        last=last,
    )


def _row(tier_plan: TierPlan, placement: Placement, beside: _Beside) -> TierListRow:
    customer = beside.customers[placement.id]
    action, action_on = beside.actions.get(placement.id, ("", ""))
    return TierListRow(
        id=placement.id,
        name=customer.name,
        kind=customer.kind,
        tier=placement.tier,
        rank=placement.rank,
        external_id=customer.external_id,
        city=customer.city,
        owner=customer.owner,
        previous=placement.previous,
        index=placement.value_index,
        previous_index=beside.earlier.get(placement.id),
        terms={term.term: term.score for term in tier_plan.terms(placement.id)},
        revenue_12m=from_micro(placement.revenue_12m),
        last_contact=customer.last_contact,
        next_action=action,
        next_action_on=date.fromisoformat(action_on) if action_on else None,
        is_pinned=placement.id in tier_plan.pins,
    )


def _rendered(
    found: TierList, ending: str, language: Language, resources: Path, is_exact: bool
) -> bytes:
    if ending == ".pdf":
        from crm_desktop.reports import fonts, tier_list_pdf

        return tier_list_pdf.render(found, language, fonts.load_fonts(resources / "fonts"))
    if ending == ".xlsx":
        from crm_desktop.reports import tier_list_xlsx

        return tier_list_xlsx.render(found, language)
    from crm_desktop.reports import tier_list_csv

    if is_exact:
        return tier_list_csv.render_exact(found)
    return tier_list_csv.render_guarded(found, language)
