"""``chainrule simulate``: the answers of a student whom we know through and through."""

from typing import TYPE_CHECKING, Any

import click

from server.cli.files import json_file
from server.cli.output import console, json_option, print_json, shown, table

if TYPE_CHECKING:
    from grader.students import Simulated


@click.command()
@click.argument("variant", type=json_file, metavar="VARIANT.json")
@click.option(
    "--misconception",
    "misconceptions",
    metavar="ID[@STEP]",
    multiple=True,
    help="Hold it wherever it can be made, or in one step.",
)
@click.option(
    "--slip", "slips", metavar="KIND@STEP", multiple=True, help="Make a careless error in a step."
)
@click.option("--decimals", type=int, help="Type so many decimals, and go on with these.")
@click.option("--blank", "blanks", metavar="STEP", multiple=True, help="Leave a step out.")
@click.option("--seed", type=int, default=0, show_default=True, help="Settles what is left open.")
@json_option
def simulate(variant: object, as_json: bool, **habits: Any) -> None:
    """Answer as a student with certain habits."""
    from exercises.variant import Variant
    from grader.students import simulate

    simulated = simulate(Variant.from_json(variant), **habits)
    if as_json:
        print_json({"answers": simulated.answers, "applied": simulated.applied})
    else:
        _show(simulated)


def _show(simulated: "Simulated") -> None:
    out = console()
    rows = table("step", "answer", "what was done")
    for name, answer in simulated.answers.items():
        done = [f"{one['kind']} {one['id']}" for one in simulated.applied if one["step"] == name]
        rows.add_row(name, shown(answer), ", ".join(done))
    out.print(rows)
