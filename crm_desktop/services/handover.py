"""The handover pack: what the next account manager must know, on paper and for a program (D27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from crm_desktop.domain.brief_values import InfluenceMap
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.progress import Progress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.language.cleaning import clean
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.reports.paper_document import PaperDocument, PaperSection
from crm_desktop.services.brief_people import Moment, People, annexes
from crm_desktop.services.brief_printing import PrintJob, render_document
from crm_desktop.services.card_facts import facts_of
from crm_desktop.services.full_export import Wish, write_zip
from crm_desktop.services.trust_log import note_alone, subject_of
from crm_desktop.services.whole_files import check_folder, write_whole
from crm_desktop.storage.database import Database
from crm_desktop.storage.scopes import scope_of_customer
from crm_desktop.text import Language, mark
from crm_desktop.wording.card_text.facts import CardFacts
from crm_desktop.wording.card_text.lines import handover_blocks

_KIND = mark("Handover pack")
_TABOOS, _CONTACTS = "Taboos", "Contacts"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class PackWish:
    """For whom a pack is written: the languages of the paper, the reader's first."""

    languages: Sequence[Language]
    resources: Path
    playbook: Playbook
    now: datetime
    author: str = ""

    @property
    def today(self) -> date:
        """The day on the reader's clock."""
        return self.now.date()

    def job(self) -> PrintJob:
        """How the paper is printed: in the reader's language."""
        return PrintJob(self.resources, (self.languages[0].code,), PrintOptions(), self.now)


def write_handover(
    database: Database, customer_id: int, folder: Path, wish: PackWish, progress: Progress
) -> tuple[Path, Path]:
    """Write the PDF and the zip of a customer into a folder and return their paths.

    The zip is an export of everything limited to the customer and can be imported into an empty
    file. Raises InputError ``customer_unknown`` or ``folder_missing``, and what
    ``whole_files.written_whole`` raises.
    """
    of = facts_of(database, customer_id, today=wish.today, playbook=wish.playbook)
    facts = of(wish.languages[0])
    stem = file_name(wish.languages[0].text(_KIND), facts.card.customer.name)
    paper, machine = folder / f"{stem}.pdf", folder / f"{stem}.zip"
    check_folder(paper)
    chart = _chart(facts, Moment(wish.today, wish.now))
    pdf = render_document(wish.today, lambda one: _document(of(one), chart), wish.job()).pdf
    with database.read() as reading:
        scope = scope_of_customer(reading, customer_id)
    asked = Wish(wish.today, wish.languages, wish.playbook, scope, wish.author)
    done = write_zip(database, machine, asked, progress)
    write_whole(paper, pdf)
    subject, params = subject_of(Kind.CUSTOMER, customer_id), {"records": sum(done.counts.values())}
    code = TrustCode.HANDED_OVER
    note_alone(database, TrustNote(code, wish.author, subject, params, paper.name))
    return paper, machine


def file_name(kind: str, name: str) -> str:
    """Return a name for a file that every system takes."""
    plain = "".join(" " if one in '\\/:*?"<>|' else one for one in f"{kind} {name}")
    return clean(plain, max_length=_LONGEST_NAME).strip(" .")


def _document(facts: CardFacts, chart: InfluenceMap | None) -> PaperDocument:
    say = facts.language.text
    sections = [
        PaperSection(
            say(title),
            lines,
            is_warning=title == _TABOOS,
            chart=chart if title == _CONTACTS else None,
        )
        for title, lines in handover_blocks(facts)
        if lines
    ]
    note = say(
        "As of {day}. Confidential: it says what must never be said.",
        day=facts.language.date(facts.today),
    )
    return PaperDocument(say(_KIND), facts.card.customer.name, note, sections)


def _chart(facts: CardFacts, moment: Moment) -> InfluenceMap | None:
    """The influence map, where there are two people or more."""
    return annexes(People(facts.card, {}, None, moment), "").influence
