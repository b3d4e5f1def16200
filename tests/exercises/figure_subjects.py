"""Subjects for the drawing's tests: chains, layered networks, circuits."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from exercises.figure.subject import DrawnStep, Subject

Shape = tuple[int, ...]


def step(
    name: str,
    op: str = "",
    inputs: Sequence[str] = (),
    shape: Shape = (),
    phase: str = "forward",
    **more: Any,
) -> DrawnStep:
    return DrawnStep(name, phase, op, tuple(inputs), tuple(shape), **more)


def gradient(wrt: str, shape: Shape = (), of: str = "E", **more: Any) -> DrawnStep:
    return step(f"d{of}/d{wrt}", shape=shape, phase="backward", of=of, wrt=wrt, **more)


def update(name: str, shape: Shape = ()) -> DrawnStep:
    return step(f"{name}'", "sgd", (name, f"dE/d{name}", "eta"), shape, "update")


def subject(
    given: dict[str, Any],
    steps: Sequence[DrawnStep],
    title: str = "An exercise",
    loss: str = "(y-t)^2",
) -> Subject:
    return Subject(title, given, steps, {"loss": loss})


def chain(
    length: int, rest: bool = True, bias_gradients: bool = False, activation: str = "relu"
) -> Subject:
    """The wire x1 -> z2 -> x2 -> ... -> y -> E, in the handout's names."""
    given = {"x1": 1} | {f"w{n}": -0.2 for n in range(1, length + 1)}
    given |= {f"r{n + 1}": 1.4 for n in range(1, length + 1)} if rest else {}
    steps, back, before = [], [], "x1"
    for n in range(1, length + 1):
        out = "y" if n == length else f"x{n + 1}"
        bias = [f"r{n + 1}"] if rest else []
        steps += [step(f"z{n + 1}", "linear", [before, f"w{n}", *bias])]
        steps += [step(out, activation, [f"z{n + 1}"])]
        names = [out, f"z{n + 1}", f"w{n}", *(bias if bias_gradients else [])]
        back = [gradient(name) for name in names] + back
        before = out
    steps += [step("E", "squared_error", ["y", "t"], phase="loss")]
    updates = [update(f"w{n}") for n in range(length, 0, -1)]
    updates += [update(f"r{n + 1}") for n in range(length, 0, -1) if bias_gradients]
    return subject(
        given | {"t": 2, "eta": 0.05}, [*steps, *back, gradient("x1"), *updates], "A chain"
    )


def handout() -> Subject:
    given = {"x1": 1, "w1": 0.1, "w2": -0.2, "w3": 0.2, "r2": 1.4, "r3": 2.8, "r4": 2.5}
    made = chain(3)
    return subject(made.given | given, made.steps, made.title)


def neuron(inputs: int, activation: str = "relu") -> Subject:
    """One unit: x and w vectors, everything else a scalar."""
    x = [1.5, -2, 0.5, 3][:inputs]
    w = [0.1, -0.2, 0.3, 0.5][:inputs]
    given = {"x": x, "w": w, "b": 0.5, "t": 1, "eta": 0.1}
    steps = [
        step("z", "linear", ["x", "w", "b"]),
        step("y", activation, ["z"]),
        step("E", "squared_error", ["y", "t"], phase="loss"),
        *map(gradient, ("y", "z")),
        gradient("w", (inputs,)),
        gradient("b"),
        gradient("x", (inputs,)),
        update("w", (inputs,)),
        update("b"),
    ]
    return subject(given, steps, "One neuron")


def mlp(*sizes: int, activation: str = "relu", updates: bool = True) -> Subject:
    """A network: x -> W1 b1 z1 a1 -> ... -> y -> E."""
    last = len(sizes) - 1
    given = {"x": [round(0.5 * i + 1, 2) for i in range(sizes[0])]}
    steps, back, before = [], [], "x"
    for k, (n, m) in enumerate(pairwise(sizes), 1):
        given[f"W{k}"] = [[round(0.1 * (i - j) - 0.25, 2) for i in range(n)] for j in range(m)]
        given[f"b{k}"] = [round(0.1 * (j + 1), 1) for j in range(m)]
        out = "y" if k == last else f"a{k}"
        steps += [step(f"z{k}", "linear", [before, f"W{k}", f"b{k}"], (m,))]
        steps += [step(out, activation, [f"z{k}"], (m,))]
        new = [gradient(out, (m,)), gradient(f"z{k}", (m,)), gradient(f"W{k}", (m, n))]
        back = [*new, gradient(f"b{k}", (m,)), *back]
        before = out
    given |= {"t": [1 - j for j in range(sizes[-1])], "eta": 0.5}
    steps += [step("E", "squared_error", ["y", "t"], phase="loss")]
    parameters = [(f"W{k}", (sizes[k], sizes[k - 1])) for k in range(1, last + 1)]
    parameters += [(f"b{k}", (sizes[k],)) for k in range(1, last + 1)]
    after = [update(name, shape) for name, shape in parameters] if updates else []
    return subject(given, [*steps, *back, *after], f"A {sizes} network")


def residual() -> Subject:
    """A graph that is no plain network: x feeds two branches that meet in a sum."""
    given = {"x": 2, "v": -0.5, "w": 3, "t": 1}
    steps = [
        step("u", "mul", ["v", "x"]),
        step("h", "relu", ["u"]),
        step("f", "mul", ["w", "h"]),
        step("s", "add", ["x", "f"]),
        step("y", "exp", ["s"]),
        step("E", "squared_error", ["y", "t"], phase="loss"),
        *map(gradient, ("y", "s", "f", "h", "u", "w", "v", "x")),
    ]
    return subject(given, steps, "A residual block")


def gates() -> Subject:
    """The first circuit of a lecture: f = (x + y) z, and max."""
    given = {"x": -2, "y": 5, "z": -4}
    steps = [
        step("q", "add", ["x", "y"]),
        step("m", "max", ["q", "z"]),
        step("f", "mul", ["q", "m"]),
        *(gradient(name, of="f") for name in ("m", "q", "x", "y", "z")),
    ]
    return subject(given, steps, "Gates")


def attention() -> Subject:
    """Matrices all over: softmax(Q K) V, a sum of all, and a matrix to fill."""
    given = {"Q": [[1, 0], [0, 1]], "K": [[1, 2], [3, 4]], "V": [[1, -1], [2, 0.5]]}
    steps = [
        step("S", "matmul", ["Q", "K"], (2, 2)),
        step("A", "softmax", ["S"], (2, 2)),
        step("O", "matmul", ["A", "V"], (2, 2)),
        step("L", "sum", ["O"], phase="loss"),
        *(gradient(name, (2, 2), of="L") for name in ("O", "V", "A", "S", "Q", "K")),
    ]
    return subject(given, steps, "Attention")
