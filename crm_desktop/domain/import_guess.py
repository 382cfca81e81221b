"""Understands tables without a mapping: what their rows are, which column is which field, and
which table lends names to which."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crm_desktop.domain.import_columns import (
    bind_columns,
    label_columns,
    names_of_fields,
    own_id,
)
from crm_desktop.domain.import_fields import FIELDS, NEEDS, field_of
from crm_desktop.domain.import_headers import fold, singular, words
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.imports import (
    CUSTOM,
    LOOKUPS,
    ONLY_NAMED,
    Assumption,
    Binding,
    Entity,
    Field,
    TableMapping,
)

SURE = 0.3
"""Mappings below this confidence are fallbacks; among several tables leave them out aloud."""

_NAMED_BONUS = 0.3
_BORROWED_KEY_COSTS = 0.5
_NOUNS: dict[Entity, str] = {
    Entity.CUSTOMERS: "customer, client, account, company, lead, prospect, reseller, 客户, 会员, "
    "公司, 线索, 企业, 名单, 客戶",
    Entity.CONTACTS: "contact, person, people, 联系人, 人员",
    Entity.PRODUCTS: "product, item, article, sku, 产品, 商品",
    Entity.PURCHASES: "purchase, invoice, order, sale, transaction, 订单, 发票, 交易, 购买, 消费, "
    "销售记录, 采购",
    Entity.PURCHASE_LINES: "purchase line, invoice line, order line, order item, invoice item, "
    "line item, sales line, order detail, invoice detail, 明细, 订单明细, 行项目",
    Entity.INTERACTIONS: "interaction, activity, call, meeting, ticket, service history, "
    "complaint, 互动, 跟进, 沟通, 服务记录, 投诉, 拜访记录, 联系记录",
    Entity.TABOOS: "taboo, 禁忌, 忌讳",
    Entity.PREFERENCES: "preference, like, 偏好, 喜好",
    Entity.SPECIAL_NEEDS: "special need, need, requirement, 特殊需求, 需求",
    Entity.PROMISES: "promise, commitment, todo, task, 承诺, 待办",
    Entity.VISITS: "visit, appointment, 拜访, 拜访计划, 预约",
    Entity.MAN_ANSWERS: "man answer, man, assessment, lead score, 评估",
    Entity.OPPORTUNITIES: "opportunity, deal, quote, 商机, 机会",
    Entity.CONTACT_LINKS: "contact link, relationship map, influence map, 联系人关系, 人员关系",
    Entity.CONTRACTS: "contract, agreement, 合同, 协议",
    Entity.EXCHANGE_RATES: "exchange rate, currency rate, 汇率",
    Entity.PAIN_POINTS: "pain point, pain, 痛点",
    Entity.SWOT_ITEMS: "swot item, swot",
    Entity.GOALS: "goal, target, 客户目标",
    Entity.RELATIONSHIP_ACTIONS: "relationship action, action plan, 关系行动, 行动计划",
    Entity.CONSENTS: "consent, 同意书, 授权同意, 知情同意",
    Entity.TIER_PINS: "tier pin, pinned tier, 指定等级, 锁定等级",
    Entity.OWNERS: "owner, employee, staff, user, rep, sales rep, salesperson, account manager, "
    "员工, 负责人, 业务员, 客户经理, 销售人员",
    Entity.CATEGORIES: "category, genre, group, type, 分类, 类别, 品类",
}
_EMPLOYMENT = (
    "employee id, employee no, employee number, staff id, hire date, hired on, reports to, "
    "入职日期, 入职时间, 工号, 直属上级, 汇报对象"
)
_GENERIC = frozenset({"external_id", "name"})
_WARNINGS = frozenset({"taboos", "allergies"})
_NAMED_TABOOS = frozenset({"customer_id", "customer_name", "contact_name", "text"})
_OF_CUSTOMER = frozenset({"customer_id", "customer_name"})


@dataclass(frozen=True, slots=True)
class _Guess:
    entity: Entity
    bindings: tuple[Binding, ...]
    score: float
    is_named: bool

    @property
    def is_telling(self) -> bool:
        """True when its name, a heading, or more than an id and a name speak for it."""
        return self.is_named or len({b.field for b in self.bindings} - _GENERIC) >= 2


def understand(tables: Sequence[TableView], today: date) -> list[TableMapping]:
    """One mapping a table, in order; related tables are looked at together.

    A stated entity is kept; a table that nothing is known of is taken for customers with a
    confidence below SURE. Columns without a field become custom fields of a customer, in other
    tables they are left out; both are listed in `assumptions`.
    """
    guesses = [_best(table, _lends(table, tables), today) for table in tables]
    if len(tables) > 1:
        guesses = [guess if guess and guess.is_telling else None for guess in guesses]
    guesses = [
        guess if guess and guess.is_telling else _priced(table, today) or guess
        for table, guess in zip(tables, guesses, strict=True)
    ]
    _place_by_references(tables, guesses, today)
    guesses = [
        _people_of(table, guess, guesses, today) if guess else None
        for table, guess in zip(tables, guesses, strict=True)
    ]
    return [
        _mapping(table, guess or _fallback(table, today), _known_ids(tables, guesses))
        for table, guess in zip(tables, guesses, strict=True)
    ]


def meets_needs(table: TableView, entity: Entity, bindings: Sequence[Binding]) -> bool:
    """True when every group of needed fields has a column that isn't blank throughout."""
    present = {
        binding.field
        for binding in bindings
        if binding.constant is not None or not all(map(table.is_blank, binding.columns))
    }
    return all(present.intersection(group) for group in NEEDS[entity])


def named_entity(name: str) -> Entity | None:
    """The entity a table's name speaks of: the longest match counts, then the last."""
    spoken = "".join(map(singular, words(name)))
    matches = [
        (len(noun), spoken.rfind(noun), entity)
        for entity, nouns in _NOUNS.items()
        for noun in (fold(part) for part in nouns.split(","))
        if noun in spoken and _is_whole(noun, name)
    ]
    return max(matches, key=lambda match: match[:2])[2] if matches else None


def _is_whole(noun: str, name: str) -> bool:
    """A Latin noun must be whole words (`rep` isn't in `report`); Chinese has no word breaks."""
    parts = [singular(word) for word in words(name)]
    runs = {"".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)}
    return not noun.isascii() or noun in runs


def _best(table: TableView, lends: Entity | None, today: date) -> _Guess | None:
    if table.entity is not None:
        bindings = bind_columns(table, table.entity, today)
        return _Guess(table.entity, bindings, 1.0, is_named=True)
    if lends is not None:
        return _guess(table, lends, lends, today)
    named = named_entity(table.name)
    if named is Entity.OWNERS and _is_staff(table):
        return _guess(table, named, named, today)
    untold = (LOOKUPS | ONLY_NAMED) - {named}
    entities = [entity for entity in FIELDS if entity not in untold]
    guesses = [guess for entity in entities if (guess := _guess(table, entity, named, today))]
    return max(guesses, key=lambda guess: guess.score, default=None)


def _is_staff(table: TableView) -> bool:
    """True for a list of our own people: customers have no hire date."""
    telling = {fold(name) for name in _EMPLOYMENT.split(",")}
    return not telling.isdisjoint(map(fold, table.header or ()))


def _priced(table: TableView, today: date) -> _Guess | None:
    """Products, where a table of ids and names alone has a unit price: customers have none."""
    names = {
        key
        for name in table.header or ()
        for key, _ in names_of_fields(name, Entity.PURCHASE_LINES)
    }
    customers = {binding.field for binding in bind_columns(table, Entity.CUSTOMERS, today)}
    if "unit_price" not in names or not customers <= _GENERIC:
        return None
    found = _guess(table, Entity.PRODUCTS, None, today)
    return replace(found, score=max(found.score, SURE)) if found else None


def _lends(table: TableView, tables: Sequence[TableView]) -> Entity | None:
    """The lookup a table is by its name, where another table refers to it: employees, genres."""
    entity = named_entity(table.name)
    if entity not in LOOKUPS:
        return None
    key = own_id(table)
    own = fold(table.header[key]) if key is not None and table.header else ""
    headings = [name for other in tables if other is not table for name in other.header or ()]
    is_needed = any(fold(name) == own or _asks_for(name, entity) for name in headings)
    return entity if is_needed else None


def _asks_for(name: str, lookup: Entity) -> bool:
    meanings = [
        field_of(entity, key)
        for entity in (Entity.CUSTOMERS, Entity.PRODUCTS)
        for key, _ in names_of_fields(name, entity)
    ]
    return any(field is not None and field.target is lookup for field in meanings)


def _guess(table: TableView, entity: Entity, named: Entity | None, today: date) -> _Guess | None:
    bindings = bind_columns(table, entity, today)
    if not meets_needs(table, entity, bindings):
        return None
    sure = sum(binding.confidence * len(binding.columns) for binding in bindings)
    score = sure / max(1, table.width) + _NAMED_BONUS * (entity is named)
    if entity is not named and _borrows_its_key(table, entity, bindings):
        score -= _BORROWED_KEY_COSTS
    if entity is Entity.TABOOS and _has_customer_basics(table, bindings, today):
        score -= 1
    speaks = entity is named or (entity is Entity.CUSTOMERS and _heads_customers(table, bindings))
    return _Guess(entity, bindings, score, is_named=speaks)


def _has_customer_basics(table: TableView, taboos: Sequence[Binding], today: date) -> bool:
    """True for customers with their taboos: it says more of them than a list of taboos can."""
    customers = bind_columns(table, Entity.CUSTOMERS, today)
    used = {place for binding in taboos for place in binding.columns}
    basics = {b.field for b in customers if used.isdisjoint(b.columns)} - _GENERIC
    bound = {binding.field for binding in customers}
    return (
        meets_needs(table, Entity.CUSTOMERS, customers)
        and bool(bound & _WARNINGS)
        and bool(basics - _WARNINGS)
    )


def _heads_customers(table: TableView, bindings: Sequence[Binding]) -> bool:
    """True when the id or the name is headed as a customer's: `Customer No.`, `Client`."""
    header = table.header or ()
    heads = [header[b.columns[0]] for b in bindings if b.field in _GENERIC] if header else []
    known = {key for name in heads for key, _ in names_of_fields(name, Entity.PURCHASES)}
    return not known.isdisjoint(_OF_CUSTOMER)


def _people_of(
    table: TableView, guess: _Guess, guesses: Sequence[_Guess | None], today: date
) -> _Guess:
    """Companies with a person each are contacts only beside the list of those customers."""
    if table.entity is not None:
        return guess
    others = [one for one in guesses if one and one is not guess]
    is_known = any(one.entity is Entity.CUSTOMERS and _is_without_people(one) for one in others)
    own = {binding.field for binding in guess.bindings}
    if named_entity(table.name) is not guess.entity:
        guess = _taboos_or_customers(table, guess, today, is_known=is_known)
    if is_known and guess.entity is Entity.CUSTOMERS and {"company", "name"} <= own:
        found = _guess(table, Entity.CONTACTS, Entity.CONTACTS, today)
        return found if found and len(found.bindings) >= len(guess.bindings) else guess
    if is_known or guess.entity is not Entity.CONTACTS or "customer_id" in own:
        return guess
    return _guess(table, Entity.CUSTOMERS, Entity.CUSTOMERS, today) or guess


def _taboos_or_customers(table: TableView, guess: _Guess, today: date, *, is_known: bool) -> _Guess:
    """Names with taboos alone: of the customers listed beside them, else customers themselves."""
    own = {binding.field for binding in guess.bindings}
    if guess.entity is Entity.CUSTOMERS and is_known and own & _WARNINGS:
        is_bare = own <= _GENERIC | _WARNINGS | {"company"}
        return (_guess(table, Entity.TABOOS, Entity.TABOOS, today) if is_bare else None) or guess
    if guess.entity is Entity.TABOOS and not is_known and own <= _NAMED_TABOOS:
        found = _guess(table, Entity.CUSTOMERS, None, today)
        has_taboos = found and any(b.field in _WARNINGS for b in found.bindings)
        return found if found and has_taboos else guess
    return guess


def _is_without_people(guess: _Guess) -> bool:
    bound = {binding.field for binding in guess.bindings}
    return not {"company", "name"} <= bound and bound.isdisjoint({"first_name", "last_name"})


def _borrows_its_key(table: TableView, entity: Entity, bindings: Sequence[Binding]) -> bool:
    """A first column of different customer ids is the key of customers, not a reference to them.

    One or two rows prove it of people with names, who are more often customers than contacts.
    """
    places = {binding.field: binding.columns for binding in bindings}
    return (
        "external_id" not in places
        and places.get("customer_id") == (0,)
        and (len(table.sample) > 2 or entity is Entity.CONTACTS)
        and (len(table.sample) == 1 or table.is_unique(0))
    )


def _place_by_references(
    tables: Sequence[TableView], guesses: list[_Guess | None], today: date
) -> None:
    """Tables nothing is known of are what the tables that refer to them need them for.

    Two rounds: invoice lines tell that tracks are products, then products what genres are.
    """
    for _ in range(2):
        for place, table in enumerate(tables):
            if guesses[place] is None:
                guesses[place] = _referred_to(table, tables, guesses, today)


def _referred_to(
    table: TableView, tables: Sequence[TableView], guesses: list[_Guess | None], today: date
) -> _Guess | None:
    key = own_id(table)
    if key is None or table.header is None:
        return None
    for other, guess in zip(tables, guesses, strict=True):
        if guess is None or _unbound(other, guess.bindings, table.header[key]) is None:
            continue
        bound = {binding.field for binding in guess.bindings}
        for field in FIELDS[guess.entity]:
            if field.target not in (None, Entity.CUSTOMERS) and field.key not in bound:
                found = _guess(table, field.target, field.target, today)
                if found is not None:
                    return replace(found, score=SURE + 0.1)
    return None


def _unbound(table: TableView, bindings: Sequence[Binding], name: str) -> int | None:
    """The place of the column of that name that no field uses."""
    used = {place for binding in bindings for place in binding.columns}
    names = [fold(text) for text in table.header or ()]
    place = names.index(fold(name)) if fold(name) in names else None
    return None if place in used else place


def _fallback(table: TableView, today: date) -> _Guess:
    bindings = bind_columns(table, Entity.CUSTOMERS, today)
    return _Guess(Entity.CUSTOMERS, bindings, 0.0, is_named=False)


def _known_ids(tables: Sequence[TableView], guesses: Sequence[_Guess | None]) -> dict[str, Entity]:
    """Names of id columns with the entity of the table they belong to."""
    found = {}
    for table, guess in zip(tables, guesses, strict=True):
        key = own_id(table)
        if guess is not None and key is not None and table.header is not None:
            found[fold(table.header[key])] = guess.entity
    return found


def _mapping(table: TableView, guess: _Guess, known: dict[str, Entity]) -> TableMapping:
    joined = [*guess.bindings, *_references(table, guess, known)]
    rest = list(_unused(table, joined))
    assumptions = [Assumption("entity_guessed", {"table": table.name, "entity": guess.entity})]
    names = tuple(_name(table, place) for place in rest if not table.is_blank(place))
    if names:
        code = "columns_are_custom" if guess.entity is Entity.CUSTOMERS else "columns_left_out"
        assumptions.append(Assumption(code, {"table": table.name, "columns": names}))
    if guess.entity is Entity.CUSTOMERS:
        joined += [Binding(CUSTOM + _name(table, place), (place,)) for place in rest]
    return TableMapping(
        table=table.name,
        entity=guess.entity,
        bindings=tuple(joined),
        conventions=table.conventions,
        confidence=min(1.0, guess.score),
        assumptions=tuple(assumptions),
    )


def _references(table: TableView, guess: _Guess, known: dict[str, Entity]) -> list[Binding]:
    """Links to other tables of this import by the name of their id: `TrackId`, `GenreId`."""
    bound = {binding.field for binding in guess.bindings}
    found = []
    for name, target in known.items():
        place = _unbound(table, guess.bindings, name)
        field = _free_link(guess.entity, target, bound)
        if place is not None and field is not None:
            bound.add(field.key)
            found.append(Binding(field.key, (place,)))
    return found


def _free_link(entity: Entity, target: Entity, bound: set[str]) -> Field | None:
    links = (field for field in FIELDS[entity] if field.target is target)
    return next((field for field in links if field.key not in bound), None)


def _unused(table: TableView, bindings: Sequence[Binding]) -> list[int]:
    used = {place for binding in bindings for place in binding.columns} | label_columns(bindings)
    return [
        place
        for place in range(table.width)
        if place not in used and not (_is_unnamed(table, place) and table.is_blank(place))
    ]


def _is_unnamed(table: TableView, place: int) -> bool:
    return table.header is None or not table.header[place]


def _name(table: TableView, place: int) -> str:
    """What a column is called: its heading, or its number from 1 where it has none."""
    return (table.header[place] if table.header else "") or f"#{place + 1}"
