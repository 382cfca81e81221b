"""What to tell a person about trouble with erasing somebody for good."""

from crm_desktop.text import mark

ERASE_PROBLEMS: dict[str, str] = {
    "erase_name_differs": mark("That is not the name. Type “{name}” to erase; nothing was erased."),
    "erase_unconfirmed": mark(
        "Nothing was erased. Look with --preview at what would go, then repeat with --yes."
    ),
    "operation_erased": mark(
        "This can't be undone: it was about somebody who was erased for good."
    ),
}
