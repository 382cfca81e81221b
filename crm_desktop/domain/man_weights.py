"""The settings of MAN lead scoring: weights and thresholds (D2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import TypeVar

from crm_desktop.domain.man_questions import QUESTIONS_OF, Dimension, Question
from crm_desktop.domain.problems import InputError

Weight = int | Decimal | Fraction
Key = TypeVar("Key", bound=StrEnum)

EQUAL_QUESTIONS: Mapping[Question, Weight] = MappingProxyType(dict.fromkeys(Question, 1))
DIMENSION_SHARES: Mapping[Dimension, Weight] = MappingProxyType(
    {
        Dimension.MONEY: Decimal("0.30"),
        Dimension.AUTHORITY: Decimal("0.30"),
        Dimension.NEED: Decimal("0.40"),
    }
)


class WeightsError(InputError):
    """Weights that can't weigh anything; the field is the question or dimension."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the questions within their dimension and of the dimensions in the overall score.

    Only proportions matter. What is left out keeps its default. Raises :class:`WeightsError`
    for a negative weight, for a dimension whose questions weigh 0 together, and when all three
    dimensions weigh 0.
    """

    questions: Mapping[Question, Weight] = field(default_factory=lambda: EQUAL_QUESTIONS)
    dimensions: Mapping[Dimension, Weight] = field(default_factory=lambda: DIMENSION_SHARES)
    _whole: Mapping[Question, int] = field(init=False, repr=False, compare=False)
    _shares: Mapping[Dimension, Fraction] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        questions = dict(EQUAL_QUESTIONS) | dict(self.questions)
        dimensions = dict(DIMENSION_SHARES) | dict(self.dimensions)
        whole = _in_whole_numbers(questions)
        for dimension, members in QUESTIONS_OF.items():
            if not any(whole[question] for question in members):
                raise WeightsError("man_dimension_weighs_nothing", field=dimension)
        parts = _in_whole_numbers(dimensions)
        total = sum(parts.values())
        if not total:
            raise WeightsError("man_weights_sum_to_zero")
        object.__setattr__(self, "questions", MappingProxyType(questions))
        object.__setattr__(self, "dimensions", MappingProxyType(dimensions))
        object.__setattr__(self, "_whole", whole)
        object.__setattr__(
            self, "_shares", {key: Fraction(part, total) for key, part in parts.items()}
        )

    def of(self, question: Question) -> int:
        """The question's weight as a whole number, comparable within one set of weights."""
        return self._whole[question]

    def share(self, dimension: Dimension) -> Fraction:
        """The dimension's part of the overall score; the three add up to 1."""
        return self._shares[dimension]


def _in_whole_numbers(weights: Mapping[Key, Weight]) -> dict[Key, int]:
    exact = {key: Fraction(weight) for key, weight in weights.items()}
    for key, weight in exact.items():
        if weight < 0:
            raise WeightsError("man_weight_negative", field=key, weight=str(weight))
    scale = lcm(*(weight.denominator for weight in exact.values()))
    return {key: int(weight * scale) for key, weight in exact.items()}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a letter counts as present (score 0-100, coverage 0-1) and an answer as old (days)."""

    score: Fraction = Fraction(60)
    coverage: Fraction = Fraction(2, 3)
    stale_days: int = 180


DEFAULT_WEIGHTS = Weights()
DEFAULT_THRESHOLDS = Thresholds()
