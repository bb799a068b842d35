"""The words that people use: for concepts, arguments, methods, arrays and gradients."""

import re
from difflib import get_close_matches

ALIASES = {
    "mse": "mean_squared_error",
    "mse_loss": "mean_squared_error",
    "squared_error": "mean_squared_error",
    "mae": "mean_absolute_error",
    "l1_loss": "mean_absolute_error",
    "bce": "binary_crossentropy",
    "binary_cross_entropy": "binary_crossentropy",
    "log_loss": "binary_crossentropy",
    "cce": "categorical_crossentropy",
    "cross_entropy": "categorical_crossentropy",
    "categorical_cross_entropy": "categorical_crossentropy",
    "sparse_categorical_cross_entropy": "sparse_categorical_crossentropy",
    "softmax_loss": "softmax_cross_entropy",
    "softmax_crossentropy": "softmax_cross_entropy",
    "softmax_with_loss": "softmax_cross_entropy",
    "huber_loss": "huber",
    "smooth_l1": "huber",
    "swish": "silu",
    "lrelu": "leaky_relu",
    "logistic": "sigmoid",
    "linear_layer": "dense",
    "fully_connected": "dense",
    "affine": "dense",
    "fc": "dense",
    "conv": "conv2d",
    "convolution": "conv2d",
    "conv_layer": "conv2d",
    "depthwise_conv": "depthwise_conv2d",
    "depthwise_convolution": "depthwise_conv2d",
    "conv_transpose": "conv2d_transpose",
    "transposed_convolution": "conv2d_transpose",
    "transpose_conv": "conv2d_transpose",
    "deconvolution": "conv2d_transpose",
    "bi_rnn": "bidirectional",
    "bi_lstm": "bidirectional",
    "bidirectional_rnn": "bidirectional",
    "bidirectional_lstm": "bidirectional",
    "max_pool": "max_pooling2d",
    "maxpool": "max_pooling2d",
    "max_pool2d": "max_pooling2d",
    "max_pooling": "max_pooling2d",
    "avg_pool": "average_pooling2d",
    "average_pool": "average_pooling2d",
    "average_pooling": "average_pooling2d",
    "mean_pool": "average_pooling2d",
    "global_avg_pool": "global_average_pooling2d",
    "global_average_pooling": "global_average_pooling2d",
    "global_max_pooling": "global_max_pooling2d",
    "batch_norm": "batch_normalization",
    "batchnorm": "batch_normalization",
    "bn": "batch_normalization",
    "layer_norm": "layer_normalization",
    "layernorm": "layer_normalization",
    "rnn": "simple_rnn",
    "vanilla_rnn": "simple_rnn",
    "rnn_cell": "simple_rnn_cell",
    "multihead_attention": "multi_head_attention",
    "attention": "multi_head_attention",
    "self_attention": "multi_head_attention",
    "mha": "multi_head_attention",
    "l2_penalty": "l2",
    "l2_regularization": "l2",
    "weight_decay": "l2",
    "l1_penalty": "l1",
    "ridge": "l2",
    "lasso": "l1",
    "momentum": "sgd",
    "gradient_descent": "sgd",
    "rms_prop": "rmsprop",
    "ada_grad": "adagrad",
    "word_embedding": "embedding",
    "crossentropy": "categorical_crossentropy",
    "nesterov": "sgd",
    "neural_network": "network",
    "neural_net": "network",
    "two_layer_net": "network",
    "mlp": "network",
    "multi_layer_perceptron": "network",
    "perceptron": "network",
    "training_step": "network",
    "train_step": "network",
    "net": "network",
}
"""What people call a concept, in snake case, and what it is called here."""

EXTRA = ("softmax_cross_entropy", "simple_rnn_cell", "lstm_cell", "gru_cell", "network")
"""Concepts that are validated and have no record of their own in the catalogue."""


def snake(name: str) -> str:
    """MaxPool2D as max_pool2d."""
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return re.sub(r"_+", "_", name.replace("-", "_").lower()).strip("_")


def resolve(name: str, known: list[str]) -> str | None:
    """The concept that `name` means, or None."""
    plain = snake(name)
    for candidate in (name, plain, plain.replace("_2d", "2d"), ALIASES.get(plain, "")):
        if candidate in known:
            return candidate
    squeezed = {k.replace("_", ""): k for k in known} | {
        k.replace("_", ""): v for k, v in ALIASES.items()
    }
    return squeezed.get(plain.replace("_", ""))


def guess(name: str, known: list[str]) -> str | None:
    """The concept that an object called `name` seems to be: the longest concept's name in it."""
    found = resolve(name, known)
    if found:
        return found
    plain = snake(name).replace("_", "")
    words = {k.replace("_", ""): k for k in known} | {
        k.replace("_", ""): v for k, v in ALIASES.items()
    }
    inside = [w for w in words if len(w) > 2 and w in plain]
    return words[max(inside, key=len)] if inside else None


def near(name: str, known: list[str]) -> list[str]:
    """Concepts whose names look like `name`."""
    return get_close_matches(snake(name), known, n=3, cutoff=0.5)


def plain(name: str) -> str:
    """A name without case and underscores."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


FORWARD = (
    "forward",
    "forward_pass",
    "forward_propagation",
    "forward_prop",
    "forwardprop",
    "feedforward",
    "feed_forward",
    "propagate",
    "forward_step",
    "fprop",
    "__call__",
    "call",
    "apply",
    "step",
    "activate",
    "activation",
    "function",
    "fn",
    "f",
    "func",
    "compute",
    "predict",
    "run",
    "transform",
    "output",
    "loss",
    "calculate",
    "cost",
    "calc",
    "compute_loss",
    "value",
)
BACKWARD = (
    "backward",
    "backward_pass",
    "backpropagation",
    "backward_propagation",
    "backprop",
    "back_propagate",
    "backpropagate",
    "backward_prop",
    "back_prop",
    "bprop",
    "bptt",
    "backward_step",
    "derivative",
    "gradient",
    "grad",
    "prime",
    "deriv",
    "df",
    "compute_gradient",
    "compute_gradients",
    "get_gradient",
    "calc_gradient",
    "loss_derivative",
    "loss_gradient",
    "loss_grad",
    "d",
    "dloss",
    "delta",
)
PARTNERS = (
    "{}_derivative",
    "{}_prime",
    "{}_grad",
    "{}_gradient",
    "{}_backward",
    "{}_deriv",
    "d_{}",
    "d{}",
    "grad_{}",
    "{}_back",
    "derivative_{}",
    "{}_der",
    "{}_d",
    "der_{}",
    "{}_diff",
    "{}_bwd",
    "{}_backprop",
    "{}_derivative_of_a",
    "{}derivative",
    "{}prime",
    "{}_delta",
    "{}_jacobian",
    "backward_{}",
    "gradient_{}",
)


def partner(name: str, module: object) -> str | None:
    """The function in `module` that is the derivative of the function called `name`."""
    there = {plain(k): k for k, v in vars(module).items() if callable(v)}
    stems = [name]
    endings = ("_forward", "_loss", "_fwd", "_cost", "_forward_naive", "_fn")
    stems += [name[: -len(e)] for e in endings if name.endswith(e)]
    if name.startswith("forward_"):
        stems.append(name[8:])
    for pattern in (*PARTNERS, "{}_backward_naive", "{}_loss_gradient", "{}_loss_grad"):
        for stem in stems:
            found = there.get(plain(pattern.format(stem)))
            if found and found != name:
                return found
    if "forward" in name:
        return there.get(plain(name.replace("forward", "backward")))
    return None
