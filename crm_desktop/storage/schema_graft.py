"""The pages that say where the records lie, taken from a new file where a damaged one lost its own.

A file made by this program has its tables in the same places as every other of its schema and
kind, so that those of a new one lead to its records. A file that was brought up from an older
schema may differ; what is read by a wrong lead is no sound record and is left out.
"""

from contextlib import closing
from pathlib import Path

from crm_desktop.storage.database import create
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.engine import connect

_PAGE_SIZE = 4096


def graft_schema(copy: Path, key: DataKey | None) -> None:
    """Write the schema pages of a new file over those of a private copy, encrypted alike."""
    template = copy.with_name("template.crm")
    create(template, key).close()
    with closing(connect(template, key)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        roots = {page for (page,) in connection.execute("SELECT rootpage FROM sqlite_master")}
        # The first page tells how long the file is: it must not be shorter than the damaged one.
        sql = "INSERT INTO blob (sha256, content) VALUES ('', zeroblob(?))"
        connection.execute(sql, (copy.stat().st_size,))
        connection.execute("PRAGMA journal_mode=DELETE")
    with template.open("rb") as new, copy.open("r+b") as file:
        for page in range(1, pages + 1):
            if page not in roots:
                new.seek((page - 1) * _PAGE_SIZE)
                file.seek((page - 1) * _PAGE_SIZE)
                file.write(new.read(_PAGE_SIZE))
