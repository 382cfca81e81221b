"""The form of one entry: a line or two always, everything else unfolded when it is wanted (D8)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.interactions import Interaction
from crm_desktop.domain.timeline import FollowUp
from crm_desktop.text import mark
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.records.service.choice_chips import ManyChips
from crm_desktop.ui.card.records.service.entry_parts import (
    EntryPart,
    MomentPart,
    MoodPart,
    RungPart,
)
from crm_desktop.ui.card.records.service.follow_ups import FollowUps, proposals
from crm_desktop.ui.card.records.service.stream_rows import StreamRows, parts_of
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.specs import FieldSpec

MakeGrid = Callable[[Sequence[FieldSpec], int], FieldGrid]

PARTS = ("identified", "heard", "empathised", "acted", "responded", "thanked", "trust")
"""The steps of IHEART in their order, and what the visit did for trust."""
SUMMARY = FieldSpec("summary", columns=3, lines=2, label=mark("What happened"))
HEAD = (FieldSpec("kind"), FieldSpec("happened_on"), FieldSpec("happened_at", hint="14:30"))
IHEART = (
    FieldSpec("identified", lines=2, label=mark("I · Identify"), hint=mark("What did we notice?")),
    FieldSpec("heard", lines=2, label=mark("H · Hear"), hint=mark("What did they say and feel?")),
    FieldSpec(
        "empathised",
        lines=2,
        label=mark("E · Empathize"),
        hint=mark("How did we show that we understand?"),
    ),
    FieldSpec("acted", lines=2, label=mark("A · Act"), hint=mark("What do we do? A line for each")),
    FieldSpec(
        "responded",
        lines=2,
        label=mark("R · Respond"),
        hint=mark("What did we promise? A line for each"),
    ),
    FieldSpec(
        "thanked", lines=2, label=mark("T · Thank"), hint=mark("A note, a greeting, a small thing")
    ),
    FieldSpec(
        "trust", columns=2, lines=2, label=mark("Trust"), hint=mark("What did it do for trust?")
    ),
)
MORE = (FieldSpec("detail", columns=2, lines=4), FieldSpec("author"))


class Section(QWidget):
    """A part of the form under a chip that folds and unfolds it."""

    def __init__(self, name: str, title: str, inside: QWidget) -> None:
        super().__init__()
        self.title, self.inside = title, inside
        self.chip = QPushButton(title.replace("&", "&&"))
        self.chip.setProperty("look", "chip")
        self.chip.setObjectName(f"unfold-{name}")
        self.chip.setCheckable(True)
        self.chip.setAccessibleName(title)
        self.chip.toggled.connect(self._turned)
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedHeight(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(line)
        rows.addWidget(inside)
        self.hide()

    @property
    def is_unfolded(self) -> bool:
        """True while the part is seen."""
        return self.chip.isChecked()

    def unfold(self, is_wanted: bool = True) -> None:
        """Show or hide the part."""
        self.chip.setChecked(is_wanted)

    def say(self, summary: str) -> None:
        """Say on the chip what is in the part."""
        words = f"{self.title}: {summary}" if summary else self.title
        self.chip.setText(words.replace("&", "&&"))
        self.chip.setAccessibleName(words)

    def _turned(self, is_on: bool) -> None:
        self.setVisible(is_on)


class EntryForm(QWidget):
    """``edited`` carries fields chosen by a click; what is typed the grids tell themselves."""

    edited = Signal(object)
    people_changed = Signal()

    def __init__(self, shown: Shown, make_grid: MakeGrid, *, keeps_choice: bool) -> None:
        super().__init__()
        self._shown = shown
        self._rows_of = StreamRows(shown)
        self._record: Interaction | None = None
        self.summary = make_grid((SUMMARY,), 3)
        self.head = make_grid(HEAD, 3)
        nobody = shown.text("Nobody is known yet: add contacts on the People tab.")
        self.people = ManyChips(shown.text("Who took part"), nobody)
        self.people.changed.connect(self.people_changed)
        self.iheart = make_grid(IHEART, 2)
        self.more = make_grid(MORE, 2)
        self.follow_ups = FollowUps(shown, self._only_person, keeps_choice=keeps_choice)
        self.parts: dict[str, EntryPart] = {
            "mood": MoodPart(shown),
            "rung": RungPart(shown),
            "moment": MomentPart(shown),
        }
        self.sections = self._make_sections()
        self._build()
        for part in self.parts.values():
            part.edited.connect(self.edited)

    @property
    def grids(self) -> tuple[FieldGrid, ...]:
        """The fields that are typed into."""
        return self.summary, self.head, self.iheart, self.more

    def show_record(self, record: Interaction, *, is_other: bool) -> None:
        """Show what is chosen in an entry; another one is unfolded where something is filled."""
        self._record = record
        names = self._shown.names()
        self.people.offer(list(names.items()))
        for part in self.parts.values():
            part.show_record(record)
        self.tell(record)
        if is_other:
            filled = {
                "mood": bool(record.emotion or record.satisfaction),
                "rung": False,
                "iheart": any(parts_of(record)),
                "moment": bool(record.moment),
                "more": bool(record.detail),
            }
            for name, section in self.sections.items():
                section.unfold(filled.get(name, False))

    def show_follow_ups(self, record: Interaction, known: Sequence[FollowUp]) -> None:
        """Show what an entry led to and what of its lines may still become something."""
        self.follow_ups.show_steps([self._rows_of.step(one) for one in known])
        lines = proposals(record, [one.text for one in known])
        self.follow_ups.show_proposed(lines)
        count = len(known)
        self.sections["follow"].say(self._shown.language.number(count) if count else "")
        if count:
            self.sections["follow"].unfold()

    def tell(self, record: Interaction) -> None:
        """Say on the chips what is filled in."""
        for name, part in self.parts.items():
            self.sections[name].say(part.summary(record))
        filled = sum(map(bool, parts_of(record)))
        words = self._shown.text("{filled} of {parts}", filled=filled, parts=len(PARTS))
        self.sections["iheart"].say(words)

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self.summary.take_focus()

    def _only_person(self) -> int | None:
        """Who a promise is given to: the one person who took part."""
        chosen = self.people.values()
        key = chosen[0] if len(chosen) == 1 else None
        return key if isinstance(key, int) else None

    def _make_sections(self) -> dict[str, Section]:
        text = self._shown.text
        return {
            name: Section(name, title, inside)
            for name, title, inside in (
                ("mood", text("Mood"), self.parts["mood"]),
                ("rung", text("Who started it"), self.parts["rung"]),
                ("iheart", text("IHEART"), self.iheart),
                ("follow", text("Promises & tasks"), self.follow_ups),
                ("moment", text("Moment of truth"), self.parts["moment"]),
                ("more", text("Details"), self.more),
            )
        }

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.summary)
        rows.addWidget(self.head)
        rows.addWidget(self.people)
        bar = QWidget()
        flow = Flow(bar)
        for section in self.sections.values():
            flow.addWidget(section.chip)
        rows.addWidget(bar)
        for section in self.sections.values():
            rows.addWidget(section)
