"""What an op, a pull-back and a misconception are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from exercises.broadcasting import source, summed
from exercises.steps import Rule, Step
from exercises.tex import Index, Token
from exercises.values import Shape, Value

G: Literal["<g>"] = "<g>"
"""The gradient that arrives from the side of the loss."""
Y: Literal["<y>"] = "<y>"
"""The op's own result."""
Use = int | Literal["<g>", "<y>"]
"""What a rule looks at: ``G``, ``Y``, or the op's argument of that number.

No value can have the name of ``G`` or ``Y``.
"""


Kind = Literal[
    "affine",
    "activation",
    "loss",
    "update",
    "arithmetic",
    "softmax",
    "convolution",
    "pooling",
    "norm",
    "shape",
    "audit",
]
"""What ops have in common, for misconceptions that can be made at all of one kind."""


Words = str | Callable[..., str]
"""A rule in a sentence; or a function of the shapes of the arguments that gives it."""


def said(words: Words, shapes: Iterable[Shape]) -> str:
    """The sentence for arguments of these shapes."""
    return words if isinstance(words, str) else words(*shapes)


@dataclass(frozen=True)
class Pull:
    """The vector-Jacobian product of an op for one argument.

    ``f`` gets the values named in ``uses``, in that order, plus the op's attributes by name.
    ``cell`` writes one cell as LaTeX from tokens, ``whole`` the whole value (the same as the cell
    ``()`` if it is not given). ``words`` states the rule in a sentence, ``caption`` names the step
    (``{wrt}`` is the variable, ``{unit}`` the unit that it goes back through). ``over_batch`` says
    from the shapes of the arguments whether there is a batch whose examples share this argument:
    then ``f`` and ``cell`` are those of one example, and the engine adds up over the first axis.
    """

    uses: tuple[Use, ...]
    f: Callable[..., Value]
    cell: Callable[..., str]
    words: Words
    caption: str
    whole: Callable[..., str] | None = None
    also: tuple["Route", ...] = ()
    shortcuts: tuple["Shortcut", ...] = ()
    over_batch: Callable[..., bool] | None = None


@dataclass(frozen=True)
class Route:
    """Another right way to the same value, from other inputs."""

    uses: tuple[Use, ...]
    f: Callable[..., Value]


@dataclass(frozen=True)
class Shortcut:
    """A right way back through this op and the one op that uses its result, in one go.

    ``after`` names that op; what arrives there is ``G``, its result ``Y``, its arguments are the
    numbers, and this op's result is its argument 0. It is another right route; where the slope
    between the two is not asked it is the rule itself, for that is how a student then works.
    """

    after: str
    uses: tuple[Use, ...]
    f: Callable[..., Value]
    cell: Callable[..., str]
    words: str
    whole: Callable[..., str] | None = None


@dataclass(frozen=True)
class Op:
    """A primitive operation. Name, argument order and attributes are PyTorch's where it has it.

    ``f`` takes arrays ``(rows, *shape)``; ``shape`` maps argument shapes to the result's and
    raises ``BadVariant`` when they do not fit. ``pulls[i]`` is the pull-back of argument ``i``;
    the last ``optional`` arguments may be left out, a ``variadic`` op takes more. An
    ``elementwise`` op broadcasts its arguments; the engine sums what comes back to one that was
    spread. ``None`` in place of a pull-back: nothing is asked of the slope by that argument (a
    mask, a label). ``sizing`` names the attributes on which the result's shape depends (a stride);
    ``shape`` gets these by name. ``examples`` are shapes of arguments, which the tests try.
    ``reduction`` says how a loss puts the outputs together, ``domain`` between which bounds all
    arguments are allowed.
    """

    name: str
    kind: Kind
    arguments: tuple[str, ...]
    f: Callable[..., Value]
    shape: Callable[..., Shape]
    pulls: tuple[Pull | None, ...]
    cell: Callable[..., str]
    words: Words
    whole: Callable[..., str] | None = None
    optional: int = 0
    variadic: bool = False
    attrs: Mapping[str, float] = field(default_factory=dict)
    title: str = ""
    elementwise: bool = False
    reduction: Literal["sum", "mean"] | None = None
    domain: tuple[float, float] | None = None
    sizing: tuple[str, ...] = ()
    examples: tuple[tuple[Shape, ...], ...] = (((),), ((3,),), ((2, 2),))

    def result(self, shapes: Iterable[Shape], attrs: Mapping[str, Any]) -> Shape:
        """Shape of the result for arguments of these shapes; raises BadVariant."""
        return self.shape(*shapes, **{name: attrs[name] for name in self.sizing})


@dataclass(frozen=True)
class Site:
    """A step seen from inside the graph: where a misconception asks what stands around it.

    ``inputs`` and ``output`` are those of the forward application that the step computes or
    pulls back through; ``argument`` is the argument pulled back to (-1 in a forward step).
    """

    step: Step
    op: Op
    attrs: Mapping[str, Any]
    inputs: tuple[str, ...]
    output: str
    gradient: str
    argument: int
    graph: "Graph"

    def name(self, use: Use) -> str | None:
        """Name of the value that a rule uses, or None if this application has no such argument."""
        if use == G:
            return self.gradient
        if use == Y:
            return self.output
        return self.inputs[use] if use < len(self.inputs) else None

    def shape(self, argument: int) -> Shape:
        """Shape of one argument."""
        return self.graph.shapes[self.inputs[argument]]

    def derivative(self, name: str) -> str:
        """Name of the derivative by a value of the same loss that the step is a derivative of."""
        return f"d{self.step.of}/d{name}"

    @property
    def pull(self) -> "Pull | None":
        """The pull-back that the step computes; None in a forward step."""
        return self.op.pulls[self.argument] if self.argument >= 0 else None

    def bound(self, f: Callable[..., Value]) -> Callable[..., Value]:
        """``f`` with the attributes of the op filled in."""
        return partial(f, **self.attrs) if self.attrs else f

    def rule(self, uses: tuple[Use | str, ...], f: Callable[..., Value]) -> Rule | None:
        """A rule over uses or names; None when one of them does not exist here."""
        names = tuple(u if isinstance(u, str) and u not in (G, Y) else self.name(u) for u in uses)
        known = tuple(name for name in names if name is not None and name in self.graph.shapes)
        if len(known) != len(uses):
            return None
        return Rule(summed(f, self.shape(self.argument)) if self.is_spread else f, known)

    @property
    def is_spread(self) -> bool:
        """Whether it pulls back to a value that an elementwise op spread over more cells."""
        back = self.op.elementwise and self.argument >= 0
        return back and self.shape(self.argument) != self.graph.shapes[self.output]


@dataclass(frozen=True)
class Graph:
    """All steps by name, and the shapes of all values."""

    steps: Mapping[str, Step]
    shapes: Mapping[str, Shape]
    kinds: Mapping[str, str]

    def producer(self, name: str) -> Step | None:
        """The forward step that computes a value; None for a given."""
        step = self.steps.get(name)
        return step if step is not None and step.wrt is None else None

    def made_by(self, op: str, name: str) -> Step | None:
        """The forward step that computes a value by that op; None if there is none such."""
        step = self.producer(name)
        return step if step is not None and step.op == op else None

    def is_activation(self, step: Step) -> bool:
        """Whether a step applies an activation function."""
        return step.wrt is None and self.kinds.get(step.op) == "activation"

    def activations(self) -> list[Step]:
        """All steps of the forward pass that apply an activation function, in order."""
        return [s for s in self.steps.values() if s.phase == "forward" and self.is_activation(s)]

    def consumers(self, name: str) -> list[Step]:
        """Forward, loss and update steps that use a value."""
        return [s for s in self.steps.values() if s.wrt is None and name in s.rule.inputs]


@dataclass(frozen=True)
class Misconception:
    """A named systematic wrong rule.

    ``at`` says where it is made: ``"linear"`` in the value of that op, ``"linear:1"`` in the
    pull-back of its argument 1; a kind of ops or ``"*"`` may stand for the op, ``"*"`` for the
    argument. ``rules`` gives its forms at a site. ``messages``: what kind of error (no digits, no
    formula), then the rule. The third level, a worked line with the student's own numbers, is
    derived from the graph.
    ``same_as`` declares that another entry is the same rule seen from another side. A ``general``
    entry gives way to a special one where both are the same rule.
    """

    id: str
    name: str
    at: str
    rules: Callable[[Site], Iterable[Rule | None]]
    messages: tuple[str, str]
    convention: bool = False
    same_as: str | None = None
    general: bool = False


@dataclass(frozen=True)
class Equivalent:
    """Another right way to a step, which looks further back than the step's own op.

    ``at`` and ``rules`` are as in a misconception. ``name`` says what the way is known as. With
    ``words`` and a formula in its rules it is what a student is told where the step's own rule uses
    values that are not asked, and this one does not.
    """

    name: str
    at: str
    rules: Callable[[Site], Iterable[Rule | None]]
    words: str = ""


def local(*uses: Use, f: Callable[..., Value]) -> Callable[[Site], Iterable[Rule | None]]:
    """Rules of a misconception that looks only at the op's own gradient, result and arguments."""
    return lambda site: [site.rule(uses, f)]


def elementwise(formula: Callable[..., str]) -> Callable[..., str]:
    """The cell function of an op that works cell by cell on values that broadcast."""

    def cell(index: Index, *tokens: Token, **attrs: float) -> str:
        return formula(*[token[source(index, token.shape)] for token in tokens], **attrs)

    return cell
