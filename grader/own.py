"""The student's own world: what follows from the values typed, and how far rounding can explain.

Slack of a cell = half a unit of the last digit that counts + the change of the step when each typed
cell that it uses moves within its own rounding. A typed cell that equals what it should be exactly
has no room of its own to move, so exact sheets stay sharp.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from exercises.steps import Rule, Step, run
from exercises.trials import Trial, joined, trials_at, way_to
from exercises.values import Value, cells
from exercises.variant import Variant
from grader.answers import Answers
from grader.blur import CLOSE, Blur
from grader.rounding import Rounding, half_unit

NOISE = 1e-9
"""Floating-point noise, relative."""
MOST_WORK = 2400
"""Rules evaluated beyond what every submission needs; then less is said."""
MOST_MOVED = 200
"""Typed cells that are moved to find the reach of rounding."""


@dataclass
class Own:
    """Values and expectations of one submission, arrays ``(1, *shape)`` by step."""

    variant: Variant
    answers: Answers
    work: int = MOST_WORK
    _room: dict[str, Value] = field(default_factory=dict)
    _blurs: dict[tuple[str, int], Blur] = field(default_factory=dict)
    _trials: dict[str, tuple[Trial, ...]] = field(default_factory=dict)

    @cached_property
    def _run(self) -> tuple[dict[str, Value], dict[str, Value]]:
        run = self.variant.sheet.run(self.variant.values, pin=self.answers.pins)
        return run.values, run.ruled

    @property
    def values(self) -> dict[str, Value]:
        """What stands in each step: the typed number, or what follows where there is none."""
        return self._run[0]

    @property
    def expected(self) -> dict[str, Value]:
        """What the right rule gives for each step from the values before it."""
        return self._run[1]

    @cached_property
    def expected_row(self) -> Value:
        """What the right rule gives for all cells asked, in one row."""
        return np.concatenate([self.expected[s.name].ravel() for s in self.variant.sheet.asked])

    @cached_property
    def has_zeros(self) -> bool:
        """Whether the student typed any 0."""
        return not self.answers.values.all()

    @cached_property
    def rounding(self) -> Rounding:
        """The student's habit of rounding."""
        return Rounding(self.answers, self.variant.key[1])

    def half(self, step: Step) -> Value:
        """What each cell of a step may be off by rounding of its own."""
        return self.rounding.rounded[self.answers.places[step.name]]

    @cached_property
    def unseen(self) -> frozenset[str]:
        """Steps of which the student shows nothing: not asked, or left blank."""
        shown = ~np.isnan(self.answers.values)
        seen = {name for name, place in self.answers.places.items() if shown[place].any()}
        return frozenset(step.name for step in self.variant.sheet.steps if step.name not in seen)

    def trials(self, name: str) -> tuple[Trial, ...]:
        """Every way in which a misconception shows in a step."""
        if name not in self._trials:
            sheet = self.variant.sheet
            some_blank = len(self.unseen) + len(sheet.asked) > len(sheet.steps)
            self._trials[name] = (
                trials_at(sheet.by_name, name, self.unseen) if some_blank else sheet.trials[name]
            )
        return self._trials[name]

    def joined(self, name: str, trial: Trial, other: Trial) -> Trial:
        """A trial of a step for somebody who holds another misconception too."""
        return joined(self.variant.sheet.by_name, name, self.unseen, trial, other)

    def can_afford(self, rules: int) -> bool:
        """Whether so many rules may still be evaluated for this submission, which uses them up."""
        self.work -= rules
        return self.work >= 0

    def reach_of(self, step: Step) -> Value:
        """How far rounding in the typed cells before it can move a step: one row of cells."""
        return self.blur(step, step.rule).reach

    def blur(self, step: Step, rule: Rule) -> Blur:
        """What rounding does to a step by one of its right rules."""
        key = (step.name, 0 if rule is step.rule else 1 + step.also.index(rule))
        if key not in self._blurs:
            found = self.ends((step,), {step.name: rule}, (1.0, CLOSE))
            self._blurs[key] = Blur(*(found or (None, None)))
        return self._blurs[key]

    def reach(self, way: Sequence[Step], swap: Mapping[str, Rule]) -> Value:
        """Greatest change of the last of some steps, with rules swapped in them.

        Its typed inputs move within their rounding, each alone. The others stand at their far ends
        meanwhile: for products, what both can do together is more than what each can do alone.
        """
        return Blur(*(self.ends(way, swap) or (None,))).reach

    def is_blurred(self, step: Step) -> bool:
        """Whether a step that comes to no number does so only by the rounding of what was typed."""
        places = [self.answers.places[n] for n in step.rule.inputs if n in self.answers.pins]
        if any(self._is_rounded(place) for place in places):
            return True
        as_usual = self.answers.decimals == self.rounding.decimals
        if not self.rounding.decimals or not any(as_usual[place].any() for place in places):
            return False
        found = self.ends((step,), {})
        return found is not None and bool(np.isfinite(found[0]).all(1).any())

    def _is_rounded(self, place: slice) -> bool:
        """Whether some cells hold what follows up to their last digit, but not exactly."""
        typed, expected = self.answers.values[place], self.expected_row[place]
        off = np.abs(typed - expected)
        return bool(np.any((off > 0) & (off <= half_unit(self.answers.decimals[place]))))

    def ends(
        self, way: Sequence[Step], swap: Mapping[str, Rule], shares: Sequence[float] = (1.0,)
    ) -> list[Value] | None:
        """What the last of some steps is at the ends of rounding, or of shares of it.

        For each share an array ``(rows, cells)``, as ``Blur`` takes it; None if nothing can move.
        """
        way = self._from_what_is_seen(way, swap)
        rooms = self._rooms([swap.get(step.name, step.rule) for step in way])
        places = [(name, index) for name, room in rooms.items() for index in _cells(room)]
        places = places[:MOST_MOVED]
        if not places or not self.can_afford(len(way) * (1 + len(places) * len(shares) // 20)):
            return None
        worlds = [self._moved(rooms, places, share) for share in shares]
        moved = {name: np.concatenate([world[name] for world in worlds]) for name in rooms}
        found = _last(way, {**self.values, **moved}, swap)
        rows = 1 + 2 * len(places)
        every = np.repeat(found, rows * len(shares), axis=0) if len(found) == 1 else found
        return [every[k * rows : (k + 1) * rows].reshape(rows, -1) for k in range(len(shares))]

    def _from_what_is_seen(self, way: Sequence[Step], swap: Mapping[str, Rule]) -> Sequence[Step]:
        """Some steps with the unseen ones before them that their rules use."""
        known = {step.name for step in way}
        unseen = self.unseen - known
        inputs = [n for step in way for n in swap.get(step.name, step.rule).inputs if n in unseen]
        return (*way_to(self.variant.sheet.by_name, inputs, unseen), *way) if inputs else way

    def _rooms(self, rules: Sequence[Rule]) -> dict[str, Value]:
        """Rooms of the typed inputs of some rules, where there is any."""
        names = dict.fromkeys(name for rule in rules for name in rule.inputs)
        return {
            name: room
            for name in names
            if name in self.answers.pins
            and name not in self.unseen
            and (room := self.room(name)).any()
        }

    def _moved(
        self,
        rooms: Mapping[str, Value],
        places: Sequence[tuple[str, tuple[int, ...]]],
        share: float,
    ) -> dict[str, Value]:
        """Rows of values: for each typed cell one as it is and one moved in, after one far out."""
        moved = {}
        for name, room in rooms.items():
            values = self.values[name]
            out = np.where(values < 0, -share, share) * room
            moved[name] = np.repeat(values + out, 1 + 2 * len(places), axis=0)
        for row, (name, index) in enumerate(places):
            here, room = self.values[name][(0, *index)], share * rooms[name][(0, *index)]
            moved[name][(1 + 2 * row, *index)] = here
            moved[name][(2 + 2 * row, *index)] = here + (room if here < 0 else -room)
        return moved

    def room(self, name: str) -> Value:
        """How far the number behind each typed cell of a step can be from what was typed."""
        if name not in self._room:
            self._room[name] = self._room_of(self.variant.sheet.by_name[name])
        return self._room[name]

    @cached_property
    def _exact(self) -> list[bool]:
        """Whether each cell asked holds exactly what follows."""
        typed, expected = self.answers.values, self.expected_row
        return list((np.abs(typed - expected) <= NOISE * (1 + np.abs(typed))).tolist())

    def _room_of(self, step: Step) -> Value:
        place = self.answers.places[step.name]
        exact = self._exact[place]
        if all(exact) and self._is_grounded(step):
            return np.zeros((1, *step.shape))
        half = self.rounding.meant[place]
        if any(exact):
            half = np.where(exact, np.minimum(half, self.reach_of(step)), half)
        unread = np.isnan(self.answers.values[place])
        return np.where(unread, 0.0, half).reshape(1, *step.shape)

    def _is_grounded(self, step: Step) -> bool:
        """Whether nothing that a step uses has room to move, as far as that is seen at a glance."""
        return all(
            name in self.variant.given or (name in self._room and not self._room[name].any())
            for name in step.rule.inputs
        )


def _cells(room: Value) -> list[tuple[int, ...]]:
    """Indices of the cells that have room to move."""
    return [index for index in cells(room.shape[1:]) if room[(0, *index)]]


def _last(way: Sequence[Step], values: Mapping[str, Value], swap: Mapping[str, Rule]) -> Value:
    """The last of some steps."""
    if len(way) == 1:
        return swap.get(way[0].name, way[0].rule)(values)
    return run(way, values, swap=swap).values[way[-1].name]
