"""Words for settings no rule can follow and for a playbook that can't be read."""

from crm_desktop.text import mark

RULE_PROBLEMS: dict[str, str] = {
    "weight_negative": mark("A weight of the value index is below 0. Give 0 or more."),
    "weights_sum_to_zero": mark("All weights of the value index are 0. Give one of them more."),
    "shares_out_of_range": mark("The shares of A and B are below 0 or above 100% together."),
    "cuts_out_of_order": mark("The cut-off of A must not be below that of B, nor out of range."),
    "capacity_zero": mark("No contact or no visit a week is possible. Give more than 0."),
    "man_level_out_of_range": mark("A MAN level is 0 to 4, not {level}."),
    "man_level_not_applicable": mark("A question that does not apply takes no level."),
    "man_always_applies": mark("Only A2 and A3 may not apply. Give a level, or leave it unknown."),
    "man_weight_negative": mark("A MAN weight is {weight}. Give 0 or more."),
    "man_weights_sum_to_zero": mark("All MAN dimensions weigh 0. Give one of them more."),
    "man_dimension_weighs_nothing": mark(
        "All questions of a MAN dimension weigh 0. Give one of them more."
    ),
    "number_too_large": mark("{text} is too large. Amounts go up to 9,000,000,000,000."),
}
PLAYBOOK_PROBLEMS: dict[str, str] = {
    "playbook_file_missing": mark("The playbook lacks {file}. Install the program again."),
    "playbook_not_json": mark("{file} of the playbook is no valid JSON. Correct or replace it."),
    "playbook_key_missing": mark("{file} of the playbook lacks {key}. Add it."),
    "playbook_key_unknown": mark(
        "{file} of the playbook has {key}, which is not known. Remove it."
    ),
    "playbook_key_twice": mark("{file} of the playbook has {key} twice. Remove one."),
    "playbook_text_missing": mark("{file} of the playbook has no text at {key}. Write one."),
    "playbook_not_a_table": mark("{file} of the playbook needs an object at “{key}”."),
    "playbook_not_a_list": mark("{file} of the playbook needs a list at {key}."),
    "playbook_not_days": mark("{file} of the playbook needs a number of days at {key}."),
    "playbook_word_unknown": mark("{file} of the playbook has a word nobody knows at {key}."),
    "playbook_word_twice": mark("{file} of the playbook says the same twice at {key}."),
    "playbook_text_blank": mark(
        "Write it in one language at least. To have the old text back, reset the entry."
    ),
    "playbook_text_long": mark(
        "That is {length} characters; {limit} fit on paper. Make it shorter."
    ),
    "playbook_words_many": mark("These are {count} words; {limit} fit in. Take some away."),
    "playbook_lines_many": mark("{limit} lines fit in. Take one away first."),
    "playbook_last_line": mark("One line has to stay. Change it, or reset the entry."),
    "playbook_too_many": mark("{limit} entries of your own fit into a book. Delete one first."),
    "playbook_entry_gone": mark("This entry is not in the playbook any more."),
    "playbook_edit_unreadable": mark("What this file holds for the entry can't be read. Reset it."),
    "playbook_needs_five_levels": mark("{file} of the playbook needs five levels at {key}."),
}
