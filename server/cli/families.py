"""``chainrule families``: the catalogue."""

from typing import TYPE_CHECKING, Any

import click

from server.cli.output import console, json_option, print_json, setting, table

if TYPE_CHECKING:
    from exercises.family import Family


@click.command()
@json_option
def families(as_json: bool) -> None:
    """List the kinds of exercise."""
    from exercises.catalogue import families

    if as_json:
        print_json([_described(family) for family in families()])
    else:
        for family in families():
            _show(family)


def _described(family: "Family") -> dict[str, Any]:
    return {
        "name": family.name,
        "version": family.version,
        "title": family.title,
        "summary": family.summary,
        "parameters": [parameter.to_json() for parameter in family.parameters],
        "cannot_reveal": family.cannot_reveal,
        "levels": {name: dict(params) for name, params in family.levels.items()},
    }


def _show(family: "Family") -> None:
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    name, title = (family.name, "bold cyan"), (family.title, "bold")
    out.print(Text.assemble(name, "  ", title, (f"  v{family.version}", "dim")))
    out.print(Padding(Text(family.summary), (0, 0, 0, 2)))
    if family.parameters:
        rows = table("--set", "default", "range", "what it is")
        for one in family.parameters:
            rows.add_row(one.name, setting(one.default), one.describe(), one.help)
        out.print(Padding(rows, (0, 0, 0, 2)))
    levels = Text.assemble(("Levels: ", "green"), ", ".join(family.levels))
    out.print(Padding(levels, (0, 0, 0, 2)))
    hidden = Text.assemble(("Cannot reveal: ", "yellow"), family.cannot_reveal)
    out.print(Padding(hidden, (0, 0, 1, 2)))
