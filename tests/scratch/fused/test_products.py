"""Products: the same numbers as the BLAS's own, whatever the tiles and the threads."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scratch.fused import products, set_threads
from scratch.fused.arena import Arena
from scratch.fused.products import product

SETTINGS = {"SMALL": 60, "ROWS": 6, "COLUMNS": 6, "MULTIPLE": 2, "REGISTERS": 3, "WHOLE": 6,
            "DEPTH": 4, "CACHED": 300, "THIN": 4, "SHARE": 50, "SHARED_ROWS": 2}  # fmt: skip


@pytest.fixture(params=[True, False], ids=["tiled", "whole"])
def small_tiles(request, monkeypatch):
    """Tiles so small that even little matrices have many, and a rest on each side."""
    monkeypatch.setattr(products, "TILED", request.param)
    for name, value in SETTINGS.items():
        monkeypatch.setattr(products, name, value)
    return request.param


@st.composite
def factors(draw):
    """(a, b, out) of some shape, any of them transposed or a part of another array."""
    rows, k, columns = (draw(st.integers(1, 20)) for _ in range(3))
    lead = draw(st.sampled_from([(), (3,), (2, 3)]))
    rng = np.random.default_rng(draw(st.integers(0, 99)))

    def array(m, n):
        kind = draw(st.sampled_from(["as it is", "transposed", "part"]))
        if kind == "transposed":
            return rng.standard_normal((*lead, n, m)).swapaxes(-1, -2)
        if kind == "part":
            return rng.standard_normal((*lead, m, n + 2))[..., 1:-1]
        return rng.standard_normal((*lead, m, n))

    return array(rows, k), array(k, columns), array(rows, columns)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_tiles_and_threads_change_no_number(small_tiles, count, monkeypatch):
    monkeypatch.setattr(products, "WORTH_SHARING", 0)
    kinds = set()

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(factors())
    def check(arrays):
        a, b, out = arrays
        out[...] = np.nan
        run = product(a, b, out, Arena())
        kinds.add(type(run).__name__)
        for _ in range(2):
            run()
            np.testing.assert_allclose(out, a @ b, rtol=1e-13, atol=1e-13)
        a *= 2
        run()
        np.testing.assert_allclose(out, a @ b, rtol=1e-13, atol=1e-13)

    set_threads(count)
    try:
        check()
    finally:
        set_threads(1)
    assert ("Tiled" in kinds) == small_tiles


@pytest.mark.usefixtures("small_tiles")
def test_a_part_of_the_factors_is_multiplied_in_place():
    rng = np.random.default_rng(0)
    a, b, whole = (rng.standard_normal(shape) for shape in ((30, 20), (20, 30), (40, 50)))
    before = whole.copy()
    product(a, b, whole[5:35, 10:40], Arena())()
    np.testing.assert_allclose(whole[5:35, 10:40], a @ b, rtol=1e-13, atol=1e-13)
    whole[5:35, 10:40] = before[5:35, 10:40]
    np.testing.assert_array_equal(whole, before)


@pytest.mark.parametrize("kernels", ["Haswell", "Zen"])
def test_kernels_without_small_products_are_left_whole(monkeypatch, kernels):
    monkeypatch.setenv("OPENBLAS_CORETYPE", kernels)
    assert not products.small_are_faster()


def test_other_libraries_and_older_processors_are_left_whole(monkeypatch):
    def config(name, found):
        blas, simd = {"blas": {"name": name}}, {"found": found, "baseline": ["X86_V2"]}
        return lambda mode: {"Build Dependencies": blas, "SIMD Extensions": simd}

    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    answers = []
    for name, found in [("scipy-openblas", ["X86_V4"]), ("mkl", ["X86_V4"]), ("openblas", [])]:
        monkeypatch.setattr(np, "show_config", config(name, found))
        answers.append(products.small_are_faster())
    assert answers == [True, False, False]
