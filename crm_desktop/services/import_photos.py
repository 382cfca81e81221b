"""Pictures of imported vCards, kept as the photos of the cards they bring."""

from collections.abc import Callable, Iterator
from pathlib import Path

from crm_desktop.domain.customers import Attachment
from crm_desktop.domain.problems import InputError
from crm_desktop.formats.file_kind import FileKind, kind_of
from crm_desktop.formats.vcard_photos import read_photos
from crm_desktop.services.import_drafts import NEW
from crm_desktop.services.import_plan import ImportPlan
from crm_desktop.services.photo_files import as_photo
from crm_desktop.storage.blobs import store_blob
from crm_desktop.storage.import_keys import contacts_at
from crm_desktop.storage.writing import Writing

_NAME = "photo.jpg"
_MEDIA_TYPE = "image/jpeg"
_LARGEST = 12_000_000


def add_photos(
    work: Writing, plan: ImportPlan, key_of: Callable[[int], int], told: Callable[[], None]
) -> None:
    """Keep the picture of each new card as a small photo without metadata.

    That of a company with a person is the person's. ``key_of`` gives the customer a new one
    became; ``told`` is called before every picture and may stop the import. What is no picture
    that can be read is passed over, as is one above 12 MB. Cards that are there already keep
    what they have: a photo removed by hand does not come back.
    """
    for path in _card_files(plan):
        found = plan.outcomes.get(str(path))
        if found is None or NEW not in found.states:
            continue
        new = {
            line: key_of(record)
            for line, state, record in zip(found.lines, found.states, found.records, strict=True)
            if state == NEW and record < 0
        }
        for line, content in read_photos(path):
            if line in new and len(content) <= _LARGEST:
                told()
                _keep(work, new[line], content)


def _card_files(plan: ImportPlan) -> Iterator[Path]:
    for one in plan.inputs:
        if one.path.is_file() and kind_of(one.path) is FileKind.VCARD:
            yield one.path


def _keep(work: Writing, customer: int, content: bytes) -> None:
    try:
        photo = as_photo(content)
    except InputError:
        return
    people = contacts_at(work, [customer])
    owner = {"contact_id": people[0][1]} if len(people) == 1 else {"customer_id": customer}
    digest = store_blob(work, photo)
    work.add(Attachment(_NAME, _MEDIA_TYPE, digest, len(photo), is_photo=True, **owner))
