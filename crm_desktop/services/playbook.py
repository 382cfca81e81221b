"""Loads the playbook, the editable data in both languages that cards and briefs speak from."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from crm_desktop.domain.cadence import Duty, Interval
from crm_desktop.domain.contacts import Style
from crm_desktop.domain.customers import CustomerKind, Section, Stage
from crm_desktop.domain.interactions import Emotion
from crm_desktop.domain.man_advice import PUBLISHED_ADVICE
from crm_desktop.domain.man_questions import TOP_LEVEL, Question
from crm_desktop.domain.playbook import (
    UNDETERMINED,
    AdviceText,
    Bilingual,
    CardField,
    Dig,
    EmotionText,
    Industry,
    LexiconEntry,
    Moment,
    PhrasePair,
    Playbook,
    QuestionText,
    ServicePoint,
    Situation,
    StyleText,
    TierStrategy,
)
from crm_desktop.domain.taboos import TabooCategory
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services.playbook_nodes import Member, Node, read_node

Value = TypeVar("Value")


def load_playbook(folder: Path) -> Playbook:
    """Read and check the whole folder; nothing is cached.

    Raises ``PlaybookError`` with file and key for a file that is missing or no JSON, a missing,
    unknown or doubled key, and a text that is blank in either language.
    """
    phrases = read_node(folder, "phrases.json").table(("phrases", "mistakes"))
    moments = read_node(folder, "moments.json").table(("industries", "moments"))
    return Playbook(
        man=_man(read_node(folder, "man.json")),
        tiers=_by_member(read_node(folder, "tiers.json"), Tier, _tier),
        advice=_advice(read_node(folder, "advice.json")),
        emotions=_by_member(read_node(folder, "emotions.json"), Emotion, _emotion),
        styles=_by_member(read_node(folder, "styles.json"), Style, _style),
        phrases=tuple(_phrase(node) for node in phrases["phrases"].items()),
        mistakes=tuple(_mistake(node) for node in phrases["mistakes"].items()),
        questions=_by_member(read_node(folder, "questions.json"), Dig, Node.bilinguals),
        expected=_by_member(read_node(folder, "completeness.json"), CustomerKind, _expected),
        lexicon=_lexicon(read_node(folder, "conflicts.json")),
        stages=_by_member(read_node(folder, "stages.json"), Stage, Node.bilingual),
        industries=(industries := _industries(moments["industries"])),
        moments=_moments(moments["moments"], industries),
    )


def _by_member(
    node: Node, kind: type[Member], read: Callable[[Node], Value]
) -> Mapping[Member, Value]:
    table = node.table(kind)
    return {member: read(table[member]) for member in kind}


def _man(node: Node) -> Mapping[CustomerKind, Mapping[Question, QuestionText]]:
    company: dict[Question, QuestionText] = {}
    person: dict[Question, QuestionText] = {}
    nodes = node.table(Question)
    for question in Question:
        parts = nodes[question].table(("label", "ask", "find_out", "levels"), ("person",))
        variant = parts.pop("person", None)
        company[question] = _question(parts)
        person[question] = _question(parts | _variant(variant)) if variant else company[question]
    return {CustomerKind.COMPANY: company, CustomerKind.PERSON: person}


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


def _advice(node: Node) -> Mapping[str, AdviceText]:
    outcomes = node.table((*PUBLISHED_ADVICE, UNDETERMINED))
    return {outcome: _advice_text(part) for outcome, part in outcomes.items()}


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


def _expected(node: Node) -> Mapping[Section, tuple[CardField, ...]]:
    return _by_member(node, Section, lambda part: part.members(CardField))


def _lexicon(node: Node) -> Mapping[str, LexiconEntry]:
    return {name: _lexicon_entry(part) for name, part in node.table().items()}


def _lexicon_entry(node: Node) -> LexiconEntry:
    parts = node.table(("category", "why", "keywords", "triggers"))
    return LexiconEntry(
        category=parts["category"].member(TabooCategory),
        why=parts["why"].bilingual(),
        keywords=parts["keywords"].word_list(),
        triggers=parts["triggers"].word_list(),
    )


def _industries(node: Node) -> Mapping[str, Industry]:
    return {code: _industry(part) for code, part in node.table().items()}


def _industry(node: Node) -> Industry:
    parts = node.table(("label", "words"))
    return Industry(parts["label"].bilingual(), parts["words"].word_list())


def _moments(node: Node, industries: Mapping[str, Industry]) -> Mapping[str, Moment]:
    return {code: _moment(code, part, industries) for code, part in node.table().items()}


def _moment(code: str, node: Node, industries: Mapping[str, Industry]) -> Moment:
    parts = node.table(("industry", "label", "when", "points"))
    industry = parts["industry"].value
    if industry != "" and industry not in industries:
        raise parts["industry"].wrong("playbook_word_unknown")
    points = parts["points"].table().items()
    return Moment(
        code,
        str(industry),
        label=parts["label"].bilingual(),
        when=parts["when"].bilingual(),
        points=tuple(ServicePoint(key, point.bilingual()) for key, point in points),
    )
