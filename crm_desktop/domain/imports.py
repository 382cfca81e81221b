"""What an imported list is made of: entities, fields, bindings of columns, drafts, refusals."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Entity(StrEnum):
    """What one row of a list describes; the last two only lend names to other lists."""

    CUSTOMERS = "customers"
    CONTACTS = "contacts"
    PRODUCTS = "products"
    PURCHASES = "purchases"
    PURCHASE_LINES = "purchase_lines"
    INTERACTIONS = "interactions"
    TABOOS = "taboos"
    PREFERENCES = "preferences"
    SPECIAL_NEEDS = "special_needs"
    PROMISES = "promises"
    VISITS = "visits"
    MAN_ANSWERS = "man_answers"
    OPPORTUNITIES = "opportunities"
    CONTACT_LINKS = "contact_links"
    CONTRACTS = "contracts"
    EXCHANGE_RATES = "exchange_rates"
    PAIN_POINTS = "pain_points"
    SWOT_ITEMS = "swot_items"
    GOALS = "goals"
    RELATIONSHIP_ACTIONS = "relationship_actions"
    CONSENTS = "consents"
    TIER_PINS = "tier_pins"
    OWNERS = "owners"
    CATEGORIES = "categories"


LOOKUPS = frozenset({Entity.OWNERS, Entity.CATEGORIES})
ONLY_NAMED = frozenset(
    {
        Entity.CONTACT_LINKS,
        Entity.CONTRACTS,
        Entity.EXCHANGE_RATES,
        Entity.PAIN_POINTS,
        Entity.SWOT_ITEMS,
        Entity.GOALS,
        Entity.RELATIONSHIP_ACTIONS,
        Entity.CONSENTS,
        Entity.TIER_PINS,
    }
)
"""Their columns are too plain to tell what they are: a table is one only if its name says so."""


class FieldType(StrEnum):
    """How the cells of a field are understood, and what value they become.

    text, multiline, currency, country -> str; id, reference -> str (an external id);
    date -> date; time -> time; birthday, lunar_birthday -> Birthday; integer -> int;
    decimal, percent (0-100), fraction (0-1) -> Decimal; money -> (Decimal, currency code or "");
    choice -> a StrEnum member; boolean -> bool; words -> tuple of str; fields that take several
    columns (phone, email, url among them) -> tuple of (label, str). An empty cell is None.
    """

    TEXT = "text"
    MULTILINE = "multiline"
    ID = "id"
    REFERENCE = "reference"
    DATE = "date"
    TIME = "time"
    BIRTHDAY = "birthday"
    LUNAR_BIRTHDAY = "lunar_birthday"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    FRACTION = "fraction"
    MONEY = "money"
    CURRENCY = "currency"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    WORDS = "words"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entity; `names` are what columns of it are called, the usual ones first.

    `takes_many` fields collect several columns as labelled values; `joins` fields are one text
    put together from several columns. `low` and `high` bound numbers, both included.
    """

    key: str
    kind: FieldType = FieldType.TEXT
    names: tuple[str, ...] = ()
    choices: type[StrEnum] | None = None
    target: Entity | None = None
    takes_many: bool = False
    joins: bool = False
    low: int | None = None
    high: int | None = None


class DateOrder(StrEnum):
    """How the parts of a written date follow each other; offsets are days from today."""

    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    OFFSET = "offset"
    SERIAL_1900 = "serial_1900"
    SERIAL_1904 = "serial_1904"


CUSTOM = "custom:"


@dataclass(frozen=True, slots=True)
class Binding:
    """Which columns (positions from 0) fill a field, or a constant that does.

    `field` is a field key or `custom:NAME`. Several columns are joined by `joiner`; a cell is
    cut into several values at `separator` where it is set, and `part` (from 0) takes one of them.
    `label` names a labelled value, `label_column` holds that name per row. `replacements` turns
    cells (compared folded) into the wording of a choice. `scale` multiplies a number.
    `date_order` states how the dates of this column alone are written.
    """

    field: str
    columns: tuple[int, ...] = ()
    constant: str | None = None
    joiner: str = " "
    separator: str = ""
    part: int | None = None
    label: str = ""
    label_column: int | None = None
    currency: str = ""
    scale: int = 1
    confidence: float = 1.0
    replacements: Mapping[str, str] = dataclasses.field(default_factory=dict)
    date_order: DateOrder | None = None


class UpdateKey(StrEnum):
    """By what a row without a known id is recognised as a record that is there already."""

    ID = "id"
    EMAIL = "email"
    PHONE = "phone"
    TAX_NUMBER = "tax_number"
    NAME_CITY = "name_city"


class DecimalMark(StrEnum):
    """Which character stands before the decimals."""

    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a mapping states about dates and numbers of a table; None is found out."""

    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    currency: str = ""


STATES_NOTHING = Conventions()


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something concluded rather than stated; `params` carry what a sentence about it needs."""

    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one table is understood: what its rows are and which columns fill which fields."""

    table: str
    entity: Entity
    bindings: tuple[Binding, ...]
    conventions: Conventions = STATES_NOTHING
    source: str = ""
    confidence: float = 1.0
    assumptions: tuple[Assumption, ...] = ()
    key: UpdateKey = UpdateKey.ID


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that can't be imported and why; `line` counts lines of the file from 1."""

    file: str
    line: int
    code: str
    field: str = ""
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """Understood rows, column by column: `columns[i]` holds the values of `bindings[i]`, one for
    each of `lines`, where the rows begin in the file."""

    bindings: tuple[Binding, ...]
    lines: list[int]
    columns: list[Sequence[object]]
    refusals: list[Refusal]

    @property
    def rows(self) -> list[tuple[object, ...]]:
        """The values row by row."""
        return list(zip(*self.columns, strict=True))
