"""How fast a submission is marked, beside the same journey with nothing in it."""

import itertools
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import numpy as np
from flask import Flask
from sqlalchemy import Select, func, select

from exercises.drawing import draw
from exercises.variant import Variant
from server import core
from server.bench import Row
from server.bench.engine import typed
from server.bench.floor import count_results
from server.bench.load import Request, Target, finished_per_second, latencies
from server.bench.services import running
from server.database import make_engine
from server.models import Marking
from server.services import accounts, drawing, tokens
from server.services.answers import LONGEST_ANSWER
from server.settings import Settings

NETWORK = {"layers": [2, 2, 1], "activation": "sigmoid", "output": "sigmoid", "update": True}
SHEETS = 32
MARKED: Select[tuple[int]] = select(func.count(Marking.id))
RATE = 50
LEAST_SHARE = 0.6
MOST_TIMES = 2.0
ROUNDS = 6


def run(seconds: float) -> list[Row]:
    """Measure for about so long, after a warm-up."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours, floor = _targets(stack, folder)
        each = seconds / (ROUNDS * 4)
        for target in (ours, floor):
            finished_per_second(target, max(1.0, each))
        rates = _in_turn(ours, floor, lambda target: finished_per_second(target, each))
        times = _in_turn(ours, floor, lambda target: _p95(latencies(target, RATE, each)))
        return [_throughput(rates), _latency(times)]


@dataclass(frozen=True)
class Pairs:
    """Figures of ours and of the floor, measured one right after the other."""

    pairs: list[tuple[float, float]]

    @property
    def ours(self) -> float:
        """Our middle figure."""
        return median(ours for ours, _ in self.pairs)

    @property
    def floor(self) -> float:
        """The floor's middle figure."""
        return median(floor for _, floor in self.pairs)

    @property
    def ratio(self) -> float:
        """The middle of the ratios: a busy moment of the machine weighs on both of a pair."""
        return median(ours / floor for ours, floor in self.pairs)


def _in_turn(ours: Target, floor: Target, measure: Callable[[Target], float]) -> Pairs:
    return Pairs([(measure(ours), measure(floor)) for _ in range(ROUNDS)])


def _throughput(found: Pairs) -> Row:
    words, goal = f"no-op journey, {found.floor:.0f}/s", f"at least {LEAST_SHARE:g} x"
    met = found.ratio >= LEAST_SHARE
    return Row("marked, drain included", found.ours, "/s", words, found.ratio, goal, met)


def _latency(found: Pairs) -> Row:
    words, goal = f"no-op journey, {found.floor:.1f} ms", f"at most {MOST_TIMES:g} x"
    name, met = f"submit to feedback at {RATE}/s, p95", found.ratio <= MOST_TIMES
    return Row(name, found.ours, "ms", words, found.ratio, goal, met)


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _bodies(variant: Variant) -> Iterator[str]:
    """Answers without end, no two alike, in turn: all right, one value wrong, a mistake carried on.

    They differ by the spaces around the loss, which mean nothing.
    """
    right = typed(variant, variant.truth)
    first = variant.sheet.asked[0].name
    own = variant.sheet.run(variant.values, pin={first: np.round(variant.truth[first] + 0.5, 3)})
    kinds = [right, {**right, "E": "7"}, typed(variant, own.values)]
    texts = [json.dumps({**kind, "E": f"@{kind['E']}#"}) for kind in kinds]
    most = LONGEST_ANSWER // 2 - 5
    for number, text in enumerate(itertools.cycle(texts)):
        before, after = " " * (number % most), " " * (number // most % most)
        yield text.replace("@", before).replace("#", after)


def _submissions(variant: Variant, attempts: list[str], token: str) -> Iterator[Request]:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    paths = [f"/api/v1/variants/{attempt}/submissions" for attempt in attempts]
    for path, body in zip(itertools.cycle(paths), _bodies(variant), strict=False):
        yield path, f'{{"answers": {body}}}'.encode(), headers


def _no_ops(variant: Variant) -> Iterator[Request]:
    headers = {"Content-Type": "application/json"}
    for body in _bodies(variant):
        yield "/submit", body.encode(), headers


def _targets(stack: ExitStack, folder: Path) -> tuple[Target, Target]:
    ours, floor = stack.enter_context(running(folder))
    variant = draw("mlp", 1, NETWORK)
    attempts, token = _class(Settings.from_environment(ours))
    return (
        Target(_port(ours), _submissions(variant, attempts, token), _counter(stack, ours, MARKED)),
        Target(_port(floor), _no_ops(variant), _counter(stack, floor, count_results)),
    )


def _port(environment: Mapping[str, str]) -> int:
    return int(environment["CHAINRULE_PORT"])


def _class(settings: Settings) -> tuple[list[str], str]:
    """Attempts on the sheet, by public id, and the token of their student."""
    app = Flask(__name__)
    made = core.install(app, settings)
    try:
        with app.app_context():
            user = accounts.sign_up("bench@example.org", "Bench", "not a secret at all")
            started = [drawing.start(user, "mlp", NETWORK, 1).public_id for _ in range(SHEETS)]
            return started, tokens.create(user, "bench")[1]
    finally:
        made.close()


def _counter(
    stack: ExitStack, environment: Mapping[str, str], query: Select[tuple[int]]
) -> Callable[[], int]:
    engine = make_engine(environment["CHAINRULE_DATABASE_URL"])
    stack.callback(engine.dispose)

    def count() -> int:
        with engine.connect() as connection:
            return connection.execute(query).scalar_one()

    return count
