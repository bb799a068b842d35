"""L1 and L2 penalties: value and gradient, with or without the factor one half."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.calling import NotMet, method, parameters, quietly
from compare.validation.measure import fitted, numbers, residual
from compare.validation.names import BACKWARD, FORWARD, plain
from compare.validation.subject import Subject, Theirs
from compare.validation.transforms import factor_between
from compare.validation.verdict import Verdict

LAMBDA = (
    "lam",
    "lambda",
    "lambd",
    "l2",
    "l1",
    "alpha",
    "reg",
    "regularization",
    "strength",
    "weightdecay",
    "wd",
    "l2lambda",
    "l1lambda",
    "lmbda",
    "regstrength",
    "lamda",
    "rate",
    "c",
    "coef",
    "coefficient",
    "beta",
    "factor",
    "reglambda",
    "lambdareg",
    "lambdaparam",
    "lbd",
    "lda",
    "penalty",
    "l2reg",
    "l1reg",
    "mu",
    "decay",
    "lambdal2",
)
COUNT = ("m", "n", "nsamples", "batchsize", "numsamples", "numexamples", "nexamples", "size")


def judge(subject: Subject, concept: str) -> Verdict | None:
    """The verdict on a penalty."""
    return Penalty(subject, concept).judge() if concept in ("l1", "l2") else None


class Penalty:
    """One penalty that is judged."""

    def __init__(self, subject: Subject, concept: str) -> None:
        self.subject, self.concept = subject, concept
        self.lam, self.count = 0.3, 5.0
        self.assumed: list[str] = []
        self.obj: Any = subject.forward
        self.given = False
        if subject.make is not None:
            self.obj = subject.make()
        elif subject.is_class:
            arguments = {}
            for p in parameters(subject.forward):
                if plain(p.name) in LAMBDA:
                    arguments[p.name], self.given = self.lam, True
                elif p.default is p.empty:
                    arguments[p.name] = self.lam
                    self.given = True
            self.obj = quietly(subject.forward, **arguments)
        self.f = (
            self.obj
            if subject.is_function
            else method(
                self.obj,
                (
                    "__call__",
                    "penalty",
                    "loss",
                    "forward",
                    "value",
                    "norm",
                    "cost",
                    "regularize",
                    "compute",
                    *FORWARD,
                ),
            )
        )
        if self.f is None:
            raise NotMet(f"a method of {subject.name} that gives the penalty")
        rng = np.random.default_rng(subject.seed)
        self.w = rng.standard_normal((3, 4))
        self.others = [rng.standard_normal((4, 2))]

    def call(self, function: Any, w: Any) -> Any:
        """Call with the weights, the strength and the count where they are asked for."""
        arguments: dict[str, Any] = {}
        counted = False
        for k, p in enumerate(parameters(function)):
            word = plain(p.name)
            if word in LAMBDA or word.startswith("lam"):
                arguments[p.name] = self.lam
            elif word in COUNT and k > 0:
                if p.default is p.empty:
                    arguments[p.name], counted = self.count, True
            elif p.default is p.empty:
                if w is None:
                    raise NotMet(f"the parameter {p.name!r}")
                arguments[p.name], w = w, None
        self.counted = counted
        return quietly(function, **arguments)

    def shapes(self) -> Iterator[tuple[str, Any, list[np.ndarray]]]:
        """The weights as one array, a list, a dict."""
        both = [self.w, *self.others]
        yield "", self.w.copy(), [self.w]
        yield "a vector", self.w.ravel().copy(), [self.w.ravel()]
        yield "a list of arrays", [a.copy() for a in both], both
        yield "a dict of arrays", {f"W{k}": a.copy() for k, a in enumerate(both)}, both

    def judge(self) -> Verdict:
        """The value's form, then its gradient."""
        raised: list[Exception] = []
        first: tuple[float, list[np.ndarray]] | None = None
        for says, given, arrays in self.shapes():
            try:
                out = self.call(self.f, given)
            except Exception as error:  # noqa: BLE001 - another shape may fit
                raised.append(error)
                continue
            if isinstance(out, tuple):
                out = out[0]
            value = numbers(out)
            if value is None:
                continue
            if not isinstance(given, (list, dict)) and not np.array_equal(given, arrays[0]):
                return self.wrong("the weights are changed in place (mutated)", "work on a copy")
            if value.size != 1:
                # A function of the gradient alone: λ w.
                return self.gradient_alone(value, arrays)
            first = first or (float(value.ravel()[0]), arrays)
            base = sum(self.value(a) for a in arrays)
            scale = self.lam * base
            for factor, words in self.forms():
                if abs(float(value.ravel()[0]) - factor * scale) <= 1e-9 * abs(scale):
                    return self.gradient(factor, [says, words], arrays, given)
        if first is None:
            if raised:
                raise Theirs(f"{type(raised[0]).__name__}: {raised[0]}")
            raise NotMet("how the penalty is called")
        return self.value_fault(*first)

    def forms(self) -> list[tuple[float, str]]:
        """The factors that are legitimate."""
        found = [(1.0, "")]
        if self.concept == "l2":
            found.append((0.5, "with the factor one half"))
        if getattr(self, "counted", False):
            found += [
                (1 / self.count, "divided by the number of samples"),
                (0.5 / self.count, "half, divided by the number of samples"),
            ]
        return found

    def value(self, w: np.ndarray) -> float:
        """Σ|w| or Σw²."""
        return float(np.abs(w).sum() if self.concept == "l1" else (w**2).sum())

    def slope(self, w: np.ndarray) -> np.ndarray:
        """Its derivative."""
        return np.sign(w) if self.concept == "l1" else 2 * w

    def gradient_function(self) -> Any:
        """The function or method with the gradient."""
        if self.subject.backward is not None or self.subject.is_function:
            return self.subject.backward
        return method(self.obj, ("gradient", "grad", "derivative", "backward", *BACKWARD))

    def gradient(
        self, factor: float, says: list[str], arrays: list[np.ndarray], given: Any
    ) -> Verdict:
        """Judge the gradient of this form."""
        d = self.gradient_function()
        done = verdict.right(self.concept, [s for s in says if s], assumed=self.assumed)
        if d is None:
            return done
        out = self.call(d, given if isinstance(given, (list, dict)) else given.copy())
        found = (
            list(out.values())
            if isinstance(out, dict)
            else out
            if isinstance(out, (list, tuple))
            else [out]
        )
        for g, w in zip(found, arrays):
            expected = factor * self.lam * self.slope(w)
            array = fitted(g, w.shape)
            if array is None:
                return self.wrong(
                    f"the gradient has the shape {np.shape(g)}, not that of the weights", "λ w"
                )
            if residual(array, expected) <= 1e-9:
                continue
            return self.gradient_fault(array, expected, w)
        return done

    def gradient_fault(self, got: np.ndarray, expected: np.ndarray, w: np.ndarray) -> Verdict:
        """What is wrong with it."""
        k = factor_between(got, expected)
        if k is not None and abs(k + 1) < 1e-9:
            return self.wrong(
                "wrong sign: the gradient of the penalty has the opposite sign",
                "add λ w, with plus",
            )
        if k is not None:
            named = {
                0.5: "half: the factor 2 is missing",
                2.0: "a factor 2 too much",
                1 / self.lam: "lambda is missing",
                self.lam: "lambda twice",
                0.5 / self.lam: "lambda and the factor 2 are missing",
                1 / self.count: "divided by N",
            }
            words = next((t for v, t in named.items() if abs(abs(k) - v) < 1e-9), "")
            return self.wrong(
                (
                    f"{'wrong sign and ' if k < 0 else ''}wrong regularization factor: the "
                    f"gradient is "
                    f"{k:.5g} times the derivative of the penalty"
                )
                + (f" ({words})" if words else ""),
                "differentiate the penalty",
            )
        options = {
            "wrong derivative: the absolute value instead of the sign": np.abs(w),
            "wrong derivative: the sign instead of the weight itself": np.sign(w),
            "wrong derivative: the weight itself instead of its sign": w,
            "wrong derivative: the square of the weights": w**2,
            (
                "wrong derivative: the sign is missing: a constant (lambda) for every weight"
            ): np.ones_like(w),
            "wrong derivative: zero for negative weights, the sign is missing": (w > 0) * 1.0,
        }
        for cause, value in options.items():
            if factor_between(got, value) is not None:
                return self.wrong(cause, "differentiate the penalty")
        return self.wrong(
            "the gradient is not the derivative of the penalty", "λ w for the half square"
        )

    def gradient_alone(self, value: np.ndarray, arrays: list[np.ndarray]) -> Verdict:
        """A function that gives the gradient and no value."""
        w = arrays[0]
        array = fitted(value, w.shape)
        if array is not None:
            k = factor_between(array, self.lam * self.slope(w))
            if k is not None and any(abs(k - f) < 1e-9 for f, _ in self.forms()):
                return verdict.right(self.concept, ["the gradient alone"], assumed=self.assumed)
            return self.gradient_fault(array, self.lam * self.slope(w), w)
        return self.wrong(
            "the penalty is no single number: the sum is missing", "sum over the weights"
        )

    def value_fault(self, value: float, arrays: list[np.ndarray]) -> Verdict:
        """What is wrong with the value."""
        w = np.concatenate([a.ravel() for a in arrays])
        lam, size = self.lam, w.size
        l1, l2 = np.abs(w).sum(), (w**2).sum()
        options = {
            "the square is missing: the L2 norm itself (the root of the sum), not its square": lam
            * np.sqrt(l2),
            "the square is missing: half the norm (its root)": lam * np.sqrt(l2) / 2,
            "lambda is missing (regularization factor)": l2 if self.concept == "l2" else l1,
            "lambda is missing (regularization factor), half": l2 / 2,
            "lambda is squared (regularization factor)": lam**2
            * (l2 if self.concept == "l2" else l1),
            "the mean instead of the sum: divided by the number of weights (a factor)": lam
            * (l2 if self.concept == "l2" else l1)
            / size,
            "half the mean instead of the sum (a factor)": lam * l2 / size / 2,
            "the sign is wrong: the penalty is negative": -lam
            * (l2 if self.concept == "l2" else l1),
            "it is the L1 penalty: absolute values instead of squares"
            if self.concept == "l2"
            else "it is the L2 penalty: squares instead of absolute values": lam
            * (l1 if self.concept == "l2" else l2),
            "the absolute value is missing: weights of opposite sign cancel"
            if self.concept == "l1"
            else "the squares are missing: the sum of the weights": lam * w.sum(),
            "the square of the sum instead of the sum of the squares": lam * w.sum() ** 2,
            "only half of it (a factor)": lam * l1 / 2,
            "a factor 2 too much": 2 * lam * (l2 if self.concept == "l2" else l1),
        }
        for cause, other in options.items():
            if abs(value - other) <= 1e-9 * abs(other):
                return self.wrong(cause, "λ Σ w²" if self.concept == "l2" else "λ Σ |w|")
        return self.wrong(
            "the penalty is wrong, and none of the known mistakes explains it",
            "λ Σ w²",
        )

    def wrong(self, cause: str, fix: str) -> Verdict:
        """A verdict that it is wrong."""
        return verdict.wrong(self.concept, cause, fix, assumed=self.assumed)
