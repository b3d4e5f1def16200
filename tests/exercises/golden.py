"""Writes the golden corpus anew: ``python -m tests.exercises.golden``.

Only after a family's version was raised: the file proves that a variant never changes.
"""

import json
from pathlib import Path

from tests.exercises.corpus import every_configuration, variants

GOLDEN = Path(__file__).parents[1] / "data" / "golden_variants.json"


def main() -> None:
    """Write the hash of every variant of the corpus."""
    hashes = {title: [v.hash[7:] for v in variants(i)] for i, title in every_configuration()}
    GOLDEN.write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
