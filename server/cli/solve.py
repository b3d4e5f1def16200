"""``chainrule solve``: the true value of every step."""

from typing import TYPE_CHECKING, Any

import click

from server.cli.files import json_file
from server.cli.latex import formula
from server.cli.output import by_phase, console, json_option, print_json, shown, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercises.solving import Worked
    from exercises.variant import Variant


@click.command()
@click.argument("variant", type=json_file, metavar="VARIANT.json")
@click.option("--worked", is_flag=True, help="Every step worked out line by line, in LaTeX.")
@json_option
def solve(variant: object, worked: bool, as_json: bool) -> None:
    """Work out the true value of every step."""
    from exercises.solving import solution, solve
    from exercises.variant import Variant

    exercise = Variant.from_json(variant)
    if worked:
        _show_worked(solution(exercise), as_json)
        return
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


def _show_worked(steps: "Sequence[Worked]", as_json: bool) -> None:
    if as_json:
        print_json([{"step": s.step, "rule": s.rule, "lines": list(s.lines)} for s in steps])
        return
    rows = table("step", "worked out", "rule")
    for step in steps:
        rows.add_row(step.step, "\n".join(map(formula, step.lines)), step.rule, end_section=True)
    console().print(rows)
