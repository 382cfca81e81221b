"""Find the texts in the source: arguments of text(), plural(), mark() and mark_in()."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Reading the syntax tree tells `language.text("Save")` from the `text("SELECT 1")` of a library
# and sees a literal over several lines as one, which a keyword search does not.
METHODS = {"text": 1, "plural": 2}
FUNCTIONS = {"mark": 1, "mark_in": 2}


@dataclass(frozen=True)
class Found:
    file: str
    msgid: str | tuple[str, ...]
    context: str | None = None


class NotLiteralError(Exception):
    """A text the catalog can't know, because it is put together while the program runs."""


def texts_in(path: Path, name: str) -> Iterator[Found]:
    """The texts of one file, in its order; raises NotLiteralError for `mark(f"...")`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    aliases = set(_aliases_in(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _texts_of(node, name, aliases)


def _aliases_in(tree: ast.Module) -> Iterator[str]:
    """Names that stand for the method, as after `say = language.text`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _aliases_of(target, node.value)


def _aliases_of(target: ast.expr, value: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            yield from _aliases_of(one, other)
    elif isinstance(target, ast.Name) and isinstance(value, ast.Attribute) and value.attr == "text":
        yield target.id


def _texts_of(call: ast.Call, name: str, aliases: set[str]) -> Iterator[Found]:
    if isinstance(call.func, ast.Name) and call.func.id in aliases:
        kind = "text"
        words = _literals(call, METHODS[kind], name, must=False)
    elif isinstance(call.func, ast.Name) and call.func.id in FUNCTIONS:
        kind = call.func.id
        words = _literals(call, FUNCTIONS[kind], name, must=True)
    elif isinstance(call.func, ast.Attribute) and call.func.attr in METHODS:
        kind = call.func.attr
        words = _literals(call, METHODS[kind], name, must=kind == "plural")
    else:
        return
    if not words:
        return
    if kind == "mark_in":
        yield Found(name, words[1], context=words[0])
    elif kind == "plural":
        yield Found(name, (words[0], words[1]))
    else:
        yield Found(name, words[0])


def _literals(call: ast.Call, count: int, name: str, *, must: bool) -> list[str]:
    words = [
        argument.value
        for argument in call.args[:count]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    if len(words) == count:
        return words
    built = any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in call.args[:count])
    if must or built:
        sentence = f"{name}:{call.lineno}: the text must be a literal with {{name}} placeholders"
        raise NotLiteralError(sentence)
    return []
