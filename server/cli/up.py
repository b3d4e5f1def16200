"""``chainrule up``: everything on this machine under one command."""

import sys
from pathlib import Path

import click


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The pages' port; 0 takes any free one.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="The folder that keeps the database, the secret key and the logs.",
)
def up(port: int, data: Path) -> None:
    """Run everything here: database file, broker, grading worker, sweeper and pages."""
    if sys.platform == "win32":
        raise click.ClickException("chainrule up needs Linux or macOS; use Docker on Windows.")
    from server.runtime.errors import RuntimeFailure
    from server.runtime.supervisor import run

    try:
        run(data, port, click.echo)
    except RuntimeFailure as error:
        raise click.ClickException(str(error)) from None
