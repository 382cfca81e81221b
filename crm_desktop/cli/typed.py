"""What several commands read alike from the words a person typed."""

from datetime import date

from crm_desktop.text import mark

YEARS = range(1900, 2200)
CUSTOMER_HELP = mark(
    "a name, an external id or a key; also id:, ext: or name:, or the code of a brief"
)


def typed_day(text: str) -> date:
    """Return an ISO day; argparse turns the ValueError into its own message.

    The years end long before those of the calendar, so that rules may look back and ahead.
    """
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(text)
    return day
