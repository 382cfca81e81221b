"""How answered levels become the score and the state of one MAN letter (D2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from crm_desktop.domain.man_questions import QUESTIONS_OF, TOP_LEVEL, Dimension, Question
from crm_desktop.domain.man_weights import (
    DEFAULT_THRESHOLDS,
    DEFAULT_WEIGHTS,
    Thresholds,
    Weights,
    WeightsError,
)

POINTS_A_LEVEL = 100 // TOP_LEVEL

LEAST_LEVELS: Mapping[Question, int] = {Question.A1: 2, Question.A3: 1}
"""Capital A also needs a decider we deal with and a working relationship."""


class LetterState(StrEnum):
    """The three states of a letter: capital, small, ``?``."""

    PRESENT = "present"
    ABSENT = "absent"
    UNDETERMINED = "undetermined"


class LetterReason(StrEnum):
    """What decided the state."""

    SCORE_REACHED = "score_reached"
    SCORE_BELOW = "score_below"
    COVERAGE_SHORT = "coverage_short"
    CONDITION_FAILED = "condition_failed"
    CONDITION_UNKNOWN = "condition_unknown"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The levels in force, the questions out of the weight, and the settings that judge them."""

    levels: Mapping[Question, int]
    not_applicable: frozenset[Question] = frozenset()
    weights: Weights = DEFAULT_WEIGHTS
    thresholds: Thresholds = DEFAULT_THRESHOLDS

    def questions(self, dimension: Dimension) -> tuple[Question, ...]:
        """The questions of a dimension that apply, in order."""
        return tuple(q for q in QUESTIONS_OF[dimension] if q not in self.not_applicable)

    def unknown(self, dimension: Dimension) -> tuple[Question, ...]:
        """The questions of a dimension that apply and have no level, in order."""
        return tuple(q for q in self.questions(dimension) if q not in self.levels)

    def weigh(self, questions: Iterable[Question]) -> int:
        """The weights of some questions added up."""
        return sum(self.weights.of(question) for question in questions)

    def answered_with(self, questions: Iterable[Question], level: int) -> "Sheet":
        """The same sheet as if these questions were answered with one level."""
        return replace(self, levels={**self.levels, **dict.fromkeys(questions, level)})


@dataclass(frozen=True, slots=True)
class Letter:
    """One dimension: score 0-100 (None: nothing answered), coverage 0-1, state and its reason.

    ``condition`` is the question that failed or is open when the reason is a condition.
    """

    dimension: Dimension
    score: Fraction | None
    coverage: Fraction
    state: LetterState
    reason: LetterReason
    condition: Question | None = None

    @property
    def sign(self) -> str:
        """The capital, the small letter, or ``?``."""
        if self.state is LetterState.UNDETERMINED:
            return "?"
        return self.dimension if self.state is LetterState.PRESENT else self.dimension.lower()


def read_letter(sheet: Sheet, dimension: Dimension) -> Letter:
    """Score and judge one dimension.

    A condition of capital A that nobody has answered leaves the letter undetermined, because
    unknown is not 0. Raises :class:`WeightsError` when the questions that apply weigh nothing.
    """
    questions = sheet.questions(dimension)
    total = sheet.weigh(questions)
    if not total:
        raise WeightsError("man_dimension_weighs_nothing", field=dimension)
    answered = [question for question in questions if question in sheet.levels]
    weight = sheet.weigh(answered)
    coverage = Fraction(weight, total)
    score = _score(sheet, answered, weight)
    state, reason, condition = _judge(sheet, dimension, score=score, coverage=coverage)
    return Letter(dimension, score, coverage, state, reason, condition)


def _score(sheet: Sheet, answered: Iterable[Question], weight: int) -> Fraction | None:
    if not weight:
        return None
    points = sum(sheet.weights.of(question) * sheet.levels[question] for question in answered)
    return Fraction(POINTS_A_LEVEL * points, weight)


def _judge(
    sheet: Sheet, dimension: Dimension, *, score: Fraction | None, coverage: Fraction
) -> tuple[LetterState, LetterReason, Question | None]:
    if score is None or coverage < sheet.thresholds.coverage:
        return LetterState.UNDETERMINED, LetterReason.COVERAGE_SHORT, None
    if score < sheet.thresholds.score:
        return LetterState.ABSENT, LetterReason.SCORE_BELOW, None
    conditions = [q for q in sheet.questions(dimension) if q in LEAST_LEVELS]
    for question in conditions:
        if sheet.levels.get(question, TOP_LEVEL) < LEAST_LEVELS[question]:
            return LetterState.ABSENT, LetterReason.CONDITION_FAILED, question
    for question in conditions:
        if question not in sheet.levels:
            return LetterState.UNDETERMINED, LetterReason.CONDITION_UNKNOWN, question
    return LetterState.PRESENT, LetterReason.SCORE_REACHED, None


def overall_score(sheet: Sheet, letters: Iterable[Letter]) -> Fraction:
    """The weighted sum of the dimension scores, 0-100; an unanswered dimension counts 0."""
    return sum(
        (
            sheet.weights.share(letter.dimension) * letter.score
            for letter in letters
            if letter.score is not None
        ),
        Fraction(0),
    )
