"""Writes a result down: the figures as JSON, and a table for people."""

import json
from pathlib import Path
from typing import Any

from grader.quality.gates import GATES, Gate
from server.quality.summing_up import Result, goal, summaries, written

BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def save_in(folder: Path, result: Result) -> None:
    """Write ``quality.json``, and the table between its marks in ``quality.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {**result, "levels": [_without_examples(level) for level in result["levels"]]}
    (folder / "quality.json").write_text(_json(kept), "utf-8")
    page = folder / "quality.md"
    text = page.read_text("utf-8") if page.exists() else f"{BEGIN}\n{END}\n"
    page.write_text(with_table(text, kept), "utf-8")


def with_table(text: str, result: Result) -> str:
    """A page with the table of a result in place of the one that it has."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{figures_table(result)}\n{END}{after}"


def figures_table(result: Result) -> str:
    """Markdown: the gates with their worst figures, then every figure of every level."""
    return f"{_gates(result)}\n\n{_levels(result)}"


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
    return f'{{"head": {json.dumps(head, allow_nan=False)},\n"levels": [\n{levels}\n]}}\n'
