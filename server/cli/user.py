"""``chainrule user``: the accounts."""

from pathlib import Path

import click

from server.cli.database import database_options, opened, url_of
from server.cli.group import Group
from server.cli.output import console, json_option, print_json, table

ROLES = click.Choice(["student", "instructor", "admin"])
password_option = click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked if not given."
)


@click.group(cls=Group)
def user() -> None:
    """Add and change accounts."""


@user.command()
@database_options
@click.argument("email")
@click.option("--name", prompt=True, help="Shown to instructors.")
@click.option("--role", type=ROLES, default="student", show_default=True)
@password_option
def add(
    database: str | None, data: Path | None, email: str, name: str, role: str, password: str
) -> None:
    """Add an account with an EMAIL address."""
    from server.services.accounts import sign_up

    with opened(url_of(database, data)):
        made = sign_up(email, name, password, role)
        click.echo(f"{made.email} can sign in as {made.role}.")


@user.command("list")
@database_options
@json_option
def list_(database: str | None, data: Path | None, as_json: bool) -> None:
    """List all accounts."""
    from server.services.accounts import everyone

    with opened(url_of(database, data)):
        people = [(one.email, one.name, one.role) for one in everyone()]
    if as_json:
        print_json([dict(zip(("email", "name", "role"), one, strict=True)) for one in people])
        return
    rows = table("email", "name", "role")
    for one in people:
        rows.add_row(*one)
    console().print(rows)


@user.command()
@database_options
@click.argument("email")
@password_option
def password(database: str | None, data: Path | None, email: str, password: str) -> None:
    """Give the account of EMAIL a new password."""
    from server.services.accounts import set_password

    with opened(url_of(database, data)):
        click.echo(f"{set_password(email, password).email} has a new password.")


@user.command()
@database_options
@click.argument("email")
@click.argument("role", type=ROLES)
def role(database: str | None, data: Path | None, email: str, role: str) -> None:
    """Make the account of EMAIL a student, instructor or admin."""
    from server.services.accounts import set_role

    with opened(url_of(database, data)):
        changed = set_role(email, role)
        click.echo(f"{changed.email} is now {changed.role}.")
