"""How good drawing and marking are, measured on simulated students. Pure; ``docs/quality.md``."""
