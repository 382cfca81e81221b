"""What an import says: what lists hold, what was assumed, and why a row was left out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.imports import DateOrder, DecimalMark, Entity, Refusal
from crm_desktop.text import Language, mark
from crm_desktop.wording.import_fields import field_in_words

ENTITIES: dict[Entity, str] = {
    Entity.CUSTOMERS: mark("customers"),
    Entity.CONTACTS: mark("contacts"),
    Entity.PRODUCTS: mark("products"),
    Entity.PURCHASES: mark("purchases"),
    Entity.PURCHASE_LINES: mark("purchase lines"),
    Entity.INTERACTIONS: mark("interactions"),
    Entity.TABOOS: mark("taboos"),
    Entity.PREFERENCES: mark("preferences"),
    Entity.SPECIAL_NEEDS: mark("special needs"),
    Entity.PROMISES: mark("promises"),
    Entity.VISITS: mark("visits"),
    Entity.MAN_ANSWERS: mark("MAN answers"),
    Entity.OPPORTUNITIES: mark("opportunities"),
    Entity.CONTACT_LINKS: mark("links between contacts"),
    Entity.CONTRACTS: mark("contracts"),
    Entity.EXCHANGE_RATES: mark("exchange rates"),
    Entity.PAIN_POINTS: mark("pain points"),
    Entity.SWOT_ITEMS: mark("SWOT lines"),
    Entity.GOALS: mark("goals"),
    Entity.RELATIONSHIP_ACTIONS: mark("relationship actions"),
    Entity.CONSENTS: mark("consents"),
    Entity.TIER_PINS: mark("tiers set by hand"),
    Entity.OWNERS: mark("names of owners"),
    Entity.CATEGORIES: mark("names of categories"),
}
_KINDS: dict[str, str] = {
    Kind.CUSTOMER.value: mark("customer"),
    Kind.CONTACT.value: mark("contact"),
    Kind.PRODUCT.value: mark("product"),
    Kind.PURCHASE.value: mark("purchase"),
    Kind.VISIT.value: mark("visit"),
    Kind.INTERACTION.value: mark("interaction"),
    Kind.OPPORTUNITY.value: mark("opportunity"),
}
_WORDS: dict[str, str] = {
    DateOrder.YEAR_FIRST.value: mark("year first"),
    DateOrder.DAY_FIRST.value: mark("day before month"),
    DateOrder.MONTH_FIRST.value: mark("month before day"),
    DateOrder.OFFSET.value: mark("days from today"),
    DateOrder.SERIAL_1900.value: mark("spreadsheet numbers since 1900"),
    DateOrder.SERIAL_1904.value: mark("spreadsheet numbers since 1904"),
    DecimalMark.POINT.value: mark("decimal point"),
    DecimalMark.COMMA.value: mark("decimal comma"),
}
REASONS: dict[str, str] = {
    "row_too_long": mark("has {cells} cells where {expected} belong; a delimiter may be unquoted"),
    "row_too_short": mark("has {cells} cells where {expected} belong; it may be cut off"),
    "cell_too_large": mark("a cell is too large"),
    "line_too_long": mark("the line is too long"),
    "card_of_nobody": mark("the card names nobody"),
    "value_missing": mark("{field} is empty"),
    "text_too_long": mark("{field} has {length} characters, {limit} are allowed"),
    "not_a_currency": mark("{field}: “{value}” is no currency"),
    "not_a_date": mark("{field}: “{value}” is no date written as {order}"),
    "not_a_time": mark("{field}: “{value}” is no time of day"),
    "not_a_number": mark("{field}: “{value}” is no number"),
    "not_yes_or_no": mark("{field}: “{value}” is neither yes nor no"),
    "unknown_choice": mark("{field}: “{value}” is none of {allowed}"),
    "out_of_range": mark("{field}: {value} is not between {low} and {high}"),
    "number_too_large": mark("{field}: {value} is too large"),
    "reference_unknown": mark("{field}: there is no {kind} “{value}”; import it first or with it"),
    "reference_ambiguous": mark("{field}: “{value}” means more than one {kind}; give its id"),
    "key_of_several": mark(
        "{field}: more than one customer has “{value}”; give the row an id or merge them"
    ),
    "id_repeated": mark("{field}: “{value}” stands in line {first} already"),
    "man_level_not_applicable": mark("a question that does not apply has no level"),
    "man_always_applies": mark("this question always applies"),
    "man_level_out_of_range": mark("the level must be 0 to 4"),
}
NOTES: dict[str, str] = {
    "key_of_several": mark("more than one person has “{value}”; the row is a person of its own"),
    "stray_quote": mark("a quotation mark was not closed; the line was read alone"),
    "lines_inside_quotes": mark("a quoted cell holds whole lines; look whether rows are in it"),
    "damaged_characters": mark("some characters could not be read"),
    "card_not_ended": mark("the card has no END line; it was read up to the next one"),
    "line_not_understood": mark("the line is no property of a card and was left out: {text}"),
    "kept_by_hand": mark("{field} was changed by hand since and is kept"),
    "name_kept": mark("the card found is of another kind and keeps its name, not “{value}”"),
    "contact_unknown": mark("there is no contact “{value}” at this customer; the name is kept"),
    "total_differs": mark("the total {total} is kept although the lines come to {lines}"),
    "reference_unknown": mark("{field}: there is no {kind} “{value}”; it is left empty"),
    "reference_ambiguous": mark("{field}: “{value}” means more than one {kind}; it is left empty"),
}
_IN_WINDOW: dict[str, str] = {
    "base_currency_of_locale": mark(
        "The base currency is {currency}, from your system: sums and tiers count in it."
    ),
    "table_left_out": mark(
        "{table}: nobody can tell what it holds; it was left out. Give its columns plain headings"
        " such as name, phone or amount, then drop it here again."
    ),
}
ASSUMPTIONS: dict[str, str] = {
    "base_currency_of_locale": mark(
        "The base currency is {currency}, from your system. Another one: --currency."
    ),
    "base_currency_kept": mark(
        "This file counts in {base}; amounts that name no currency are taken as {currency}."
    ),
    "table_left_out": mark(
        "{table}: nobody can tell what it holds; it was left out. Say with --map what its columns"
        " are (see docs/import-mapping.md), then import it again."
    ),
    "mapping_reused": mark("{table}: understood by the saved mapping {name}."),
    "read_as": mark("{table}: read as {encoding}, cells divided by {delimiter}."),
    "entity_guessed": mark("{table}: each row is one of the {entity}."),
    "companies_by_name": mark(
        "{table}: names that end in a legal form (Ltd, GmbH, 公司) are companies."
    ),
    "columns_are_custom": mark("{table}: kept as custom fields: {columns}."),
    "columns_left_out": mark("{table}: columns left out: {columns}."),
    "encoding_uncertain": mark("{table}: the encoding {encoding} is a guess."),
    "undecodable_bytes": mark("{table}: some bytes are not {encoding}; those lines are named."),
    "nul_removed": mark("{table}: NUL characters were removed."),
    "lines_before_header": mark("{table}: {lines} lines before the header were skipped."),
    "hidden_sheets": mark("{table}: {count} hidden sheets of the workbook were left out."),
    "no_header": mark("{table}: there is no header; columns are known by their content."),
    "duplicate_header": mark("{table}: the heading {name} stands there twice."),
    "date_order_mixed": mark("{table}: {field} mixes orders of dates; read with {order}."),
    "date_order_assumed": mark("{table}: {field} could be read two ways; read with {order}."),
    "decimal_mark_mixed": mark("{table}: {field} mixes decimal marks; read with a {mark}."),
    "decimal_mark_assumed": mark("{table}: {field} could be read two ways; read with a {mark}."),
    "ids_without_fraction": mark("{table}: {field} is read without its “.0”."),
}
IMPORT_PROBLEMS: dict[str, str] = {
    "file_not_found": mark("There is no file {path}. Check the path."),
    "path_is_folder": mark("{path} is a folder. Give a list, or a folder of them."),
    "folder_has_no_lists": mark("There is no list in {path}. Choose another folder."),
    "list_not_understood": mark(
        "Nobody can tell what {path} holds: no column is called name or company. Correct its"
        " headings, or say with --map what its columns are."
    ),
    "lists_not_understood": mark(
        "Nobody can tell what these lists hold: {paths}. Correct their headings, or say with --map"
        " what their columns are."
    ),
    "column_needed": mark(
        "{path}: every row of the {entity} needs {columns}, and no column has it. Name the column"
        " in the mapping."
    ),
    "too_many_refused": mark(
        "More than {limit} rows of {path} can't be taken; look at line {line} first. Nothing was"
        " changed. Correct the list and import again."
    ),
    "import_outdated": mark(
        "Another program changed the customers meanwhile. Nothing was imported. Import again."
    ),
    "nothing_to_import": mark(
        "There is nothing to import in {paths}. Nothing was changed. Check that these are the right"
        " lists."
    ),
    "every_row_refused": mark(
        "No row could be imported: {path}, line {line}: {reason}. Nothing was changed. Correct the"
        " rows and import again."
    ),
    "no_plain_file": mark("{path} is no file on a disk. Save the list as a file first."),
    "mapping_no_plain_file": mark("The mapping {path} is no file on a disk. Save it as a file."),
    "file_unreadable": mark("{path} can't be read ({reason}). Check your rights."),
    "file_empty": mark("There are no rows to read in {path}. Export the list again."),
    "file_too_large": mark("{path} is larger than a gigabyte. Split it."),
    "file_not_a_list": mark("{path} is no list but {looks_like}. Save the list as CSV or XLSX."),
    "workbook_locked": mark(
        "{path} is locked with a password. Open it in its own program, save it without one, and"
        " import that copy."
    ),
    "workbook_damaged": mark(
        "{path} is damaged and can't be read. Open it in its own program and save it anew."
    ),
    "workbook_unreasonable": mark(
        "{path} would unpack to far more than a list of customers holds; it was not opened. Save"
        " its list alone, without pictures and empty rows, as a new file."
    ),
    "unknown_encoding": mark("{path}: no encoding is called {encoding}. Correct the mapping."),
    "mapping_unreadable": mark("The mapping {path} can't be read ({reason}). Check the path."),
    "mapping_not_toml": mark("The mapping {path} is no valid TOML: {reason}."),
    "mapping_has_no_tables": mark("The mapping {path} has no [[table]] section. Add one."),
    "mapping_key_unknown": mark("{path}: {key} is not known. Known are: {allowed}."),
    "mapping_key_missing": mark("{path}: {key} is missing. Add it."),
    "mapping_value_of_wrong_type": mark("{path}: {key} must be {expected}."),
    "mapping_value_not_allowed": mark("{path}: {key} can't be “{value}”, but one of: {allowed}."),
    "mapping_column_not_in_file": mark(
        "{path}: {key} names “{value}”, but the columns of the list are: {allowed}."
    ),
    "currency_unknown": mark("“{value}” is no currency. Give a code such as CNY."),
}
_DELIMITERS = {
    ",": mark("commas"),
    ";": mark("semicolons"),
    "\t": mark("tabs"),
    "|": mark("bars"),
}
_MOST_NAMES = 12


def refusal_text(language: Language, code: str, field: str, params: Mapping[str, object]) -> str:
    """Return why a row was left out; a code without words stays as it is."""
    return _text(language, REASONS.get(code, code), {"field": field, **params})


def note_text(language: Language, code: str, params: Mapping[str, object]) -> str:
    """Return what a person should know of a row that was taken."""
    return _text(language, NOTES.get(code, code), params)


def assumption_text(
    language: Language, code: str, params: Mapping[str, object], *, in_window: bool = False
) -> str:
    """Return something that was concluded rather than stated, and what to do where it is wrong.

    ``in_window`` leaves out the options of the command line.
    """
    said = ASSUMPTIONS.get(code, code)
    return _text(language, _IN_WINDOW.get(code, said) if in_window else said, params)


def _text(language: Language, template: str, params: Mapping[str, object]) -> str:
    said = {name: _word(language, name, value) for name, value in params.items()}
    return language.text(template, **said) if said else language.text(template)


def _word(language: Language, name: str, value: object) -> str:
    if name == "entity" and isinstance(value, str):
        return language.text(ENTITIES[Entity(value)])
    if name == "kind" and value in _KINDS:
        return language.text(_KINDS[str(value)])
    if name == "delimiter" and value in _DELIMITERS:
        return language.text(_DELIMITERS[str(value)])
    if name in ("order", "mark") and str(value) in _WORDS:
        return language.text(_WORDS[str(value)])
    if isinstance(value, Decimal):
        return language.number(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        names = [str(one.value if isinstance(one, Enum) else one) for one in value]
        more = ["…"] if len(names) > _MOST_NAMES else []
        return ", ".join([*names[:_MOST_NAMES], *more])
    return "" if value is None else str(value)


def refusal_in_words(language: Language, refusal: Refusal) -> str:
    """Return why a row is left out, with its field as a person calls it."""
    field = field_in_words(language, refusal.field) if refusal.field else ""
    return refusal_text(language, refusal.code, field, refusal.params)
