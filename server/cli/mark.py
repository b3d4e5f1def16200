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
    from grader.marking import mark

    sheet = _sheet_of(answers)
    marking = mark(Variant.from_json(variant), sheet).to_json()
    if as_json:
        print_json(marking)
    else:
        _show(marking, sheet)


def _sheet_of(answers: Any) -> Any:
    """The answers, also where a simulated student handed them in with what was applied."""
    if isinstance(answers, dict) and set(answers) == {"answers", "applied"}:
        return answers["answers"]
    return answers


def _show(marking: dict[str, Any], answers: dict[str, Any]) -> None:
    from rich.text import Text

    out = console()
    out.print(_verdicts(marking, answers))
    for message, steps in _by_message(marking["steps"]).items():
        out.print(Text.assemble((", ".join(steps), "bold"), "  ", prose(message)))
    for cause in marking["diagnosis"]:
        words = f"This looks like {cause['name']} ({cause['misconception']})"
        out.print(Text(f"{words} in {', '.join(cause['steps'])}.", "red"))
    out.print(Text(f"Score {marking['score']:g} of {marking['max']:g}", "bold"))


def _verdicts(marking: dict[str, Any], answers: dict[str, Any]) -> "Table":
    from rich.text import Text

    rows = table("", "step", "your answer", "verdict", "credit", "")
    for step in marking["steps"]:
        sign, colour = LOOKS[step["verdict"]]
        answer = "" if step["verdict"] == "blank" else shown(answers[step["name"]])
        rows.add_row(
            Text(sign, colour),
            step["name"],
            printable(answer),
            Text(step["verdict"], colour),
            f"{step['credit']:g}",
            "first wrong step" if step["name"] == marking["first_wrong"] else "",
        )
    return rows


def _by_message(steps: list[dict[str, Any]]) -> dict[str, list[str]]:
    """What is said, each once, and of which steps; what is right needs no words."""
    said: dict[str, list[str]] = {}
    for step in steps:
        if step["verdict"] not in ("correct", "blank"):
            said.setdefault(step["message"], []).append(step["name"])
    return said
