"""MAN lead scoring: money, authority and need become a class, a score and an advice (D2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.man_advice import (
    Advice,
    Explanation,
    NextQuestion,
    advise,
    explain,
    next_questions,
)
from crm_desktop.domain.man_letters import Letter, Sheet, overall_score, read_letter
from crm_desktop.domain.man_questions import Answer, Dimension, Question, answers_in_force
from crm_desktop.domain.man_weights import (
    DEFAULT_THRESHOLDS,
    DEFAULT_WEIGHTS,
    Thresholds,
    Weights,
)

STALE_PART = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A prospect as of a day; scores 0-100 and coverage and confidence 0-1 are exact fractions.

    ``answers`` are those in force on the day, in question order; ``letters`` are M, A, N.
    ``stale`` are the questions whose level is too old to be relied on and worth asking again.
    """

    as_of: date
    answers: tuple[Answer, ...]
    sheet: Sheet
    letters: tuple[Letter, ...]
    overall: Fraction
    confidence: Fraction
    stale: frozenset[Question]

    @property
    def man_class(self) -> str:
        """One of 27 classes: each letter capital (present), small (absent) or ``?``."""
        return "".join(letter.sign for letter in self.letters)

    @property
    def advice(self) -> Advice:
        """What the class advises."""
        return advise(self.man_class)

    @property
    def is_assessed(self) -> bool:
        """True when at least one question has a level."""
        return bool(self.sheet.levels)

    @property
    def coverage(self) -> Fraction:
        """The answered part of the whole questionnaire, 0-1, by the weights of the dimensions."""
        return sum(
            (
                self.sheet.weights.share(letter.dimension) * letter.coverage
                for letter in self.letters
            ),
            Fraction(0),
        )

    @property
    def next_questions(self) -> tuple[NextQuestion, ...]:
        """Every unknown question, the best to ask first."""
        return next_questions(self.sheet)

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """Which answers made the score and what each unknown could add at most."""
        return explain(self.sheet)

    @property
    def look_again_on(self) -> date | None:
        """Twelve months on for a prospect we stop selling to, else None; 29 February becomes 28."""
        if self.advice is not Advice.STOP:
            return None
        is_leap_day = (self.as_of.month, self.as_of.day) == (2, 29)
        day = 28 if is_leap_day else self.as_of.day
        return self.as_of.replace(year=self.as_of.year + 1, day=day)

    def letter(self, dimension: Dimension) -> Letter:
        """One of the three letters."""
        return self.letters[list(Dimension).index(dimension)]


def assess(
    answers: Iterable[Answer],
    *,
    as_of: date,
    kind: CustomerKind = CustomerKind.COMPANY,
    weights: Weights = DEFAULT_WEIGHTS,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Assessment:
    """Assess a prospect from the answers known on a day; answers dated later are ignored.

    *Not applicable* leaves the weight only for a person; at a company the question is simply
    unknown. An undated answer is never stale. Raises ``WeightsError`` when what applies of a
    dimension weighs nothing.
    """
    known = answers_in_force(answers, as_of=as_of)
    is_person = kind is CustomerKind.PERSON
    sheet = Sheet(
        levels={q: answer.level for q, answer in known.items() if answer.level is not None},
        not_applicable=frozenset(q for q in known if is_person and known[q].not_applicable),
        weights=weights,
        thresholds=thresholds,
    )
    letters = tuple(read_letter(sheet, dimension) for dimension in Dimension)
    stale = frozenset(
        q for q in sheet.levels if known[q].is_older_than(thresholds.stale_days, as_of=as_of)
    )
    return Assessment(
        as_of=as_of,
        answers=tuple(known.values()),
        sheet=sheet,
        letters=letters,
        overall=overall_score(sheet, letters),
        confidence=_confidence(sheet, stale),
        stale=stale,
    )


def _confidence(sheet: Sheet, stale: frozenset[Question]) -> Fraction:
    """Coverage over all dimensions, a stale answer counting half."""
    confidence = Fraction(0)
    for dimension in Dimension:
        questions = sheet.questions(dimension)
        answered = [q for q in questions if q in sheet.levels]
        old = sheet.weigh(q for q in answered if q in stale)
        counted = sheet.weigh(answered) - old * (1 - STALE_PART)
        confidence += sheet.weights.share(dimension) * counted / sheet.weigh(questions)
    return confidence


def prospect_rank(assessment: Assessment | None) -> tuple[bool, Fraction]:
    """Sort key of the pipeline: best overall score first, unassessed prospects last (D4)."""
    if assessment is None or not assessment.is_assessed:
        return True, Fraction(0)
    return False, -assessment.overall
