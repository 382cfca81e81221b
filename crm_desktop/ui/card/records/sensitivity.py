"""The quiet sign of a sensitive fact on a card: what it is about, why, and what it stands on."""

from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Footing, SensitiveFact, footing
from crm_desktop.domain.sensitive import default_mark, sensitive_kind
from crm_desktop.text import mark
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.wording.privacy import FOOTINGS, mark_text, sensitive_text

MARK_FIELDS = (
    FieldSpec("sensitive"),
    FieldSpec("sensitive_kind", hint=mark("as the text says")),
    FieldSpec("sensitive_reason", hint=mark("needed to take a mark away")),
)
"""What every form of a fact that can be marked ends with."""


def sensitivity(shown: Shown, kind: Kind, record: Any) -> str:
    """Return what the line of a marked fact says of it, empty for any other."""
    if not record.sensitive or shown.view is None:
        return ""
    about = sensitive_kind(kind, record)
    found = default_mark(kind, record)
    is_own = found is not None and found.kind is about
    why = mark_text(shown.language, found) if is_own and found else ""
    stands = footing(_fact(shown, kind, record), shown.view.card.consents, shown.today)
    settled = "" if stands is Footing.COVERED else shown.text(FOOTINGS[stands])
    return shown.joined(why or sensitive_text(shown.language, about), settled)


def _fact(shown: Shown, kind: Kind, record: Any) -> SensitiveFact:
    if kind is Kind.CONTACT:
        people: tuple[int, ...] = (record.id,)
    elif kind is Kind.INTERACTION:
        people = tuple(sorted(shown.took_part(record.id)))
    else:
        people = (record.contact_id,) if record.contact_id is not None else ()
    about = sensitive_kind(kind, record)
    return SensitiveFact(kind, record.id, shown.customer_id, about, "", people)
