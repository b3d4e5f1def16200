"""``chainrule db``: the tables of the database."""

from collections.abc import Callable
from pathlib import Path

import click

from server.cli.database import database_options, url_of
from server.cli.group import Group


@click.group(cls=Group)
def db() -> None:
    """Make and check the tables of the database."""


@db.command()
@database_options
@click.argument("revision", default="head")
def upgrade(database: str | None, data: Path | None, revision: str) -> None:
    """Bring the tables up to the newest REVISION, or to the one named."""
    from server.database import upgrade

    _change(upgrade, url_of(database, data), revision)


@db.command()
@database_options
@click.argument("revision")
@click.confirmation_option(prompt="This may delete what students have done. Go on?")
def downgrade(database: str | None, data: Path | None, revision: str) -> None:
    """Take the tables back to an earlier REVISION; "base" for none at all."""
    from server.database import downgrade

    _change(downgrade, url_of(database, data), revision)


@db.command()
@database_options
def current(database: str | None, data: Path | None) -> None:
    """Print the revision of the tables."""
    from server.cli.revisions import current

    click.echo(current(url_of(database, data)))


@db.command()
@database_options
def check(database: str | None, data: Path | None) -> None:
    """Fail unless the tables are at the newest revision."""
    from server.cli.revisions import current, head

    found, newest = current(url_of(database, data)), head()
    if found != newest:
        raise click.ClickException(f"The database is at {found}, not at {newest}: upgrade it.")
    click.echo(f"The database is at the newest revision, {found}.")


def _change(change: Callable[[str, str], None], url: str, revision: str) -> None:
    from alembic.util import CommandError

    from server.cli.revisions import current

    try:
        change(url, revision)
    except CommandError as error:
        raise click.UsageError(f"{error}.") from None
    click.echo(f"The database is at revision {current(url)}.")
