"""More kinds of gates: maximum, copy (a value used more than once), 1/x and e^x."""

from collections.abc import Mapping
from typing import Any

from exercises.circuits import blueprint as circuit_blueprint
from exercises.circuits import circuit
from exercises.family import Blueprint, Family, Pool
from exercises.network import SIGNED_NICE
from exercises.parameters import choice

EXPONENT = Pool((-20, -15, -10, -5, 5, 15, 20, 25, 30))
"""Exponents for which e^x is neither tiny nor huge."""
NICE = Pool(SIGNED_NICE)
CIRCUITS = {
    "max": circuit(
        "(x y + \\max(z, w))\\,v",
        "p = mul x y",
        "m = maximum z w",
        "q = add p m",
        "f = mul q v",
    ),
    "copy": circuit(
        "(x + y)\\,x z", "q = add x y", "p = mul x z", "f = mul q p", pools={"z": NICE}
    ),
    "copy inside": circuit(
        "(x + y)^2\\,z", "q = add x y", "p = mul q z", "f = mul p q", pools={"z": NICE}
    ),
    "inverse": circuit(
        "\\frac{z}{x + y} \\cdot x",
        "q = add x y",
        "r = reciprocal q",
        "p = mul r z",
        "f = mul p x",
        pools={"z": NICE},
    ),
    "exp": circuit(
        "(e^x + x y)\\,z",
        "h = exp x",
        "p = mul x y",
        "q = add h p",
        "f = mul q z",
        pools={"x": EXPONENT},
    ),
    "all": circuit(
        "\\frac{x z}{\\max(x, y) + e^z}",
        "m = maximum x y",
        "h = exp z",
        "q = add m h",
        "r = reciprocal q",
        "p = mul r z",
        "f = mul p x",
        pools={"z": EXPONENT},
    ),
}
"""By the name that a teacher chooses."""
TITLES = {
    "max": "A circuit with a maximum",
    "copy": "A circuit that uses a value twice",
    "copy inside": "A circuit that uses a value twice inside",
    "inverse": "A circuit with a reciprocal",
    "exp": "A circuit with an exponential",
    "all": "A circuit with every kind of gate",
}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The circuit that the parameters name."""
    return circuit_blueprint(CIRCUITS[params["circuit"]], TITLES[params["circuit"]])


FAMILY = Family(
    name="gates",
    version=1,
    order=2,
    title="Gates: max, copy, 1/x, exp",
    summary="Small circuits with a maximum, a value used twice, a reciprocal, an exponential.",
    cannot_reveal=(
        "A circuit shows what its gates can show: only one with a maximum shows where a maximum "
        "passes the gradient to, only one with a value used twice how paths are combined."
    ),
    parameters=(choice("circuit", tuple(CIRCUITS), "copy", "which gates, and how wired"),),
    blueprint=blueprint,
    levels={
        "maximum": {"circuit": "max"},
        "copy": {},
        "copy inside": {"circuit": "copy inside"},
        "reciprocal": {"circuit": "inverse"},
        "exponential": {"circuit": "exp"},
        "all of them": {"circuit": "all"},
    },
)
