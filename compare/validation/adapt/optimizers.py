"""Optimizers: classes with step or update, and functions that keep a config."""

import contextlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.calling import NotMet, method, parameters, quietly
from compare.validation.choice import Choice, subsets
from compare.validation.measure import residual
from compare.validation.models.optimizers import CHOICES, EPSILONS, walk
from compare.validation.names import plain
from compare.validation.subject import Subject, Theirs
from compare.validation.verdict import Verdict

METHODS = (
    "step",
    "update",
    "apply_gradients",
    "update_params",
    "update_parameters",
    "apply",
    "optimize",
    "__call__",
    "update_weights",
    "apply_grads",
    "minimize",
    "get_update",
    "compute_update",
    "update_param",
    "fit_step",
)
WORDS: Mapping[str, tuple[str, ...]] = {
    "learning_rate": ("lr", "learningrate", "alpha", "eta", "stepsize", "learnrate", "rate"),
    "momentum": ("momentum", "mu", "beta", "gamma", "mom", "rho"),
    "beta1": ("beta1", "b1", "betaone", "beta_1"),
    "beta2": ("beta2", "b2", "betatwo"),
    "betas": ("betas",),
    "rho": ("rho", "decayrate", "decay", "beta", "gamma", "alpha", "beta2", "b", "r"),
    "epsilon": ("eps", "epsilon", "e", "smalleps", "tiny"),
    "weight_decay": (
        "weightdecay",
        "wd",
        "l2",
        "lam",
        "lambda",
        "decay",
        "lambd",
        "regularization",
        "lmbda",
        "weightdecayrate",
    ),
    "nesterov": ("nesterov",),
    "initial": ("initialaccumulatorvalue", "initialaccumulator"),
}
PARAMS = (
    "params",
    "parameters",
    "weights",
    "w",
    "theta",
    "x",
    "param",
    "p",
    "thetas",
    "vars",
    "variables",
    "value",
    "weight",
    "wts",
    "parametersdict",
    "ws",
    "var",
    "wt",
)
GRADS = (
    "grads",
    "grad",
    "gradients",
    "dw",
    "gradient",
    "g",
    "dtheta",
    "dx",
    "gradwrtw",
    "gradw",
    "dparams",
    "dws",
    "gs",
    "gradwrttheta",
    "dwt",
)
NEEDED = {
    "sgd": ("momentum",),
    "adagrad": (),
    "rmsprop": ("rho", "momentum"),
    "adam": ("beta1", "beta2"),
    "adamw": ("beta1", "beta2", "weight_decay"),
}
DEFAULTS = {
    "learning_rate": 0.01,
    "momentum": 0.0,
    "beta1": 0.9,
    "beta2": 0.999,
    "rho": 0.9,
    "epsilon": 1e-8,
    "weight_decay": 0.0,
    "initial": 0.0,
}


def judge(subject: Subject, concept: str) -> Verdict | None:
    """The verdict on an optimizer."""
    return Optimizer(subject, concept).judge() if concept in CHOICES else None


@dataclass
class Run:
    """The walk of the user's parameters."""

    rows: list[np.ndarray]
    mutated: bool
    hyper: dict[str, Any]
    says: str
    dtype: str = "float64"
    again: Callable[[], Any] = lambda: None


class Optimizer:
    """One optimizer that is judged."""

    def __init__(self, subject: Subject, concept: str) -> None:
        self.subject, self.concept = subject, concept
        rng = np.random.default_rng(subject.seed)
        self.steps = 6
        self.shapes = [(3, 2), (3, 2)]
        self.start = [rng.standard_normal(s) for s in self.shapes]
        self.gradients = [
            [rng.standard_normal(s) * 10.0 ** rng.integers(-5, 1, s) for s in self.shapes]
            for _ in range(self.steps)
        ]
        self.assumed: list[str] = []

    def words(self, role: str) -> tuple[str, ...]:
        """The names of a hyper-parameter, where this concept has it."""
        return WORDS[role]

    def role_of(self, name: str) -> str | None:
        """The hyper-parameter that a name means here."""
        word = plain(name)
        order = ["learning_rate", "epsilon", "betas", "beta1", "beta2", "nesterov", "initial"]
        order += {"sgd": ["momentum"], "rmsprop": ["rho", "momentum"]}.get(self.concept, [])
        order += ["weight_decay"]
        if self.concept == "rmsprop":
            order.remove("beta1")
            order.remove("beta2")
            order.remove("betas")
            order = (
                ["rho", *order]
                if word not in WORDS["learning_rate"] and word not in ("momentum", "mu")
                else ["learning_rate", "momentum"]
            )
        if self.concept == "sgd":
            order = [r for r in order if r not in ("beta1", "beta2", "betas")]
            if word in ("decay", "rho"):
                return "weight_decay" if word == "decay" else "momentum"
        return next((r for r in order if word in WORDS[r]), None)

    def build(self, params: Any = None) -> Any:
        """The instance, with its own defaults where it has them."""
        if self.subject.make is not None:
            return self.subject.make()
        arguments: dict[str, Any] = {}
        for p in parameters(self.subject.forward):
            role = self.role_of(p.name)
            if p.default is not p.empty:
                if role == "learning_rate":
                    arguments[p.name] = 0.05
                continue
            if role == "betas":
                arguments[p.name] = (0.9, 0.999)
            elif role:
                arguments[p.name] = {
                    "learning_rate": 0.05,
                    "momentum": 0.9,
                    "weight_decay": 0.1,
                }.get(role, DEFAULTS.get(role))
            elif plain(p.name) in PARAMS and params is not None:
                arguments[p.name] = params
            elif plain(p.name) in ("shape", "size"):
                arguments[p.name] = self.shapes[0]
            else:
                raise NotMet(f"the parameter {p.name!r} of {self.subject.name}")
        return quietly(self.subject.forward, **arguments)

    def hyper(
        self, obj: Any, function: Any, config: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The values that the code uses: attributes, defaults, its config."""
        found = dict(DEFAULTS)
        if self.concept == "rmsprop":
            found["momentum"] = 0.0
        sources: list[Mapping[str, Any]] = []
        sources += [
            {p.name: p.default for p in parameters(f) if p.default is not p.empty}
            for f in (function, self.subject.forward)
            if callable(f)
        ]
        sources.append(getattr(obj, "__dict__", {}))
        for outer in list(sources):
            sources += [
                v
                for v in outer.values()
                if isinstance(v, dict) and v and all(isinstance(k, str) for k in v)
            ]
        sources.append(config or {})
        for source in sources:
            for name, value in source.items():
                role = self.role_of(name)
                if role == "betas" and isinstance(value, (tuple, list)):
                    found["beta1"], found["beta2"] = value
                elif role and isinstance(value, (int, float)) and not isinstance(value, bool):
                    found[role] = float(value)
                elif role == "nesterov" and isinstance(value, bool):
                    found["nesterov"] = value
        return found

    def protocols(self) -> Iterator[tuple[str, Callable[[], Run]]]:
        """The ways in which parameters and gradients may be handed over."""
        if self.subject.is_function:
            yield "one array at a time", self.function_arrays
            for kind in ("dict", "list", "d dict"):
                yield f"a {kind} of arrays", partial(self.function_collection, kind)
            return
        for kind, words in (
            ("dict", "dicts of arrays"),
            ("list", "lists of arrays"),
            ("layer", "a layer object"),
            ("d dict", "dicts of arrays, the gradients called dW1, db1"),
        ):
            yield (
                words,
                partial(self.collection, kind),
            )
        yield "one array at a time", self.arrays
        yield "one array with a key", partial(self.arrays, True)
        yield "pairs of gradients and parameters", partial(self.collection, "pairs")
        yield "parameter objects", partial(self.collection, "objects")

    def packed(self, kind: str, arrays: list[np.ndarray], mark: str = "") -> Any:
        """Arrays as a dict or list; `mark` is put before the names where the kind wants it."""
        if kind == "d dict":
            return {f"{mark}{name}": a for name, a in zip(("W1", "b1"), arrays)}
        return (
            {f"W{k}" if k else "W": a for k, a in enumerate(arrays)}
            if kind == "dict"
            else list(arrays)
        )

    @staticmethod
    def unpacked(value: Any) -> list[np.ndarray]:
        """Arrays of a dict or list."""
        return [np.asarray(a) for a in (value.values() if isinstance(value, dict) else value)]

    def collection(self, kind: str) -> Run:
        """step(params, grads) for all parameters at once."""
        w = [s.copy() for s in self.start]
        holder = self.packed(kind, w)
        layer = SimpleNamespace()
        first = w
        objects = [SimpleNamespace(value=a, data=a, grad=None) for a in first]
        wants = (
            [
                p
                for p in parameters(self.subject.forward)
                if p.default is p.empty and plain(p.name) in PARAMS
            ]
            if self.subject.is_class
            else []
        )
        obj = self.build(objects if kind == "objects" else holder)
        f = method(obj, METHODS)
        if f is None:
            raise NotMet(f"a method of {self.subject.name} that updates")
        rows, mutated = [], False
        for t, gs in enumerate(self.gradients, 1):
            given = [g.copy() for g in gs]
            grads = self.packed(kind, given, "d")
            if kind == "objects":
                for o, g in zip(objects, given):
                    o.grad = g
                if [p for p in parameters(f) if p.default is p.empty]:
                    raise NotMet("arguments of step")
                quietly(f)
                # Updated in place, or the one that the user's code knows is another array now.
                w = [
                    np.asarray(next((v for v in (o.value, o.data) if v is not a), a))
                    for o, a in zip(objects, first)
                ]
            elif kind == "layer":
                w = self.layer_step(obj, f, layer, w, given)
            elif kind == "pairs":
                needed = [p for p in parameters(f) if p.default is p.empty]
                if len(needed) != 1 or "grads" not in plain(needed[0].name):
                    raise NotMet("pairs")
                quietly(f, list(zip(given, w)))
            elif wants:
                out = quietly(f, **self.named(f, {"grads": grads, "t": t}))
                w = self.unpacked(out if self.like(out, holder) else holder)
            else:
                out = quietly(f, **self.named(f, {"params": holder, "grads": grads, "t": t}))
                out = out[0] if isinstance(out, tuple) and self.like(out[0], holder) else out
                if self.like(out, holder):
                    holder = out
                w = self.unpacked(holder)
            mutated |= not all(np.array_equal(a, b) for a, b in zip(given, gs))
            rows.append(np.concatenate([a.ravel() for a in w]))
        return Run(rows, mutated, self.hyper(obj, f), "", str(w[0].dtype))

    @staticmethod
    def like(out: Any, holder: Any) -> bool:
        """Whether what was returned are the parameters."""
        if isinstance(out, dict):
            return isinstance(holder, dict) and set(out) == set(holder)
        return (
            isinstance(out, (list, tuple))
            and not isinstance(holder, dict)
            and len(out) == len(holder)
            and all(np.shape(a) == np.shape(b) for a, b in zip(out, holder))
        )

    def layer_step(
        self, obj: Any, f: Any, layer: Any, w: list[np.ndarray], g: list[np.ndarray]
    ) -> list[np.ndarray]:
        """update_params(layer), with weights, biases, dweights, dbiases."""
        needed = [p for p in parameters(f) if p.default is p.empty]
        if len(needed) != 1 or plain(needed[0].name) not in (
            "layer",
            "l",
            "model",
            "net",
            "network",
        ):
            raise NotMet("a layer")
        if not vars(layer):
            for name in ("weights", "W", "w"):
                setattr(layer, name, w[0])
            for name in ("biases", "b", "bias"):
                setattr(layer, name, w[1])
            layer.params, layer.grads = {"W": w[0], "b": w[1]}, {}
        for name in ("dweights", "dW", "dw", "grad_W", "weights_grad"):
            setattr(layer, name, g[0])
        for name in ("dbiases", "db", "grad_b", "bias_grad"):
            setattr(layer, name, g[1])
        layer.grads.update(W=g[0], b=g[1], dW=g[0], db=g[1])
        before = getattr(obj, "pre_update_params", None)
        if before:
            before()
        quietly(f, layer)
        after = getattr(obj, "post_update_params", None)
        if after:
            after()
        news = []
        for old, names in ((w[0], ("weights", "W", "w")), (w[1], ("biases", "b", "bias"))):
            moved = [getattr(layer, n) for n in names if getattr(layer, n) is not old] + [
                v for k, v in layer.params.items() if k in names and v is not old
            ]
            new = moved[0] if moved else old
            news.append(new)
            for n in names:
                setattr(layer, n, new)
        return news

    def named(self, f: Any, roles: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments by the names of the parameters, else in order."""
        words = {
            "params": PARAMS,
            "grads": GRADS,
            "t": ("t", "step", "iteration", "epoch", "i", "it", "timestep", "iter"),
            "key": ("key", "name", "layername", "id", "paramname", "param_id"),
        }
        arguments: dict[str, Any] = {}
        unknown = []
        for p in parameters(f):
            role = next(
                (r for r in roles if plain(p.name) in words[r] and r not in arguments), None
            )
            if role and (p.default is p.empty or role == "t"):
                arguments[p.name] = roles[role]
            elif p.default is p.empty:
                if self.role_of(p.name) and not role:
                    arguments[p.name] = self.required(self.role_of(p.name) or "")
                else:
                    unknown.append(p.name)
        free = [r for r in roles if not any(roles[r] is v for v in arguments.values()) and r != "t"]
        for name in unknown:
            if not free:
                raise NotMet(f"the parameter {name!r} of the update")
            arguments[name] = roles[free.pop(0)]
        if any(r in ("params", "grads") for r in free):
            raise NotMet("parameters and gradients")
        return arguments

    def arrays(self, keyed: bool = False) -> Run:
        """update(w, grad_w), an instance for each array; or one instance with keys."""
        w = [s.copy() for s in self.start]
        objs = [self.build(a) for a in w]
        if keyed:
            objs = [objs[0]] * len(w)
        fs = [f for o in objs if (f := method(o, METHODS)) is not None]
        if not fs:
            raise NotMet(f"a method of {self.subject.name} that updates")
        rows, mutated = [], False
        for t, gs in enumerate(self.gradients, 1):
            given = [g.copy() for g in gs]
            for k, f in enumerate(fs):
                roles = {"params": w[k], "grads": given[k], "t": t}
                if keyed:
                    roles["key"] = f"W{k}"
                out = quietly(f, **self.named(f, roles))
                out = out[0] if isinstance(out, tuple) else out
                if isinstance(out, np.ndarray) and out.shape == w[k].shape:
                    w[k] = out
            mutated |= not all(np.array_equal(a, b) for a, b in zip(given, gs))
            rows.append(np.concatenate([a.ravel() for a in w]))
        return Run(rows, mutated, self.hyper(objs[0], fs[0]), "", str(w[0].dtype))

    def function_arrays(self) -> Run:
        """f(w, dw, config) -> w, config; or f(w, dw, v, ...) -> w, v."""
        f = self.subject.forward
        return self.function_run(f, [[k] for k in range(len(self.start))], None)

    def function_collection(self, kind: str) -> Run:
        """f(params, grads, ...) for all parameters at once."""
        return self.function_run(self.subject.forward, [list(range(len(self.start)))], kind)

    def function_run(self, f: Any, groups: list[list[int]], kind: str | None) -> Run:
        """Call a function again and again, giving back what it has returned of its state."""
        w = [s.copy() for s in self.start]
        states: list[dict[str, Any]] = [{} for _ in groups]
        rows, mutated, config = [], False, None
        for t, gs in enumerate(self.gradients, 1):
            given = [g.copy() for g in gs]
            for n, group in enumerate(groups):
                here = [w[k] for k in group]
                grads = [given[k] for k in group]
                p = here[0] if kind is None else self.packed(kind, here)
                g = grads[0] if kind is None else self.packed(kind, grads, "d")
                arguments = self.function_arguments(f, p, g, t, states[n], kind)
                out = quietly(f, **arguments)
                returned = list(out) if isinstance(out, tuple) else [out]
                new = returned[0] if returned[0] is not None else p
                if isinstance(new, (list, dict)) and kind is None:
                    raise NotMet("one array")
                values = [np.asarray(new)] if kind is None else self.unpacked(new)
                for k, v in zip(group, values):
                    if v.shape != w[k].shape:
                        raise NotMet("the new parameters")
                    w[k] = v
                extra = [p_.name for p_ in parameters(f) if p_.name in self.state_names(f)]
                for name, value in zip(extra, returned[1:]):
                    states[n][name] = value
                configs = [v for v in returned[1:] if isinstance(v, dict)]
                if configs and extra and len(extra) == 1:
                    config = configs[0]
                for name in extra:
                    if (
                        name not in states[n]
                        and name in arguments
                        and isinstance(arguments[name], (dict, np.ndarray))
                    ):
                        states[n][name] = arguments[name]
            mutated |= not all(np.array_equal(a, b) for a, b in zip(given, gs))
            rows.append(np.concatenate([a.ravel() for a in w]))
        hyper = self.hyper(None, f, config)
        for p_ in parameters(f):
            role = self.role_of(p_.name)
            if role and p_.default is p_.empty:
                hyper[role] = self.required(role)
        return Run(rows, mutated, hyper, "", str(w[0].dtype))

    def required(self, role: str) -> Any:
        """A value for a hyper-parameter that has no default."""
        return {"learning_rate": 0.05, "momentum": 0.9, "weight_decay": 0.1, "rho": 0.9}.get(
            role, DEFAULTS.get(role)
        )

    def state_names(self, f: Any) -> list[str]:
        """Parameters that hold state: neither weights nor gradients nor numbers."""
        found = []
        for k, p in enumerate(parameters(f)):
            word = plain(p.name)
            if k == 0 or word in GRADS or (word in PARAMS and k == 0):
                continue
            if self.role_of(p.name) and p.name.lower() not in ("v", "m", "s", "r", "h", "config"):
                continue
            counted = word in ("t", "step", "iteration", "i", "epoch", "nesterov")
            if counted and p.default is p.empty:
                continue
            found.append(p.name)
        return found

    def function_arguments(
        self, f: Any, w: Any, g: Any, t: int, state: dict[str, Any], kind: str | None
    ) -> dict[str, Any]:
        """Weights first, gradients, then the state that was returned, then numbers."""
        arguments: dict[str, Any] = {}
        names = self.state_names(f)
        seen_w = seen_g = False
        for p in parameters(f):
            word = plain(p.name)
            if not seen_w and (word in PARAMS or not arguments):
                arguments[p.name], seen_w = w, True
            elif not seen_g and (
                word in GRADS
                or (
                    p.name in names
                    and p.default is p.empty
                    and not seen_g
                    and word not in ("config", "v", "m", "s", "cache", "velocity", "state")
                )
            ):
                arguments[p.name], seen_g = g, True
            elif p.name in state:
                arguments[p.name] = state[p.name]
            elif p.default is not p.empty:
                continue
            elif word in ("t", "step", "iteration", "i", "timestep"):
                arguments[p.name] = t
            elif self.role_of(p.name) and p.name not in names:
                arguments[p.name] = self.required(self.role_of(p.name) or "")
            elif word in ("config", "optimconfig", "hyper", "state", "hyperparams", "hparams"):
                arguments[p.name] = {}
            else:
                zero = (
                    np.zeros_like(g)
                    if isinstance(g, np.ndarray)
                    else {k: np.zeros_like(v) for k, v in g.items()}
                    if isinstance(g, dict)
                    else [np.zeros_like(v) for v in g]
                )
                arguments[p.name] = zero
        return arguments

    def judge(self) -> Verdict:
        """Every protocol that runs; the first whose walk is explained."""
        runs: list[Run] = []
        raised: list[Exception] = []
        for says, protocol in self.protocols():
            try:
                run = protocol()
                run.says, run.again = says, protocol
                runs.append(run)
            except Exception as error:  # noqa: BLE001 - another way may fit
                raised.append(error)
        moved = [
            r
            for r in runs
            if not np.array_equal(r.rows[-1], np.concatenate([s.ravel() for s in self.start]))
        ]
        if not moved:
            if runs:
                return self.wrong(
                    (
                        "the parameters do not change: nothing is updated, neither in place nor "
                        "returned"
                    ),
                    "update in place or return the new values",
                )
            real = [e for e in raised if not isinstance(e, NotMet)]
            if real:
                raise Theirs(f"{type(real[0]).__name__}: {real[0]}")
            raise raised[0]
        best: tuple[float, Run, tuple[Choice, ...], float] | None = None
        for run in moved:
            self.run = run
            for chosen, hyper in self.options(run):
                rows = self.expected(chosen, hyper)
                left = residual_of(run.rows, rows)
                if left <= 1e-9:
                    price = sum(10 if c.fault else 1 for c in chosen)
                    if best is None or price < best[0]:
                        best = (price, run, chosen, left)
                    break
            if best is not None and best[0] < 10:
                break
        return self.verdict(moved, best)

    def expected(self, chosen: tuple[Choice, ...], hyper: Mapping[str, Any]) -> list[np.ndarray]:
        """The walk of the model."""
        with np.errstate(all="ignore"):
            return walk(
                self.concept, frozenset(c.key for c in chosen), hyper, self.start, self.gradients
            )

    def options(self, run: Run) -> Iterator[tuple[tuple[Choice, ...], dict[str, Any]]]:
        """Choices with the hyper-parameters of the code; ε is also tried where it is hidden."""
        hyper = run.hyper
        choices = [
            c
            for c in CHOICES[self.concept]
            if hyper["weight_decay"] or c not in (*CHOICES["sgd"][-7:],) or "decay" not in c.key
        ]
        if not hyper["weight_decay"]:
            choices = [c for c in choices if "decay" not in c.key.split(" ")[0]]
        if self.concept == "sgd" and not hyper["momentum"]:
            choices = [c for c in choices if c.group not in ("form", "nesterov", "state")]
        if self.concept != "rmsprop" and hyper.get("nesterov"):
            choices = [c for c in choices if not c.key.startswith("nesterov") or True]
        ones = list(subsets(choices, most_faults=0, most=3))
        epsilons = (
            [hyper["epsilon"], *[e for e in EPSILONS if e != hyper["epsilon"]]]
            if self.concept != "sgd"
            else [0.0]
        )
        seen_own = any(self.role_of(n) == "epsilon" for n in self.names(run))
        for e in epsilons if not seen_own else epsilons[:1]:
            for chosen in ones:
                yield chosen, {**hyper, "epsilon": e}
        for e in epsilons if not seen_own else epsilons[:1]:
            for chosen in subsets(choices, most_faults=1, most=2):
                if any(c.fault for c in chosen):
                    yield chosen, {**hyper, "epsilon": e}
        for e in epsilons[:2]:
            for chosen in subsets(choices, most_faults=2, most=2):
                if sum(c.fault for c in chosen) == 2:
                    yield chosen, {**hyper, "epsilon": e}
        if seen_own:
            for e in epsilons[1:]:
                yield (
                    (
                        Choice(
                            "",
                            f"epsilon has the wrong value: {e:g} is used, not {hyper['epsilon']:g}",
                            "use it",
                        ),
                    ),
                    {**hyper, "epsilon": e},
                )

    def names(self, run: Run) -> list[str]:
        """The names that speak of hyper-parameters."""
        found = [p.name for p in parameters(self.subject.forward)]
        text = ""
        with contextlib.suppress(OSError, TypeError):
            text = inspect.getsource(self.subject.forward)
        return [
            *found,
            *(["eps"] if "self.eps" in text or '"eps' in text or "'eps" in text else []),
        ]

    def verdict(self, moved: list[Run], best: Any) -> Verdict:
        """The verdict of the cheapest explanation."""
        run = best[1] if best else moved[0]
        self.assumed.append(f"called with {run.says}")
        used = {
            k: v
            for k, v in run.hyper.items()
            if v
            and k
            in ("learning_rate", "momentum", "beta1", "beta2", "rho", "epsilon", "weight_decay")
            and (k in NEEDED[self.concept] or k in ("learning_rate",))
        }
        self.assumed.append(", ".join(f"{k} {v:g}" for k, v in used.items()))
        if best is None:
            return self.unexplained(moved[0])
        _, run, chosen, _ = best
        faults = [c for c in chosen if c.fault]
        says = [c.says for c in chosen if not c.fault]
        if not faults:
            looks = run.hyper.get("nesterov") is True or "nesterov" in self.subject.name.lower()
            if looks and self.concept == "sgd" and not any("nesterov" in c.key for c in chosen):
                return self.wrong(
                    (
                        "Nesterov's look-ahead is missing: it moves by the old velocity, which is "
                        "plain "
                        "momentum"
                    ),
                    "w + μ v_new - lr g, with the new velocity",
                )
            if run.mutated:
                return self.wrong(
                    (
                        "the gradients are changed in place: the caller's gradient arrays are "
                        "modified "
                        "(mutated input)"
                    ),
                    "work on a copy: g = g + λ w",
                )
            if run.dtype in ("float32", "float16"):
                return self.wrong(
                    f"the dtype is narrowed to {run.dtype} (precision is lost)", "keep the dtype"
                )
            return verdict.right(self.concept, says, assumed=self.assumed)
        base = residual_of(
            run.rows, self.expected(tuple(c for c in chosen if not c.fault), run.hyper)
        )
        return verdict.wrong(
            self.concept,
            "; ".join(c.says for c in faults),
            "; ".join(c.fix for c in faults),
            convention="; ".join(says),
            evidence=[f"the residual falls from {base:.1e} to {best[3]:.1e} if {faults[0].says}"],
            assumed=self.assumed,
        )

    def unexplained(self, run: Run) -> Verdict:
        """Nothing fits: say at which step it parts."""
        if run.mutated:
            return self.wrong(
                (
                    "the gradients are changed in place: the caller's gradient arrays are modified "
                    "(mutated input)"
                ),
                "work on a copy",
            )
        rows = self.expected((), run.hyper)
        first = next(
            (t for t, (a, b) in enumerate(zip(run.rows, rows), 1) if residual(a, b) > 1e-9), 0
        )
        start = np.concatenate([s.ravel() for s in self.start])
        moves = (run.rows[0] - start) / np.where(rows[0] == start, 1, rows[0] - start)
        if np.ptp(moves) < 1e-9 * abs(moves[0]):
            return self.wrong(
                f"wrong factor: the first step is {moves[0]:.5g} times what it should be",
                "check the learning rate",
            )
        found = self.wrong(
            "the update is wrong, and none of the known mistakes explains it",
            "compare it with the equations",
            f"it parts from the equations at step {first}",
        )
        found.ruled_out = [c.says for c in CHOICES[self.concept] if c.fault]
        # The steps up to there, once more, for the script.
        self.gradients = self.gradients[: max(first, 1)]
        with contextlib.suppress(Exception):
            run.again()
        return found

    def wrong(self, cause: str, fix: str, *evidence: str) -> Verdict:
        """A verdict that it is wrong."""
        return verdict.wrong(
            self.concept, cause, fix, evidence=list(evidence), assumed=self.assumed
        )


def residual_of(a: list[np.ndarray], b: list[np.ndarray]) -> float:
    """The greatest residual of all steps, measured against how far the weights have moved."""
    moved = [np.max(np.abs(y - b[0])) for y in b]
    scale = max(float(max(moved)), 1e-12)
    found = [float(np.max(np.abs(x - y))) / scale for x, y in zip(a, b)]
    return max(found) if np.all(np.isfinite(found)) else float("inf")
