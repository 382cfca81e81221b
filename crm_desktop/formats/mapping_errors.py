"""What can be wrong with a mapping file, with the key it is wrong at."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from crm_desktop.domain.problems import InputError


class MappingErrorCode(StrEnum):
    """Why a mapping file can't be used."""

    UNREADABLE = "mapping_unreadable"
    NO_PLAIN_FILE = "mapping_no_plain_file"
    NOT_TOML = "mapping_not_toml"
    NO_TABLES = "mapping_has_no_tables"
    UNKNOWN_KEY = "mapping_key_unknown"
    MISSING = "mapping_key_missing"
    WRONG_TYPE = "mapping_value_of_wrong_type"
    NOT_ALLOWED = "mapping_value_not_allowed"
    NO_SUCH_COLUMN = "mapping_column_not_in_file"


@dataclass(frozen=True, slots=True)
class Place:
    """A key of a mapping file, dotted: `table[2].columns.phone`."""

    path: Path
    key: str = ""

    def at(self, key: str) -> "Place":
        """The place of a key below this one."""
        return replace(self, key=f"{self.key}.{key}" if self.key else key)

    def item(self, key: str, number: int) -> "Place":
        """The place of one of several, counted from 1."""
        return self.at(f"{key}[{number}]")


class MappingError(InputError):
    """A mapping file says something we can't follow; `params` hold path, key and what is allowed
    there: the accepted words as a tuple, or an example."""

    def __init__(self, code: MappingErrorCode, place: Place, **params: object) -> None:
        super().__init__(code.value, field=place.key, path=str(place.path), key=place.key, **params)
        self.code = code
