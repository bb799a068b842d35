"""The tutorials' pictures, drawn from runs of scratch: one or two for a concept that has a shape.

Each function draws one kind of picture on a canvas; DRAWN says which concepts get it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure as Canvas

from compare import catalog
from compare.concept import Concept
from compare.datasets.mnist import load_5k
from compare.report.figures import INK, MUTED, STYLE, Figure, drawn, powers, small
from compare.scratch_room import load
from scratch import layers
from scratch.examples.gradient_descent import f as valley
from scratch.examples.gradient_descent import gradient_descent
from scratch.examples.optimizer_paths import optimizer_paths, walk

BLUE, ORANGE, GREEN, PURPLE, RED = "#1d5c9c", "#c2570c", "#117a65", "#7b4397", "#b3261e"
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, RED)
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
Picture = Callable[[Concept, Canvas], tuple[str, str]]
"""Draws on the canvas. Returns (caption, what is seen)."""


def pictures_of(name: str) -> list[Figure]:
    """The pictures of the concept `name`; none where it has no shape to show."""
    concept = catalog.concepts()[name]
    draw = DRAWN.get(name) or FAMILIES.get(concept.family)
    if draw is None or name in PLAIN:
        return []
    with mpl.rc_context(STYLE):
        canvas = small()
        caption, alt = draw(concept, canvas)
        return [Figure(f"picture_{name}", "concept", caption, alt, drawn(canvas))]


def thing(concept: Concept) -> Any:
    """What scratch defines."""
    return load(concept.family, concept.name, concept.symbol)


def lines(canvas: Canvas, x: np.ndarray, curves: dict[str, np.ndarray], what: str) -> None:
    """Curves over x, told apart by colour and dashes; `what` x is stands below it."""
    axes = canvas.add_subplot()
    for (label, y), colour, dashes in zip(curves.items(), COLOURS, DASHES):
        axes.plot(x, y, color=colour, linestyle=dashes, linewidth=1.8, label=label)
    axes.set_xlabel(what)
    axes.grid(True)
    axes.legend(fontsize=8)


def activation(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """A function of one number, with its derivative."""
    function, x = thing(concept), np.linspace(-5, 5, 401)
    y, slope = function(x), function.derivative(x)
    lines(canvas, x, {concept.name: y, "derivative": slope}, "x")
    return (
        f"{concept.title} and its derivative, from −5 to 5.",
        (
            f"{concept.title} goes from {y[0]:.3g} at −5 through {y[200]:.3g} at 0 to "
            f"{y[-1]:.3g} at "
            f"5; its derivative lies between {slope.min():.3g} and {slope.max():.3g}."
        ),
    )


def shares(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """Softmax of three logits, of which one moves."""
    function, x = thing(concept), np.linspace(-5, 5, 201)
    y = function(np.stack([x, np.zeros_like(x), np.ones_like(x)], axis=1))
    lines(canvas, x, dict(zip(("the logit x", "the logit 0", "the logit 1"), y.T)), "x")
    return (
        f"{concept.title} of the logits x, 0 and 1, while x goes from −5 to 5.",
        (
            f"The result for x rises from {y[0, 0]:.3g} to {y[-1, 0]:.3g}; that of the logit 1 "
            f"falls "
            f"from {y[0, 2]:.3g} to {y[-1, 2]:.3g}."
        ),
    )


def difference_loss(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """A loss of the difference, with its gradient."""
    x, loss = np.linspace(-3, 3, 301), thing(concept)()
    y, slope = along(loss, np.zeros((1, 1)), x)
    lines(canvas, x, {"loss": y, "gradient": slope}, "prediction, where 0 is true")
    return (
        f"{concept.title} of one prediction, and its gradient.",
        (
            f"The loss is {y[150]:.3g} at the truth and {y[-1]:.3g} at a difference of 3, where "
            f"the "
            f"gradient is {slope[-1]:.3g}."
        ),
    )


def probability_loss(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """A loss of a probability, with its gradient: for the true class."""
    x, loss = np.linspace(0.02, 0.98, 193), thing(concept)()
    binary = concept.name == "binary_crossentropy"
    truth = np.ones((1, 1)) if binary else np.array([[1.0, 0.0]])
    if concept.name.startswith("sparse"):
        truth = np.array([0])
    values = [(p if binary else np.array([p, 1 - p])) for p in x]
    y = np.array([float(loss(truth, np.atleast_2d(v))) for v in values])
    lines(canvas, x, {"loss where the class is true": y}, "predicted probability of the true class")
    return (
        f"{concept.title} of one prediction: a wrong certainty costs without bound.",
        f"The loss falls from {y[0]:.3g} at a probability of 0.02 to {y[-1]:.3g} at 0.98.",
    )


def along(loss: Any, truth: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The loss and its gradient for each prediction of x."""
    found = [(float(loss(truth, np.full((1, 1), v))), loss.backward().item()) for v in x]
    values, slopes = np.array(found).T
    return values, slopes


def penalty(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """A penalty of one weight, with its gradient."""
    x, made = np.linspace(-2, 2, 401), thing(concept)()
    y = np.array([float(made(np.array([w]))) for w in x])
    slope = made.gradient(x)
    lines(canvas, x, {"penalty": y, "gradient": slope}, "weight")
    return (
        f"{concept.title} of one weight, and its gradient.",
        (
            f"The penalty is 0 at 0 and {y[-1]:.3g} at 2; the gradient goes from {slope[0]:.3g} to "
            f"{slope[-1]:.3g}."
        ),
    )


def values(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """What an initializer draws for a kernel of 100 x 100."""
    drawn_values = np.asarray(thing(concept)()((100, 100), rng=0)).ravel()
    axes = canvas.add_subplot()
    axes.hist(drawn_values, bins=60, color=BLUE)
    axes.set_xlabel("value")
    axes.set_ylabel("how many")
    return (
        f"{concept.title}: the 10,000 values of a kernel of 100 by 100.",
        (
            f"Values from {drawn_values.min():.3g} to {drawn_values.max():.3g}, deviation "
            f"{drawn_values.std():.3g}."
        ),
    )


def descent(_: Concept, canvas: Canvas) -> tuple[str, str]:
    """The way down x² + 5 sin x."""
    path = gradient_descent(np.array(3.0))
    x = np.linspace(-4, 4, 401)
    axes = canvas.add_subplot()
    axes.plot(x, valley(x), color=MUTED)
    axes.plot(path["x"], path["f"], color=BLUE, marker="o", markersize=4, label="steps from 3")
    axes.set_xlabel("x")
    axes.set_ylabel("x² + 5 sin x")
    axes.legend()
    return (
        "Gradient descent from 3 with the rate 0.1: 50 steps.",
        (
            f"The steps go from 3 down to {path['x'][-1]:.4g}, where the height is "
            f"{path['f'][-1]:.4g}."
        ),
    )


CURVATURE, START = np.array([1.0, 20.0]), np.array([3.0, 3.0])


def ravine(axes: Any) -> None:
    """The level lines of w₁² + 20 w₂²."""
    a, b = np.meshgrid(np.linspace(-3.5, 3.5, 120), np.linspace(-3.5, 3.5, 120))
    height = CURVATURE[0] * a**2 + CURVATURE[1] * b**2
    axes.contour(a, b, height, levels=np.geomspace(0.5, 250, 9), colors=MUTED, linewidths=0.5)
    axes.set_xlabel("w₁")
    axes.set_ylabel("w₂")


def all_paths(_: Concept, canvas: Canvas) -> tuple[str, str]:
    """Five optimizers in a ravine."""
    paths = optimizer_paths(START, CURVATURE)
    axes = canvas.add_subplot()
    ravine(axes)
    for (name, path), colour, dashes in zip(paths.items(), COLOURS, DASHES):
        axes.plot(*path.T, color=colour, linestyle=dashes, label=name, marker=".", markersize=3)
    axes.legend(fontsize=8)
    ends = ", ".join(f"{name} {np.linalg.norm(path[-1]):.2g}" for name, path in paths.items())
    return (
        "Five optimizers in a ravine, f(w) = w₁² + 20 w₂²: 50 steps from (3, 3), rate 0.02.",
        f"Distances from the minimum after 50 steps: {ends}.",
    )


def one_path(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """One optimizer in a ravine, at two rates."""
    make = thing(concept)
    axes = canvas.add_subplot()
    ravine(axes)
    ends = []
    for rate, colour, dashes in zip(
        (0.02, 0.2 if concept.name != "sgd" else 0.045), COLOURS, DASHES
    ):
        path = walk(make(rate), START, CURVATURE, 50)
        axes.plot(
            *path.T, color=colour, linestyle=dashes, marker=".", markersize=3, label=f"rate {rate}"
        )
        ends.append(f"at the rate {rate} {np.linalg.norm(path[-1]):.2g}")
    axes.legend(fontsize=8)
    return (
        f"{concept.title} in a ravine, f(w) = w₁² + 20 w₂²: 50 steps from (3, 3).",
        f"Distances from the minimum after 50 steps: {', '.join(ends)}.",
    )


def schedule(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """The rate by step, as in the concept's first case."""
    case = concept.cases[0]
    rates = np.asarray(thing(concept)(np.arange(200), **case.arguments), dtype=float)
    axes = canvas.add_subplot()
    axes.plot(rates, color=BLUE)
    axes.set_xlabel("step")
    axes.set_ylabel("learning rate")
    axes.grid(True)
    return (
        f"{concept.title} over 200 steps.",
        f"The rate goes from {rates[0]:.3g} to {rates[-1]:.3g}.",
    )


def two_losses(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """Squared error against cross-entropy."""
    p = np.linspace(0.01, 0.99, 197)
    y_true = np.array([1.0, 1.0, 1.0, 0.0])
    curves = thing(concept)(y_true, p)
    lines(canvas, p, curves, "the one answer p to three ones and a zero")
    return (
        "Squared error and cross-entropy of a constant answer: both are least at 0.75.",
        (
            f"At 0.01 the squared error is {curves['mse'][0]:.3g}, the cross-entropy "
            f"{curves['cross_entropy'][0]:.3g}."
        ),
    )


def three_penalties(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """A loss along its weight: plain, with L1, with L2."""
    w = np.linspace(-1, 3, 401)
    x = np.linspace(-1, 1, 20)
    curves = thing(concept)(w, x, 0.8 * x, rate=0.3)
    lines(canvas, w, curves, "w, where 0.8 fits the data")
    least = ", ".join(f"{name} at {w[np.argmin(y)]:.2f}" for name, y in curves.items())
    return (
        "The loss of a line along its weight, without a penalty and with one of 0.3.",
        f"The least loss lies: {least}. L1 has a kink at 0.",
    )


@cache
def digit() -> np.ndarray:
    """One handwritten digit, (28, 28) in [0, 1]: the first 7 of the embedded MNIST."""
    data = load_5k()
    image = data.x_train[int(np.flatnonzero(data.y_train == 7)[0])]
    return np.asarray(image, float).reshape(28, 28) / image.max()


def images(canvas: Canvas, shown: dict[str, np.ndarray], rows: int = 1) -> None:
    """Images side by side, each from its least to its greatest value."""
    panels = np.ravel(canvas.subplots(rows, -(-len(shown) // rows)))
    for axes, (title, image) in zip(panels, shown.items()):
        axes.imshow(image, cmap="Greys")
        axes.set_title(title, fontsize=8, color=INK)
    for axes in panels:
        axes.set_axis_off()


def edges(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """A digit and its edges."""
    image = digit()
    found = thing(concept)(image)
    images(canvas, {"a digit": image, "its edges": np.abs(found)})
    return (
        "A digit of MNIST, and the size of what the edge kernel finds in it.",
        f"The edges are bright, up to {np.abs(found).max():.3g}; the inside and the ground are 0.",
    )


def feature_maps(_: Concept, canvas: Canvas) -> tuple[str, str]:
    """What four kernels of a convolution answer to."""
    kernels = {
        "upper edges": [[1, 2, 1], [0, 0, 0], [-1, -2, -1]],
        "left edges": [[1, 0, -1], [2, 0, -2], [1, 0, -1]],
        "lines": [[-1, -1, -1], [2, 2, 2], [-1, -1, -1]],
        "blur": [[1, 2, 1], [2, 4, 2], [1, 2, 1]],
    }
    layer = layers.Conv2D(4, 3, padding="same", use_bias=False, activation="relu")
    layer.build((1, 28, 28, 1), rng=0)
    layer.params["kernel"] = np.stack(list(kernels.values()), -1)[:, :, None, :].astype(float)
    image = digit()
    maps = layer.forward(image[None, :, :, None])[0]
    images(canvas, {"a digit": image, **dict(zip(kernels, np.moveaxis(maps, -1, 0)))})
    return (
        "Feature maps: a digit of MNIST through Conv2D with four kernels and ReLU.",
        (
            "Each map is dark where its kernel answers: at upper edges, at left edges, on "
            "lines, and "
            "everywhere on the strokes for the blur."
        ),
    )


def samples(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """A digit and eight augmented samples of it."""
    image = digit()
    layer = thing(concept)(**{"random_rotation": {"factor": 15 / 360}, "random_flip": {}}.get(
        concept.name, {"stddev": 0.2}
    ))  # fmt: skip
    batch = np.repeat(image[None, :, :, None], 8, axis=0)
    layer.build(batch.shape, rng=0)
    out = layer.forward(batch, training=True)[..., 0]
    images(canvas, {"as it is": image, **{f"sample {k + 1}": y for k, y in enumerate(out)}}, rows=2)
    return (
        f"{concept.title}: a digit of MNIST and eight samples of it, in training.",
        "Eight versions of the same digit, each changed by other random numbers.",
    )


def pooled(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """A digit before and after pooling."""
    image = digit()
    layer = thing(concept)()
    layer.build((1, 28, 28, 1), rng=0)
    small = layer.forward(image[None, :, :, None])[0, :, :, 0]
    images(canvas, {"a digit": image, f"{small.shape[0]} by {small.shape[1]}": small})
    return (
        f"{concept.title} of a digit of MNIST, 2 by 2.",
        f"The digit of 28 by 28 becomes one of {small.shape[0]} by {small.shape[1]}.",
    )


def states(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """The states of eight units over time, after one pulse."""
    rng = np.random.default_rng(0)
    x = np.zeros((1, 30, 1))
    x[0, 3] = 3.0
    recurrent = np.linalg.qr(rng.normal(size=(8, 8)))[0] * 0.9
    h = thing(concept)(x, rng.normal(size=(1, 8)), recurrent, np.zeros(8))[0]
    axes = canvas.add_subplot()
    image = axes.imshow(h.T, cmap="RdBu", vmin=-1, vmax=1, aspect="auto")
    canvas.colorbar(image)
    axes.set_xlabel("time")
    axes.set_ylabel("unit")
    left = np.linalg.norm(h[-1]) / np.linalg.norm(h[3])
    return (
        "The states of eight recurrent units before and after one pulse at time 3.",
        f"All are 0 until the pulse, then swing and fade: at the end {left:.2g} of it is left.",
    )


def depths(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """The gradient's size, layer by layer, for small, ordinary and large weights."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(32, 8)), rng.uniform(size=(32, 8))
    axes = canvas.add_subplot()
    said = []
    for scale, colour, dashes in zip((0.5, 1.5, 6.0), COLOURS, DASHES):
        found = thing(concept)(x, y, rng.normal(scale=scale, size=(10, 8, 8)), np.zeros((10, 8)))
        norm = found["norm"][0]
        axes.semilogy(range(1, 11), norm, color=colour, linestyle=dashes, marker="o", markersize=4,
                      label=f"weights of deviation {scale}")  # fmt: skip
        said.append(f"{scale}: {norm[0]:.1g} in the first layer, {norm[-1]:.1g} in the last")
    axes.set_xlabel("layer, from the input")
    axes.set_ylabel("norm of dL/dW")
    powers(axes.yaxis)
    axes.grid(True)
    axes.legend(fontsize=8)
    return (
        "Vanishing gradients: the norm of dL/dW in each of ten sigmoid layers, before training.",
        f"By deviation of the weights: {'; '.join(said)}.",
    )


def frozen(concept: Concept, canvas: Canvas) -> tuple[str, str]:
    """The loss of a new head on a frozen feature."""
    x = np.linspace(0, 6, 50)
    found = thing(concept)(x, 2 * np.sin(x) + 0.5, np.ones(2), np.zeros(2))
    axes = canvas.add_subplot()
    axes.semilogy(found["losses"], color=BLUE)
    powers(axes.yaxis)
    axes.set_xlabel("epoch")
    axes.set_ylabel("loss")
    axes.grid(True)
    return (
        "A new head on a frozen sine: the loss while w and b learn 2 sin x + 0.5.",
        f"The loss falls from {found['losses'][0]:.3g} to {found['losses'][-1]:.1g}.",
    )


FAMILIES: dict[str, Picture] = {
    "activations": activation,
    "regularizers": penalty,
    "initializers": values,
    "optimizers": one_path,
    "schedules": schedule,
}
DRAWN: dict[str, Picture] = {
    "softmax": shares,
    "log_softmax": shares,
    "mean_squared_error": difference_loss,
    "mean_absolute_error": difference_loss,
    "huber": difference_loss,
    "binary_crossentropy": probability_loss,
    "categorical_crossentropy": probability_loss,
    "sparse_categorical_crossentropy": probability_loss,
    "gradient_descent": descent,
    "optimizer_paths": all_paths,
    "loss_curves": two_losses,
    "regularized_loss": three_penalties,
    "edge_detection": edges,
    "conv2d": feature_maps,
    "random_flip": samples,
    "random_rotation": samples,
    "gaussian_noise": samples,
    "max_pooling2d": pooled,
    "average_pooling2d": pooled,
    "rnn_states": states,
    "gradient_analysis": depths,
    "transfer_learning": frozen,
}
PLAIN = ("zeros", "ones", "constant")
"""Concepts of a drawn family whose picture would show nothing."""
