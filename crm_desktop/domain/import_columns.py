"""Which column of a table is which field of an entity, by its name and by what it holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache

from crm_desktop.domain.import_customer_names import names_in
from crm_desktop.domain.import_dates import parse_time
from crm_desktop.domain.import_evidence import TableEvidence, filled
from crm_desktop.domain.import_fields import FIELDS, field_of
from crm_desktop.domain.import_headers import fold, numbered, singular, unit, without_unit, words
from crm_desktop.domain.import_numbers import parse_currency
from crm_desktop.domain.import_table_view import EMAIL, TableView, by_content
from crm_desktop.domain.import_values import ReadingContext, Unreadable, column_reader
from crm_desktop.domain.imports import (
    STATES_NOTHING,
    Binding,
    Entity,
    Field,
    FieldType,
    TableMapping,
)

_KEY = 1.0
_FIRST_SYNONYM = 0.95
_STEP = 0.01
_LEAST = 0.7
_NUMBERED = 0.65
_NOUN_COSTS = 0.1
_OWN_ID = 0.9
_MOST_MISFITS = 0.2
_ID_WORDS = frozenset({"id", "no", "nr", "key", "code", "number", "编号", "号", "代码"})
_NEVER_NUMBERS = frozenset(
    {
        "name",
        "company",
        "first_name",
        "last_name",
        "city",
        "country",
        "region",
        "owner",
        "contact_name",
        "customer_name",
        "department",
        "title",
    }
)
_SURE_RIVAL = 0.9
_AMBIGUOUS_KEY = 0.85


@dataclass(frozen=True, slots=True)
class _Candidate:
    confidence: float
    place: int
    field: Field
    is_numbered: bool = False


def bind_columns(table: TableView, entity: Entity, today: date) -> tuple[Binding, ...]:
    """Bindings of the columns that fit a field of the entity, the surest first come first served.

    A column is used once; fields that take or join several columns get all of theirs.
    """
    if table.header is None:
        return tuple(by_content(table, entity))
    birth = birth_parts(table.header) if field_of(entity, "birthday") else ()
    parts = set(birth)
    found = [c for c in _without_rivals(list(_candidates(table, entity))) if c.place not in parts]
    found.sort(key=lambda candidate: (-candidate.confidence, candidate.place))
    chosen: dict[int, _Candidate] = {}
    taken: set[str] = set()
    for candidate in found:
        is_free = candidate.field.key not in taken or _is_open(candidate)
        if candidate.place not in chosen and is_free and _fits(table, candidate, entity, today):
            chosen[candidate.place] = candidate
            taken.add(candidate.field.key)
    bindings = list(_bindings(table, chosen))
    if birth:
        bindings.append(Binding("birthday", birth, confidence=_FIRST_SYNONYM))
    return (*bindings, *_times_of_day(table, entity, bindings))


_BIRTH_PARTS = (
    ("birthyear", "birthmonth", "birthday"),
    ("geburtsjahr", "geburtsmonat", "geburtstag"),
    ("出生年", "出生月", "出生日"),
)


def birth_parts(header: Sequence[str]) -> tuple[int, ...]:
    """The places of year, month and day where a birthday has three columns, else none."""
    names = [fold(name) for name in header]
    for trio in _BIRTH_PARTS:
        if all(name in names for name in trio):
            return tuple(names.index(name) for name in trio)
    return ()


_TIME_FIELDS = {"happened_on": "happened_at", "visit_on": "visit_time"}


def _times_of_day(
    table: TableView, entity: Entity, bindings: Sequence[Binding]
) -> Iterator[Binding]:
    """A day's column that also tells the time fills both fields."""
    bound = {binding.field for binding in bindings}
    for binding in bindings:
        other = _TIME_FIELDS.get(binding.field)
        if other and other not in bound and field_of(entity, other):
            times = map(parse_time, filled(table.column(binding.columns[0])))
            if any(found not in (None, time()) for found in times):
                yield Binding(other, binding.columns, confidence=binding.confidence)


def own_id(table: TableView) -> int | None:
    """The place of the column that is this table's own id by its name: `TrackId` of `Track`."""
    noun = "".join(map(singular, words(table.name)))
    for place, name in enumerate(table.header or ()):
        *head, last = words(name) or ("",)
        if last in _ID_WORDS and "".join(map(singular, head)) == noun:
            return place
    return None


def _is_open(candidate: _Candidate) -> bool:
    """True when the field may have this column beside others: `Street 2`, a second e-mail."""
    field = candidate.field
    if field.takes_many or field.kind is FieldType.MULTILINE:
        return True
    return field.joins and candidate.is_numbered


def _without_rivals(candidates: list[_Candidate]) -> list[_Candidate]:
    """`Title` is a job, but a form of address where `Job Title` stands beside it."""
    places = Counter(candidate.place for candidate in candidates)
    claims = Counter(c.field.key for c in candidates if c.confidence >= _SURE_RIVAL)
    return [
        replace(c, confidence=_AMBIGUOUS_KEY)
        if c.confidence == _KEY
        and places[c.place] > 1
        and claims[c.field.key] > 1
        and not _is_open(c)
        else c
        for c in candidates
    ]


@cache
def _index(entity: Entity) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Folded names with the fields they may mean and how surely."""
    found: dict[str, list[tuple[str, float]]] = {}
    for field in FIELDS[entity]:
        found.setdefault(fold(field.key), []).append((field.key, _KEY))
        for rank, name in enumerate(dict.fromkeys(map(fold, field.names))):
            confidence = max(_LEAST, _FIRST_SYNONYM - _STEP * rank)
            found.setdefault(name, []).append((field.key, confidence))
    return {name: tuple(entries) for name, entries in found.items()}


def _candidates(table: TableView, entity: Entity) -> Iterator[_Candidate]:
    own = own_id(table)
    whose = names_in(table.header or ()) if entity is Entity.CUSTOMERS else {}
    for place, name in enumerate(table.header or ()):
        said = ((whose[place], _FIRST_SYNONYM),) if place in whose else ()
        meanings = said or names_of_fields(name, entity)
        is_numbered = not meanings
        for key, confidence in meanings or _indirect(name, entity, table.name):
            field = field_of(entity, key)
            if field is not None:
                yield _Candidate(confidence, place, field, is_numbered)
        if place == own and (field := field_of(entity, "external_id")):
            yield _Candidate(_OWN_ID, place, field)


def names_of_fields(name: str, entity: Entity) -> tuple[tuple[str, float], ...]:
    """The fields a heading names outright, with or without its unit, and how surely."""
    index = _index(entity)
    return index.get(fold(name)) or index.get(fold(without_unit(name))) or ()


def _indirect(name: str, entity: Entity, table: str) -> Iterable[tuple[str, float]]:
    """Meanings of `Phone 2` (a second phone) and of `TrackName` in a table of tracks."""
    index = _index(entity)
    if (base := numbered(name)) and base[0] in index:
        several = ((key, field_of(entity, key)) for key, _ in index[base[0]])
        return [(key, _NUMBERED) for key, field in several if field and _takes_more(field)]
    noun, *rest = words(name) or ("",)
    if rest and singular(noun) in map(singular, words(table)):
        return [(key, sure - _NOUN_COSTS) for key, sure in index.get("".join(rest), ())]
    return ()


def _takes_more(field: Field) -> bool:
    return field.takes_many or field.joins or field.kind is FieldType.MULTILINE


def _fits(table: TableView, candidate: _Candidate, entity: Entity, today: date) -> bool:
    """True when at least four of five filled cells are values of that field."""
    field = candidate.field
    cells = list(filled(table.column(candidate.place)))
    if field.key in _NEVER_NUMBERS and cells and all(cell.isdigit() for cell in cells):
        return False
    if field.kind is FieldType.EMAIL:
        misfits = sum(EMAIL.search(cell) is None for cell in cells)
    elif field.kind is FieldType.PHONE:
        misfits = sum("@" in cell for cell in cells)
    else:
        values = _read(TableMapping(table.name, entity, (), table.conventions), field, cells, today)
        misfits = sum(isinstance(value, Unreadable) for value in values)
    return misfits <= len(cells) * _MOST_MISFITS


def _read(
    mapping: TableMapping, field: Field, cells: Sequence[str], today: date
) -> Sequence[object]:
    mapping = replace(mapping, bindings=(Binding(field.key, (0,)),))
    evidence = TableEvidence(mapping)
    evidence.observe([(cell,) for cell in cells])
    form = evidence.formats(STATES_NOTHING)[0]
    return column_reader(field, form, ReadingContext("", today, _as_is))(cells)


def _as_is(text: str, **_: object) -> str:
    return text


def _bindings(table: TableView, chosen: Mapping[int, _Candidate]) -> Iterator[Binding]:
    """One binding a field, in the order of the columns; joined fields get all their columns."""
    header = table.header or ()
    joined: dict[str, list[int]] = {}
    for place, candidate in sorted(chosen.items()):
        if not candidate.field.takes_many:
            joined.setdefault(candidate.field.key, []).append(place)
    for place, candidate in sorted(chosen.items()):
        field = candidate.field
        if field.takes_many:
            labels = _label_column(header, place)
            label = "" if labels is not None else label_of(header[place])
            yield Binding(
                field.key, (place,), label=label, label_column=labels,
                confidence=candidate.confidence,
            )  # fmt: skip
        elif joined[field.key][0] == place:
            currency, scale = _unit_of(header[place], field)
            yield Binding(
                field.key,
                tuple(joined[field.key]),
                joiner="\n" if field.kind is FieldType.MULTILINE else ", ",
                currency=currency,
                scale=scale,
                confidence=candidate.confidence,
            )


def _unit_of(name: str, field: Field) -> tuple[str, int]:
    """Currency and factor a heading states: `Amount (USD)`, `年收入（万元）`."""
    said = unit(name)
    if field.kind is not FieldType.MONEY or not said:
        return "", 1
    scale = 10_000 if said[0] in "万萬" else 1
    return parse_currency(said.strip("万萬")) or "", scale


_LABELS = (
    ("home", ("home", "privat", "住宅", "家庭")),
    ("assistant", ("assistant", "助理")),
    ("other", ("other", "其他", "secondary", "sekund")),
    ("car", ("car", "车载")),
    ("work", ("business", "work", "office", "company", "dienstlich", "商务", "单位", "办公")),
)


def label_of(name: str) -> str:
    """What kind of number or address a heading says it is: home, work, ... or ""."""
    folded = fold(name)
    return next((label for label, signs in _LABELS if any(s in folded for s in signs)), "")


def _label_column(header: Sequence[str], place: int) -> int | None:
    """The column beside `Phone 1 - Value` that names it: `Phone 1 - Type`."""
    name = fold(header[place])
    if not name.endswith("value"):
        return None
    wanted = name.removesuffix("value") + "type"
    return next((other for other, text in enumerate(header) if fold(text) == wanted), None)


def label_columns(bindings: Iterable[Binding]) -> set[int]:
    """Columns that only name values of others."""
    return {b.label_column for b in bindings if b.label_column is not None}
