"""The nine answers of a prospect while a person gives them; knows no widget (D2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.leads import ManAnswer
from crm_desktop.domain.man import Assessment, assess
from crm_desktop.domain.man_questions import (
    MAY_BE_NOT_APPLICABLE,
    TOP_LEVEL,
    Answer,
    Question,
    answers_in_force,
)
from crm_desktop.services.man_edits import SnapshotView


class Said(StrEnum):
    """What a person may say instead of a level."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


Mark = int | Said
"""A level 0-4, or what was said instead."""


def marks(question: Question, kind: CustomerKind) -> tuple[Mark, ...]:
    """Return what a question of a kind of customer may be answered with, in the order shown."""
    levels: tuple[Mark, ...] = (*range(TOP_LEVEL + 1), Said.UNKNOWN)
    may_not_apply = kind is CustomerKind.PERSON and question in MAY_BE_NOT_APPLICABLE
    return (*levels, Said.NOT_APPLICABLE) if may_not_apply else levels


def mark_of(answer: Answer | None) -> Mark:
    """Return what an answer says; None, like an empty one, is unknown."""
    if answer is None:
        return Said.UNKNOWN
    if answer.not_applicable:
        return Said.NOT_APPLICABLE
    return Said.UNKNOWN if answer.level is None else answer.level


@dataclass(frozen=True)
class Answers:
    """What is stored, and over it what was just said and is still being written.

    The score is worked out from both, so that it moves before the file has answered.
    """

    kind: CustomerKind
    today: date
    stored: Mapping[Question, Answer]
    given: Mapping[Question, Answer]

    @classmethod
    def start(cls, kind: CustomerKind, today: date, answers: Iterable[Answer]) -> "Answers":
        """Return the answers of a card as they are stored."""
        return cls(kind, today, answers_in_force(answers, as_of=today), {})

    def read_again(self, answers: Iterable[Answer]) -> "Answers":
        """Return them over a newer state of the file; what is being written stays on top."""
        return replace(self, stored=answers_in_force(answers, as_of=self.today))

    def answer(self, question: Question) -> Answer | None:
        """Return the answer in force, None where nobody ever said anything."""
        return self.given.get(question) or self.stored.get(question)

    def mark(self, question: Question) -> Mark:
        """Return what is said to a question at the moment."""
        return mark_of(self.answer(question))

    def say(self, question: Question, mark: Mark) -> "Answers":
        """Return them with another level; evidence and source stay."""
        known = self.answer(question)
        level = mark if isinstance(mark, int) else None
        changed = Answer(
            question,
            level,
            mark is Said.NOT_APPLICABLE,
            known.evidence if known else "",
            known.source if known else "",
            self.today,
        )
        return replace(self, given={**self.given, question: changed})

    def note(self, question: Question, field: str, text: str) -> "Answers":
        """Return them with another evidence note or source, dated today."""
        known = self.answer(question) or Answer(question, None)
        values = {field: text}
        changed = replace(known, answered_on=self.today, **values)  # type: ignore[arg-type]
        return replace(self, given={**self.given, question: changed})

    def settle(self, answer: Answer, *, is_stored: bool) -> "Answers":
        """Return them after a write came back; what was said since then stays on top."""
        question = answer.question
        stored = {**self.stored, question: answer} if is_stored else self.stored
        given = dict(self.given)
        if given.get(question) is answer:
            del given[question]
        return replace(self, stored=stored, given=given)

    @property
    def assessment(self) -> Assessment:
        """The score of what is said at the moment."""
        both = {**self.stored, **self.given}
        return assess(both.values(), as_of=self.today, kind=self.kind)


def known_at(views: Iterable[SnapshotView], shown: SnapshotView) -> list[Answer]:
    """Return everything answered up to a snapshot; ``views`` stand with the newest first."""
    upto = [one for one in views if _place(one) <= _place(shown)]
    return [
        _as_answer(stored, one.snapshot.assessed_on)
        for one in reversed(upto)
        for stored in one.answers
    ]


def _place(view: SnapshotView) -> tuple[date, int]:
    return view.snapshot.assessed_on, view.snapshot.id or 0


def _as_answer(stored: ManAnswer, assessed_on: date) -> Answer:
    return Answer(
        Question(stored.question),
        stored.level,
        stored.not_applicable,
        stored.evidence,
        stored.source,
        stored.answered_on or assessed_on,
    )
