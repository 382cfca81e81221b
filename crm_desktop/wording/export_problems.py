"""What to tell a person about trouble with an export, or with taking one in."""

from crm_desktop.text import mark

EXPORT_PROBLEMS: dict[str, str] = {
    "export_ending": mark("{path} must end with .zip for an export of everything."),
    "calendar_ending": mark("{path} must end with .ics for a calendar."),
    "file_not_empty": mark(
        "{path} already holds customers. An export of everything goes into an empty file only:"
        " name a new one with --file, or make one with New file."
    ),
    "export_whole_only": mark(
        "{path} would hold everything. For chosen customers end it with .vcf, .csv or .xlsx."
    ),
    "subject_is_company": mark(
        "{name} is a company. Say which person of it asks, with --person NAME."
    ),
    "person_unknown": mark("No person of {customer} is called {name}. Choose one of {names}."),
    "export_alone": mark(
        "{path} is an export of everything. Import it alone, without other lists."
    ),
    "export_damaged": mark(
        "{path} is no export of CRM Desktop, or it is damaged. Nothing was imported. Take another"
        " copy of it."
    ),
    "export_newer": mark(
        "{path} was made by a newer CRM Desktop. Nothing was imported. Update the program first."
    ),
    "export_record_bad": mark(
        "{path}: in crm-desktop.json the {number}. record of {kind} has a bad {field}. Nothing was"
        " imported. Mend it there, or take an export that was not changed."
    ),
    "export_contradicts": mark(
        "The export contradicts itself: a record of {kind} comes twice or refers to one that is"
        " missing. Nothing was imported. Take an export that was not changed."
    ),
}
