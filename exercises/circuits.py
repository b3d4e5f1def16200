"""Circuits of gates with one result: what the families of gates have in common.

After the circuits of Stanford's course CS231n ("Backpropagation, intuitions").
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from exercises.family import Blueprint, Flags, Pool, Screen
from exercises.network import Network
from exercises.rejecting import either, has_size, same_size
from exercises.sheet import compile_sheet
from exercises.tex import symbol
from exercises.values import Value

WHOLE = Pool(tuple(n for n in range(-6, 7) if n), decimals=0)
"""Whole numbers of one digit, without 0."""
NEAR = 0.2
"""A value whose reciprocal is taken is no smaller."""
WORDS = {
    "add": "a sum passes back what arrives to both addends",
    "sub": "a difference passes it back to its first value, and minus it to the second",
    "mul": "a product passes it back times the other factor",
    "maximum": "a maximum passes it to the larger value only",
    "reciprocal": r"\(1/x\) has the slope \(-1/x^2\)",
    "exp": r"\(e^x\) is its own slope",
}
"""How each gate passes back what arrives."""


@dataclass(frozen=True)
class Gate:
    """One gate: the name of its value, its op, and the values that go in."""

    name: str
    op: str
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class Circuit:
    """Gates in order, the last one gives the result; ``result`` is the whole in LaTeX.

    ``pools`` says what an input is drawn from where that is not a whole number of one digit.
    """

    result: str
    gates: tuple[Gate, ...]
    pools: Mapping[str, Pool]

    @property
    def inputs(self) -> list[str]:
        """Names of the inputs, in the order of their first use."""
        made = {gate.name for gate in self.gates}
        used = [name for gate in self.gates for name in gate.inputs if name not in made]
        return list(dict.fromkeys(used))

    @property
    def ops(self) -> set[str]:
        """The kinds of gates in it."""
        return {gate.op for gate in self.gates}

    @property
    def is_shared(self) -> bool:
        """Whether some value goes into more than one gate."""
        used = [name for gate in self.gates for name in gate.inputs]
        return len(set(used)) < len(used)


def circuit(result: str, *lines: str, pools: Mapping[str, Pool] | None = None) -> Circuit:
    """A circuit from lines such as ``q = add x y``."""
    gates = []
    for line in lines:
        name, _, op, *inputs = line.split()
        gates.append(Gate(name, op, tuple(inputs)))
    return Circuit(result, tuple(gates), pools or {})


def blueprint(circuit: Circuit, title: str) -> Blueprint:
    """The exercise of a circuit: the value of every gate, and the slope of the result by each."""
    network = Network()
    for name in circuit.inputs:
        network.given(name, circuit.pools.get(name, WHOLE), f"input {name}")
    for gate in circuit.gates:
        words = (
            "result of the circuit" if gate is circuit.gates[-1] else f"value of gate {gate.name}"
        )
        network.apply(gate.op, gate.name, gate.inputs, words)
    network.backward(circuit.gates[-1].name, circuit.inputs)
    exact = "exp" not in circuit.ops
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=title,
        prose=_prose(circuit, network),
        conventions=_conventions(circuit),
        screen=Screen(exact=exact, decimals=3 if exact else 4, reject=_unfit(circuit.gates)),
    )


def _prose(circuit: Circuit, network: Network) -> str:
    sheet = compile_sheet({n: p.shape for n, p in network.pools.items()}, tuple(network.steps))
    gates = ", ".join(rf"\({sheet.by_name[gate.name].formula}\)" for gate in circuit.gates)
    rules = "; ".join(words for op, words in WORDS.items() if op in circuit.ops)
    result = symbol(circuit.gates[-1].name)
    shared = " Where a value is used more than once, add up what comes back." * circuit.is_shared
    return (
        rf"The circuit computes \({result} = {circuit.result}\), gate by gate: {gates}. Work out "
        rf"the value of every gate, then go back from \({result}\) and work out its slope by every "
        rf"value. On the way back {rules}.{shared}"
    )


def _conventions(circuit: Circuit) -> dict[str, str]:
    found = {"slopes": f"of the result {circuit.gates[-1].name} by each value"}
    if "maximum" in circuit.ops:
        found["maximum"] = "the two values are never equal"
    if "exp" in circuit.ops:
        found["rounding"] = "4 decimals, from a table of e^x or a calculator"
    return found


def _unfit(gates: Sequence[Gate]) -> Callable[[Mapping[str, Value]], Flags]:
    """Whether some gate cannot tell its rule from a wrong one on these numbers."""

    def reject(values: Mapping[str, Value]) -> Flags:
        return either(*[_hides(gate.op, *[values[name] for name in gate.inputs]) for gate in gates])

    return reject


def _hides(op: str, *values: Value) -> Flags:
    """Factors of one size or of size 1; a tie; 1/x at 1 or near 0."""
    if op == "mul":
        return either(same_size(*values), *[has_size(value, 1) for value in values])
    if op == "maximum":
        return same_size(*values)
    if op == "reciprocal":
        return either(has_size(values[0], 1), np.abs(values[0]) < NEAR)
    return np.zeros(len(values[0]), np.bool_)
