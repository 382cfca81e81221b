"""What a person should know before a brief is printed, in sentences; knows no widget."""

from crm_desktop.services.brief_previews import Preview
from crm_desktop.text import Language, mark
from crm_desktop.wording.briefs import SECTIONS, conflict_text

GROWN = mark("The taboos needed more pages than usual.")


def warnings(language: Language, preview: Preview) -> list[str]:
    """Return sentences, conflicts with taboos first (D26)."""
    found = [_conflict(language, preview, at) for at in range(len(preview.conflicts))]
    if preview.grown:
        found.append(language.text(GROWN))
    if preview.left_out:
        names = language.join([language.text(SECTIONS[one]) for one in preview.left_out])
        found.append(language.text("No room for: {names}", names=names))
    if preview.missing:
        characters = " ".join(sorted(preview.missing))
        text = language.text("No font draws: {characters}; printed as □", characters=characters)
        found.append(text)
    if preview.without_rate:
        found.append(
            language.plural(
                "{count} purchase is in no sum: its currency has no rate.",
                "{count} purchases are in no sum: their currency has no rate.",
                preview.without_rate,
            )
        )
    return list(dict.fromkeys(found))


def _conflict(language: Language, preview: Preview, at: int) -> str:
    conflict = preview.conflicts[at]
    text = conflict_text(language, conflict)
    return language.labelled(conflict.person, text) if conflict.person else text
