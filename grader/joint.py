"""Two misconceptions in the unasked steps behind one box: all pairs at once, a row for each.

Such a box holds what neither gives alone. It takes several cells to believe that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from exercises.steps import Step
from exercises.trials import Trial, way_to
from exercises.values import Value
from grader.evidence import WORTH_A_LOOK, Evidence, Hypothesis
from grader.judging import Cells

FEWEST_CELLS = 3
MOST_PAIRS = 2500
ROWS_FOR_ONE = 40
"""So many rows cost about as much as the call of one more rule."""

Pair = tuple[Hypothesis, Hypothesis]


def pairs_giving(evidence: Evidence, name: str, cells: Cells) -> list[Pair]:
    """Pairs of hypotheses that together give all of some cells of a step, or none if too dear."""
    own = evidence.own
    way = (
        *way_to(own.variant.sheet.by_name, _inputs(evidence, name), own.unseen),
        _step(evidence, name),
    )
    if len(way) < 2 or len(cells) < FEWEST_CELLS:
        return []
    trials = own.trials(name)
    pairs = _Pairs(way, trials, own.values)
    rules = sum(len(trial.swap) for trial in trials) + len(way)
    if not pairs.rows or not own.can_afford(rules + len(way) * len(pairs.rows) // ROWS_FOR_ONE):
        return []
    return list(pairs.near(evidence, name, cells))


def _step(evidence: Evidence, name: str) -> Step:
    return evidence.own.variant.sheet.by_name[name]


def _inputs(evidence: Evidence, name: str) -> tuple[str, ...]:
    return _step(evidence, name).rule.inputs


@dataclass
class _Pairs:
    """``way``: the steps to the box, that of the box last; ``trials``: those of the box."""

    way: Sequence[Step]
    trials: Sequence[Trial]
    values: Mapping[str, Value]

    def __post_init__(self) -> None:
        numbers = range(len(self.trials))
        self.rows = [
            (i, k)
            for i, k in combinations(numbers, 2)
            if self.trials[i].misconception != self.trials[k].misconception
            and self.trials[i].swap.keys() != self.trials[k].swap.keys()
        ][:MOST_PAIRS]

    def table(self) -> Value:
        """What each pair makes of the box: ``(pairs, cells)``. Where both swap, the first does."""
        worlds = dict(self.values)
        rows = np.array(self.rows)
        where = [np.flatnonzero((rows == i).any(1)) for i in range(len(self.trials))]
        for step in self.way:
            result = np.array(np.broadcast_to(step.rule(worlds), (len(rows), *step.shape)))
            for i in reversed(range(len(self.trials))):
                wrong = self.trials[i].swap.get(step.name)
                if wrong is not None and len(where[i]):
                    some = {n: _picked(worlds[n], where[i], len(rows)) for n in wrong.inputs}
                    result[where[i]] = wrong(some)
            worlds[step.name] = result
        return worlds[self.way[-1].name].reshape(len(rows), -1)

    def near(self, evidence: Evidence, name: str, cells: Cells) -> Iterator[Pair]:
        """The pairs that give all of some cells, up to rounding."""
        own = evidence.own
        some = sorted(cells)
        typed = own.answers.pins[name].ravel()[some]
        half = own.half(_step(evidence, name))[some]
        off = np.abs(self.table()[:, some] - typed) / half
        for row in np.flatnonzero((off <= WORTH_A_LOOK).all(1)).tolist():
            i, k = self.rows[row]
            both = own.joined(name, self.trials[k], self.trials[i])
            if own.can_afford(len(both.way)) and evidence.gives(name, both) >= cells:
                yield _key(self.trials[i]), _key(self.trials[k])


def _picked(value: Value, rows: np.ndarray, every: int) -> Value:
    return value[rows] if len(value) == every else value


def _key(trial: Trial) -> Hypothesis:
    return (trial.misconception, trial.form)
