"""``chainrule solve``: the true value of every step."""

from typing import TYPE_CHECKING, Any

import click

from server.cli.files import json_file
from server.cli.latex import formula
from server.cli.output import by_phase, console, json_option, print_json, shown, table

if TYPE_CHECKING:
    from exercises.variant import Variant


@click.command()
@click.argument("variant", type=json_file, metavar="VARIANT.json")
@json_option
def solve(variant: object, as_json: bool) -> None:
    """Work out the true value of every step."""
    from exercises.solving import solve
    from exercises.variant import Variant

    exercise = Variant.from_json(variant)
    values = solve(exercise)
    if as_json:
        print_json(values)
    else:
        _show(exercise, values)


def _show(variant: "Variant", values: dict[str, Any]) -> None:
    rows = table("step", "value", "rule")
    for step, last in by_phase(variant.sheet.steps):
        look = None if step.asked else "dim"
        rule = formula(step.formula)
        rows.add_row(step.name, shown(values[step.name]), rule, end_section=last, style=look)
    console().print(rows)
