"""Writes a result down: the figures as JSON, and a table for people."""

import json
from pathlib import Path
from typing import Any

from grader.quality.gates import GATES, Gate
from server.quality.summing_up import Result, goal, summaries, written

BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def save_in(folder: Path, result: Result) -> None:
    """Write ``quality.json``, and its tables where they have a place.

    That is in ``quality.md`` beside it, made if need be, and in the ``README.md`` above.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = {**result, "levels": [_without_examples(level) for level in result["levels"]]}
    (folder / "quality.json").write_text(_json(kept), "utf-8")
    page, readme = folder / "quality.md", folder.parent / "README.md"
    text = page.read_text("utf-8") if page.exists() else f"{BEGIN}\n{END}\n"
    page.write_text(with_table(text, kept), "utf-8")
    if readme.exists():
        readme.write_text(with_table(readme.read_text("utf-8"), kept, short=True), "utf-8")


def with_table(text: str, result: Result, *, short: bool = False) -> str:
    """A page with the tables of a result between their marks, if it has these.

    The gates with their worst figures; unless ``short``, every figure of every level too.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        return text
    tables = _gates(result) if short else f"{_gates(result)}\n\n{_levels(result)}"
    return f"{before}{BEGIN}\n{tables}\n{END}{after}"


def _gates(result: Result) -> str:
    rows = [
        (
            one.gate.words,
            goal(one.gate),
            written(one.gate, one.median),
            written(one.gate, one.worst.figure),
            one.worst.where,
            f"{len(one.lines) - len(one.missed)} of {len(one.lines)}",
        )
        for one in summaries(result)
    ]
    return _table(("what", "goal", "median", "worst", "where", "met"), rows)


def _levels(result: Result) -> str:
    gates = [g for g in GATES if any(g.name in level["figures"] for level in result["levels"])]
    rows = [
        (level["family"], level["level"] or "*all*", *(_cell(gate, level) for gate in gates))
        for level in result["levels"]
    ]
    return _table(("family", "level", *(gate.short for gate in gates)), rows)


def _cell(gate: Gate, level: dict[str, Any]) -> str:
    """A figure, bold where it is not good enough."""
    figure = level["figures"].get(gate.name)
    if figure is None:
        return ""
    text = written(gate, figure)
    return text if gate.met(figure) else f"**{text}**"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _without_examples(level: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in level.items() if key != "examples"}


def _json(result: Result) -> str:
    """One level a line, so that a change can be read."""
    head = {key: value for key, value in result.items() if key != "levels"}
    levels = ",\n".join(json.dumps(level, allow_nan=False) for level in result["levels"])
    return f'{json.dumps(head, allow_nan=False)[:-1]},\n"levels": [\n{levels}\n]}}\n'
