"""The benchmark runs: both services answer, and every figure has its floor."""

import pytest

from server.bench.pipeline import run


@pytest.mark.slow
def test_it_measures_ours_beside_the_floor() -> None:
    throughput, latency = run(8)

    assert ("/s", "ms") == (throughput.unit, latency.unit)
    assert 0 < throughput.ratio < 2
    assert latency.ratio > 0
