"""The states of a recurrent network in Keras: keras.layers.SimpleRNN."""

from typing import Any

import keras


def rnn_states(x: Any, kernel: Any, recurrent_kernel: Any, bias: Any) -> Any:
    """All states (batch, time, units)."""
    rnn = keras.layers.SimpleRNN(bias.shape[0], return_sequences=True)
    rnn.build(x.shape)
    rnn.set_weights([kernel, recurrent_kernel, bias])
    return rnn(x)
