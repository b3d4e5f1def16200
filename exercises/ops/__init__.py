"""The primitive operations, one file each; a new file in this folder is a new op.

An ``Op`` is a row of a table: its value, one pull-back per argument (the vector-Jacobian product,
after the table of HIPS autograd), the shape of its result, its formulas. The misconceptions of an
op stand beside it, in the same file or folder, and register themselves by being found here.
"""

from exercises.ops.registry import (
    all_equivalents,
    all_misconceptions,
    all_ops,
    misconception,
    op,
)

__all__ = ["all_equivalents", "all_misconceptions", "all_ops", "misconception", "op"]
