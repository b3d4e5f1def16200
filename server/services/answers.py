"""Whether answers fit the sheet: the right names, the right shapes, storable text.

Whether a text is a number is the grader's to say, cell by cell.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from exercises.variant import Variant
from server.services.errors import BadInput
from server.services.texts import clean

LONGEST_ANSWER = 100


def fitted(variant: Variant, answers: object) -> dict[str, Any]:
    """The answers with every cell as text, as typed; raises BadInput naming the step."""
    if not isinstance(answers, Mapping):
        raise BadInput("answers", "The answers must be an object: step name to text.")
    shapes = {step.name: step.shape for step in variant.sheet.asked}
    return {name: _fit(name, shapes, answer) for name, answer in answers.items()}


def digest(answers: Mapping[str, Any]) -> str:
    """A short name for these answers, whatever the order of their steps."""
    text = json.dumps(answers, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _fit(name: str, shapes: Mapping[str, tuple[int, ...]], answer: object) -> Any:
    if name not in shapes:
        raise BadInput("answers", f"This sheet does not ask for {clean('answers', name, 100)!r}.")
    return _nested(name, shapes[name], answer)


def _nested(name: str, shape: Sequence[int], answer: object) -> Any:
    if answer is None or answer == "":
        return ""
    if not shape:
        return _cell(name, answer)
    if not isinstance(answer, list) or len(answer) != shape[0]:
        raise BadInput(name, f"The answer to {name} must be a list of {shape[0]} here.")
    return [_nested(name, shape[1:], each) for each in answer]


def _cell(name: str, answer: object) -> str:
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        answer = repr(answer)
    if not isinstance(answer, str):
        raise BadInput(name, f"Each answer to {name} must be a text or a number.")
    return clean(name, answer, LONGEST_ANSWER)
