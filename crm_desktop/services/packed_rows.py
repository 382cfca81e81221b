"""A list of many small values that is kept packed, in a quarter of the memory."""

import marshal
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

_T = TypeVar("_T")
_AT_ONCE = 1_000


class PackedRows(Generic[_T]):
    """Tuples, texts and whole numbers in their order; what is taken out is made anew.

    Going through them in their order, or changing them so, unpacks each batch once. May be read
    from several threads while nothing is changed.
    """

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._tail: list[_T] = []
        self._open: tuple[int, list[_T]] = (-1, [])
        self._is_changed = False

    def __len__(self) -> int:
        return len(self._packed) * _AT_ONCE + len(self._tail)

    def __iter__(self) -> Iterator[_T]:
        self._put_back()
        for packed in self._packed:
            yield from marshal.loads(packed)  # noqa: S302 (packed by this object)
        yield from self._tail

    def __getitem__(self, number: int) -> _T:
        batch, place = divmod(number, _AT_ONCE)
        return self._batch(batch)[place]

    def __setitem__(self, number: int, value: _T) -> None:
        batch, place = divmod(number, _AT_ONCE)
        self._batch(batch)[place] = value
        if batch < len(self._packed):
            self._is_changed = True

    def extend(self, values: Iterable[_T]) -> None:
        """Add values at the end."""
        self._put_back()
        self._tail.extend(values)
        whole = len(self._tail) - len(self._tail) % _AT_ONCE
        for start in range(0, whole, _AT_ONCE):
            self._packed.append(marshal.dumps(self._tail[start : start + _AT_ONCE]))
        del self._tail[:whole]

    def _batch(self, number: int) -> list[_T]:
        if number >= len(self._packed):
            return self._tail
        at, batch = self._open
        if at != number:
            self._put_back()
            batch = marshal.loads(self._packed[number])  # noqa: S302 (packed by this object)
            self._open = number, batch
        return batch

    def _put_back(self) -> None:
        if self._is_changed:
            at, batch = self._open
            self._packed[at] = marshal.dumps(batch)
            self._is_changed = False
