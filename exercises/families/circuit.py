"""A circuit of sums, differences and products."""

from collections.abc import Mapping
from typing import Any

from exercises.circuits import blueprint as circuit_blueprint
from exercises.circuits import circuit
from exercises.family import Blueprint, Family
from exercises.parameters import choice

CIRCUITS = {
    "sum times": circuit("(x + y)\\,z", "q = add x y", "f = mul q z"),
    "two sums": circuit("(x + y)(z + w)", "p = add x y", "q = add z w", "f = mul p q"),
    "sum times times": circuit("(x + y)\\,z w", "q = add x y", "p = mul q z", "f = mul p w"),
    "product plus": circuit("(x y + z)\\,w", "p = mul x y", "q = add p z", "f = mul q w"),
    "difference": circuit("(x y - z)\\,w", "p = mul x y", "q = sub p z", "f = mul q w"),
    "two products": circuit(
        "(x y + z w)\\,v", "p = mul x y", "q = mul z w", "s = add p q", "f = mul s v"
    ),
}
"""By the name that a teacher chooses.

Where there is only one product, to take its own factor looks like two answers in each other's
places, so the levels have two or more."""


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The circuit that the parameters name."""
    chosen = CIRCUITS[params["circuit"]]
    return circuit_blueprint(chosen, f"A circuit of {len(chosen.gates)} gates")


FAMILY = Family(
    name="circuit",
    version=1,
    order=1,
    title="A circuit of sums and products",
    summary="Two to four gates: every value forward, every slope back. No weights, no loss.",
    cannot_reveal=(
        "Every value is used once here, so nothing about several paths shows. A circuit with only "
        "one product cannot tell mixed-up factors from two answers in each other's places."
    ),
    parameters=(choice("circuit", tuple(CIRCUITS), "product plus", "which gates, and how wired"),),
    blueprint=blueprint,
    levels={
        "a sum first": {"circuit": "sum times times"},
        "a product first": {},
        "with a difference": {"circuit": "difference"},
        "four gates": {"circuit": "two products"},
    },
)
