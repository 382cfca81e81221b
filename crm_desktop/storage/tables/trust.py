"""What a file can prove of itself: the log of prints, exports and erasures, and who was erased."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from crm_desktop.storage.tables.columns import Moment


class TrustLineTable(SQLModel, table=True):
    """One line of the log of prints, exports and erasures (D28); lines are only ever added.

    ``subject`` is a kind and a key or a salted hash, never a name; ``params`` is JSON without
    anything about a person. Only ``name``, that of a file, may hold a person's name: ``hash``
    covers not the name but its ``seal`` (SHA-256 of ``nonce`` and name), so that an erase can empty
    name and nonce and the chain of ``previous`` and ``hash`` stays whole.
    """

    __tablename__ = "trust_log"
    __table_args__: ClassVar[Any] = (
        Index("ix_trust_log_happened_at", "happened_at"),
        Index("ix_trust_log_subject", "subject", sqlite_where=text("subject <> ''")),
        {"sqlite_autoincrement": True},
    )

    sequence: int | None = Field(default=None, primary_key=True)
    happened_at: datetime = Field(sa_type=Moment)
    code: str
    author: str = ""
    subject: str = ""
    params: str = "{}"
    name: str = ""
    nonce: str = ""
    seal: str = ""
    previous: str
    hash: str


class TombstoneTable(SQLModel, table=True):
    """Who was erased, so that nobody who comes back with an older file stays; rows are only added.

    ``digest`` is the SHA-256 of ``salt`` and the ``uid`` of the record.
    """

    __tablename__ = "tombstone"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("kind", "salt", "digest"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    salt: bytes = Field(sa_type=LargeBinary)
    digest: bytes = Field(sa_type=LargeBinary)
    erased_at: datetime = Field(sa_type=Moment)


TABLES = (TrustLineTable, TombstoneTable)
