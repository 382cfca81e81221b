"""What the lines of a card are made from, and how its parts are put together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.card_standing import CardStanding
from crm_desktop.domain.cards import Card
from crm_desktop.domain.completeness import SectionState
from crm_desktop.domain.customers import Section
from crm_desktop.domain.figures import ListRow
from crm_desktop.domain.playbook import Playbook
from crm_desktop.text import Language, LanguageCode

NEWEST = 5
Block = tuple[str, Sequence[str]]
"""A title's msgid and the lines below it; without lines the block is left out."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """One card as of ``today`` with its figures, for one reader."""

    language: Language
    card: Card
    row: ListRow
    states: Mapping[Section, SectionState]
    playbook: Playbook
    today: date
    standing: CardStanding

    def person(self, contact_id: int | None) -> str:
        """Return the name of a contact, empty for the customer itself."""
        return next((one.name for one in self.card.contacts if one.id == contact_id), "")

    def newest(self, lines: Iterable[str]) -> list[str]:
        """Return the first lines and how many more there are."""
        everything = list(lines)
        hidden = len(everything) - NEWEST
        if hidden <= 0:
            return everything
        more = self.language.plural("{count} more", "{count} more", hidden)
        return [*everything[:NEWEST], f"… {more}"]

    def listed(self, items: Iterable[str]) -> str:
        """Return facts side by side, without an "and" that would tie the last two together."""
        return ("、" if self.is_chinese else ", ").join(item for item in items if item)

    @property
    def is_chinese(self) -> bool:
        """True for a reader of Chinese."""
        return self.language.code is LanguageCode.CHINESE

    def on(self, day: date | None) -> str:
        """Return a day, empty where there is none."""
        return self.language.date(day) if day else ""

    def with_notes(self, text: str, notes: Iterable[str]) -> str:
        """Return a text with what is known beside it in brackets."""
        known = [note for note in notes if note]
        separator = "，" if self.is_chinese else ", "
        return self.language.with_note(text, separator.join(known)) if known else text


def labelled(view: CardFacts, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield ``label: value`` for every msgid whose value is known."""
    for label, value in pairs:
        if value:
            yield view.language.labelled(view.language.text(label), value)
