"""What planning one list needs: who its rows belong to, their keys, and where refusals go."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.import_fields import field_of
from crm_desktop.domain.imports import Assumption, Entity, FieldType, Refusal
from crm_desktop.formats.table import Row
from crm_desktop.services.import_adoption import Finder
from crm_desktop.services.import_batches import Columns, TableReading
from crm_desktop.services.import_drafts import Link, Reconciled, Records
from crm_desktop.services.import_inputs import InputTable
from crm_desktop.services.import_plan import RowNote
from crm_desktop.services.import_records import Ledger
from crm_desktop.services.import_references import AMBIGUOUS, References
from crm_desktop.storage.types import LARGEST_MICRO, MICRO

ID = "external_id"
_NO_ID = ".row"
_NUMBERS = frozenset({FieldType.MONEY, FieldType.DECIMAL, FieldType.INTEGER})


@dataclass(frozen=True, slots=True)
class LinkRule:
    """How rows name a record of ``kind``: an id in ``field``, or its name in ``name_field``.

    Unless it ``is_needed`` a row is taken although its name means nothing here, aloud; one whose
    id means nothing only where the link isn't ``is_strict``.
    """

    column: str
    kind: Kind
    field: str
    name_field: str = ""
    name_column: str = "name"
    is_needed: bool = False
    is_strict: bool = True


CUSTOMER = LinkRule("customer_id", Kind.CUSTOMER, "customer_id", "customer_name", is_needed=True)


@dataclass(slots=True)
class Shared:
    """What all lists of an import share."""

    ledger: Ledger
    references: References
    today: date
    currency: str
    """Currency of amounts that name none and whose list states none."""
    wanted: frozenset[str] = frozenset()
    """The fields that any list fills."""
    lookups: dict[Entity, dict[str, str]] = field(default_factory=dict)
    """Names lent by lists of employees and categories, by id."""
    regions: dict[int, str] = field(default_factory=dict)
    """Countries of new customers, by key, for reading phone numbers."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of a batch that are taken, with their ids, their keys and what they refer to.

    A key is the id, where rows of one id differ by what they refer to both together.
    """

    columns: Columns
    ids: list[str]
    keys: list[str]
    links: dict[str, Link]

    def link(self, column: str) -> Sequence[int | None]:
        """The keys one column refers to."""
        return self.links[column].keys

    def only(self, places: Sequence[int]) -> "Prepared":
        """Some of the rows."""
        return Prepared(
            self.columns.only(places),
            [self.ids[place] for place in places],
            [self.keys[place] for place in places],
            {name: link.only(places) for name, link in self.links.items()},
        )

    def merge_link(
        self, rule: LinkRule, keys: Sequence[int | None], names: Sequence[str | None]
    ) -> None:
        """Fill a column's references where they are not known yet."""
        old = self.links.get(rule.column)
        if old is not None:
            keys = [first or other for first, other in zip(old.keys, keys, strict=True)]
            names = [first or other for first, other in zip(old.names, names, strict=True)]
        self.links[rule.column] = Link(rule.kind, keys, names)


class TableWork:
    """Planning one list, batch by batch."""

    def __init__(self, shared: Shared, source: InputTable, reading: TableReading) -> None:
        self.shared = shared
        self.ledger = shared.ledger
        self.references = shared.references
        self.input = source
        self.reading = reading
        self.file = reading.file
        self.source = source.source
        self.finder = Finder(shared.ledger.reading, source.mapping.key)
        self.default_currency = source.currency or shared.currency
        self.entity_suffix = ""
        self._seen: dict[str, int] = {}
        self._hashes: dict[str, int] = {}

    def prepare(
        self,
        columns: Columns,
        rows: Sequence[Row],
        rules: Sequence[LinkRule],
        *,
        pair: str = "",
        bad: dict[int, Refusal] | None = None,
    ) -> Prepared:
        """Refuse what refers to nothing or repeats a key; the rest keeps its order.

        ``pair`` is a column whose reference is part of the key, ``bad`` what is refused already.
        """
        bad = {} if bad is None else bad
        self._refuse_large(columns, bad)
        links = {
            rule.column: self.link(columns, rule, bad) for rule in rules if _has(columns, rule)
        }
        ids = keys = self.keys(columns, rows)
        if pair:
            keys = [f"{one}@{name}" for one, name in zip(ids, links[pair].names, strict=True)]
        self.refuse_repeated(columns, keys, bad)
        if not bad:
            return Prepared(columns, ids, keys, links)
        for place in sorted(bad):
            self.reading.refuse(bad[place], rows)
        kept = [place for place in range(len(columns)) if place not in bad]
        return Prepared(columns, ids, keys, links).only(kept)

    def link(self, columns: Columns, rule: LinkRule, bad: dict[int, Refusal]) -> Link:
        """What the rows refer to; rows whose needed reference fails go to ``bad``."""
        ids = columns.get(rule.field)
        keys = self.references.find_all(rule.kind, self.source, ids)
        names: list[str | None] = list(ids)
        if rule.name_field in columns:
            texts = columns.get(rule.name_field)
            for place, text in enumerate(texts):
                if ids[place] is None and text is not None:
                    keys[place] = self.references.named(rule.kind, rule.name_column, text)
                    names[place] = text
        if None in keys or AMBIGUOUS in keys:
            for place, key in enumerate(keys):
                if not key:
                    keys[place] = None
                    self._unresolved(columns, place, rule, names[place], key, bad)
        return Link(rule.kind, keys, names)

    def keys(self, columns: Columns, rows: Sequence[Row]) -> list[str]:
        """The external id of each row, else a hash of its mapped cells and their occurrence."""
        self.entity_suffix = "" if ID in columns else _NO_ID
        ids = list(columns.get(ID))
        if None in ids:
            by_line = dict(rows)
            places = self._places_of_cells(columns)
            for place, one in enumerate(ids):
                if one is None:
                    cells = by_line[columns.lines[place]]
                    ids[place] = self._hash([cells[at].strip() for at in places])
        return ids

    def refuse_repeated(
        self, columns: Columns, keys: Sequence[str], bad: dict[int, Refusal]
    ) -> None:
        """Only the first row of an id in a file is taken."""
        seen, lines = self._seen, columns.lines
        if not bad and seen.keys().isdisjoint(keys) and len(set(keys)) == len(keys):
            seen.update(zip(keys, lines, strict=True))
            return
        for place, key in enumerate(keys):
            if place in bad:
                continue
            if key in seen:
                params = {"value": key, "first": seen[key]}
                bad[place] = Refusal(self.file, lines[place], "id_repeated", ID, params)
            else:
                seen[key] = lines[place]

    def _refuse_large(self, columns: Columns, bad: dict[int, Refusal]) -> None:
        """Numbers beyond what the file can hold."""
        for binding in columns.bindings:
            field = field_of(self.input.entity, binding.field)
            if field is None or field.kind not in _NUMBERS:
                continue
            limit = LARGEST_MICRO if field.kind is FieldType.INTEGER else LARGEST_MICRO // MICRO
            values = columns.get(field.key)
            numbers = [one[0] if isinstance(one, tuple) else one for one in values]
            if max((abs(one) for one in numbers if one is not None), default=0) > limit:
                for place, one in enumerate(numbers):
                    if one is not None and abs(one) > limit:
                        params = {"value": str(one)}
                        line = columns.lines[place]
                        bad.setdefault(
                            place,
                            Refusal(self.file, line, "number_too_large", field.key, params),
                        )

    def refusal(self, line: int, like: Refusal) -> Refusal:
        """The same reason for another line."""
        return replace(like, line=line)

    def records(self, kind: Kind, prepared: Prepared, values: dict[str, list[object]]) -> Records:
        """The records that rows bring, with their own keys and all they refer to."""
        return Records(
            kind,
            self.source,
            prepared.keys,
            prepared.columns.lines,
            values,
            dict(prepared.links),
            file=self.file,
            entity=kind.value + self.entity_suffix,
        )

    def reconcile(self, records: Records) -> Reconciled:
        """Hand records to the ledger."""
        return self.ledger.reconcile(records)

    def assume(self, code: str, **params: object) -> None:
        """Tell something that was concluded about the list, once."""
        found = Assumption(code, params)
        if found not in self.reading.assumptions:
            self.reading.assumptions.append(found)

    def note(self, line: int, code: str, **params: object) -> None:
        """Tell something about a row that is taken."""
        self.reading.notes.append(RowNote(self.file, line, code, params))

    def _places_of_cells(self, columns: Columns) -> list[int]:
        by_field = sorted(columns.bindings, key=lambda b: (b.field, b.label))
        return [place for binding in by_field for place in binding.columns]

    def _hash(self, cells: Sequence[str]) -> str:
        text = "\x1f".join(cells).encode("utf-8", "replace")
        digest = "#" + blake2b(text, digest_size=9).hexdigest()
        number = self._hashes[digest] = self._hashes.get(digest, 0) + 1
        return digest if number == 1 else f"{digest}.{number}"

    def _unresolved(
        self,
        columns: Columns,
        place: int,
        rule: LinkRule,
        name: str | None,
        key: int | None,
        bad: dict[int, Refusal],
    ) -> None:
        if name is None and not rule.is_needed:
            return
        code = "reference_unknown" if key is None else "reference_ambiguous"
        params = {"value": name, "kind": rule.kind.value}
        line = columns.lines[place]
        has_id = columns.get(rule.field)[place] is not None
        if rule.is_needed or (rule.is_strict and has_id):
            bad.setdefault(place, Refusal(self.file, line, code, rule.field, params))
        else:
            self.note(line, code, field=rule.field if has_id else rule.name_field, **params)


def _has(columns: Columns, rule: LinkRule) -> bool:
    return rule.is_needed or rule.field in columns or rule.name_field in columns
