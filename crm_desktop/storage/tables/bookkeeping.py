"""Tables the program keeps for itself: settings, import identities, log, blobs, derived figures."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, UniqueConstraint
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


class RatingTable(SQLModel, table=True):
    """Derived figures of one customer, rebuilt at day change, after bulk changes and edits.

    ``tier`` is the applied tier or the pin in force; money is in the base currency. No foreign key:
    a derived row must not keep a customer from being removed.
    """

    __tablename__ = "rating"

    customer_id: int = Field(primary_key=True)
    tier: str = ""
    value_index: Decimal | None = Field(default=None, sa_type=Micro)
    man_class: str = ""
    man_score: Decimal | None = Field(default=None, sa_type=Micro)
    purchases: int = 0
    revenue_total: Decimal = Field(default=Decimal(0), sa_type=Micro)
    revenue_12m: Decimal = Field(default=Decimal(0), sa_type=Micro)
    last_purchase: date | None = None
    last_contact: date | None = None


class ProductPairTable(SQLModel, table=True):
    """How many customers bought both of two products, and each of them; derived, unlogged."""

    __tablename__ = "product_pair"

    owned: int = Field(primary_key=True)
    suggested: int = Field(primary_key=True)
    both: int
    owned_by: int
    suggested_by: int
