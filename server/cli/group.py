"""Groups of commands."""

import sys
from typing import Any, NoReturn

import click

from server.cli.failures import guarded


class Group(click.Group):
    """A group that shows its help when no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Ask for help where nothing is asked for."""
        return super().parse_args(ctx, args or ["--help"])

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as Click calls it
        """Name the commands in the order in which they were added."""
        return list(self.commands)


class Program(Group):
    """The outermost group: failures are one line, and the status tells their kind."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run and exit."""
        if hasattr(sys.stdout, "reconfigure"):
            # A terminal that lacks a sign shows a question mark instead.
            sys.stdout.reconfigure(errors="replace")
        run = super().main
        sys.exit(guarded(lambda: run(*args, **{**kwargs, "standalone_mode": False})))
