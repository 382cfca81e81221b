"""One look at an import for the window: how the lists are understood, and what they would bring."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.domain.progress import Progress
from crm_desktop.services import imports
from crm_desktop.services.import_choices import ListChoice, Wishes
from crm_desktop.services.import_mappings import saved_mappings
from crm_desktop.services.import_plan import ImportPlan
from crm_desktop.services.import_views import ListView, look_at_lists
from crm_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class ListWishes:
    """What a person wants to import, and what they decided about single lists."""

    paths: tuple[Path, ...]
    mapping: Path | None = None
    choices: Mapping[Path, ListChoice] | None = None
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Survey:
    """How the lists are understood; ``plan`` is None where something must be decided first.

    ``problem`` is what hinders all of them together.
    """

    lists: tuple[ListView, ...]
    plan: ImportPlan | None = None
    problem: Problem | None = None


def survey(database: Database, wishes: ListWishes, today: date, progress: Progress) -> Survey:
    """Look at lists and plan their import; writes nothing, may run off the UI thread.

    Files that can't be read are left out of the plan and told in their views. Raises what
    ``look_at_lists`` raises, and CancelledError.
    """
    choices = dict(wishes.choices or {})
    with database.read() as reading:
        stated = Wishes(wishes.mapping, "", choices, saved_mappings(reading))
    views = look_at_lists(wishes.paths, stated, today)
    taken = [one for one in views if one.is_readable and not one.is_left_out]
    if not taken or any(one.problem for one in taken):
        return Survey(views)
    left_out = {one.path: ListChoice(is_left_out=True) for one in views if not one.is_readable}
    try:
        found = imports.plan(
            database,
            wishes.paths,
            today=today,
            mapping=wishes.mapping,
            locale_currency=wishes.currency,
            choices=choices | left_out,
            progress=progress,
        )
    except CrmError as error:
        return Survey(views, problem=error.problem)
    return Survey(views, found)


def left_out(view: ListView, *, is_left_out: bool) -> ListChoice:
    """The decisions of a view with the list left out, or taken after all."""
    return replace(view.as_choice(), is_left_out=is_left_out)
