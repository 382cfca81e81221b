"""What to tell a person about erasing somebody for good."""

from crm_desktop.text import Language, mark

ERASE_PROBLEMS: dict[str, str] = {
    "erase_name_differs": mark("That is not the name. Type “{name}” to erase; nothing was erased."),
    "log_broken": mark(
        "The log of prints and exports does not hold from line {number} on. What stands before it"
        " is as it was noted."
    ),
    "erase_unconfirmed": mark(
        "Nothing was erased. Look with --preview at what would go, then repeat with --yes."
    ),
    "backup_holds_erased": mark(
        "{path} still holds the erased. Delete it; a restore of it would erase them again."
    ),
    "operation_erased": mark(
        "This can't be undone: it was about somebody who was erased for good."
    ),
}


def erased_again_text(language: Language, count: int) -> str:
    """Return that people came back with an older file and were erased again."""
    return language.plural(
        "{count} card or person had been erased for good and was erased again.",
        "{count} cards or people had been erased for good and were erased again.",
        count,
    )
