"""What to tell a person about expected trouble: what happened and what to do now."""

from datetime import date

from crm_desktop.domain.candidates import Candidate
from crm_desktop.domain.imports import Entity
from crm_desktop.domain.problems import Problem
from crm_desktop.text import Language, LanguageCode, mark
from crm_desktop.wording.backup_problems import BACKUP_PROBLEMS
from crm_desktop.wording.erasing import ERASE_PROBLEMS
from crm_desktop.wording.export_problems import EXPORT_PROBLEMS
from crm_desktop.wording.field_problems import FIELD_PROBLEMS
from crm_desktop.wording.imports import ENTITIES, IMPORT_PROBLEMS
from crm_desktop.wording.reasons import reason_text
from crm_desktop.wording.rule_problems import PLAYBOOK_PROBLEMS, RULE_PROBLEMS

PROBLEMS: dict[str, str] = {
    "file_missing": mark("There is no file {path}. Check the path, or make one with import."),
    "file_exists": mark("The file {path} is already there. Choose another name."),
    "file_made_meanwhile": mark(
        "Another program made {path} meanwhile. Nothing was imported. Import again to add to it."
    ),
    "file_not_ours": mark("{path} is not a CRM Desktop file. Choose a file made by CRM Desktop."),
    "file_newer": mark("{path} was made by a newer CRM Desktop. Update the program to open it."),
    "file_damaged": mark("{path} is damaged. Nothing was changed. Restore a backup of it."),
    "file_protected": mark(
        "{path} is encrypted. Give its passphrase, or the recovery code you printed."
    ),
    "key_of_other_file": mark(
        "{path} was encrypted with another key than {key} holds. Nothing was changed. Put its own"
        " key file back there, or use its recovery code."
    ),
    "file_not_protected": mark("{path} is not encrypted. It opens without a passphrase."),
    "file_already_protected": mark(
        "{path} is encrypted already. Change its passphrase, or give it a new key."
    ),
    "passphrase_wrong": mark(
        "This passphrase does not open {path}. Check the keyboard and capital letters, or use the"
        " recovery code."
    ),
    "passphrase_needed": mark(
        "The passphrase can be typed only on a terminal. Start the command there, or give {option}"
        " PATH."
    ),
    "passphrase_unreadable": mark(
        "No passphrase can be read from {path}. Give a text file with the passphrase in its first"
        " line."
    ),
    "passphrase_weak": mark(
        "This passphrase would be guessed. Nothing was changed; choose four words that have nothing"
        " to do with each other."
    ),
    "passphrases_differ": mark("The two passphrases differ. Nothing was changed; try again."),
    "passphrase_short": mark(
        "This passphrase is too short. Give at least 8 letters, or 4 Chinese characters."
    ),
    "recovery_code_wrong": mark(
        "This is the recovery code of another file, or an older one. Look for the newest sheet of"
        " {path}."
    ),
    "recovery_code_mistyped": mark(
        "Line {line} of the recovery code is mistyped. Compare it with the sheet, sign by sign."
    ),
    "key_file_missing": mark(
        "The key file {key} is missing, without which a passphrase does not open {path}. Put it"
        " back from a backup, or use the recovery code."
    ),
    "key_file_damaged": mark(
        "The key file {key} is damaged; the customer file is not. Put the key file back from a"
        " backup, or open {path} by the recovery code and give it a new passphrase."
    ),
    "key_file_newer": mark(
        "{key} was made by a newer CRM Desktop. Update the program to open {path}, or use the"
        " recovery code."
    ),
    "key_file_left_behind": mark(
        "{key} belongs to an encrypted file that is gone. Put that file back, or move {key} away."
    ),
    "copy_not_same": mark(
        "What was written does not read back the same. {path} is as it was. Check the disk and try"
        " again."
    ),
    "file_locked": mark("{path} is in use by another program. Close it there and try again."),
    "file_held": mark("{path} is open in a window of CRM Desktop. Close it there and try again."),
    "file_read_only": mark(
        "{path} may only be read; nothing was changed. Save a copy where you may write, and work on"
        " the copy."
    ),
    "file_of_no_bytes": mark(
        "{path} is empty (0 bytes), as a copy is that broke off. Copy it again, or restore a backup"
        " of it."
    ),
    "file_two_names": mark(
        "{path} has a second name, {other} (a hard link). What is changed under one name would be"
        " missing under the other: make a real copy, or remove one of the two names."
    ),
    "file_name_elsewhere": mark(
        "{path} has a second name in another folder (a hard link). What is changed under one name"
        " would be missing under the other: work on a real copy of it."
    ),
    "file_gone": mark(
        "{path} is no longer there: it was moved or removed, or its drive was pulled. Nothing was"
        " written; what you typed stays. Put it back, or save a copy elsewhere."
    ),
    "file_changed": mark(
        "{path} was changed by somebody else while you read it. Open it again to see it as it is"
        " now."
    ),
    "file_replaced": mark(
        "Another file lies at {path} now: the open one was replaced. Nothing was written; what you"
        " typed stays. Save a copy of the open one elsewhere, then open the one you want."
    ),
    "file_cannot_open": mark(
        "{path} can't be opened. Check that you may write to its folder, or copy it elsewhere."
    ),
    "file_closed": mark("{path} was closed meanwhile. Nothing was changed; open it again."),
    "disk_full": mark("The disk is full. Nothing was changed. Free some space and try again."),
    "disk_full_for": mark(
        "The disk is full: {path} was not written; an older one is as it was. Free some space and"
        " try again."
    ),
    "log_left_behind": mark(
        "{left} belongs to a customer file that is gone. Put that file back, or move {left} away."
    ),
    "disk_error": mark("The disk of {path} reports an error. Copy the file to another disk."),
    "cannot_write": mark("{path} can't be written ({reason}). Choose another place."),
    "folder_missing": mark("There is no folder {path}. Make it first or choose another one."),
    "command_missing": mark(
        "Say what to do: {commands}. {program} --help tells about each of them."
    ),
    "window_not_installed": mark(
        "The window is not installed. Install it with “pip install 'crm-desktop[window]'”, in the"
        " project's folder with “python3 run.py app”."
    ),
    "window_not_loaded": mark(
        "The window can't start ({reason}). Install the libraries that Qt needs; in the project's"
        " folder “python3 run.py app” names them."
    ),
    "no_screen": mark(
        "There is no screen to open the window on. Give a command instead; {program} --help tells"
        " about them."
    ),
    "argument_unknown": mark("“{text}” has no meaning here. See {program} --help."),
    "argument_missing": mark("{names} is missing. See {program} --help."),
    "value_missing": mark("{option} needs a value. See {program} --help."),
    "value_not_taken": mark("{option} takes no value such as “{value}”. See {program} --help."),
    "value_unknown": mark("{option} takes one of {values}, not “{value}”."),
    "options_clash": mark("{option} and {other} can't go together. Choose one of them."),
    "sections_unknown": mark("{option} takes names from {values}, with commas, not “{value}”."),
    "count_unreadable": mark("{option} wants a whole number from 1 to 999, not “{value}”."),
    "day_unreadable": mark(
        "{option} needs a day from 1900 to 2199, such as 2026-03-31, not “{value}”."
    ),
    "usage_wrong": mark("{program} can't follow this: {message}. See {program} --help."),
    "migration_failed": mark(
        "{path} could not be brought up to date ({reason}). It is unchanged; the copy beside it"
        " holds the same data."
    ),
    "no_file_chosen": mark("No customer file is chosen. Give one with --file PATH."),
    "customer_unknown": mark("No customer matches “{text}”. Try part of the name, or id: or ext:."),
    "merge_not_two": mark(
        "Two cards that are not in the bin are needed for a merge. Choose them in the list."
    ),
    "code_of_nothing": mark(
        "This code belongs to nobody in this file. Open the file the brief was printed from."
    ),
    "code_of_binned": mark("{name} is in the bin. Restore the card there, then scan again."),
    "customer_ambiguous": mark(
        "“{text}” may be {count} customers. Give the id of one: {candidates}."
    ),
    "filter_key_unknown": mark("A filter knows no “{key}:”. Use one of {keys}, or words alone."),
    "filter_value_unknown": mark("“{key}:” takes one of {values}, not “{value}”."),
    "filter_value_missing": mark('“{key}:” needs a value, such as {key}:Lin or {key}:"Lin Wei".'),
    "view_name_missing": mark("Give the view a name."),
    "view_name_taken": mark("Another view is called “{name}”. Choose another name."),
    "view_gone": mark("The view “{name}” was removed meanwhile."),
    "plan_outdated": mark("The customers changed since this preview. Make the preview again."),
    "later_history": mark(
        "Tiers were already applied for {last}, after {as_of}. Choose that day or a later one."
    ),
    "brief_nobody_chosen": mark(
        "Nobody is chosen. Name customers, or give --visits-on DATE or --all-of-tier A."
    ),
    "no_visits_on_day": mark("No visit is planned for {day}. Choose another day."),
    "nobody_in_tier": mark("Nobody stands in tier {tier}. Apply the tiers first."),
    "brief_failed": mark("The brief could not be made ({reason}). The others are."),
    "cannot_print": mark(
        "The printer did not take the pages, and nothing was recorded. Check the printer or the"
        " disk and print again."
    ),
    "no_brief_written": mark("No brief was written. See who was left out and why."),
    "demo_folder_taken": mark("{path} holds other files. Choose an empty folder with --out."),
    "demo_file_used": mark(
        "{path} holds work of your own since the last demo. Choose another folder with --out."
    ),
    "export_format": mark("{path} has no known ending. Choose one of {formats}."),
    "reason_missing": mark("A tier set by hand needs a reason."),
    "visit_over": mark("This visit is over. Only a planned visit can be moved to another day."),
    "record_gone": mark("This entry was removed meanwhile. Look at the card again."),
    "changed_since": mark("This can't be undone: it was changed again since."),
    "used_since": mark("This can't be undone: something newer refers to it."),
    "operation_gone": mark("There is no such entry in the history."),
    "already_undone": mark("This was already undone."),
}

_TYPED = frozenset({"text", "value"})
_LONGEST_SHOWN = 80

WORDS = (
    PROBLEMS
    | RULE_PROBLEMS
    | PLAYBOOK_PROBLEMS
    | IMPORT_PROBLEMS
    | FIELD_PROBLEMS
    | EXPORT_PROBLEMS
    | ERASE_PROBLEMS
    | BACKUP_PROBLEMS
)
"""The sentence for every code."""


def problem_text(language: Language, problem: Problem) -> str:
    """Return the sentence for a problem in the reader's language.

    A code without words is shown as it is: a test keeps that from happening.
    """
    params = {name: _shown(language, name, value) for name, value in problem.params.items()}
    template = WORDS.get(problem.code)
    if template is None:
        return language.labelled(problem.code, ", ".join(map(str, params.values())))
    return language.text(template, **params)


def _comma(language: Language) -> str:
    """Return what parts the items of a list of choices."""
    return "、" if language.code is LanguageCode.CHINESE else ", "


def _shown(language: Language, name: str, value: object) -> object:
    """Return a parameter as people read it; others go into the sentence unchanged."""
    if name in _TYPED and isinstance(value, str) and len(value) > _LONGEST_SHOWN:
        return f"{value[:_LONGEST_SHOWN]}…"
    if isinstance(value, date):
        return language.date(value)
    if name == "reason":
        return reason_text(language, str(value))
    if name == "entity":
        return language.text(ENTITIES[Entity(str(value))])
    if isinstance(value, list | tuple):
        shown = [str(_shown(language, "", one)) for one in value]
        long = any(isinstance(one, Candidate) for one in value)
        return "; ".join(shown) if long else _comma(language).join(shown)
    if isinstance(value, Candidate):
        notes = [one for one in (value.external_id, value.city) if one]
        name = language.with_note(value.name, ", ".join(notes)) if notes else value.name
        return f"id:{value.id} {name}"
    return value
