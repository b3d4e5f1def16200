"""``chainrule simulate``: the answers of a student whom we know through and through."""

from typing import TYPE_CHECKING, Any

import click

from server.cli.files import json_file
from server.cli.output import console, json_option, print_json, shown, table

if TYPE_CHECKING:
    from grader.students import Habit, Simulated


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
@click.option("--decimals", type=int, help="Type so many decimals.")
@click.option("--significant", type=int, help="Type so many significant digits instead.")
@click.option("--unrounded", is_flag=True, help="Go on with all digits, not with what is typed.")
@click.option("--blank", "blanks", metavar="STEP", multiple=True, help="Leave a step out.")
@click.option("--guess", help="Do not work: type numbers of the sheet, or random ones.")
@click.option("--copy", help="Do not work: copy the givens, or zeros.")
@click.option("--seed", type=int, default=0, show_default=True, help="Settles what is left open.")
@json_option
def simulate(variant: object, as_json: bool, **told: Any) -> None:
    """Answer as a student with certain habits."""
    from exercises.variant import Variant
    from grader.students import Student, simulate_all

    student = Student(
        misconceptions=told["misconceptions"],
        slips=told["slips"],
        habit=_habit(told["decimals"], told["significant"], carry=not told["unrounded"]),
        blanks=told["blanks"],
        fill=_fill(told["guess"], told["copy"]),
        seed=told["seed"],
    )
    [simulated] = simulate_all(Variant.from_json(variant), [student])
    if as_json:
        print_json({"answers": simulated.answers, "applied": simulated.applied})
    else:
        _show(simulated)


def _habit(decimals: int | None, significant: int | None, *, carry: bool) -> "Habit":
    from grader.students import Habit

    if significant is None:
        return Habit(decimals, carry=carry)
    if decimals is not None:
        raise click.UsageError("--decimals and --significant are two habits; give one.")
    return Habit(significant, significant=True, carry=carry)


def _fill(guess: str | None, copy: str | None) -> str | None:
    """How a student who does not work fills the sheet."""
    from grader.students import COPIES, GUESSES

    if guess and copy:
        raise click.UsageError("--guess and --copy are two habits; give one.")
    for option, value, known in (("guess", guess, GUESSES), ("copy", copy, COPIES)):
        if value is not None and value not in known:
            raise click.UsageError(f"--{option} takes {' or '.join(known)}, not {value!r}.")
    return guess or copy


def _show(simulated: "Simulated") -> None:
    out = console()
    rows = table("step", "answer", "what was done")
    for name, answer in simulated.answers.items():
        done = [f"{one['kind']} {one['id']}" for one in simulated.applied if one["step"] == name]
        rows.add_row(name, shown(answer), ", ".join(done))
    out.print(rows)
