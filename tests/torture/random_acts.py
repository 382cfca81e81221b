"""Random acts on a file and on a model of it: both must say the same at any time.

python tests/torture/random_acts.py [--acts 10000] [--seed S] [--steps 17,4,250]

Edits, additions, removals, imports, merges, runs of tiers, undo and redo. What goes wrong is cut
down to as few acts as still go wrong, and told with the words to repeat them.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from model import FIELDS, IMPORTED, Model, ModelCard

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.purchases import Purchase
from crm_desktop.services import card_edits, duplicate_merge, imports, tiers
from crm_desktop.services.undo import KEPT, UndoHistory
from crm_desktop.storage import list_marks, listing, search, tier_records
from crm_desktop.storage.database import Database, create
from crm_desktop.storage.reading import Reading

NOW, TODAY = datetime(2026, 6, 15, 9, tzinfo=UTC), date(2026, 6, 15)
MOST_LIVING = 40
LOOKED_EVERY, SEARCHED_EVERY = 5, 100
TAGS = ("vip", "new", "old", "重要")
WORDS = ("Acme", "Bolt", "华信", "Curie", "Ωmega", "O'Neil", "=1+1", "<b>", "日本", "Zoë")


class DiffersError(AssertionError):
    """The file says something else than the model."""


@dataclass
class Walk:
    """A file, its model, and what can be taken back in both."""

    database: Database
    folder: Path
    model: Model = field(default_factory=Model)
    history: UndoHistory = field(default_factory=UndoHistory)
    done: list[tuple[Model, Model]] = field(default_factory=list)
    undone: list[tuple[Model, Model]] = field(default_factory=list)
    names: int = 0
    counted: Counter[str] = field(default_factory=Counter)

    def step(self, seed: int) -> None:
        """Do the act that a number stands for, as far as the file has what it needs."""
        chance = Random(seed)
        ways = [way for way, weight in WAYS for _ in range(weight)]
        way = chance.choice(ways)
        if way in (undo, redo):
            way(self, chance)
        elif (changes := self._act(way, chance)) is None:
            return
        elif changes.operation is not None:
            self.undone.clear()
            self.history.note(changes)
        self.counted[way.__name__.strip("_")] += 1

    def _act(self, way: "Way", chance: Random) -> Changes | None:
        before = self.model.copy()
        changes = way(self, chance)
        if changes is not None and changes.operation is not None:
            self.done.append((before, self.model.copy()))
            del self.done[:-KEPT]
        elif self.model != before:
            raise DiffersError(f"{way.__name__} wrote nothing")
        return changes

    def new_name(self, chance: Random) -> str:
        """A name that no customer has."""
        self.names += 1
        return f"{chance.choice(WORDS)} {self.names}"

    def anybody(self, chance: Random) -> int | None:
        """The key of somebody not in the bin."""
        living = self.model.living()
        return chance.choice(living) if living else None


Way = Callable[[Walk, Random], Changes | None]


def _add(walk: Walk, chance: Random) -> Changes | None:
    if len(walk.model.living()) >= MOST_LIVING:
        return None
    name, city = walk.new_name(chance), chance.choice(WORDS)
    key, changes = card_edits.create_customer(walk.database, Customer(name, city=city))
    walk.model.cards[key] = ModelCard(name, city)
    return changes


def _edit(walk: Walk, chance: Random) -> Changes | None:
    key = walk.anybody(chance)
    if key is None:
        return None
    names = chance.sample(FIELDS, chance.randint(1, len(FIELDS)))
    values = {one: chance.choice(("", *WORDS)) if one != "name" else "" for one in names}
    if "name" in values:
        values["name"] = walk.new_name(chance)
    for name, value in values.items():
        setattr(walk.model.cards[key], name, value)
    return card_edits.set_fields(walk.database, Kind.CUSTOMER, key, values)


def _promise(walk: Walk, chance: Random) -> Changes | None:
    key = walk.anybody(chance)
    if key is None:
        return None
    text = walk.new_name(chance)
    record, changes = card_edits.add_record(walk.database, Promise(key, text))
    walk.model.cards[key].promises[record] = text
    return changes


def _purchase(walk: Walk, chance: Random) -> Changes | None:
    key = walk.anybody(chance)
    if key is None:
        return None
    amount = chance.randint(1, 10_000)
    draft = Purchase(key, purchased_on=TODAY, amount=Decimal(amount), currency="CNY")
    record, changes = card_edits.add_record(walk.database, draft)
    walk.model.cards[key].purchases[record] = amount
    return changes


def _remove(walk: Walk, chance: Random) -> Changes | None:
    card = walk.model.cards.get(walk.anybody(chance) or 0)
    if card is None or not (card.promises or card.purchases):
        return None
    kind, records = chance.choice([(Kind.PROMISE, card.promises), (Kind.PURCHASE, card.purchases)])
    if not records:
        return None
    key = chance.choice(list(records))
    del records[key]
    return card_edits.remove_record(walk.database, kind, key)


def _tag(walk: Walk, chance: Random) -> Changes | None:
    living = walk.model.living()
    keys, name = chance.sample(living, min(len(living), 3)), chance.choice(TAGS)
    for key in keys:
        walk.model.cards[key].tags.add(name)
    return card_edits.tag_many(walk.database, keys, name)


def _untag(walk: Walk, chance: Random) -> Changes | None:
    living = walk.model.living()
    keys, name = chance.sample(living, min(len(living), 5)), chance.choice(TAGS)
    for key in keys:
        walk.model.cards[key].tags.discard(name)
    return card_edits.untag_many(walk.database, keys, name)


def _own(walk: Walk, chance: Random) -> Changes | None:
    living = walk.model.living()
    keys, owner = chance.sample(living, min(len(living), 4)), chance.choice(WORDS)
    for key in keys:
        walk.model.cards[key].owner = owner
    return card_edits.set_of_many(walk.database, keys, "owner", owner)


def _bin(walk: Walk, chance: Random) -> Changes | None:
    living = walk.model.living()
    keys = chance.sample(living, min(len(living), 2))
    for key in keys:
        walk.model.cards[key].is_binned = True
    return card_edits.bin_customers(walk.database, keys)


def _restore(walk: Walk, chance: Random) -> Changes | None:
    binned = [key for key, card in walk.model.cards.items() if card.is_binned]
    keys = chance.sample(binned, min(len(binned), 2))
    for key in keys:
        walk.model.cards[key].is_binned = False
    return card_edits.restore_customers(walk.database, keys)


def _merge(walk: Walk, chance: Random) -> Changes | None:
    living = walk.model.living()
    if len(living) < 2:
        return None
    kept, other = chance.sample(living, 2)
    taken = set(chance.sample(("name", "city", "owner"), chance.randint(0, 3)))
    walk.model.merge(kept, other, taken)
    return duplicate_merge.merge(walk.database, kept, other, taken)


def _import(walk: Walk, chance: Random) -> Changes | None:
    rows = {
        f"E{number}": {"name": walk.new_name(chance), "city": chance.choice(WORDS)}
        for number in chance.sample(range(60), 6)
        if f"E{number}" in walk.model.brought or len(walk.model.living()) < MOST_LIVING
    }
    if not rows:
        return None
    path = walk.folder / "customers.csv"
    lines = [
        "id,company,city",
        *(f"{key},{one['name']},{one['city']}" for key, one in rows.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    plan = imports.plan(walk.database, [path], today=TODAY, source="s", currency="CNY")
    changes = imports.apply(walk.database, plan).changes
    with walk.database.read() as reading:
        found = dict(reading.rows("SELECT external_id, record_id FROM import_identity"))
    walk.model.take_list(rows, found)
    return changes


def _tier(walk: Walk, chance: Random) -> Changes | None:
    plan = tiers.plan(walk.database, as_of=TODAY)
    ranked = {row.id for row in plan.placements}
    wanted = {key for key, card in walk.model.cards.items() if card.purchases}
    if ranked != {key for key in wanted if not walk.model.cards[key].is_binned}:
        raise DiffersError(f"ranked {sorted(ranked)}, bought {sorted(wanted)}")
    placed = {row.id: row.tier.value for row in plan.placements}
    for key, card in walk.model.cards.items():
        card.tier = placed.get(key, "")
    return tiers.apply(walk.database, plan)


def undo(walk: Walk, _chance: Random) -> None:
    """Take the newest act back in both."""
    if walk.history.can_undo != bool(walk.done):
        raise DiffersError("what can be undone")
    if walk.done:
        walk.history.undo(walk.database)
        step = walk.done.pop()
        walk.undone.append(step)
        walk.model = step[0].copy()


def redo(walk: Walk, _chance: Random) -> None:
    """Do the act again that was taken back last."""
    if walk.history.can_redo != bool(walk.undone):
        raise DiffersError("what can be done again")
    if walk.undone:
        walk.history.redo(walk.database)
        step = walk.undone.pop()
        walk.done.append(step)
        walk.model = step[1].copy()


WAYS: tuple[tuple[Callable[[Walk, Random], Changes | None], int], ...] = (
    *((_add, 6), (_edit, 14), (_promise, 8), (_purchase, 8), (_remove, 5), (_tag, 4)),
    *((_untag, 3), (_own, 3), (_bin, 3), (_restore, 3), (_merge, 4), (_import, 6), (_tier, 3)),
    *((undo, 18), (redo, 12)),
)


def compare(walk: Walk) -> None:
    """Raise DiffersError where the file and the model say something else."""
    with walk.database.read() as reading:
        found = read(reading)
    if found == walk.model:
        return
    for key in sorted(found.cards.keys() | walk.model.cards.keys()):
        mine, its = walk.model.cards.get(key), found.cards.get(key)
        if mine != its:
            raise DiffersError(f"customer {key}: {its}, wanted {mine}")
    raise DiffersError(f"brought: {found.brought}, wanted {walk.model.brought}")


def read(reading: Reading) -> Model:
    """Return what a file says as a model."""
    tier = tier_records.tiers(reading, TODAY)
    model = Model()
    for one in reading.values(Kind.CUSTOMER):
        values = [getattr(one, name) for name in FIELDS]
        card = ModelCard(*values, is_binned=one.binned_at is not None)
        card.tier = str(tier.get(one.id, ""))
        model.cards[one.id] = card
    for one in reading.values(Kind.TAG):
        model.cards[one.customer_id].tags.add(one.name)
    for one in reading.values(Kind.PROMISE):
        model.cards[one.customer_id].promises[one.id] = one.text
    for one in reading.values(Kind.PURCHASE):
        model.cards[one.customer_id].purchases[one.id] = int(one.amount)
    sql = "SELECT external_id, record_id, imported FROM import_identity WHERE entity = 'customer'"
    for external_id, key, imported in reading.rows(sql):
        model.brought[external_id] = key, said(imported)
    return model


def said(imported: str) -> dict[str, str]:
    """Return what a list said the last time; what it did not say is empty."""
    values = json.loads(imported)
    return {name: values.get(name, "") for name in IMPORTED}


def check_derived(database: Database) -> None:
    """Raise DiffersError where sums, marks or the search say something else than the records."""
    with database.read() as reading:
        day = listing.listed_day(reading)
        if day is None:
            return  # nothing was written yet
        if listing.stored(reading) != listing.compute(reading, day):
            raise DiffersError("rows of the list")
        if list_marks.stored(reading) != list_marks.compute(reading, day):
            raise DiffersError("marks of the list")
        if reading.rows("PRAGMA foreign_key_check"):
            raise DiffersError("references")
        for one in reading.values(Kind.CUSTOMER, "ORDER BY id DESC LIMIT 5"):
            if one.binned_at is None and one.id not in search.find(reading, one.name):
                raise DiffersError(f"{one.name} is not found")
    with database.write("checked") as work:
        work.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def run(steps: Sequence[int]) -> tuple[str, Counter[str]]:
    """Do acts on a new file; return what was wrong, empty for nothing, and how many were done."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "customers.crm"
        with closing(create(path, clock=lambda: NOW)) as database:
            walk = Walk(database, Path(folder))
            try:
                for number, seed in enumerate(steps, start=1):
                    walk.step(seed)
                    if number % LOOKED_EVERY == 0 or number == len(steps):
                        compare(walk)
                    if number % SEARCHED_EVERY == 0 or number == len(steps):
                        check_derived(database)
            except Exception as error:
                return f"{error!r} after {number} acts", walk.counted
            return "", walk.counted


def shrunk(steps: Sequence[int]) -> list[int]:
    """Return as few of the acts as still go wrong."""
    kept, size = list(steps), len(steps) // 2
    while size:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if run(fewer)[0]:
                kept = fewer
            else:
                start += size
        size //= 2
    return kept


def main() -> int:
    """Do so many random acts, or those named; 1 where file and model differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--acts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=lambda text: [int(one) for one in text.split(",")])
    wish = parser.parse_args()
    chance = Random(wish.seed)
    steps = wish.steps or [chance.getrandbits(24) for _ in range(wish.acts)]
    wrong, counted = run(steps)
    print(", ".join(f"{name} {count}" for name, count in sorted(counted.items())))
    if not wrong:
        print(f"{counted.total()} acts of {len(steps)}, file and model say the same")
        return 0
    print(wrong, flush=True)
    fewest = shrunk(steps[: int(wrong.split()[-2])])
    print(f"{run(fewest)[0]}: --steps {','.join(map(str, fewest))}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
