"""Every failure of the command line: one line on standard error and an exit status.

2  what was asked cannot be used: a wrong option, file, exercise or answer
1  it was asked well and failed
"""

import os
import sys
from collections.abc import Callable

import click

BAD_INPUT = 2
FAILED = 1


def guarded(action: Callable[[], object]) -> int:
    """Run ``action`` and give the exit status; a failure is said in one line."""
    try:
        status = action()
        sys.stdout.flush()
    except BrokenPipeError:
        return _hang_up()
    except click.Abort:
        return _say("Stopped.", FAILED)
    except click.ClickException as error:
        return _say(error.format_message(), error.exit_code)
    except _bad_input() as error:
        return _say(str(error), BAD_INPUT)
    except Exception as error:  # noqa: BLE001 - a person at a terminal has no use for a traceback
        return _say(_unforeseen(error), FAILED)
    return status if isinstance(status, int) else 0


def _bad_input() -> tuple[type[Exception], ...]:
    """The errors whose sentence is for the person who asked; imported once one is raised."""
    from exercises.errors import ExerciseError
    from grader.errors import GraderError
    from server.services.errors import ServiceError
    from server.settings import BadSetting

    return ExerciseError, GraderError, ServiceError, BadSetting


def _unforeseen(error: Exception) -> str:
    # A database's own words stand in .orig, without the statement and its parameters.
    cause = getattr(error, "orig", None) or error
    return f"{type(cause).__name__}: {cause}"


def _say(message: str, status: int) -> int:
    line = " ".join(message.split())
    printable = "".join(char if char.isprintable() else "?" for char in line)
    click.echo(f"Error: {printable}", err=True)
    return status


def _hang_up() -> int:
    """The reader of our output has left: let the last flush at exit go nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED
