"""Tier lists to print and export in tests."""

import gettext
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.tier_scheme import Scheme, Term, Tier
from crm_desktop.reports.fonts import Fonts, load_fonts
from crm_desktop.reports.tier_list import TierList, TierListRow
from crm_desktop.text import Language, LanguageCode

AS_OF = date(2024, 12, 31)
RESOURCES = Path(__file__).parents[2] / "resources"
ENGLISH = Language(LanguageCode.ENGLISH, gettext.NullTranslations())


def chinese() -> Language:
    return Language.load(LanguageCode.CHINESE, RESOURCES / "locale")


def fonts() -> Fonts:
    return load_fonts(RESOURCES / "fonts")


def a_row(number: int, **changes: Any) -> TierListRow:
    """A customer with everything filled in; ``number`` is its rank too."""
    row = TierListRow(
        id=number,
        name=f"Customer {number:05d}",
        kind=CustomerKind.COMPANY if number % 2 else CustomerKind.PERSON,
        tier=Tier.C,
        rank=number,
        external_id=f"K-{number}",
        city="Oslo",
        owner="Jane Peacock",
        previous=Tier.C,
        index=Decimal("50.123456"),
        previous_index=Decimal("48.5"),
        terms=dict.fromkeys(Term, Decimal("33.3")),
        revenue_12m=Decimal("1234.56"),
        last_contact=AS_OF - timedelta(days=number % 300),
        next_action="Call back",
        next_action_on=AS_OF + timedelta(days=3),
    )
    return replace(row, **changes)


def a_list(rows: Sequence[TierListRow], **changes: Any) -> TierList:
    tier_list = TierList(
        organisation="Chinook Music",
        as_of=AS_OF,
        scheme=Scheme(),
        currency="USD",
        rows=tuple(rows),
        strategies={Tier.A: "A named manager one to one", Tier.C: "Standard process"},
        previous_as_of=date(2024, 9, 30),
    )
    return replace(tier_list, **changes)


def quota_list(count: int) -> TierList:
    """``count`` customers, 15 % of them A and 25 % B, revenue falling with the rank."""
    a, b = round(count * 0.15), round(count * 0.40)
    tiers = [Tier.A] * a + [Tier.B] * (b - a) + [Tier.C] * (count - b)
    return a_list(
        [
            a_row(number, tier=tier, revenue_12m=Decimal(10_000 + count - number))
            for number, tier in enumerate(tiers, 1)
        ]
    )
