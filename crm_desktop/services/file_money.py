"""The base currency of a file and what other currencies are worth in it (Money)."""

from dataclasses import dataclass

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.codes import CURRENCIES
from crm_desktop.domain.import_numbers import parse_currency
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.purchases import ExchangeRate
from crm_desktop.storage import settings
from crm_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class FileMoney:
    """``base`` is empty while none is set; ``rates`` stand by currency, the newest first."""

    base: str
    rates: tuple[ExchangeRate, ...]


def file_money(database: Database) -> FileMoney:
    """Return the base currency and every rate of a file."""
    with database.read() as reading:
        base = settings.base_currency(reading)
        rates = reading.values(Kind.EXCHANGE_RATE, "ORDER BY currency, valid_from DESC, id")
    return FileMoney(base, tuple(rates))


def checked_currency(text: str) -> str:
    """Return the ISO code of a currency as typed; raises InputError ``currency_code_unknown``."""
    code = parse_currency(text)
    if code not in CURRENCIES:
        raise InputError("currency_code_unknown", field="currency", value=text)
    return code


def set_base_currency(database: Database, currency: str, *, author: str = "") -> Changes:
    """Count in another currency from now on; every sum is made anew.

    Raises InputError ``currency_code_unknown``. Rates stay as they were typed.
    """
    code = checked_currency(currency)
    with database.write("currency_set", params={"currency": code}, author=author) as work:
        settings.write_setting(work, settings.BASE_CURRENCY, code)
    return work.changes
