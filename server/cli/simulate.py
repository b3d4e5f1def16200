"""``chainrule simulate``: the answers of a student whom we know through and through."""

from typing import TYPE_CHECKING, Any

import click

from server.cli.files import json_file
from server.cli.output import console, json_option, print_json, shown, table

if TYPE_CHECKING:
    from grader.students import Simulated


def kind_at_step(text: str) -> tuple[str, str]:
    """Split KIND@STEP at the first at-sign; a type of option."""
    kind, _, step = text.partition("@")
    if not kind or not step:
        raise click.UsageError(f"--slip takes KIND@STEP, not {text!r}.")
    return kind, step


@click.command()
@click.argument("variant", type=json_file, metavar="VARIANT.json")
@click.option("--misconception", "misconceptions", metavar="ID", multiple=True, help="Hold it.")
@click.option(
    "--slip",
    "slips",
    type=kind_at_step,
    metavar="KIND@STEP",
    multiple=True,
    help="Make a careless error.",
)
@click.option("--decimals", type=click.IntRange(0, 12), help="Round to so many, and go on so.")
@click.option("--blank", "blanks", metavar="STEP", multiple=True, help="Leave a step out.")
@click.option("--seed", type=int, default=0, show_default=True, help="Chance in the slips.")
@json_option
def simulate(variant: object, as_json: bool, **student: Any) -> None:
    """Answer as a student with certain habits."""
    from grader.students import simulate

    from exercises.variant import Variant

    simulated = simulate(Variant.from_json(variant), **student)
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
