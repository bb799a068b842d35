"""The mistakes that losses are known for: (cause, fix, value), in values and in gradients."""

from collections.abc import Callable, Iterator

import numpy as np

from compare.validation.models.losses import LOSSES, Array, Values, log_softmax

Options = Iterator[tuple[str, str, Array]]


def reductions(value: Array) -> list[Array]:
    """A wrong element loss may be averaged, summed over outputs, or summed."""
    found = [np.asarray(value.mean()), np.asarray(value.sum())]
    if value.ndim == 2:
        found += [np.asarray(value.sum(-1).mean()), value.mean(-1), value.sum(-1)]
    return [*found, value, found[0] / 2]


def spread(cause: str, fix: str, value: Array) -> Options:
    """One mistake in every reduction."""
    for reduced in reductions(np.asarray(value)):
        yield cause, fix, reduced


def squared_values(v: Values) -> Options:
    """Mistakes of the mean squared error."""
    e = v.p - v.t
    n = e.shape[0]
    mean = (e**2).mean()
    yield (
        (
            "the square root is taken: it is the root mean squared error, not the mean "
            "squared error (rmse)"
        ),
        "no root",
        np.sqrt(mean),
    )
    yield (
        "the square root is taken of the sum of squares (a norm): neither mean nor square",
        "mean of the squares",
        np.sqrt((e**2).sum()),
    )
    yield (
        (
            "1/N is missing: the squares are summed, not averaged over the number of elements "
            "(a factor)"
        ),
        "take the mean",
        (e**2).sum(),
    )
    yield (
        "1/N is missing: half the sum of the squares, not averaged (a factor: not a mean)",
        "take the mean",
        (e**2).sum() / 2,
    )
    if e.ndim == 2:
        yield (
            (
                "wrong factor: divided by the number of rows (batch) only, not by the number of "
                "elements: not the mean over "
                "outputs (features, columns)"
            ),
            "divide by the number of elements",
            (e**2).sum() / n,
        )
        yield (
            "wrong factor: divided by the number of outputs (columns) only",
            "divide by the number of elements",
            (e**2).sum() / e.shape[1],
        )
    yield (
        "the square of the mean instead of the mean of the squares: errors cancel",
        "square each error first",
        e.mean() ** 2,
    )
    yield "the square is missing: it is the mean difference", "square the errors", e.mean()
    yield (
        "the square is missing: it is the mean absolute error",
        "square the errors",
        np.abs(e).mean(),
    )
    yield "the wrong sign, or the difference not squared", "square the errors", -e.mean()
    yield "the wrong sign", "remove the minus", -mean
    yield (
        "divided by N - 1 instead of N (ddof, a factor)",
        "take the mean",
        (e**2).sum() / (e.size - 1),
    )
    yield (
        "the prediction and the target are added, not subtracted (sign)",
        "y_pred - y_true",
        ((v.p + v.t) ** 2).mean(),
    )
    yield (
        "the difference of the squares instead of the square of the difference",
        "square the difference",
        (v.p**2 - v.t**2).mean(),
    )


def absolute_values(v: Values) -> Options:
    """Mistakes of the mean absolute error."""
    e = v.p - v.t
    n = e.shape[0]
    yield (
        "1/N is missing: summed, not averaged over the number of elements (a factor: no mean)",
        "take the mean",
        np.abs(e).sum(),
    )
    if e.ndim == 2:
        yield (
            (
                "wrong factor: divided by the number of rows (batch) only, not by the number of "
                "elements: not the mean over "
                "outputs"
            ),
            "divide by the number of elements",
            np.abs(e).sum() / n,
        )
    yield "the absolute value is missing: errors cancel (sign)", "take |y - p|", e.mean()
    yield "the absolute value is missing: errors cancel (sign)", "take |y - p|", -e.mean()
    yield (
        "the absolute value is taken of the mean, not of each error",
        "take |y - p| first",
        abs(e.mean()),
    )
    yield "squared, not absolute: it is the mean squared error", "take |y - p|", (e**2).mean()
    yield "the root mean squared error", "take |y - p|", np.sqrt((e**2).mean())
    yield "the median, not the mean", "take the mean", np.median(np.abs(e))
    yield "half the mean absolute error (a factor)", "take the mean", np.abs(e).mean() / 2


def huber_values(v: Values) -> Options:
    """Mistakes of Huber's loss."""
    e, d = v.p - v.t, v.delta
    a = np.abs(e)
    quadratic, linear = 0.5 * e**2, d * (a - 0.5 * d)
    small = a <= d
    yield from spread(
        (
            "the branches are swapped: squared beyond delta, absolute within (the condition "
            "is inverted)"
        ),
        "square within delta",
        np.where(small, linear, quadratic),
    )
    yield from spread(
        (
            "the offset of the linear branch is missing: the constant -δ²/2 (half delta "
            "squared), so the branches do not join"
        ),
        "δ (|e| - δ/2)",
        np.where(small, quadratic, d * a),
    )
    yield from spread(
        "the factor one half of the quadratic branch is missing (constant, term)",
        "e²/2",
        np.where(small, e**2, linear),
    )
    yield from spread(
        "the constant of the linear branch is wrong: δ instead of δ/2 (half)",
        "δ (|e| - δ/2)",
        np.where(small, quadratic, d * (a - d)),
    )
    yield from spread(
        "delta is missing in the linear branch: |e| - 1/2 (factor, term)",
        "δ (|e| - δ/2)",
        np.where(small, quadratic, a - 0.5 * d),
    )
    yield from spread(
        "the linear branch lacks the absolute value (sign)",
        "δ (|e| - δ/2)",
        np.where(small, quadratic, d * (e - 0.5 * d)),
    )
    yield from spread(
        "the linear branch lacks the absolute value (sign)",
        "δ (|e| - δ/2)",
        np.where(small, quadratic, d * (-e - 0.5 * d)),
    )
    yield from spread(
        "the condition lacks the absolute value: large negative errors are squared (branch, sign)",
        "|e| <= δ",
        np.where(e <= d, quadratic, linear),
    )
    yield from spread(
        "the condition lacks the absolute value: large errors of one sign are squared (branch)",
        "|e| <= δ",
        np.where(-e <= d, quadratic, linear),
    )
    yield from spread(
        "the linear branch is missing: it is squared everywhere (no delta)",
        "δ (|e| - δ/2)",
        quadratic,
    )
    yield from spread(
        "the quadratic branch is missing: it is linear everywhere", "e²/2 within δ", linear
    )
    yield from spread(
        "the offset has the wrong sign (constant)",
        "δ (|e| - δ/2)",
        np.where(small, quadratic, d * (a + 0.5 * d)),
    )


def guards(p: Array) -> Iterator[tuple[str, Array, Array]]:
    """Protections against log(0) so large that they bend the loss: p and 1 - p with them."""
    for eps in (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.001, 1e-4):
        says = f"the protection against log(0) is too large: an epsilon of {eps:g}"
        yield f"{says} is added", p + eps, 1 - p + eps
        clipped = np.clip(p, eps, 1 - eps)
        yield f"{says} clips the probabilities", clipped, 1 - clipped


def binary_values(v: Values) -> Options:
    """Mistakes of the binary cross-entropy."""
    t, p = v.t, v.p
    with np.errstate(all="ignore"):
        if v.logits:
            s = 0.5 * (1 + np.tanh(p / 2))
            yield from spread(
                "the logits are taken for probabilities: the sigmoid is missing",
                "apply the sigmoid first",
                -t * np.log(p) - (1 - t) * np.log(1 - p),
            )
            yield from spread(
                "the term of the negative class, (1 - t) log(1 - p), is missing",
                "add it",
                -t * np.log(s),
            )
            return
        right = -t * np.log(p) - (1 - t) * np.log(1 - p)
        s = 1 / (1 + np.exp(-p))
        for says, q, r in guards(p):
            yield from spread(says, "take 1e-7 or less", -t * np.log(q) - (1 - t) * np.log(r))
        yield from spread("the sign is wrong: the minus is missing", "put a minus in front", -right)
        yield from spread(
            (
                "the second term is missing: the negative class, (1 - t) log(1 - p) with 1 - y, "
                "is forgotten"
            ),
            "add (1 - t) log(1 - p)",
            -t * np.log(p),
        )
        yield from spread(
            "the first term is missing: the positive class, t log p",
            "add t log p",
            -(1 - t) * np.log(1 - p),
        )
        yield from spread(
            "the sign of the second term is wrong",
            "both terms are subtracted",
            -t * np.log(p) + (1 - t) * np.log(1 - p),
        )
        yield from spread(
            "the sign of the first term is wrong",
            "both terms are subtracted",
            t * np.log(p) - (1 - t) * np.log(1 - p),
        )
        yield from spread(
            "the second term has log p instead of log(1 - p): 1 - p is forgotten (term)",
            "log(1 - p)",
            -np.log(p),
        )
        yield from spread(
            "the second term has t instead of 1 - t (term)",
            "(1 - t) log(1 - p)",
            -t * np.log(p) - t * np.log(1 - p),
        )
        yield from spread(
            (
                "targets are not complemented: log p for the negative class (terms swapped: t and "
                "1 - t exchanged)"
            ),
            "t log p + (1 - t) log(1 - p)",
            -(1 - t) * np.log(p) - t * np.log(1 - p),
        )
        yield from spread(
            "the probabilities are taken for logits: a second sigmoid is applied (double sigmoid)",
            "take the probabilities as they are",
            -t * np.log(s) - (1 - t) * np.log(1 - s),
        )
        yield from spread(
            "the logarithm has base 2 (a factor)", "natural logarithm", right / np.log(2)
        )
        yield from spread(
            "the logarithm has base 10 (a factor)", "natural logarithm", right / np.log(10)
        )
        yield from spread(
            "it is the squared error, not the cross-entropy: the logarithm is missing",
            "use log",
            (t - p) ** 2,
        )
        swapped = -p * np.log(np.clip(t, 1e-7, 1 - 1e-7)) - (1 - p) * np.log(
            1 - np.clip(t, 1e-7, 1 - 1e-7)
        )
        yield from spread(
            "the arguments are swapped: y_true and y_pred (the logarithm of the targets is taken)",
            "log of the prediction",
            swapped,
        )
        yield from spread("the logarithm is missing", "use log", -t * p - (1 - t) * (1 - p))


def categorical_values(v: Values) -> Options:
    """Mistakes of the cross-entropies over classes."""
    t, p = v.t, v.p
    n, k = p.shape
    labels = v.labels
    fused = v.logits
    with np.errstate(all="ignore"):
        logp = log_softmax(p) if fused else np.log(p)
        q = np.exp(log_softmax(p))
        rows = -(t * logp).sum(-1)
        if fused:
            yield from spread(
                "softmax is missing: the logits are taken for probabilities (log of the logits)",
                "apply softmax first",
                -(t * np.log(p)).sum(-1),
            )
            yield from spread(
                (
                    "softmax is missing: the logits are taken for probabilities (log of the "
                    "clipped "
                    "logits)"
                ),
                "apply softmax first",
                -(t * np.log(np.clip(p, 1e-7, 1 - 1e-7))).sum(-1),
            )
            for eps in (1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15):
                yield from spread(
                    (
                        "softmax is missing: the logits are taken for probabilities (log of the "
                        "clipped "
                        "logits)"
                    ),
                    "apply softmax first",
                    -(t * np.log(np.clip(p, eps, 1))).sum(-1),
                )
                yield from spread(
                    (
                        "softmax is missing: the logits are taken for probabilities (log of the "
                        "clipped "
                        "logits)"
                    ),
                    "apply softmax first",
                    -(t * np.log(np.maximum(p, eps))).sum(-1),
                )
                yield from spread(
                    (
                        "softmax is missing: the logits are taken for probabilities (log of the "
                        "clipped "
                        "logits)"
                    ),
                    "apply softmax first",
                    -(t * np.log(np.clip(p, eps, 1 - eps))).sum(-1),
                )
            yield from spread(
                "double softmax: the softmax is applied twice (again)",
                "one softmax",
                -(t * log_softmax(q)).sum(-1),
            )
            yield from spread(
                (
                    "the logarithm of the softmax is missing: only the logit is used (softmax "
                    "normalization missing)"
                ),
                "subtract the log-sum-exp",
                -(t * p).sum(-1),
            )
            sig = 1 / (1 + np.exp(-p))
            yield from spread(
                "sigmoid instead of softmax", "softmax over the classes", -(t * np.log(sig)).sum(-1)
            )
        else:
            for says, guarded, _ in guards(p):
                yield from spread(says, "take 1e-7 or less", -(t * np.log(guarded)).sum(-1))
            yield from spread(
                (
                    "double softmax: the probabilities go through a second softmax (applied "
                    "again), "
                    "as if they were logits"
                ),
                "take the probabilities as they are",
                -(t * log_softmax(p)).sum(-1),
            )
        if n > 1:
            yield (
                (
                    "wrong factor: the mean runs over the classes too: divided by the number of "
                    "classes (1/K), averaged over all elements"
                ),
                "sum over classes, mean over samples",
                rows.sum() / (n * k),
            )
            yield (
                "wrong factor: divided by the number of classes instead of the samples",
                "divide by the batch size",
                rows.sum() / k,
            )
            over = np.exp(p) / np.exp(p).sum(0)
            if fused:
                yield from spread(
                    "wrong axis: the softmax runs over the samples instead of the classes",
                    "softmax over the last axis",
                    -(t * np.log(over)).sum(-1),
                )
                whole = np.exp(p) / np.exp(p).sum()
                yield from spread(
                    "wrong axis: the softmax runs over the whole array",
                    "softmax over the last axis",
                    -(t * np.log(whole)).sum(-1),
                )
        yield from spread("the sign is wrong: the minus is missing", "put a minus in front", -rows)
        yield (
            "the logarithm is taken of the mean probability (order of log and mean)",
            "mean of the logarithms",
            -np.log(np.mean((t * (q if fused else p)).sum(-1))),
        )
        yield from spread(
            "the logarithm has base 2 (a factor)", "natural logarithm", rows / np.log(2)
        )
        yield from spread(
            "the logarithm has base 10 (a factor)", "natural logarithm", rows / np.log(10)
        )
        yield from spread("the logarithm is missing", "use log", -(t * (q if fused else p)).sum(-1))
        prob = q if fused else p
        both = -(t * np.log(prob) + (1 - t) * np.log(1 - prob)).sum(-1)
        yield from spread(
            "it is the binary cross-entropy of every class: a term (1 - t) log(1 - p) too much",
            "only t log p",
            both,
        )
        yield (
            "it is the binary cross-entropy of every class, averaged (a term too much)",
            "only t log p",
            both.sum() / (n * k),
        )
        yield from spread(
            "the arguments are swapped: the logarithm of the targets is taken (y_true and y_pred)",
            "log of the prediction",
            -(prob * np.log(np.clip(t, 1e-7, 1 - 1e-7))).sum(-1),
        )
        if labels is not None and n > 1:
            picked = logp[:, labels]
            for value in (-picked.mean(), -picked.sum() / n, -picked.sum()):
                yield (
                    (
                        "wrong index: [:, y] picks a column for every pair of samples (rows), "
                        "instead of "
                        "one label's entry for each"
                    ),
                    "p[range(n), y]",
                    value,
                )
            for shift in (1, -1):
                part = logp[np.arange(n), (labels + shift) % k]
                yield from spread(
                    "the label is off by one: the wrong class is picked (index)",
                    "use the label as the index",
                    -part,
                )
            yield from spread(
                "only the largest probability is used, whatever the label (index)",
                "p[range(n), y]",
                -logp.max(-1),
            )
            yield from spread(
                "only the diagonal, or the first rows, are picked (index)",
                "p[range(n), y]",
                -logp[labels, np.minimum(np.arange(n), k - 1)],
            )
    if not fused:
        e = np.exp(p)
        del e


VALUES: dict[str, Callable[[Values], Options]] = {
    "mean_squared_error": squared_values,
    "mean_absolute_error": absolute_values,
    "huber": huber_values,
    "binary_crossentropy": binary_values,
    "categorical_crossentropy": categorical_values,
    "sparse_categorical_crossentropy": categorical_values,
    "softmax_cross_entropy": categorical_values,
}


def regression_gradients(v: Values) -> Options:
    """Mistakes in the gradients of regression losses."""
    e = v.p - v.t
    d = v.delta
    if v.concept == "mean_absolute_error":
        yield (
            "wrong derivative: the difference itself instead of its sign",
            "sign(p - y) / N",
            v.back(e),
        )
        yield (
            "wrong derivative: the absolute difference instead of the sign",
            "sign(p - y) / N",
            v.back(np.abs(e)),
        )
        yield (
            "wrong derivative: the sign is missing: a constant",
            "sign(p - y) / N",
            v.back(np.ones_like(e)),
        )
        yield (
            "wrong derivative: zero on one side, the sign of negative errors is missing",
            "sign(p - y) / N",
            v.back((e > 0) * 1.0),
        )
        yield "wrong sign of the derivative on one side", "sign(p - y) / N", v.back((e < 0) * 1.0)
    if v.concept == "huber":
        small = np.abs(e) <= d
        yield (
            (
                "the sign is missing beyond delta: plus delta on both sides (derivative of the "
                "absolute branch)"
            ),
            "δ sign(e)",
            v.back(np.where(small, e, d)),
        )
        yield (
            "wrong derivative: not limited beyond delta, the linear branch is missing",
            "clip(e, -δ, δ)",
            v.back(e),
        )
        yield (
            "wrong derivative: the branches are swapped",
            "clip(e, -δ, δ)",
            v.back(np.where(small, d * np.sign(e), e)),
        )
        yield (
            "wrong derivative: sign everywhere, the quadratic branch is missing",
            "clip(e, -δ, δ)",
            v.back(np.sign(e)),
        )
        yield (
            "wrong derivative: delta is missing beyond delta (sign only)",
            "δ sign(e)",
            v.back(np.where(small, e, np.sign(e))),
        )
        yield (
            "wrong derivative: a factor 2 in the quadratic branch",
            "e",
            v.back(np.where(small, 2 * e, d * np.sign(e))),
        )
        yield (
            "wrong derivative beyond delta: |e| instead of the sign",
            "δ sign(e)",
            v.back(np.where(small, e, d * np.abs(e))),
        )
        yield "wrong derivative: zero beyond delta", "δ sign(e)", v.back(np.where(small, e, 0))
    if v.concept == "mean_squared_error":
        yield "wrong derivative: the square itself", "2 (p - y) / N", v.back(e**2)
        yield (
            "wrong derivative: the absolute difference, the sign is lost",
            "2 (p - y) / N",
            v.back(np.abs(e)),
        )
        yield (
            "wrong derivative: the sign of the difference only",
            "2 (p - y) / N",
            v.back(np.sign(e)),
        )
        yield "wrong derivative: the target is not subtracted", "2 (p - y) / N", v.back(v.p)


def binary_gradients(v: Values) -> Options:
    """Mistakes in the gradient of the binary cross-entropy."""
    t, p = v.t, v.p
    if v.logits:
        s = 0.5 * (1 + np.tanh(p / 2))
        yield (
            "the sigmoid is missing in the gradient: logit minus target",
            "sigmoid(z) - t",
            v.back(p - t),
        )
        yield (
            "wrong derivative: that of the sigmoid is applied once more",
            "sigmoid(z) - t",
            v.back((s - t) * s * (1 - s)),
        )
        yield (
            "wrong derivative: that for probabilities, -t/p + (1-t)/(1-p)",
            "sigmoid(z) - t",
            v.back((1 - t) / (1 - s) - t / s),
        )
        return
    yield (
        (
            "wrong derivative: it is p - t, the gradient for the logits (fused with the "
            "sigmoid); the denominator p (1 - p) is missing"
        ),
        "(p - t) / (p (1 - p))",
        v.back(p - t),
    )
    yield (
        (
            "a term is missing in the derivative: that of the negative class, (1 - t)/(1 - p) "
            "with 1 - y"
        ),
        "(1 - t)/(1 - p) - t/p",
        v.back(-t / p),
    )
    yield (
        "a term is missing in the derivative: that of the positive class, t/p",
        "(1 - t)/(1 - p) - t/p",
        v.back((1 - t) / (1 - p)),
    )
    yield (
        "the sign of a term is wrong in the derivative: -t/p - (1 - t)/(1 - p)",
        "(1 - t)/(1 - p) - t/p",
        v.back(-t / p - (1 - t) / (1 - p)),
    )
    yield (
        "wrong derivative: the denominator lacks 1 - p",
        "(p - t)/(p (1 - p))",
        v.back((p - t) / p),
    )
    yield (
        "wrong derivative: the denominator lacks p",
        "(p - t)/(p (1 - p))",
        v.back((p - t) / (1 - p)),
    )
    yield (
        "wrong derivative: multiplied by p (1 - p) instead of divided (denominator)",
        "(p - t)/(p (1 - p))",
        v.back((p - t) * p * (1 - p)),
    )


def categorical_gradients(v: Values) -> Options:
    """Mistakes in the gradient of the cross-entropies over classes."""
    t, p = v.t, v.p
    if v.logits:
        q = np.exp(log_softmax(p))
        yield (
            "the softmax is missing in the gradient: logits minus targets",
            "softmax(z) - t",
            v.back(p - t),
        )
        yield (
            "wrong derivative: -t/p, that for probabilities; the softmax's Jacobian is missing",
            "softmax(z) - t",
            v.back(-t / q),
        )
        yield (
            "the targets are not subtracted in the gradient: only the softmax (derivative)",
            "softmax(z) - t",
            v.back(q),
        )
        yield (
            "wrong derivative: the softmax's derivative is applied a second time",
            "softmax(z) - t",
            v.back((q - t) * q * (1 - q)),
        )
        yield (
            (
                "only the entries of the right class get a gradient (derivative: the softmax's "
                "other terms are missing)"
            ),
            "softmax(z) - t",
            v.back((q - t) * t),
        )
        if v.labels is not None and len(p) > 1:
            wrong = q.copy()
            wrong[:, v.labels] -= 1
            yield (
                "wrong index: [:, y] subtracts from the columns of every sample",
                "p[range(n), y] -= 1",
                v.back(wrong),
            )
        return
    yield (
        (
            "wrong derivative: it is p - t, the gradient for the logits of softmax and "
            "cross-entropy fused; for probabilities it is -t/p (division)"
        ),
        "-t / p",
        v.back(p - t),
    )
    yield "wrong derivative: the division by p is missing", "-t / p", v.back(-t)
    yield (
        "wrong derivative: that of the binary cross-entropy, a term too much",
        "-t / p",
        v.back((1 - t) / (1 - p) - t / p),
    )
    yield "wrong derivative: the target is missing: -1/p for every class", "-t / p", v.back(-1 / p)
    yield "wrong derivative: multiplied by p instead of divided", "-t / p", v.back(-t * p)
    yield "wrong derivative: divided by p squared", "-t / p", v.back(-t / p**2)
    yield "the arguments are swapped in the gradient (p/t)", "-t / p", v.back(-p * t)


GRADIENTS: dict[str, Callable[[Values], Options]] = {
    **dict.fromkeys(LOSSES[:3], regression_gradients),
    "binary_crossentropy": binary_gradients,
    **dict.fromkeys(LOSSES[4:], categorical_gradients),
}
