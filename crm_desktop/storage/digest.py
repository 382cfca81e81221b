"""One number for all that a customer file knows: equal for two files with equal records."""

from hashlib import sha256

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_lines import Scope, read_rows, record_form


class Digest:
    """Grows with each record that is told to it; kinds in the order of their names."""

    def __init__(self) -> None:
        self._kinds: dict[Kind, str] = {}
        self._running = sha256()

    def take(self, line: str) -> None:
        """Count one record of the present kind in."""
        self._running.update(line.encode())
        self._running.update(b"\n")

    def end(self, kind: Kind) -> None:
        """Close a kind; what is told next belongs to another."""
        self._kinds[kind] = self._running.hexdigest()
        self._running = sha256()

    def text(self) -> str:
        """Return the digest of all kinds that were closed, as 64 hexadecimal digits."""
        whole = "".join(f"{kind.value}:{self._kinds[kind]}\n" for kind in sorted(self._kinds))
        return sha256(whole.encode()).hexdigest()


def file_digest(reading: Reading, scope: Scope | None = None) -> str:
    """Return the digest over all records by kind, with keys, stamps and the hashes of files."""
    digest = Digest()
    for kind in Kind:
        line = record_form(kind).line
        for row in read_rows(reading, kind, scope):
            digest.take(line(row))
        digest.end(kind)
    return digest.text()
