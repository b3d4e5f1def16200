"""``chainrule db``: the tables of the database."""

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
    from server.database import current, upgrade

    url = url_of(database, data)
    upgrade(url, revision)
    click.echo(f"The database is at revision {current(url)}.")


@db.command()
@database_options
@click.argument("revision")
@click.confirmation_option(prompt="This may delete what students have done. Go on?")
def downgrade(database: str | None, data: Path | None, revision: str) -> None:
    """Take the tables back to an earlier REVISION; "base" for none at all."""
    from server.database import current, downgrade

    url = url_of(database, data)
    downgrade(url, revision)
    click.echo(f"The database is at revision {current(url) or 'base'}.")


@db.command()
@database_options
def current(database: str | None, data: Path | None) -> None:
    """Print the revision of the tables."""
    from server.database import current

    click.echo(current(url_of(database, data)) or "base")


@db.command()
@database_options
def check(database: str | None, data: Path | None) -> None:
    """Fail unless the tables are at the newest revision."""
    from server.database import current, head

    found = current(url_of(database, data)) or "base"
    if found != head():
        raise click.ClickException(f"The database is at {found}, not at {head()}: upgrade it.")
    click.echo(f"The database is at the newest revision, {found}.")
