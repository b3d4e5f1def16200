"""Writes the steps of a network in the order in which a student works.

That is forward, loss, backward, update. Families describe themselves with it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from exercises.backward import differentiate
from exercises.family import Pool
from exercises.ops import op as find_op
from exercises.sheet import StepSpec, compile_sheet
from exercises.steps import Step

SIGNED_NICE = tuple(s * n for n in (1, 2, 3, 4, 5, 10, 15, 20, 30) for s in (1, -1))
"""Numerators over 10: plus or minus 0.1 to 0.5, 1, 1.5, 2, 3 (set N1 of the curriculum)."""
STRONG = tuple(s * n for n in (5, 10, 15, 20, 30, 40) for s in (1, -1))
"""Numerators over 10 of weights for which little is lost on the way back through a sigmoid."""
SIGMOID_NICE = tuple(s * n for n in (4055, 10986, 13863, 21972) for s in (1, -1))
"""Numerators over 10^4: ln 1.5, ln 3, ln 4, ln 9, where the sigmoid is .6, .75, .8, .9 (set N4)."""
TANH_NICE = tuple(s * n for n in (2027, 5493, 6931, 10986) for s in (1, -1))
"""Numerators over 10^4: half of ln 1.5 and ln 3, ln 2, ln 3, where tanh is .2, .5, .6, .8."""
_NUMBERED = re.compile(r"[a-z]+ [0-9]+")
"""A name that needs no article: output 2."""
TENTHS = tuple(n for n in range(-30, 31) if n)
"""Numerators over 10: every tenth from -3 to 3 but 0."""


@dataclass
class Network:
    """A builder: each method adds to the exercise and returns the name of the value it made."""

    pools: dict[str, Pool] = field(default_factory=dict)
    steps: list[StepSpec] = field(default_factory=list)
    _words: dict[str, str] = field(default_factory=dict)
    _units: dict[str, str] = field(default_factory=dict)
    _parameters: set[str] = field(default_factory=set)

    def given(self, name: str, pool: Pool, words: str, *, parameter: bool = False) -> str:
        """A number printed on the sheet.

        ``parameter``: one that a network learns; of a weight or a bias its op says so already.
        """
        self.pools[name] = pool
        self._words[name] = words
        if parameter:
            self._parameters.add(name)
        return name

    def apply(
        self,
        op: str,
        name: str,
        inputs: Sequence[str],
        words: str,
        *,
        unit: str = "",
        phase: str = "forward",
        asked: bool = True,
        attrs: Mapping[str, float] | None = None,
    ) -> str:
        """One forward, loss or update step."""
        self._words[name] = words if _NUMBERED.fullmatch(words) else f"the {words}"
        self._units[name] = unit
        self.steps.append(
            StepSpec(
                name,
                phase,
                op,
                tuple(inputs),
                tuple({**find_op(op).attrs, **(attrs or {})}.items()),
                asked=asked,
                caption=words,
            )
        )
        return name

    def upstream(self, value: str, pool: Pool, given: str = "u", loss: str = "E") -> str:
        """An error whose slope by ``value`` is printed: E = sum of u times the value, not asked.

        For exercises that look at one layer and take what arrives from the loss as given.
        """
        self.given(given, pool, "what arrives from the loss")
        self.apply("mul", f"{given}{value}", [given, value], "weighted value", asked=False)
        return self.apply("sum", loss, [f"{given}{value}"], "error", phase="loss", asked=False)

    def backward(
        self, of: str, wrt: Iterable[str], unless: Callable[[Step], bool] | None = None
    ) -> None:
        """All derivatives of ``of`` that lie on the way to the values ``wrt``, those included.

        All are asked but those for which ``unless`` is true.
        """
        sheet = compile_sheet({n: p.shape for n, p in self.pools.items()}, tuple(self.steps))
        derived = differentiate(sheet.by_name, sheet.shapes, of)
        needed = {f"d{of}/d{name}" for name in wrt}
        for name in reversed(list(derived)):
            if name in needed:
                needed.update(derived[name].rule.inputs)
        for name, step in derived.items():
            if name in needed:
                is_part = name != f"d{of}/d{step.wrt}"
                self.steps.append(
                    StepSpec(
                        name,
                        "backward",
                        of=of,
                        wrt=step.wrt,
                        via=step.via if is_part else None,
                        asked=unless is None or not unless(step),
                        caption=self._caption(step, is_part=is_part),
                    )
                )

    def _caption(self, step: Step, *, is_part: bool) -> str:
        """What a derivative is; a contribution along one path says along which."""
        via = step.via or ""
        words = self._caption_of(step).format(
            wrt=self._words[step.wrt or ""], unit=self._units.get(via, "")
        )
        says_where = not is_part or "{unit}" in step.caption or self._words[via] in words
        return words if says_where else f"{words}, by way of {self._words[via]}"

    def _caption_of(self, step: Step) -> str:
        """A gradient is that of a parameter; what is worked out is only passed on its way."""
        if step.wrt in self._parameters:
            return "gradient of {wrt}"
        is_weight = step.caption == "gradient of {wrt}" and step.wrt not in self.pools
        return "passed back to {wrt}" if is_weight else step.caption

    def update(self, of: str, wrt: Iterable[str], rate: str) -> None:
        """One step of gradient descent for each of the values ``wrt``."""
        for name in wrt:
            words = f"{self._words[name]} after the step"
            self.apply("sgd", f"{name}'", [name, f"d{of}/d{name}", rate], words, phase="update")

    def again(self, changed: Iterable[str], *, asked: bool = True) -> None:
        """The forward pass and the loss once more, with the values that a step has ``changed``.

        Each name gets a prime. What depends on nothing that changed is not worked out again,
        and what was not asked before is not asked now.
        """
        new = set(changed)
        for step in [step for step in self.steps if step.phase in ("forward", "loss")]:
            if new.isdisjoint(step.inputs):
                continue
            new.add(step.name)
            self.apply(
                step.op or "",
                f"{step.name}'",
                [f"{name}'" if name in new else name for name in step.inputs],
                f"{step.caption} after the step",
                unit=self._units[step.name],
                phase="update",
                asked=asked and step.asked,
                attrs=dict(step.attrs),
            )
