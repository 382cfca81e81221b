"""What a measurement gives back, and how time is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report: ``value`` against ``limit``, both in ``unit``.

    The unit "x" is a ratio to the cheapest way there is, which ``note`` tells. Without a limit the
    line only informs.
    """

    name: str
    value: float
    limit: float | None
    unit: str = "x"
    note: str = ""

    @property
    def is_met(self) -> bool:
        """True where there is nothing to complain about."""
        return self.limit is None or self.value <= self.limit


@dataclass(frozen=True, slots=True)
class Sample:
    """The generated file a measurement reads, and a folder for copies it may change."""

    path: Path
    customers: int
    scratch: Path


def best_ms(run: Callable[[], object], *, times: int = 5) -> float:
    """Return the shortest of several runs: what the work costs when nothing disturbs it."""
    found = []
    for _ in range(times):
        start = perf_counter()
        run()
        found.append(perf_counter() - start)
    return min(found) * 1000


def best_of_both_ms(
    measured: Callable[[], object], base: Callable[[], object], *, times: int = 25
) -> tuple[float, float]:
    """Return the shortest runs of two things taken in turn, so that both met the same machine."""
    pairs = [(best_ms(measured, times=1), best_ms(base, times=1)) for _ in range(times)]
    return min(one for one, _ in pairs), min(other for _, other in pairs)


def percentile(values: list[float], part: float) -> float:
    """Return the value that ``part`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
