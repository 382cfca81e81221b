"""What a person or a saved mapping says about single lists of an import, before they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.domain.imports import (
    STATES_NOTHING,
    Binding,
    Conventions,
    Entity,
    TableMapping,
    UpdateKey,
)
from crm_desktop.formats.csv_file import CsvOptions
from crm_desktop.formats.mapping_file import TableRule


@dataclass(frozen=True, slots=True)
class ListChoice:
    """What a person decided about one list; what is None, "" or empty is found out.

    Without ``bindings`` the columns are guessed for ``entity``. What ``is_left_out`` is not read.
    """

    entity: Entity | None = None
    bindings: tuple[Binding, ...] | None = None
    conventions: Conventions = STATES_NOTHING
    key: UpdateKey = UpdateKey.ID
    encoding: str = ""
    delimiter: str = ""
    has_header: bool | None = None
    is_left_out: bool = False

    @property
    def options(self) -> CsvOptions:
        """How a text is to be read."""
        return CsvOptions(self.encoding or None, self.delimiter or None, self.has_header)

    def mapping(self, guess: TableMapping) -> TableMapping:
        """The guess with what the person decided in place of it."""
        return TableMapping(
            guess.table,
            self.entity or guess.entity,
            guess.bindings if self.bindings is None else self.bindings,
            self.conventions,
            guess.source,
            assumptions=tuple(
                one for one in guess.assumptions if self.bindings is None and not self.entity
            ),
            key=self.key,
        )


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping kept in the customer file; ``headings`` is the digest of those it was made for."""

    name: str
    text: str
    headings: str
    rule: TableRule


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that is stated about the lists of one import."""

    mapping: Path | None = None
    source: str = ""
    choices: Mapping[Path, ListChoice] = field(default_factory=dict)
    saved: tuple[SavedMapping, ...] = ()
