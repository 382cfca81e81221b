"""The nine questions of MAN lead scoring and the answers they take (D2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.domain.problems import InputError

TOP_LEVEL = 4
"""The level most favourable to us; levels are 0-4 and *not known* is none of them."""


class Dimension(StrEnum):
    """The three letters, in the order they are written."""

    MONEY = "M"
    AUTHORITY = "A"
    NEED = "N"


class Question(StrEnum):
    """The nine questions in their fixed order."""

    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    N1 = "N1"
    N2 = "N2"
    N3 = "N3"

    @property
    def dimension(self) -> Dimension:
        """The letter this question belongs to."""
        return Dimension(self.value[0])


QUESTIONS_OF: Mapping[Dimension, tuple[Question, ...]] = {
    dimension: tuple(question for question in Question if question.dimension is dimension)
    for dimension in Dimension
}

MAY_BE_NOT_APPLICABLE = frozenset({Question.A2, Question.A3})
"""A person may have no household or co-signer to ask about; every other question always counts."""


class AnswerError(InputError):
    """An answer no question takes; the field is the question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; a ``level`` of None is *unknown*, which is not 0.

    Raises :class:`AnswerError` for a level outside 0-4, a level beside *not applicable*, and
    *not applicable* on a question that always applies.
    """

    question: Question
    level: int | None
    not_applicable: bool = False
    evidence: str = ""
    source: str = ""
    answered_on: date | None = None

    def __post_init__(self) -> None:
        if self.level is not None and not 0 <= self.level <= TOP_LEVEL:
            raise AnswerError("man_level_out_of_range", field=self.question, level=self.level)
        if not self.not_applicable:
            return
        if self.level is not None:
            raise AnswerError("man_level_not_applicable", field=self.question, level=self.level)
        if self.question not in MAY_BE_NOT_APPLICABLE:
            raise AnswerError("man_always_applies", field=self.question)

    def is_older_than(self, days: int, *, as_of: date) -> bool:
        """True when the answer is dated more than so many days before; an undated one never is."""
        return self.answered_on is not None and (as_of - self.answered_on).days > days


def answers_in_force(answers: Iterable[Answer], *, as_of: date) -> dict[Question, Answer]:
    """The newest answer to each question, in question order; later dated ones are ignored.

    An undated answer gives way to a dated one; among equals the last given wins.
    """
    newest: dict[Question, Answer] = {}
    for answer in answers:
        if answer.answered_on is not None and answer.answered_on > as_of:
            continue
        rival = newest.get(answer.question)
        if rival is None or _day(answer) >= _day(rival):
            newest[answer.question] = answer
    return {question: newest[question] for question in Question if question in newest}


def _day(answer: Answer) -> date:
    return answer.answered_on or date.min
