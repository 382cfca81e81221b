"""Tables the program keeps for itself: settings, import identities, log, blobs, derived figures."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from crm_desktop.storage.tables.columns import Micro, Moment
from crm_desktop.storage.tables.record import Record


class SettingTable(Record, table=True):
    """One setting of this file, its value as JSON."""

    __tablename__ = "setting"

    key: str = Field(unique=True)
    value: str


class ImportIdentityTable(Record, table=True):
    """Which record an imported row became, and the values it came with ("Import identity").

    ``imported`` is a JSON object of the stored values the last import brought; a field is
    overwritten only where a new import differs from it.
    """

    __tablename__ = "import_identity"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("source", "entity", "external_id"),
        Index("ix_import_identity_external_id", "external_id"),
        Index("ix_import_identity_record", "entity", "record_id"),
        {"sqlite_autoincrement": True},
    )

    source: str
    entity: str
    external_id: str
    record_id: int
    imported: str = "{}"


class OperationTable(SQLModel, table=True):
    """One entry of the change log."""

    __tablename__ = "operation"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    code: str
    params: str = "{}"
    author: str = ""
    happened_at: datetime = Field(sa_type=Moment)
    undoes: int | None = Field(default=None, foreign_key="operation.id", index=True)
    undone_by: int | None = Field(default=None, foreign_key="operation.id", index=True)


class ChangeTable(SQLModel, table=True):
    """What an operation did to one record, or to a run of records added together.

    ``before`` and ``after`` are JSON objects of stored values; for a run of added records
    ``record_id`` is the first key and ``last_id`` the last.
    """

    __tablename__ = "change"
    __table_args__: ClassVar[Any] = (
        Index("ix_change_record", "kind", "record_id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    operation_id: int = Field(foreign_key="operation.id", index=True)
    kind: str
    action: str
    record_id: int
    last_id: int | None = None
    before: str = ""
    after: str = ""


class BlobTable(SQLModel, table=True):
    """The bytes of an attachment, stored once by their SHA-256."""

    __tablename__ = "blob"

    sha256: str = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)


class StateTable(SQLModel, table=True):
    """What the program remembers about this file without a log entry, as JSON."""

    __tablename__ = "state"

    key: str = Field(primary_key=True)
    value: str


class ListingTable(SQLModel, table=True):
    """One line of the customer list, derived: what lists show and sort by, and what rating needs.

    Only living customers have one. No foreign key: a derived row must not keep a customer from
    being removed. ``sort_name`` is the name by sound, the ``key_`` columns are folded names to
    look up by their beginning, ``is_rated`` tells who is in the population (D3). Money is in the
    base currency.
    """

    __tablename__ = "listing"
    __table_args__: ClassVar[Any] = (
        Index("ix_listing_key_name", "key_name"),
        Index("ix_listing_key_latin", "key_latin", sqlite_where=text("key_latin <> ''")),
        Index("ix_listing_key_short", "key_short", sqlite_where=text("key_short <> ''")),
    )

    customer_id: int = Field(primary_key=True)
    name: str
    sort_name: str = Field(index=True)
    external_id: str = Field(default="", index=True)
    kind: str = Field(index=True)
    city: str = Field(index=True)
    country: str = Field(index=True)
    owner: str = Field(index=True)
    stage: str = Field(index=True)
    man_class: str = Field(default="", index=True)
    man_score: Decimal | None = Field(default=None, sa_type=Micro, index=True)
    purchases: int = Field(default=0, index=True)
    revenue_total: Decimal = Field(default=Decimal(0), sa_type=Micro, index=True)
    revenue_12m: Decimal = Field(default=Decimal(0), sa_type=Micro, index=True)
    last_purchase: date | None = Field(default=None, index=True)
    last_contact: date | None = Field(default=None, index=True)
    key_name: str
    key_latin: str = ""
    key_short: str = ""
    is_rated: bool = False
    purchases_12m: int = 0
    first_purchase: date | None = None
    growth: Decimal = Field(default=Decimal(0), sa_type=Micro)
    strategic: int | None = None


class RatingTable(SQLModel, table=True):
    """Tier and value index of one living customer; narrow, because a tier run writes all of it.

    ``tier`` is the applied tier or the pin in force, empty for who is not tiered. ``standing``
    orders customers: A before B before C before none, then the higher index.
    """

    __tablename__ = "rating"

    customer_id: int = Field(primary_key=True)
    tier: str = ""
    value_index: Decimal | None = Field(default=None, sa_type=Micro, index=True)
    standing: int = Field(index=True)


class ListMarkTable(SQLModel, table=True):
    """What is due at one living customer, what is missing and what to beware of; derived.

    ``due_on`` is the day the most pressing duty of the tier is due (D3, Cadence), ``next_action``
    the earliest open plan, ``completeness`` the filled part of the expected fields in per cent.
    Apart from the listing, because other edits decide it and a tier run moves every ``due_on``.
    """

    __tablename__ = "list_mark"
    __table_args__: ClassVar[Any] = (
        Index("ix_list_mark_at_risk", "customer_id", sqlite_where=text("at_risk")),
        Index("ix_list_mark_has_taboo", "customer_id", sqlite_where=text("has_taboo")),
        Index("ix_list_mark_open_complaint", "customer_id", sqlite_where=text("open_complaint")),
    )

    customer_id: int = Field(primary_key=True)
    due_on: date | None = Field(default=None, index=True)
    next_action: str = ""
    next_action_on: date | None = Field(default=None, index=True)
    completeness: int = Field(default=0, index=True)
    at_risk: bool = False
    has_taboo: bool = False
    open_complaint: bool = False


class ProductPairTable(SQLModel, table=True):
    """How many customers bought both of two products, and each of them; derived, unlogged."""

    __tablename__ = "product_pair"

    owned: int = Field(primary_key=True)
    suggested: int = Field(primary_key=True)
    both: int
    owned_by: int
    suggested_by: int
