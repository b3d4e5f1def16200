"""What "another variant" means: fresh numbers, or the next sheet where numbers are fixed."""

from collections.abc import Mapping
from typing import Any

from exercises.catalogue import family
from exercises.drawing import draw
from exercises.parameters import Parameter
from exercises.variant import Variant


def parameters(variant: Variant) -> Mapping[str, Any]:
    """The parameters for another variant of the same family."""
    if draw(variant.family, variant.seed ^ 1, variant.params).given != variant.given:
        return variant.params
    choices = [each for each in family(variant.family).parameters if each.choices]
    return variant.params | _next(choices[0], variant.params) if choices else variant.params


def _next(parameter: Parameter, chosen: Mapping[str, Any]) -> dict[str, str]:
    choices = parameter.choices or ()
    following = choices.index(chosen[parameter.name]) + 1
    return {parameter.name: choices[following % len(choices)]}
