"""A text measured and ready to draw: its characters, the font of each, its lines on a canvas."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from reportlab.lib.colors import Color

from crm_desktop.reports import bidi, shaping
from crm_desktop.reports.fonts import BOLD, REGULAR, SHAPED, Fonts, Run
from crm_desktop.reports.linebreaking import Line, Measured


@dataclass(frozen=True, slots=True)
class Inked:
    """A text in one weight, size (points) and colour."""

    text: str
    bold: bool
    size: float
    color: Color


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a layout, drawn by one font at one size and colour."""

    start: int
    end: int
    run: Run
    ink: Inked


@dataclass(frozen=True, slots=True)
class Layout:
    """A measured text with its spans in order, and its levels when some of it runs leftwards."""

    measured: Measured
    spans: Sequence[Span]
    levels: Sequence[int]
    fonts: Fonts

    @property
    def length(self) -> int:
        """The number of characters."""
        return len(self.measured.text)

    def pieces(self, line: Line) -> Iterator[tuple[Span, str, bool]]:
        """Yield span, text and whether it runs leftwards, in the order drawn on a line."""
        if not self.levels:
            for span in self._spans_of(line):
                start, end = max(span.start, line.start), min(span.end, line.end)
                yield span, self.measured.text[start:end], False
            return
        cut = [piece for span in self._spans_of(line) for piece in self._cut(span, line)]
        at = [self.levels[start] for _, start, _ in cut]
        for index in bidi.visual_order(at):
            span, start, end = cut[index]
            yield span, self.measured.text[start:end], bool(at[index] % 2)

    def _spans_of(self, line: Line) -> Iterator[Span]:
        first = bisect_right(self.spans, line.start, key=attrgetter("start")) - 1
        for index in range(max(first, 0), len(self.spans)):
            span = self.spans[index]
            if span.start >= line.end:
                return
            yield span

    def _cut(self, span: Span, line: Line) -> Iterator[tuple[Span, int, int]]:
        start, end = max(span.start, line.start), min(span.end, line.end)
        while start < end:
            stop = self._same_level_until(start, end)
            yield span, start, stop
            start = stop

    def _same_level_until(self, start: int, end: int) -> int:
        level = self.levels[start]
        return next((i for i in range(start, end) if self.levels[i] != level), end)


def lay_out(inks: Sequence[Inked], fonts: Fonts) -> Layout:
    """Choose fonts for cleaned texts, one after the other, and measure them.

    The texts stand from left to right; each runs inside as its own first letter says.
    """
    return _plain(inks, fonts) or _mixed(inks, fonts)


def _plain(inks: Sequence[Inked], fonts: Fonts) -> Layout | None:
    """Texts the core font draws alone, which runs from left to right: nearly all there are."""
    spans, advances, start = [], [], 0
    for ink in inks:
        widths = fonts.plain_widths(ink.text, bold=ink.bold)
        if widths is None:
            return None
        if widths:
            run = Run(BOLD if ink.bold else REGULAR, ink.text)
            spans.append(Span(start, start + len(widths), run, ink))
            scale = ink.size / 1000
            advances += [width * scale for width in widths]
            start += len(widths)
    text = spans[0].run.text if len(spans) == 1 else "".join([span.run.text for span in spans])
    return Layout(Measured(text, list(accumulate(advances, initial=0.0))), spans, (), fonts)


def _mixed(inks: Sequence[Inked], fonts: Fonts) -> Layout:
    spans, advances = [], []
    levels = _levels(inks)
    start = 0
    for ink in inks:
        for run in fonts.runs(ink.text, bold=ink.bold):
            span = Span(start, start + len(run.text), run, ink)
            leftwards = bool(levels) and levels[start] % 2 == 1
            spans.append(span)
            advances.extend(_advances(span, fonts, leftwards=leftwards))
            start = span.end
    text = "".join(span.run.text for span in spans)
    edges = list(accumulate(advances, initial=0.0))
    return Layout(Measured(text, edges), spans, levels, fonts)


def _levels(inks: Sequence[Inked]) -> Sequence[int]:
    found = [bidi.levels(ink.text) for ink in inks]
    if not any(found):
        return ()
    pairs = zip(inks, found, strict=True)
    return [level for ink, own in pairs for level in (own or [0] * len(ink.text))]


def _advances(span: Span, fonts: Fonts, *, leftwards: bool) -> list[float]:
    font = fonts.font(span.run.cut, bold=span.ink.bold)
    scale = span.ink.size / 1000
    if span.run.cut in SHAPED:
        widths = shaping.advances(font, span.run.text, leftwards=leftwards)
    else:
        widths = list(map(font.widths.__getitem__, span.run.text))
    return [width * scale for width in widths]
