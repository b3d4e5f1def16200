"""Runs the measurement of quality over all families, on all cores, and writes it down."""
