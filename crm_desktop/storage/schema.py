"""The newest schema as SQL, made from the SQLModel tables, and the search index beside them."""

from sqlalchemy import DefaultClause, Table, text
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from crm_desktop.storage import append_only, search_table
from crm_desktop.storage.tables import catalog, trust  # registers every table


def statements() -> list[str]:
    """Return the SQL that makes an empty file, in order."""
    assert all((catalog.CATALOG, trust.TABLES))
    dialect = sqlite_dialect()
    found = []
    for table in SQLModel.metadata.sorted_tables:
        _give_defaults(table)
        found.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        found += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return [*found, *append_only.STATEMENTS, *search_table.STATEMENTS]


def _give_defaults(table: Table) -> None:
    """Say in the schema what SQLModel only knows in Python, so that plain SQL may omit columns."""
    dialect = sqlite_dialect()
    for column in table.columns:
        if column.server_default is None and column.default is not None:
            value = column.default.arg  # type: ignore[attr-defined]
            encode = column.type.dialect_impl(dialect).bind_processor(dialect)
            stored = encode(value) if encode else value
            column.server_default = DefaultClause(text(_literal(stored)))


def _literal(value: str | float) -> str:
    return f"'{value}'" if isinstance(value, str) else str(int(value))
