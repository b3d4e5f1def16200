"""How an answer came about: reading, verdicts, diagnosis, score, feedback; and the one task."""
