r"""Generative adversarial network: a forger and an examiner, each trained against the other.

The discriminator D gives a logit, positive where it takes a sample for a real one; the generator
G turns noise z into samples. With σ the sigmoid, and means over the batch of n pairs (z, x):

    L_D = -½ mean[ log σ(D(x)) + log(1 - σ(D(G(z)))) ]      real ones are 1, made ones 0
    L_G = -mean[ log σ(D(G(z))) ]                           that D take the made ones for real

At the balance, where made and real samples are alike, D is undecided: L_D = L_G = log 2.

Source: Goodfellow et al., "Generative Adversarial Nets", 2014. L_G is its non-saturating form,
whose gradient is large where D is not yet deceived.
"""

from functools import lru_cache

import numpy as np

from scratch.network import Sequential
from scratch.validation import reject


class GAN:
    """A generator and a discriminator, both compiled with a binary cross-entropy of logits.

    Arguments:
        generator: a Sequential, noise (batch, ...) → samples.
        discriminator: a Sequential, samples → logits (batch, 1).

    >>> from scratch.layers import Dense
    >>> from scratch.losses import BinaryCrossentropy
    >>> generator, discriminator = Sequential([Dense(1)]), Sequential([Dense(4, "tanh"), Dense(1)])
    >>> for network in (generator, discriminator):
    ...     network.build((None, 1), rng=0)
    ...     network.compile("adam", BinaryCrossentropy(from_logits=True))
    >>> gan = GAN(generator, discriminator)
    >>> losses = gan.train_on_batch(np.zeros((8, 1)), np.ones((8, 1)))
    >>> gan.generate(np.zeros((3, 1))).shape
    (3, 1)
    """

    def __init__(self, generator, discriminator):
        for name, network in (("generator", generator), ("discriminator", discriminator)):
            if not isinstance(network, Sequential):
                reject(name, "a scratch Sequential", network, TypeError)
            if network.loss is None:
                reject(name, "compiled with an optimizer and a loss", "not compiled")
        self.generator, self.discriminator = generator, discriminator

    def train_on_batch(self, z, x):
        """A step of D on noise z and real samples x, then one of G. Returns (L_D, L_G)."""
        return self.train_discriminator(z, x), self.train_generator(z)

    def train_discriminator(self, z, x):
        """A step of D: what is real is 1, what G makes is 0, and G stays as it is."""
        samples = np.concatenate([x, self.generate(z)])
        return self.discriminator.train_on_batch(samples, real_or_made(len(x), len(z), x.dtype))

    def train_generator(self, z):
        """A step of G: dL_G goes back through D, which stays as it is, to G's parameters."""
        G, D = self.generator, self.discriminator
        through_G = G.path(z)
        made = through_G.forward(z, training=True)
        through_D = D.path(made)
        logits = through_D.forward(made, training=True)
        loss, dlogits = through_D.measure(G.loss, real_or_made(len(z), 0, logits.dtype), logits)
        loss = float(loss + G.penalty())
        through_G.backward(through_D.backward(dlogits))
        G.update()
        return loss

    def generate(self, z):
        """Samples made of the noise z."""
        return self.generator.predict(z)


@lru_cache
def real_or_made(real, made, dtype):
    """The labels of `real` ones above `made` zeros, as a column; it can't be written to.

    >>> real_or_made(1, 2, np.dtype("float32")).ravel()
    array([1., 0., 0.], dtype=float32)
    """
    labels = np.concatenate([np.ones((real, 1), dtype), np.zeros((made, 1), dtype)])
    labels.flags.writeable = False
    return labels


def wasserstein(real, made):
    """How far the made samples must be moved, on average, to become the real ones.

    The 1-Wasserstein distance of two sets of numbers of equal size: the least to the least, the
    next to the next, and so on.

    >>> float(wasserstein(np.array([0.0, 1.0, 3.0]), np.array([5.0, 6.0, 8.0])))
    5.0
    """
    if np.size(real) != np.size(made):
        reject("made", f"as many samples as `real`, {np.size(real)}", np.shape(made))
    return np.mean(np.abs(np.sort(np.ravel(real)) - np.sort(np.ravel(made))))
