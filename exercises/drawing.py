"""Draws a variant: seeded, screened, with a certificate.

Candidates are drawn many at a time from the generator, one row each. The first ones without a
violation are judged by how well they tell misconceptions apart, and the best of them is taken.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from exercises.catalogue import family as find_family
from exercises.certificate import certify
from exercises.errors import BadParameter
from exercises.family import Blueprint, Family, Pool
from exercises.generator import Generator
from exercises.screening import EXACT_DECIMALS, discriminate, settled, violations
from exercises.sheet import Sheet, StepSpec
from exercises.values import Value
from exercises.variant import Variant

BATCH = 192
BATCHES = 4
JUDGED = 16
LARGEST_SEED = 2**63 - 1

Ints = np.ndarray[Any, np.dtype[np.int64]]


def draw(family: str, seed: int, params: Mapping[str, object] | None = None) -> Variant:
    """The variant of a family with a seed; the same on every machine.

    Raises UnknownFamily, or BadParameter for a parameter or a seed out of range.
    """
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= LARGEST_SEED:
        raise BadParameter("The seed must be a whole number from 0 to 2^63 - 1.")
    chosen = find_family(family)
    resolved = chosen.resolve(params or {})
    blueprint = chosen.make(resolved, seed)
    drawn = _best(blueprint, _key(chosen, resolved, seed))
    return _variant(chosen, resolved, seed, blueprint, drawn)


def _key(family: Family, params: Mapping[str, Any], seed: int) -> str:
    written = json.dumps(params, sort_keys=True, separators=(",", ":"))
    return f"{family.name}/{family.version}/{written}/{seed}"


def _best(blueprint: Blueprint, key: str) -> dict[str, Ints]:
    """Numerators of the givens of the best candidate."""
    if all(pool.is_fixed for pool in blueprint.pools.values()):
        return _candidates(blueprint.pools, key, 0, 1)
    best: tuple[int, int] | None = None
    chosen: dict[str, Ints] = {}
    for batch in range(BATCHES):
        drawn = _candidates(blueprint.pools, key, batch * BATCH, BATCH)
        rank, picked = _judge(blueprint, drawn)
        if best is None or rank < best:
            best, chosen = rank, picked
        if rank[0] == 0:
            break
    return chosen


def _candidates(pools: Mapping[str, Pool], key: str, first: int, rows: int) -> dict[str, Ints]:
    generator = Generator(key, rows, first)
    return {name: _numerators(pool, generator) for name, pool in pools.items()}


def _numerators(pool: Pool, generator: Generator) -> Ints:
    """Numerators of one given, ``(rows, *shape)``."""
    if pool.choices:
        whole = np.array(pool.choices, np.int64)
        return whole[generator.integers((), len(whole))].reshape(-1, *pool.shape)
    return np.array(pool.numerators, np.int64)[generator.integers(pool.shape, len(pool.numerators))]


def _judge(
    blueprint: Blueprint, drawn: Mapping[str, Ints]
) -> tuple[tuple[int, int], dict[str, Ints]]:
    """The best of a batch, and its rank: fewest violations first, then best discrimination."""
    sheet = blueprint.sheet
    found = violations(sheet, _decimal(blueprint.pools, drawn), blueprint.screen)
    order = np.argsort(found, kind="stable")[:JUDGED]
    finalists = {name: value[order] for name, value in drawn.items()}
    values = sheet.run(_decimal(blueprint.pools, finalists)).values
    score = discriminate(sheet, values, len(order)).score()
    ranks = [(int(found[row]), -int(points)) for row, points in zip(order, score, strict=True)]
    best = min(range(len(ranks)), key=ranks.__getitem__)
    return ranks[best], {name: value[best : best + 1] for name, value in finalists.items()}


def _decimal(pools: Mapping[str, Pool], drawn: Mapping[str, Ints]) -> dict[str, Value]:
    """Numerators as the decimals that they stand for."""
    return {name: value / 10.0 ** pools[name].decimals for name, value in drawn.items()}


def _variant(
    family: Family,
    params: Mapping[str, Any],
    seed: int,
    blueprint: Blueprint,
    drawn: Mapping[str, Ints],
) -> Variant:
    sheet = blueprint.sheet
    values = sheet.run(_decimal(blueprint.pools, drawn)).values
    return Variant(
        family=family.name,
        version=family.version,
        seed=seed,
        params=params,
        title=blueprint.title,
        prose=blueprint.prose,
        conventions=blueprint.conventions,
        given={name: _printed(values[name]) for name in blueprint.pools},
        steps=_asked_to(_decimals(sheet, values, blueprint), blueprint.steps),
        certificate=certify(sheet, values),
    )


def _printed(value: Value) -> Any:
    """Exact decimals as printed: whole numbers without a point."""
    return _whole(value[0].tolist())


def _whole(item: Any) -> Any:
    if isinstance(item, list):
        return [_whole(part) for part in item]
    return int(item) if item.is_integer() else item


def _decimals(sheet: Sheet, values: Mapping[str, Value], blueprint: Blueprint) -> int:
    """As many decimals as the exact values need, else as many as the family asks for."""
    asked = np.concatenate([settled(values[step.name]).ravel() for step in sheet.asked])
    for decimals in range(blueprint.screen.decimals, EXACT_DECIMALS + 1):
        scaled = asked * 10**decimals
        if np.all(np.abs(scaled - np.rint(scaled)) <= 1e-4):
            return decimals
    return blueprint.screen.decimals


def _asked_to(decimals: int, steps: tuple[StepSpec, ...]) -> tuple[StepSpec, ...]:
    return tuple(replace(step, decimals=decimals) for step in steps)
