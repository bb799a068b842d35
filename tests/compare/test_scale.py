"""Nothing in the design grows faster than the number of units."""

import pytest

pytest.importorskip("distributed")


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.xdist_group("dask")
def test_a_run_costs_in_proportion_to_its_units():
    from tests.compare import scale

    found = scale.table()
    for column in ("scheduler's steps a unit", "bytes stored a unit", "bytes come back a unit"):
        assert scale.slope(found, column) < 1.02, found.to_string()
