"""What a MAN class advises, which questions to ask next, and why the score is what it is (D2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from crm_desktop.domain.man_letters import (
    POINTS_A_LEVEL,
    Letter,
    LetterReason,
    LetterState,
    Sheet,
    read_letter,
)
from crm_desktop.domain.man_questions import QUESTIONS_OF, TOP_LEVEL, Dimension, Question


class Advice(StrEnum):
    """The published advice, and *ask* while a letter is still undetermined."""

    PROPOSE = "propose"
    BUILD_NEED = "build_need"
    FIND_AUTHORITY = "find_authority"
    CHECK_FINANCE = "check_finance"
    KEEP_IN_TOUCH = "keep_in_touch"
    STOP = "stop"
    ASK = "ask"


PUBLISHED_ADVICE: Mapping[str, Advice] = {
    "MAN": Advice.PROPOSE,
    "MAn": Advice.BUILD_NEED,
    "MaN": Advice.FIND_AUTHORITY,
    "mAN": Advice.CHECK_FINANCE,
    "maN": Advice.KEEP_IN_TOUCH,
    "mAn": Advice.KEEP_IN_TOUCH,
    "Man": Advice.KEEP_IN_TOUCH,
    "man": Advice.STOP,
}


def advise(man_class: str) -> Advice:
    """The advice for a class of three letters; one with ``?`` advises only its next questions."""
    return PUBLISHED_ADVICE.get(man_class, Advice.ASK)


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A question nobody has answered.

    ``gain`` is what it could add to the overall score at most. ``settles_with`` is how many
    answers, this one among them, could settle its letter at the least; None when the letter is
    settled or this answer does nothing for it.
    """

    question: Question
    gain: Fraction
    settles_with: int | None


def next_questions(sheet: Sheet) -> tuple[NextQuestion, ...]:
    """Every unknown question, the best to ask first.

    First those that can settle a ``?`` letter, fewest answers first; then by gain; then M1 .. N3.
    """
    found: list[NextQuestion] = []
    for dimension in Dimension:
        letter = read_letter(sheet, dimension)
        for question in sheet.unknown(dimension):
            gain = _gain(sheet, letter, question)
            found.append(NextQuestion(question, gain, _settles_with(sheet, letter, question)))
    return tuple(sorted(found, key=_urgency))


def _urgency(candidate: NextQuestion) -> tuple[bool, int, Fraction]:
    return candidate.settles_with is None, candidate.settles_with or 0, -candidate.gain


def _gain(sheet: Sheet, letter: Letter, question: Question) -> Fraction:
    best = read_letter(sheet.answered_with([question], TOP_LEVEL), letter.dimension)
    gained = (best.score or Fraction(0)) - (letter.score or Fraction(0))
    return sheet.weights.share(letter.dimension) * gained


def _settles_with(sheet: Sheet, letter: Letter, question: Question) -> int | None:
    if letter.state is not LetterState.UNDETERMINED:
        return None
    others = [other for other in sheet.unknown(letter.dimension) if other is not question]
    for size in range(len(others) + 1):
        for company in combinations(others, size):
            if not _could_settle(sheet, letter.dimension, company) and _could_settle(
                sheet, letter.dimension, (question, *company)
            ):
                return size + 1
    return None


def _could_settle(sheet: Sheet, dimension: Dimension, questions: tuple[Question, ...]) -> bool:
    """True when some answers settle the letter; where any do, level 0 throughout does.

    Level 0 lowers the score and fails every condition it touches, so it never leaves open what
    another level would close.
    """
    lowest = read_letter(sheet.answered_with(questions, 0), dimension)
    return lowest.state is not LetterState.UNDETERMINED


class ExplanationCode(StrEnum):
    """Kinds of sentence an assessment explains itself with."""

    SCORE_REACHED = "score_reached"
    SCORE_BELOW = "score_below"
    COVERAGE_SHORT = "coverage_short"
    CONDITION_FAILED = "condition_failed"
    CONDITION_UNKNOWN = "condition_unknown"
    ANSWER_GAVE = "answer_gave"
    UNKNOWN_COULD_ADD = "unknown_could_add"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence as a code with its parameters.

    ``amount`` is the dimension score, a coverage 0-1 where coverage is short, or points of the
    overall score; ``level`` is the level the question was answered with.
    """

    code: ExplanationCode
    dimension: Dimension
    question: Question | None = None
    amount: Fraction | None = None
    level: int | None = None


def explain(sheet: Sheet) -> tuple[Explanation, ...]:
    """Per dimension: why the letter is so, what each answer gave, what each unknown could add."""
    return tuple(
        sentence
        for dimension in Dimension
        for sentence in _explain_letter(sheet, read_letter(sheet, dimension))
    )


def _explain_letter(sheet: Sheet, letter: Letter) -> Iterator[Explanation]:
    dimension = letter.dimension
    yield _explain_state(sheet, letter)
    answered = [q for q in sheet.questions(dimension) if q in sheet.levels]
    weight = sheet.weigh(answered)
    for question in answered:
        amount, level = _points(sheet, question, weight), sheet.levels[question]
        yield Explanation(ExplanationCode.ANSWER_GAVE, dimension, question, amount, level)
    for question in sheet.unknown(dimension):
        gain = _gain(sheet, letter, question)
        yield Explanation(ExplanationCode.UNKNOWN_COULD_ADD, dimension, question, gain)
    for question in QUESTIONS_OF[dimension]:
        if question in sheet.not_applicable:
            yield Explanation(ExplanationCode.NOT_APPLICABLE, dimension, question)


def _explain_state(sheet: Sheet, letter: Letter) -> Explanation:
    is_short = letter.reason is LetterReason.COVERAGE_SHORT
    amount = letter.coverage if is_short else letter.score
    level = sheet.levels.get(letter.condition) if letter.condition else None
    return Explanation(
        ExplanationCode(letter.reason), letter.dimension, letter.condition, amount, level
    )


def _points(sheet: Sheet, question: Question, weight: int) -> Fraction:
    """What one answer gives to the overall score; 0 where no answered question weighs anything."""
    if not weight:
        return Fraction(0)
    part = Fraction(POINTS_A_LEVEL * sheet.weights.of(question) * sheet.levels[question], weight)
    return sheet.weights.share(question.dimension) * part
