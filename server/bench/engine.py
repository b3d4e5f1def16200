"""How long marking and drawing take, beside forward and backward passes written by hand."""

import random
import time
from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import Any

import numpy as np

from exercises.catalogue import families
from exercises.drawing import draw
from exercises.variant import Variant
from grader.many import mark_many
from grader.marking import mark
from server.bench import Row, crowd, limited, multiple
from server.bench.floors import numpy_floor, pytorch_floor
from server.bench.timing import Action, interleaved

NETWORK = {"layers": [2, 2, 1], "activation": "sigmoid", "output": "sigmoid", "update": True}
# Times PyTorch's pass through the same network.
MOST = {"right": 10.0, "carried": 20.0, "junk": 100.0, "many, right": 2.0}
MANY = 256
DRAWING_MS = 50.0
_NUMPY, _TORCH = "NumPy", "PyTorch"

Values = Mapping[str, np.ndarray[Any, np.dtype[np.float64]]]


def run(seconds: float) -> list[Row]:
    """Measure for about so long."""
    variant = draw("mlp", 1, NETWORK)
    sheets = {"right": variant.truth, "carried": _carried(variant), "junk": _junk(variant)}
    floors = {_NUMPY: numpy_floor(variant.given), _TORCH: pytorch_floor(variant.given)}
    actions: dict[str, Action] = {name: floor for name, floor in floors.items() if floor}
    for name, values in sheets.items():
        actions[name] = partial(mark, variant, typed(variant, values))
    right = [(variant, typed(variant, variant.truth))] * MANY
    actions["many"] = partial(mark_many, right)
    times = interleaved(actions, seconds / 2)
    found = {name: times[name] for name in (_NUMPY, _TORCH) if name in times}
    return [
        *_marking(times, found),
        *crowd.run(found, seconds),
        *_drawing(times[_NUMPY], seconds / 2),
    ]


def typed(variant: Variant, values: Values) -> dict[str, object]:
    """The answers of a student who rounds as asked."""
    return {
        step.name: _texts(values[step.name][0].tolist(), step.decimals)
        for step in variant.sheet.asked
    }


def _texts(value: Any, decimals: int) -> object:
    if isinstance(value, list):
        return [_texts(part, decimals) for part in value]
    return f"{value:.{decimals}f}"


def _carried(variant: Variant) -> Values:
    """An early mistake in the first weighted sum, and everything after it right for that."""
    first = variant.sheet.asked[0].name
    pin = {first: np.round(variant.truth[first] + 0.5, 3)}
    return variant.sheet.run(variant.values, pin=pin).values


def _junk(variant: Variant) -> Values:
    chance = random.Random(1)  # noqa: S311 - made to be repeated, not to be secret
    return {
        step.name: np.array([chance.uniform(-2, 2) for _ in range(_cells(step.shape))]).reshape(
            1, *step.shape
        )
        for step in variant.sheet.asked
    }


def _cells(shape: tuple[int, ...]) -> int:
    return int(np.prod(shape, dtype=int))


def _marking(times: Mapping[str, float], floors: Mapping[str, float]) -> list[Row]:
    each = {**times, "many, right": times["many"] / MANY}
    return [
        multiple(f"mark: {name}", each[name], floor, MOST[name] if floor[0] == _TORCH else None)
        for name in MOST
        for floor in floors.items()
    ]


def _drawing(floor: float, seconds: float) -> list[Row]:
    return [
        limited(
            f"draw: {family.name}, p95",
            max(_percentile(family.name, level, seconds / 100) for level in family.levels.values()),
            (_NUMPY, floor),
            DRAWING_MS,
        )
        for family in families()
    ]


def _percentile(family: str, level: Mapping[str, Any], seconds: float) -> float:
    """The 95th percentile of at least 20 draws, in milliseconds, after a first one unmeasured.

    Counted in the time of the processor: drawing never waits, but others may be at work beside it.
    """
    draw(family, 0, level)
    taken: list[float] = []
    end = time.perf_counter() + seconds
    for seed in count(1):
        start = time.thread_time()
        draw(family, seed, level)
        taken.append((time.thread_time() - start) * 1000)
        if seed >= 20 and time.perf_counter() > end:
            break
    return float(np.percentile(taken, 95))
