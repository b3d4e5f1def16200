"""What the API's JSON looks like, as JSON Schema: names for the OpenAPI document."""

from typing import Any

from exercises.sheet import PHASES
from grader.verdicts import LETTER

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
INTEGER: Schema = {"type": "integer"}
OBJECT: Schema = {"type": "object"}


def ref(name: str) -> Schema:
    """A reference to one of SCHEMAS."""
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": items}


def obj(required: Schema, optional: Schema | None = None) -> Schema:
    """An object with these members. Members may be added to it later."""
    properties = required | (optional or {})
    return {"type": "object", "properties": properties, "required": list(required)}


def either(*schemas: Schema) -> Schema:
    """One of these."""
    return {"anyOf": list(schemas)}


NULL: Schema = {"type": "null"}
_TIME: Schema = {"type": "string", "format": "date-time"}
_CELLS = "A cell is text as typed; a vector is a list of cells, a matrix a list of rows."

SCHEMAS: dict[str, Schema] = {
    "Error": obj(
        {"error": obj({"code": TEXT, "message": TEXT}, {"field": TEXT})},
    ),
    "Parameter": obj({"name": TEXT, "default": {}}),
    "Family": obj(
        {
            "name": TEXT,
            "version": INTEGER,
            "title": TEXT,
            "summary": TEXT,
            "cannot_reveal": {},
            "parameters": array(ref("Parameter")),
            "levels": OBJECT,
        }
    ),
    "Families": obj({"families": array(ref("Family"))}),
    "Step": obj(
        {
            "name": TEXT,
            "phase": {"enum": list(PHASES)},
            "shape": array(INTEGER),
            "asked": {"type": "boolean"},
            "formula": TEXT,
        },
        {"decimals": either(INTEGER, NULL)},
    ),
    "Variant": obj(
        {
            "family": TEXT,
            "version": INTEGER,
            "seed": INTEGER,
            "params": OBJECT,
            "hash": TEXT,
            "title": TEXT,
            "prose": TEXT,
            "conventions": OBJECT,
            "given": OBJECT,
            "steps": array(ref("Step")),
            "certificate": OBJECT,
        }
    ),
    "Drawn": obj({"id": TEXT, "created_at": _TIME, "variant": ref("Variant")}),
    "Draw": obj(
        {"family": TEXT},
        {
            "seed": {"type": "integer", "minimum": 0, "maximum": 2**53 - 1},
            "params": OBJECT,
        },
    ),
    "Cell": {
        "description": _CELLS,
        **either({"type": "string", "maxLength": 100}, NUMBER, NULL, array(ref("Cell"))),
    },
    "Answers": {
        "type": "object",
        "description": "Step name to its cells; a missing step or an empty text is blank.",
        "additionalProperties": ref("Cell"),
    },
    "HandIn": obj({"answers": ref("Answers")}),
    "StepMarking": obj({"name": TEXT, "verdict": {"enum": list(LETTER)}, "credit": NUMBER}),
    "Marking": obj(
        {
            "grader": TEXT,
            "variant": TEXT,
            "score": NUMBER,
            "max": NUMBER,
            "first_wrong": either(TEXT, NULL),
            "steps": array(ref("StepMarking")),
            "diagnosis": array(OBJECT),
        }
    ),
    "Submission": obj(
        {
            "id": TEXT,
            "variant": {"type": "string", "description": "The id that drawing it gave."},
            "created_at": _TIME,
            "status": {"enum": ["pending", "marked", "error"]},
            "answers": ref("Answers"),
            "marking": either(ref("Marking"), NULL),
        }
    ),
}
