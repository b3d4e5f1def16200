"""The program: its commands in the order in which one meets them.

The files of commands import Click alone; each imports what it works with when it runs.
"""

import click

from server.cli.bench import bench
from server.cli.db import db
from server.cli.draw import draw
from server.cli.families import families
from server.cli.group import Program
from server.cli.mark import mark
from server.cli.quality import quality
from server.cli.simulate import simulate
from server.cli.solve import solve
from server.cli.up import up
from server.cli.user import user


def _print_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked:
        return
    from importlib.metadata import version

    from grader.version import VERSION

    click.echo(f"chainrule {version('chainrule')}, grader {VERSION}")
    ctx.exit()


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Practise backpropagation by hand, and be told at which step it went wrong and why."""


for command in (up, families, draw, solve, mark, simulate, quality, bench, db, user):
    main.add_command(command)
