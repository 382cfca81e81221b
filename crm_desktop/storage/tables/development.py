"""Tables of the development plan."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from crm_desktop.domain.development import OpportunityState, Quadrant
from crm_desktop.storage.tables.columns import Micro, Named
from crm_desktop.storage.tables.record import Record

_IS_OPEN = "state IN ('open', 'quoted')"


class OpportunityTable(Record, table=True):
    """A :class:`~crm_desktop.domain.development.Opportunity`.

    ``base_value`` is derived: the value in the file's base currency, None without a rate.
    """

    __tablename__ = "opportunity"
    __table_args__: ClassVar[Any] = (
        Index("ix_opportunity_open", "next_step_on", sqlite_where=text(_IS_OPEN)),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id", index=True)
    title: str
    product_id: int | None = Field(default=None, foreign_key="product.id", index=True)
    value: Decimal | None = Field(default=None, sa_type=Micro)
    currency: str = ""
    probability: int | None = None
    state: OpportunityState = Field(default=OpportunityState.OPEN, sa_type=Named(OpportunityState))
    next_step: str = ""
    next_step_on: date | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    note: str = ""
    base_value: Decimal | None = Field(default=None, sa_type=Micro)
    closed_reason: str = ""


class RelationshipActionTable(Record, table=True):
    """A :class:`~crm_desktop.domain.development.RelationshipAction`."""

    __tablename__ = "relationship_action"
    __table_args__: ClassVar[Any] = (
        Index("ix_relationship_action_open", "due_on", sqlite_where=text("done_on IS NULL")),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id", index=True)
    text: str
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id", index=True)


class SwotItemTable(Record, table=True):
    """A :class:`~crm_desktop.domain.development.SwotItem`."""

    __tablename__ = "swot_item"
    __table_args__: ClassVar[Any] = (
        Index("ix_swot_item_open", "due_on", sqlite_where=text("done_on IS NULL")),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id", index=True)
    quadrant: Quadrant = Field(sa_type=Named(Quadrant))
    text: str
    action: str = ""
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None


class GoalTable(Record, table=True):
    """A :class:`~crm_desktop.domain.development.Goal`."""

    __tablename__ = "goal"

    customer_id: int = Field(foreign_key="customer.id", index=True)
    text: str
    due_on: date | None = None
    reached_on: date | None = None
