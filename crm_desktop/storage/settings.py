"""Settings kept in the customer file, as JSON values."""

import json
from typing import TYPE_CHECKING, Any

from crm_desktop.storage.reading import Reading

if TYPE_CHECKING:  # a window asks for the currency before it paints its first rows
    from crm_desktop.domain.cadence import Cadence
    from crm_desktop.domain.tier_scheme import Scheme
    from crm_desktop.storage.writing import Writing

BASE_CURRENCY = "base_currency"
TIER_SCHEME = "tier_scheme"
CADENCE = "cadence"
RETENTION = "retention"
BIN_DAYS = "bin_days"


def read_setting(reading: Reading, key: str) -> Any:
    """Return a setting's value, or None where it was never set."""
    found = reading.one("SELECT value FROM setting WHERE key = ?", (key,))
    return json.loads(found[0]) if found else None


def write_setting(work: "Writing", key: str, value: Any) -> None:
    """Set a setting, logged and undoable like any other record."""
    from crm_desktop.domain.changes import Kind
    from crm_desktop.domain.settings import Setting

    stored = json.dumps(value, ensure_ascii=False)
    found = work.one("SELECT id FROM setting WHERE key = ?", (key,))
    if found is None:
        work.add(Setting(key, stored))
    else:
        work.change(Kind.SETTING, found[0], value=stored)


def base_currency(reading: Reading) -> str:
    """Return the ISO code of the file's base currency, empty while none is set."""
    return str(read_setting(reading, BASE_CURRENCY) or "")


def tier_scheme(reading: Reading) -> "Scheme":
    """Return the scheme of this file, the default one (D3) where none was chosen."""
    from crm_desktop.domain.scheme_settings import from_settings

    return from_settings(read_setting(reading, TIER_SCHEME) or {})


def cadence(reading: Reading) -> "Cadence":
    """Return how often each tier of this file is met, the default (D3) where nobody said."""
    from crm_desktop.domain.cadence_settings import from_settings

    return from_settings(read_setting(reading, CADENCE))
