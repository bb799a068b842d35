"""Losses: a function alone, a pair with its gradient, a class, or both in one call."""

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.adapt.loss_cases import Case, cases
from compare.validation.calling import NotMet, method, parameters, quietly
from compare.validation.measure import fitted, numbers, residual, worst
from compare.validation.models.loss_mistakes import GRADIENTS, VALUES
from compare.validation.models.losses import LOSSES, Form, Values
from compare.validation.names import BACKWARD, FORWARD, plain
from compare.validation.subject import Subject, Theirs, prose
from compare.validation.transforms import factor_between, name_factor
from compare.validation.verdict import Verdict

Array = np.ndarray

TRUE = (
    "ytrue",
    "true",
    "target",
    "targets",
    "t",
    "label",
    "labels",
    "truth",
    "groundtruth",
    "actual",
    "actuals",
    "expected",
    "onehot",
    "ytarget",
    "gt",
    "labelsonehot",
    "ts",
    "onehotlabels",
    "classes",
)
PRED = (
    "ypred",
    "pred",
    "prediction",
    "predictions",
    "preds",
    "yhat",
    "output",
    "outputs",
    "p",
    "prob",
    "probs",
    "probabilities",
    "logits",
    "scores",
    "x",
    "z",
    "al",
    "a",
    "predicted",
    "out",
    "ys",
    "q",
    "aout",
    "h",
    "hypothesis",
    "inputs",
    "input",
    "yout",
    "networkoutput",
    "a2",
    "zs",
    "logit",
    "score",
    "dvalues",
)


def judge(subject: Subject, concept: str) -> Verdict | None:
    """The verdict on a loss."""
    return Loss(subject, concept).judge() if concept in LOSSES else None


class Loss:
    """One loss that is judged."""

    def __init__(self, subject: Subject, concept: str) -> None:
        self.subject, self.concept = subject, concept
        self.assumed: list[str] = []
        self.guarded = concept in (
            "binary_crossentropy",
            "categorical_crossentropy",
            "sparse_categorical_crossentropy",
            "softmax_cross_entropy",
        )
        self.near = 1e-4 if self.guarded else 1e-9
        self.obj = self.build()
        names = ("forward", "__call__", "loss", "calculate", "forward_pass", "compute", *FORWARD)
        f = self.obj if subject.is_function else method(self.obj, names)
        if f is None:
            raise NotMet(f"a method of {subject.name} that gives the loss")
        self.f: Callable[..., Any] = f
        self.delta = self.find_delta()

    def values(self, case: Case) -> Values:
        """The formulas of one case."""
        return Values(
            self.concept,
            case.true,
            case.pred,
            case.columns,
            case.logits,
            self.delta,
            not self.says_mean,
        )

    @property
    def says_mean(self) -> bool:
        """Whether its name or its documentation promises a mean; else a sum is a convention."""
        docs = [getattr(f, "__doc__", "") or "" for f in (self.subject.forward, self.f)]
        words = f"{self.subject.name} {' '.join(docs)}".lower()
        return bool(re.search(r"mean|mse|mae|average", words)) and "sum" not in words

    def build(self) -> Any:
        """The instance, or the function itself."""
        if self.subject.make is not None:
            return self.subject.make()
        if not self.subject.is_class:
            return self.subject.forward
        needed = {p.name: 1.0 for p in parameters(self.subject.forward) if p.default is p.empty}
        return quietly(self.subject.forward, **needed)

    def find_delta(self) -> float:
        """Huber's δ: a default or an attribute."""
        for name, value in getattr(self.obj, "__dict__", {}).items():
            if plain(name) in ("delta", "d", "beta", "threshold") and isinstance(
                value, (int, float)
            ):
                return float(value)
        for p in parameters(self.f):
            if plain(p.name) in ("delta", "d", "beta", "threshold") and isinstance(
                p.default, (int, float)
            ):
                return float(p.default)
        return 1.0

    def orders(self, function: Any) -> list[tuple[bool, str]]:
        """(true first?, words): fixed by the names where both are known."""
        names = [plain(p.name) for p in parameters(function) if p.default is p.empty][:2]
        names = [n for n in names if n not in ("self",)]
        if len(names) < 2:
            return [(True, ""), (False, "")]
        kinds = ["t" if n in TRUE else "p" if n in PRED else "" for n in names]
        if kinds in (["t", "p"], ["", "p"]) or (kinds == ["t", ""]):
            return [(True, "(y_true, y_pred)")]
        if kinds in (["p", "t"], ["p", ""]) or kinds == ["", "t"]:
            return [(False, "(y_pred, y_true)")]
        return [(True, "(y_true, y_pred)"), (False, "(y_pred, y_true)")]

    def call(self, case: Case, true_first: bool) -> Any:
        """What the user's loss gives."""
        t, p = case.true.copy(), case.pred.copy()
        args = (t, p) if true_first else (p, t)
        more = {}
        for q in [q for q in parameters(self.f) if q.default is q.empty][2:]:
            more[q.name] = self.delta
        out = quietly(self.f, *args, **more)
        self.mutated = not (np.array_equal(t, case.true) and np.array_equal(p, case.pred))
        return out

    def judge(self) -> Verdict:
        """Every layout and order; the first that agrees is its convention."""
        tried: list[tuple[Case, bool, Any]] = []
        raised: list[Exception] = []
        for case in cases(self.concept, self.subject.seed):
            for true_first, words in self.orders(self.f):
                try:
                    out = self.call(case, true_first)
                except Exception as error:  # noqa: BLE001 - this layout does not fit
                    raised.append(error)
                    continue
                tried.append((case, true_first, out))
                if self.mutated:
                    return self.wrong(
                        "an input is changed in place: the caller's array is modified (mutated)",
                        "work on a copy",
                    )
                values = self.values(case)
                form = self.form(out, values)
                if form and self.trusted(case, form):
                    return self.agreed(case, true_first, words, out, values, form)
        if not tried:
            if not raised:
                raise NotMet("how to call it")
            raise Theirs(f"{type(raised[0]).__name__}: {raised[0]}")
        return self.value_fault(tried)

    def trusted(self, case: Case, form: Form) -> bool:
        """A one-column case proves nothing about a mean where the matrix has failed."""
        return not (
            self.concept in ("mean_squared_error", "mean_absolute_error")
            and case.price
            and form.scalar
            and self.matrix_runs()
        )

    def matrix_runs(self) -> bool:
        """Whether a matrix of predictions gives a finite number."""
        first = next(cases(self.concept, self.subject.seed))
        try:
            out = numbers(self.split(self.call(first, self.orders(self.f)[0][0]))[0])
        except Exception:  # noqa: BLE001 - it takes vectors only
            return False
        return out is not None and out.size == 1

    @staticmethod
    def split(out: Any) -> tuple[Any, Any]:
        """(loss, gradient) where one call gives both."""
        if isinstance(out, (tuple, list)) and len(out) == 2:
            first, second = out
            if np.ndim(first) and not np.ndim(second):
                return second, first
            return first, second
        return out, None

    def form(self, out: Any, values: Values) -> Form | None:
        """The legitimate form that the value has."""
        value = numbers(self.split(out)[0])
        if value is None:
            return None
        for form in values.forms():
            if (
                value.size == np.size(form.value)
                and residual(value.reshape(np.shape(form.value)), np.asarray(form.value))
                <= self.near
                and (form.scalar or value.ndim > 0)
            ):
                return form
        return None

    def agreed(
        self, case: Case, true_first: bool, words: str, out: Any, values: Values, form: Form
    ) -> Verdict:
        """The value is right: then the limits and the gradient."""
        if case.logits and self.concept != "softmax_cross_entropy" and self.means_probabilities():
            return self.wrong(
                (
                    "double softmax: the probabilities are taken for logits (softmax or sigmoid is "
                    "applied again)"
                ),
                "take the logarithm of the probabilities as they are",
                "it is right for logits, and its documentation says probabilities",
            )
        if not case.logits and self.guarded and self.means_logits():
            squash = "sigmoid" if self.concept == "binary_crossentropy" else "softmax"
            return self.wrong(
                f"{squash} is missing: the logits (scores) are taken for probabilities, and the "
                "logarithm is taken of them",
                f"apply {squash} first",
                "it is right for probabilities, and its argument is called logits",
            )
        says = [case.says, form.says]
        if words:
            self.assumed.append(f"called as {words}")
        return (
            self.limits(case, true_first)
            or self.gradient(case, true_first, out, values, form)
            or verdict.right(self.concept, [s for s in says if s], assumed=self.assumed)
        )

    def means_probabilities(self) -> bool:
        """Whether names and comments speak of probabilities, not of logits."""
        names = " ".join(p.name for p in parameters(self.f))
        words = f"{names} {' '.join(prose(self.subject.text))} {self.subject.name}".lower()
        return not re.search(r"logit|score|raw", words) and bool(re.search(r"prob|softmax", words))

    def means_logits(self) -> bool:
        """Whether an argument is called logits, and nothing speaks of probabilities."""
        names = " ".join(p.name for p in parameters(self.f) if p.default is p.empty).lower()
        words = f"{names} {' '.join(prose(self.subject.own_text))}".lower()
        return "logit" in names and not re.search(r"prob|softmax|sigmoid", words)

    def wrong(self, cause: str, fix: str, *evidence: str) -> Verdict:
        """A verdict that it is wrong."""
        return verdict.wrong(
            self.concept, cause, fix, evidence=list(evidence), assumed=self.assumed
        )

    def limits(self, case: Case, true_first: bool) -> Verdict | None:
        """Large logits, and probabilities of exactly 0 and 1, give no NaN."""
        if not self.guarded or case.true.ndim == 0:
            return None
        t, p = case.true, np.zeros_like(case.pred)
        if case.logits:
            for size in (100.0, 1000.0, 20000.0):
                p = np.where(np.arange(p.size).reshape(p.shape) % 2 == 0, size, -size)
                try:
                    value = numbers(
                        self.split(self.call(Case("", t, p, case.columns), true_first))[0]
                    )
                except Exception:  # noqa: BLE001 - not what is judged here
                    return None
                if value is not None and not np.all(np.isfinite(value)):
                    return self.wrong(
                        f"overflow for large inputs (logits): the loss is NaN or inf at {size:g} "
                        "(the exponentials are not shifted, or log of an underflowed 0)",
                        "subtract the maximum: log-sum-exp",
                        f"logits of {size:g}",
                    )
            return None
        if self.concept == "binary_crossentropy":
            p = t.copy()
        elif t.ndim == p.ndim and t.shape == p.shape:
            p = t.astype(float)
        else:
            p = (
                np.eye(p.shape[-1])[t.ravel()]
                if not case.columns
                else np.eye(p.shape[0])[t.ravel()].T
            )
        try:
            value = numbers(self.split(self.call(Case("", t, p, case.columns), true_first))[0])
        except Exception:  # noqa: BLE001 - not what is judged here
            return None
        if value is not None and np.isnan(value).any():
            return self.wrong(
                "no clipping: probabilities of exactly 0 or 1 give NaN, 0 · log(0) (log of zero; "
                "an epsilon "
                "or a clip is missing)",
                "clip the probabilities to [ε, 1 - ε]",
            )
        return None

    # The gradient.

    def gradients(self, case: Case, true_first: bool, out: Any) -> Iterator[Any]:
        """What may be dL/dy_pred."""
        both = self.split(out)[1]
        if both is not None and np.shape(both) == np.shape(case.pred):
            yield both
        d = self.subject.backward
        if d is None and not self.subject.is_function:
            d = method(
                self.obj,
                ("backward", "gradient", "grad", "derivative", *BACKWARD, "prime", "backward_pass"),
            )
        if d is None:
            return
        needed = [p for p in parameters(d) if p.default is p.empty]
        t, p = case.true, case.pred
        fused = p
        if self.concept == "softmax_cross_entropy":
            axis = 0 if case.columns else -1
            e = np.exp(p - p.max(axis, keepdims=True))
            fused = e / e.sum(axis, keepdims=True)
        calls: list[tuple[Any, ...]] = []
        if not needed:
            calls = [()]
        elif len(needed) == 1:
            word = plain(needed[0].name)
            cache = out[1] if isinstance(out, tuple) and len(out) > 1 else None
            calls = (
                [(1.0,), (cache,)]
                if word in ("dout", "grad", "dy", "dl", "gradoutput")
                else [(cache,), (1.0,)]
                if cache is not None
                else [(1.0,), (t,), (p,)]
            )
            if word == "cache" and cache is not None:
                calls = [(cache,)]
        else:
            names = [plain(q.name) for q in needed]
            if names[0] in ("dout", "dy", "gradoutput") and isinstance(out, tuple):
                calls = [(1.0, out[-1])]
            roles = {n: t if n in (*TRUE, "y") else p for n in names}
            if len(needed) == 3 and names[0] in ("z", "zs"):
                calls = [tuple(roles[n] for n in names)]
            elif len(needed) >= 3:
                if names[0] in ("dout", "dy", "grad", "dvalues"):
                    calls = [(1.0, *((t, p) if o else (p, t))) for o, _ in self.orders(d)]
                else:
                    calls = [(*((t, p) if o else (p, t)), self.delta) for o, _ in self.orders(d)]
            else:
                for first, _ in self.orders(d):
                    calls += [(t, p) if first else (p, t)]
                    calls += [(t, fused) if first else (fused, t)] if fused is not p else []
        for args in calls:
            try:
                if not self.subject.is_function:
                    self.call(case, true_first)
                found = quietly(d, *[np.copy(a) if isinstance(a, np.ndarray) else a for a in args])
            except Exception:  # noqa: BLE001, S112 - this way does not fit
                continue
            if found is None:
                found = (
                    next(
                        (
                            v
                            for k, v in vars(self.obj).items()
                            if plain(k)
                            in ("dinputs", "dx", "grad", "gradient", "dpred", "dypred", "dz")
                        ),
                        None,
                    )
                    if hasattr(self.obj, "__dict__")
                    else None
                )
            if isinstance(found, tuple):
                found = next((a for a in found if np.shape(a) == np.shape(p)), found[0])
            if found is not None:
                yield found

    def gradient(
        self, case: Case, true_first: bool, out: Any, values: Values, form: Form
    ) -> Verdict | None:
        """Judge dL/dy_pred for this form of the loss."""
        found = list(self.gradients(case, true_first, out))
        if not found:
            return None
        expected = form.gradients
        for g in found:
            if any(residual(g, e) <= self.near for e in expected):
                return None
        return self.gradient_fault(found, expected[0], values)

    def gradient_fault(self, found: list[Any], expected: Array, values: Values) -> Verdict:
        """What is wrong with the gradient."""
        evidence = worst(found[0], expected)
        for g in found:
            array = fitted(g, expected.shape)
            k = None if array is None else near_factor(array, expected, self.near)
            if k is not None and abs(k - 1) > self.near:
                return self.factor_verdict(k, expected, values, evidence)
        for cause, fix, value in GRADIENTS[self.concept](values):
            for g in found:
                array = fitted(g, expected.shape)
                k = None if array is None else near_factor(array, value, self.near)
                if k is not None:
                    return self.wrong(cause, fix, evidence)
        array = numbers(found[0])
        if array is not None and not np.all(np.isfinite(array)):
            return self.wrong("the gradient is NaN or infinite", "clip the probabilities", evidence)
        if array is not None and array.shape != expected.shape:
            return self.wrong(
                f"the gradient has the shape {array.shape}, not that of y_pred, {expected.shape}: "
                f"a sum "
                "or mean too much",
                "one number for each prediction",
                evidence,
            )
        return self.wrong(
            "the gradient is wrong, it is not the derivative of the loss",
            "differentiate the loss with respect to y_pred",
            evidence,
        )

    def factor_verdict(self, k: float, expected: Array, values: Values, evidence: str) -> Verdict:
        """A factor between the gradient and the loss's derivative."""
        if abs(k + 1) < 1e-3:
            return self.wrong(
                "wrong sign: the gradient has the opposite sign",
                "y_pred - y_true, not the other way round",
                evidence,
            )
        shape = expected.shape
        n = shape[1] if values.columns and len(shape) > 1 else shape[0] if shape else 1
        sizes = {
            "the number of elements": expected.size,
            "the batch size": n,
            "the number of outputs (features, columns, classes)": max(expected.size // n, 1),
        }
        names: dict[float, str] = {}
        for words, size in sizes.items():
            for value, text in (
                (1.0 / size, f"1/N too much: divided by {words} once more (mean of a mean)"),
                (float(size), f"1/N is missing: not divided by {words} (the mean)"),
                (2.0 * size, f"2 N: not divided by {words} (the mean), and a factor 2 too much"),
                (size / 2, f"N/2: not divided by {words} (the mean), and the factor 2 is missing"),
                (2 / size, f"2/N of {words}"),
                (0.5 / size, f"divided by {words} too often, half"),
            ):
                if size > 1:
                    names.setdefault(value, text)
        named = next(
            (w for v, w in names.items() if abs(abs(k) - v) <= 1e-3 * v), ""
        ) or name_factor(round(abs(k), 6), {})
        sign = "wrong sign and " if k < 0 else ""
        return self.wrong(
            f"{sign}wrong factor: the gradient is {k:.5g} times the derivative of the loss"
            + (f" ({named})" if named else ""),
            f"divide it by {k:.5g}",
            evidence,
        )

    # The value.

    def value_fault(self, tried: list[tuple[Case, bool, Any]]) -> Verdict:
        """What is wrong with the loss itself."""
        first = min(
            tried,
            key=lambda c: (c[0].price, c[0].logits != (self.concept == "softmax_cross_entropy")),
        )
        for case, _, out in [first, *[t for t in tried if t is not first]]:
            value = numbers(self.split(out)[0])
            if value is None:
                continue
            values = self.values(case)
            for cause, fix, other in VALUES[self.concept](values):
                other_ = np.asarray(other)
                if (
                    value.size == other_.size
                    and residual(value.reshape(other_.shape), other_) <= self.near
                ):
                    return self.wrong(
                        cause,
                        fix,
                        (
                            f"{value.flat[0]:.6g} where "
                            f"{np.ravel(values.forms()[0].value)[0]:.6g} is "
                            f"expected"
                        ),
                    )
        for case, _, out in [first, *tried]:
            value = numbers(self.split(out)[0])
            values = self.values(case)
            right = np.asarray(values.forms()[0].value)
            if value is not None and value.size == 1 and np.isfinite(value).all():
                k = float(value.ravel()[0]) / float(right)
                named = self.factor_name(k, case)
                if named:
                    return self.wrong(
                        f"wrong factor: the loss is {k:.5g} times what it should be ({named})",
                        "check the mean",
                    )
        case, _, out = first
        value = numbers(self.split(out)[0])
        if value is not None and not np.all(np.isfinite(value)):
            return self.wrong(
                "the loss is NaN or infinite for ordinary inputs",
                "look for log of a negative number",
            )
        right = np.asarray(self.values(case).forms()[0].value)
        found = self.wrong(
            "the loss is wrong, and none of the known mistakes explains it",
            "compare it with the equation",
            f"got {np.ravel(self.split(out)[0])[:3]} where {right.flat[0]:.6g} is expected",
        )
        found.ruled_out = [cause for cause, _, _ in VALUES[self.concept](self.values(case))]
        with contextlib.suppress(Exception):
            one = Case("", case.true[:1], case.pred[:1], case.columns, logits=case.logits)
            shown = np.ravel(self.split(self.call(one, first[1]))[0])[0]
            right = np.asarray(self.values(one).forms()[0].value)
            found.evidence.append(
                f"one sample alone: got {shown:.6g}, expected {right.flat[0]:.6g}"
            )
        return found

    def factor_name(self, k: float, case: Case) -> str:
        """What the number k is."""
        n = (
            case.pred.shape[1]
            if case.columns and case.pred.ndim > 1
            else (case.pred.shape or (1,))[0]
        )
        size = case.pred.size
        other = max(size // max(n, 1), 1)
        names = {
            -1.0: "wrong sign",
            float(n): "N: summed, not averaged over the batch size, the mean 1/N is missing",
            float(
                size
            ): "N: summed, not averaged over the number of elements, the mean 1/N is missing",
            float(other): (
                "divided by the number of rows only (batch), not by the number of elements: the "
                "mean over outputs (features, columns) is missing"
            ),
            1.0 / other: "averaged over the number of classes (1/K) too: divided too often",
            1.0 / n: "divided by the batch size twice (mean of a mean)",
            2.0: "a factor 2 too much",
            0.5: "half: a factor 2",
            1 / np.log(2): "logarithm to base 2",
            1 / np.log(10): "logarithm to base 10",
            -1.0 / n: "wrong sign, and divided twice",
            n / 2.0: "half of the sum: not averaged (mean)",
            size / 2.0: "half of the sum: not averaged (mean)",
        }
        return next(
            (w for v, w in names.items() if abs(k - v) <= max(self.near, 1e-9) * abs(v)), ""
        )


def near_factor(a: Array, b: Array, near: float) -> float | None:
    """k where a = k b up to `near`, else None."""
    exact = factor_between(a, b)
    if exact is not None:
        return exact
    if not np.any(b) or not np.all(np.isfinite(a)):
        return None
    k = float(a.ravel() @ b.ravel() / (b.ravel() @ b.ravel()))
    return k if k and residual(a, k * b) <= near else None


__all__ = ["Callable", "judge"]
