"""Dense: y = f(x W + b)."""

from compare.validation.choice import convention, wrong, wrong_backward
from compare.validation.tape import CURVES, Node, Tape

ACTIVATIONS = ("sigmoid", "tanh", "relu", "softmax", "leaky_relu")

CHOICES = [
    *(
        convention(f"act {name}", f"with the activation {name} inside", group="activation")
        for name in ACTIVATIONS
    ),
    wrong("no bias", "the bias is never added", "add b: z = x W + b", group="bias"),
    wrong("bias subtracted", "the bias is subtracted (its sign is wrong)", "add b", group="bias"),
    wrong(
        "kernel transposed",
        "the weights are transposed in the forward pass",
        "use W as it is: x W",
        group="kernel",
    ),
    wrong_backward(
        "act skip",
        "the activation's derivative is missing: the error is propagated in place of delta",
        "multiply dy by f'(z) before everything else",
    ),
    wrong_backward(
        "act of z",
        "wrong derivative: the activation's derivative is applied to z "
        "(the pre-activation) instead of a (the activation, the output)",
        "pass the activation a to the derivative",
    ),
    wrong_backward(
        "act of f(a)",
        "wrong derivative: the activation's derivative is applied to a, "
        "the output, instead of z, the pre-activation",
        "pass z to the derivative",
    ),
    wrong_backward(
        "mask of dy",
        "wrong derivative: the ReLU mask is taken of the incoming gradient instead of z",
        "use z > 0 as the mask",
    ),
    wrong_backward(
        "dx error",
        "the error is propagated instead of delta: the gradient for the "
        "input lacks the activation's derivative",
        "pass delta = dy f'(z) through the weights, not dy",
    ),
    wrong_backward(
        "dx transpose",
        "the error goes back through W instead of its transpose: a transpose is missing",
        "dx = delta W^T",
    ),
    wrong_backward(
        "dx updated",
        "the weights are updated before the error is propagated through "
        "them: dx uses the new weights, after the update (wrong order)",
        "compute dx first, then update",
    ),
    wrong_backward(
        "dw error",
        "the gradient of the weights is made of the error instead of delta: "
        "the activation's derivative is missing",
        "dW = x^T delta",
    ),
    wrong_backward(
        "db error",
        "the gradient of the bias is made of the error instead of delta: "
        "the activation's derivative is missing",
        "db = sum of delta",
    ),
]


def model(t: Tape, leaves: dict[str, Node]) -> dict[str, Node]:
    """The canonical layer: x (..., n), kernel (n, units), bias (units,) or none."""
    x, W, b = leaves["input"], leaves["kernel"], leaves.get("bias")
    if "kernel transposed" in t.on:
        W = W.transpose()
    through, weighed, shifted = x, W, b
    if any(e in t.on for e in ("dx error", "dx transpose", "dx updated")):
        through = t.of(x.value)
    if "dw error" in t.on:
        weighed = t.of(W.value)
    z = through @ weighed
    if b is not None and "no bias" not in t.on:
        if "db error" in t.on:
            shifted = t.of(b.value)
        z = z - shifted if "bias subtracted" in t.on else z + shifted
    y = activated(t, z)
    if "dx error" in t.on:
        y = y + (x - x.value) @ t.of(W.value)
    if "dx transpose" in t.on:
        y = y + gate_of(t, (x - x.value) @ t.of(W.value.T), z)
    if "dx updated" in t.on:
        y = y + gate_of(t, (x - x.value) @ t.of(leaves["kernel after"].value), z)
    if "dw error" in t.on:
        y = y + t.of(x.value) @ (W - W.value)
    if "db error" in t.on and b is not None:
        y = y + (b - b.value)
    return {"output": y}


def activated(t: Tape, z: Node) -> Node:
    """f(z), whichever activation is on."""
    for name in ACTIVATIONS:
        if f"act {name}" in t.on:
            if name == "softmax":
                return t.softmax(z, -1, "act")
            if "mask of dy" in t.on:
                return Node(t, CURVES[name][0](z.value), [(z, lambda g: g * (g > 0))])
            return t.curve(name, z, "act")
    return z


def gate_of(t: Tape, nothing: Node, z: Node) -> Node:
    """`nothing` (whose value is zero), with the activation's derivative at z on its way back."""
    for name in ACTIVATIONS:
        if f"act {name}" in t.on and name in CURVES:
            f, slope = CURVES[name]
            return nothing * slope(z.value, f(z.value))
    return nothing
