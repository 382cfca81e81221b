"""What the capacity check says: the load of a week in a sentence, and whose intervals hold."""

from fractions import Fraction

from crm_desktop.services.cadence import CapacityCheck
from crm_desktop.text import Language


def load_text(language: Language, check: CapacityCheck) -> str:
    """Return what the present tiers ask for, against what is possible where that is known."""
    if not check.has_tiers:
        return language.text(
            "Nobody has a tier yet. These intervals hold as soon as tiers are given."
        )
    contacts, visits = _tenth(check.load.contacts), _tenth(check.load.visits)
    if check.possible is None:
        return language.text(
            "Your tiers ask for {contacts} contacts a week, {visits} of them visits.",
            contacts=language.number(contacts),
            visits=language.number(visits),
        )
    params = {
        "contacts": language.number(contacts),
        "visits": language.number(visits),
        "most": language.number(int(check.possible.contacts)),
        "most_visits": language.number(int(check.possible.visits)),
    }
    if check.is_too_much:
        return language.text(
            "Your tiers ask for {contacts} contacts a week where {most} are possible, and for"
            " {visits} visits where {most_visits} are.",
            **params,
        )
    return language.text(
        "A week has room: {contacts} of {most} contacts, {visits} of {most_visits} visits.",
        **params,
    )


def usual_text(language: Language, check: CapacityCheck) -> str:
    """Return whose intervals are in force."""
    if check.is_usual:
        return language.text("These are the usual intervals; they are ours, change them freely.")
    return language.text("These intervals are this file's own.")


def _tenth(load: Fraction) -> float:
    return round(float(load), 1)
