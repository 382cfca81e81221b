"""What purchases come to: the total a list states, else the sum of their lines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from crm_desktop.domain.changes import Kind
from crm_desktop.services.import_drafts import NEW, UPDATED
from crm_desktop.services.import_plan import RecordChange
from crm_desktop.services.import_records import Ledger
from crm_desktop.storage.import_records import imported_of, line_values, stored_values
from crm_desktop.storage.types import MICRO, from_micro

_HALF_CENT = MICRO // 200


@dataclass(frozen=True, slots=True)
class Total:
    """A total in 10^-6 units and where a list states it."""

    file: str
    line: int
    amount: int


@dataclass(slots=True)
class Amounts:
    """Totals that lists state and sums of the lines they bring, by purchase.

    Sums are exact, in 10^-18 units. ``growth`` is what the lines of purchases that are in the
    file already add to them.
    """

    totals: dict[int, Total] = field(default_factory=dict)
    sums: dict[int, int] = field(default_factory=dict)
    unstated: set[int] = field(default_factory=set)
    growth: dict[int, int] = field(default_factory=dict)
    _updated: list[tuple[int, int]] = field(default_factory=list)

    def take_line(self, purchase: int, line: int | None, state: int, value: int) -> None:
        """Take in a line of a purchase, in 10^-18 units."""
        self.sums[purchase] = self.sums.get(purchase, 0) + value
        if purchase > 0 and state in (NEW, UPDATED):
            self.growth[purchase] = self.growth.get(purchase, 0) + value
            if state == UPDATED and line is not None:
                self._updated.append((purchase, line))

    def settle(self, ledger: Ledger) -> None:
        """Give purchases without a total the sum of their lines; a total that differs wins aloud.

        An amount somebody changed by hand is kept.
        """
        for key, exact in self.sums.items():
            total, amount = self.totals.get(key), rounded(exact)
            if total is not None and abs(total.amount - amount) >= _HALF_CENT:
                said = {"total": from_micro(total.amount), "lines": from_micro(amount)}
                ledger.note(total.file, total.line, "total_differs", **said)
            elif key < 0 and key in self.unstated:
                ledger.amend(Kind.PURCHASE, key, "amount", amount)
        self._grow(ledger)

    def _grow(self, ledger: Ledger) -> None:
        keys = [key for key in self.growth if key not in self.totals]
        if not keys:
            return
        self._subtract_updated(ledger)
        stated = _with_total(ledger, keys)
        before = _sums(line_values(ledger.reading, keys))
        for key, (amount,) in stored_values(
            ledger.reading, Kind.PURCHASE, ("amount",), keys
        ).items():
            if key not in stated and amount == rounded(before.get(key, 0)):
                grown = rounded(before.get(key, 0) + self.growth[key])
                if grown != amount:
                    ledger.change(RecordChange(Kind.PURCHASE, key, {"amount": grown}))

    def _subtract_updated(self, ledger: Ledger) -> None:
        names = ("quantity", "unit_price", "discount")
        lines = [line for _, line in self._updated]
        old = stored_values(ledger.reading, Kind.PURCHASE_LINE, names, lines)
        for purchase, line in self._updated:
            if line in old:
                self.growth[purchase] -= line_value(*old[line])


def line_value(quantity: int, price: int, discount: int) -> int:
    """What a line comes to, exact in 10^-18 units."""
    return quantity * price * (MICRO - discount)


def rounded(exact: int) -> int:
    """10^-18 units in 10^-6 units, half to even."""
    whole, rest = divmod(exact, MICRO**2)
    half = MICRO**2 // 2
    return whole + (rest > half or (rest == half and whole % 2))


def _sums(lines: Iterable[tuple[int, int, int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for key, *values in lines:
        found[key] = found.get(key, 0) + line_value(*values)
    return found


def _with_total(ledger: Ledger, keys: Iterable[int]) -> set[int]:
    """Purchases whose total some source stated."""
    brought = imported_of(ledger.reading, Kind.PURCHASE, keys)
    return {
        key for key, said in brought.items() if any("amount" in json.loads(one) for one in said)
    }
