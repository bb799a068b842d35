"""Vectors from PyTorch's own test databases, computed by PyTorch in float64 and written to a file.

    python pytorch_vectors.py modules|operators FILE.npz

Run as a program of its own, since the databases change PyTorch's global settings when imported.
Each record is JSON in which {"array": key} names an array of the file: the arguments, inputs and
parameters of one sample, what came out, a drawn gradient of it, and the gradients that followed.
Inputs and parameters are rounded to single precision, so that it can be asked for the same.
"""

import inspect
import json
import sys
import warnings

import numpy as np

MODULES = """
    AvgPool1d AvgPool2d BCELoss BCEWithLogitsLoss BatchNorm1d BatchNorm2d Conv1d Conv2d
    ConvTranspose1d ConvTranspose2d CrossEntropyLoss ELU Embedding GELU GRU GRUCell HuberLoss L1Loss
    LSTM LSTMCell LayerNorm LeakyReLU Linear LogSoftmax MSELoss MaxPool1d MaxPool2d
    MultiheadAttention RNN RNNCell ReLU SELU SiLU Sigmoid SmoothL1Loss Softmax Softmax2d Softplus
    Tanh
"""
OPERATORS = """
    avg_pool2d conv1d conv2d conv_transpose2d elu gelu layer_norm leaky_relu linear log_softmax
    max_pool2d relu scaled_dot_product_attention selu sigmoid silu softmax softplus tanh
"""
OPTIMIZERS = ("SGD", "Adagrad", "RMSprop", "Adam", "AdamW")
STEPS = 20
MOST = 60  # samples of one operator; the pooling alone has more than a thousand


class Vectors:
    """The records so far, and their arrays."""

    def __init__(self):
        self.records, self.arrays = [], {}

    def encode(self, value):
        """The value as JSON can hold it, its tensors put among the arrays."""
        import torch

        if isinstance(value, torch.Tensor):
            value = value.detach().numpy()
        if isinstance(value, np.ndarray):
            key = f"a{len(self.arrays)}"
            self.arrays[key] = np.array(value)
            return {"array": key}
        if isinstance(value, dict):
            return {str(k): self.encode(v) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.encode(v) for v in value]
        return value if isinstance(value, (int, float, str, bool, type(None))) else repr(value)

    def add(self, **record):
        self.records.append(json.dumps(self.encode(record)))

    def write(self, path):
        np.savez(path, records=np.array(self.records), **self.arrays)


def flat(value):
    """The tensors in nested tuples, in order."""
    import torch

    if isinstance(value, torch.Tensor):
        return [value]
    return [t for v in value for t in flat(v)] if isinstance(value, (tuple, list)) else []


def single(value):
    """Floating tensors rounded to single precision, as leaves that want gradients."""
    import torch

    if isinstance(value, torch.Tensor) and value.is_floating_point():
        return value.detach().float().double().requires_grad_()
    if isinstance(value, (tuple, list)):
        return type(value)(single(v) for v in value)
    return value


def differentiate(run, leaves, name):
    """(outputs, the gradients handed in, the gradients of the leaves) of one call."""
    import torch

    outputs = [t for t in flat(run()) if t.is_floating_point()]
    outputs = outputs[:1] if name == "MultiheadAttention" else outputs  # not the weights
    dys = [torch.randn_like(t).float().double() for t in outputs]
    total = sum((t * dy).sum() for t, dy in zip(outputs, dys))
    grads = torch.autograd.grad(total, leaves, allow_unused=True)
    return outputs, dys, grads


def named_arguments(function, args, kwargs):
    """name -> value of a call, defaults included."""
    bound = inspect.signature(function).bind(*args, **kwargs)
    bound.apply_defaults()
    named = dict(bound.arguments)
    return named | named.pop("kwargs", {})


def add_modules(vectors):
    """Every sample of the modules that scratch has, in training."""
    import torch
    from torch.testing._internal.common_modules import module_db

    for info in module_db:
        name = info.name.removeprefix("nn.")
        if name not in MODULES.split():
            continue
        samples = info.module_inputs_func(
            info, device="cpu", dtype=torch.float64, requires_grad=True, training=True
        )
        for number, sample in enumerate(samples):
            made, given = sample.constructor_input, sample.forward_input
            module = info.module_cls(*made.args, **made.kwargs).double()
            for parameter in module.parameters():
                parameter.data = parameter.data.float().double()
            inputs = [single(v) for v in (*given.args, *given.kwargs.values())]
            before = {k: v.clone() for k, v in module.named_buffers()}
            params = dict(module.named_parameters())
            leaves = [t for t in flat(inputs) if t.requires_grad] + list(params.values())
            call = inputs[: len(given.args)], dict(zip(given.kwargs, inputs[len(given.args) :]))
            outputs, dys, grads = differentiate(lambda: module(*call[0], **call[1]), leaves, name)  # noqa: B023
            middle = len(leaves) - len(params)
            vectors.add(
                database="modules",
                name=name,
                sample=f"{number} {sample.desc}",
                arguments=named_arguments(info.module_cls, made.args, made.kwargs),
                inputs=call[0],
                named_inputs=call[1],
                params=params,
                buffers=before,
                buffers_after=dict(module.named_buffers()),
                outputs=outputs,
                dys=dys,
                input_grads=grads[:middle],
                param_grads=dict(zip(params, grads[middle:])),
            )


def add_operators(vectors):
    """Samples of the functions that scratch has as layers or activations."""
    import torch
    from torch.testing._internal.common_methods_invocations import op_db

    for info in op_db:
        name = info.name.removeprefix("nn.functional.")
        if name not in OPERATORS.split() or info.variant_test_name:
            continue
        for number, sample in enumerate(info.sample_inputs("cpu", torch.float64, True)):
            if number == MOST:
                break
            inputs = [single(v) for v in (sample.input, *sample.args)]
            leaves = [t for t in flat(inputs) if t.requires_grad]
            try:
                outputs, dys, grads = differentiate(
                    lambda: info.op(*inputs, **sample.kwargs),  # noqa: B023
                    leaves,
                    name,
                )
            except (RuntimeError, IndexError):  # a sample that PyTorch itself refuses
                continue
            vectors.add(
                database="operators",
                name=name,
                sample=f"{number} {sample.name}",
                inputs=inputs,
                arguments=sample.kwargs,
                outputs=outputs,
                dys=dys,
                input_grads=grads,
            )


def add_optimizers(vectors):
    """Twenty steps of each optimizer and each set of arguments, on drawn gradients."""
    import torch
    from torch.testing._internal.common_optimizers import optim_db

    for info in optim_db:
        name = info.optim_cls.__name__
        if name not in OPTIMIZERS:
            continue
        for sample in info.optim_inputs_func("cpu", torch.float64):
            start = [torch.randn(3, 4).float().double(), torch.randn(4).float().double()]
            params = [p.clone().requires_grad_() for p in start]
            optimizer = info.optim_cls(params, **sample.kwargs)
            grads = [[torch.randn_like(p) for p in params] for _ in range(STEPS)]
            for step in grads:
                for p, g in zip(params, step):
                    p.grad = g.float().double()
                optimizer.step()
            vectors.add(
                database="optimizers",
                name=name,
                sample=sample.desc,
                arguments=named_arguments(info.optim_cls, [[]], sample.kwargs),
                params=start,
                grads=[[g.float().double() for g in step] for step in grads],
                params_after=params,
            )


def main(what, path):
    """Write the vectors of `what`, "modules" (with the optimizers) or "operators"."""
    warnings.simplefilter("ignore")
    import torch

    torch.manual_seed(0)
    vectors = Vectors()
    if what == "operators":
        add_operators(vectors)
    else:
        add_modules(vectors)
        add_optimizers(vectors)
    vectors.write(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
