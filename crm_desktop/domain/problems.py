"""Expected trouble: a code with parameters, put into words by the window and the command line."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Problem(NamedTuple):
    """Something a person can mend; ``field`` names the place where it shows."""

    code: str
    params: Mapping[str, object] = MappingProxyType({})
    field: str = ""


class CrmError(Exception):
    """Base of every expected error; carries a :class:`Problem` and no text.

    ``is_input`` tells bad input (exit code 2) from a failure of the machine (exit code 1).
    """

    is_input = True

    def __init__(self, code: str, *, field: str = "", **params: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, params, field)

    def tell_of(self, path: object) -> None:
        """Name the path a person knows instead of that of a draft."""
        self.problem = self.problem._replace(params={**self.problem.params, "path": str(path)})

    def __str__(self) -> str:
        params = ", ".join(f"{key}={value!r}" for key, value in self.problem.params.items())
        return f"{self.problem.code}({params})"


class InputError(CrmError):
    """What the user gave can't be used as it is."""


class FailureError(CrmError):
    """The machine could not do it: disk, permission, lock."""

    is_input = False


class OutdatedError(CrmError):
    """The data changed since a plan was made; make the plan again."""

    is_input = False


def refuse(problem: Problem | None) -> None:
    """Raise a problem as InputError."""
    if problem is not None:
        code = problem.code
        raise InputError(code, field=problem.field, **problem.params)
