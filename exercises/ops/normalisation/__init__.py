"""Values that are normalised: how they are found in a graph, and the one formula for the way back.

Batch and layer normalisation are graphs of elementary ops: ``mu = mean(x)``, ``c = x - mu``,
``var = mean(c^2)``, ``sigma = sqrt(var)``, ``xhat = c / sigma``, ``y = gamma xhat + beta`` (Ioffe &
Szegedy, "Batch normalization", ICML 2015; Ba, Kiros & Hinton, "Layer normalization", 2016). Their
means run along the last axis.
"""

from dataclasses import dataclass

import numpy as np

from exercises.ops.base import Graph, Site
from exercises.ops.div import quotient
from exercises.values import Value


@dataclass(frozen=True)
class Normalisation:
    """Names of the values of a normalisation."""

    x: str
    mu: str
    c: str
    var: str
    sigma: str
    xhat: str


def found_at(graph: Graph, xhat: str) -> Normalisation | None:
    """The normalisation that ends in the value ``xhat``; None if it is made in another way."""
    quotient_ = graph.made_by("div", xhat)
    c, sigma = quotient_.rule.inputs if quotient_ else ("", "")
    difference, root = graph.made_by("sub", c), graph.made_by("sqrt", sigma)
    x, mu = difference.rule.inputs if difference else ("", "")
    if root is None or graph.made_by("mean", mu) is None:
        return None
    return Normalisation(x, mu, c, root.rule.inputs[0], sigma, xhat)


def around(site: Site, name: str) -> Normalisation | None:
    """The normalisation whose x or c is the value of that name."""
    graph = site.graph
    ways = [step.name for step in graph.consumers(name)]
    ways += [step.name for way in ways for step in graph.consumers(way)]
    found = (found_at(graph, way) for way in ways)
    return next((norm for norm in found if norm and name in (norm.x, norm.c)), None)


def mean(value: Value) -> Value:
    """The mean along the last axis, which stays with length 1."""
    return np.asarray(value.mean(-1, keepdims=True))


def compact(g: Value, xhat: Value, sigma: Value) -> Value:
    """dE/dx = (g - mean(g) - xhat mean(g xhat)) / sigma, with g = dE/dxhat."""
    return quotient(g - mean(g) - xhat * mean(g * xhat), sigma)
