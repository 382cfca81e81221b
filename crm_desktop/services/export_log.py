"""Each export is noted in the history of the file: who took what out, and when (D28)."""

from collections.abc import Mapping

from crm_desktop.domain.problems import FailureError
from crm_desktop.storage.database import Database


def note_export(
    database: Database, name: str, what: Mapping[str, object], *, author: str = ""
) -> None:
    """Note that a file of this name was written; ``what`` says how much it holds of whom.

    The entry changes no record, so undoing it would change none either. A file that may only be
    read takes no note; what it holds can be taken out all the same.
    """
    try:
        with database.write("exported", params={"name": name, **what}, author=author) as work:
            assert work.operation_id
    except FailureError as error:
        if error.problem.code != "file_read_only":
            raise
