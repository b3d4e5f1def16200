"""Any exercise, filled in by somebody who made one mistake: find the first wrong line."""

import pkgutil
from collections.abc import Mapping
from typing import Any

import exercises.families
from exercises.catalogue import family as find_family
from exercises.drawing import draw
from exercises.erroneous import audit, fill_in
from exercises.family import Blueprint, Family
from exercises.parameters import choice, integer

OWN = __name__.rpartition(".")[2]
OTHERS = tuple(sorted(info.name for info in pkgutil.iter_modules(exercises.families.__path__)))


def blueprint(params: Mapping[str, Any], seed: int = 0) -> Blueprint:
    """The sheet of another family, filled in."""
    chosen = find_family(params["family"])
    levels = list(chosen.levels.values())
    variant = draw(chosen.name, seed, levels[min(params["level"], len(levels)) - 1])
    return audit(variant, fill_in(variant, params["mistake"], seed))


FAMILY = Family(
    name=OWN,
    version=1,
    order=35,
    title="Find the mistake",
    summary="A sheet that somebody filled in: find the first line that does not follow.",
    cannot_reveal=(
        "It shows whether you recognise a mistake, not whether you would make it: work the same "
        "exercise yourself as well."
    ),
    parameters=(
        choice("family", tuple(n for n in OTHERS if n != OWN), "chain", "whose sheet it is"),
        integer("level", 1, 4, 1, "which of its levels, from easy to hard"),
        choice("mistake", ("held", "once"), "held", "made wherever it can be, or once"),
    ),
    blueprint=blueprint,
    seeded=blueprint,
    levels={
        "two neurons": {"family": "chain"},
        "lecture handout": {"family": "handout"},
        "a network": {"family": "mlp"},
        "a mistake made once": {"family": "neuron", "level": 3, "mistake": "once"},
    },
)
