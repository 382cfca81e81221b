"""Reads crm-desktop.json of an export record by record, whatever its size and its line breaks."""

import json
from collections.abc import Iterator
from io import TextIOBase
from typing import Any

from crm_desktop.domain.record_schema import RECORDS

LARGEST_RECORD = 64_000_000
_CHUNK = 262_144
_BLANK = " \t\r\n"


class ExportSyntaxError(ValueError):
    """The text is no export: no JSON, cut off, or built otherwise."""


def read_export(stream: TextIOBase) -> Iterator[tuple[str, Any]]:
    """Yield the parts of an export: what stands on top by its name, each record by its kind.

    A record comes as ``("records/KIND", object)``. Raises ExportSyntaxError, UnicodeDecodeError.
    """
    text = _Text(stream)
    for name in text.names():
        if name != RECORDS:
            yield name, text.value()
            continue
        for kind in text.names():
            for record in text.items():
                yield f"{RECORDS}/{kind}", record
    text.end()


class _Text:
    """A JSON text that is read on as far as it is needed."""

    def __init__(self, stream: TextIOBase) -> None:
        self._stream, self._buffer, self._at = stream, "", 0
        self._is_over = False
        self._decoder = json.JSONDecoder(parse_constant=_refuse)

    def names(self) -> Iterator[str]:
        """Yield the names of an object; what stands behind each must be read before the next."""
        self._expect("{")
        if self._take_if("}"):
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise ExportSyntaxError
            self._expect(":")
            yield name
            if self._take_if("}"):
                return
            self._expect(",")

    def items(self) -> Iterator[Any]:
        """Yield what stands in a list."""
        self._expect("[")
        if self._take_if("]"):
            return
        while True:
            yield self.value()
            if self._take_if("]"):
                return
            self._expect(",")

    def value(self) -> Any:
        """Return the next value, whole in memory."""
        self._skip()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._buffer, self._at)
            except (ValueError, RecursionError) as error:  # also a number of too many digits
                if not isinstance(error, json.JSONDecodeError) or not self._more():
                    raise ExportSyntaxError from error
                continue
            if end < len(self._buffer) or not self._more():  # a number may go on
                self._at = end
                return found

    def end(self) -> None:
        """Check that nothing follows."""
        self._skip()
        if self._at < len(self._buffer):
            raise ExportSyntaxError

    def _expect(self, mark: str) -> None:
        if not self._take_if(mark):
            raise ExportSyntaxError

    def _take_if(self, mark: str) -> bool:
        self._skip()
        if self._buffer[self._at : self._at + 1] != mark:
            return False
        self._at += 1
        return True

    def _skip(self) -> None:
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in _BLANK:
                self._at += 1
            if self._at < len(self._buffer) or not self._more():
                return

    def _more(self) -> bool:
        if self._is_over:
            return False
        chunk = self._stream.read(max(_CHUNK, len(self._buffer) - self._at))
        self._is_over = not chunk
        self._buffer, self._at = self._buffer[self._at :] + chunk, 0
        if len(self._buffer) > LARGEST_RECORD:
            raise ExportSyntaxError
        return not self._is_over


def _refuse(_: str) -> Any:
    """JSON knows no NaN and no infinity."""
    raise ExportSyntaxError
