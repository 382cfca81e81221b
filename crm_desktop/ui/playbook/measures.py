"""Where the columns of an entry stand, the same whether it is read or written."""

from dataclasses import dataclass

PAD_PX, GUTTER_PX, GAP_PX, END_PX = 16, 108, 20, 30
"""Edge of a card, room for captions, between the languages, and at the end for a button."""
FRAME_PX = 9
"""Border and padding of an editor, left of its text."""
NARROW_PX = 540
"""Below, captions stand above their texts."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The two columns of texts on a card of a width."""

    width: int

    @property
    def is_narrow(self) -> bool:
        """True where there is no room for captions beside the texts."""
        return self.width < NARROW_PX

    @property
    def text_px(self) -> int:
        """How wide a column is."""
        gutter = 0 if self.is_narrow else GUTTER_PX
        return max(60, (self.width - 2 * PAD_PX - gutter - GAP_PX - END_PX) // 2)

    @property
    def lefts(self) -> tuple[int, int]:
        """Where each column begins."""
        first = PAD_PX + (0 if self.is_narrow else GUTTER_PX)
        return first, first + self.text_px + GAP_PX
