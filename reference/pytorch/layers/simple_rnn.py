"""SimpleRNN in PyTorch is torch.nn.RNN. Its weights are (out, in), our kernels (in, out)."""

from typing import Any

from torch import Tensor, nn

from reference.pytorch.layers.recurrent import Recurrent, State, products, without_second_bias
from reference.weights import Weight, axes


class SimpleRNN(Recurrent):
    """h_t = φ(x_t W + h_{t-1} U + b)."""

    WEIGHTS = {
        "kernel": axes("rnn.weight_ih_l0", 1, 0),
        "recurrent_kernel": axes("rnn.weight_hh_l0", 1, 0),
        "bias": Weight("rnn.bias_ih_l0"),
    }

    def __init__(
        self,
        input_shape: tuple[int, ...],
        units: int,
        activation: str | None = "tanh",
        use_bias: bool = True,
        **arguments: Any,
    ) -> None:
        super().__init__(units, activation, **arguments)
        self.known = activation in ("tanh", "relu")
        rnn = nn.RNN(
            input_shape[-1],
            units,
            nonlinearity=activation if self.known else "tanh",
            bias=use_bias,
            batch_first=True,
        )
        self.rnn = without_second_bias(rnn, use_bias)

    def can_use_builtin(self) -> bool:
        """torch.nn.RNN has tanh and ReLU."""
        return self.known

    def builtin(self, x: Tensor, states: State) -> tuple[Tensor, State]:
        """By torch.nn.RNN, whose states have an axis for layers in front."""
        ys, h = self.rnn(x, states[0][None])
        return ys, (h[0],)

    def cell(self, a: Tensor, states: State, U: Tensor, mask: Tensor | None) -> State:
        """(h_t,)."""
        (h,) = states
        return (self.activation((a + products(h, mask, U, None, 1))[0]),)
