"""PyTorch's LSTM in TorchScript says what its plain loop says."""

import pytest

torch = pytest.importorskip("torch")
from reference.pytorch.layers.lstm import LSTM  # noqa: E402 - torch must be there

BATCH, TIME, N, UNITS = 3, 5, 4, 2


def run(fused, masks, **arguments):
    """Outputs, states, and every gradient."""
    torch.manual_seed(0)
    layer = LSTM((TIME, N), UNITS, recurrent_dropout=0.5, return_state=True, **arguments).double()
    if fused:
        layer.fuse()
    layer.mask = masks
    x = torch.randn(BATCH, TIME, N, dtype=torch.float64, requires_grad=True)
    found = layer.train()(x)
    sum((k * y.square()).sum() for k, y in enumerate(found, 1)).backward()
    return [*found, x.grad, *(p.grad for p in layer.parameters() if p.requires_grad)]


def dropped(*shape):
    """A dropout mask with some zeros."""
    return 2.0 * (torch.arange(torch.Size(shape).numel()).reshape(shape) % 3 > 0).double()


@pytest.mark.parametrize("by_gate", [(), (4,)], ids=["one mask for all gates", "one for each"])
@pytest.mark.parametrize("inputs_too", [False, True])
@pytest.mark.parametrize("arguments", [{}, {"return_sequences": True}, {"go_backwards": True}])
def test_scripted_loop_agrees_with_the_plain_one(by_gate, inputs_too, arguments):
    masks = dropped(*by_gate, BATCH, N) if inputs_too else None, dropped(*by_gate, BATCH, UNITS)
    plain, fused = (run(fused, masks, **arguments) for fused in (False, True))
    for a, b in zip(plain, fused, strict=True):
        torch.testing.assert_close(a, b, rtol=1e-13, atol=1e-15)


def test_other_activations_keep_the_plain_loop():
    layer = LSTM((TIME, N), UNITS, activation="relu")
    layer.fuse()
    assert not layer.fused
