"""What batch normalization keeps for inference: its moving averages, and their use."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.adapt.norms import VOCABULARY, small, whole
from compare.validation.adapt.observation import CONFIG, Encounter, flatten
from compare.validation.adapt.watch import first_arrays, run_forward
from compare.validation.arrays import last_name, put, walk
from compare.validation.calling import COMMON, NotMet, bind, method, parameters, quietly
from compare.validation.measure import NEAR, residual
from compare.validation.models import normalization
from compare.validation.names import FORWARD, plain
from compare.validation.subject import Subject
from compare.validation.verdict import Verdict

MOMENTUM = ("momentum", "decay", "alpha", "rho", "mom")


def after_training(subject: Subject, concept: str, found: Verdict) -> Verdict | None:
    """The moving averages and the inference pass of batch normalization."""
    if concept != "batch_normalization" or found.verdict != "right":
        return None
    layout = next(
        (n for n in ("columns", "images", "channels first") if n in " ".join(found.assumed)), "rows"
    )
    layout = (
        "columns"
        if "columns" in found.convention
        else ("channels first" if "channels first" in found.convention else layout)
    )
    try:
        return running(subject, concept, found, layout)
    except Exception as error:  # noqa: BLE001 - theirs
        found.notes.append(f"inference was not judged: {type(error).__name__}: {error}")
        return None


def running(subject: Subject, concept: str, found: Verdict, layout: str) -> Verdict | None:
    """Judge the update of the moving statistics, then the use of them."""
    n, d = 6, 4
    rng = np.random.default_rng(3)
    flat = layout in ("rows", "columns")
    x = small(rng, (n, d) if flat else (n, 2, 3, d))
    turn = {"columns": (1, 0), "channels first": (0, 3, 1, 2)}.get(layout)
    user = x.transpose(turn).copy() if turn else x
    axes = tuple(range(x.ndim - 1))
    shape = (d, 1) if layout == "columns" else (d,)
    weights = {"gamma": rng.standard_normal(shape) + 1.5, "beta": rng.standard_normal(shape)}
    start = {"mean": rng.standard_normal(shape), "var": rng.random(shape) + 0.5}
    kind = ByFunction if subject.is_function else ByObject
    run = kind(subject, {"features": d, **weights}, user)
    if not run.start(start):
        found.notes.append("no moving averages were found: inference was not judged")
        return None
    before = {role: np.array(a) for role, a in run.kept().items()}
    run.forward(True)
    now = {role: np.array(a) for role, a in run.kept().items()}
    wrong = updated(
        concept, found, before, now, x.mean(axes), x.var(axes), x.size / d, run.momentum
    )
    if wrong is not None or not run.has_mode:
        return wrong
    y = run.forward(False)
    back = y.transpose([int(k) for k in np.argsort(turn)]) if turn else y
    return inference(concept, found, back, x, now, run)


class ByObject:
    """An instance that keeps the statistics in attributes."""

    def __init__(self, subject: Subject, sizes: Mapping[str, Any], user: np.ndarray) -> None:
        self.encounter = Encounter(subject, sizes, VOCABULARY, ("features",), seed=3)
        self.obj, self.user = self.encounter.build(), user
        self.encounter.randomize()
        self.run = method(self.obj, FORWARD)

    def start(self, values: Mapping[str, np.ndarray]) -> bool:
        """Give the statistics these values; False where there are none."""
        found = statistics_of(self.obj)
        held = dict(walk(self.obj))
        if len(found) < 2 or any(held[way].size == 1 for way in found.values()):
            self.forward(True)  # They come into being, or take their shape, with the first batch.
            found, held = statistics_of(self.obj), dict(walk(self.obj))
        if len(found) < 2:
            return False
        for role, way in found.items():
            put(self.obj, way, values[role].reshape(held[way].shape))
        return True

    def kept(self) -> dict[str, np.ndarray]:
        """The statistics as they are."""
        held = dict(walk(self.obj))
        return {role: held[way] for role, way in statistics_of(self.obj).items()}

    def forward(self, training: bool) -> np.ndarray:
        """The output, in training or at inference."""
        if self.run is None:
            raise NotMet("a method that runs forward")
        out, _ = run_forward(
            self.encounter, self.run, {"input": self.user}, {}, ("input",), training
        )
        return np.asarray(first_arrays(out, self.obj)[0])

    @property
    def has_mode(self) -> bool:
        """Whether inference can be asked for."""
        names = [plain(p.name) for p in parameters(self.run)] if self.run else []
        return any(
            word in name for name in names for word in ("train", "mode", "test", "infer")
        ) or any(isinstance(v, bool) for v in vars(self.obj).values())

    @property
    def momentum(self) -> float | None:
        """The object's own momentum."""
        for name, value in vars(self.obj).items():
            if plain(name) in MOMENTUM and isinstance(value, float):
                return value
        return None

    @property
    def epsilons(self) -> list[float]:
        """The object's own ε, else the usual ones."""
        for name, value in vars(self.obj).items():
            if plain(name) in ("eps", "epsilon") and isinstance(value, float):
                return [value]
        return [*normalization.EPSILONS, 0.0]

    def weight(self, role: str, size: int) -> np.ndarray | None:
        """gamma or beta."""
        begun = 1.0 if role == "gamma" else 0.0
        arrays = {w: a for w, a in self.encounter.weights().items() if a.size == size}
        named = [a for w, a in arrays.items() if plain(last_name(w)) in VOCABULARY[role]]
        first = self.encounter.initial
        named += [a for w, a in arrays.items() if w in first and whole(first[w], begun)]
        return named[0].reshape(-1) if named else None


class ByFunction:
    """A function that keeps the statistics in a dictionary, or takes and returns them."""

    def __init__(self, subject: Subject, sizes: Mapping[str, Any], user: np.ndarray) -> None:
        self.f, self.sizes, self.user = subject.forward, sizes, user
        names = [plain(p.name) for p in parameters(self.f)]
        self.config = any(name in CONFIG for name in names)
        self.given = {w for n in names for w in ("mean", "var") if n in VOCABULARY[f"running_{w}"]}
        self.has_mode = self.config or any(n in (*COMMON["training"], "mode") for n in names)
        self.statistics: dict[str, np.ndarray] = {}

    def start(self, values: Mapping[str, np.ndarray]) -> bool:
        """Give the statistics these values."""
        self.statistics = {role: np.array(a) for role, a in values.items()}
        return self.config or len(self.given) == 2

    def kept(self) -> dict[str, np.ndarray]:
        """The statistics as they are."""
        return self.statistics

    def forward(self, training: bool) -> np.ndarray:
        """The output; in training the statistics are taken over."""
        mode = "train" if training else "test"
        held = {f"{a}_{w}": v for w, v in self.statistics.items() for a in ("running", "moving")}
        box: dict[str, Any] = {**held, "mode": mode, "training": training}
        roles = {**self.sizes, **held, "input": self.user, "training": training, "mode": mode}
        arguments, _ = bind(
            self.f,
            roles,
            VOCABULARY,
            ("input", "gamma", "beta"),
            ("training", "mode", "running_mean", "running_var"),
            lambda name: box if plain(name) in CONFIG else None,
        )
        out = quietly(self.f, **arguments)
        arrays = [a for _, a in flatten(out)]
        for role, old in self.statistics.items():
            for name in (f"running_{role}", f"moving_{role}"):
                if not np.array_equal(box[name], old):
                    self.statistics = {**self.statistics, role: np.asarray(box[name])}
        if not self.config and training:
            new = [a for a in arrays[1:] if a.size == self.statistics["mean"].size]
            if len(new) >= 2:
                self.statistics = dict(zip(("mean", "var"), new[-2:]))
        return arrays[0]

    @property
    def momentum(self) -> float | None:
        """The default of its own momentum."""
        for p in parameters(self.f):
            if plain(p.name) in MOMENTUM and isinstance(p.default, float):
                return p.default
        return None

    @property
    def epsilons(self) -> list[float]:
        """The default of its own ε, else the usual ones."""
        for p in parameters(self.f):
            if plain(p.name) in ("eps", "epsilon") and isinstance(p.default, float):
                return [p.default]
        return [*normalization.EPSILONS, 0.0]

    def weight(self, role: str, size: int) -> np.ndarray | None:
        """gamma or beta, where it takes them."""
        asked = any(plain(p.name) in VOCABULARY[role] for p in parameters(self.f))
        return self.sizes[role].reshape(-1) if asked else None


def statistics_of(obj: Any) -> dict[str, str]:
    """mean and var -> the way to the moving statistic."""
    stats: dict[str, str] = {}
    for way, _ in walk(obj):
        name = plain(last_name(way))
        kept = any(
            w in name for w in ("running", "moving", "global", "ema", "avg", "pop")
        ) or name in ("rmean", "rvar", "rm", "rv", "mmean", "mvar", "testmean", "testvar")
        if kept:
            if "mean" in name or name in ("rm", "runningmu", "movingmu") or "mu" in name:
                stats.setdefault("mean", way)
            elif "var" in name or "sigma" in name or name == "rv":
                stats.setdefault("var", way)
    return stats


def updated(
    concept: str,
    found: Verdict,
    before: Mapping[str, np.ndarray],
    now: Mapping[str, np.ndarray],
    mean: np.ndarray,
    var: np.ndarray,
    count: float,
    momentum: float | None,
) -> Verdict | None:
    """Whether the moving statistics move as they should."""
    flat = {k: v.reshape(-1) for k, v in before.items()}
    new = {k: v.reshape(-1) for k, v in now.items()}
    if all(np.array_equal(flat[k], new[k]) for k in flat):
        return verdict.wrong(
            concept,
            "the running (moving) statistics are never updated in training",
            "update them in every training step",
            assumed=found.assumed,
        )
    # The share s of the old value, from new = s old + (1 - s) batch.
    s = float(np.mean((new["mean"] - mean) / (flat["mean"] - mean)))
    expected = s * flat["mean"] + (1 - s) * mean
    unbiased = var * count / (count - 1)
    if residual(new["mean"], expected) > NEAR:
        return verdict.wrong(
            concept,
            "the moving mean is updated wrongly: it is no weighted mean of the old value "
            "and the batch's mean (momentum and 1 - momentum must add up to one)",
            "m = momentum m + (1 - momentum) batch mean",
            assumed=found.assumed,
        )
    for words, value in (("biased", var), ("unbiased", unbiased)):
        if residual(new["var"], s * flat["var"] + (1 - s) * value) <= NEAR:
            if words == "unbiased":
                found.convention += "; unbiased running variance, as torch"
            break
    else:
        for words, value in (("the deviation instead of the variance", np.sqrt(var)),):
            if residual(new["var"], s * flat["var"] + (1 - s) * value) <= NEAR:
                return verdict.wrong(
                    concept,
                    f"the moving variance keeps {words}",
                    "average the variance",
                    assumed=found.assumed,
                )
        other = float(np.mean((new["var"] - var) / (flat["var"] - var)))
        return verdict.wrong(
            concept,
            "the moving (running) variance is updated wrongly: momentum and 1 - momentum "
            f"differ from those of the mean (share of the old value {s:.3g} and {other:.3g})",
            "use one momentum for both",
            assumed=found.assumed,
        )
    if s < 0.5:
        said = f" (momentum={momentum:g})" if momentum is not None else ""
        return verdict.wrong(
            concept,
            f"momentum and 1 - momentum are exchanged{said}: the old running statistics keep "
            f"the weight {s:.3g} only, so they are nearly replaced at each step",
            "give the old value the greater weight",
            assumed=found.assumed,
            evidence=[f"share of the old value: {s:.6g}"],
        )
    torch = momentum is not None and abs(momentum - s) > 1e-9
    found.convention += (
        f"; momentum as in {'torch (of the new value)' if torch else 'Keras (of the old value)'}"
    )
    found.convention = found.convention.strip("; ")
    return None


def inference(
    concept: str,
    found: Verdict,
    back: np.ndarray,
    x: np.ndarray,
    now: Mapping[str, np.ndarray],
    run: ByObject | ByFunction,
) -> Verdict | None:
    """Whether inference uses the moving statistics."""
    gamma, beta = (run.weight(role, x.shape[-1]) for role in ("gamma", "beta"))
    axes = tuple(range(x.ndim - 1))
    epsilons = run.epsilons

    def normal(mean: np.ndarray, var: np.ndarray, e: float) -> np.ndarray:
        z = (x - mean) / np.sqrt(var + e)
        return z * (1 if gamma is None else gamma) + (0 if beta is None else beta)

    mean, var = now["mean"].reshape(-1), now["var"].reshape(-1)
    if any(residual(back, normal(mean, var, e)) <= NEAR for e in epsilons):
        return None
    batch = (x.mean(axes), x.var(axes))
    if any(residual(back, normal(*batch, e)) <= NEAR for e in epsilons):
        return verdict.wrong(
            concept,
            "inference uses the statistics of the batch (batch statistics) instead of the "
            "running (moving) averages",
            "normalize with the moving mean and variance",
            assumed=found.assumed,
        )
    return verdict.wrong(
        concept,
        "the output at inference is wrong: it is not the input normalized with the "
        "running "
        "(moving) statistics (epsilon, its place, or the root)",
        "(x - moving_mean) / √(moving_variance + ε)",
        assumed=found.assumed,
    )
