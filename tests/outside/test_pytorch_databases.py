"""PyTorch's module, operator and optimizer databases, replayed through scratch, gradients too.

The samples and PyTorch's results come from `pytorch_vectors.py`, run as a program of its own. A
replay turns one of them into calls of scratch as somebody would write them who knows its contract
alone: batch first, channels last, Keras's names of parameters.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from scratch import activations, layers, losses, optimizers

if importlib.util.find_spec("torch") is None:
    pytest.skip("PyTorch is not installed", allow_module_level=True)
if importlib.util.find_spec("expecttest") is None:
    pytest.skip(
        "PyTorch's databases need expecttest: pip install expecttest", allow_module_level=True
    )


class Missing(Exception):
    """Scratch has no such thing, and does not claim to."""


def vectors(what, folder):
    """The records of `pytorch_vectors.py`, with their arrays in place."""
    path = folder / "vectors.npz"
    script = Path(__file__).with_name("pytorch_vectors.py")
    subprocess.run([sys.executable, script, what, path], check=True, timeout=280)
    with np.load(path) as file:
        arrays = {key: file[key] for key in file.files}

    def decode(value):
        if isinstance(value, dict):
            if set(value) == {"array"}:
                return arrays[value["array"]]
            return {k: decode(v) for k, v in value.items()}
        return [decode(v) for v in value] if isinstance(value, list) else value

    return [SimpleNamespace(**decode(json.loads(text))) for text in arrays.pop("records")]


def agree(name, found, expected, dtype, scale=None):
    """As the contract says in float64; float32 is judged by the float64 truth."""
    expected = np.asarray(expected)
    assert found is not None, f"{name}: nothing"
    assert found.dtype == dtype, f"{name}: {found.dtype} from {dtype}"
    assert found.shape == expected.shape, f"{name}: {found.shape} instead of {expected.shape}"
    scale = np.max(np.abs(expected), initial=0) if scale is None else scale
    rtol, atol = (1e-11, 1e-13) if dtype == np.float64 else (1e-4, 1e-5)
    np.testing.assert_allclose(found, expected, rtol=rtol, atol=atol * scale, err_msg=name)


def read_only(value, dtype):
    """Arrays in `dtype`, which nobody may change; the rest as it is."""
    if isinstance(value, np.ndarray):
        value = value.astype(dtype) if value.dtype == np.float64 else value.copy()
        value.flags.writeable = False
        return value
    if isinstance(value, dict):
        return {k: read_only(v, dtype) for k, v in value.items()}
    return [read_only(v, dtype) for v in value] if isinstance(value, list) else value


def last(x):
    """Channels first to channels last."""
    return np.moveaxis(x, 1, -1)


def first(x):
    """Channels last to channels first."""
    return np.moveaxis(x, -1, 1)


def built(layer, shape, params):
    """The layer, built as the contract says, with its parameters filled in place."""
    layer.build((None, *shape[1:]), np.random.default_rng(0))
    assert set(params) == set(layer.params)
    for name, value in params.items():
        layer.params[name][...] = value
    return layer


def present(**params):
    return {name: value for name, value in params.items() if value is not None}


# Each replay takes a call of PyTorch and returns (outputs, back), where back(*dys) gives the
# gradients by name: x, weight, bias, and so on, in PyTorch's layout.


def replay_activation(f, **arguments):
    def replay(x):
        y = f(x, **arguments)
        return [y], lambda dy: {"x": f.backward(dy, x, y, **arguments)}

    return replay


def replay_softmax(f, axis):
    def replay(x):
        if x.ndim == 0 or axis is None:
            raise Missing("a softmax of one number")
        return replay_activation(f, axis=axis)(x)

    return replay


def replay_linear(x, weight, bias=None):
    if x.ndim < 2:
        y, back = replay_linear(x[None], weight, bias)
        return [y[0][0]], lambda dy: (g := back(dy[None])) | {"x": g["x"][0]}
    layer = layers.Dense(len(weight), use_bias=bias is not None)
    built(layer, x.shape, present(kernel=weight.T, bias=bias))

    def back(dy):
        dx = layer.backward(dy)
        return {"x": dx, "weight": layer.grads["kernel"].T, "bias": layer.grads.get("bias")}

    return [layer.forward(x)], back


def replay_embedding(weight, x, **arguments):
    if any(arguments.get(k) for k in ("padding_idx", "max_norm", "scale_grad_by_freq", "sparse")):
        raise Missing("what PyTorch's embedding has of its own")
    layer = built(layers.Embedding(*weight.shape), (None, *x.shape[1:]), {"embeddings": weight})
    layer.params["embeddings"] = weight

    def back(dy):
        assert layer.backward(dy) is None
        return {"weight": layer.grads["embeddings"]}

    return [layer.forward(x)], back


def as_pair(value, name):
    """An integer, or one or two of them, as (down, across); a sequence is an image of one row."""
    value = [value] if isinstance(value, int) else list(value)
    if len(value) == 1 and name.endswith("1d"):
        return (0 if "padding" in name else 1), value[0]
    return (value[0], value[-1])


def image_layer(spatial, x, run):
    """Give `run` a batch of images channels last, and take the result back into x's form."""
    single = x.ndim == spatial + 1
    image = x[None] if single else x
    image = image[:, :, None] if spatial == 1 else image
    y, back = run(last(image))

    def out(array):
        array = first(array)
        array = array[:, :, 0] if spatial == 1 else array
        return array[0] if single else array

    def into(array):
        array = array[None] if single else array
        return last(array[:, :, None] if spatial == 1 else array)

    def whole_back(dy):
        grads = back(into(dy))
        return grads | {"x": out(grads["x"])}

    return [out(y)], whole_back


def replay_conv(spatial):
    def replay(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
        stride, dilation = as_pair(stride, f"s{spatial}d"), as_pair(dilation, f"d{spatial}d")
        if max(stride) > 1 and max(dilation) > 1:
            raise Missing("strides with dilation")
        border = (0, 0) if isinstance(padding, str) else as_pair(padding, f"padding{spatial}d")
        kernel = weight[:, :, None] if spatial == 1 else weight
        layer = layers.Conv2D(
            len(weight),
            kernel.shape[2:],
            strides=stride,
            padding="same" if padding == "same" else "valid",
            dilation_rate=dilation,
            groups=groups,
            use_bias=bias is not None,
        )

        def run(image):
            (h, w), (ph, pw) = image.shape[1:3], border
            image = np.pad(image, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
            params = present(kernel=kernel.transpose(2, 3, 1, 0), bias=bias)
            y = built(layer, image.shape, params).forward(image)

            def back(dy):
                dx = layer.backward(dy)[:, ph : ph + h, pw : pw + w]
                dw = layer.grads["kernel"].transpose(3, 2, 0, 1)
                dw = dw[:, :, 0] if spatial == 1 else dw
                return {"x": dx, "weight": dw, "bias": layer.grads.get("bias")}

            return y, back

        return image_layer(spatial, x, run)

    return replay


def replay_conv_transpose(spatial):
    def replay(x, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
        stride, dilation = as_pair(stride, f"s{spatial}d"), as_pair(dilation, f"d{spatial}d")
        if groups > 1:
            raise Missing("groups of a transposed convolution")
        if max(stride) > 1 and max(dilation) > 1:
            raise Missing("strides with dilation")
        ph, pw = as_pair(padding, f"padding{spatial}d")
        kernel = weight[:, :, None] if spatial == 1 else weight
        layer = layers.Conv2DTranspose(
            kernel.shape[1],
            kernel.shape[2:],
            strides=stride,
            output_padding=as_pair(output_padding, f"padding{spatial}d"),
            dilation_rate=dilation,
            use_bias=bias is not None,
        )

        def run(image):
            params = present(kernel=kernel.transpose(2, 3, 1, 0), bias=bias)
            y = built(layer, image.shape, params).forward(image)
            inner = slice(None), slice(ph, y.shape[1] - ph), slice(pw, y.shape[2] - pw)

            def back(dy):
                painted = np.zeros(y.shape, dy.dtype)
                painted[inner] = dy
                dx = layer.backward(painted)
                dw = layer.grads["kernel"].transpose(3, 2, 0, 1)
                dw = dw[:, :, 0] if spatial == 1 else dw
                # What was cut off has a bias too, but no gradient.
                return {"x": dx, "weight": dw, "bias": layer.grads.get("bias")}

            return y[inner], back

        return image_layer(spatial, x, run)

    return replay


def replay_pool(spatial, make, value, order):
    def replay(x, *positional, **named):
        a = dict(zip(order, positional)) | named
        kernel = as_pair(a["kernel_size"], f"k{spatial}d")
        stride = as_pair(a.get("stride") or a["kernel_size"], f"s{spatial}d")
        ph, pw = as_pair(a.get("padding", 0) or 0, f"padding{spatial}d")
        if a.get("ceil_mode") or a.get("divisor_override") or not a.get("count_include_pad", True):
            raise Missing("windows partly outside, or other divisors")
        if max(as_pair(a.get("dilation", 1), f"d{spatial}d")) > 1:
            raise Missing("dilated pooling")

        def run(image):
            h, w = image.shape[1:3]
            border = ((0, 0), (ph, ph), (pw, pw), (0, 0))
            layer = make(kernel, strides=stride)
            y = layer.forward(np.pad(image, border, constant_values=value))
            return y, lambda dy: {"x": layer.backward(dy)[:, ph : ph + h, pw : pw + w]}

        return image_layer(spatial, x, run)

    return replay


MAX_ORDER = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")
AVERAGE_ORDER = (
    *("kernel_size", "stride", "padding"),
    *("ceil_mode", "count_include_pad", "divisor_override"),
)


def replay_layer_norm(x, shape, weight=None, bias=None, eps=1e-5):
    if eps < 0:
        raise Missing("a negative epsilon")
    if x.ndim == len(shape) and x.ndim < 2:
        raise Missing("a sample without a batch")
    axes = list(range(x.ndim - len(shape), x.ndim))
    layer = layers.LayerNormalization(
        axis=axes, epsilon=eps, scale=weight is not None, center=bias is not None
    )
    layer.build(x.shape, np.random.default_rng(0))
    for name, value in present(gamma=weight, beta=bias).items():
        layer.params[name][...] = value

    y = layer.forward(x)

    def back(dy):
        dx = layer.backward(dy)
        grads = {"x": dx, "weight": layer.grads.get("gamma"), "bias": layer.grads.get("beta")}
        if np.prod(shape) == 2:  # where x̂ is ±1 whatever x: dL/dx is zero but for epsilon
            grads["scale"] = np.max(np.abs(dy * (1 if weight is None else weight)))
            grads["scale"] /= np.min(layer.deviation)
        return grads

    return [y], back


def replay_attention(q, k, v, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, **more):
    from scratch.layers.dot_product_attention import DotProductAttention

    if scale is not None or dropout_p or any(more.values()):
        raise Missing("other scales, drawn dropout, shared keys")
    visible = np.tri(q.shape[-2], k.shape[-2], dtype=bool) if is_causal else attn_mask
    if visible is not None and visible.dtype != bool:
        raise Missing("biased scores")
    if not q.shape[:-2] == k.shape[:-2] == v.shape[:-2]:
        raise Missing("broadcasting")
    attend = DotProductAttention()
    y = attend(q, k, v, visible)

    def back(dy):
        # A softmax that has made up its mind has a gradient of nearly zero: rounding noise of
        # the terms that it is summed from.
        scale = max(np.max(np.abs(dy)) * np.max(np.abs(v)) * np.max(np.abs(x)) for x in (q, k))
        return dict(zip(("q", "k", "v"), attend.backward(dy))) | {"scale": scale}

    return [y], back


# Modules: the arguments, inputs and parameters of a record, in the terms of the replays above


def module_conv(replay):
    def of(r):
        a = r.arguments
        if a["padding_mode"] != "zeros":
            raise Missing("other borders than zeros")
        names = ("stride", "padding", "output_padding", "dilation", "groups")
        named = {name: a[name] for name in names if name in a}
        return replay(*r.inputs, r.params["weight"], r.params.get("bias"), **named)

    return of


def module_pool(replay):
    return lambda r: replay(*r.inputs, **r.arguments)


def module_batch_norm(r):
    """Training, and the averages that it moved."""
    a, (x,) = r.arguments, r.inputs
    if a["momentum"] is None or x.size == 0:
        raise Missing("averages of all batches alike, or an empty batch")
    layer = layers.BatchNormalization(
        axis=1,
        momentum=1 - a["momentum"],
        epsilon=a["eps"],
        scale="weight" in r.params,
        center="bias" in r.params,
        convention="pytorch",
    )
    params = present(gamma=r.params.get("weight"), beta=r.params.get("bias"))
    y = built(layer, x.shape, params).forward(x, training=True)
    if a["track_running_stats"] and x.dtype == np.float64:
        for ours, theirs in (("moving_mean", "running_mean"), ("moving_variance", "running_var")):
            agree(ours, layer.state[ours], r.buffers_after[theirs], x.dtype)

    def back(dy):
        dx = layer.backward(dy)
        return {"x": dx, "weight": layer.grads.get("gamma"), "bias": layer.grads.get("beta")}

    return [y], back


def direction_params(r, make, level, suffix):
    """Keras's parameters of one direction of one level, and how their gradients go back."""
    names = {k: f"{k}_l{level}{suffix}" for k in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
    return direction(make, {k: r.params.get(name) for k, name in names.items()}), names


def direction(make, p):
    """kernel, recurrent_kernel, bias. GRU: r, z, n to z, r, h; LSTM: i, f, g, o is i, f, c, o."""
    params = {
        "kernel": reordered(make, p["weight_ih"]).T,
        "recurrent_kernel": reordered(make, p["weight_hh"]).T,
    }
    if p["bias_ih"] is not None:
        both = [reordered(make, p["bias_ih"]), reordered(make, p["bias_hh"])]
        params["bias"] = np.stack(both) if make is layers.GRU else both[0] + both[1]
    return params


def reordered(make, w):
    """GRU's first two gates exchanged; the way back is the same."""
    if make is not layers.GRU:
        return w
    r, z, n = np.split(w, 3)
    return np.concatenate([z, r, n])


def pytorch_grads(make, names, grads):
    """The gradients of one direction under PyTorch's names."""
    found = {
        names["weight_ih"]: reordered(make, grads["kernel"].T),
        names["weight_hh"]: reordered(make, grads["recurrent_kernel"].T),
    }
    if "bias" in grads:
        both = grads["bias"] if make is layers.GRU else [grads["bias"]] * 2
        for name, db in zip(("bias_ih", "bias_hh"), both):
            found[names[name]] = reordered(make, db)
    return found


def module_recurrent(make):
    """All levels, one after another, each in one direction or in both; y, then the last states."""

    def of(r):
        a = r.arguments
        if a.get("proj_size"):
            raise Missing("projected states")
        x, given = r.inputs[0], (r.inputs[1] if len(r.inputs) > 1 else None)
        single, both = x.ndim == 2, a.get("bidirectional", False)
        levels = a["num_layers"]
        batch = (lambda s: s[:, None]) if single else (lambda s: s)
        x = x[None] if single else (x if a["batch_first"] else x.swapaxes(0, 1))
        states = None
        if given is not None:
            states = [batch(s) for s in (given if isinstance(given, list) else [given])]
        arguments = {"return_sequences": True, "return_state": True}
        if make is layers.SimpleRNN:
            arguments["activation"] = a["nonlinearity"]
        stack, after, y = [], [], x
        ways = ("", "_reverse") if both else ("",)
        for level in range(levels):
            layer = make(a["hidden_size"], use_bias=a["bias"], **arguments)
            mapped = [direction_params(r, make, level, way) for way in ways]
            params = mapped[0][0]
            if both:
                layer = layers.Bidirectional(layer)
                params = {f"forward_{k}": v for k, v in params.items()}
                params |= {f"backward_{k}": v for k, v in mapped[1][0].items()}
            place = [level * len(ways) + i for i in range(len(ways))]
            initial = None if states is None else [s[i] for i in place for s in states]
            y, *last_states = built(layer, y.shape, params).forward(y, initial_state=initial)
            stack.append((layer, [names for _, names in mapped]))
            after.append(last_states)
        each = len(after[0]) // len(ways)
        ends = [
            np.stack([level[way * each + i] for level in after for way in range(len(ways))])
            for i in range(each)
        ]
        outputs = [y[0] if single else (y if a["batch_first"] else y.swapaxes(0, 1))]
        outputs += [end[:, 0] if single else end for end in ends]

        def back(dy, *dends):
            dy = dy[None] if single else (dy if a["batch_first"] else dy.swapaxes(0, 1))
            dends = [batch(d) for d in dends]
            grads, dstates = {}, [np.zeros_like(d) for d in dends]
            for level in reversed(range(levels)):
                layer, names = stack[level]
                place = [level * len(ways) + i for i in range(len(ways))]
                dy = layer.backward(dy, *[d[i] for i in place for d in dends])
                parts = [layer.forward_layer, layer.backward_layer] if both else [layer]
                for part, names_of, i in zip(parts, names, place):
                    grads |= pytorch_grads(make, names_of, part.grads)
                    for d, found in zip(dstates, part.initial_state_grads):
                        d[i] = found
            dx = dy[0] if single else (dy if a["batch_first"] else dy.swapaxes(0, 1))
            inputs = [dx] + ([d[:, 0] if single else d for d in dstates] if states else [])
            return grads | {"inputs": inputs}

        return outputs, back

    return of


def module_cell(make):
    """One step of one sample: a sequence of length one."""

    def of(r):
        x, given = r.inputs
        given = given if isinstance(given, list) else [given]
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        params = direction(make, {name: r.params.get(name) for name in names})
        arguments = {"activation": r.arguments["nonlinearity"]} if make is layers.SimpleRNN else {}
        layer = make(len(given[0]), return_state=True, **arguments)
        built(layer, (1, 1, len(x)), params)
        _, *states = layer.forward(x[None, None], initial_state=[s[None] for s in given])

        def back(*dstates):
            dx = layer.backward(np.zeros_like(states[0]), *[d[None] for d in dstates])
            found = pytorch_grads(make, dict(zip(names, names)), layer.grads)
            return found | {"inputs": [dx[0, 0], *[d[0] for d in layer.initial_state_grads]]}

        return [s[0] for s in states], back

    return of


def module_attention(r):
    a = r.arguments
    if a["add_bias_kv"] or a["add_zero_attn"]:
        raise Missing("a key and a value added to all others")
    n, width = a["num_heads"], a["embed_dim"]
    size = width // n
    q, k, v = (x[None] for x in r.inputs)
    visible = True
    if (mask := r.named_inputs["attn_mask"]) is not None:
        visible = visible & ~mask[None]
    if (padding := r.named_inputs["key_padding_mask"]) is not None:
        visible = visible & ~padding[None, None, None]
    mask = None if visible is True else np.broadcast_to(visible, (1, n, 3, 3))
    if mask is not None and not mask.any(axis=-1).all():
        raise Missing("a query that sees nothing, which gives no number")
    kernels = [w.T.reshape(width, n, size) for w in np.split(r.params["in_proj_weight"], 3)]
    params = dict(zip(("query_kernel", "key_kernel", "value_kernel"), kernels))
    params["output_kernel"] = r.params["out_proj.weight"].T.reshape(n, size, width)
    if a["bias"]:
        biases = [b.reshape(n, size) for b in np.split(r.params["in_proj_bias"], 3)]
        params |= dict(zip(("query_bias", "key_bias", "value_bias"), biases))
        params["output_bias"] = r.params["out_proj.bias"]
    layer = layers.MultiHeadAttention(num_heads=n, key_dim=size, use_bias=a["bias"])
    built(layer, q.shape, params)
    y = layer.forward(q, v, k, attention_mask=mask)

    def back(dy, *_):
        dq, dv, dk = layer.backward(dy[None])
        g, roles = layer.grads, ("query", "key", "value")
        rows = [g[f"{role}_kernel"].reshape(width, -1).T for role in roles]
        found = {
            "in_proj_weight": np.concatenate(rows),
            "out_proj.weight": g["output_kernel"].reshape(-1, width).T,
        }
        if a["bias"]:
            found["in_proj_bias"] = np.concatenate([g[f"{role}_bias"].ravel() for role in roles])
            found["out_proj.bias"] = g["output_bias"]
        return found | {"inputs": [dq[0], dk[0], dv[0]]}

    return [y[0]], back


# Losses: PyTorch's reductions from the mean that scratch gives


def replay_loss(make, y_pred, y_true, reduction):
    """The mean as it is, a sum as the mean times N, and rows one by one."""
    if y_pred.ndim == 0:
        raise Missing("a loss of one number without a batch")
    if reduction == "none":
        rows = [make() for _ in range(y_pred.size)]
        elements = zip(rows, y_true.ravel(), y_pred.ravel())
        y = np.array([row(np.array([t]), np.array([p])) for row, t, p in elements])

        def back(dy):
            return {"x": dy * np.concatenate([row.backward() for row in rows]).reshape(dy.shape)}

        return [y.reshape(y_pred.shape)], back
    loss = make()
    factor = y_pred.size if reduction == "sum" else 1
    return [loss(y_true, y_pred) * factor], lambda dy: {"x": dy * factor * loss.backward()}


def module_loss(make):
    def of(r):
        a = r.arguments
        if len(r.named_inputs) or a.get("weight") is not None or a.get("pos_weight") is not None:
            raise Missing("weighted elements")
        size = a.get("beta", a.get("delta", 1.0))
        y_pred, y_true = r.inputs
        return replay_loss(lambda: make(size), y_pred, y_true, a["reduction"])

    return of


def module_cross_entropy(r):
    """Weighted classes are soft targets of that weight; an ignored label is a target of zeros."""
    a, (x, labels) = r.arguments, r.inputs
    single = x.ndim == 1
    x, labels = (x[None], labels[None]) if single else (x, labels)
    z, K, s = last(x), x.shape[1], a["label_smoothing"]
    soft = labels.dtype.kind == "f"
    known = np.ones(z.shape[:-1], bool) if soft else labels != a["ignore_index"]
    targets = last(labels) if soft else np.eye(K)[np.where(known, labels, 0)]
    weight = np.ones(K) if a["weight"] is None else a["weight"]
    smoothed = targets * (1 - s) + s / K
    t = (smoothed * weight * known[..., None]).astype(x.dtype)
    N = known.size
    total = N if soft else (targets * weight * known[..., None]).sum()
    if a["reduction"] == "none":
        raise Missing("a loss without reduction")
    if not known.any():
        raise Missing("a mean of nothing, which gives no number")
    factor = N if a["reduction"] == "sum" else N / total
    loss = losses.CategoricalCrossentropy(from_logits=True)
    y = loss(t, z) * factor
    if not soft and known.all() and a["weight"] is None:
        if s == 0:
            sparse = losses.SparseCategoricalCrossentropy(from_logits=True)
            np.testing.assert_allclose(sparse(labels, z), loss(t, z), rtol=1e-6)
            np.testing.assert_allclose(sparse.backward(), loss.backward(), rtol=1e-4, atol=1e-7)
        smooth = losses.CategoricalCrossentropy(from_logits=True, label_smoothing=s)
        np.testing.assert_allclose(smooth(targets, z), loss(t, z), rtol=1e-6)
        np.testing.assert_allclose(smooth.backward(), loss.backward(), rtol=1e-4, atol=1e-7)

    def back(dy):
        dx = first((dy * factor * loss.backward()).astype(x.dtype))
        return {"x": dx[0] if single else dx}

    return [y.astype(x.dtype)], back


def of_x(replay):
    return lambda r: replay(r.inputs[0])


def replay_softplus(x, beta=1, threshold=20):
    if beta != 1 or threshold != 20:
        raise Missing("a softplus with a factor")
    return replay_activation(activations.softplus)(x)


def module_softmax(f):
    return lambda r: replay_softmax(f, r.arguments["dim"])(r.inputs[0])


MODULES = {
    "AvgPool1d": module_pool(replay_pool(1, layers.AveragePooling2D, 0, AVERAGE_ORDER)),
    "AvgPool2d": module_pool(replay_pool(2, layers.AveragePooling2D, 0, AVERAGE_ORDER)),
    "BCELoss": module_loss(lambda _: losses.BinaryCrossentropy()),
    "BCEWithLogitsLoss": module_loss(lambda _: losses.BinaryCrossentropy(from_logits=True)),
    "BatchNorm1d": module_batch_norm,
    "BatchNorm2d": module_batch_norm,
    "Conv1d": module_conv(replay_conv(1)),
    "Conv2d": module_conv(replay_conv(2)),
    "ConvTranspose1d": module_conv(replay_conv_transpose(1)),
    "ConvTranspose2d": module_conv(replay_conv_transpose(2)),
    "CrossEntropyLoss": module_cross_entropy,
    "ELU": lambda r: replay_activation(activations.elu, alpha=r.arguments["alpha"])(r.inputs[0]),
    "Embedding": lambda r: replay_embedding(r.params["weight"], r.inputs[0], **r.arguments),
    "GELU": of_x(replay_activation(activations.gelu)),
    "GRU": module_recurrent(layers.GRU),
    "GRUCell": module_cell(layers.GRU),
    "HuberLoss": module_loss(losses.Huber),
    "L1Loss": module_loss(lambda _: losses.MeanAbsoluteError()),
    "LSTM": module_recurrent(layers.LSTM),
    "LSTMCell": module_cell(layers.LSTM),
    "LayerNorm": lambda r: replay_layer_norm(
        r.inputs[0],
        r.arguments["normalized_shape"],
        r.params.get("weight"),
        r.params.get("bias"),
        r.arguments["eps"],
    ),
    "LeakyReLU": lambda r: replay_activation(
        activations.leaky_relu, negative_slope=r.arguments["negative_slope"]
    )(r.inputs[0]),
    "Linear": lambda r: replay_linear(
        *(r.inputs or r.named_inputs.values()), r.params["weight"], r.params.get("bias")
    ),
    "LogSoftmax": module_softmax(activations.log_softmax),
    "MSELoss": module_loss(lambda _: losses.MeanSquaredError()),
    "MaxPool1d": module_pool(replay_pool(1, layers.MaxPooling2D, -np.inf, MAX_ORDER)),
    "MaxPool2d": module_pool(replay_pool(2, layers.MaxPooling2D, -np.inf, MAX_ORDER)),
    "MultiheadAttention": module_attention,
    "RNN": module_recurrent(layers.SimpleRNN),
    "RNNCell": module_cell(layers.SimpleRNN),
    "ReLU": of_x(replay_activation(activations.relu)),
    "SELU": of_x(replay_activation(activations.selu)),
    "SiLU": of_x(replay_activation(activations.silu)),
    "Sigmoid": of_x(replay_activation(activations.sigmoid)),
    "SmoothL1Loss": module_loss(losses.Huber),
    "Softmax": module_softmax(activations.softmax),
    "Softmax2d": lambda r: replay_softmax(activations.softmax, -3)(r.inputs[0]),
    "Softplus": lambda r: replay_softplus(r.inputs[0], **r.arguments),
    "Tanh": of_x(replay_activation(activations.tanh)),
}

OPERATORS = {
    "avg_pool2d": replay_pool(2, layers.AveragePooling2D, 0, AVERAGE_ORDER),
    "conv1d": replay_conv(1),
    "conv2d": replay_conv(2),
    "conv_transpose2d": replay_conv_transpose(2),
    "elu": lambda x, alpha=1.0: replay_activation(activations.elu, alpha=alpha)(x),
    "gelu": lambda x, approximate="none": replay_activation(
        activations.gelu, approximate=approximate == "tanh"
    )(x),
    "layer_norm": replay_layer_norm,
    "leaky_relu": lambda x, slope=0.01: replay_activation(
        activations.leaky_relu, negative_slope=slope
    )(x),
    "linear": replay_linear,
    "log_softmax": lambda x, axis=None: replay_softmax(activations.log_softmax, axis)(x),
    "max_pool2d": replay_pool(2, layers.MaxPooling2D, -np.inf, MAX_ORDER),
    "relu": replay_activation(activations.relu),
    "scaled_dot_product_attention": replay_attention,
    "selu": replay_activation(activations.selu),
    "sigmoid": replay_activation(activations.sigmoid),
    "silu": replay_activation(activations.silu),
    "softmax": lambda x, axis=None: replay_softmax(activations.softmax, axis)(x),
    "softplus": replay_softplus,
    "tanh": replay_activation(activations.tanh),
}
UNKNOWN = {"inplace", "device", "dtype", "return_indices"}  # how PyTorch computes, not what


def replay(record, dtype):
    """One record: outputs, gradients of inputs, gradients of parameters."""
    r = SimpleNamespace(**read_only(vars(record), dtype))
    if any(np.size(x) == 0 for x in r.inputs if isinstance(x, np.ndarray)):
        raise Missing("an empty batch")
    if r.database == "modules":
        outputs, back = MODULES[r.name](r)
    else:
        arguments = {k: v for k, v in r.arguments.items() if k not in UNKNOWN}
        outputs, back = OPERATORS[r.name](*r.inputs, **arguments)
    for i, output in enumerate(outputs):
        agree(f"output {i}", output, record.outputs[i], dtype)
    grads = back(*r.dys[: len(outputs)])
    inputs, scale = grads.pop("inputs", None), grads.pop("scale", None)
    if inputs is None:
        inputs = [grads[name] for name in ("x", "q", "k", "v") if name in grads]
        if r.database == "operators":
            inputs += [grads[name] for name in ("weight", "bias") if grads.get(name) is not None]
    expected = record.input_grads
    for i, (found, truth) in enumerate(zip(inputs, expected)):
        agree(f"gradient of input {i}", found, truth, dtype, scale)
    for name, truth in getattr(record, "param_grads", {}).items():
        agree(f"gradient of {name}", grads[name], truth, dtype)


def replay_optimizer(record, dtype):
    """Every step, on a dict and, the first of them, on a list."""
    a = dict(record.arguments)
    if a.get("dampening"):
        raise Missing("dampening")
    sign = -1 if a["maximize"] else 1
    names = {"alpha": "rho", "eps": "epsilon", "initial_accumulator_value": None}
    known = ("momentum", "nesterov", "weight_decay", "centered", "amsgrad")
    arguments = {name: a[name] for name in known if name in a}
    arguments |= {ours or theirs: a[theirs] for theirs, ours in names.items() if theirs in a}
    if "betas" in a:
        arguments["beta_1"], arguments["beta_2"] = a["betas"]
    rate = float(a["lr"])
    optimizer = getattr(optimizers, record.name)(rate, convention="pytorch", **arguments)
    params = {f"p{i}": p.astype(dtype) for i, p in enumerate(record.params)}
    for step, grads in enumerate(record.grads):
        optimizer.learning_rate = rate / (1 + step * a.get("lr_decay", 0))
        optimizer.step(params, {f"p{i}": (sign * g).astype(dtype) for i, g in enumerate(grads)})
    for found, truth in zip(params.values(), record.params_after):
        agree("parameters", found, truth, dtype)


def replay_all(records, run, subtests, enough):
    """Each record in each dtype as a test of its own; most of them must be expressible."""
    beyond = {}
    for record in records:
        for dtype in (np.float64, np.float32):
            with subtests.test(f"{record.name} {record.sample} {dtype.__name__}"):
                try:
                    run(record, dtype)
                except Missing as why:
                    beyond[record.name, record.sample] = str(why)
    assert len(records) - len(beyond) >= enough, beyond


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    return vectors("modules", tmp_path_factory.mktemp("modules"))


def test_modules(modules, subtests):
    records = [r for r in modules if r.database == "modules"]
    assert {r.name for r in records} == set(MODULES)
    replay_all(records, replay, subtests, enough=240)


def test_optimizers(modules, subtests):
    records = [r for r in modules if r.database == "optimizers"]
    assert {r.name for r in records} == {"SGD", "Adagrad", "RMSprop", "Adam", "AdamW"}
    replay_all(records, replay_optimizer, subtests, enough=33)


@pytest.mark.full
def test_operators(tmp_path, subtests):
    records = vectors("operators", tmp_path)
    assert {r.name for r in records} == set(OPERATORS)
    replay_all(records, replay, subtests, enough=100)
