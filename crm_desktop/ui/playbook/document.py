"""The playbook as it is read: groups of cards, each of rows in two languages; knows no widget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm_desktop.domain.cadence import Cadence
from crm_desktop.domain.contacts import Style
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.interactions import Emotion
from crm_desktop.domain.playbook import Situation
from crm_desktop.domain.playbook_entries import Book, Entry, EntryKey
from crm_desktop.domain.playbook_parts import Path, part_of
from crm_desktop.domain.taboos import TabooCategory
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.language.folding import fold
from crm_desktop.services.playbook_books import Books
from crm_desktop.text import Language, LanguageCode, mark
from crm_desktop.ui.playbook.parts import PERSON, PICKS, Part, PartKind, Pick, parts_of
from crm_desktop.wording.card import EMOTIONS, KINDS
from crm_desktop.wording.choices import CHOICES, STYLES
from crm_desktop.wording.playbook import BOOKS, DIGS, DUTIES, SITUATIONS

NAMES = {LanguageCode.ENGLISH: "English", LanguageCode.CHINESE: "中文"}
"""Each language in its own words, as its readers look for it."""
_STANDS_IN = {
    LanguageCode.ENGLISH: mark("No English text yet; the Chinese one stands in."),
    LanguageCode.CHINESE: mark("No Chinese text yet; the English one stands in."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One text in both languages, in the order of the columns.

    ``is_line`` is one of a list that may be taken away, ``is_listed`` one of any list. ``tone``
    is the colour of its caption.
    """

    path: Path
    caption: str
    texts: tuple[str, str]
    is_line: bool = False
    is_listed: bool = False
    is_words: bool = False
    is_title: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An entry as it is read; ``rows`` are its texts, ``mark`` says who changed it and when.

    ``tier`` colours the badge. ``note`` is a line that is changed elsewhere.
    """

    entry: Entry
    variant: str
    title: str
    rows: tuple[Row, ...]
    badge: str = ""
    tier: str = ""
    mark: str = ""
    note: str = ""

    @property
    def key(self) -> EntryKey:
        """The entry it shows."""
        return self.entry.key

    @property
    def name(self) -> str:
        """What it is called in the person's language."""
        said = self.name_without_badge
        return f"{self.badge} {said}" if self.badge else said

    @property
    def name_without_badge(self) -> str:
        """What it is called beside its badge."""
        texts = (text for row in self.rows for text in row.texts)
        return self.title or next(filter(None, texts), "")

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells it from every other card."""
        return self.key.book.value, self.key.code, self.variant


@dataclass(frozen=True, slots=True)
class Group:
    """Cards below a heading, which may be empty."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document is made with."""

    books: Books
    language: Language
    cadence: Cadence = field(default_factory=dict)

    @property
    def codes(self) -> tuple[LanguageCode, LanguageCode]:
        """The languages in the order of the columns, the person's own first."""
        first = self.language.code
        other = [code for code in LanguageCode if code is not first]
        return first, other[0]


def book_groups(reading: Reading, book: Book) -> tuple[Group, ...]:
    """Return a book as it is read; groups without cards are left out."""
    entries = list(reading.books.entries[book].values())
    if book is Book.MAN:
        return _man_groups(reading, entries)
    if book not in (Book.QUESTIONS, Book.MOMENTS):
        return (Group("", _cards(reading, entries)),)
    name, _ = PICKS[book]
    if book is Book.QUESTIONS:
        titles = {dig.value: reading.language.text(words) for dig, words in DIGS.items()}
    else:
        code = reading.language.code
        own = {key: one.label.get(code) for key, one in reading.books.industries.items()}
        titles = {"": reading.language.text("Every line of business"), **own}
    groups = [
        Group(title, _cards(reading, [one for one in entries if one.value.get(name) == value]))
        for value, title in titles.items()
    ]
    lost = [one for one in entries if one.value.get(name) not in titles]
    return tuple(group for group in (Group("", _cards(reading, lost)), *groups) if group.cards)


def found_groups(reading: Reading, text: str, most: int) -> tuple[Group, ...]:
    """Return the cards of all books that hold every word of a search, at most so many."""
    words = fold(text).split()
    found: list[Group] = []
    left = most
    for book in Book:
        cards = [
            card
            for group in book_groups(reading, book)
            for card in group.cards
            if _holds(card, words)
        ][:left]
        left -= len(cards)
        if cards:
            found.append(Group(reading.language.text(BOOKS[book]), tuple(cards)))
    return tuple(found)


def count_edits(books: Books, book: Book) -> int:
    """Return how many entries of a book are not as shipped."""
    entries = books.entries[book].values()
    return sum(one.edit is not None or one.problem is not None for one in entries)


def stands_in(code: LanguageCode) -> str:
    """Return the marked text that says a language is missing."""
    return _STANDS_IN[code]


def _man_groups(reading: Reading, entries: Sequence[Entry]) -> tuple[Group, ...]:
    text = reading.language.text
    people = [entry for entry in entries if PERSON in entry.value]
    return (
        Group(text("Companies"), _cards(reading, entries)),
        Group(text("Persons, where they are asked otherwise"), _cards(reading, people, PERSON)),
    )


def _cards(reading: Reading, entries: Sequence[Entry], variant: str = "") -> tuple[Card, ...]:
    return tuple(_card(reading, entry, variant) for entry in entries)


def _card(reading: Reading, entry: Entry, variant: str) -> Card:
    badge = entry.key.code if entry.key.book in (Book.TIERS, Book.MAN, Book.ADVICE) else ""
    if badge == "undetermined":
        badge = "?"
    tier = badge if entry.key.book is Book.TIERS else ""
    rows = tuple(_rows(reading, entry, variant)) if entry.is_usable else ()
    return Card(
        entry,
        variant,
        _title(reading, entry, variant),
        rows,
        badge,
        tier,
        _mark(reading.language, entry),
        _note(reading, entry),
    )


def _rows(reading: Reading, entry: Entry, variant: str) -> Iterator[Row]:
    for part in parts_of(entry.key.book, variant):
        value = part_of(entry.value, part.path)
        if value is not None:
            yield from _part_rows(reading, part, value)


def _part_rows(reading: Reading, part: Part, value: Any) -> Iterator[Row]:
    say, codes = reading.language.text, reading.codes
    if part.kind is PartKind.LEVELS:
        for level, text in enumerate(value):
            caption = say(part.caption, level=level)
            yield Row((*part.path, level), caption, _texts(text, codes))
    elif part.kind in (PartKind.LINES, PartKind.POINTS):
        places = enumerate(value) if isinstance(value, list) else value.items()
        for at, (step, text) in enumerate(places):
            caption = say(part.caption) if at == 0 else ""
            path = (*part.path, step)
            yield Row(path, caption, _texts(text, codes), is_line=True, is_listed=True)
    elif part.kind is PartKind.WORDS:
        texts = "; ".join(value[codes[0].value]), "; ".join(value[codes[1].value])
        yield Row(part.path, say(part.caption), texts, is_words=True)
    else:
        yield Row(
            part.path,
            say(part.caption),
            _texts(value, codes),
            is_title=part.is_title,
            tone=part.tone,
        )


def _texts(text: Any, codes: tuple[LanguageCode, LanguageCode]) -> tuple[str, str]:
    return str(text[codes[0].value]), str(text[codes[1].value])


def _title(reading: Reading, entry: Entry, variant: str) -> str:
    """Return what an entry is called where no row of it says so."""
    language, book, value = reading.language, entry.key.book, entry.value
    if not entry.is_usable:
        return language.text("An entry that can't be read")
    match book:
        case Book.MAN if variant and "label" not in value[variant]:
            return f"{_said(reading, value['label'])} · {language.text(KINDS[CustomerKind.PERSON])}"
        case Book.EMOTIONS:
            return _upper(language.text(EMOTIONS[Emotion(entry.key.code)]))
        case Book.STYLES:
            return _upper(language.text(STYLES[Style(entry.key.code)]))
        case Book.PHRASES:
            fits = [language.text(SITUATIONS[Situation(one)]) for one in value["situations"]]
            return " · ".join(fits)
        case _:
            return ""


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(reading: Reading, text: Any) -> str:
    first, second = reading.codes
    return str(text[first.value] or text[second.value])


def _mark(language: Language, entry: Entry) -> str:
    if entry.problem is not None:
        if entry.is_own:
            return language.text("This entry can't be read; delete it")
        return language.text("The change in this file can't be read; the shipped text is in force")
    if entry.edit is None:
        return ""
    edit = entry.edit
    day = language.date(edit.edited_at.astimezone().date())
    said = [language.text("Not in use")] if edit.is_hidden else []
    if entry.is_own or entry.is_changed:
        words = _MARKS[entry.is_own, bool(edit.author)]
        said.append(language.text(words, name=edit.author, day=day))
    else:
        said += [one for one in (edit.author, day) if one]
    return " · ".join(said)


_MARKS = {
    (False, True): mark("Edited by {name}, {day}"),
    (False, False): mark("Edited on {day}"),
    (True, True): mark("Your own, by {name}, {day}"),
    (True, False): mark("Your own, {day}"),
}


def _note(reading: Reading, entry: Entry) -> str:
    if entry.key.book is not Book.TIERS:
        return ""
    intervals = reading.cadence.get(Tier(entry.key.code), ())
    said = " · ".join(reading.language.text(DUTIES[one.duty], days=one.days) for one in intervals)
    return _upper(said)


def _holds(card: Card, words: Sequence[str]) -> bool:
    texts = [card.title, card.badge, *(text for row in card.rows for text in row.texts)]
    folded = fold("\n".join(texts))
    return all(word in folded for word in words)


def choices_of(reading: Reading, pick: Pick) -> list[tuple[str, str]]:
    """Return the codes and words that can be chosen for an entry."""
    language = reading.language
    match pick:
        case Pick.SITUATIONS:
            return [(one.value, language.text(words)) for one, words in SITUATIONS.items()]
        case Pick.DIG:
            return [(one.value, language.text(words)) for one, words in DIGS.items()]
        case Pick.INDUSTRY:
            packs = reading.books.industries.items()
            own = [(code, one.label.get(language.code)) for code, one in packs]
            return [("", language.text("Every line of business")), *own]
        case Pick.CATEGORY:
            words = CHOICES[TabooCategory]
            return [(one.value, _upper(language.text(words[one]))) for one in TabooCategory]


def draft_card(reading: Reading, entry: Entry) -> Card:
    """Return an entry that is not added yet as a card to write on."""
    return Card(entry, "", "", tuple(_rows(reading, entry, "")))
