"""``chainrule mark``: the marking of a sheet of answers."""

from typing import TYPE_CHECKING, Any

import click

from server.cli.files import json_file
from server.cli.latex import printable, prose
from server.cli.output import console, json_option, print_json, shown, table

if TYPE_CHECKING:
    from rich.table import Table

LOOKS = {
    "correct": ("✓", "green"),
    "follows": ("↪", "cyan"),
    "misconception": ("✗", "red"),
    "slip": ("~", "yellow"),
    "wrong": ("✗", "red"),
    "trivial": ("○", "dim"),
    "undefined": ("∅", "dim"),
    "unreadable": ("!", "magenta"),
    "blank": ("·", "dim"),
}


@click.command()
@click.argument("variant", type=json_file, metavar="VARIANT.json")
@click.argument("answers", type=json_file, metavar="ANSWERS.json")
@json_option
def mark(variant: object, answers: object, as_json: bool) -> None:
    """Mark the answers to a variant.

    A file may be -, standard input. The answers may also be what simulate --json printed.
    """
    from exercises.variant import Variant
    from grader.errors import BadAnswers
    from grader.marking import mark

    exercise = Variant.from_json(variant)
    sheet = _sheet_of(answers)
    if not isinstance(sheet, dict):
        raise BadAnswers("The answers must be a JSON object of step names and values.")
    marking = mark(exercise, sheet).to_json()
    if as_json:
        print_json(marking)
    else:
        _show(marking, sheet)


def _sheet_of(answers: object) -> object:
    """The answers, also where a simulated student handed them in with what was applied."""
    if isinstance(answers, dict) and set(answers) == {"answers", "applied"}:
        return answers["answers"]
    return answers


def _show(marking: dict[str, Any], answers: dict[str, Any]) -> None:
    from rich.text import Text

    out = console()
    out.print(_verdicts(marking["steps"], answers))
    out.print(Text(f"Score {marking['score']:g} of {marking['max']:g}", "bold"))
    if marking["first_wrong"]:
        out.print(Text(f"The first wrong step is {marking['first_wrong']}."))
    for cause in marking["diagnosis"]:
        out.print(Text(f"This looks like {cause['misconception']} in {', '.join(cause['steps'])}."))


def _verdicts(steps: list[dict[str, Any]], answers: dict[str, Any]) -> "Table":
    from rich.text import Text

    rows = table("", "step", "answer", "verdict", "credit", "")
    for step in steps:
        sign, colour = LOOKS[step["verdict"]]
        rows.add_row(
            Text(sign, colour),
            step["name"],
            printable(shown(answers.get(step["name"], ""))),
            Text(step["verdict"], colour),
            f"{step['credit']:g}",
            prose(step["message"] or ""),
        )
    return rows
