"""Nested parameters of a family as people write them: YAML, read strictly and without surprises."""

from collections.abc import Mapping
from typing import Any

import yaml

from exercises.catalogue import family as find_family
from exercises.errors import BadParameter

LONGEST = 10_000


def with_descriptions(family: str, params: Mapping[str, object]) -> dict[str, object]:
    """The parameters with the texts of nested ones read as YAML (JSON is YAML too).

    Raises UnknownFamily, or BadParameter with one sentence.
    """
    nested = {each.name for each in find_family(family).parameters if each.nested}
    return {
        name: read_yaml(name, value) if name in nested and isinstance(value, str) else value
        for name, value in params.items()
    }


def read_yaml(name: str, text: str) -> object:
    """What a text describes; raises BadParameter where it is not YAML or refers to itself."""
    if len(text) > LONGEST:
        raise BadParameter(f"{name} must have at most {LONGEST} characters.")
    try:
        return yaml.load(text, Loader=_Plain)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        raise BadParameter(f"{name} is not YAML: {error.problem}{place}.") from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise BadParameter(f"{name} is not YAML that can be read.") from None


def as_yaml(value: object) -> str:
    """A description as one would type it."""
    return str(yaml.safe_dump(value, sort_keys=False, default_flow_style=None, width=60))


class _Plain(yaml.SafeLoader):
    """Only what stands there: a text of ten lines must not grow by references to itself."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(
                None, None, "references (*name) are not allowed", event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if names.count(key.value) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key.value!r} is given twice", key.start_mark
                )
        return super().construct_mapping(node, deep)
