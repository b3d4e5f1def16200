"""The budget of the code, and promises between its files that no linter knows."""

import ast
import re
import statistics
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
PACKAGES = ("exercises", "grader", "server")
MEDIAN_FUNCTION = 11
LONGEST_FUNCTION = 40
LONGEST_FILE = 400
DEEPEST_NESTING = 3
# What would let the clock, the disk, the network or chance into an exercise.
IMPURE = {"datetime", "os", "pathlib", "random", "secrets", "socket", "subprocess", "time", "uuid"}
NESTS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (HOME / folder).rglob("*.py"))


def written(suffix: str) -> list[Path]:
    """Return the project's own files of one kind, without what is installed or produced."""
    produced = ("build", "data", "dist", "htmlcov")
    inside = (path.relative_to(HOME).parts for path in HOME.rglob(f"*.{suffix}"))
    return sorted(
        HOME.joinpath(*parts)
        for parts in inside
        if not parts[0].startswith(".") and parts[0] not in produced
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def is_data(function: Function) -> bool:
    """Tell whether the body, after its docstring, is one statement: a table, however long."""
    return len(function.body) <= 1 + (ast.get_docstring(function) is not None)


def nesting(node: ast.AST, depth: int = 0) -> int:
    """Return how deep blocks stand in blocks; an elif is no deeper than its if."""
    deepest = depth
    for name, value in ast.iter_fields(node):
        chained = isinstance(node, ast.If) and name == "orelse" and len(value) == 1
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, Function | ast.ClassDef) or not isinstance(child, ast.AST):
                continue
            nests = isinstance(child, NESTS) and not (chained and isinstance(child, ast.If))
            deepest = max(deepest, nesting(child, depth + nests))
    return deepest


def place(path: Path, node: Function) -> str:
    return f"{path.relative_to(HOME)}:{node.lineno} {node.name}"


def test_it_keeps_the_usual_function_short() -> None:
    lengths = [length(one) for path in sources(*PACKAGES) for one in functions(path)]

    assert statistics.median(lengths) < MEDIAN_FUNCTION


def test_it_keeps_every_function_on_one_screen() -> None:
    long = [
        place(path, one)
        for path in sources(*PACKAGES, "migrations/env.py", "tests")
        for one in functions(path)
        if length(one) > LONGEST_FUNCTION and not is_data(one)
    ]

    assert [] == long


def test_it_keeps_every_file_readable_in_one_sitting() -> None:
    long = [
        str(path.relative_to(HOME))
        for suffix in ("py", "html", "js", "css")
        for path in written(suffix)
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]

    assert [] == long


def test_it_nests_blocks_three_deep_at_most() -> None:
    deep = [
        place(path, one)
        for path in sources(*PACKAGES)
        for one in functions(path)
        if nesting(one) > DEEPEST_NESTING
    ]

    assert [] == deep


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_it_needs_only_numpy_and_pure_parts_of_python_for_exercises() -> None:
    allowed = sys.stdlib_module_names - IMPURE | {"exercises", "numpy"}

    assert set() == {n for path in sources("exercises") for n in imported(path)} - allowed


INLINE = {
    "a style element": r"<style",
    "a style attribute": r"\sstyle\s*=",
    "an event attribute": r"\son[a-z]+\s*=",
    "a script in the page": r"<script(?![^>]*\ssrc=)",
    "a script address": r"javascript:",
}


@pytest.mark.parametrize("pattern", INLINE.values(), ids=INLINE.keys())
def test_it_keeps_style_and_script_out_of_templates(pattern: str) -> None:
    found = [
        path.name
        for path in written("html")
        if re.search(pattern, path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]

    assert [] == found


def project() -> dict[str, object]:
    return dict(tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def test_it_has_the_version_of_the_changelogs_newest_entry() -> None:
    changelog = (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)

    assert newest is not None
    assert project()["version"] == newest[1]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = (HOME / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {
        plain(name): version
        for name, _, version in (line.partition("==") for line in lines if line[:1] != "#")
    }


def test_it_pins_every_dependency() -> None:
    told = project()
    wanted = [*told["dependencies"], *told["optional-dependencies"]["test"]]
    names = {plain(re.split(r"[\[<>=;! ]", text)[0]) for text in wanted}

    assert set() == names - pins().keys()


def test_it_pins_plain_released_versions() -> None:
    assert [] == [v for v in pins().values() if not re.fullmatch(r"\d+(\.\d+)*(\.post\d+)?", v)]


def test_it_links_only_to_files_that_exist() -> None:
    broken = [
        f"{page.relative_to(HOME)}: {target}"
        for page in written("md")
        for target in re.findall(
            r"(?:\]\(|src=\"|srcset=\")([^)#\s\"]+)", page.read_text(encoding="utf-8")
        )
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert [] == broken
