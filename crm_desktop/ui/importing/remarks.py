"""What an import would do and did, in sentences."""

from pathlib import Path

from crm_desktop.domain.imports import Refusal
from crm_desktop.services.import_plan import ImportPlan
from crm_desktop.text import Language
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.wording.imports import assumption_text, note_text, refusal_in_words

_MOST_REMARKS = 200


def remarks_of(language: Language, plan: ImportPlan) -> list[str]:
    """What was assumed, what is kept although a list says otherwise, and what is refused."""
    lines = [
        assumption_text(language, one.code, one.params, in_window=True) for one in plan.assumptions
    ]
    lines += [
        language.text(
            "{file}, line {line}: {text}",
            file=Path(one.file).name,
            line=one.line,
            text=note_text(language, one.code, one.params),
        )
        for one in plan.notes[:_MOST_REMARKS]
    ]
    lines += [
        language.text(
            "Refused: {file}, line {line}: {reason}",
            file=Path(one.refusal.file).name,
            line=one.refusal.line,
            reason=refusal_in_words(language, one.refusal),
        )
        for one in plan.refused[:_MOST_REMARKS]
    ]
    rest = len(plan.refused) - _MOST_REMARKS
    if rest > 0:
        lines.append(language.plural("and {count} more row", "and {count} more rows", rest))
    return lines


def counts_text(language: Language, plan: ImportPlan) -> str:
    """How many rows become what, in words."""
    files = plan.files
    counts = (
        language.plural("{count} new", "{count} new", sum(one.new for one in files)),
        language.plural("{count} updated", "{count} updated", sum(one.updated for one in files)),
        language.plural("{count} refused", "{count} refused", sum(one.refused for one in files)),
    )
    return language.join(counts)


def done_text(language: Language, plan: ImportPlan, rejects: list[Path]) -> str:
    """What was imported, and where the refused rows are."""
    counts = counts_text(language, plan)
    if rejects:
        return language.text(
            "Imported: {counts}. Refused rows were written to {names}, to be mended and"
            " imported again.",
            counts=counts,
            names=language.join([path.name for path in rejects]),
        )
    keys = shown_keys(ActionCode.UNDO)
    return language.text(
        "Imported: {counts}. {keys} takes all of it back.", counts=counts, keys=keys
    )


def reason_of(language: Language, refusal: Refusal) -> str:
    """Why a row is refused, for the file of refused rows."""
    return refusal_in_words(language, refusal)
