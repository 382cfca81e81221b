"""What is derived from a card inside the same write: money in base currency, figures, search."""

from collections.abc import Mapping

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.writing import Writing


def refresh(work: Writing, touched: Mapping[Kind, set[int]], whole: set[Kind]) -> None:
    """Bring derived rows up to date; after a bulk change all of them are made again."""
