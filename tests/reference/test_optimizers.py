"""The optimizers of the frameworks beyond their records: fused kernels, schedules as rates."""

import numpy as np
import pytest

from reference.lookup import twin
from scratch.optimizers import OPTIMIZERS
from scratch.schedules import CosineDecay

EACH = pytest.mark.parametrize("name", OPTIMIZERS)
GRADS = np.random.default_rng(0).standard_normal((50, 4))


@EACH
@pytest.mark.parametrize("convention", ["keras", "pytorch"])
def test_the_fused_kernels_take_the_same_steps(name, convention):
    torch = pytest.importorskip("torch")
    paths = []
    for fused in (False, True):
        w = torch.ones(4, dtype=torch.float64, requires_grad=True)
        optimizer = twin("pytorch", "optimizers", name)([w], 0.05, convention=convention)
        if fused:
            optimizer.fuse()
        for g in GRADS:
            w.grad = torch.tensor(g)
            optimizer.step()
        paths.append(w.detach().numpy())
    np.testing.assert_allclose(paths[1], paths[0], rtol=1e-12)


@EACH
def test_a_schedule_is_asked_for_the_same_steps_as_in_keras(name):
    keras = pytest.importorskip("keras")
    room = pytest.importorskip("reference.keras.room")
    w = {"w": np.ones(4)}
    ours = OPTIMIZERS[name](CosineDecay(0.1, 40))
    with room.computing_in("float64"):
        schedule = keras.optimizers.schedules.CosineDecay(np.float64(0.1), 40)
        theirs = twin("keras", "optimizers", name)()
        theirs.learning_rate = schedule
        v = keras.Variable(np.ones(4))
        for g in GRADS:
            ours.step(w, {"w": g})
            theirs.apply([g], [v])
        np.testing.assert_allclose(w["w"], v.numpy(), rtol=1e-12)


@EACH
def test_keras_has_its_own_convention_only(name):
    pytest.importorskip("keras")
    with pytest.raises(ValueError, match="`convention` must be 'keras' here"):
        twin("keras", "optimizers", name)(convention="pytorch")
