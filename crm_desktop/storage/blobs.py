"""The bytes of attachments, stored once however many records they belong to."""

from hashlib import sha256

from crm_desktop.storage.reading import Reading
from crm_desktop.storage.writing import Writing


def store_blob(work: Writing, content: bytes) -> str:
    """Keep bytes and return their SHA-256; unlogged, since the log must not hold them twice."""
    digest = sha256(content).hexdigest()
    work.execute("INSERT OR IGNORE INTO blob (sha256, content) VALUES (?, ?)", (digest, content))
    return digest


def blob(reading: Reading, digest: str) -> bytes | None:
    """Return the bytes of a SHA-256, or None."""
    found = reading.one("SELECT content FROM blob WHERE sha256 = ?", (digest,))
    return bytes(found[0]) if found else None


def wanted_blobs(reading: Reading) -> list[str]:
    """Return the SHA-256 of every file that an attachment names."""
    return [row[0] for row in reading.rows("SELECT DISTINCT sha256 FROM attachment")]
