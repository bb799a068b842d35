"""ONNX's node tests, replayed through scratch: every vector of an operator that scratch has.

The vectors are made by the modules of `onnx.backend.test.case.node`, which hand each of them to
`expect(node, inputs, outputs, name)`. A replay turns one node into calls of scratch as somebody
would write them who knows its contract alone, channels first turned into channels last.
"""

import importlib
from types import SimpleNamespace
from unittest import mock

import numpy as np
import pytest

from scratch import activations, layers, losses, optimizers
from scratch.layers.dot_product_attention import DotProductAttention

pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx")

from onnx import helper
from onnx.backend.test.case import base
from onnx.backend.test.case import node as suite

MODULES = {
    "BatchNormalization": "batch_normalization",
    "SoftmaxCrossEntropyLoss": "softmax_cross_entropy_loss",
}
MISSING = "scratch has no such thing: "


def recorded(operators):
    """name -> (node, inputs, outputs) of every vector, in the order of the suite."""
    found = {}

    def record(node, inputs, outputs, name, **_):
        found[name] = SimpleNamespace(
            op=node.op_type,
            attributes={a.name: helper.get_attribute_value(a) for a in node.attribute},
            inputs=dict(zip([i for i, key in enumerate(node.input) if key], inputs)),
            outputs=dict(zip([i for i, key in enumerate(node.output) if key], outputs)),
        )

    def export(cls, name, bases, members):
        type.__init__(cls, name, bases, members)
        for member in members:
            slow = name.endswith("Pool") and "3d" in member  # seconds, for what scratch has not
            if member.startswith("export") and not slow:
                np.random.seed(0)  # noqa: NPY002
                getattr(cls, member)()

    with (
        mock.patch.object(suite, "expect", record),
        mock.patch.object(base._Exporter, "__init__", export),
    ):
        for op in operators:
            importlib.import_module(f"{suite.__name__}.{MODULES.get(op, op.lower())}")
    return {name: case for name, case in found.items() if case.op in operators}


def missing(what):
    pytest.skip(MISSING + what)


def last(x):
    """Channels first to channels last."""
    return np.moveaxis(x, 1, -1)


def first(x):
    """Channels last to channels first."""
    return np.moveaxis(x, -1, 1)


def built(layer, shape, **params):
    """The layer, built as the contract says, with its parameters filled in place."""
    layer.build((None, *shape[1:]), np.random.default_rng(0))
    assert set(params) == set(layer.params)
    for name, value in params.items():
        layer.params[name][...] = value
    return layer


# Activations


def replay_elementwise(f):
    return lambda a, x: f(x)


def replay_selu(a, x):
    if "alpha" in a:
        missing("selu with constants of one's own")
    return activations.selu(x)


def replay_swish(a, x):
    if a.get("alpha", 1) != 1:
        missing("silu with a factor")
    return activations.silu(x)


def replay_softmax(f):
    return lambda a, x: f(x, axis=a.get("axis", -1))


# Dense, shapes, merging


def replay_dense(x, kernel, bias=None):
    layer = layers.Dense(kernel.shape[1], use_bias=bias is not None)
    params = {"kernel": kernel} if bias is None else {"kernel": kernel, "bias": bias}
    return built(layer, x.shape, **params).forward(x)


def replay_matmul(_, x, y):
    if y.ndim != 2 or x.ndim < 2:
        missing("a product of batches of matrices")
    return replay_dense(x, y)


def replay_gemm(a, x, y, c=None):
    x = x.T if a.get("transA") else x
    kernel = a.get("alpha", 1.0) * (y.T if a.get("transB") else y)
    if c is None or c.ndim < 2 or c.shape[0] == 1:
        bias = None if c is None else np.ravel(a.get("beta", 1.0) * c)
        return replay_dense(x, kernel, bias)
    product = replay_dense(x, kernel)
    scaled = np.broadcast_to(a.get("beta", 1.0) * c, product.shape).astype(x.dtype)
    return layers.Add().forward([product, scaled])


def replay_flatten(a, x):
    if a.get("axis", 1) not in (1, 1 - x.ndim):
        missing("flattening that reaches into the batch")
    return layers.Flatten().forward(x)


def replay_reshape(a, x, shape):
    if a.get("allowzero") or shape[0] not in (0, x.shape[0]):
        missing("reshaping of the batch")
    kept = [x.shape[i] if n == 0 else int(n) for i, n in enumerate(shape)]
    return layers.Reshape(kept[1:]).forward(x)


def replay_add(_, *xs):
    if len({x.shape for x in xs}) > 1 or len(xs) < 2:
        missing("broadcasting, or a sum of one")
    return layers.Add().forward(list(xs))


def replay_gather(a, data, indices):
    if a.get("axis", 0) or indices.min() < 0:
        missing("rows other than the first axis's, counted from zero")
    layer = layers.Embedding(len(data), data[0].size)
    layer.build((None, *indices.shape[1:]), np.random.default_rng(0))
    layer.params["embeddings"] = data.reshape(len(data), -1)
    return layer.forward(indices).reshape(*indices.shape, *data.shape[1:])


# Convolution and pooling


def as_image(*arrays):
    """Sequences (batch, channels, length) as images of one row."""
    if arrays[0].ndim > 4:
        missing("three dimensions of space")
    return [x[:, :, None] if x.ndim == 3 else x for x in arrays]


def pairs(a, name, default):
    """An attribute as a pair; sequences are images of one row."""
    values = list(a.get(name, [default, default]))
    return tuple([default] * (2 - len(values)) + values)


def borders(a, size, kernel, strides, dilations=(1, 1)):
    """((top, bottom), (left, right)) that the node puts around an image."""
    auto = a.get("auto_pad", b"NOTSET")
    if auto in (b"SAME_UPPER", b"SAME_LOWER"):
        found = []
        for n, k, s, d in zip(size, kernel, strides, dilations):
            total = max((-(-n // s) - 1) * s + d * (k - 1) + 1 - n, 0)
            less, more = total // 2, total - total // 2
            found.append((less, more) if auto == b"SAME_UPPER" else (more, less))
        return tuple(found)
    pads = a.get("pads", [0, 0, 0, 0])
    if len(pads) == 2:
        return (0, 0), (pads[0], pads[1])
    return (pads[0], pads[2]), (pads[1], pads[3])


def padded(x, border, value=0):
    return np.pad(x, ((0, 0), *border, (0, 0)), constant_values=value)


def replay_conv(a, x, w, b=None):
    shape, (x, w) = x.ndim, as_image(x, w)
    kernel, strides, dilations = w.shape[2:], pairs(a, "strides", 1), pairs(a, "dilations", 1)
    border = borders(a, x.shape[2:], kernel, strides, dilations)
    same = a.get("auto_pad") == b"SAME_UPPER"
    layer = layers.Conv2D(
        len(w),
        kernel,
        strides=strides,
        padding="same" if same else "valid",
        dilation_rate=dilations,
        groups=a.get("group", 1),
        use_bias=b is not None,
    )
    x = last(x) if same else padded(last(x), border)
    params = {"kernel": w.transpose(2, 3, 1, 0)} | ({} if b is None else {"bias": b})
    y = first(built(layer, x.shape, **params).forward(x))
    return y if shape == 4 else y[:, :, 0]


def replay_conv_transpose(a, x, w, b=None):
    shape, (x, w) = x.ndim, as_image(x, w)
    if a.get("group", 1) > 1:
        missing("groups of a transposed convolution")
    strides, dilations = pairs(a, "strides", 1), pairs(a, "dilations", 1)
    if max(strides) > 1 and max(dilations) > 1:
        missing("strides with dilation")
    painted = [
        (n - 1) * s + d * (k - 1) + 1
        for n, s, d, k in zip(x.shape[2:], strides, dilations, w.shape[2:])
    ]
    extra, same = pairs(a, "output_padding", 0), a.get("auto_pad") == b"SAME_UPPER"
    wanted = a.get("output_shape", [n * s for n, s in zip(x.shape[2:], strides)] if same else None)
    if wanted is None:
        border = borders(a, x.shape[2:], w.shape[2:], strides)
    else:
        extra = tuple(max(n - p, 0) for n, p in zip(wanted, painted))
        total = [p + e - n for p, e, n in zip(painted, extra, wanted)]
        border = [(n // 2, n - n // 2) if same else (n - n // 2, n // 2) for n in total]
    if any(e >= s for e, s in zip(extra, strides)):
        missing("more output padding than strides")
    layer = layers.Conv2DTranspose(
        w.shape[1],
        w.shape[2:],
        strides=strides,
        output_padding=extra,
        dilation_rate=dilations,
        use_bias=b is not None,
    )
    params = {"kernel": w.transpose(2, 3, 1, 0)} | ({} if b is None else {"bias": b})
    y = built(layer, last(x).shape, **params).forward(last(x))
    (top, bottom), (left, right) = border
    y = first(y[:, top : y.shape[1] - bottom, left : y.shape[2] - right])
    return y if shape == 4 else y[:, :, 0]


def windows_to_fit(a, size, kernel, strides, border):
    """The border, made larger at the end where `ceil_mode` wants one more window."""
    if not a.get("ceil_mode"):
        return border
    found = []
    for n, k, s, (before, after) in zip(size, kernel, strides, border):
        places = -(-(n + before + after - k) // s) + 1
        places -= (places - 1) * s >= n + before
        found.append((before, max((places - 1) * s + k - n - before, after)))
    return tuple(found)


def pooling(a, x, make, value):
    """(a pooling layer, its input, what was put around it), for a node."""
    (x,) = as_image(x)
    if max(pairs(a, "dilations", 1)) > 1:
        missing("dilated pooling")
    kernel, strides = pairs(a, "kernel_shape", 1), pairs(a, "strides", 1)
    border = borders(a, x.shape[2:], kernel, strides)
    border = windows_to_fit(a, x.shape[2:], kernel, strides, border)
    if a.get("auto_pad") == b"SAME_UPPER":
        return make(kernel, strides, "same"), last(x), ((0, 0), (0, 0))
    return make(kernel, strides), padded(last(x), border, value), border


def replay_max_pool(a, x):
    """The outputs, and the winners: where a gradient of ones arrives."""
    layer, image, border = pooling(a, x, layers.MaxPooling2D, -np.inf)
    y = layer.forward(image)
    won = layer.backward(np.arange(1, y.size + 1, dtype=y.dtype).reshape(y.shape))
    (top, _), (left, _) = border
    won = won[:, top : top + x.shape[-2] if x.ndim == 4 else None, left : left + x.shape[-1]]
    y = first(y)
    return (y if x.ndim == 4 else y[:, :, 0]), first(won)


def replay_average_pool(a, x):
    counted = a.get("count_include_pad", 0)
    same = a.get("auto_pad") == b"SAME_UPPER"
    layer, image, border = pooling(a, x, layers.AveragePooling2D, 0)
    if not same and a.get("ceil_mode"):
        missing("windows that are partly outside and divided by what is inside")
    if not counted and border != ((0, 0), (0, 0)):
        missing("borders of one's own that are not counted")
    y = first(layer.forward(image))
    return y if x.ndim == 4 else y[:, :, 0]


def replay_global_pool(make):
    return lambda a, x: first(make(keepdims=True).forward(last(x)))


# Normalization and dropout


def replay_batch_normalization(a, x, scale, bias, mean, variance):
    layer = layers.BatchNormalization(
        axis=1, momentum=a.get("momentum", 0.9), epsilon=a.get("epsilon", 1e-5)
    )
    built(layer, x.shape, gamma=scale, beta=bias)
    layer.state["moving_mean"], layer.state["moving_variance"] = mean, variance
    y = layer.forward(x, training=bool(a.get("training_mode")))
    return y, layer.state["moving_mean"], layer.state["moving_variance"]


def replay_layer_normalization(a, x, scale, bias=None):
    axes = list(range(a.get("axis", -1) % x.ndim, x.ndim))
    if scale.shape != tuple(x.shape[axis] for axis in axes) or x.ndim < 2:
        missing("a scale that is broadcast")
    layer = layers.LayerNormalization(
        axis=axes, epsilon=a.get("epsilon", 1e-5), center=bias is not None
    )
    layer.build(x.shape, np.random.default_rng(0))
    layer.params["gamma"] = scale
    if bias is not None:
        layer.params["beta"] = bias
    return layer.forward(x)


def replay_dropout(_, x, ratio=0.5, training=False, *, kept=None):
    layer = layers.Dropout(float(ratio))
    layer.mask = None if kept is None else kept / (1 - float(ratio))
    return layer.forward(x, training=bool(training))


# Recurrent layers

GATES = {"RNN": [0], "LSTM": [0, 2, 3, 1], "GRU": [0, 1, 2]}  # i, o, f, c to i, f, c, o


def gates(op, w):
    """The blocks of rows of a matrix (G·h, n), in the order of Keras, as columns."""
    blocks = np.split(w, len(GATES[op]))
    return np.concatenate([blocks[i] for i in GATES[op]]).T


def recurrent_params(op, a, w, r, b):
    """kernel, recurrent_kernel and bias of one direction."""
    params = {"kernel": gates(op, w), "recurrent_kernel": gates(op, r)}
    if b is not None:
        both = np.stack([gates(op, half) for half in np.split(b, 2)])
        params["bias"] = both if a.get("linear_before_reset") else both.sum(axis=0)
    return params


def replay_recurrent(op):
    def replay(a, x, w, r, b=None, lengths=None, h=None, c=None, p=None):
        if p is not None and p.any():
            missing("peepholes")
        if a.get("clip") or "activations" in a:
            missing("clipped states, or activations of ONNX's own names")
        batch_first = a.get("layout", 0)
        x = x if batch_first else x.swapaxes(0, 1)
        arguments = {"return_sequences": True, "return_state": True, "use_bias": b is not None}
        if op == "GRU":
            arguments["reset_after"] = bool(a.get("linear_before_reset"))
        make = {"RNN": layers.SimpleRNN, "LSTM": layers.LSTM, "GRU": layers.GRU}[op]
        direction = a.get("direction", b"forward")
        layer = make(a["hidden_size"], **arguments, go_backwards=direction == b"reverse")
        ways = [
            recurrent_params(op, a, *ps) for ps in zip(w, r, [None] * len(w) if b is None else b)
        ]
        params = ways[0]
        if direction == b"bidirectional":
            layer = layers.Bidirectional(layer, merge_mode=None)
            params = {f"forward_{k}": v for k, v in ways[0].items()}
            params |= {f"backward_{k}": v for k, v in ways[1].items()}
        states = [s.swapaxes(0, 1) if batch_first else s for s in (h, c) if s is not None]
        initial = [s[way] for way in range(len(w)) for s in states] or None
        mask = None if lengths is None else np.arange(x.shape[1]) < lengths[:, None]
        results = built(layer, x.shape, **params).forward(x, mask=mask, initial_state=initial)
        ys, after = results[: len(w)], results[len(w) :]
        if direction == b"reverse":
            ys = [y[:, ::-1] for y in ys]
        each = len(after) // len(w)
        ends = [np.stack([after[way * each + i] for way in range(len(w))]) for i in range(each)]
        if batch_first:
            return np.stack(ys, axis=2), *[end.swapaxes(0, 1) for end in ends]
        return np.stack([y.swapaxes(0, 1) for y in ys], axis=1), *ends

    return replay


# Attention


def heads(x, n):
    """(batch, T, n·d) as (batch, n, T, d)."""
    return x if x.ndim == 4 else x.reshape(*x.shape[:2], n, -1).swapaxes(1, 2)


def merged(x):
    """(batch, heads, T, d) as (batch, T, heads·d)."""
    return x.swapaxes(1, 2).reshape(len(x), x.shape[2], -1)


def replay_attention(a, q, k, v, mask=None, *more):
    unknown = set(a) - {"is_causal", "q_num_heads", "kv_num_heads"}
    if unknown or any(m is not None for m in more) or (mask is not None and mask.dtype != bool):
        missing("scores that are scaled, capped, biased or kept from before")
    three = q.ndim == 3
    q = heads(q, a.get("q_num_heads"))
    k, v = heads(k, a.get("kv_num_heads")), heads(v, a.get("kv_num_heads"))
    if k.shape[1] != q.shape[1]:
        missing("heads that share keys")
    if mask is not None and not mask.any(axis=-1).all():
        missing("a query that sees nothing, which gives zero")
    n, d, causal = q.shape[1], q.shape[3], bool(a.get("is_causal"))
    if v.shape[3] != d or (mask is not None and mask.ndim == 4 and len(mask) != len(q)):
        visible = np.tri(q.shape[2], k.shape[2], dtype=bool) if causal else True
        y = DotProductAttention()(q, k, v, visible if mask is None else visible & mask)
        return merged(y) if three else y
    layer = layers.MultiHeadAttention(num_heads=n, key_dim=d, use_bias=False)
    shapes = [merged(part).shape for part in (q, v, k)]
    layer.build(shapes, np.random.default_rng(0))
    for name in ("query", "key", "value"):
        layer.params[f"{name}_kernel"][...] = np.eye(n * d).reshape(n * d, n, d)
    layer.params["output_kernel"][...] = np.eye(n * d).reshape(n, d, n * d)
    y = layer.forward(merged(q), merged(v), merged(k), attention_mask=mask, use_causal_mask=causal)
    return y if three else heads(y, n)


# Losses


def replay_cross_entropy(a, x, labels, weights=None):
    """Classes that weigh w are soft targets w; an ignored label is a target of zeros."""
    x = last(x)
    known = labels != a.get("ignore_index", -1 - 10**9)
    targets = np.eye(x.shape[-1], dtype=x.dtype)[np.where(known, labels, 0)]
    targets = targets * known[..., None] * (1 if weights is None else weights)
    targets = targets.astype(x.dtype)
    reduction = a.get("reduction", b"mean")
    log_p = first(activations.log_softmax(x))

    def loss(t, z):
        return losses.CategoricalCrossentropy(from_logits=True)(t, z)

    if weights is None and known.all():
        sparse = losses.SparseCategoricalCrossentropy(from_logits=True)(labels, x)
        np.testing.assert_allclose(sparse, loss(targets, x), rtol=1e-5)
    if reduction == b"none":
        rows = [loss(targets[i][None], x[i][None]) for i in np.ndindex(labels.shape)]
        return np.array(rows, x.dtype).reshape(labels.shape), log_p
    total = loss(targets, x) * labels.size
    return (total if reduction == b"sum" else (total / targets.sum()).astype(x.dtype)), log_p


# Optimizers, of which the suite tests the first step


def replay_optimizer(make):
    def replay(a, rate, t, *tensors):
        n = len(tensors) // 3
        xs, gs, states = tensors[:n], tensors[n : 2 * n], tensors[2 * n :]
        names = [f"x{i}" for i in range(n)]
        optimizer, state_name = make(a, float(rate), int(t))
        params = {name: x.copy() for name, x in zip(names, xs)}
        decay = a.get("norm_coefficient", 0.0)
        grads = {name: g + (decay * x).astype(g.dtype) for name, g, x in zip(names, gs, xs)}
        optimizer.state = {name: {state_name: s.copy()} for name, s in zip(names, states)}
        optimizer.step(params, grads)
        after = [optimizer.state[name][state_name] for name in names]
        return *params.values(), *after

    return replay


def make_adagrad(a, rate, t):
    rate /= 1 + t * a.get("decay_factor", 0.0)
    made = optimizers.Adagrad(rate, epsilon=a["epsilon"], convention="pytorch")
    return made, "accumulator"


def make_momentum(a, rate, _):
    nesterov = a["mode"] == b"nesterov"
    made = optimizers.SGD(rate, a["alpha"], nesterov=nesterov, convention="pytorch")
    return made, "velocity"


def replay_adam(a, rate, _, *tensors):
    """The first step has no correction of the moments in ONNX; the rate takes it back."""
    n = len(tensors) // 4
    xs, gs, vs, hs = (tensors[i * n : (i + 1) * n] for i in range(4))
    β1, β2 = a["alpha"], a["beta"]
    rate = float(rate) * (1 - β1) / (1 - β2) ** 0.5
    optimizer = optimizers.Adam(rate, beta_1=β1, beta_2=β2, epsilon=a["epsilon"])
    params = [x.copy() for x in xs]
    grads = [g + (a.get("norm_coefficient", 0.0) * x).astype(g.dtype) for g, x in zip(gs, xs)]
    optimizer.state = {
        i: {"momentum": v.copy(), "velocity": h.copy()} for i, (v, h) in enumerate(zip(vs, hs))
    }
    optimizer.step(params, grads)
    params = [(1 - a.get("norm_coefficient_post", 0.0)) * x for x in params]
    after = [optimizer.state[i][key] for key in ("momentum", "velocity") for i in range(n)]
    return *(p.astype(x.dtype) for p, x in zip(params, xs)), *after


REPLAYS = {
    "Adagrad": replay_optimizer(make_adagrad),
    "Adam": replay_adam,
    "Add": replay_add,
    "Attention": replay_attention,
    "AveragePool": replay_average_pool,
    "BatchNormalization": replay_batch_normalization,
    "Concat": lambda a, *xs: layers.Concatenate(axis=a["axis"]).forward(list(xs)),
    "Conv": replay_conv,
    "ConvTranspose": replay_conv_transpose,
    "Dropout": replay_dropout,
    "Elu": lambda a, x: activations.elu(x, alpha=a.get("alpha", 1.0)),
    "Flatten": replay_flatten,
    "GRU": replay_recurrent("GRU"),
    "Gather": replay_gather,
    "Gelu": lambda a, x: activations.gelu(x, approximate=a.get("approximate") == b"tanh"),
    "Gemm": replay_gemm,
    "GlobalAveragePool": replay_global_pool(layers.GlobalAveragePooling2D),
    "GlobalMaxPool": replay_global_pool(layers.GlobalMaxPooling2D),
    "Identity": replay_elementwise(activations.linear),
    "LSTM": replay_recurrent("LSTM"),
    "LayerNormalization": replay_layer_normalization,
    "LeakyRelu": lambda a, x: activations.leaky_relu(x, negative_slope=a.get("alpha", 0.01)),
    "LogSoftmax": replay_softmax(activations.log_softmax),
    "MatMul": replay_matmul,
    "MaxPool": replay_max_pool,
    "Momentum": replay_optimizer(make_momentum),
    "RNN": replay_recurrent("RNN"),
    "Relu": replay_elementwise(activations.relu),
    "Reshape": replay_reshape,
    "Selu": replay_selu,
    "Sigmoid": replay_elementwise(activations.sigmoid),
    "Softmax": replay_softmax(activations.softmax),
    "SoftmaxCrossEntropyLoss": replay_cross_entropy,
    "Softplus": replay_elementwise(activations.softplus),
    "Sum": replay_add,
    "Swish": replay_swish,
    "Tanh": replay_elementwise(activations.tanh),
}


CASES = recorded(REPLAYS)


def in_dtype(x, dtype):
    """Single-precision arrays in `dtype`, read-only; others as they are."""
    if not isinstance(x, (np.ndarray, np.generic)):
        missing("sequences and the like")
    x = np.array(x, dtype if x.dtype == np.float32 else None)
    x.flags.writeable = False
    return x


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", CASES)
def test_node(name, dtype):
    case = CASES[name]
    if not any(getattr(x, "dtype", None) == np.float32 for x in case.inputs.values()):
        missing("arrays other than single and double precision")
    inputs = [None] * (max(case.inputs) + 1)
    for i, x in case.inputs.items():
        inputs[i] = in_dtype(x, dtype)
    arguments = {}
    if case.op == "Dropout" and len(case.outputs) == 2 and not case.outputs[1].all():
        arguments["kept"] = case.outputs[1]
    elif case.op == "Dropout" and len(inputs) == 3 and inputs[1] != 0:
        missing("a drawn mask that is not told")
    found = REPLAYS[case.op](case.attributes, *inputs, **arguments)
    found = found if isinstance(found, tuple) else (found,)
    for i, expected in case.outputs.items():
        if case.op == "MaxPool" and i == 1:
            agree_on_winners(found[1], expected, case)
        elif i == 0 or case.op not in ("Attention", "Dropout", "LayerNormalization"):
            agree(found[i], expected, dtype)  # their others are how they came to their output


def agree(found, expected, dtype):
    """The vectors are of single precision, whatever scratch computes in."""
    assert found.dtype == dtype
    assert found.shape == expected.shape
    scale = np.max(np.abs(expected), initial=0)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6 * scale)


def agree_on_winners(won, indices, case):
    """Each output's number arrived at the pixel that ONNX says has won."""
    x = case.inputs[0]
    height, width = x.shape[2:]
    if case.attributes.get("storage_order"):
        planes, pixel = np.divmod(indices, height * width)
        column, row = np.divmod(pixel, height)
        indices = planes * height * width + row * width + column
    expected = np.zeros(x.size)
    numbers = np.arange(1, indices.size + 1).reshape(last(indices).shape)
    np.add.at(expected, last(indices).ravel(), numbers.ravel())
    np.testing.assert_array_equal(won, expected.reshape(x.shape))


def test_enough_is_replayed_to_believe_it():
    """No operator's vectors may all fall away unseen."""
    assert {case.op for case in CASES.values()} == set(REPLAYS)
    assert len(CASES) >= 250
