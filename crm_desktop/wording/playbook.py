"""Words for the playbook: its books, what stands in an entry, when a phrase fits."""

from collections.abc import Mapping

from crm_desktop.domain.cadence import Duty
from crm_desktop.domain.playbook import Dig, Situation
from crm_desktop.domain.playbook_entries import Book
from crm_desktop.text import Language, mark, mark_in

BOOKS: Mapping[Book, str] = {
    Book.TIERS: mark("Tier strategies"),
    Book.MAN: mark("MAN questions"),
    Book.ADVICE: mark("Advice by MAN class"),
    Book.MOMENTS: mark("Moments of truth"),
    Book.PHRASES: mark("Phrases"),
    Book.MISTAKES: mark("Common mistakes"),
    Book.QUESTIONS: mark("Questions that dig"),
    Book.EMOTIONS: mark("Emotion signals"),
    Book.STYLES: mark("Communication styles"),
    Book.CONFLICTS: mark("Conflict words"),
    Book.STAGES: mark_in("book", "Stages"),
}
BOOK_NOTES: Mapping[Book, str] = {
    Book.TIERS: mark(
        "How a customer of each tier is served: on the card, the tier list and briefs."
    ),
    Book.MAN: mark("What to ask a prospect, how else to find out, and what each level means."),
    Book.ADVICE: mark("What to do next with a prospect, by the letters its answers come to."),
    Book.MOMENTS: mark(
        "The moments a customer judges us by, and the service points to keep at each of them."
    ),
    Book.PHRASES: mark("What not to say and what to say instead; briefs carry those that fit."),
    Book.MISTAKES: mark("Habits that spoil a talk, each with its correction."),
    Book.QUESTIONS: mark("Questions that bring an unspoken need to light, for plans and briefs."),
    Book.EMOTIONS: mark("How a feeling shows and what helps; briefs carry the line that fits."),
    Book.STYLES: mark("How different people like to be talked to; a hypothesis, never a label."),
    Book.CONFLICTS: mark(
        "When a taboo holds one of the first words, plans with one of the second are warned of."
    ),
    Book.STAGES: mark("What the steps from a lead to a lasting customer are called."),
}
SITUATIONS: Mapping[Situation, str] = {
    Situation.COMPLAINT_OPEN: mark("Open complaint"),
    Situation.PRICE: mark("Talk about the price"),
    Situation.DELAY: mark_in("situation", "Delay"),
    Situation.REFUSAL: mark("Saying no"),
    Situation.GENERAL: mark("Any talk"),
}
DIGS: Mapping[Dig, str] = {
    Dig.OPEN: mark("Open questions"),
    Dig.CONFIRMING: mark("Confirming questions"),
    Dig.HYPOTHETICAL: mark("Hypothetical questions"),
    Dig.REFLECTIVE: mark("Reflective questions"),
}
DUTIES: Mapping[Duty, str] = {
    Duty.CONTACT: mark_in("cadence", "contact every {days} days"),
    Duty.VISIT: mark_in("cadence", "visit every {days} days"),
    Duty.EXECUTIVE_VISIT: mark_in("cadence", "executive visit every {days} days"),
    Duty.BATCH_TOUCH: mark_in("cadence", "sign of life every {days} days"),
    Duty.SURVEY: mark_in("cadence", "survey every {days} days"),
}
OPERATIONS: Mapping[str, str] = {
    "playbook_changed": mark("Changed the playbook: {book}"),
    "playbook_added": mark("Added to the playbook: {book}"),
    "playbook_hidden": mark("Put out of use in the playbook: {book}"),
    "playbook_shown": mark("Took into use in the playbook: {book}"),
    "playbook_reset": mark("Reset in the playbook: {book}"),
    "playbook_book_reset": mark("Reset a book of the playbook: {book}"),
}


def book_name(language: Language, value: object) -> str:
    """Return the name of a book by its code, the code itself where no book has it."""
    return language.text(BOOKS[Book(str(value))]) if value in set(Book) else str(value)


def unusable_text(language: Language, count: int) -> str:
    """Return what to tell of edits that can't be read."""
    return language.plural(
        "{count} change of the playbook in this file can't be read; the shipped text is used"
        " instead. Look at it in the playbook and reset it.",
        "{count} changes of the playbook in this file can't be read; the shipped texts are used"
        " instead. Look at them in the playbook and reset them.",
        count,
    )
