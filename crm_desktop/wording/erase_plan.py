"""What would go and what stays when somebody is erased for good, in words."""

from collections.abc import Iterable, Iterator

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Elsewhere, ErasePlan
from crm_desktop.domain.problems import Problem
from crm_desktop.text import Language
from crm_desktop.wording.history import field_label, kind_name
from crm_desktop.wording.problems import problem_text


def gone_lines(language: Language, plan: ErasePlan, backups: int) -> list[str]:
    """Return what goes, a line each; the record itself is not among it."""
    say = language.text
    named = (
        (say("People met there alone"), plan.people),
        (say("Cards that were merged into it"), plan.merged),
    )
    lines = [language.labelled(label, language.join(names)) for label, names in named if names]
    counted = (
        (
            plan.files,
            language.plural(
                "The content of {count} file", "The content of {count} files", plan.files
            ),
        ),
        (
            plan.log_entries,
            language.plural(
                "What {count} entry of the history says; its place and time stay",
                "What {count} entries of the history say; their place and time stay",
                plan.log_entries,
            ),
        ),
        (
            backups,
            language.plural(
                "Their content in {count} older backup",
                "Their content in {count} older backups",
                backups,
            ),
        ),
    )
    lines += [text for count, text in counted if count]
    return lines + [
        language.labelled(kind_name(language, kind), str(plan.records[kind]))
        for kind in Kind
        if kind in plan.records
    ]


def kept_lines(language: Language, plan: ErasePlan) -> list[str]:
    """Return who stays, and where the erased are still named."""
    lines = []
    if plan.kept_people:
        names = language.join(list(plan.kept_people))
        lines.append(language.labelled(language.text("People known at other customers too"), names))
    return [*lines, *(elsewhere_text(language, one) for one in plan.elsewhere)]


def elsewhere_text(language: Language, one: Elsewhere) -> str:
    """Return a text that still names the erased, and where it stands."""
    where = " · ".join(_where(language, one))
    return language.text("Named in {where}: “{text}”", where=where, text=one.mention.text)


def done_text(language: Language, name: str, records: int) -> str:
    """Return that somebody is gone."""
    return language.plural(
        "{name} was erased for good, with {count} record.",
        "{name} was erased for good, with {count} records.",
        records,
        name=name,
    )


def trouble_lines(language: Language, troubles: Iterable[Problem]) -> list[str]:
    """Return which older backups still hold the erased."""
    return [problem_text(language, one) for one in troubles]


def _where(language: Language, one: Elsewhere) -> Iterator[str]:
    if one.customer:
        yield one.customer
    yield kind_name(language, one.mention.kind)
    try:
        yield field_label(language, one.mention.kind, one.mention.field)
    except KeyError:  # a field no form shows
        return
