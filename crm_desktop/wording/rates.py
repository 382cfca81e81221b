"""Words for amounts that no sum holds, because nobody said what their currency is worth."""

from collections.abc import Iterator, Mapping

from crm_desktop.text import Language


def rate_lines(language: Language, missing: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each currency without a rate, and what to do about it."""
    for currency, count in missing.items():
        yield language.plural(
            "{count} amount in {currency} is in no sum: import a list of exchange_rates"
            " (currency, valid_from, rate).",
            "{count} amounts in {currency} are in no sum: import a list of exchange_rates"
            " (currency, valid_from, rate).",
            count,
            currency=currency,
        )


def left_out_lines(language: Language, missing: Mapping[str, int]) -> Iterator[str]:
    """Yield the same for the window, which has a place to type rates."""
    for currency, count in missing.items():
        yield language.plural(
            "{count} amount in {currency} is left out for want of a rate: add one in Settings.",
            "{count} amounts in {currency} are left out for want of a rate: add one in Settings.",
            count,
            currency=currency,
        )
