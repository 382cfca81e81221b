"""Files and photos kept with a customer or a contact."""

import mimetypes
import re
from pathlib import Path

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.customers import Attachment
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.language.cleaning import clean
from crm_desktop.services.photo_files import as_photo
from crm_desktop.services.trust_log import note_alone, subject_of
from crm_desktop.services.whole_files import write_whole
from crm_desktop.storage import cards
from crm_desktop.storage.blobs import blob, store_blob
from crm_desktop.storage.database import Database
from crm_desktop.storage.writing import Writing

MAX_MEGABYTES = 25
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
LONGEST_NAME = 200
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


def add_attachment(
    database: Database,
    customer_id: int,
    contact_id: int | None,
    name: str,
    content: bytes,
    *,
    author: str = "",
) -> tuple[int, Changes]:
    """Keep a file with a customer, or with one contact there, and return its key.

    Raises InputError ``attachment_empty`` or ``attachment_too_large`` (above 25 MB).
    """
    _check_size(content)
    plain = clean(_FOLDERS.sub("", name), max_length=LONGEST_NAME) or "file"
    media_type = mimetypes.guess_type(plain)[0] or "application/octet-stream"
    with database.write("attachment_added", params={"name": plain}, author=author) as work:
        _check_owner(work, customer_id, contact_id)
        digest = store_blob(work, content)
        draft = Attachment(
            plain,
            media_type,
            digest,
            len(content),
            customer_id=customer_id,
            contact_id=contact_id,
        )
        key = work.add(draft)
    return key, work.changes


def set_photo(
    database: Database,
    customer_id: int,
    contact_id: int | None,
    content: bytes,
    *,
    author: str = "",
) -> tuple[int, Changes]:
    """Make a picture the photo of a customer or of a contact, in place of the one before.

    A contact's photo goes with the person to every customer. Raises what ``add_attachment`` and
    ``photo_files.as_photo`` raise.
    """
    _check_size(content)
    photo = as_photo(content)
    with database.write("photo_set", author=author) as work:
        _check_owner(work, customer_id, contact_id)
        _remove_photos(work, customer_id, contact_id)
        owner = {"contact_id": contact_id} if contact_id else {"customer_id": customer_id}
        digest = store_blob(work, photo)
        key = work.add(
            Attachment("photo.jpg", "image/jpeg", digest, len(photo), is_photo=True, **owner)
        )
    return key, work.changes


def remove_photo(
    database: Database, customer_id: int, contact_id: int | None, *, author: str = ""
) -> Changes:
    """Take the photo of a customer or a contact away; without one nothing is written."""
    with database.write("photo_removed", author=author) as work:
        _remove_photos(work, customer_id, contact_id)
    return work.changes


def photos(database: Database, customer_id: int) -> dict[int, bytes]:
    """Return the photos of a card by contact; the customer's own stands under 0."""
    with database.read() as reading:
        return cards.photos(reading, customer_id)


def attachment_content(database: Database, sha256: str) -> bytes:
    """Return the bytes of an attachment; raises InputError ``attachment_gone``."""
    with database.read() as reading:
        found = blob(reading, sha256)
    if found is None:
        raise InputError("attachment_gone")
    return found


def read_small(path: Path) -> bytes:
    """Return what stands in a file a person chose.

    Raises InputError ``attachment_too_large`` before reading, ``file_unreadable``.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("attachment_too_large", field="content", limit=MAX_MEGABYTES)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("file_unreadable", path=str(path), reason=reason) from error


def save_copy(database: Database, attachment: Attachment, path: Path, *, author: str = "") -> None:
    """Write an attachment to a file, whole or not at all, and note it.

    Raises what ``attachment_content`` and ``whole_files.write_whole`` raise.
    """
    write_whole(path, attachment_content(database, attachment.sha256))
    subject = (
        subject_of(Kind.CONTACT, attachment.contact_id)
        if attachment.contact_id
        else subject_of(Kind.CUSTOMER, attachment.customer_id or 0)
    )
    note_alone(database, TrustNote(TrustCode.ATTACHMENT_SAVED, author, subject, name=path.name))


def _remove_photos(work: Writing, customer_id: int, contact_id: int | None) -> None:
    if contact_id:
        known = work.values(Kind.ATTACHMENT, "WHERE contact_id = ?", (contact_id,))
    else:
        known = work.values(Kind.ATTACHMENT, "WHERE customer_id = ?", (customer_id,))
        known = [one for one in known if one.contact_id is None]
    work.remove_many(Kind.ATTACHMENT, [one.id for one in known if one.is_photo])


def _check_size(content: bytes) -> None:
    if not content:
        raise InputError("attachment_empty", field="content")
    if len(content) > MAX_BYTES:
        raise InputError("attachment_too_large", field="content", limit=MAX_MEGABYTES)


def _check_owner(work: Writing, customer_id: int, contact_id: int | None) -> None:
    for kind, key in ((Kind.CUSTOMER, customer_id), (Kind.CONTACT, contact_id)):
        if key is not None and work.get(kind, key) is None:
            raise InputError("record_gone", kind=kind.value, id=key)
