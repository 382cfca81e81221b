"""Keep the Chinese catalog in step with the source.

python packaging/locale/update.py             add new msgids to the .po, retire unused ones, compile
python packaging/locale/update.py --missing   list msgids that have no translation yet
python packaging/locale/update.py --check     exit 1 with a sentence for each thing amiss
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from extract import Found, NotLiteralError, texts_in

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "crm_desktop"
FOLDER = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES"
PO = FOLDER / "crm_desktop.po"
MO = FOLDER / "crm_desktop.mo"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="change nothing; exit 1 if amiss")
    choice.add_argument("--missing", action="store_true", help="list what is not translated")
    wish = parser.parse_args(words)
    try:
        used = source_catalog()
    except NotLiteralError as error:
        print(error)
        return 1
    if wish.check:
        return report(problems(used, stored_catalog()))
    if wish.missing:
        return list_missing(used, stored_catalog())
    return update(used, stored_catalog())


def source_catalog() -> Catalog:
    catalog = Catalog(
        locale="zh_CN", domain="crm_desktop", header_comment="# CRM Desktop: 简体中文", fuzzy=False
    )
    for found in source_texts():
        catalog.add(found.msgid, context=found.context, locations=[(found.file, 0)])
    return catalog


def source_texts() -> Iterator[Found]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield from texts_in(path, path.relative_to(ROOT).as_posix())


def stored_catalog() -> Catalog:
    if not PO.exists():
        return Catalog(locale="zh_CN", domain="crm_desktop")
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN", domain="crm_desktop")


def update(used: Catalog, stored: Catalog) -> int:
    """Exact msgids keep their translation; nothing is guessed from a similar one. What the source
    no longer uses stays in the .po as obsolete, and comes back with its msgid."""
    former = {(str(entry.id), entry.context): entry for entry in stored.obsolete.values()}
    for message in entries(used):
        known = find(stored, message) or former.pop((str(message.id), message.context), None)
        if known is not None and has_text(known) and same_shape(message, known):
            message.string = known.string
            message.flags |= known.flags & {"fuzzy"}
    unused = [message for message in entries(stored) if find(used, message) is None]
    for message in [*former.values(), *unused]:
        if has_text(message):
            used.obsolete[str(message.id)] = message
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_bytes(used))
    MO.write_bytes(mo_bytes(used))
    missing = sum(not has_text(message) for message in entries(used))
    print(f"{len(entries(used))} texts, {missing} without a translation (--missing lists them)")
    return 0


def list_missing(used: Catalog, stored: Catalog) -> int:
    for message in entries(used):
        known = find(stored, message)
        if known is None or not has_text(known):
            print(f"{message.locations[0][0]}: {shown(message)}")
    return 0


def problems(used: Catalog, stored: Catalog) -> list[str]:
    found = []
    for message in entries(used):
        known = find(stored, message)
        if known is None or not has_text(known) or not same_shape(message, known):
            found.append(f"{message.locations[0][0]}: no zh_CN translation of {shown(message)}")
        elif known.fuzzy:
            found.append(f"{PO.name}: the translation of {shown(message)} is marked fuzzy")
        elif wrong := differing_placeholders(known):
            found.append(f"{PO.name}: the translation of {shown(message)} {wrong}")
    unused = [shown(message) for message in entries(stored) if find(used, message) is None]
    found += [f"{PO.name}: the source no longer uses {text}; run update.py" for text in unused]
    if not MO.exists() or MO.read_bytes() != mo_bytes(stored):
        found.append(f"{MO.name} is older than {PO.name}; run packaging/locale/update.py")
    return found


def report(sentences: list[str]) -> int:
    print(*sentences, sep="\n", end="\n" if sentences else "")
    return 1 if sentences else 0


def entries(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def find(catalog: Catalog, message: Message) -> Message | None:
    first = message.id[0] if isinstance(message.id, tuple) else message.id
    return catalog.get(first, message.context)


def has_text(message: Message) -> bool:
    return all(forms(message.string or ""))


def same_shape(one: Message, other: Message) -> bool:
    return isinstance(one.id, tuple) == isinstance(other.id, tuple)


def shown(message: Message) -> str:
    first = message.id[0] if isinstance(message.id, tuple) else message.id
    return f'"{first}"' + (f" ({message.context})" if message.context else "")


def differing_placeholders(message: Message) -> str:
    """What is wrong with the `{name}`s of a translation; empty when they are the source's."""
    try:
        wanted = set().union(*map(placeholders, forms(message.id)))
        given = [placeholders(string) for string in forms(message.string)]
    except ValueError as error:
        return f"can't be filled in: {error}"
    if all(names == wanted for names in given):
        return ""
    return f"has other placeholders: {sorted(wanted)} became {sorted(set().union(*given))}"


def forms(text: object) -> list[str]:
    """The singular and plural forms of a text, or its one form."""
    return [str(form) for form in text] if isinstance(text, list | tuple) else [str(text)]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def po_bytes(catalog: Catalog) -> bytes:
    """Without dates and line numbers, so that a diff shows changed texts only."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=98, omit_header=False, sort_output=True, include_lineno=False)
    lines = buffer.getvalue().decode("utf-8").split("\n")
    idle = ("POT-", "PO-", "Generated-", "Last-", "Language-Team", "Project-", "Report-")
    return "\n".join(
        line for line in lines if not line.startswith(tuple(f'"{name}' for name in idle))
    ).encode("utf-8")


def mo_bytes(catalog: Catalog) -> bytes:
    """Compiled from the texts alone, so that equal texts give equal bytes."""
    epoch = datetime(2026, 1, 1, tzinfo=UTC)
    plain = Catalog(locale="zh_CN", domain="crm_desktop", fuzzy=False, creation_date=epoch)
    plain.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
    ]
    for message in entries(catalog):
        if has_text(message) and not message.fuzzy:
            plain.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, plain)
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
