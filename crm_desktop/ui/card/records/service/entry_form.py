"""The form of one entry: a line or two always, everything else unfolded when it is wanted (D8)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.interactions import Interaction
from crm_desktop.domain.timeline import FollowUp
from crm_desktop.text import mark
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.records.sensitivity import MARK_FIELDS
from crm_desktop.ui.card.records.service.choice_chips import ManyChips
from crm_desktop.ui.card.records.service.entry_parts import (
    EntryPart,
    MomentPart,
    MoodPart,
    RungPart,
    moment_summary,
    mood_summary,
    rung_summary,
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
        lines=3,
        label=mark("E · Empathize"),
        hint=mark("How did we show that we understand?"),
    ),
    FieldSpec("acted", lines=3, label=mark("A · Act"), hint=mark("What do we do? A line for each")),
    FieldSpec(
        "responded",
        lines=3,
        label=mark("R · Respond"),
        hint=mark("What did we promise? A line for each"),
    ),
    FieldSpec(
        "thanked", lines=3, label=mark("T · Thank"), hint=mark("A note, a greeting, a small thing")
    ),
    FieldSpec(
        "trust", columns=2, lines=2, label=mark("Trust"), hint=mark("What did it do for trust?")
    ),
)
MORE = (FieldSpec("detail", columns=2, lines=4), FieldSpec("author"), *MARK_FIELDS)


class Section(QWidget):
    """A part of the form under a chip that unfolds it; made when it is first unfolded."""

    def __init__(self, name: str, title: str, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self.title, self._make = title, make
        self.inside: QWidget | None = None
        self.chip = QPushButton(title.replace("&", "&&"))
        self.chip.setProperty("look", "chip")
        self.chip.setObjectName(f"unfold-{name}")
        self.chip.setCheckable(True)
        self.chip.setAccessibleName(title)
        self.chip.toggled.connect(self._turned)
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedHeight(1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)
        self._rows.addWidget(line)
        self.hide()

    def unfold(self, is_wanted: bool = True) -> None:
        """Show or hide the part."""
        self.chip.setChecked(is_wanted)

    def say(self, words: str) -> None:
        """Say on the chip what is in the part."""
        self.chip.setText(words.replace("&", "&&"))
        self.chip.setAccessibleName(words)

    def _turned(self, is_on: bool) -> None:
        if is_on and self.inside is None:
            self.inside = self._make()
            self._rows.addWidget(self.inside)
        self.setVisible(is_on)


class EntryForm(QWidget):
    """``edited`` carries fields chosen by a click; what is typed the grids tell themselves."""

    edited = Signal(object)
    people_changed = Signal()
    grid_made = Signal(object)
    """A :class:`FieldGrid` that was not there before."""
    follow_ups_wanted = Signal(object)
    follow_ups_changed = Signal()
    ticked = Signal(object)

    def __init__(self, shown: Shown, make_grid: MakeGrid, *, keeps_choice: bool) -> None:
        super().__init__()
        self._shown, self._make_grid, self._keeps_choice = shown, make_grid, keeps_choice
        self._rows_of = StreamRows(shown)
        self._record: Interaction | None = None
        self._known: Sequence[FollowUp] = ()
        self.summary = make_grid((SUMMARY,), 3)
        self.head = make_grid(HEAD, 3)
        self.iheart: FieldGrid | None = None
        self.more: FieldGrid | None = None
        self.parts: dict[str, EntryPart] = {}
        self.follow_ups: FollowUps | None = None
        nobody = shown.text("Nobody is known yet: add contacts on the People tab.")
        self.people = ManyChips(shown.text("Who took part"), nobody)
        self.people.changed.connect(self.people_changed)
        self.sections = self._make_sections()
        self._build()

    @property
    def grids(self) -> tuple[FieldGrid, ...]:
        """The fields that are typed into, as far as they are made."""
        some = (self.summary, self.head, self.iheart, self.more)
        return tuple(one for one in some if one is not None)

    def show_record(self, record: Interaction, *, is_other: bool) -> None:
        """Show what is chosen in an entry; another one is unfolded where something is filled."""
        self._record = record
        self.people.offer(list(self._shown.names().items()))
        for part in self.parts.values():
            part.show_record(record)
        self.tell(record)
        if is_other:
            filled = {
                "mood": bool(record.emotion or record.satisfaction),
                "iheart": any(parts_of(record)),
                "moment": bool(record.moment),
                "more": bool(record.detail),
            }
            for name, section in self.sections.items():
                section.unfold(filled.get(name, False))

    def show_follow_ups(self, record: Interaction, known: Sequence[FollowUp]) -> None:
        """Show what an entry led to and what of its lines may still become something."""
        self._record, self._known = record, known
        lines = proposals(record, [one.text for one in known])
        if known or lines:
            self.sections["follow"].unfold()
        if self.follow_ups is not None:
            self.follow_ups.show_steps([self._rows_of.step(one) for one in known])
            self.follow_ups.show_proposed(lines)
        count = len(known)
        self._say("follow", self._shown.language.number(count) if count else "")

    def tell(self, record: Interaction) -> None:
        """Say on the chips what is filled in."""
        self._say("mood", mood_summary(self._shown, record))
        self._say("rung", rung_summary(self._shown, record))
        self._say("moment", moment_summary(self._shown, record))
        filled = sum(map(bool, parts_of(record)))
        words = self._shown.text("{filled} of {parts}", filled=filled, parts=len(PARTS))
        self._say("iheart", words)

    def _say(self, name: str, summary: str) -> None:
        section = self.sections[name]
        labelled = self._shown.language.labelled
        section.say(labelled(section.title, summary) if summary else section.title)

    def section_of(self, field: str) -> Section | None:
        """Return the part that has a field, None for those always seen."""
        if field in PARTS:
            return self.sections["iheart"]
        return self.sections["more"] if field in {one.name for one in MORE} else None

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
            name: Section(name, title, make)
            for name, title, make in (
                ("mood", text("Mood"), lambda: self._part("mood", MoodPart)),
                ("rung", text("Who started it"), lambda: self._part("rung", RungPart)),
                ("iheart", text("IHEART"), self._make_iheart),
                ("follow", text("Promises & tasks"), self._make_follow_ups),
                ("moment", text("Moment of truth"), lambda: self._part("moment", MomentPart)),
                ("more", text("Details"), self._make_more),
            )
        }

    def _part(self, name: str, make: Callable[[Shown], EntryPart]) -> EntryPart:
        part = self.parts[name] = make(self._shown)
        part.edited.connect(self.edited)
        if self._record is not None:
            part.show_record(self._record)
        return part

    def _make_iheart(self) -> QWidget:
        self.iheart = self._make_grid(IHEART, 2)
        self.grid_made.emit(self.iheart)
        return self.iheart

    def _make_more(self) -> QWidget:
        self.more = self._make_grid(MORE, 2)
        self.grid_made.emit(self.more)
        return self.more

    def _make_follow_ups(self) -> QWidget:
        made = FollowUps(self._shown, self._only_person, keeps_choice=self._keeps_choice)
        self.follow_ups = made
        made.wanted.connect(self.follow_ups_wanted)
        made.ticked.connect(self.ticked)
        made.changed.connect(self.follow_ups_changed)
        if self._record is not None:
            self.show_follow_ups(self._record, self._known)
        return made

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
