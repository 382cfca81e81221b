"""Where the pages of a preview stand on their desk; plain numbers, no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from crm_desktop.ui.briefs.pdf_pages import PageSize

GAP_PX = 14.0
SCREEN_DPI = 96
POINTS_PER_INCH = 72
SMALLEST_PERCENT, LARGEST_PERCENT = 50, 400
WIDEST_PERCENT = 150
"""On a wide screen a page as wide as the window would show its head alone."""

STEPS = (50, 67, 80, 100, 125, 150, 200, 300, 400)
"""The zoom, in percent of the size on paper."""


class Fit(Enum):
    """How the zoom follows the window."""

    WIDTH = auto()
    PAGE = auto()
    FIXED = auto()


@dataclass(frozen=True, slots=True)
class Zoom:
    """How large pages are shown; ``percent`` counts for a fixed size alone."""

    fit: Fit = Fit.WIDTH
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A page on the desk, in logical pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages in a column; ``scale`` is pixels a point."""

    scale: float
    places: tuple[Place, ...]
    width: float
    height: float

    @property
    def percent(self) -> int:
        """The zoom this is."""
        return round(self.scale / _scale_of(100) * 100)

    def visible(self, top: float, bottom: float) -> range:
        """Return the pages between two heights of the desk."""
        seen = [at for at, one in enumerate(self.places) if one.bottom > top and one.top < bottom]
        return range(seen[0], seen[-1] + 1) if seen else range(0)

    def current(self, top: float, height: float) -> int:
        """Return the page a person is looking at: the one a third down the window."""
        line = top + height / 3
        for at, one in enumerate(self.places):
            if one.bottom + GAP_PX > line:
                return at
        return max(len(self.places) - 1, 0)


def lay_out(sizes: Sequence[PageSize], zoom: Zoom, width: float, height: float) -> Layout:
    """Return where pages stand in a window of a width and height."""
    if not sizes:
        return Layout(_scale_of(100), (), width, height)
    widest = max(one.width for one in sizes)
    tallest = max(one.height for one in sizes)
    scale = _scale(zoom, (width - 2 * GAP_PX) / widest, (height - 2 * GAP_PX) / tallest)
    desk = max(width, widest * scale + 2 * GAP_PX)
    places, top = [], GAP_PX
    for one in sizes:
        wide, high = one.width * scale, one.height * scale
        places.append(Place((desk - wide) / 2, top, wide, high))
        top += high + GAP_PX
    return Layout(scale, tuple(places), desk, max(top, height))


def stepped(percent: int, steps: int) -> int:
    """Return the next larger or smaller zoom of the usual ones."""
    if steps > 0:
        return next((one for one in STEPS if one > percent), LARGEST_PERCENT)
    return next((one for one in reversed(STEPS) if one < percent), SMALLEST_PERCENT)


def _scale(zoom: Zoom, by_width: float, by_height: float) -> float:
    smallest = _scale_of(10)
    if zoom.fit is Fit.FIXED:
        return _scale_of(min(max(zoom.percent, SMALLEST_PERCENT), LARGEST_PERCENT))
    found = min(by_width, _scale_of(WIDEST_PERCENT if zoom.fit is Fit.WIDTH else LARGEST_PERCENT))
    if zoom.fit is Fit.PAGE:
        found = min(found, by_height)
    return min(max(found, smallest), _scale_of(LARGEST_PERCENT))


def _scale_of(percent: float) -> float:
    return SCREEN_DPI / POINTS_PER_INCH * percent / 100
