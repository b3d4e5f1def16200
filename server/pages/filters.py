"""Template filters: mathematics, numbers and times as people write them."""

import datetime

from flask import Flask

from exercises.catalogue import family
from exercises.errors import UnknownFamily
from exercises.tex import symbol
from server.descriptions import as_yaml
from server.pages.mathml import math, prose
from server.pages.words import convention, value


def init_app(app: Flask) -> None:
    """Register the filters."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        math=math,
        prose=prose,
        symbol=symbol,
        latex_value=value,
        convention=convention,
        short_hash=short_hash,
        points=points,
        times=times,
        moment=moment,
        parameter=parameter,
        option=option,
        family_title=family_title,
        sources=sources,
    )


def short_hash(text: str) -> str:
    """The variant's number for people: four signs of its hash."""
    return text.removeprefix("sha256:")[:4].upper()


def parameter(value: object) -> str:
    """A parameter's value as one types it: `2,2,1`, `true`."""
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    if isinstance(value, dict):
        return as_yaml(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def option(text: str) -> str:
    """A choice as people read it: `leaky_relu` is "leaky relu", `true` is "yes"."""
    return {"true": "yes", "false": "no"}.get(text, text.replace("_", " "))


def family_title(name: str) -> str:
    """The title of a family; its name where the catalogue no longer has it."""
    try:
        return family(name).title
    except UnknownFamily:
        return name


def sources(names: tuple[str, ...]) -> str:
    """Names of values as prose: the symbols, between the brackets of LaTeX."""
    return ", ".join(rf"\({symbol(name)}\)" for name in names)


def points(score: float) -> str:
    """Points with at most two decimals: 7.5, 11."""
    return f"{score:.2f}".rstrip("0").rstrip(".")


def times(count: int) -> str:
    """How often."""
    return {0: "not yet", 1: "once", 2: "twice"}.get(count, f"{count} times")


def moment(when: datetime.datetime) -> str:
    """A time as "23 Nov, 16:27 UTC": the reader's zone is not known here."""
    return f"{when.day} {when:%b, %H:%M} UTC"
