"""``chainrule bench``: the speed table."""

from collections.abc import Iterable
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from server.cli.output import console, json_option, print_json, table

if TYPE_CHECKING:
    from server.bench import Row


HALVES = ("engine", "pipeline")


@click.command()
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=10, show_default=True)
@click.option("--only", type=click.Choice(HALVES), help="Measure one half.")
@json_option
def bench(seconds: float, only: str | None, as_json: bool) -> None:
    """Measure how fast everything is."""
    names = [f"server.bench.{name}" for name in HALVES if only in (name, None)]
    halves = [import_module(name) for name in names if find_spec(name)]
    rows = [row for half in halves for row in half.run(seconds)]
    if as_json:
        print_json([asdict(row) for row in rows])
    else:
        _show(rows)


def _show(rows: "Iterable[Row]") -> None:
    from rich.text import Text

    lines = table("what", "figure", "floor", "ratio", "goal", "")
    looks = {True: Text("✓ met", "green"), False: Text("✗ missed", "red"), None: Text("")}
    for row in rows:
        figure = f"{row.figure:.4g} {row.unit}"
        ratio = f"{row.ratio:,.0f}" if row.ratio >= 100 else f"{row.ratio:.3g}"
        lines.add_row(row.name, figure, row.floor, ratio, row.goal or "", looks[row.met])
    console().print(lines)
