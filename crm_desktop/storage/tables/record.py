"""What every record of a card carries besides its facts, so that files can be merged later."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from crm_desktop.storage.tables.columns import Moment


class Record(SQLModel):
    """Key, world-wide identity (UUIDv7), times and version of a row.

    Keys are never reused (AUTOINCREMENT): the change log speaks of removed rows by their key.
    """

    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    uid: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    version: int = 1
