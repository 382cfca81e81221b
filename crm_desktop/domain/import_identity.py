"""How an imported row is known again at the next import ("Import identity")."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportIdentity:
    """``external_id`` of ``entity`` in ``source`` became the record ``record_id``.

    ``imported`` is a JSON object of the stored values that the last import brought.
    """

    source: str
    entity: str
    external_id: str
    record_id: int
    imported: str = "{}"
    id: int | None = None
