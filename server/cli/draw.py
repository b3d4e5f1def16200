"""``chainrule draw``: one variant."""

import secrets
from itertools import count
from typing import TYPE_CHECKING

import click

from exercises.names import TYPED
from server.cli.files import text_file
from server.cli.latex import prose
from server.cli.output import (
    blanks,
    by_phase,
    console,
    json_option,
    print_json,
    setting,
    shown,
    table,
)

if TYPE_CHECKING:
    from rich.table import Table

    from exercises.variant import Variant


def key_value(text: str) -> tuple[str, str]:
    """Split KEY=VALUE at the first =; @FILE stands for its text; a type of option."""
    key, _, value = text.partition("=")
    if not key or not value:
        raise click.UsageError(f"--set takes KEY=VALUE, not {text!r}.")
    value = value.strip()
    return key.strip(), text_file(value[1:]) if value.startswith("@") else value


@click.command()
@click.argument("family")
@click.option("--seed", type=int, help="The same seed gives the same variant; without it, any.")
@click.option(
    "--set",
    "settings",
    type=key_value,
    metavar="KEY=VALUE",
    multiple=True,
    help="Choose a parameter of the family; KEY=@FILE takes it from a file, such as YAML.",
)
@click.option("--level", help="Start from the parameters of a level.")
@json_option
def draw(
    family: str,
    seed: int | None,
    settings: tuple[tuple[str, str], ...],
    level: str | None,
    as_json: bool,
) -> None:
    """Draw one exercise of a family."""
    from exercises.catalogue import family as find_family
    from exercises.drawing import draw
    from server.descriptions import with_descriptions

    params = with_descriptions(family, dict(settings))
    if len(params) < len(settings):
        raise click.UsageError("--set gives a parameter twice.")
    params = {**find_family(family).level(level), **params} if level else params
    variant = draw(family, secrets.randbelow(2**31) if seed is None else seed, params)
    if as_json:
        print_json(variant.to_json())
    else:
        show(variant)


def show(variant: "Variant") -> None:
    """Print a variant as a sheet to fill in."""
    from rich.text import Text

    out = console()
    out.print(Text(prose(variant.title), "bold"))
    out.print(Text(_origin(variant), "dim"), Text("\n"), Text(prose(variant.prose)), sep="")
    out.print(_given(variant))
    for name, convention in variant.conventions.items():
        out.print(Text.assemble((f"{name}: ", "dim"), prose(str(convention))))
    out.print(_to_fill_in(variant))
    out.print(Text(_asked(variant)))


def _origin(variant: "Variant") -> str:
    params = " ".join(f"{key}={setting(value)}" for key, value in variant.params.items())
    return f"{variant.family} v{variant.version}  seed {variant.seed}  {params}"


def _asked(variant: "Variant") -> str:
    decimals = sorted({step.decimals for step in variant.sheet.asked})
    minutes = variant.certificate.effort_minutes
    return f"Give {' to '.join(map(str, decimals))} decimals. About {minutes} minutes by hand."


def _given(variant: "Variant") -> "Table":
    rows = table("given", "")
    typed = count(1)
    for name, value in variant.given.items():
        line = f"line {next(typed)}: " if name.endswith(TYPED) else ""
        rows.add_row(line + name, shown(value))
    return rows


def _to_fill_in(variant: "Variant") -> "Table":
    rows = table("step", "what it is", "your value")
    rows.columns[0].no_wrap = rows.columns[2].no_wrap = True
    for step, last in by_phase(variant.sheet.asked):
        place = shown(blanks(step.shape))
        rows.add_row(step.name, prose(step.caption), place, end_section=last)
    return rows
