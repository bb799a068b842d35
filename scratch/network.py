"""Sequential: layers one after another, and the loop that trains them.

Forward:  x → layer 1 → ... → layer n → y.  Backward: dL/dy → layer n → ... → layer 1 → dL/dx.

Source: Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors", 1986.
"""

import numpy as np

from scratch import losses, metrics, optimizers, persistence
from scratch.data.mini_batches import mini_batches
from scratch.fused import Plan
from scratch.layers.layer import Layer
from scratch.registry import snake_case
from scratch.validation import boolean, describe, integer, number, reject


class Sequential:
    """A stack of layers.

    Parameters are addressed as "<layer>/<parameter>", where a layer's name is its class's in
    lower case, numbered from the second of its kind on: "dense/kernel", "dense_1/bias".

    >>> from scratch.layers import Dense
    >>> network = Sequential([Dense(4, "sigmoid"), Dense(1, "sigmoid")])
    >>> network.build((None, 2), rng=0)
    >>> network.predict(np.zeros((3, 2))).shape
    (3, 1)
    >>> sorted(network.params)
    ['dense/bias', 'dense/kernel', 'dense_1/bias', 'dense_1/kernel']
    """

    def __init__(self, layers=()):
        self.layers = []
        self.names = []
        for layer in layers:
            self.add(layer)
        self.loss = self.optimizer = self.plan = None
        self.planned = False
        self.metrics = {}

    def add(self, layer):
        """Put `layer` on top."""
        if not isinstance(layer, Layer):
            reject("layers", "a list of scratch layers", layer, TypeError)
        kind = snake_case(type(layer).__name__)
        earlier = sum(snake_case(type(other).__name__) == kind for other in self.layers)
        self.layers.append(layer)
        self.names.append(f"{kind}_{earlier}" if earlier else kind)

    def build(self, input_shape, rng=None, dtype=np.float64):
        """Create every layer's parameters, in order, from one random generator."""
        rng = np.random.default_rng(rng)
        shape = tuple(input_shape)
        for layer in self.layers:
            layer.build(shape, rng, dtype)
            shape = layer.output_shape(shape)

    @property
    def built(self):
        """Whether every layer has its parameters."""
        return all(layer.built for layer in self.layers)

    def forward(self, x, training=False):
        """The output of the last layer. Time masks go from layer to layer, as in Keras."""
        mask = None
        for layer in self.layers:
            taken = {"mask": mask} if layer.takes_mask else {}
            mask = layer.compute_mask(x, mask)
            x = layer.forward(x, training=training, **taken)
        return x

    def backward(self, dy):
        """dL/dx of the first layer; fills every layer's `grads`."""
        for layer in reversed(self.layers):
            dy = layer.backward(dy)
        return dy

    def gathered(self, attribute, frozen=True):
        """One dict of all layers' params, grads or state, under "<layer>/<name>".

        `frozen`: whether those of layers that are not trainable are among them.
        """
        return {
            f"{name}/{key}": array
            for name, layer in zip(self.names, self.layers)
            if frozen or layer.trainable
            for key, array in getattr(layer, attribute).items()
        }

    @property
    def params(self):
        """Every parameter: the arrays themselves, so that an optimizer can change them."""
        return self.gathered("params")

    @property
    def grads(self):
        """Every gradient, under the same names as `params`."""
        return self.gathered("grads")

    @property
    def state(self):
        """Every array that is kept but not trained."""
        return self.gathered("state")

    def set_weights(self, values):
        """Replace parameters and state by `values`, under the names of `params` and `state`.

        Raises ValueError where a name is missing or unknown, or a shape differs.
        """
        known = {**self.params, **self.state}
        if set(values) != set(known):
            reject("values", f"for {sorted(known)}", sorted(values))
        for name, layer in zip(self.names, self.layers):
            for kept in (layer.params, layer.state):
                for key, old in kept.items():
                    new = np.asarray(values[f"{name}/{key}"])
                    if new.shape != old.shape:
                        reject(f"values['{name}/{key}']", f"of shape {old.shape}", new.shape)
                    kept[key] = new.copy()

    def compile(self, optimizer="sgd", loss="mean_squared_error", metrics=(), fused=False):
        """Choose what `fit` uses: an optimizer, a loss, and metrics, by name or as objects.

        With `fused`, training steps are those of `scratch.fused`: the same numbers, in less time.
        """
        self.optimizer = optimizers.get(optimizer)
        self.loss = losses.get(loss)
        self.metrics = named_metrics(metrics)
        self.plan = Plan(self) if boolean("fused", fused) else None

    def train_on_batch(self, x, y):
        """One step: forward, loss, backward, update. Returns the loss, penalties included."""
        loss = self.backpropagate(x, y)
        self.update()
        return loss

    def backpropagate(self, x, y):
        """Forward, loss, backward: fills the gradients. Returns the loss, penalties included."""
        if self.loss is None:
            raise ValueError("`compile(optimizer, loss)` must be called before training.")
        x, y = np.asarray(x), np.asarray(y)
        if self.path(x) is self.plan:
            return self.plan.backpropagate(x, y)
        y_pred = self.forward(x, training=True)
        loss, dy = self.measure(self.loss, y, y_pred)
        loss = float(loss + self.penalty())
        self.backward(dy)
        return loss

    def path(self, x):
        """What takes a training step on x: the plan, where there is one that fits, else this.

        Both have `forward(x, training)`, `measure(loss, y, y_pred)` and `backward(dy)`, and
        `update` goes on with what was taken last.
        """
        self.planned = self.plan is not None and self.plan.fits(x)
        return self.plan if self.planned else self

    def measure(self, loss, y, y_pred):
        """(L, dL/dy_pred)."""
        value = loss(y, y_pred)
        return value, loss.backward()

    def update(self):
        """One step of the optimizer, on the layers that are trainable."""
        if self.planned:
            return self.plan.optimizer.step()
        return self.optimizer.step(
            *(self.gathered(kind, frozen=False) for kind in ("params", "grads"))
        )

    def penalty(self):
        """The sum of the regularization penalties of the layers that are trainable."""
        return sum(layer.penalty() for layer in self.layers if layer.trainable)

    def fit(
        self,
        x,
        y,
        batch_size=32,
        epochs=1,
        shuffle=True,
        validation_split=0.0,
        validation_data=None,
        callbacks=(),
        rng=None,
    ):
        """Train for `epochs` passes over (x, y) in mini-batches; no row is left out.

        Arguments:
            shuffle: draw a new order before each epoch, from `rng` (a generator or a seed).
            validation_split: the fraction at the end of x and y that is held out, taken before
                any shuffling, as Keras takes it.
            validation_data: (x, y) to evaluate on after each epoch, instead of a split.
            callbacks: objects with any of `on_train_begin(network)`, `on_train_end(network)` and
                `on_epoch_end(network, epoch, logs)`, which may return True to stop.

        Returns a dict of lists, a value an epoch: "loss", each metric, and "val_..." of them.
        """
        batch_size, epochs = integer("batch_size", batch_size), integer("epochs", epochs, least=0)
        x, y = np.asarray(x), np.asarray(y)
        if len(x) != len(y) or len(x) == 0:
            reject("y", f"as long as x, {len(x)} rows, and not empty", y.shape)
        number("validation_split", validation_split, least=0, below=1)
        if validation_split:
            kept = int(len(x) * (1 - validation_split))
            validation_data = x[kept:], y[kept:]
            x, y = x[:kept], y[:kept]
        if not self.built:
            self.build(x.shape, rng, x.dtype if x.dtype.kind == "f" else np.float64)
        rng = np.random.default_rng(rng)
        history = {}
        notify(callbacks, "on_train_begin", self)
        for epoch in range(epochs):
            logs = self.run_epoch(x, y, batch_size, rng if shuffle else None)
            if validation_data is not None:
                found = self.evaluate(*validation_data)
                logs |= {f"val_{name}": value for name, value in found.items()}
            for name, value in logs.items():
                history.setdefault(name, []).append(value)
            if any(notify(callbacks, "on_epoch_end", self, epoch, logs)):
                break
        notify(callbacks, "on_train_end", self)
        return history

    def run_epoch(self, x, y, batch_size, rng):
        """One pass over the data; the means over its batches, weighted by their size."""
        total = 0.0
        for x_batch, y_batch in mini_batches(x, y, batch_size, rng=rng):
            total += self.train_on_batch(x_batch, y_batch) * len(x_batch)
        logs = {"loss": total / len(x)}
        if self.metrics:
            found = self.evaluate(x, y)
            logs |= {name: found[name] for name in self.metrics}
        return logs

    def predict(self, x, batch_size=128):
        """The outputs for x in inference mode, computed in batches."""
        x = np.asarray(x)
        if self.plan and len(x) and self.plan.fits(x):
            return self.plan.predict(x, batch_size)
        return np.concatenate(
            [self.forward(x[i : i + batch_size]) for i in range(0, max(len(x), 1), batch_size)]
        )

    def evaluate(self, x, y):
        """{"loss": ..., metric: ...} over all of (x, y), in inference mode."""
        if self.loss is None:
            raise ValueError("`compile(optimizer, loss)` must be called before evaluating.")
        y, y_pred = np.asarray(y), self.predict(x)
        found = {"loss": float(self.loss(y, y_pred) + self.penalty())}
        return found | {name: float(f(y, y_pred)) for name, f in self.metrics.items()}

    def summary(self):
        """A table of the layers: name, class, output shape, parameters."""
        rows = [("layer", "class", "parameters")]
        for name, layer in zip(self.names, self.layers):
            rows.append((name, type(layer).__name__, f"{layer.count_params():,}"))
        total = sum(layer.count_params() for layer in self.layers)
        rows.append(("total", "", f"{total:,}"))
        widths = [max(len(row[i]) for row in rows) for i in range(3)]
        return "\n".join(
            f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c:>{widths[2]}}".rstrip() for a, b, c in rows
        )

    def save(self, path):
        """Write parameters and state to `path` as safetensors."""
        persistence.save(path, {**self.params, **self.state})

    def load(self, path):
        """Read parameters and state from `path`; the network must be built and alike."""
        if not self.built:
            raise ValueError("`build(input_shape)` must be called before `load`.")
        self.set_weights(persistence.load(path))


def notify(callbacks, event, *arguments):
    """What the callbacks that have a method called `event` return from it."""
    return [getattr(c, event)(*arguments) for c in callbacks if hasattr(c, event)]


def named_metrics(wanted):
    """Metric name -> function, from names or functions."""
    if isinstance(wanted, str) or not hasattr(wanted, "__iter__"):
        reject("metrics", "a list of names or functions", describe(wanted), TypeError)
    found = [metrics.get(metric) for metric in wanted]
    return {f.__name__: f for f in found}
