"""A variant: one drawn exercise, frozen. Its JSON carries all that marking needs."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from exercises.errors import BadVariant
from exercises.reading import MOST_STEPS, given_value, mapping, require, step_spec, text
from exercises.sheet import Sheet, StepSpec, compile_sheet
from exercises.tex import symbol
from exercises.values import Value, as_row


@dataclass(frozen=True)
class Certificate:
    """What the numbers of a variant can show.

    ``visible``: misconceptions that change a value asked; ``coincide``: pairs of these that look
    the same on the whole sheet; ``distinct``: share of pairs of rules, right and wrong, box by
    box, whose values differ clearly; ``effort_minutes``: a guess at the time with pen and paper.
    """

    visible: tuple[str, ...] = ()
    coincide: tuple[tuple[str, str], ...] = ()
    distinct: float = 1.0
    effort_minutes: int = 0


@dataclass(frozen=True)
class Variant:
    """See ``interface.md``: ``given`` maps names to numbers or nested lists of numbers."""

    family: str
    version: int
    seed: int
    params: Mapping[str, Any]
    title: str
    prose: str
    conventions: Mapping[str, Any]
    given: Mapping[str, Any]
    steps: tuple[StepSpec, ...]
    certificate: Certificate

    @cached_property
    def sheet(self) -> Sheet:
        """The compiled steps."""
        shapes = {name: value.shape[1:] for name, value in self.values.items()}
        return compile_sheet(shapes, self.steps)

    @cached_property
    def values(self) -> dict[str, Value]:
        """The givens as arrays ``(1, *shape)``."""
        return {name: as_row(value) for name, value in self.given.items()}

    @cached_property
    def truth(self) -> dict[str, Value]:
        """The true value of every given and step, arrays ``(1, *shape)``."""
        return self.sheet.run(self.values).values

    @cached_property
    def key(self) -> tuple[Value, Value]:
        """All cells asked in one row: their true values, and half a unit of the last digit."""
        asked = self.sheet.asked
        truth = [self.truth[step.name].ravel() for step in asked]
        half = [np.full(len(t), 0.5 * 10.0**-s.decimals) for s, t in zip(asked, truth, strict=True)]
        return np.concatenate(truth), np.concatenate(half)

    def without(self, ids: Collection[str]) -> "Variant":
        """The same exercise for a grader whose library lacks some misconceptions."""
        certificate = replace(
            self.certificate,
            visible=tuple(id for id in self.certificate.visible if id not in ids),
            coincide=tuple(p for p in self.certificate.coincide if not {*p}.intersection(ids)),
        )
        narrowed = replace(self, certificate=certificate)
        # What is worked out once is shared: only the wrong rules differ.
        known = {"values": self.values, "truth": self.truth, "key": self.key, "hash": self.hash}
        vars(narrowed).update(known, sheet=self.sheet.without(ids))
        return narrowed

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content: whatever a student sees or is marked by changes it."""
        content = json.dumps(
            _canonical(self._content()), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        return "sha256:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The form of the contract, with ``caption``, ``label`` and the hash added."""
        content = self._content()
        head = {key: content[key] for key in ("family", "version", "seed", "params")}
        return {**head, "hash": self.hash, **content}

    @classmethod
    def from_json(cls, obj: object) -> "Variant":
        """Read a variant; raises BadVariant with one clear sentence."""
        data = mapping(obj, "A variant")
        steps = require(data, "steps", list)
        if len(steps) > MOST_STEPS:
            raise BadVariant(f"A variant has at most {MOST_STEPS} steps.")
        variant = cls(
            family=text(data, "family"),
            version=require(data, "version", int),
            seed=require(data, "seed", int),
            params=mapping(data.get("params", {}), "params"),
            title=text(data, "title", ""),
            prose=text(data, "prose", ""),
            conventions=mapping(data.get("conventions", {}), "conventions"),
            given={
                name: given_value(name, value)
                for name, value in mapping(data.get("given"), "given").items()
            },
            steps=tuple(step_spec(step) for step in steps),
            certificate=_certificate(data.get("certificate")),
        )
        if not variant.sheet.asked:
            raise BadVariant("A variant must ask for at least one step.")
        return variant

    def _content(self) -> dict[str, Any]:
        return {
            "family": self.family,
            "version": self.version,
            "seed": self.seed,
            "params": dict(self.params),
            "title": self.title,
            "prose": self.prose,
            "conventions": dict(self.conventions),
            "given": dict(self.given),
            "steps": [self._step(spec) for spec in self.steps],
            "certificate": {
                **asdict(self.certificate),
                "visible": list(self.certificate.visible),
                "coincide": [list(pair) for pair in self.certificate.coincide],
            },
        }

    def _step(self, spec: StepSpec) -> dict[str, Any]:
        step = self.sheet.by_name[spec.name]
        if spec.again is not None:
            what: dict[str, Any] = {"again": spec.again, "inputs": list(spec.inputs)}
        elif spec.of is None:
            what = {"op": spec.op, "inputs": list(spec.inputs), **step.attrs}
        else:
            what = {"of": spec.of, "wrt": spec.wrt}
            what |= {"part": True, "via": spec.via} if spec.via else {}
        return {
            "name": spec.name,
            "phase": spec.phase,
            **what,
            "shape": list(step.shape),
            "asked": spec.asked,
            "decimals": spec.decimals,
            "points": spec.points,
            "formula": step.formula,
            "label": symbol(spec.name),
            "caption": spec.caption,
        }


def _certificate(obj: object) -> Certificate:
    data = mapping(obj if obj is not None else {}, "certificate")
    known = {field.name for field in fields(Certificate)}
    try:
        return Certificate(
            **{
                **{key: data[key] for key in data if key in known},
                "visible": tuple(str(id) for id in data.get("visible", ())),
                "coincide": tuple((str(a), str(b)) for a, b in data.get("coincide", ())),
            }
        )
    except (TypeError, ValueError):
        raise BadVariant("The certificate of the variant cannot be read.") from None


def _canonical(value: Any) -> Any:
    """Numbers that are equal are written the same: 1.0 as 1."""
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
