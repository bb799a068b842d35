r"""Gradient descent on f(x) = x² + 5 sin x: x ← x - η f'(x), with f'(x) = 2x + 5 cos x.

f has one minimum, near -1.11. From 3 the way there first crosses a gentle slope, where the steps
are short, then a steep one, where they are long.

Source: Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847.
"""

import numpy as np

from scratch.validation import floats, integer, number


def f(x):
    """x² + 5 sin x."""
    return x**2 + 5 * np.sin(x)


def derivative(x):
    """f'(x) = 2x + 5 cos x."""
    return 2 * x + 5 * np.cos(x)


def gradient_descent(start, learning_rate=0.1, steps=50):
    """The places x visited, and the heights f(x) there: shape (steps + 1, ...), start included.

    >>> path = gradient_descent(np.array(3.0))
    >>> round(float(path["x"][-1]), 4), round(float(path["f"][-1]), 4)
    (-1.1105, -3.2464)
    """
    η, steps = number("learning_rate", learning_rate, least=0), integer("steps", steps)
    x = floats("start", start)
    path = [x]
    for _ in range(steps):
        x = x - η * derivative(x)
        path.append(x)
    path = np.stack(path)
    return {"x": path, "f": f(path)}
