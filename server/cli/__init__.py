"""The command line ``chainrule``: one command, one file; ``docs`` and scripts rely on its forms."""

from server.cli.program import main

__all__ = ["main"]
