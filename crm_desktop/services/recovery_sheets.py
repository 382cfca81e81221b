"""The recovery code on paper: what it opens, how it is used, and where it was put."""

from datetime import datetime
from pathlib import Path

from crm_desktop.reports.brief import PrintOptions
from crm_desktop.reports.paper_document import PaperDocument, PaperSection
from crm_desktop.services.brief_printing import PrintJob, render_document
from crm_desktop.services.whole_files import write_whole
from crm_desktop.text import Language, mark

_KIND = mark("Recovery code")
_USE = (
    mark("Open the file in CRM Desktop and choose “Use the recovery code”."),
    mark("Large or small letters, spaces and lines between the groups do not matter."),
    mark("Whoever has this code and the file can read everything in it."),
)


def render_sheet(
    language: Language, resources: Path, name: str, code: str, *, made_at: datetime
) -> bytes:
    """Return one page as a PDF with the code of a file called ``name``."""
    text = language.text

    def document(language: Language) -> PaperDocument:
        note = text(
            "Made on {day}. Keep it away from the computer.", day=language.date(made_at.date())
        )
        sections = (
            PaperSection(text(_KIND), tuple(code.splitlines()), is_large=True, scanned=code),
            PaperSection(text("How it is used"), tuple(text(line) for line in _USE)),
            PaperSection(text("Where it is kept"), ("_" * 40,)),
        )
        return PaperDocument(text(_KIND), name, note, sections)

    job = PrintJob(resources, (language.code,), PrintOptions(), made_at)
    return render_document(made_at.date(), document, job).pdf


def write_sheet(target: Path, pdf: bytes) -> Path:
    """Write the sheet, whole or not at all, and return its path; raises FailureError."""
    write_whole(target, pdf)
    return target
