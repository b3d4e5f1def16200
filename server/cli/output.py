"""What every command prints with: strict JSON, or text and tables as wide as the terminal."""

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from exercises.steps import Step

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def print_json(value: object) -> None:
    """Print a value as JSON that any reader takes: no NaN, and ASCII alone."""
    click.echo(json.dumps(value, allow_nan=False, indent=2))


def console() -> "Console":
    """Return the console that prints text as it is: no markup, no emoji, no guessed colours."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False)


def table(*columns: str, **options: Any) -> "Table":
    """Return an empty table; long cells are folded, never cut."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", **options)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def by_phase(steps: "Sequence[Step]") -> Iterator[tuple["Step", bool]]:
    """Each step, and whether it is the last of its phase."""
    for step, following in zip_longest(steps, steps[1:]):
        yield step, following is None or following.phase != step.phase


def shown(value: Any) -> str:
    """Return a number, or a vector or matrix with its columns aligned, as text."""
    if not isinstance(value, list):
        return cell(value)
    if not any(isinstance(part, list) for part in value):
        return f"[{', '.join(map(cell, value))}]"
    widest = max(map(len, _cells(value)), default=0)
    return "\n".join(_row(part, widest) for part in value)


def cell(value: object) -> str:
    """Return a number to ten digits, a text as it is."""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def setting(value: object) -> str:
    """Return the value of a parameter as one types it after ``--set KEY=``."""
    if isinstance(value, list):
        return ",".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def blanks(shape: tuple[int, ...] | list[int]) -> Any:
    """Return a place to write for every cell of a shape."""
    return [blanks(shape[1:]) for _ in range(shape[0])] if shape else "____"


def _row(value: Any, widest: int) -> str:
    parts = value if isinstance(value, list) else [value]
    if any(isinstance(part, list) for part in parts):
        return "\n".join(_row(part, widest) for part in parts)
    return f"[{', '.join(cell(part).rjust(widest) for part in parts)}]"


def _cells(value: Any) -> list[str]:
    if not isinstance(value, list):
        return [cell(value)]
    return [text for part in value for text in _cells(part)]
