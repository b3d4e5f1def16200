"""``chainrule quality``: how good drawing and marking are, on simulated students."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from server.cli.output import console, json_option, print_json, table

if TYPE_CHECKING:
    from server.quality.running import Job
    from server.quality.summing_up import Summary

MOST_MISSES = 60


@click.command()
@click.option("--family", "names", metavar="FAMILY", multiple=True, help="Only this family.")
@click.option(
    "--students",
    type=click.IntRange(1, 1_000_000),
    default=2000,
    show_default=True,
    help="Simulated students of every kind for every family, spread over its levels.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 256),
    default=os.cpu_count() or 1,
    help="Processes that share the work.  [default: one for each core]",
)
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write quality.json, and the table into quality.md.",
)
@json_option
@click.pass_context
def quality(
    ctx: click.Context,
    names: tuple[str, ...],
    students: int,
    processes: int,
    save: Path | None,
    as_json: bool,
) -> None:
    """Measure every promise on simulated students; fail if one is missed."""
    from exercises.catalogue import families, family
    from server.quality.pages import save_in
    from server.quality.running import plan
    from server.quality.summing_up import summaries

    chosen = [family(name) for name in dict.fromkeys(names)] or families()
    result = _measured(plan(chosen, students), processes)
    if save is not None:
        save_in(save, result)
    found = summaries(result)
    if as_json:
        print_json(result)
    else:
        _show(found)
    ctx.exit(1 if any(summary.missed for summary in found) else 0)


def _measured(jobs: "list[Job]", processes: int) -> dict[str, Any]:
    """Run the jobs with a bar on standard error."""
    from rich.console import Console
    from rich.progress import Progress

    from server.quality.running import run

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Measuring", total=1)

        def told(done: int, size: int) -> None:
            progress.update(task, completed=done, total=size)

        return run(jobs, processes, told)


def _show(found: "list[Summary]") -> None:
    from rich.text import Text

    from server.quality.summing_up import goal, written

    lines = table("what", "goal", "median", "worst", "where", "")
    looks = {True: Text("✓ met", "green"), False: Text("✗ missed", "red")}
    for one in found:
        worst = one.worst
        figures = written(one.gate, one.median), written(one.gate, worst.figure)
        lines.add_row(one.gate.words, goal(one.gate), *figures, worst.where, looks[worst.met])
    console().print(lines)
    _show_missed(found)


def _show_missed(found: "list[Summary]") -> None:
    from server.quality.summing_up import goal, written

    missed = [line for one in found for line in one.missed]
    if not missed:
        return
    lines = table("missed", "where", "figure", "goal")
    for line in missed[:MOST_MISSES]:
        figure = written(line.gate, line.figure)
        lines.add_row(line.gate.words, line.where, figure, goal(line.gate))
    console().print(lines)
    if len(missed) > MOST_MISSES:
        console().print(f"and {len(missed) - MOST_MISSES} more; --json has all of them.")
