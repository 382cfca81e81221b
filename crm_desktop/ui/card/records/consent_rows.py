"""How a consent, or another ground, reads in a list, and what a click withdraws (D28)."""

from PySide6.QtWidgets import QApplication

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent, ConsentScope, LegalGround
from crm_desktop.services.sensitive_facts import ListedFact, losing_ground
from crm_desktop.text import mark
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.list_specs import RowAction, Summary
from crm_desktop.ui.forms.specs import FieldSpec

CONSENT_FIELDS = (
    FieldSpec("purpose", hint=mark("birthday greetings, newsletter …")),
    FieldSpec("covers"),
    FieldSpec("ground"),
    FieldSpec("method"),
    FieldSpec("witness", hint=mark("who heard it")),
    FieldSpec("given_on"),
    FieldSpec("until", hint=mark("may stay empty")),
    FieldSpec("withdrawn_on"),
    FieldSpec("basis"),
    FieldSpec("note", columns=2, lines=2),
)


def consent_summary(shown: Shown, one: Consent) -> Summary:
    """Return the line of a record: for what, what it covers, how and when it was given."""
    is_consent = one.ground is LegalGround.CONSENT
    covers = (
        "" if one.covers is ConsentScope.NONE else shown.words(Kind.CONSENT, "covers", one.covers)
    )
    parts = (
        covers,
        "" if is_consent else shown.words(Kind.CONSENT, "ground", one.ground),
        shown.words(Kind.CONSENT, "method", one.method) if one.method else "",
        one.basis,
        shown.day(one.given_on),
    )
    badge = _ending(shown, one)
    if badge:
        return Summary(one.purpose, shown.joined(*parts), badge, "danger", "ban")
    until = shown.text("until {day}", day=shown.day(one.until)) if one.until else ""
    return Summary(one.purpose, shown.joined(*parts, until), icon="badge-check")


def consent_actions(shown: Shown, one: Consent) -> list[RowAction]:
    """Return the one click that withdraws a record that still holds."""
    if one.withdrawn_on is not None:
        return []
    return [RowAction(shown.text("Withdrawn"), lambda: _withdraw(shown, one), "x")]


def _ending(shown: Shown, one: Consent) -> str:
    if one.withdrawn_on is not None:
        return shown.text("withdrawn on {day}", day=shown.day(one.withdrawn_on))
    if one.until is not None and one.until < shown.today:
        return shown.text("ran out on {day}", day=shown.day(one.until))
    return ""


def _withdraw(shown: Shown, one: Consent) -> None:
    """Withdraw at once what carries no fact; else ask what becomes of those it carried."""
    workspace, key, today = shown.workspace, one.id or 0, shown.today

    def decide(lost: tuple[ListedFact, ...]) -> None:
        if not lost:
            shown.set(Kind.CONSENT, key, shown.text("Withdrawn"), withdrawn_on=today)
            return
        from crm_desktop.ui.privacy.withdraw_dialog import WithdrawDialog

        WithdrawDialog(workspace, one, lost, QApplication.activeWindow()).open()

    workspace.tasks.look_up(
        "consent.losing",
        lambda: losing_ground(workspace.database, key, today),
        decide,
        failed=workspace.tell_problem,
    )
