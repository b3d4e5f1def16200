"""The network of a variant as SVG text, derived from its steps alone and never per family.

``draw_svg(variant, cells, vertical=False)`` gives one ``<svg>`` without style attributes, scripts
or ids, so that it obeys a strict content security policy and may stand twice in a page.
A chain of scalar neurons becomes one wire, a layered network columns of units, any other graph
boxes in ranks, each with its value above and what flows back to it below. Where the matrices of
a graph do not fit in it, and for all that has no place at a box, there are bands beside or below.

Colours come from the page's CSS by these classes:

=====================================  =========================================================
``fig``                                the ``<svg>``; with ``fig-wide`` or ``fig-tall``, and
                                       ``fig-chain``, ``fig-graph`` or ``fig-net`` (names stand
                                       on bare paper, where wires may pass behind them)
``fig-lane``                           a band behind cells; also ``fig-forward``, ``fig-backward``,
                                       ``fig-update`` or ``fig-given``
``fig-caption``, ``fig-heading``,      title of a band, name of a matrix, name of a cell; with the
``fig-label``                          lane's class, or ``fig-rest`` for a bias
``fig-wire``                           a wire; ``is-dense`` without a number on it, ``fig-rest``
                                       from a bias; with ``data-step``/``data-cell`` of the
                                       gradient of its weight
``fig-head``                           the head of an arrow (filled)
``fig-plate``                          bare paper behind cells and names, so that wires pass behind
``fig-leader``                         a thin line from a cell to its wire; with the lane's class
``fig-source``, ``fig-unit``,          shapes of inputs, neurons, weights (``fig-chip`` the small
``fig-weight``, ``fig-box``            ones of a layered network) and ops
``fig-name``, ``fig-sum``,             texts in these shapes: an input's name, the sum sign, a
``fig-weight-text``, ``fig-op``,       weight, an op's sign, small print
``fig-note``
``fig-curve``, ``fig-divider``,        the curve of an activation, the line before it, the brackets
``fig-bracket``                        of a matrix
``fig-cell``                           a cell (``<g>`` of ``<rect>``, ``<text class="fig-value">``
                                       and, if marked, ``<text class="fig-mark">``); with
                                       ``fig-forward``, ``fig-backward`` or ``fig-update``
``is-given``, ``is-asked``             on a cell: printed, or filled by the student
``is-empty``, ``is-filled``            on a cell: whether there is a text
``is-correct``, ``is-follows``, ...    on a cell: the verdict word
=====================================  =========================================================

The cell of a step carries ``data-step="dE/dW1" data-cell="0,1"`` (``data-cell=""`` for a scalar).
"""

from exercises.figure.draw import draw_svg
from exercises.figure.state import CellState, cell_key, cell_states

__all__ = ["CellState", "cell_key", "cell_states", "draw_svg"]
