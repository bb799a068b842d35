"""Activations: a function alone, a pair with its derivative, or a layer."""

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.calling import NotMet, method, parameters, quietly
from compare.validation.measure import NEAR, fitted, numbers, residual, worst
from compare.validation.models.activations import Version, versions
from compare.validation.names import BACKWARD, FORWARD, plain
from compare.validation.subject import Subject, Theirs, derivative_flag, layout_hint
from compare.validation.tape import CURVES, sigmoid
from compare.validation.transforms import transformed
from compare.validation.verdict import Verdict
from scratch import activations as scratch

Array = np.ndarray
LARGE = (40.0, 100.0, 710.0, 1000.0, 20000.0)


def judge(subject: Subject, concept: str) -> Verdict | None:
    """The verdict on an activation."""
    if concept not in scratch.ACTIVATIONS:
        return None
    return Activation(subject, concept).judge()


class Activation:
    """One activation that is judged."""

    def __init__(self, subject: Subject, concept: str) -> None:
        self.subject, self.concept = subject, concept
        self.assumed: list[str] = []
        self.notes: list[str] = []
        self.scalar = False
        self.flag = derivative_flag(subject.forward) if subject.is_function else None
        self.obj = self.build()
        rng = np.random.default_rng(subject.seed)
        self.x = rng.standard_normal((4, 3)) * 1.5
        self.x[0, 0], self.x[1, 1] = -1.3, 1.7
        self.dy = rng.standard_normal((4, 3))

    def build(self) -> Any:
        """The instance, or the function itself."""
        if self.subject.make is not None:
            return self.subject.make()
        if not self.subject.is_class:
            return self.subject.forward
        needed = [p for p in parameters(self.subject.forward) if p.default is p.empty]
        values: dict[str, Any] = {}
        for p in needed:
            word = plain(p.name)
            if "slope" in word or word in ("alpha", "leak", "negslope"):
                values[p.name] = 0.2
            elif word in ("axis", "dim"):
                values[p.name] = -1
            else:
                raise NotMet(f"the parameter {p.name!r} of {self.subject.name}")
        return quietly(self.subject.forward, **values)

    def forward(self, x: Array | float) -> Any:
        """(y, cache) of the user's code."""
        f = self.obj if self.subject.is_function else method(self.obj, FORWARD)
        if f is None:
            raise NotMet(f"a method of {self.subject.name} that runs forward")
        more = {}
        for p in parameters(f)[1:]:
            if p.default is p.empty:
                word = plain(p.name)
                more[p.name] = 0.2 if "alpha" in word or "slope" in word else -1
        out = quietly(f, x, **more)
        if isinstance(out, tuple) and len(out) == 2:
            return out
        if out is None:
            values = vars(self.obj) if hasattr(self.obj, "__dict__") else {}
            out = next((values[k] for k in ("output", "out", "a", "y") if k in values), None)
        return out, None

    def value(self, x: Array) -> Array:
        """y as numbers; functions of one number are applied to each."""
        if self.scalar:
            return np.array(
                [float(np.asarray(self.forward(float(v))[0])) for v in x.ravel()]
            ).reshape(x.shape)
        found = numbers(self.forward(x)[0])
        if found is None:
            raise Theirs("it returns no array of numbers")
        return found

    def judge(self) -> Verdict:
        """Forward, its limits, then the derivative."""
        try:
            y = self.value(self.x.copy())
        except (TypeError, ValueError) as error:
            try:
                self.scalar = True
                y = self.value(self.x)
                self.assumed.append("it takes one number at a time")
            except Exception:  # noqa: BLE001 - said as theirs
                raise Theirs(f"{type(error).__name__}: {error}") from error
        side = self.side_effects()
        if side:
            return side
        chosen = self.version(y)
        if isinstance(chosen, Verdict):
            return chosen
        limit = self.limits(chosen)
        if limit:
            return limit
        return self.backward(chosen) or verdict.right(
            self.concept, [chosen.says, *self.notes], assumed=self.assumed
        )

    def wrong(self, cause: str, fix: str, *evidence: str) -> Verdict:
        """A verdict that it is wrong."""
        return verdict.wrong(
            self.concept, cause, fix, evidence=list(evidence), assumed=self.assumed
        )

    def side_effects(self) -> Verdict | None:
        """The input changed in place, or the dtype narrowed."""
        if self.scalar:
            return None
        given = self.x.copy()
        y = np.asarray(self.forward(given)[0])
        if not np.array_equal(given, self.x):
            return self.wrong(
                "the input is changed in place: the caller's array is modified (mutated)",
                "work on a copy",
            )
        if y.dtype in (np.float32, np.float16):
            return self.wrong(
                f"the dtype is narrowed: float64 comes in, {y.dtype} comes out (precision is lost)",
                "keep the input's dtype",
            )
        if y.dtype.kind in "iub" and self.concept != "linear":
            return self.wrong(f"the dtype is {y.dtype}: the values are truncated", "keep floats")
        return None

    def version(self, y: Array) -> Version | Verdict:
        """The form that the code has; else what is wrong with the output."""
        hint = layout_hint(self.subject.text)
        all_versions = list(versions(self.concept, self.forward_values))
        softmax = self.concept in ("softmax", "log_softmax")
        if softmax and not self.scalar and hint == "":
            alone = self.one_vector()
            if alone is not None:
                return alone
        for v in all_versions:
            if residual(y, v.f(self.x)) <= NEAR:
                if "axis 0" in v.says and hint == "rows":
                    return self.wrong(
                        "wrong axis: it normalizes over the samples (axis 0) instead of the "
                        "classes (the last axis)",
                        "use axis=-1 with keepdims",
                    )
                return v
        if softmax:
            return self.softmax_fault(y, hint)
        return self.forward_fault(y, all_versions[0])

    def forward_values(self, x: Array) -> Any:
        """y, or None where it raises."""
        try:
            return self.value(x)
        except Exception:  # noqa: BLE001 - only a probe
            return None

    def one_vector(self) -> Version | None:
        """A softmax of one vector: normalizes over everything, right for one sample."""
        whole = self.forward_values(self.x.copy())
        row = self.forward_values(self.x[0].copy())
        f = scratch.get(self.concept)
        if whole is None and row is not None and residual(row, f(self.x[0])) <= NEAR:
            self.x, self.dy = self.x[:1], self.dy[:1]
        if whole is not None and row is not None:
            e = np.exp(self.x)
            p = e / e.sum() if self.concept == "softmax" else np.log(e / e.sum())
            if residual(whole, p) <= NEAR and residual(row, f(self.x[0])) <= NEAR:
                batch = re.search(r"axis|keepdims|row|batch|samples", self.subject.own_text)
                if not batch:
                    self.x, self.dy = self.x[0], self.dy[0]
                    return Version(
                        "one vector at a time (it normalizes over all that it is given)",
                        lambda x: f(x),
                        lambda dy, x: f.backward(dy, x, f(x)),
                    )
        return None

    def softmax_fault(self, y: Array, hint: str) -> Verdict:
        """What is wrong with a softmax's output."""
        x, log = self.x, self.concept == "log_softmax"
        e, shifted = np.exp(x), np.exp(x - x.max(-1, keepdims=True))
        p = e / e.sum(-1, keepdims=True)
        options = {
            "wrong axis: it divides by the sum of the whole array (the whole batch is normalized "
            "together), not of each row": e / e.sum(),
            "wrong axis: it normalizes over the samples (axis 0) instead of the classes": e
            / e.sum(0),
            "it is not normalized: the division by the sum is missing": e,
            (
                "it is not normalized: the division by the sum is missing (shifted exponentials)"
            ): shifted,
            "the exponential is missing": x / x.sum(-1, keepdims=True),
            "softmax is applied twice (double softmax)": np.exp(p)
            / np.exp(p).sum(-1, keepdims=True),
            "each element goes through the sigmoid, not the softmax": sigmoid(x),
            "wrong base: powers of two instead of e": 2**x / (2**x).sum(-1, keepdims=True),
            "wrong sign: the exponents are negated": np.exp(-x) / np.exp(-x).sum(-1, keepdims=True),
            (
                "the maximum is subtracted in the numerator only (the sum is of other exponentials)"
            ): shifted / e.sum(-1, keepdims=True),
            "the maximum is subtracted in the denominator only": e / shifted.sum(-1, keepdims=True),
            "the mean is taken instead of the sum (a factor)": e / e.mean(-1, keepdims=True),
            "the logarithm is missing: it is the softmax itself"
            if log
            else "it is the log-softmax: a logarithm too much": p if log else np.log(p),
        }
        for cause, value in options.items():
            found = np.log(value) if log and "logarithm" not in cause else value
            with np.errstate(all="ignore"):
                if residual(y, found) <= NEAR:
                    return self.wrong(cause, "e^x / Σ e^x along the last axis, with keepdims=True")
        expected = scratch.get(self.concept)(x)
        return self.wrong(
            "the output is wrong, it is not the softmax along the last axis (axis, normalization?)",
            "e^x / Σ e^x",
            worst(y, expected),
        )

    def forward_fault(self, y: Array, v: Version) -> Verdict:
        """What is wrong with the output of an elementwise function."""
        x, expected = self.x, v.f(self.x)
        if fitted(y, x.shape) is None:
            return self.wrong("the output has not the input's shape", "apply it to each element")
        y = y.reshape(x.shape)
        for other in scratch.ACTIVATIONS:
            if (
                other not in (self.concept, "softmax", "log_softmax", "linear")
                and residual(y, scratch.get(other)(x)) <= NEAR
            ):
                return self.wrong(f"it is {other}, not {self.concept}", f"use {v.f}")
        if (leak := self.leak(y, expected)) is not None:
            return leak
        ratio = y / np.where(expected == 0, 1, expected)
        up, down = ratio[x > 0], ratio[(x < 0) & (expected != 0)]
        if up.size and np.ptp(up) < 1e-9 and (not down.size or np.ptp(down) < 1e-9):
            a, b = float(up[0]), float(down[0]) if down.size else 1.0
            if abs(a * b - 1) < 1e-9 and abs(a - 1) > 1e-9 and self.concept == "leaky_relu":
                return self.wrong(
                    "the branches are swapped: the slope is applied to the positive side",
                    "x where x > 0, else slope x",
                )
            if abs(a - b) < 1e-9:
                sign = "wrong sign: " if a < 0 else ""
                return self.wrong(
                    f"{sign}wrong factor (scale constant): the output is {a:.6g} times "
                    "what it should be",
                    "check the constant",
                )
            side, k = ("negative", b) if abs(b - 1) > 1e-9 else ("positive", a)
            return self.wrong(
                f"wrong scale factor on the {side} side (branch): the output is {k:.6g} times "
                "what it should be there, a constant is missing or wrong",
                "check the constant",
            )
        if self.concept == "gelu":
            with np.errstate(all="ignore"):
                inner = np.arctanh(2 * y / x - 1)
            good = np.isfinite(inner) & (np.abs(inner) < 8)
            if good.sum() > 3:
                u = x[good]
                fit, *_ = np.linalg.lstsq(np.stack([u, u**3], 1), inner[good], rcond=None)
                if np.max(np.abs(fit[0] * u + fit[1] * u**3 - inner[good])) < 1e-6:
                    return self.wrong(
                        f"wrong constant (tanh approximation): tanh({fit[0]:.6g} (x + "
                        f"{fit[1] / fit[0]:.6g} x³)) instead of √(2/π) = 0.797885 as the scale and "
                        "0.044715 as the coefficient of the cubic",
                        "tanh(√(2/π) (x + 0.044715 x³))",
                    )
        sides = [
            s
            for s, m in (("negative", x < 0), ("positive", x > 0))
            if not np.allclose(y[m], expected[m], rtol=1e-9)
        ]
        where = sides[0] if len(sides) == 1 else ""
        side = f" on the {where} side (that branch: a scale, constant or sign)" if where else ""
        constant = y - expected
        if np.ptp(constant) < 1e-9:
            side = f": off by the constant {constant.flat[0]:.6g} (an offset)"
        found = self.wrong(
            f"the output is wrong{side}"
            + (", and none of the known mistakes explains it" if not side else ""),
            "compare it with the equation",
            worst(y, expected),
        )
        return self.smallest(found, int(np.argmax(np.abs(y - expected))), expected)

    def leak(self, y: Array, expected: Array) -> Verdict | None:
        """What comes through on the negative side where 0 is expected, all else being right."""
        cut = (expected == 0) & (self.x < 0)
        if not cut.any() or residual(y[~cut], expected[~cut]) > NEAR or not y[cut].any():
            return None
        slope = y[cut] / self.x[cut]
        what = "the negative side is not cut off (missing branch, threshold or maximum with 0)"
        if np.ptp(slope) < 1e-9:
            form = {-1.0: "|x|, the absolute value", 1.0: "x itself, the identity"}
            k = round(float(slope[0]), 9)
            what += f": it is {form.get(k, f'{k:.6g} x')} there, where 0 is expected"
        return self.wrong(what, "np.maximum(x, 0)", worst(y, expected))

    def smallest(self, found: Verdict, at: int, expected: Array) -> Verdict:
        """Call it with the one number at which it is worst, which a script then repeats."""
        x, right = float(self.x.flat[at]), float(expected.flat[at])
        with contextlib.suppress(Exception):
            self.value(np.array([[x]]))
            found.evidence.append(f"smallest failing input: {x:.6g}, where {right:.6g} is expected")
        found.ruled_out = [f"another activation ({', '.join(scratch.ACTIVATIONS)})"]
        found.ruled_out += ["a factor", "a constant added", "exchanged branches"]
        return found

    def limits(self, v: Version) -> Verdict | None:
        """Large inputs: the result must be finite and right; a warning on the way is none."""
        softmax = self.concept in ("softmax", "log_softmax")
        for size in LARGE:
            if softmax:
                x = np.array([[size, 0.0, -size], [0.0, size, size], [size, size, -size]])
                x = np.vstack([x, x]) if size != 710.0 else x * 0 - 1000.0
                x = x.T.copy() if "axis 0" in v.says else x
                x = x[0] if self.x.ndim == 1 else x
            else:
                x = np.array([[size, -size]])
            try:
                y = self.value(x.copy())
            except OverflowError:
                return self.wrong(
                    f"overflow for large inputs: it raises at {size:g}",
                    "use a form in which no exponent is positive",
                )
            except Exception:  # noqa: BLE001 - another shape than before
                return None
            expected = v.f(x)
            if not np.all(np.isfinite(y)):
                what = "NaN" if np.isnan(y).any() else "inf"
                return self.wrong(
                    f"overflow for large inputs: {what} at {size:g} (an exponential overflows, "
                    f"or a "
                    f"logarithm is "
                    "taken of an underflowed zero; not numerically stable)",
                    "subtract the maximum first"
                    if softmax
                    else "use a form in which no exponent is positive",
                    f"smallest failing input tried: {size:g}",
                )
            if residual(y, expected) > 1e-6:
                return self.wrong(
                    f"the output is wrong for large inputs ({size:g}): saturated or cut off",
                    "do not clip",
                    worst(y, expected),
                )
        return None

    def backward(self, v: Version) -> Verdict | None:
        """Judge the derivative, in whichever form it is given."""
        found = list(self.gradients(v))
        if not found:
            return None
        x, dy = self.x, self.dy
        expected = v.back(dy, x)
        for says, dx in found:
            if residual(dx, expected) <= NEAR:
                if says:
                    self.notes.append(says)
                return self.stale(v) or self.steep(v, says)
        return self.derivative_fault(v, found, expected)

    def gradients(self, v: Version) -> Iterator[tuple[str, Any]]:
        """(words, dL/dx) in every way in which the derivative may be meant."""
        x, dy = self.x.copy(), self.dy.copy()
        if self.scalar:
            d = self.subject.backward
            if d is None:
                return
            a = v.f(x)
            for says, arg in (("", x), ("the derivative takes the activation", a)):
                values = [float(quietly(d, float(u))) for u in arg.ravel()]
                yield says, dy * np.array(values).reshape(x.shape)
            return
        if self.flag:
            for says, arg in (("", x), ("the derivative takes the activation", v.f(x))):
                yield says, self.times(quietly(self.subject.forward, arg, **{self.flag: True}), dy)
            return
        d = self.subject.backward
        if d is None and not self.subject.is_function:
            d = method(self.obj, BACKWARD)
        if d is None:
            return
        a, cache = self.forward(x.copy())
        a = v.f(x) if a is None else np.asarray(a)
        needed = [p for p in parameters(d) if p.default is p.empty]
        given = {"z": x, "a": a, "dy": dy, "cache": cache if cache is not None else x}
        one = [
            ("", (dy,), False),
            ("", (x,), True),
            ("the derivative takes the activation", (a,), True),
        ]
        if self.subject.is_function or (
            needed and plain(needed[0].name) in ("x", "z", "a", "s", "output")
        ):
            one = [*one[1:], one[0]]
        if self.subject.is_function and len(needed) == 1:
            one = one[:2]
        two = [
            ("", ("dy", "cache")),
            ("", ("dy", "z")),
            ("", ("z", "dy")),
            ("the derivative takes the activation", ("dy", "a")),
            ("the derivative takes the activation", ("a", "dy")),
        ]
        calls: list[tuple[str, tuple[Any, ...], bool]] = (
            one
            if len(needed) == 1
            else [(s, tuple(given[n] for n in names), False) for s, names in two]
            if len(needed) == 2
            else [("", (), True)]
            if not needed
            else []
        )
        for says, args, local in calls:
            try:
                self.forward(x.copy())
                out = quietly(d, *[np.copy(g) if isinstance(g, np.ndarray) else g for g in args])
            except Exception:  # noqa: BLE001, S112 - this way does not fit
                continue
            if out is None and hasattr(self.obj, "__dict__"):
                out = next(
                    (
                        w
                        for k, w in vars(self.obj).items()
                        if plain(k) in ("dinputs", "dx", "dinput", "grad", "dz")
                    ),
                    None,
                )
            if isinstance(out, tuple):
                out = out[0]
            if out is not None:
                yield says, self.times(out, dy) if local else out

    def times(self, d: Any, dy: Array) -> Any:
        """dL/dx from a derivative, which may be a Jacobian."""
        array = numbers(d)
        if array is None:
            return None
        k = dy.shape[-1]
        if self.concept in ("softmax", "log_softmax"):
            if array.shape == (*dy.shape, k):
                return np.einsum("...ij,...i->...j", array, dy)
            if dy.ndim == 1 and array.shape == (k, k):
                return array.T @ dy
        return array.reshape(dy.shape) * dy if array.size == dy.size else array

    def derivative_fault(
        self, v: Version, found: list[tuple[str, Any]], expected: Array
    ) -> Verdict:
        """What is wrong with the derivative."""
        x, dy, a = self.x, self.dy, v.f(self.x)
        evidence = worst(found[0][1], expected)
        if self.concept in ("softmax", "log_softmax"):
            p = np.exp(a) if self.concept == "log_softmax" else a
            options = {
                "missing cross terms: only the diagonal of the Jacobian is used (p (1 - p)), the "
                "off-diagonal terms and their sum are left out": dy * p * (1 - p),
                "the derivative is missing: the gradient is passed on as it is": dy,
                "the sum is missing in the Jacobian: a cross term is left out (derivative)": dy
                - p * dy,
                "the term Σ dy p is missing: cross terms of the Jacobian (derivative)": dy * p,
            }
        else:
            z = x
            ones = np.ones_like(x)
            slope = {k: CURVES[k][1] for k in ("sigmoid", "tanh")}.get(self.concept)
            own = v.back(ones, x)
            options = {
                "the derivative is missing: the gradient is passed on as it is": dy,
                "wrong derivative: it returns the activation itself": dy * a,
                "wrong derivative: it returns the input itself": dy * np.where(x > 0, x, 0),
                "wrong derivative: that of f(a), the formula for z applied to the activation": dy
                * v.back(ones, a),
                "wrong derivative: the square is missing": dy * (1 - a),
                "wrong derivative: the square of the activation alone, 1 - a² reversed": dy * a * a,
                "wrong derivative: zero on the negative side: the slope (leak) is missing there": dy
                * (x > 0),
                (
                    "wrong derivative: on the negative side it returns the activation, alpha "
                    "is not "
                    "added"
                ): dy * np.where(x > 0, 1, a),
                (
                    "wrong derivative: a constant alpha on the negative side, the exponential is "
                    "missing"
                ): dy * np.where(x > 0, 1, 1.0),
                "wrong derivative: the second term of the product rule is missing": dy * sigmoid(x),
                "wrong derivative: the first term of the product rule is missing": dy
                * x
                * sigmoid(x)
                * (1 - sigmoid(x)),
                "wrong derivative: the factor 1 - σ(x) of the second term is missing": dy
                * sigmoid(x)
                * (1 + x),
                "wrong derivative: that of the sigmoid": dy * sigmoid(x) * (1 - sigmoid(x)),
                "wrong derivative: the activation's derivative is squared": dy * own**2,
                "wrong derivative: branches swapped (positive and negative side)": dy
                * v.back(ones, -x),
                "wrong derivative: the mask is of dy, not of the input": dy * (dy > 0),
            }
            if slope is not None:
                options = {
                    "wrong derivative: the formula for the activation a is applied to z, the "
                    "pre-activation (the input), instead of a": dy * slope(z, z),
                    **options,
                }
            if self.concept == "gelu":
                from scratch.special import erf

                cdf = 0.5 * (1 + erf(x / np.sqrt(2)))
                options[
                    "wrong derivative: the second term x φ(x) of the product rule is missing"
                ] = dy * cdf
        for cause, value in options.items():
            for _, dx in found:
                if residual(dx, value) <= NEAR:
                    return self.wrong(cause, "dL/dx = dL/dy f'(x)", evidence)
        for _, dx in found:
            array = numbers(dx)
            change = transformed(
                "input",
                array,
                expected,
                [],
                {3.0: "the number of classes", 1 / 4: "1/N, the batch size"},
            )
            if change:
                return self.wrong(f"wrong derivative: {change.says}", change.fix, evidence)
        if self.is_class_or_made() and self.right_when_fresh(v):
            return self.out_of_date()
        side = self.side(found[0][1], expected)
        unknown = self.wrong(
            f"the derivative is wrong{side}, and none of the known mistakes explains it",
            "compare it with the equation of f'",
            evidence,
        )
        unknown.ruled_out = [*options, "a factor, a transpose, state of an earlier call"]
        return unknown

    def stale(self, v: Version) -> Verdict | None:
        """A second call: nothing of the first may be left."""
        if self.subject.is_function:
            return None
        if self.is_class_or_made():
            self.obj = self.build()
        self.forward(-self.x - 0.4)
        found = list(self.gradients(v))
        expected = v.back(self.dy, self.x)
        if any(residual(dx, expected) <= NEAR for _, dx in found):
            return None
        return self.out_of_date()

    def is_class_or_made(self) -> bool:
        """Whether another instance can be had."""
        return self.subject.is_class or self.subject.make is not None

    def right_when_fresh(self, v: Version) -> bool:
        """Whether a new instance gives the right derivative at its first call."""
        self.obj = self.build()
        expected = v.back(self.dy, self.x)
        return any(residual(dx, expected) <= NEAR for _, dx in self.gradients(v))

    def side(self, dx: Any, expected: Array) -> str:
        """On which side of zero the derivative is wrong, where it is one only."""
        got = fitted(dx, expected.shape)
        if got is None or self.concept in ("softmax", "log_softmax"):
            return ""
        bad = np.abs(got - expected) > NEAR
        sides = [s for s, m in (("negative", self.x < 0), ("positive", self.x > 0)) if bad[m].any()]
        return f" on the {sides[0]} side (that branch)" if len(sides) == 1 else ""

    def out_of_date(self) -> Verdict:
        """The verdict on what is kept from an earlier call."""
        return self.wrong(
            "state of an earlier call is used: what forward keeps on the first call is stale "
            "in the next (a cache shared between calls)",
            "keep it anew in every forward pass",
        )

    def steep(self, v: Version, says: str) -> Verdict | None:
        """The derivative of large inputs must be finite."""
        if (
            "takes the activation" in says
            or self.concept in ("softmax", "log_softmax")
            or self.scalar
        ):
            return None
        kept = self.x, self.dy
        self.x, self.dy = np.array([[1000.0, -1000.0]]), np.ones((1, 2))
        try:
            bad = [np.isnan(numbers(dx)).any() for _, dx in list(self.gradients(v))[:1]]  # type: ignore[arg-type]
        except Exception:  # noqa: BLE001 - another shape
            bad = []
        finally:
            self.x, self.dy = kept
        if any(bad):
            return self.wrong(
                "overflow for large inputs: the derivative is NaN at 1000", "use a stable form"
            )
        return None
