"""How one entry of each book of the playbook is read and checked, shipped or edited."""

from collections.abc import Callable, Mapping
from typing import Any

from crm_desktop.domain.cadence import Duty, Interval
from crm_desktop.domain.man_questions import TOP_LEVEL
from crm_desktop.domain.playbook import (
    AdviceText,
    Bilingual,
    Dig,
    EmotionText,
    Industry,
    LexiconEntry,
    Moment,
    PhrasePair,
    QuestionText,
    ServicePoint,
    Situation,
    StyleText,
    TierStrategy,
)
from crm_desktop.domain.playbook_entries import Book
from crm_desktop.domain.taboos import TabooCategory
from crm_desktop.services.playbook_nodes import Node

Reader = Callable[[Node], Any]
"""Makes the value of an entry; raises PlaybookError for what is wrong in it."""


def _man(node: Node) -> tuple[QuestionText, QuestionText]:
    """Return how a question reads for a company and for a person."""
    parts = node.table(("label", "ask", "find_out", "levels"), ("person",))
    variant = parts.pop("person", None)
    company = _question(parts)
    return company, _question(parts | _variant(variant)) if variant else company


def _variant(node: Node) -> dict[str, Node]:
    return node.table(optional=("label", "ask", "find_out", "levels"))


def _question(parts: Mapping[str, Node]) -> QuestionText:
    levels = parts["levels"].bilinguals()
    if len(levels) != TOP_LEVEL + 1:
        raise parts["levels"].wrong("playbook_needs_five_levels")
    return QuestionText(
        label=parts["label"].bilingual(),
        ask=parts["ask"].bilingual(),
        find_out=parts["find_out"].bilingual(),
        levels=levels,
    )


def _tier(node: Node) -> TierStrategy:
    parts = node.table(("badge", "headline", "points", "cadence"), ("optional",))
    cadence = parts["cadence"].table(optional=Duty)
    optional = parts["optional"].members(Duty) if "optional" in parts else ()
    return TierStrategy(
        badge=parts["badge"].bilingual(),
        headline=parts["headline"].bilingual(),
        points=parts["points"].bilinguals(),
        intervals=tuple(
            Interval(duty, cadence[duty].days(), is_optional=duty in optional)
            for duty in Duty
            if duty in cadence
        ),
    )


def _advice_text(node: Node) -> AdviceText:
    parts = node.table(("headline", "points"))
    return AdviceText(parts["headline"].bilingual(), parts["points"].bilinguals())


def _emotion(node: Node) -> EmotionText:
    parts = node.table(("headline", "signals", "advice"))
    return EmotionText(
        headline=parts["headline"].bilingual(),
        signals=parts["signals"].bilinguals(),
        advice=parts["advice"].bilinguals(),
    )


def _style(node: Node) -> StyleText:
    parts = node.table(("headline", "pace", "content", "decision", "avoid"))
    return StyleText(**{name: part.bilingual() for name, part in parts.items()})


def _phrase(node: Node) -> PhrasePair:
    parts = node.table(("avoid", "use", "situations"))
    situations = parts["situations"].members(Situation)
    avoid, use = _pair(parts)
    return PhrasePair(avoid, use, frozenset(situations))


def _mistake(node: Node) -> PhrasePair:
    avoid, use = _pair(node.table(("avoid", "use")))
    return PhrasePair(avoid, use)


def _pair(parts: Mapping[str, Node]) -> tuple[Bilingual, Bilingual]:
    return parts["avoid"].bilingual(), parts["use"].bilingual()


def _lexicon_entry(node: Node) -> LexiconEntry:
    parts = node.table(("category", "why", "keywords", "triggers"))
    return LexiconEntry(
        category=parts["category"].member(TabooCategory),
        why=parts["why"].bilingual(),
        keywords=parts["keywords"].word_list(),
        triggers=parts["triggers"].word_list(),
    )


def _asked(node: Node) -> tuple[Dig, Bilingual]:
    parts = node.table(("kind", "text"))
    return parts["kind"].member(Dig), parts["text"].bilingual()


def _stage(node: Node) -> Bilingual:
    return node.table(("name",))["name"].bilingual()


def read_industry(node: Node) -> Industry:
    """Return a line of business."""
    parts = node.table(("label", "words"))
    return Industry(parts["label"].bilingual(), parts["words"].word_list())


def _moment(node: Node) -> Moment:
    parts = node.table(("industry", "label", "when", "points"))
    points = parts["points"].table().items()
    return Moment(
        code=node.key.rpartition(".")[2],
        industry=parts["industry"].word(),
        label=parts["label"].bilingual(),
        when=parts["when"].bilingual(),
        points=tuple(ServicePoint(key, point.bilingual()) for key, point in points),
    )


READERS: Mapping[Book, Reader] = {
    Book.TIERS: _tier,
    Book.MAN: _man,
    Book.ADVICE: _advice_text,
    Book.MOMENTS: _moment,
    Book.PHRASES: _phrase,
    Book.MISTAKES: _mistake,
    Book.QUESTIONS: _asked,
    Book.EMOTIONS: _emotion,
    Book.STYLES: _style,
    Book.CONFLICTS: _lexicon_entry,
    Book.STAGES: _stage,
}
