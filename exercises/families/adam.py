"""The second step of Adam for one weight."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, Network
from exercises.parameters import choice
from exercises.values import Value

BETAS = {"0.5, 0.75": (Pool((5,)), Pool((75,), 2)), "0.8, 0.9": (Pool((8,)), Pool((9,)))}
"""The two weights of the averages; the first pair lets the root come out even."""
ROOTS = (1, 2, 4, 5, 8, 10)
GRADIENTS = (2, 4, 8, 10, 14, 16, 20)
_EVEN = tuple(sorted({(7 * k * k - g * g) // 3 for k in ROOTS for g in GRADIENTS}))
"""Hundredths v such that the corrected average of v and the square of g/10 has the root 2k/10.

With the weight 0.75 and in the second step that average is (0.75 v + 0.25 g^2) / 0.4375. It is
s^2 for v = (1.75 s^2 - g^2) / 3, which is a whole number where neither g nor k is a multiple of 3.
"""


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """One weight, its averages after the first step, and a second gradient."""
    even = params["betas"] == "0.5, 0.75"
    network = _network(*BETAS[params["betas"]], even=even)
    digits = "" if even else " Work to 4 decimals."
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="The second step of Adam",
        prose=(
            r"After the first step of Adam a weight \(w\) has the averages \(m\) and \(v\). In "
            r"step \(t = 2\) its gradient is \(g\). Renew the averages, \(m' = \beta_1 m + "
            r"(1 - \beta_1) g\) and \(v' = \beta_2 v + (1 - \beta_2) g^2\), correct both, "
            r"\(\hat m = m' / (1 - \beta_1^t)\) and \(\hat v = v' / (1 - \beta_2^t)\), and move "
            r"the weight, \(w' = w - \eta\, \hat m / \sqrt{\hat v}\). The small number "
            rf"\(\epsilon\) is 0 here.{digits}"
        ),
        conventions={
            "adam": "m' = beta1 m + (1-beta1) g, v' = beta2 v + (1-beta2) g^2, both divided by "
            "1 - beta^t, w' = w - eta mhat / sqrt(vhat)",
            "epsilon": 0,
        },
        screen=Screen(exact=even, decimals=3 if even else 4, reject=_is_alike),
    )


def _is_alike(values: Mapping[str, Value]) -> Flags:
    """A weight that cancels the learning rate, or equals it, hides a factor too many."""
    w, eta = np.abs(values["w"]), values["eta"]
    return np.asarray((w == eta) | (w * eta == 1) | (w == 1))


def _network(beta1: Pool, beta2: Pool, *, even: bool) -> Network:
    network = Network()
    signed = tuple(s * g for g in GRADIENTS for s in (1, -1))
    squares = tuple(v for v in _EVEN if 0 < v <= 400) if even else tuple(range(2, 200))
    network.given("w", Pool(SIGNED_NICE), "the weight")
    network.given("m", Pool(tuple(n for n in range(-20, 21) if n)), "average of the gradient")
    network.given("v", Pool(squares, 2), "average of the squared gradient")
    network.given("g", Pool(signed if even else SIGNED_NICE), "gradient")
    network.given("beta1", beta1, "share of the old average")
    network.given("beta2", beta2, "share of the old average of squares")
    network.given("t", Pool((2,), 0), "number of the step")
    network.given("eta", Pool((1, 2, 5)), "learning rate")

    def step(op: str, name: str, inputs: list[str], words: str) -> None:
        network.apply(op, name, inputs, words, phase="update")

    step("exp_avg", "m'", ["m", "g", "beta1"], "average of the gradient")
    step("exp_avg_sq", "v'", ["v", "g", "beta2"], "average of the squared gradient")
    step("bias_correction", "mhat", ["m'", "beta1", "t"], "average, corrected")
    step("bias_correction", "vhat", ["v'", "beta2", "t"], "average of squares, corrected")
    network.apply(
        "adam",
        "w'",
        ["w", "mhat", "vhat", "eta"],
        "weight after the step",
        phase="update",
        attrs={"eps": 0.0},
    )
    return network


FAMILY = Family(
    name="adam",
    version=1,
    order=24,
    title="Adam",
    summary="Both averages, their bias correction and the step, at the second step.",
    cannot_reveal=(
        "The gradient is given: nothing about how it is worked out shows. With the first weight "
        "one half its two shares are alike: draw the other pair to tell them apart."
    ),
    parameters=(choice("betas", tuple(BETAS), "0.5, 0.75", "weights of the two averages"),),
    blueprint=blueprint,
    levels={"even roots": {}, "any numbers": {"betas": "0.8, 0.9"}},
)
